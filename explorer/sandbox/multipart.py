"""Reads a multipart/form-data body into named texts, as the vendor's SDK writes them."""

import re
from dataclasses import dataclass

from explorer.sandbox.call import Refusal

_BOUNDARY = re.compile(r'boundary="?([^";]+)"?', re.IGNORECASE)
_NAME = re.compile(r'\bname="([^"]*)"', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Part:
    """One field. ``content_type`` is empty, or ``application/json`` for a list or an object."""

    name: str
    content: bytes
    content_type: str


def read_parts(body: bytes, content_type: str) -> list[Part]:
    """The fields of the body, in order; an empty body has none. Raises Refusal(InvalidRequest) for a broken one."""
    found = _BOUNDARY.search(content_type)
    if found is None:
        raise _broken("its Content-Type names no boundary")
    if not body:
        return []
    dash = b"--" + found.group(1).encode("latin-1", "replace")
    pieces = (b"\r\n" + body).split(b"\r\n" + dash)
    if len(pieces) < 2 or pieces[0] not in (b"", b"\r\n") or pieces[-1].rstrip(b"\r\n") != b"--":
        raise _broken("its boundaries do not enclose the body")
    return [_part(piece) for piece in pieces[1:-1]]


def _part(piece: bytes) -> Part:
    head, blank, content = piece.removeprefix(b"\r\n").partition(b"\r\n\r\n")
    headers = {}
    for line in head.decode("utf-8", "replace").split("\r\n"):
        name, _, value = line.partition(":")
        headers[name.strip().lower()] = value.strip()
    found = _NAME.search(headers.get("content-disposition", ""))
    if not blank or found is None:
        raise _broken("a field has no name")
    return Part(found.group(1), content, headers.get("content-type", "").split(";")[0].strip().lower())


def _broken(why: str) -> Refusal:
    return Refusal("InvalidRequest", f"The multipart body cannot be read: {why}.")
