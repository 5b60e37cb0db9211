"""Watched entities and their aliases -> one automaton -> hits with spans."""
