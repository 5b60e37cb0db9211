"""A streaming news-alert monitor: feeds in, one alert per story out, every decision explained.

The folders read as the architecture: ``core`` decides, ``sources`` reads the world, ``notify`` tells it,
``store`` remembers; ``polling``, ``intake``, ``delivery``, ``acts``, ``answers`` and their like are the use cases;
``app`` wires them, ``run`` says when, ``cli`` and ``web`` are what people touch. See docs/architecture.md.
"""

__version__ = "0.1.0"
