"""Opens the port of the practice endpoint, and words why that cannot be done."""

import errno
import os
import socket

from explorer.core.errors import ExplorerError

_WORDS = {
    errno.EADDRINUSE: ("another program listens there", "Choose another port, or 0 for any free one."),
    errno.EACCES: ("this account may not use that port", "Choose a port above 1023, or 0 for any free one."),
    errno.EPERM: ("this account may not use that port", "Choose a port above 1023, or 0 for any free one."),
    errno.EADDRNOTAVAIL: ("this machine has no such address", "Use 127.0.0.1, or an address of this machine."),
    errno.EAFNOSUPPORT: ("this machine does not speak IPv6", "Use 127.0.0.1."),
}
_NO_NAME = ("that host is neither an address nor a known name", "Use 127.0.0.1, ::1 or localhost.")
_NO_PORT = ("a port is between 0 and 65535", "Choose another port, or 0 for any free one.")


def listen(host: str, port: int) -> socket.socket:
    """A listening socket. Raises ExplorerError, which says what is wrong with the host or the port."""
    if not host.strip():  # to the system this means every interface, which nobody asks for by leaving it blank
        raise _error(host, port, ValueError("no host"))
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # With the protocol named, the event loop turns Nagle's algorithm off: 40 ms a call on a kept connection.
    try:
        listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    except OSError as error:
        raise _error(host, port, error) from error
    try:
        if os.name == "posix":  # elsewhere this would let two servers share one port
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen(128)
        listener.setblocking(False)
    except (OSError, OverflowError, ValueError, TypeError) as error:
        listener.close()
        raise _error(host, port, error) from error
    return listener


def _error(host: str, port: int, error: Exception) -> ExplorerError:
    if isinstance(error, OverflowError):
        why, hint = _NO_PORT
    elif isinstance(error, OSError) and not isinstance(error, socket.gaierror):
        # Windows has numbers of its own for these, whose words are a sentence of the system.
        fallback = (error.strerror or str(error), "Choose another port, or 0 for any free one.")
        why, hint = _WORDS.get(error.errno or 0, fallback)
    else:
        why, hint = _NO_NAME
    shown = f"[{host}]" if ":" in host else host
    return ExplorerError(f"The practice endpoint cannot listen on {shown}:{port}: {why}.", hint=hint)
