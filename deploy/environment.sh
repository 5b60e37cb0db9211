# Makes .venv with exactly the locked packages; sourced by run.sh and test.sh. POSIX sh.
# usage: environment [dev]   (from the repository's root)

find_python() {
    for candidate in "${PYTHON:-}" python3.13 python3.12 python3.11 python3; do
        [ -n "$candidate" ] || continue
        if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            echo "$candidate"
            return 0
        fi
    done
    echo "monitor needs Python 3.11 or newer: install it, or say PYTHON=/where/it/is" >&2
    return 1
}

environment() {
    lock=deploy/requirements.txt
    [ "${1:-}" = dev ] && lock=deploy/requirements-dev.txt
    wanted=$(cat "$lock" pyproject.toml | cksum)
    if [ -x .venv/bin/monitor ] && [ "$(cat ".venv/made-from${1:+-$1}" 2>/dev/null)" = "$wanted" ]; then
        return 0
    fi
    python=$(find_python) || return 1
    if [ ! -x .venv/bin/pip ]; then
        rm -rf .venv
        if ! "$python" -m venv .venv >/dev/null 2>&1; then
            rm -rf .venv
            echo "Python's venv module is incomplete: on Debian and Ubuntu run: apt install python3-venv" >&2
            return 1
        fi
    fi
    echo "Making the environment in .venv (once, about a minute) ..." >&2
    .venv/bin/pip install --quiet --disable-pip-version-check --requirement "$lock" &&
        .venv/bin/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable . &&
        echo "$wanted" >".venv/made-from${1:+-$1}"
}
