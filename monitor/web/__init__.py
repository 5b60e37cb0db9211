"""The page inside the daemon: what it watches, what it told and why. Read-only; on 127.0.0.1 by default."""
