#!/usr/bin/env bash
# make_venv.sh FOLDER: a virtual environment of the newest Python that will do.
set -euo pipefail

# Each candidate is tried out: a name on the PATH may be an empty launcher, and
# Debian ships Python without the parts that venv needs.
will_do='import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))'

for python in python3.13 python3.12 python3.11 python3; do
    if "$python" -c "$will_do" >/dev/null 2>&1; then
        echo "Making $1 with $("$python" --version)."
        "$python" -m venv --clear "$1"
        exit
    fi
done

echo "Python 3.11 or newer with venv is needed; none was found." >&2
echo "(On Debian and Ubuntu: apt-get install python3-venv)" >&2
exit 1
