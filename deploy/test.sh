#!/bin/sh
# Makes the environment if it is not there, then runs every check and every test. Arguments go to pytest.
set -eu
cd "$(dirname "$0")/.."
. deploy/environment.sh
environment dev
bin=.venv/bin
echo "== ruff" && $bin/ruff check . && $bin/ruff format --check --quiet .
echo "== mypy" && $bin/mypy
echo "== import-linter" && $bin/lint-imports --no-cache >/dev/null || $bin/lint-imports --no-cache
echo "== pytest" && exec $bin/python -m pytest -n 2 --dist worksteal "$@"
