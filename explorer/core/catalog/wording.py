"""Short plain words out of the vendor's long texts: what an action is for, in one sentence."""

import re

from explorer.core.catalog.html import plain_text

PURPOSE_LENGTH = 160

_BOILERPLATE = re.compile(
    r"^(?:(?:this|the)\s+(?:api|interface|operation)\s*(?:\([^()]*\)|`?\w+`?)?\s*"
    r"(?:is|can be|was)\s+used\s+(?:to|for|by)(?:\s+|\Z)"
    r"|(?:this|the)\s+(?:api|interface)\s+(?:can\s+|will\s+|allows\s+you\s+to\s+)?"
    r"|used\s+to\s+|you\s+can\s+use\s+this\s+api\s+to\s+)",
    re.IGNORECASE,
)
_END = re.compile(r"(?<=[A-Za-z0-9)\]\"'`])[.!?](?=\s|$)|[。；\n]|;\s")
_ABBREVIATION = re.compile(r"(?:\b(?:etc|vs|no|incl|[A-Za-z]\.[A-Za-z]))$", re.IGNORECASE)


def first_sentence(text: str) -> str:
    """The first sentence of plain text, without its full stop."""
    for found in _END.finditer(text):
        before = text[: found.start()].strip()
        if before and not _ABBREVIATION.search(before):
            return " ".join(before.split())
    return " ".join(text.split()).rstrip(".")


def purpose_of(document: str, title: str) -> str:
    """What an action is for: the document's first sentence, or the title, at most PURPOSE_LENGTH characters."""
    for source in (document, title):
        sentence = first_sentence(plain_text(source).strip())
        sentence = _BOILERPLATE.sub("", sentence).strip(" :,")
        if sentence:
            return _shorten(sentence[0].upper() + sentence[1:])
    return ""


def _shorten(sentence: str) -> str:
    if len(sentence) <= PURPOSE_LENGTH:
        return sentence
    return sentence[: PURPOSE_LENGTH - 1].rsplit(" ", 1)[0].rstrip(" ,;:(") + "…"
