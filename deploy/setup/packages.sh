#!/usr/bin/env bash
# The Debian packages that Linban uses. Without them it still runs, with less: never a reason to stop.
# --district: those of a district's servers as well, which the tests start by themselves.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
. ./say.sh

is_district=false
[ "${1:-}" != --district ] || is_district=true

has_voice() { has espeak-ng && compgen -G '/usr/lib*/*/libespeak-ng.so.1' >/dev/null; }
has_font() { [ -n "$(fc-list :lang=zh 2>/dev/null)" ] || compgen -G '/usr/share/fonts/opentype/noto/*CJK*' >/dev/null; }
has_browser() { has chromium || has chromium-browser || has google-chrome; }

missing() {
    has_voice || echo espeak-ng libespeak-ng1
    has_font || echo fonts-noto-cjk
    has_browser || echo chromium
    has fstconvert || echo libfst-tools
    compgen -G '/usr/lib/*/faketime/libfaketimeMT.so.1' >/dev/null || echo faketime
    ! $is_district || missing_servers
}

missing_servers() {
    compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || echo postgresql
    has redis-server || echo redis-server
    has rabbitmq-server || [ -x /usr/lib/rabbitmq/bin/rabbitmq-server ] || echo rabbitmq-server
}

what_for() {
    say "  espeak-ng speaks, fonts-noto-cjk and chromium show the screen, libfst-tools and faketime are for tests only."
    say "  Until then: silent without espeak-ng; without chromium the address is printed, for any browser."
}

# Together if possible; one by one if one of them isn't offered here.
install() {
    local name
    apt_install "$@" && return
    for name in "$@"; do
        apt_install "$name" || say "$name could not be installed; going on without it."
    done
}

mapfile -t wanted < <(missing | tr ' ' '\n')
[ "${#wanted[@]}" -gt 0 ] || exit 0

if ! has apt-get; then
    say "This is not Debian or Ubuntu. Please install what provides: ${wanted[*]}"
    what_for
elif is_root; then
    say "Installing these Debian packages: ${wanted[*]}"
    install "${wanted[@]}"
else
    say "These Debian packages are missing; this line installs them:"
    say "  $(apt_line "${wanted[@]}")"
    what_for
fi
