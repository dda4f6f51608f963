"""The text of a body, whatever its charset; it never fails."""

import codecs
import html
import re

from explorer.core.document.encoding import UTF8_MARK, to_utf8

_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_CHARSET = re.compile(r"charset\s*=", re.IGNORECASE)
_TITLE = re.compile(r"<title[^>]*>(.{0,400}?)</title>", re.IGNORECASE | re.DOTALL)
_TAGS = re.compile(r"<(script|style)\b.*?</\1>|<[^>]*>", re.IGNORECASE | re.DOTALL)
_PAGE = re.compile(
    rb"\s*+(?:<\?xml[^>]{0,200}>\s*+)?(?:<!--.{0,500}?-->\s*+)*"
    rb"<(?:!doctype\s+html|html|head|body|title|center|h1)\b",
    re.IGNORECASE | re.DOTALL,
)
_HEAD = 4096


def decode_text(body: bytes, content_type: str = "") -> str:
    """The body as text: by its byte order mark, its header's charset, or (no charset given) its own statement.

    Without any of these it is UTF-8, or else GB18030 when it is valid as such; a byte that fits nowhere becomes �.
    """
    data, note = to_utf8(body, content_type)
    data = data.removeprefix(UTF8_MARK)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        if note or _CHARSET.search(content_type):
            return data.decode("utf-8", "replace")
    stated = _META.search(data[:_HEAD])
    for name in (stated.group(1).decode("ascii") if stated else "", "gb18030"):
        try:
            codecs.lookup(name)
            return data.decode(name)
        except (LookupError, UnicodeDecodeError, TypeError, ValueError):
            continue
    return data.decode("utf-8", "replace")


def is_page(data: bytes, content_type: str) -> bool:
    """Whether the body is an HTML page: by how it begins, or by its header when it begins with any tag."""
    return bool(_PAGE.match(data[:_HEAD])) or ("html" in content_type.lower() and data[:64].lstrip().startswith(b"<"))


def page_title(body: bytes, content_type: str) -> str:
    """What an HTML page says first: its title, or the beginning of its text."""
    text = decode_text(body[: _HEAD * 2], content_type)
    found = _TITLE.search(text)
    words = html.unescape(found.group(1) if found else _TAGS.sub(" ", text))
    return one_line(words)


def one_line(text: str, limit: int = 200) -> str:
    """The text in one line without control characters, cut at ``limit``."""
    line = " ".join("".join(letter if letter.isprintable() else " " for letter in text[: limit * 4]).split())
    return line if len(line) <= limit else line[: limit - 1] + "…"
