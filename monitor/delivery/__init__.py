"""USE CASES: what is due goes to its receivers by their channels, and what became of it is recorded."""
