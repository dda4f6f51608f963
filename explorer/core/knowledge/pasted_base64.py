"""Finds the answers that a pasted text holds as base64, as logs of gateways, traces and functions do."""

import base64
import binascii
import re
from collections.abc import Iterator
from dataclasses import replace

from explorer.core.knowledge.pasted_envelopes import find_envelopes
from explorer.core.models.finding import Finding

# How `{"Response": …` begins in base64: in one line, or with the blanks that printers of JSON put before its first key.
_BEGINS = "|".join(
    base64.b64encode(begin.encode())[: len(begin) * 4 // 3].decode()
    for begin in ('{"Response"', '{ "Response"', '{\n  "Response"', '{\n    "Response"', '{\r\n  "Response"')
)
_PACKED = re.compile(rf"(?<![A-Za-z0-9+/_-])(?:{_BEGINS})[A-Za-z0-9+/_-]{{10,}}+(?:\r?\n[A-Za-z0-9+/_-]{{2,76}}+)*+")
_URL_SAFE = str.maketrans("-_", "+/", "\r\n")


def find_packed(text: str, start: int, end: int) -> Iterator[Finding]:
    """Every such answer of a part of the text; the place is that of the base64."""
    for match in _PACKED.finditer(text, start, end):
        for found in find_envelopes(_unpacked(match[0])):
            source = found.source or _unpacked(match[0])[found.start : found.end]
            yield replace(found, start=match.start(), end=match.end(), source=source)


def _unpacked(packed: str) -> str:
    """The text as far as it is whole."""
    letters = packed.translate(_URL_SAFE)
    try:
        return base64.b64decode(letters[: len(letters) // 4 * 4] + _rest(letters)).decode("utf-8", "replace")
    except (binascii.Error, ValueError):
        return ""


def _rest(letters: str) -> str:
    rest = letters[len(letters) // 4 * 4 :]
    return rest + "=" * (4 - len(rest)) if len(rest) > 1 else ""
