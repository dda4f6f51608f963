"""Finds the body in a saved file: packed with gzip, or behind the head of an HTTP message that was recorded."""

import re
from dataclasses import dataclass

from explorer.core.http.coding import BodyError, BodyReader

_GZIP = b"\x1f\x8b\x08"
_HEAD = re.compile(
    rb"(?P<first>HTTP/\d(?:\.\d)? \d{3}[^\r\n]{0,300}|[A-Z]{3,10} [^\s]{1,8000} HTTP/\d(?:\.\d)?)\r?\n"
    rb"(?P<headers>(?:[^\s:]{1,200}:[^\r\n]{0,20000}\r?\n){0,200})(?:\r?\n|\Z)"
)
_CHUNK = re.compile(rb"([0-9a-fA-F]{1,8})[^\r\n]{0,200}\r?\n")
_LONGEST_HEAD = 200_000
_STEP = 1 << 16


@dataclass(frozen=True, slots=True)
class Saved:
    """The body of a file and its Content-Type, empty if it names none. ``notes`` say what was taken off around it.

    ``fault`` says what is wrong around the body; the body is then what could be had of it.
    """

    body: bytes
    content_type: str = ""
    notes: tuple[str, ...] = ()
    fault: str = ""


def read_saved(data: bytes) -> Saved:
    """The body inside; a file that is neither packed nor an HTTP message is its own body, not copied."""
    notes: list[str] = []
    fault = ""
    if data.startswith(_GZIP):
        data, fault = _unpacked(data, "gzip")
        notes.append("The file is packed with gzip; what is in it is shown.")
    head = _HEAD.match(data[:_LONGEST_HEAD].removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n"))
    if head is None:
        return Saved(data, _wide_type(data) or _chinese_type(data), tuple(notes), fault)
    first = head["first"].decode("utf-8", "replace")
    skipped = data.index(head["first"])
    body = data[skipped + head.end() :]
    headers = _headers(head["headers"])
    if "chunked" in headers.get("transfer-encoding", "").lower():
        body = _unchunked(body)
    coding = headers.get("content-encoding", "")
    if coding and body.startswith((_GZIP, b"\x78")):
        body, fault = _unpacked(body, coding)
    notes.append(f"The file is a recorded HTTP message ({first[:200]}); its body is shown.")
    return Saved(body, headers.get("content-type", ""), tuple(notes), fault)


def _wide_type(data: bytes) -> str:
    """The Content-Type of UTF-16 without its mark, as some shells write it: JSON begins with two ASCII characters."""
    for charset, place in (("utf-16-le", 1), ("utf-16-be", 0)):
        if len(data) > 3 and data[place] == data[place + 2] == 0 and 0 not in (data[1 - place], data[3 - place]):
            return f"application/json; charset={charset}"
    return ""


def _chinese_type(data: bytes) -> str:
    """The Content-Type of a plain text in GBK; of JSON only its own sender can say that it is not in UTF-8."""
    if data[:64].lstrip().startswith((b"{", b"[", b'"')) or _is_in(data, "utf-8"):
        return ""
    found = next((charset for charset in ("gbk", "gb18030") if _is_in(data, charset)), "")
    return f"text/plain; charset={found}" if found else ""


def _is_in(data: bytes, charset: str) -> bool:
    try:
        data.decode(charset)
    except UnicodeDecodeError:
        return False
    return True


def _headers(lines: bytes) -> dict[str, str]:
    pairs = (line.partition(":") for line in lines.decode("utf-8", "replace").splitlines())
    return {name.strip().lower(): value.strip() for name, _, value in pairs}


def _unpacked(data: bytes, coding: str) -> tuple[bytes, str]:
    reader = BodyReader(coding)
    try:
        for place in range(0, len(data), _STEP):
            reader.feed(data[place : place + _STEP])
        reader.finish()
    except BodyError as error:
        return reader.content(), f"It cannot be unpacked to its end: {error}."
    return reader.content(), ""


def _unchunked(body: bytes) -> bytes:
    """The chunks joined; what was recorded without its chunk sizes stays as it is."""
    parts: list[bytes] = []
    place = 0
    while (size := _CHUNK.match(body, place)) is not None:
        length = int(size.group(1), 16)
        if not length:
            return b"".join(parts)
        if size.end() + length > len(body):
            break
        parts.append(body[size.end() : size.end() + length])
        place = size.end() + length
        place += 2 if body.startswith(b"\r\n", place) else 1 if body.startswith(b"\n", place) else 0
    return b"".join([*parts, body[place:]]) if parts else body
