"""The words by which headlines turn a story, by subject and by language. Each file has them by one word (TURNS), by two
that follow one another (TURNS_OF_TWO) and by two with others between them (TURNS_APART)."""
