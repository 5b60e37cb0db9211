"""The same feeds by feed2exec, in an environment of its own, which has nothing of ours:
``PYTHON feed2exec_update.py BASE FEEDS``; prints JSON."""

from __future__ import annotations

import json
import sys
import tempfile
import time
from pathlib import Path


def main() -> None:
    from feed2exec.controller import FeedManager  # type: ignore[import-not-found, unused-ignore]

    base, count = sys.argv[1], int(sys.argv[2])
    with tempfile.TemporaryDirectory() as folder:
        config = Path(folder) / "feeds.ini"
        feeds = (f"[s{n}]\nurl = {base}/small/{n}\noutput = feed2exec.plugins.null\n" for n in range(count))
        config.write_text("\n".join(feeds), encoding="utf-8")
        manager = FeedManager(str(config), f"{folder}/feeds.sqlite")
        manager.fetch()
        began, spent = time.perf_counter(), time.process_time()
        manager.fetch()
        found = {"polls": count, "wall": time.perf_counter() - began, "cpu": time.process_time() - spent}
    print(json.dumps(found))


if __name__ == "__main__":
    main()
