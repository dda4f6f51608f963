"""What is odd about an answer, in the engineer's language: the sentences that its reading makes of it."""

import re
from functools import lru_cache, partial

from explorer.core.phrases import Phrases, phrases

_LONGEST = 4000


def oddity_words(note: str, say: Phrases) -> str:
    """An outcome's note in another language, sentence by sentence; what it quotes and what is not known stay."""
    if say.language == "en" or len(note) > _LONGEST:
        return note
    for key, pattern in _patterns():
        note = pattern.sub(partial(_told, say, key), note)
    return note


def _told(say: Phrases, key: str, found: "re.Match[str]") -> str:
    return say(key, **found.groupdict())


@lru_cache(1)
def _patterns() -> tuple[tuple[str, "re.Pattern[str]"], ...]:
    """The English sentences as patterns, the longest first: a short one may be the end of another."""
    known = [(key, text) for key, text in phrases().of_group("oddity").items()]
    return tuple(
        (key, re.compile(re.sub(r"\\{(\w+)\\}", r"(?P<\1>.{0,300}?)", re.escape(text)) + r"(?= |\Z)", re.DOTALL))
        for key, text in sorted(known, key=lambda pair: -len(pair[1]))
    )
