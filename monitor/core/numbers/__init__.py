"""The numbers that a text states, as they are written, and what each of them counts."""
