"""The headers that only sending needs, beside those that signing makes: the head of a request as it goes out."""

from explorer import __version__
from explorer.core.errors import UsageError

_OWN_HEADERS = (
    ("User-Agent", f"request-explorer/{__version__}"),
    ("Accept", "*/*"),
    ("Accept-Encoding", "gzip, deflate"),
)


def complete(headers: tuple[tuple[str, str], ...], length: int, *, with_length: bool) -> tuple[tuple[str, str], ...]:
    """Every header of a request whose body has ``length`` bytes, in the order of the wire; the user's own win.

    Raises UsageError for a header that would say another end of the body than it has.
    """
    present = {name.lower(): value for name, value in headers}
    if "transfer-encoding" in present or present.get("content-length", str(length)) != str(length):
        name = "transfer-encoding" if "transfer-encoding" in present else "Content-Length"
        raise UsageError(
            f"The header {name} cannot be chosen: it says where the body ends.", hint="Take it off the request."
        )
    own = [*_OWN_HEADERS, *([("Content-Length", str(length))] if with_length else [])]
    return headers + tuple(header for header in own if header[0].lower() not in present)
