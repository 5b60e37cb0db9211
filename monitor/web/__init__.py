"""The page inside the daemon: what it watches, what it told and why, and what a reader may do about it (acknowledge,
snooze, silence). On 127.0.0.1 by default."""
