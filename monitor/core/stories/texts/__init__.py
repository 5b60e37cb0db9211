"""The same text? Fingerprints, passages in common, what contradicts, what one says that the other does not."""
