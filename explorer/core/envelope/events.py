"""The event stream (text/event-stream) that streaming actions answer with: its events, and errors inside them."""

import json
import re
from dataclasses import dataclass
from typing import Any

from explorer.core.models.json_value import JsonValue, loads

_END_OF_LINE = re.compile(r"\r\n|\n|\r")
_HEAD = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:data|event|id|retry)?:")


@dataclass(frozen=True, slots=True)
class ServerEvent:
    """One event: ``data`` lines joined by a line feed; ``retry`` in milliseconds, None when absent or no number."""

    data: str
    event: str = ""
    id: str = ""
    retry: int | None = None


@dataclass(frozen=True, slots=True)
class StreamError:
    """An error that an event reports, and the RequestId beside it."""

    code: str
    message: str


def looks_like_events(data: bytes) -> bool:
    """Whether the body begins as an event stream does."""
    return bool(_HEAD.match(data[:256]))


def events_as_data(text: str) -> list[JsonValue]:
    """The events of a stream as a list of objects; the text of an event becomes JSON where it is JSON."""
    return [{"event": event.event, "id": event.id, "data": _as_data(event.data)} for event in parse_events(text)]


def _as_data(text: str) -> JsonValue:
    try:
        return loads(text)
    except (ValueError, RecursionError):
        return text


def parse_events(text: str) -> tuple[ServerEvent, ...]:
    """The events of a stream (WHATWG rules), with two mercies: a last event without its blank line counts, and
    a block of comments only is no event."""
    events: list[ServerEvent] = []
    fields: dict[str, list[str]] = {}
    for line in [*_END_OF_LINE.split(text.removeprefix("\ufeff")), ""]:
        if line:
            name, _, value = line.partition(":")
            if name:
                fields.setdefault(name, []).append(value.removeprefix(" "))
        elif fields:
            events.append(_event(fields))
            fields = {}
    return tuple(events)


def _event(fields: dict[str, list[str]]) -> ServerEvent:
    retry = fields.get("retry", [""])[-1]
    return ServerEvent(
        data="\n".join(fields.get("data", ())),
        event=fields.get("event", [""])[-1],
        id=fields.get("id", [""])[-1],
        retry=int(retry) if retry.isascii() and retry.isdecimal() and len(retry) < 16 else None,
    )


def find_error(events: tuple[ServerEvent, ...]) -> tuple[StreamError | None, str]:
    """The first error inside the events, and the first RequestId (each may be missing).

    The vendor's streams report one as ``Error`` with Code and Message, or as ``ErrorMsg`` with Code and Msg; a code of
    0 without a word is none.
    """
    error, request_id = None, ""
    for event in events:
        value = _object(event.data)
        request_id = request_id or _text(value.get("RequestId") or value.get("Id") if "Error" in value else "")
        request_id = request_id or _text(value.get("RequestId"))
        inner = value.get("Error") or value.get("ErrorMsg")
        if error is None and isinstance(inner, dict):
            error = _error(inner)
    return error, request_id


def _error(inner: dict[str, Any]) -> StreamError | None:
    code, message = _text(inner.get("Code")), _text(inner.get("Message") or inner.get("Msg"))
    return StreamError(code, message) if code not in ("", "0") or message else None


def _object(text: str) -> dict[str, Any]:
    # Most events of a long stream hold neither, so they need not be parsed.
    if not text.lstrip().startswith("{") or not ("RequestId" in text or "Error" in text):
        return {}
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    if not isinstance(value, dict):
        return {}
    inner = value.get("Response")
    return inner if isinstance(inner, dict) else value


def _text(value: object) -> str:
    return str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""
