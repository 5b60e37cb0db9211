"""Lint: what the loader accepts and yet looks wrong. Each check has a code; docs/lint.md says why and what to do."""
