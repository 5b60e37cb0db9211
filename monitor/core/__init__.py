"""DECIDE: functions over frozen values, and little state that is told the time (turns of hosts, pauses, patience). No
I/O, no clock, no randomness, no logging."""
