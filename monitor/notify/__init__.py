"""TELL THE WORLD: one Notifier a receiver, one target each, so that a retry never repeats a success."""
