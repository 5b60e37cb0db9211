"""USE CASES: how it goes and why, from the store alone."""
