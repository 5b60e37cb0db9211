"""The words of numbers and of what they count, in the languages served."""
