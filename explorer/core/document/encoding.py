"""Makes UTF-8 of a body in another charset, so that byte offsets and quotes mean the same everywhere."""

import codecs
import re

UTF8_MARK = b"\xef\xbb\xbf"
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_PLAIN = {"utf-8", "ascii", "utf-8-sig"}


def to_utf8(body: bytes, content_type: str = "") -> tuple[bytes, str]:
    """The body as UTF-8 and a sentence on what was done (empty: nothing; then the very same bytes are returned)."""
    for mark, name in _MARKS:
        if body.startswith(mark):
            return _converted(body, name)
    found = _CHARSET.search(content_type)
    if found is None:
        return body, ""
    try:
        name = codecs.lookup(found.group(1)).name
    except LookupError:
        return body, f"The charset {found.group(1)} is not known; the body is read as UTF-8."
    return (body, "") if name in _PLAIN else _converted(body, name)


def _converted(body: bytes, name: str) -> tuple[bytes, str]:
    try:
        return body.decode(name).encode("utf-8", "surrogatepass"), f"Converted from {name.upper()}."
    except (UnicodeDecodeError, LookupError):
        return body, f"The body is not {name.upper()}, as its header says; it is read as UTF-8."
