"""Short plain words out of the vendor's long texts: what an action is for, in one sentence."""

import re
from collections.abc import Iterator
from itertools import islice

from explorer.core.catalog.html import plain_text

PURPOSE_LENGTH = 160

_BOILERPLATE = re.compile(
    r"^(?:(?:this|the)\s+(?:api|interface|operation)\s*(?:\([^()]*\)|`?\w+`?)?\s*"
    r"(?:is|can be|was)\s+used\s+(?:to|for|by)(?:\s+|\Z)"
    r"|(?:this|the)\s+(?:api|interface)\s+(?:\([^()]*\)\s*)?(?:can\s+|will\s+|allows\s+you\s+to\s+)?"
    r"|call\s+this\s+api\s+to\s+|api\s+description\s*:\s*(?=\w)"
    r"|used\s+to\s+|you\s+can\s+use\s+this\s+api\s+to\s+)",
    re.IGNORECASE,
)
# Sentences about the document rather than the action, in any language but English, or of a word or two.
_EMPTY_WORDS = re.compile(
    r".{0,7}\Z|(?:is|has|was|api description|api domain|domain name|interface|note|1)\b|[^\x00-\x7f]{3}", re.IGNORECASE
)
_END = re.compile(r"(?<=[A-Za-z0-9)\]\"'`])[.!?](?=\s|$)|[。；\n]|;\s")
_ABBREVIATION = re.compile(r"(?:\b(?:etc|vs|no|incl|[A-Za-z]\.[A-Za-z]))$", re.IGNORECASE)


def sentences(text: str) -> Iterator[str]:
    """The sentences of plain text, each on one line and without its full stop."""
    start = 0
    for found in _END.finditer(text):
        before = text[start : found.start()].strip()
        if before and not _ABBREVIATION.search(before):
            yield " ".join(before.split())
            start = found.end()
    rest = " ".join(text[start:].split()).rstrip(".")
    if rest:
        yield rest


def purpose_of(document: str, title: str) -> str:
    """What an action is for, in at most PURPOSE_LENGTH characters.

    The first of the document's first sentences that says something, or the title, or whatever there is.
    """
    candidates = [*islice(sentences(plain_text(document)), 3), *islice(sentences(plain_text(title)), 1)]
    cleaned = [_BOILERPLATE.sub("", sentence).strip(" :,-") for sentence in candidates]
    told = next((sentence for sentence in cleaned if not _EMPTY_WORDS.match(sentence)), "")
    sentence = told or next(filter(None, cleaned), "")
    return _shorten(sentence[:1].upper() + sentence[1:])


def _shorten(sentence: str) -> str:
    if len(sentence) <= PURPOSE_LENGTH:
        return sentence
    return sentence[: PURPOSE_LENGTH - 1].rsplit(" ", 1)[0].rstrip(" ,;:(") + "…"
