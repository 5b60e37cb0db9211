"""Pictures from stored results, as SVG and PNG in docs/images/: `python -m bench plots`."""

from bench.plots.draw import draw

__all__ = ["draw"]
