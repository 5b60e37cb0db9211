"""The same feeds by lemon24/reader, in an environment of its own, which has nothing of ours:
``PYTHON reader_update.py BASE SMALL LARGE ROUNDS [mixed]``; prints JSON. Small feeds and large ones are updated each by
themselves, or mixed."""

from __future__ import annotations

import json
import resource
import sys
import tempfile
import time
from typing import Any
from urllib.request import urlopen


def main() -> None:
    from reader import make_reader  # type: ignore[import-not-found, unused-ignore]

    base, small, large, rounds = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
    feeds = {
        kind: [f"{base}/{kind}/{one}" for one in range(count)] for kind, count in (("small", small), ("large", large))
    }
    if sys.argv[5:]:
        feeds = {"mixed": feeds["small"] + feeds["large"]}
    found: dict[str, Any] = {}
    for kind, urls in feeds.items():
        with tempfile.TemporaryDirectory() as folder, make_reader(f"{folder}/reader.sqlite") as reader:
            for url in urls:
                reader.add_feed(url)
            reader.update_feeds(workers=1, scheduled=False)
            wall, cpu = 0.0, 0.0
            for _ in range(rounds):
                urlopen(f"{base}/advance").close()  # of the large ones each has a new item
                began, spent = time.perf_counter(), time.process_time()
                reader.update_feeds(workers=1, scheduled=False)
                wall, cpu = wall + time.perf_counter() - began, cpu + time.process_time() - spent
            found[kind] = {"polls": len(urls) * rounds, "wall": wall, "cpu": cpu}
    found["resident_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_000
    print(json.dumps(found))


if __name__ == "__main__":
    main()
