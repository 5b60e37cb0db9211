#!/bin/sh
# Makes both locks anew from pyproject.toml, for every platform and Python >= 3.11. Needs uv.
set -eu
cd "$(dirname "$0")/.."
lock() {
    out=$1
    shift
    printf '# Made by deploy/lock.sh; every version that run.sh and test.sh install.\n' >"$out.new"
    uv pip compile --quiet --universal --python-version 3.11 --no-header --no-annotate --no-emit-index-url \
        --no-emit-find-links pyproject.toml --extra web --extra postgresql "$@" >>"$out.new"
    mv "$out.new" "$out"
}
lock deploy/requirements.txt --group clone
lock deploy/requirements-dev.txt --group dev
