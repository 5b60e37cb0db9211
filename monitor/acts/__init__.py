"""USE CASES: what a person does to what is stored: acknowledge, silence, correct, send again."""
