"""Refuses every way to another computer. Sockets between processes of this computer (AF_UNIX) stay."""

import socket
import sys
from typing import Any

_REACHING_OUT = {"socket.connect", "socket.sendto", "socket.sendmsg", "socket.bind"}
_LOOKING_UP = {"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"}


class NetworkRefused(RuntimeError):
    """A test, or the program in it, tried to reach a network."""


class NetworkWatch:
    """Keeps the attempts, so that one whose error was swallowed is seen too."""

    def __init__(self) -> None:
        self.attempts: list[str] = []

    def install(self) -> None:
        """Begin to refuse, for the rest of the process: Python has no way to take such a hook out."""
        sys.addaudithook(self._hook)

    # Any: the interpreter hands over whatever each event carries.
    def _hook(self, event: str, arguments: tuple[Any, ...]) -> None:
        if event in _LOOKING_UP or (event in _REACHING_OUT and not _is_local(arguments[0])):
            self.attempts.append(event)
            raise NetworkRefused(f"{event}: the program and its tests use no network")


def _is_local(opened: socket.socket) -> bool:
    local = getattr(socket, "AF_UNIX", None)  # Windows has none.
    return local is not None and opened.family == local
