"""WHEN: what wakes the use cases. local.py for one machine, once.py for one round."""
