#!/usr/bin/env bash
# programs.sh NAME…: see that chromium, fonts, gettext, nginx, postgresql or redis is
# here; install the Debian packages where that is allowed, fail with a sentence where it
# is not.
set -euo pipefail

has_chromium() {
    if [ -n "${CHROMIUM:-}" ]; then
        [ -x "$CHROMIUM" ]
    else
        command -v chromium || command -v chromium-browser || command -v google-chrome
    fi
}

# The letters of a phone, and two other families: a page must not be wider in any.
has_fonts() {
    local family families
    families=$(fc-list : family) || return
    for family in "Noto Sans Arabic" "Noto Sans CJK SC" "DejaVu Sans" "Liberation Sans"; do
        grep --quiet --fixed-strings "$family" <<<"$families" || return
    done
}

has_gettext() {
    command -v xgettext
}

has_nginx() {
    command -v nginx || [ -x /usr/sbin/nginx ]
}

has_redis() {
    command -v redis-server
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

packages_of() {
    case "$1" in
        fonts)
            echo fontconfig fonts-noto-core fonts-noto-cjk
            echo fonts-dejavu-core fonts-liberation
            ;;
        redis) echo redis-server ;;
        *) echo "$1" ;;
    esac
}

install_packages_of() {
    # shellcheck disable=SC2046 # one word for each package
    command -v apt-get && as_root true &&
        as_root DEBIAN_FRONTEND=noninteractive apt-get update --quiet &&
        as_root DEBIAN_FRONTEND=noninteractive \
            apt-get install --quiet --yes --no-install-recommends $(packages_of "$1")
}

log=$(mktemp)
trap 'rm -f "$log"' EXIT
for name in "$@"; do
    "has_$name" >/dev/null 2>&1 && continue
    echo "Installing $name:" $(packages_of "$name") "…"
    if ! install_packages_of "$name" >"$log" 2>&1 || ! "has_$name" >/dev/null 2>&1; then
        tail -5 "$log" >&2
        echo "The tests need $name, and it could not be installed here." >&2
        echo "On Debian it is in" $(packages_of "$name")"." >&2
        echo "Install it (PostgreSQL: 15 or newer) and start again." >&2
        exit 1
    fi
done
