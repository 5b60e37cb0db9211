"""What a service manager hears: systemd's notification protocol (its manual page sd_notify, section 3)."""

from __future__ import annotations

import contextlib
import socket
from collections.abc import Mapping

ADDRESS = "NOTIFY_SOCKET"
READY, STOPPING, ALIVE = "READY=1", "STOPPING=1", "WATCHDOG=1"


class ServiceManager:
    """Datagrams to the socket that the environment names; nothing where it names none."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        address = environment.get(ADDRESS, "")
        self._address = f"\0{address[1:]}" if address.startswith("@") else address  # "@": one without a file

    def say(self, *assignments: str, status: str = "") -> None:
        """``status`` is for people who ask the service manager. One that does not listen keeps nobody waiting."""
        if not self._address:
            return
        lines = (*assignments, f"STATUS={' '.join(status.split())}") if status else assignments
        with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as to:
            to.setblocking(False)
            to.sendto("\n".join(lines).encode(), self._address)
