"""READ THE WORLD: fetch over HTTP, parse in worker processes that a deadline kills."""
