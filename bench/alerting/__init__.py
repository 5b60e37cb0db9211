"""Alerts under faults, in a storm, and against the clock; the daemon and its receivers are real, on loopback."""
