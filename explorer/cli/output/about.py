"""Prints everything about an answer on standard error: its RequestId, its timing, and what its error means."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from explorer.cli.console import Console, printable
from explorer.core.knowledge.odd_answers import oddity_words
from explorer.core.models.exchange import Exchange, Outcome, OutcomeKind, Timing
from explorer.core.phrases import Phrases, phrases

if TYPE_CHECKING:
    from explorer.core.knowledge.evidence import Evidence
    from explorer.core.knowledge.explain import Explanation
    from explorer.core.knowledge.notes import Note

# A clock this far off (seconds) explains a refused signature, or soon will.
_NOTABLE_SKEW = 60.0

# Seconds; less is lost in rounding.
_NOTABLE_REST = 0.0005


def print_about(
    console: Console,
    exchange: Exchange,
    explanation: "Explanation | None" = None,
    evidence: "tuple[Evidence, ...]" = (),
    note: "Note | None" = None,
    say: Phrases | None = None,
) -> None:
    """RequestId, timing, and what went wrong, as the window says it."""
    say, outcome = say or phrases(), exchange.outcome
    if outcome is not None and outcome.request_id:
        console.note(f"RequestId: {_line(outcome.request_id)}")
    console.note(timing_line(exchange, say))
    skew = exchange.clock_skew
    if skew is not None and abs(skew) > _NOTABLE_SKEW:
        console.note(say(f"console.clock_{'behind' if skew > 0 else 'ahead'}", seconds=f"{abs(skew):.0f}"))
    if exchange.failure is not None:
        from explorer.core.models.failure_words import told

        console.error(say("no_answer.line", text=told(exchange.failure, say)))
    if outcome is not None:
        _print_outcome(console, outcome, say)
    for line in (
        *(explanation_lines(explanation) if explanation is not None else ()),
        *_evidence_lines(evidence),
        *note_lines(note, say),
    ):
        console.note(line)


def _print_outcome(console: Console, outcome: Outcome, say: Phrases) -> None:
    note = oddity_words(outcome.note, say)
    if outcome.warning:
        console.note(say("console.warning", text=_line(outcome.warning)))
    if outcome.tells_error:
        if outcome.damaged or outcome.kind is OutcomeKind.EVENTS:
            console.note(_line(note))
        console.error(error_line(outcome, say))
    elif outcome.kind not in (OutcomeKind.SUCCESS, OutcomeKind.EVENTS):
        console.error(say("console.not_api", text=note or outcome.kind.value))
    elif note:
        console.note(_line(note))


def error_line(outcome: Outcome, say: Phrases) -> str:
    """The code and the message of an error, each of which may be missing."""
    if not outcome.code:
        key = "console.no_code" if outcome.message else "console.no_code_at_all"
        return say(key, message=outcome.message)
    return f"{outcome.code}: {outcome.message}" if outcome.message else outcome.code


def explanation_lines(explanation: "Explanation") -> list[str]:
    """Meaning, causes and checks, in that order."""
    say = phrases(explanation.language)
    lines = [say("card.meaning", text=_line(explanation.meaning))] if explanation.meaning else []
    if explanation.note:
        lines.append(say("card.note", text=_line(explanation.note)))
    for key, points in (("card.causes", explanation.causes), ("card.checks", explanation.checks)):
        if points:
            lines += [say("card.heading", text=say(key)), *(f"  - {_line(point)}" for point in points)]
    return lines


def _evidence_lines(found: "tuple[Evidence, ...]") -> list[str]:
    """What the exchange itself makes likely, and what it rules out."""
    if not found:
        return []
    from explorer.core.knowledge.evidence import evidence_words

    return [_line(words) for words in evidence_words(found) if words]


def note_lines(note: "Note | None", say: Phrases) -> Iterator[str]:
    """The team's note, or why it cannot be shown."""
    if note is None:
        return
    if note.fault:
        yield say("note.fault_line", words=_line(note.fault))
        return
    yield say("card.team_note", code=note.code)
    yield from (f"  {_line(line)}" for line in note.text.rstrip().split("\n"))


def _line(text: str) -> str:
    return printable(text, one_line=True)


def timing_line(exchange: Exchange, say: Phrases | None = None) -> str:
    """``Time: 12.3 ms (connect 0.5, first byte 9.0, body 0.1, in this program 2.7), HTTP 200, 345 bytes``."""
    parts = [f"{exchange.timing.total * 1000:.1f} ms{_phases(exchange.timing)}"]
    if exchange.status is not None:
        parts.append(f"HTTP {exchange.status}")
        parts.append(f"{len(exchange.body)} bytes")
    return (say or phrases())("console.time", text=", ".join(parts))


def _phases(timing: Timing) -> str:
    named = (
        ("connect", timing.connect),
        ("TLS", timing.tls),
        ("first byte", timing.first_byte),
        ("body", timing.body),
    )
    passed = [(name, seconds) for name, seconds in named if seconds is not None]
    rest = timing.total - sum(seconds for _, seconds in passed)
    if timing.body is not None and rest > _NOTABLE_REST:
        # Mostly the first call's preparations; without their name they would look like the server's time.
        passed.append(("in this program", rest))
    shown = ", ".join(f"{name} {seconds * 1000:.1f}" for name, seconds in passed)
    return f" ({shown})" if shown else ""
