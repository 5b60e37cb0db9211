"""What packages know of words, places and meaning, each loaded when it is first asked."""
