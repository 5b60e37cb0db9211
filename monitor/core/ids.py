"""How far the numbers go by which the store knows its rows."""

MAX_ID = 2**63 - 1
"""The largest that a column takes: of SQLite and PostgreSQL alike."""
