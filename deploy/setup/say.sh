# One line to the person; standard output stays free for results.
say() { printf 'setup: %s\n' "$*" >&2; }

fail() {
    say "$@"
    exit 1
}

is_root() { [ "$(id -u)" -eq 0 ]; }

has() { command -v "$1" >/dev/null 2>&1; }

# The same line for a root shell and for a user with sudo.
apt_line() { echo "sudo apt-get update && sudo apt-get install -y --no-install-recommends $*"; }

apt_install() {
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq >&2 && apt-get install -y -qq --no-install-recommends "$@" >&2
}
