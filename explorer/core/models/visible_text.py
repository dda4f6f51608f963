"""Texts from outside as they may be shown: what nobody sees, and what turns the order of the rest, is written out."""

import re

TURNING = (0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
"""Marks that change in which direction the letters around them are read."""

_NOWHERE = (0x00AD, 0x180E, 0x200B, *range(0x2060, 0x2065), 0xFEFF)
HIDDEN = re.compile(
    "[{marks}]"
    # Joiners make one sign of several emoji, and belong to the writing of some languages; beside ASCII they do nothing.
    "|(?<![^\x00-\x7f])[\u200c\u200d]|[\u200c\u200d](?![^\x00-\x7f])".format(
        marks="".join(map(chr, (*TURNING, *_NOWHERE)))
    )
)
"""One mark that is written out."""


_CONTROLS = (*range(0x20), *range(0x7F, 0xA0), 0x2028, 0x2029)
ONE_LINE = {code: f"\\u{code:04x}" for code in _CONTROLS} | {0x0A: "↵", 0x0D: None, 0x09: "⇥"}
"""For ``translate``, of a text that is shown in one line: what breaks a line or takes no room is written out, too."""


def visible(text: str) -> str:
    """The text with such marks as JSON would escape them: ``\\u202e``. What is copied stays as it came."""
    if text.isascii():
        return text
    return HIDDEN.sub(lambda found: f"\\u{ord(found.group()):04x}", text)
