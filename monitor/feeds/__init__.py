"""USE CASES: feeds are found, looked at, and written into the config."""
