"""What a field's document says, short enough to stand under an editor; and the values that it lists."""

import re
from functools import lru_cache

from explorer.core.catalog.html import plain_text
from explorer.core.models.action import Kind, Member

_BULLET = re.compile(
    r"^\s*[-•*–]?\s*[`'\"]?([A-Za-z0-9_.+/-]{1,48})[`'\"]?\s*(?:[:：(（=]|[-–] )\s*(\S.*)?$", re.MULTILINE
)
_INLINE = re.compile(
    r"(?:^|[\s,;.:(（，；。：])[`'\"]?(-?\d{1,5}|[A-Z][A-Za-z0-9_]{1,40})[`'\"]?\s*[:：=-]\s+([^,;，；\n]{1,60})"
)
_QUOTED = re.compile(r"[`'\"“]([A-Za-z0-9_.+/-]{1,48})[`'\"”]")
_LIST = re.compile(
    r"(?:valid values?|value range|values|valid|options?|enum(?:eration)?(?: values?)?)(?: are| is| include)?"
    r"\s*[:：]?\s*([^\n]{2,300})",
    re.IGNORECASE,
)
_WORD = re.compile(r"[A-Za-z0-9_.+/-]+\Z")
_LIMIT = 40
_LEADS_ON = re.compile(r"(?:[:：]|\b(?:following|as follows|below)\b[^.]*\.?)\s*\Z", re.IGNORECASE)
_LED_LINES = 6


@lru_cache(maxsize=4096)
def summary(document: str) -> str:
    """The first line of a document (sanitised HTML) as plain text; empty if it has none.

    A first line that only leads to a list takes the list's lines along, for they are what one needs.
    """
    lines = [" ".join(line.split()) for line in plain_text(document).splitlines() if line.strip()]
    if not lines:
        return ""
    if len(lines) > 1 and _LEADS_ON.search(lines[0]):
        rest = "; ".join(line.strip("-•*· ").rstrip(".;") for line in lines[1 : 1 + _LED_LINES])
        more = " …" if len(lines) > 1 + _LED_LINES else ""
        return f"{lines[0].rstrip(':： .')}: {rest}{more}"
    return lines[0]


def listed_values(member: Member) -> tuple[tuple[str, str], ...]:
    """Values that the document lists, each with what it says of it (may be empty), in order.

    They are read from prose: good enough to be offered, never to be insisted on.
    """
    if member.kind is Kind.BOOLEAN or member.kind is Kind.OBJECT:
        return ()
    text = plain_text(member.document)
    found: dict[str, str] = {}
    for value, note in _pairs(text):
        if _plausible(member, value) and value not in found:
            found[value] = _note(note)
    return tuple(found.items())[:_LIMIT] if len(found) > 1 else ()


def _note(text: str) -> str:
    """A value's note on one line, without what follows the bracket that the list stood in."""
    depth, words = 0, " ".join(text.split())[:120]
    for at, letter in enumerate(words):
        depth += {"(": 1, "（": 1, ")": -1, "）": -1}.get(letter, 0)
        if depth < 0:
            return words[:at].rstrip(" .;,")
    return words.rstrip(" ;,")


def _pairs(text: str) -> list[tuple[str, str]]:
    pairs = [(value, note or "") for value, note in _BULLET.findall(text)]
    if len(pairs) < 2:
        pairs = [(value, note) for value, note in _INLINE.findall(text)]
    listed = _LIST.search(text)
    if len(pairs) < 2 and listed:
        pairs = [(value, "") for value in _QUOTED.findall(listed.group(1))]
    if len(pairs) < 2 and listed:
        sentence = re.split(r"\.\s|\.\Z|;\s", listed.group(1), maxsplit=1)[0]
        words = [word.strip(" `'\"“”()[]") for word in re.split(r",|/|\||\bor\b|\band\b|、", sentence)]
        pairs = [(word, "") for word in words if _WORD.match(word)]
    return pairs


_NO_VALUES = {"default", "note", "values", "value", "example", "enum", "format", "maximum", "minimum", "range", "type"}


def _plausible(member: Member, value: str) -> bool:
    if value.lower() in _NO_VALUES or value == member.name:
        return False
    if member.kind in {Kind.INTEGER, Kind.UNSIGNED, Kind.FLOAT}:
        return re.fullmatch(r"-?\d+(?:\.\d+)?", value) is not None
    return True
