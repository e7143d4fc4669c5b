#!/usr/bin/env bash
# programs.sh NAME…: see that chromium, gettext or postgresql is here; install the
# Debian package where that is allowed, fail with a sentence where it is not.
set -euo pipefail

has_chromium() {
    if [ -n "${CHROMIUM:-}" ]; then
        [ -x "$CHROMIUM" ]
    else
        command -v chromium || command -v chromium-browser || command -v google-chrome
    fi
}

has_gettext() {
    command -v xgettext
}

major_version() {
    "$1" --version | grep -oE '[0-9]+' | head -1
}

has_postgresql() {
    local initdb
    for initdb in "$(command -v initdb)" /usr/lib/postgresql/*/bin/initdb; do
        if [ -x "$initdb" ] && [ "$(major_version "$initdb")" -ge 15 ]; then
            return
        fi
    done
    return 1
}

as_root() {
    if [ "$(id -u)" = 0 ]; then
        env "$@"
    else
        sudo --non-interactive env "$@"
    fi
}

install_package() {
    command -v apt-get && as_root true &&
        as_root DEBIAN_FRONTEND=noninteractive apt-get update --quiet &&
        as_root DEBIAN_FRONTEND=noninteractive \
            apt-get install --quiet --yes --no-install-recommends "$1"
}

log=$(mktemp)
trap 'rm -f "$log"' EXIT
for name in "$@"; do
    "has_$name" >/dev/null 2>&1 && continue
    echo "Installing the package $name …"
    if ! install_package "$name" >"$log" 2>&1 || ! "has_$name" >/dev/null 2>&1; then
        tail -5 "$log" >&2
        echo "The tests need $name, and it could not be installed here." >&2
        echo "Install it (PostgreSQL: 15 or newer) and start again." >&2
        exit 1
    fi
done
