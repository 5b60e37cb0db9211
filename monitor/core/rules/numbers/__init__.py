"""Which numbers a text states, as rules count with them: in digits and words, and none that counts nothing."""
