"""Finds the JSON in what people save for it: one document a line, what curl printed, JSON inside a JSON string."""

import json
import re
from dataclasses import replace

import msgspec

from explorer.core.document.encoding import UTF8_MARK
from explorer.services.read_saved import Saved, read_saved

_is_json = msgspec.json.Decoder(msgspec.Raw).decode
_STARTS = (b"{", b"[")
_CURL = re.compile(rb"^< HTTP/\d(?:\.\d)? \d{3}", re.MULTILINE)
# What curl says of its own: remarks, the two heads, and how many bytes went where.
_TOLD = re.compile(rb"^(?:[*<>](?: |\r?$)|[{}] \[\d+ bytes data\])")
_KIND = re.compile(rb"^< content-type: *([^\r\n]{1,200})", re.MULTILINE | re.IGNORECASE)
_LONGEST_TOLD = 1_000_000

# By the first bytes of each format.
_MAGIC = (
    (b"PK\x03\x04", "ZIP"), (b"BZh", "bzip2"), (b"\xfd7zXZ\x00", "xz"), (b"\x28\xb5\x2f\xfd", "zstd"),
    (b"7z\xbc\xaf\x27\x1c", "7-Zip"), (b"Rar!\x1a\x07", "RAR"), (b"\x89PNG\r\n", "PNG"), (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"), (b"%PDF-", "PDF"), (b"\x7fELF", "ELF"), (b"SQLite format 3\x00", "SQLite"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Office"), (b"\x78\x9c", "zlib"),
    (b"\x78\xda", "zlib"), (b"\x78\x01", "zlib"),
)  # fmt: skip


def read_document(data: bytes) -> Saved:
    """As ``read_saved``, and what else is made of a file that is shown alone."""
    saved = read_saved(data)
    if saved.fault:
        return saved
    for form in (_from_curl, _from_lines, _from_string):
        found = form(saved.body)
        if found is not None:
            body, kind, note = found
            return replace(saved, body=body, content_type=kind or saved.content_type, notes=(*saved.notes, note))
    return saved


def format_of(body: bytes) -> str:
    """The format of a file that is no text, by its first bytes; empty for any other."""
    return next((name for magic, name in _MAGIC if body.startswith(magic)), "")


def _from_curl(body: bytes) -> tuple[bytes, str, str] | None:
    """The body between the lines that ``curl -v`` prints beside it."""
    if len(body) > _LONGEST_TOLD or body[:1] not in (b"*", b">", b"<") or _CURL.search(body) is None:
        return None
    kept = [line for line in body.split(b"\n") if not _TOLD.match(line)]
    kind = _KIND.findall(body)
    note = "The file is what curl -v prints; the body in it is shown."
    return b"\n".join(kept), kind[-1].decode("ascii", "replace").strip() if kind else "", note


def _from_lines(body: bytes) -> tuple[bytes, str, str] | None:
    """A list of the documents that stand one a line; the last of them may be cut."""
    if body.startswith(UTF8_MARK):
        return _from_lines(body.removeprefix(UTF8_MARK))
    first, _, rest = body.lstrip().partition(b"\n")
    if not first.startswith(_STARTS) or not rest.strip() or not _is_whole(first):
        return None
    lines = [line for line in body.split(b"\n") if line.strip()]
    if not all(map(_is_whole, lines[:-1])) or not (_is_whole(lines[-1]) or (len(lines) > 2 and _begins(lines[-1]))):
        return None
    note = f"The file holds {len(lines):,} JSON documents, one a line; they are shown as a list."
    # Each stays in its line, so that a fault has its place.
    text = body.rstrip()
    end = b"]" if _is_whole(lines[-1]) else b""
    return b"[" + re.sub(rb"(\S)[ \t\r]*\n(?=\s*\S)", rb"\1,\n", text) + end, "", note


def _begins(line: bytes) -> bool:
    return line.lstrip().startswith(_STARTS)


def _is_whole(line: bytes) -> bool:
    try:
        _is_json(line)
    except (msgspec.DecodeError, RecursionError):
        return False
    return _begins(line)


def _from_string(body: bytes) -> tuple[bytes, str, str] | None:
    """The document inside a JSON string, as logs hold it."""
    text = body.strip()
    if not text.startswith(b'"') or not text[1:40].lstrip().startswith((b"{", b"[")):
        return None
    try:
        inside = json.loads(text)
        _is_json(inside)
    except (ValueError, RecursionError):  # both parsers' errors are ValueErrors
        return None
    return inside.encode("utf-8", "surrogatepass"), "", "The document stands inside a JSON string; it is shown."
