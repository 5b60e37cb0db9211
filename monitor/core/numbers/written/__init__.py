"""How a number is written: in digits, in words, in both, with its scale or a half."""
