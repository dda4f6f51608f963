"""Any body as JSON that can be compared: an event stream as the list of its events, another text as its lines."""

import re
from collections.abc import Iterable, Iterator

from explorer.core.envelope.events import events_as_data, looks_like_events
from explorer.core.envelope.text import decode_text
from explorer.core.models.json_value import JsonValue, dumps

_JSON = re.compile(
    rb"(?:\xef\xbb\xbf)?[ \t\r\n]*+(?:[{\[\"]|(?:true|false|null|-?[0-9.eE+-]+)[ \t\r\n]*+\Z)|\xff\xfe|\xfe\xff"
)
_JOINED = 256


def is_json(body: bytes) -> bool:
    """Whether the body is, or sets out to be, JSON."""
    return bool(_JSON.match(body))


def as_json(body: bytes, content_type: str = "") -> bytes:
    """The body itself where it is JSON. Piece by piece, but of a large one this belongs on a worker."""
    if is_json(body) or not body:
        return body
    text = decode_text(body, content_type)
    found: Iterable[JsonValue] = events_as_data(text) if looks_like_events(body) else text.splitlines()
    return b"[" + b",".join(_parts(found)) + b"]"


def _parts(values: Iterable[JsonValue]) -> Iterator[bytes]:
    waiting: list[str] = []
    for value in values:
        waiting.append(dumps(value))
        if len(waiting) == _JOINED:
            yield ",".join(waiting).encode("utf-8", "surrogatepass")
            waiting = []
    if waiting:
        yield ",".join(waiting).encode("utf-8", "surrogatepass")
