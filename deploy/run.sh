#!/bin/sh
# Makes the environment if it is not there, then runs `monitor` with the arguments given (default: run).
set -eu
cd "$(dirname "$0")/.."
. deploy/environment.sh
environment
[ $# -gt 0 ] || set -- run
exec .venv/bin/monitor "$@"
