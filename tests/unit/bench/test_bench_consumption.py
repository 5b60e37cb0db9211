"""CPU and memory of a daemon are those of its workers too, which are not its children."""

from __future__ import annotations

import subprocess
import sys

from bench.consumption import cpu_seconds, family, resident_mb
from tests.running import until

_BUSY = "import time\nwhile time.process_time() < 0.5: pass\n"
_PARENT = """
import subprocess, sys
subprocess.run([sys.executable, "-c", sys.argv[1]])
child = subprocess.Popen([sys.executable, "-c", "import subprocess, sys; p = subprocess.Popen(['sleep', '60']); "
                          "print('ready', flush=True); p.wait()"], stdout=sys.stdout)
child.wait()
"""


def test_what_grandchildren_take_and_what_ended_is_counted() -> None:
    parent = subprocess.Popen([sys.executable, "-c", _PARENT, _BUSY], stdout=subprocess.PIPE, text=True)
    found = [parent.pid]
    try:
        assert parent.stdout is not None and parent.stdout.readline() == "ready\n"
        found = family(parent.pid)
        assert len(found) == 3 and found[0] == parent.pid
        assert cpu_seconds(parent.pid) > 0.45, "the first child has ended"
        assert all(resident_mb(one) > 0 for one in found)
    finally:
        for one in reversed(found):
            subprocess.run(["kill", "-9", str(one)], check=False)
        parent.wait()
    until(lambda: resident_mb(found[-1]) == 0.0, "the killed grandchild to be gone")
    assert cpu_seconds(parent.pid) == 0.0
