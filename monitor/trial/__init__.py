"""USE CASES: given articles run through the real intake in virtual time, to see what it would do."""
