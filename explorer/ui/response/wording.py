"""Sizes, times and outcomes in few words, as the strip and the pages show them."""

from explorer.core.knowledge.written_code import written_code
from explorer.core.models.exchange import Exchange
from explorer.ui.widgets.badge import Tone
from explorer.ui.widgets.outcome_words import answer_words, failure_words

_BADGE_LETTERS = 100


def badge_word(exchange: Exchange, language: str) -> tuple[str, Tone]:
    """As ``outcome_word``, what is no code in the language that failures are told in."""
    word, tone = outcome_word(exchange)
    if language == "en":
        return word, tone
    from explorer.core.phrases import phrases

    words = phrases().of_group("badge")
    return next((phrases(language)(key) for key, text in words.items() if text == word), word), tone


def outcome_word(exchange: Exchange) -> tuple[str, Tone]:
    """The badge: ``Success``, the error code (of a cut answer too), or a short word for no answer."""
    told = exchange.outcome is not None and exchange.outcome.damaged
    if exchange.failure is not None and not told:
        return failure_words(exchange.failure.kind, exchange.status)
    outcome = exchange.outcome
    return (
        answer_words(outcome.kind, written_code(outcome.code, _BADGE_LETTERS))
        if outcome is not None
        else ("No answer", "neutral")
    )


def size_words(count: int) -> str:
    """``412 B``, ``12.3 kB``, ``104.9 MB`` (decimal units)."""
    if count < 1000:
        return f"{count} B"
    for unit, factor in (("kB", 1e3), ("MB", 1e6), ("GB", 1e9)):
        if count < 999.95 * factor or unit == "GB":
            return f"{count / factor:.1f} {unit}"
    return ""


def time_words(seconds: float) -> str:
    """``0.8 ms``, ``183 ms``, ``2.41 s``."""
    if seconds < 0.01:
        return f"{seconds * 1000:.1f} ms"
    return f"{seconds * 1000:.0f} ms" if seconds < 1 else f"{seconds:.2f} s"


def counted(count: int, noun: str) -> str:
    """``1 row``, ``2,000 rows``."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"
