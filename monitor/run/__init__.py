"""WHEN: what wakes the use cases. local.py for one machine, once.py for one round, watch.py for files that were saved;
service_manager.py is what systemd hears of it."""
