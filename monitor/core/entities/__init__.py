"""Watched entities and their aliases -> a table of words -> hits with spans."""
