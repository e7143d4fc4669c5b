#!/usr/bin/env bash
# postgres.py run.sh [PYTEST ARGUMENTS]: the suite on SQLite, then on PostgreSQL. Both
# always run; the exit code is that of the first failure.
set -uo pipefail
cd "$(dirname "$0")/.."

python=.venv/bin/python
pytest=("$python" -m pytest --numprocesses 2)
no_tests_collected=5

# Arguments may choose tests of one kind only; a full run must always find some.
passed() {
    [ "$1" -eq 0 ] || { [ "$1" -eq $no_tests_collected ] && [ "$2" -gt 0 ]; }
}

mkdir -p var
"$python" manage.py compile_catalogues || exit

PYTHONPATH=site:. env -u DATABASE_URL "$python" -m tests.prepare &
PYTHONPATH=site:. "$python" -m tests.prepare || exit
wait $! || exit

echo "== SQLite"
env -u DATABASE_URL "${pytest[@]}" "$@"
sqlite=$?

echo "== PostgreSQL"
"${pytest[@]}" -m "not browser and not grid" "$@"
postgresql=$?

for code in $sqlite $postgresql; do
    passed "$code" $# || exit "$code"
done
