#!/usr/bin/env bash
# Prints the path of a Python 3.10: one that is there, or one that uv fetches. The first argument is uv.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
. ./say.sh
uv="$1"

# A pyenv shim is on the path whether or not the version behind it may run: believe only what answers.
is_310() { [ "$("$1" -c 'import sys; print(*sys.version_info[:2])' 2>/dev/null)" = "3 10" ]; }

candidates() {
    command -v python3.10 || true
    ls "${PYENV_ROOT:-$HOME/.pyenv}"/versions/3.10.*/bin/python 2>/dev/null || true
    "$uv" python find --no-project --system 3.10 2>/dev/null || true
}

print_first() {
    local python
    while read -r python; do
        is_310 "$python" && echo "$python" && return
    done < <(candidates)
    return 1
}

print_first && exit
say "No Python 3.10 here; uv fetches one …"
"$uv" python install --quiet 3.10 >&2 ||
    fail "Linban needs Python 3.10 and none could be fetched: connect to the network, or install one with pyenv."
print_first || fail "uv installed Python 3.10, but it doesn't run on this machine."
