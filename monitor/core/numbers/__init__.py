"""The numbers that a text states (figures.py), and which of two texts' are the same amount."""
