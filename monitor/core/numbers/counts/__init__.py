"""What a number counts, by the words around it: the dead, metres, money; or nothing, as a date."""
