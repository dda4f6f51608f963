"""The fields of a multipart body that came as text."""

import base64
import re
from collections.abc import Iterable, Iterator

from explorer.core.models.action import ActionSpec, Kind

_BOUNDARY = re.compile(r"boundary=\"?([^\";\s]{1,200})", re.IGNORECASE)
_NAME = re.compile(r"[;\s]name=\"([^\"\r\n]{1,500})\"", re.IGNORECASE)
_FILE = re.compile(r"[;\s]filename=", re.IGNORECASE)
_BLANK = re.compile(r"\r?\n\r?\n")
_LOST = "\ufffd"
_BARE = re.compile(r"(?<!\r)\n--")
_LOOKED_AT = 200_000


def multipart_fields(content_type: str, body: str, notes: list[str]) -> tuple[tuple[str, str], ...]:
    """Names and values in order, byte for byte; bytes that are no UTF-8 stand as half character pairs."""
    found = _BOUNDARY.search(content_type)
    boundary = found.group(1) if found else body.partition("\n")[0].strip().removeprefix("--")
    if not boundary:
        notes.append("The multipart body has no boundary, so no field of it was read.")
        return ()
    fields = []
    for part in _parts(body, boundary):
        blank = _BLANK.search(part)
        name = _NAME.search(part, 0, blank.start()) if blank else None
        if blank is None or name is None:
            continue
        if _FILE.search(part, 0, blank.start()):
            notes.append(f"The file name of the field {name.group(1)[:60]} was left out.")
        fields.append((name.group(1), part[blank.end() :]))
    return tuple(fields)


def sendable_fields(spec: ActionSpec, fields: Iterable[tuple[str, str]], notes: list[str]) -> Iterator[tuple[str, str]]:
    """The fields as parameters: a file in Base64, as the form holds it; what cannot be kept is left out and said."""
    for name, value in fields:
        member = spec.input.member(name)
        shown = name[:60]
        if member is not None and member.kind is Kind.BINARY:
            if _LOST in value:
                notes.append(f"The file of the field {shown} lost bytes when it was copied as text; choose it anew.")
                continue
            data = field_bytes(value)
            notes.append(f"The file of the field {shown} is kept: {len(data)} bytes, in Base64.")
            yield name, base64.b64encode(data).decode()
        elif not _is_text(value):
            notes.append(f"The field {shown} holds bytes that are no text, and is no file of this action: left out.")
        else:
            if _LOST in value:
                notes.append(f"The field {shown} lost bytes when it was copied as text; check its content.")
            yield name, value


def is_whole(body: str) -> bool:
    """Whether the body came as it was sent: no byte lost, its line ends those of HTTP, its first line the boundary."""
    return body.startswith("--") and _LOST not in body and "\r\n" in body and not _BARE.search(body[:_LOOKED_AT])


def needs_bytes(spec: ActionSpec, content_type: str, body: str) -> bool:
    """Whether a field of it is a file, or bytes, that the parameters of the action cannot hold."""
    found = _BOUNDARY.search(content_type)
    if found is None or not body.startswith(f"--{found.group(1)}\r\n"):
        return False
    return any(_is_odd(spec, part) for part in _parts(body, found.group(1)))


def _is_odd(spec: ActionSpec, part: str) -> bool:
    blank = _BLANK.search(part)
    name = _NAME.search(part, 0, blank.start()) if blank else None
    if blank is None or name is None:
        return True
    member = spec.input.member(name.group(1))
    if member is not None and member.kind is Kind.BINARY:
        return False
    return bool(_FILE.search(part, 0, blank.start())) or not _is_text(part[blank.end() :])


def field_bytes(text: str) -> bytes:
    """The bytes of a text in which those that were no UTF-8 stand as half character pairs."""
    try:
        return text.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogatepass")


def _parts(body: str, boundary: str) -> Iterator[str]:
    """What stands between the lines of the boundary, the last line end of each left out."""
    mark = re.compile(rf"(?:\A|\r?\n)[ \t]*+--{re.escape(boundary)}(?:--)?[ \t]*+(?=\r?\n|\Z)")
    at = -1
    for found in mark.finditer(body):
        if at >= 0:
            yield body[at : found.start()].removeprefix("\r\n").removeprefix("\n")
        at = found.end()
    if at >= 0 and body[at:].strip():
        yield body[at:].removeprefix("\r\n").removeprefix("\n")


def _is_text(value: str) -> bool:
    return not any("\ud800" <= letter <= "\udfff" for letter in value)
