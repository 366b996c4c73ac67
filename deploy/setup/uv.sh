#!/usr/bin/env bash
# Prints the path of uv, the installer: one that is there, or one put into .tools/uv.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
. ./say.sh
home="$(cd ../.. && pwd -P)/.tools/uv"

works() { "$1" --version >/dev/null 2>&1; }

venv_package=python3-venv

ensure_venv() {
    has python3 || fail "Python 3 is missing; please run: $(apt_line python3 "$venv_package")"
    python3 -c 'import ensurepip, venv' 2>/dev/null && return
    if has apt-get && is_root; then
        say "Installing this Debian package: $venv_package"
        apt_install "$venv_package" && return
    fi
    fail "python3 can't make virtual environments here; please run: $(apt_line "$venv_package")"
}

if has uv && works uv; then
    command -v uv
    exit
fi
if ! works "$home/bin/uv"; then
    ensure_venv
    say "Installing uv into .tools/uv …"
    python3 -m venv --clear "$home"
    "$home/bin/python" -m pip install --quiet --disable-pip-version-check uv >&2
fi
echo "$home/bin/uv"
