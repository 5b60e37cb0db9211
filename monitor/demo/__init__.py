"""A day of news in two minutes: feeds in our own words on loopback, read by the real daemon."""
