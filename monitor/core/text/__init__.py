"""Markup to plain text, folding that keeps a map to the original offsets, words, sentences, script."""
