"""Failures that can be told in any language: each carries what it is and its facts beside its English sentence."""

from explorer.core.models.exchange import Failure, FailureKind
from explorer.core.phrases import Phrases, phrases


def failed(kind: FailureKind, reason: str, advice: str = "", **facts: str) -> Failure:
    """A failure of a reason, with the advice of that name or of another. ``facts`` fill its sentence in."""
    say, advice = phrases(), advice or reason
    return Failure(
        kind,
        say(f"failure.{reason}", **facts),
        say(f"advice.{advice}"),
        reason=reason,
        advice=advice,
        facts=tuple(facts.items()),
    )


def worded(failure: Failure, say: Phrases) -> tuple[str, str]:
    """What happened and what to do, in another language; a failure without a reason as it stands.

    What was written before or behind its sentence meanwhile stays there.
    """
    facts = dict(failure.facts)
    return (
        _told_anew(failure.message, f"failure.{failure.reason}", facts, say),
        _told_anew(failure.hint, f"advice.{failure.advice}", {}, say),
    )


def told(failure: Failure, say: Phrases, between: str = "") -> str:
    """Both in one text, with what is to stand ``between`` them."""
    parts = [part for part in (worded(failure, say)[0], between, worded(failure, say)[1]) if part]
    return ("" if say.language == "zh" else " ").join(parts)


def _told_anew(text: str, key: str, facts: dict[str, str], say: Phrases) -> str:
    if key not in say:
        return text
    try:
        return text.replace(phrases()(key, **facts), say(key, **facts))
    except KeyError:
        # Kept by another version, which had other facts.
        return text
