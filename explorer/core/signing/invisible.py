"""Names the characters that nobody sees in a ticket and every signature sees."""

import unicodedata

LONE_RETURN = "\r"

_NAMES = {
    "\ufeff": "a byte order mark (BOM)",
    "\r": "a carriage return (CR, of a CRLF line end)",
    "\t": "a tab",
    "\u00a0": "a no-break space",
    "\u200b": "a zero-width space",
    "\u200c": "a zero-width non-joiner",
    "\u200d": "a zero-width joiner",
    "\u2060": "a word joiner",
    "\u3000": "a full-width (Chinese) space",
    "\u00ad": "a soft hyphen",
}


def is_invisible(character: str) -> bool:
    """Whether it takes no ink; an ordinary blank is none of these."""
    if character in {" ", "\n"}:
        return False
    return character in _NAMES or unicodedata.category(character) in {"Cc", "Cf", "Zs", "Zl", "Zp"}


def name_of(character: str) -> str:
    """The character in words, with its code point."""
    known = _NAMES.get(character)
    if known:
        return f"{known}, U+{ord(character):04X}" if ord(character) > 127 else known
    return f"{unicodedata.name(character, 'a control character').lower()}, U+{ord(character):04X}"


def named(text: str) -> str:
    """The first invisible character of a text in words, with its column; empty when there is none."""
    for at, character in enumerate(text):
        if is_invisible(character):
            return f"{name_of(character)} in column {at + 1}"
    return ""


def visible(text: str) -> str:
    """The text without its invisible characters."""
    return "".join(character for character in text if not is_invisible(character))


def only_invisible(text: str) -> bool:
    """Whether nothing of it can be seen."""
    return not visible(text).strip()
