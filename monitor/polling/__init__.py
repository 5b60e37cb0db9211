"""USE CASES: feeds that are due are asked, and the pages of cut items, and what that leaves in the store."""
