"""What is to know of a feed without asking it: address, name, rhythm, turns, health."""
