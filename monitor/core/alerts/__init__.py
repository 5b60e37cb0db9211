"""What becomes of a match: alert, follow-up or silence, always with the reason; and who is told."""
