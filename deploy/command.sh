#!/bin/sh
# Runs `monitor` with the arguments given as deploy/monitor.service runs the daemon: as its user, in its folder, with its
# secrets. Root does this, on a machine with systemd.
set -eu
if [ -t 0 ] && [ -t 1 ]; then way=--pty; else way=--pipe; fi
for argument; do # systemd puts a variable of the environment where it reads $NAME
    shift
    set -- "$@" "$(printf %s "$argument" | sed 's/\$/$$/g')"
done
exec systemd-run --quiet --collect --wait "$way" \
    --property=User=monitor --property=WorkingDirectory=/var/lib/monitor \
    --property=EnvironmentFile=-/etc/monitor.env --property=UMask=0077 \
    -- /opt/monitor/.venv/bin/monitor "$@"
