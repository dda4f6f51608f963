"""Readable file names that every file system takes, from names that people type in any script."""

import unicodedata
from collections.abc import Iterable

_LONGEST_BYTES = 120
_RESERVED = {"con", "prn", "aux", "nul", "conin$", "conout$"} | {
    f"{d}{n}" for d in ("com", "lpt") for n in "0123456789¹²³"
}


def slug(name: str, fallback: str = "request") -> str:
    """A file name stem: letters and digits of any script, lower case, joined by single hyphens.

    Never empty, hidden, reserved by Windows (``con``, ``com1``), nor over 120 bytes. ``fallback`` stands for a name
    without any letter or digit.
    """
    folded = unicodedata.normalize("NFKC", name).lower()
    kept = "".join(character if character.isalnum() else " " for character in unicodedata.normalize("NFC", folded))
    text = "-".join(kept.split())
    while len(text.encode("utf-8", "replace")) > _LONGEST_BYTES:
        text = text[:-1]
    text = text.rstrip("-") or fallback
    return f"{text}-{fallback}" if text in _RESERVED else text


def same(one: str, other: str) -> bool:
    """Whether two names would be one to a file system that ignores case and Unicode's forms."""
    return fold(one) == fold(other)


def fold(name: str) -> str:
    """The form in which names are compared."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def free(stem: str, taken: Iterable[str], pattern: str = "{}-{}") -> str:
    """``stem``, or the first of ``stem-2``, ``stem-3`` … that is not taken."""
    used = {fold(name) for name in taken}
    number, candidate = 1, stem
    while fold(candidate) in used:
        number += 1
        candidate = pattern.format(stem, number)
    return candidate
