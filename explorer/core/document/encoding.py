"""Makes UTF-8 of a body in another charset, so that byte offsets and quotes mean the same everywhere."""

import codecs
import re
import sys
from collections.abc import Iterator

UTF8_MARK = b"\xef\xbb\xbf"
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_ASCII = rb"[\t\n\r\x20-\x7e]"
_WIDE = (
    ("utf-32-le", re.compile(rb"(?:%b\0\0\0){2}" % _ASCII)),
    ("utf-32-be", re.compile(rb"(?:\0\0\0%b){2}" % _ASCII)),
    ("utf-16-le", re.compile(rb"(?:%b\0){2}" % _ASCII)),
    ("utf-16-be", re.compile(rb"(?:\0%b){2}" % _ASCII)),
)
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_PLAIN = {"utf-8", "ascii", "utf-8-sig"}
_NO_CHARSETS = {"idna", "punycode", "undefined", "unicode_escape", "raw_unicode_escape", "raw-unicode-escape",
                "unicode-escape", "utf-7"}  # fmt: skip
"""Codecs of Python that no text is sent in, and UTF-7, which cannot be read in pieces."""

_PIECE = 1 << 15
"""Bytes decoded by one call, which holds the interpreter for a quarter of a millisecond, on whatever thread."""
_QUICK = 1 << 17


class Conversion:
    """A body on its way to UTF-8: run ``steps()``, each some tenths of a millisecond, then ask for the ``result()``."""

    def __init__(self, body: bytes, content_type: str = "") -> None:
        self._body = body
        self._name, self._start, self._note = _charset(body, content_type)
        self._parts: list[bytes] = []

    def steps(self) -> Iterator[None]:
        """Convert; a body that is not what its header says stays as it is."""
        if not self._name:
            return
        title = self._name.upper()[:6] if self._start else self._name.upper()
        try:
            for part in _pieces(self._body, self._name, self._start):
                self._parts.append(part)
                yield
        except (UnicodeError, LookupError):
            self._name = ""
            self._note = f"The body is not {title}, as its header says; it is read as UTF-8."
        else:
            self._note = f"Converted from {title}."

    def result(self) -> tuple[bytes, str]:
        """The text, and a sentence on what was done; for a large one this belongs on a worker.

        A join of whole bytes objects leaves the interpreter to other threads, however large it is.
        """
        if not self._name:
            return self._body, self._note
        return b"".join(self._parts), self._note


def to_utf8(body: bytes, content_type: str = "") -> tuple[bytes, str]:
    """The body as UTF-8 and a sentence on what was done (empty: nothing; then the very same bytes are returned).

    Takes some milliseconds for each megabyte; for the window there is ``Conversion``.
    """
    conversion = Conversion(body, content_type)
    for _ in conversion.steps():
        pass
    return conversion.result()


def is_quick(body: bytes, content_type: str = "") -> bool:
    """Whether ``to_utf8`` takes less than a millisecond or two."""
    return len(body) <= _QUICK or not _charset(body, content_type)[0]


def _charset(body: bytes, content_type: str) -> tuple[str, int, str]:
    """The charset to convert from (empty: none), where the text starts, and what is to be said if there is none."""
    for mark, name in _MARKS:
        if body.startswith(mark):
            return name, len(mark), ""
    unmarked = _unmarked(body)
    if unmarked:
        return unmarked, 0, ""
    found = _CHARSET.search(content_type)
    if found is None:
        return "", 0, ""
    try:
        name = codecs.lookup(found.group(1)).name
    except LookupError:
        name = "undefined"
    if name in _NO_CHARSETS:
        return "", 0, f"The charset {found.group(1)} is not known; the body is read as UTF-8."
    return "" if name in _PLAIN else name, 0, ""


def _unmarked(body: bytes) -> str:
    """The charset of a text without a mark whose first letters are ASCII with zeros between them; empty for another.

    JSON begins with two ASCII letters (RFC 4627, section 3), and holds no zeros in UTF-8, whatever a header says.
    """
    for name, pattern in _WIDE:
        if pattern.match(body):
            return name
    return ""


def _pieces(body: bytes, name: str, start: int) -> Iterator[bytes]:
    """The text in UTF-8, bit by bit. Raises UnicodeError, and LookupError for what is no charset of texts."""
    shows_itself = start > 0 or name == _unmarked(body)  # then it may be cut in the middle of a letter, or be faulty
    if name in ("utf-16", "utf-32"):
        name += "-le" if sys.byteorder == "little" else "-be"
    body[:1].decode(name, "ignore")
    errors = "strict" if not shows_itself else "surrogatepass" if name.startswith("utf-16") else "replace"
    decoder = codecs.getincrementaldecoder(name)(errors)
    for at in range(start, len(body), _PIECE):
        text = decoder.decode(body[at : at + _PIECE], not shows_itself and at + _PIECE >= len(body))
        yield text.encode("utf-8", "surrogatepass")
