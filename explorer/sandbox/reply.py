"""An HTTP answer before it is sent, and the small ways to make one."""

from collections.abc import Iterable
from dataclasses import dataclass

JSON = "application/json"  # the vendor's SDK compares this exactly: with a charset it would not look for Error
HTML = "text/html; charset=utf-8"
EVENTS = "text/event-stream"

_BODILESS = (204, 304)


@dataclass(frozen=True, slots=True)
class Reply:
    """``chunks`` is the body in pieces, made while it is sent; ``length`` is its size, or None when unknown."""

    chunks: Iterable[bytes]
    length: int | None
    content_type: str = JSON
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    pause: float = 0.0
    """Seconds before each piece."""


def reply_of(body: bytes, content_type: str = JSON, status: int = 200) -> Reply:
    """A body that is already there."""
    return Reply((body,) if body else (), len(body), content_type, status)


def page(status: int, title: str) -> Reply:
    """The HTML page of a gateway that stands before the service."""
    heading = f"{status} {title}".strip()
    text = (
        f"<html>\r\n<head><title>{heading}</title></head>\r\n<body>\r\n<center><h1>{heading}</h1></center>\r\n"
        "<hr><center>practice gateway</center>\r\n</body>\r\n</html>\r\n"
    )
    if status in _BODILESS:
        return Reply((), None, HTML, status)
    return reply_of(text.encode(), HTML, status)
