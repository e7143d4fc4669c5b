#!/usr/bin/env bash
# Prepare the database, then keep the site and the worker running until one ends
# or ctrl-C. PORT and DATABASE_URL may be set; SITE_URL follows the port.
set -euo pipefail
cd "$(dirname "$0")/.."

port=${PORT:-8000}
export SITE_URL=${SITE_URL:-http://127.0.0.1:$port}

refuse_a_taken_port() {
    .venv/bin/python - "$port" <<'PYTHON' || exit 1
import socket, sys

with socket.socket() as probe:
    probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        probe.bind(("127.0.0.1", int(sys.argv[1])))
    except OSError:
        sys.exit(f"Port {sys.argv[1]} is taken. Try another one: make run PORT=8001")
PYTHON
}

# TERM, because a process started with & ignores the INT of ctrl-C.
stop_both() {
    trap - EXIT
    trap '' INT TERM HUP
    # shellcheck disable=SC2046 # one word for each process
    kill -TERM $(jobs -p) 2>/dev/null || true
    wait
}

exit_with_the_first_to_end() {
    while kill -0 "$site" 2>/dev/null && kill -0 "$worker" 2>/dev/null; do
        sleep 0.5
    done
    local name=worker ended=$worker code=0
    if ! kill -0 "$site" 2>/dev/null; then
        name=site ended=$site
    fi
    wait "$ended" || code=$?
    echo "The $name ended by itself with exit code $code; all is stopped." >&2
    exit $((code == 0 ? 1 : code))
}

refuse_a_taken_port
mkdir -p var
.venv/bin/python manage.py prepare
echo "Ctrl-C stops the site and the worker."

trap stop_both EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
trap 'exit 129' HUP

.venv/bin/python manage.py worker &
worker=$!
# The demonstration in its other languages; the site answers meanwhile.
.venv/bin/python manage.py load_demo --languages-to-follow &
.venv/bin/python manage.py runserver "127.0.0.1:$port" <&0 &
site=$!
exit_with_the_first_to_end
