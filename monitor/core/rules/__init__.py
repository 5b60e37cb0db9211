"""The watch-rule language: schema, compile, evaluate, inline tests. Reference: docs/rules.md."""
