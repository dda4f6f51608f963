"""What is said of a comparison of two answers, in the engineer's language."""

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from explorer.core.document.compare import MOST_ALIGNED, Sign
from explorer.core.knowledge.odd_answers import fault_words
from explorer.core.phrases import Phrases, phrases

if TYPE_CHECKING:
    from explorer.core.document.compare import Comparison
    from explorer.core.document.node import Fault

_COUNTED = {Sign.CHANGED: "changed", Sign.ADDED: "added", Sign.REMOVED: "removed", Sign.MOVED: "moved"}
_REMARKS = ("message", "packed", "not_whole", "no_body", "lines", "bare")


def told_comparison(name: str, comparison: "Comparison", say: Phrases) -> str:
    """With what was compared, and how many differences of each kind there are."""
    counts = [
        say(f"compare.{key}", count=f"{comparison.count(sign):,}")
        for sign, key in _COUNTED.items()
        if comparison.count(sign)
    ]
    parts = [say("compare.comma").join(counts) or say("compare.none")]
    if comparison.set_aside:
        parts.append(say("compare.aside", count=f"{comparison.set_aside:,}"))
    if comparison.by_place:
        parts.append(say("compare.by_place", count=f"{MOST_ALIGNED:,}"))
    if comparison.cut:
        parts.append(say("compare.cut"))
    words = say("document.between").join(parts) + say("explain.end")
    return say("compare.with", name=name, words=words)


def told_fault_of(whose: str, fault: "Fault", say: Phrases) -> str:
    """That one of the two is no whole JSON; ``whose`` is empty for the answer in sight."""
    key = "compare.part" if fault.fatal else "compare.not_strict"
    return say(key, whose=whose or say("compare.this"), fault=fault_words(str(fault), say))


def told_remark(name: str, remark: str, say: Phrases) -> str:
    """What a text is that an answer is compared with: a remark as ``read_other`` makes it."""
    text = f"{name} {remark}."
    for key, pattern in _patterns():
        if (found := pattern.fullmatch(remark)) is not None:
            return say(key, name=name, **found.groupdict())
    return text


@lru_cache(1)
def _patterns() -> tuple[tuple[str, "re.Pattern[str]"], ...]:
    texts = {f"compare.{key}": phrases()(f"compare.{key}") for key in _REMARKS}
    bare = {key: re.escape(text.removeprefix("{name} ").removesuffix(".")) for key, text in texts.items()}
    return tuple(
        (key, re.compile(text.replace(r"\{reason\}", "(?P<reason>.*)"), re.DOTALL)) for key, text in bare.items()
    )
