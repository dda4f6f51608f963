"""What is odd about an answer, in the engineer's language: the sentences that its reading makes of it."""

import re
from collections.abc import Iterable
from functools import lru_cache, partial

from explorer.core.phrases import Phrases, phrases

_LONGEST = 4000
_SENTENCES = ("oddity", "saved")
_NOTES = ("document.converted", "document.not_charset", "document.no_charset")
_ENDS = (".", "。", "!", "?", "！", "？", "…")
_BLANK = re.compile(r"\\{(\w+)\\}")


def oddity_words(note: str, say: Phrases) -> str:
    """An outcome's note in another language, sentence by sentence; what it quotes and what is not known stay."""
    if say.language == "en" or len(note) > _LONGEST:
        return note
    if (told := page_words(note, say)) != note:
        return told
    for key, pattern in _patterns():
        note = pattern.sub(partial(_told, say, key), note)
    return fault_words(note, say)


def sentences(parts: Iterable[str], say: Phrases) -> str:
    """Texts one behind the other, each with its full stop; empty ones left out."""
    stop = say("explain.end")
    ended = [part if part.endswith(_ENDS) else f"{part}{stop}" for part in parts if part]
    return ("" if stop == "。" else " ").join(ended)


def page_words(text: str, say: Phrases) -> str:
    """What is said of pages that were joined, in another language; any other text as it is."""
    parts = text.rstrip(".").split("; ")
    if say.language == "en" or not any(_told_page(parts[0], say, key) for key in ("pages.of", "pages.all")):
        return text
    told = [next(filter(None, (_told_page(part, say, key) for key in _page_patterns())), part) for part in parts]
    return say("document.between").join(told) + say("explain.end")


def _told_page(part: str, say: Phrases, key: str) -> str:
    found = _page_patterns()[key].fullmatch(part)
    return say(key, **found.groupdict()) if found is not None else ""


@lru_cache(1)
def _page_patterns() -> dict[str, "re.Pattern[str]"]:
    return {key: re.compile(_pattern(text), re.DOTALL) for key, text in phrases().of_group("pages").items()}


def fault_words(text: str, say: Phrases) -> str:
    """A text with every fault of a document that it names, place included, in another language."""
    if say.language == "en" or " at line " not in text:
        return text
    for key, pattern in _fault_patterns():
        text = pattern.sub(partial(_placed, say, key), text)
    return text


def unreadable_words(text: str, say: Phrases) -> str:
    """The text of a row that marks where a document cannot be read on."""
    if say.language == "en":
        return text
    head = phrases()("document.unreadable", fault="")
    return say("document.unreadable", fault=fault_words(text.removeprefix(head), say))


def _told(say: Phrases, key: str, found: "re.Match[str]") -> str:
    return say(key, **found.groupdict())


def _placed(say: Phrases, key: str, found: "re.Match[str]") -> str:
    blanks = {name: _word(text or "", say) for name, text in found.groupdict().items()}
    place = {name: blanks.pop(name) for name in ("line", "column", "byte")}
    end = "。" if blanks.pop("end") else ""
    return say("document.place", fault=say(key, **blanks), **place) + end


def _word(text: str, say: Phrases) -> str:
    """What a fault says was expected; anything else as it is."""
    known = phrases().of_group("wanted").items()
    return next((say(key) for key, english in known if english.casefold() == text.casefold()), text)


@lru_cache(1)
def _patterns() -> tuple[tuple[str, "re.Pattern[str]"], ...]:
    """The English sentences as patterns, the longest first: a short one may be the end of another."""
    known = [pair for group in _SENTENCES for pair in phrases().of_group(group).items()]
    known += [(key, phrases()(key)) for key in _NOTES]
    return tuple(
        (key, re.compile(_pattern(text) + r"(?= |\Z)", re.DOTALL))
        for key, text in sorted(known, key=lambda pair: -len(pair[1]))
    )


@lru_cache(1)
def _fault_patterns() -> tuple[tuple[str, "re.Pattern[str]"], ...]:
    """Each fault with its place behind it; it may begin a sentence."""
    place = _pattern(phrases()("document.place").replace("{fault}", ""))
    known = sorted(phrases().of_group("fault").items(), key=lambda pair: -len(pair[1]))
    end = r"(?P<end>\.(?= |\Z))?"
    return tuple((key, re.compile(_begun(text) + place + end, re.DOTALL)) for key, text in known)


def _begun(text: str) -> str:
    if text.startswith("{"):
        wanted = [re.escape(each) for each in phrases().of_group("wanted").values()]
        first = "|".join([*wanted, '"[^"]{1,3}"', "[A-Za-z-]{3,9}"])
        name = text[1 : text.index("}")]
        return f"(?P<{name}>(?i:{first}))" + _pattern(text[text.index("}") + 1 :])
    return f"(?i:{re.escape(text[0])}){_pattern(text[1:])}"


def _pattern(text: str) -> str:
    """A template as a pattern; in one that only reads, ``(s)`` stands for a plural's letter."""
    return _BLANK.sub(r"(?P<\1>.{0,300}?)", re.escape(text)).replace(r"\(s\)", "s?")
