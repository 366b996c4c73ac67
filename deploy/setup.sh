#!/usr/bin/env bash
# Makes everything Linban runs on: the Debian packages, .venv with Python 3.10, and Linban in it.
# Quick when nothing changed since the last time.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. deploy/setup/say.sh

stamp=.venv/.linban-setup

# The folder belongs to it: a virtual environment doesn't survive being moved.
fingerprint() {
    { pwd -P; cat requirements.lock pyproject.toml deploy/setup.sh deploy/setup/*.sh; } | sha256sum
}

is_current() {
    [ -x .venv/bin/linban ] && [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$(fingerprint)" ] &&
        .venv/bin/python -c ''
}

# uv reads no pip configuration: a mirror that was chosen for pip is passed on.
use_mirror_of_pip() {
    local mirror
    [ -z "${UV_DEFAULT_INDEX:-}${UV_INDEX_URL:-}" ] || return 0
    mirror="${PIP_INDEX_URL:-$(python3 -m pip config get global.index-url 2>/dev/null || true)}"
    [ -z "$mirror" ] || export UV_DEFAULT_INDEX="$mirror"
}

make_environment() {
    local uv python
    uv="$(deploy/setup/uv.sh)"
    python="$(deploy/setup/python.sh "$uv")"
    use_mirror_of_pip
    .venv/bin/python -c 'import sys; sys.exit(sys.version_info[:2] != (3, 10))' 2>/dev/null ||
        { rm -rf .venv && "$uv" venv --quiet --python "$python" .venv; }
    say "Installing the pinned packages into .venv (about 3 GB on disk; minutes the first time) …"
    "$uv" pip install --quiet --python .venv/bin/python --require-hashes -r requirements.lock
    "$uv" pip install --quiet --python .venv/bin/python --no-deps --no-build-isolation -e .
}

deploy/setup/packages.sh
is_current && exit
rm -f "$stamp"
make_environment
fingerprint >"$stamp"
say "Ready: .venv/bin/linban is the command line."
