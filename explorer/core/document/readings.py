"""What a string may hold: JSON, text or a file in base64, packed or percent-encoded as answers carry them."""

import base64
import binascii
import re
import zlib
from dataclasses import dataclass
from urllib.parse import unquote_to_bytes

import msgspec

from explorer.core.document.moments import Moment, moments

__all__ = ["Inside", "Moment", "inside", "moments"]

_BASE64 = re.compile(r"[A-Za-z0-9+/_-]+={0,2}\Z")
_DATA_URI = re.compile(r"data:([A-Za-z0-9.+-]+/[A-Za-z0-9.+-]+)?(?:;[a-z0-9=-]+)*;base64,", re.IGNORECASE)
_PERCENT = ("%7b", "%5b")
_SHORTEST = 12
_SHORTEST_UNPADDED = 24
_LONGEST = 1_000_000
_LOOKED_AT = 4096
_MOST_UNPACKED = 1_000_000
"""Bytes: what unpacks to more than that is no answer's field but a bomb."""
_FILES = (
    (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive"),
    (b"\x1f\x8b\x08", "gzip"),
    (b"0\x82", "a certificate or key (DER)"),
)


@dataclass(frozen=True, slots=True)
class Inside:
    """What a string holds: its name (``JSON``, ``text in base64``, ``JSON in base64``), and the bytes."""

    name: str
    body: bytes
    is_text: bool = True

    @property
    def is_json(self) -> bool:
        """Whether it can be opened as a tree."""
        return self.name.startswith("JSON")


def inside(text: str) -> Inside | None:
    """The JSON, text or file that a string holds, or None. Longer strings than a megabyte are not looked into."""
    if len(text) > _LONGEST:
        return None
    body = text.encode("utf-8", "surrogatepass")
    if _is_json(body):
        return Inside("JSON", body)
    return _quoted(body) or _percent_encoded(text) or _token(text.strip()) or _from_base64(text)


def _is_json(body: bytes) -> bool:
    if body.strip()[:1] not in (b"{", b"["):
        return False
    try:
        msgspec.json.decode(body, type=msgspec.Raw)
    except (msgspec.DecodeError, RecursionError):
        return False
    return True


def _quoted(body: bytes) -> Inside | None:
    """JSON that was written as a string once more."""
    if not body.startswith((b'"{', b'"[')):
        return None
    try:
        again = msgspec.json.decode(body, type=str).encode("utf-8", "surrogatepass")
    except (msgspec.DecodeError, UnicodeEncodeError):
        return None
    return Inside("JSON in a JSON string", again) if _is_json(again) else None


def _percent_encoded(text: str) -> Inside | None:
    if not text[:3].lower().startswith(_PERCENT):
        return None
    plain = unquote_to_bytes(text)
    return Inside("JSON, percent-encoded", plain) if _is_json(plain) else None


def _token(text: str) -> Inside | None:
    """The two readable parts of a JSON Web Token (RFC 7519): its head and its claims. Its signature is left out."""
    if not text.startswith("eyJ") or text.count(".") != 2:
        return None
    head, claims = (_decoded(part) or b"" for part in text.split(".")[:2])
    if not (_is_json(head) and _is_json(claims)):
        return None
    return Inside("JSON in a JSON Web Token", b'{"header":%b,"claims":%b}' % (head, claims))


def _from_base64(text: str) -> Inside | None:
    """What base64 (either alphabet) holds: JSON, readable UTF-8, or a file that its first bytes tell."""
    uri = _DATA_URI.match(text)
    packed = text[uri.end() :] if uri else text
    plain = packed.strip().replace("\n", "").replace("\r", "")
    decoded = _decoded(plain)
    if decoded is None or (not uri and len(plain) < (_SHORTEST_UNPADDED if len(plain) % 4 else _SHORTEST)):
        return None
    unpacked = _unpacked(decoded)
    if unpacked is not None and (held := _text_in(unpacked, "gzip in base64")) is not None:
        return held
    if (held := _text_in(decoded, "base64")) is not None:
        return held
    name = next((name for mark, name in _FILES if decoded.startswith(mark)), "")
    if name or uri or (plain.endswith("=") and len(plain) > _SHORTEST):
        media = uri[1] if uri and uri[1] else ""
        return Inside(f"{name or media or 'bytes'} in base64, {len(decoded):,} bytes", decoded, is_text=False)
    return None


def _text_in(body: bytes, where: str) -> Inside | None:
    if _is_json(body):
        return Inside(f"JSON in {where}", body)
    return Inside(f"text in {where}", body) if body and _is_readable(body) else None


def _is_readable(body: bytes) -> bool:
    try:
        shown = body.decode("utf-8")[:_LOOKED_AT]
    except ValueError:
        return False
    return shown.replace("\n", "").replace("\r", "").replace("\t", "").isprintable()


def _decoded(text: str) -> bytes | None:
    """The bytes of base64, with or without its padding; None if it is none."""
    if len(text.rstrip("=")) % 4 == 1 or not _BASE64.match(text) or ("=" in text and len(text) % 4):
        return None
    padded = text + "=" * (-len(text) % 4)
    try:
        return base64.b64decode(padded.translate({45: "+", 95: "/"}), validate=True)
    except (binascii.Error, ValueError):
        return None


def _unpacked(body: bytes) -> bytes | None:
    """What a gzip or zlib stream holds, if that is not too much."""
    if not body.startswith((b"\x1f\x8b\x08", b"\x78\x01", b"\x78\x9c", b"\x78\xda")):
        return None
    stream = zlib.decompressobj(47)
    try:
        found = stream.decompress(body, _MOST_UNPACKED)
    except zlib.error:
        return None
    return found if stream.eof else None
