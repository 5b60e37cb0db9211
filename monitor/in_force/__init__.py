"""USE CASES: files -> the config, rules, seeds and templates in force; all good, or none is used."""
