"""Alerts on the monitor itself, for those whom `operations` names."""
