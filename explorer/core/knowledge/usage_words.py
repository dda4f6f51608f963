"""What is wrong with an expression or a command line, in the engineer's language, by the patterns of the English."""

import re
from functools import lru_cache, partial

from explorer.core.phrases import Phrases, phrases

_BLANK = re.compile(r"\\{(\w+)\\}")
_LONGEST = 4000


def usage_words(text: str, say: Phrases) -> str:
    """The sentences that are known in another language; all else, and what they quote, as it is."""
    if say.language == "en" or len(text) > _LONGEST:
        return text
    for key, pattern in _patterns("usage", r"(?= |\Z)"):
        text = pattern.sub(partial(_told, key, say), text)
    return text


def _told(key: str, say: Phrases, found: "re.Match[str]") -> str:
    return say(key, **{name: _part(name, text, say) for name, text in found.groupdict().items()})


def _part(name: str, text: str, say: Phrases) -> str:
    if name == "at":
        return say("cause.place", place=text.rpartition(" ")[2]) if text else ""
    if name == "cause":
        return _cause(text, say)
    if name == "kinds":
        return _kinds(text, say)
    if name == "given":
        # Behind it the value stands, which is the answer's own.
        kind = re.match(r"[^:;,…]*", text)
        end = kind.end() if kind is not None else 0
        return _kinds(text[:end], say) + text[end:]
    return text


def _cause(text: str, say: Phrases) -> str:
    for key, pattern in _patterns("cause", r"\Z"):
        if (found := pattern.match(text)) is not None:
            told = _told(key, say, found)
            for tail, behind in _patterns("tail", r"\Z"):
                told = behind.sub(partial(_told, tail, say), told)
            return told
    return text


def _kinds(text: str, say: Phrases) -> str:
    """One or several kinds of values: ``a text, a list or an object``."""
    for key, english in sorted(phrases().of_group("kind").items(), key=lambda pair: -len(pair[1])):
        text = re.sub(rf"(?<!\w){re.escape(english)}(?!\w)", say(key), text)
    return re.sub(r"(?<=\S) or (?!false)", "或", text).replace(", ", "、")


@lru_cache(4)
def _patterns(group: str, end: str) -> tuple[tuple[str, "re.Pattern[str]"], ...]:
    """The longest first: a short one may be the end of another."""
    known = sorted(phrases().of_group(group).items(), key=lambda pair: -len(pair[1]))
    return tuple((key, re.compile(_pattern(text) + end, re.DOTALL)) for key, text in known)


def _pattern(text: str) -> str:
    blank = {"at": r"(?P<at>(?: at character \d+)?)"}
    made = _BLANK.sub(lambda found: blank.get(found[1], rf"(?P<{found[1]}>.{{0,600}}?)"), re.escape(text))
    return made.replace(r"\(s\)", "s?")
