"""A redacted summary of one exchange, to paste into a ticket: enough to find the call again, and no secret."""

import re
from datetime import UTC, datetime, tzinfo
from enum import StrEnum
from typing import TYPE_CHECKING
from unicodedata import east_asian_width
from urllib.parse import urlsplit

from explorer.core.errors import ExplorerError
from explorer.core.models.action import ActionSpec
from explorer.core.models.exchange import Exchange, Failure, FailureKind, OutcomeKind
from explorer.core.models.failure_words import worded
from explorer.core.models.json_value import JsonValue, dumps
from explorer.core.models.request import Request
from explorer.core.models.visible_text import visible
from explorer.core.phrases import Phrases, phrases

if TYPE_CHECKING:
    from explorer.core.knowledge.evidence import Evidence
    from explorer.core.knowledge.explain import Explanation


# What ticket systems make links of by themselves.
_LINK = re.compile(r"[A-Za-z]:(?=//)|\bwww\.|mailto:", re.IGNORECASE)
# A terminal that the ticket is pasted into would act on these.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_CLOCK_NOISE = 1.5
"""Seconds that a difference from the server's Date says nothing of, since that has whole seconds."""


class SummaryForm(StrEnum):
    """What the summary is pasted into."""

    MARKDOWN = "markdown"
    PLAIN = "plain"


def summarise(
    exchange: Exchange,
    *,
    spec: ActionSpec | None = None,
    explanation: "Explanation | None" = None,
    evidence: "tuple[Evidence, ...]" = (),
    form: SummaryForm = SummaryForm.MARKDOWN,
    local: tzinfo | None = None,
    language: str = "en",
) -> str:
    """The summary as Markdown or plain text, its labels in the language of its explanation.

    ``local`` is the time zone of the second time, the system's by default.
    """
    from explorer.core.secrets.mask_cells import mask_json
    from explorer.core.secrets.redaction import MASK, mask_parameters
    from explorer.services.known_secrets import secrets_sent

    say = phrases(language)
    rows = [*_when(exchange.started, local, say), *_what(exchange, say), *_answer(exchange, say)]
    if explanation is not None and explanation.meaning:
        rows.append((say("ticket.meaning"), explanation.meaning))
    rows.extend(_evidence(evidence, say))
    sent = sent_parameters(exchange.request)
    # A server may quote a parameter in its message.
    secrets = secrets_sent(exchange, spec)
    rows = [(title, _redacted(value, secrets)) for title, value in rows]
    # Named pairs and JSON within texts too.
    masked = mask_json(dumps(mask_parameters(spec, sent), indent=2), MASK)
    # As escapes, such marks mean the same in JSON.
    parameters = _harmless(_parameters(exchange.request, _redacted(masked, secrets), say))
    if form is SummaryForm.MARKDOWN:
        return _markdown(rows, parameters, say)
    return _plain(rows, parameters, say)


def _redacted(text: str, secrets: tuple[str, ...]) -> str:
    from explorer.core.secrets.free_text import mask_free_text
    from explorer.core.secrets.redaction import redact_text

    return mask_free_text(redact_text(text, secrets))


def _evidence(found: "tuple[Evidence, ...]", say: Phrases) -> list[tuple[str, str]]:
    by_sign: dict[str, list[str]] = {}
    for item in found:
        by_sign.setdefault(say(f"card.{item.sign.value.replace(' ', '_')}_name"), []).append(item.text)
    return [(title, say("card.between").join(texts)) for title, texts in by_sign.items()]


def _parameters(request: Request, masked: str, say: Phrases) -> str:
    """What was sent; of a body that is no JSON object nobody can tell which part of it is a secret."""
    if request.body_text is not None and not sent_parameters(request) and request.body_text.strip() != "{}":
        size = len(request.body_text.encode("utf-8", "replace"))
        return say("ticket.no_object", size=size)
    return masked


def sent_parameters(request: Request) -> dict[str, JsonValue]:
    """The parameters that really left: a body typed by hand wins, when it is a JSON object."""
    from explorer.core.models.json_value import loads

    if request.body_text is None:
        return request.parameters
    try:
        body = loads(request.body_text)
    except (ValueError, RecursionError):
        return {}
    return body if isinstance(body, dict) else {}


def _when(started: datetime, local: tzinfo | None, say: Phrases) -> list[tuple[str, str]]:
    moment = started if started.tzinfo else started.replace(tzinfo=UTC)
    here = moment.astimezone(local)
    return [
        (say("ticket.utc"), moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S")),
        (say("ticket.local"), here.strftime("%Y-%m-%d %H:%M:%S %z")),
    ]


def _what(exchange: Exchange, say: Phrases) -> list[tuple[str, str]]:
    from explorer.core.secrets.redaction import redact_headers

    request, ref = exchange.request, exchange.request.action
    # Of what was cancelled nobody kept what left, but where it went is known.
    endpoint = urlsplit(exchange.sent.url or _address(request))
    rows = [
        (say("ticket.action"), f"{ref.service} {ref.name}"),
        (say("ticket.version"), ref.version),
        (say("ticket.region"), request.region or say("ticket.no_region")),
        (say("ticket.endpoint"), f"{endpoint.scheme}://{endpoint.netloc.rpartition('@')[2]}"),
        (say("ticket.method"), f"{request.method.value}, {request.algorithm.value}"),
    ]
    if request.profile:
        rows.append((say("ticket.profile"), request.profile))
    rows.extend((say("ticket.header", name=name), value) for name, value in redact_headers(request.headers))
    return rows


def _address(request: Request) -> str:
    from explorer.core.signing.endpoint import endpoint_url

    try:
        return endpoint_url(request)
    except ExplorerError:
        return request.endpoint


def _answer(exchange: Exchange, say: Phrases) -> list[tuple[str, str]]:
    from explorer.core.knowledge.odd_answers import oddity_words, sentences

    rows = [(say("ticket.duration"), f"{exchange.timing.total * 1000:.0f} ms")]
    if exchange.status is not None:
        rows.append((say("ticket.status"), f"{exchange.status} {exchange.reason}".strip()))
    if exchange.clock_skew is not None:
        rows.append((say("ticket.clock"), _clock(exchange.clock_skew, say)))
    if exchange.failure is not None:
        rows.extend(_no_answer(exchange, exchange.failure, say))
    outcome = exchange.outcome
    # Of a list of which a page failed, what came before is no outcome of the call.
    if outcome is not None and (exchange.failure is None or outcome.kind is not OutcomeKind.SUCCESS):
        rows.append((say("ticket.outcome"), say(f"outcome.{outcome.kind.name.lower()}")))
        named = (("code", outcome.code), ("message", outcome.message), ("request_id", outcome.request_id))
        rows.extend((say(f"ticket.{name}"), value) for name, value in named if value)
        if remark := sentences([oddity_words(part, say) for part in (outcome.note, outcome.warning) if part], say):
            rows.append((say("ticket.remark"), remark))
    return rows


def _clock(skew: float, say: Phrases) -> str:
    if abs(skew) < _CLOCK_NOISE:
        return say("ticket.in_step")
    return say("ticket.skew", seconds=f"{skew:+.0f}")


def _no_answer(exchange: Exchange, failure: Failure, say: Phrases) -> list[tuple[str, str]]:
    """Why there is no whole answer, and what that leaves open."""
    from explorer.core.form.guard import is_reading

    rows = [(say("ticket.no_answer"), worded(failure, say)[0])]
    if exchange.outcome is None or not exchange.outcome.request_id:
        rows.append((say("ticket.request_id"), say("ticket.no_id")))
    # Before the connection stands, nothing can have been carried out.
    left = failure.kind not in (FailureKind.NAME, FailureKind.REFUSED, FailureKind.TLS, FailureKind.PROXY)
    if left and not is_reading(exchange.request.action.name):
        rows.append((say("ticket.beware"), say("ticket.carried_out")))
    return rows


def _plain(rows: list[tuple[str, str]], parameters: str, say: Phrases) -> str:
    titles = [say("card.heading", text=title) for title, _ in rows]
    width = max(_columns(title) for title in titles)
    padded = [title + " " * (width - _columns(title)) for title in titles]
    lines = [f"{title} {_one_line(value)}" for title, (_, value) in zip(padded, rows, strict=True)]
    heading = say("card.heading", text=say("ticket.parameters"))
    return "\n".join([*lines, heading, *(f"  {line}" for line in parameters.split("\n"))]) + "\n"


def _columns(text: str) -> int:
    """How wide a text is where letters have one width; those of Chinese have two."""
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)


def _markdown(rows: list[tuple[str, str]], parameters: str, say: Phrases) -> str:
    table = [f"| {_cell(title)} | {_cell(value)} |" for title, value in rows]
    heading = say("card.heading", text=say("ticket.parameters"))
    # A fence longer than any run of backticks inside, so that a parameter cannot end it.
    longest = max((len(run) for run in _backtick_runs(parameters)), default=0)
    fence = "`" * max(3, longest + 1)
    return "\n".join(["| | |", "|---|---|", *table, "", heading, "", f"{fence}json", parameters, fence]) + "\n"


def _backtick_runs(text: str) -> list[str]:
    return [run for run in "".join(char if char == "`" else " " for char in text).split() if run]


def _cell(value: str) -> str:
    # Raw answers are hostile text: nothing of it may become a link, an image or a tag in a ticket system.
    plain = "".join(f"\\{char}" if char in "\\`*_[]<>|!#~$&" else char for char in _one_line(value))
    return _LINK.sub(lambda found: found.group().replace(":", "\\:").replace(".", "\\."), plain)


def _one_line(value: str) -> str:
    """In one line, with the marks written out that nobody sees, or that turn the order of what is read."""
    return _harmless(" ".join(value.split()))


def _harmless(text: str) -> str:
    return _CONTROL.sub(lambda found: f"\\u{ord(found.group()):04x}", visible(text))
