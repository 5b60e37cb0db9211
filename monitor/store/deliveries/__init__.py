"""Deliveries: the outbox, from what a decision puts into it to what became of each message."""
