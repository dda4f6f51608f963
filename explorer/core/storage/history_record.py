"""What the history keeps of an exchange, secrets masked and bodies bounded, and how it is shown again."""

import json
import re
import zlib
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Any

from explorer.core.models.action import ActionRef, ActionSpec
from explorer.core.models.exchange import Exchange, Failure, FailureKind, Outcome, OutcomeKind, SentRequest, Timing
from explorer.core.models.request import Request
from explorer.core.secrets.pairs import mask_pairs, pair_secrets
from explorer.core.secrets.query_mask import mask_query
from explorer.core.secrets.redaction import (
    MASK,
    mask_json_secrets,
    redact_headers,
    redact_text,
    secret_values,
)
from explorer.core.secrets.secret_names import declared_names
from explorer.core.storage import request_file
from explorer.core.storage.collection_tree import SavedRequest
from explorer.core.storage.collections import without_secrets

LONGEST_BODY = 1_000_000
_LONGEST_SEARCHED = 20_000
_LONGEST_MESSAGE = 4_000


@dataclass(frozen=True)
class HistoryEntry:
    """One line of the history. ``outcome`` is an OutcomeKind's or FailureKind's value; ``code`` is of an API error.

    ``seconds`` is the whole time; ``size`` the bytes received; ``truncated`` tells that only the first 1,000,000
    bytes of the body were kept. ``message`` is the API's or the failure's.
    """

    number: int
    started: datetime
    ref: ActionRef
    profile: str
    region: str
    outcome: str
    failed: bool
    code: str
    message: str
    request_id: str
    status: int | None
    seconds: float
    size: int
    truncated: bool
    request_text: str

    @cached_property
    def saved(self) -> SavedRequest:
        """The request as it was composed, without its secrets; ``blanked`` names what was left out."""
        return request_file.from_text(self.request_text)

    @property
    def request(self) -> Request:
        """The request, ready to be opened again."""
        return self.saved.request


def to_row(exchange: Exchange, spec: ActionSpec | None) -> dict[str, Any]:
    """The columns of one exchange."""
    masked = _masked(exchange, spec)
    ref = exchange.request.action
    outcome, failure = masked.outcome, masked.failure
    kept = without_secrets(SavedRequest(ref.name, exchange.request), spec)
    request_text = request_file.to_text(kept)
    details = json.dumps(_details(masked))
    body = zlib.compress(masked.body, 1)
    message = (outcome.message if outcome else failure.message if failure else "")[:_LONGEST_MESSAGE]
    row: dict[str, Any] = {
        "started": exchange.started.isoformat(),
        "service": ref.service,
        "version": ref.version,
        "action": ref.name,
        "profile": exchange.request.profile,
        "region": exchange.request.region,
        "outcome": (failure.kind if failure else outcome.kind if outcome else OutcomeKind.EMPTY).value,
        "failed": int(failure is not None),
        "code": outcome.code if outcome else "",
        "message": message,
        "request_id": outcome.request_id if outcome else "",
        "status": exchange.status,
        "seconds": exchange.timing.total,
        "received": exchange.received or len(exchange.body),
        "truncated": int(len(exchange.body) > LONGEST_BODY),
        "request": request_text,
        "details": details,
        "body": body,
    }
    row["words"] = _words(row, masked.body)
    row["size"] = len(request_text) + len(details) + len(body) + len(row["words"])
    return row


def to_entry(row: dict[str, Any]) -> HistoryEntry:
    """A line of the history from its columns."""
    return HistoryEntry(
        number=row["number"],
        started=datetime.fromisoformat(row["started"]),
        ref=ActionRef(row["service"], row["version"], row["action"]),
        profile=row["profile"],
        region=row["region"],
        outcome=row["outcome"],
        failed=bool(row["failed"]),
        code=row["code"],
        message=row["message"],
        request_id=row["request_id"],
        status=row["status"],
        seconds=row["seconds"],
        size=row["received"],
        truncated=bool(row["truncated"]),
        request_text=row["request"],
    )


def to_exchange(entry: HistoryEntry, details: str, body: bytes) -> Exchange:
    """The exchange as it can be shown again: masked, its body perhaps cut."""
    kept = json.loads(details)
    outcome = kept["outcome"]
    failure = kept["failure"]
    sent = kept["sent"]
    return Exchange(
        request=entry.request,
        sent=SentRequest(sent["method"], sent["url"], _pairs(sent["headers"]), sent["body"].encode("latin-1")),
        started=entry.started,
        timing=Timing(**kept["timing"]),
        status=entry.status,
        reason=kept["reason"],
        http_version=kept["http_version"],
        headers=_pairs(kept["headers"]),
        body=zlib.decompress(body),
        outcome=Outcome(**{**outcome, "kind": OutcomeKind(outcome["kind"])}) if outcome else None,
        failure=_failure(failure) if failure else None,
        clock_skew=kept["clock_skew"],
        received=entry.size,
    )


def _masked(exchange: Exchange, spec: ActionSpec | None) -> Exchange:
    # Bytes travel as Latin-1 text, so that whatever is not masked stays byte for byte.
    plain = _secrets(exchange, spec)
    secrets = {*plain, *(text.encode("utf-8", "surrogatepass").decode("latin-1") for text in plain)}

    def hide(data: bytes, also: frozenset[str]) -> bytes:
        kept = data[:LONGEST_BODY]
        text = kept.decode("utf-8", "surrogateescape")
        if (masked := mask_pairs(text)) != text:
            kept = masked.encode("utf-8", "surrogateescape")
        text = mask_json_secrets(kept.decode("latin-1"), also)
        return redact_text(text, secrets).encode("latin-1")

    def hide_text(text: str) -> str:
        return redact_text(text, secrets)

    outcome, failure, sent = exchange.outcome, exchange.failure, exchange.sent
    return replace(
        exchange,
        sent=SentRequest(
            sent.method,
            hide_text(mask_query(sent.url)),
            tuple((name, hide_text(value)) for name, value in redact_headers(sent.headers)),
            _mask_form(hide(sent.body, declared_names(spec, sent=True)), sent.headers),
        ),
        headers=redact_headers(exchange.headers),
        body=hide(exchange.body, declared_names(spec)),
        outcome=replace(outcome, message=hide_text(outcome.message)) if outcome else None,
        failure=_masked_failure(failure, hide_text) if failure else None,
    )


def _masked_failure(failure: Failure, hide: Callable[[str], str]) -> Failure:
    facts = tuple((name, hide(text)) for name, text in failure.facts)
    return replace(failure, message=hide(failure.message), hint=hide(failure.hint), facts=facts)


def _failure(kept: dict[str, Any]) -> Failure:
    return Failure(**{**kept, "kind": FailureKind(kept["kind"]), "facts": _pairs(kept.get("facts", []))})


_SECRET_ID = re.compile(r"\bCredential=([^/,\s]+)|\bSecretId=([^&\s]+)")


def _secrets(exchange: Exchange, spec: ActionSpec | None) -> list[str]:
    """What must not be kept: secret parameters, the session token, and the SecretId, which names the account."""
    parameters = exchange.request.parameters
    values = [*secret_values(spec, parameters), *pair_secrets(parameters)]
    sent = {name.lower(): value for name, value in exchange.sent.headers}
    places = (sent.get("authorization", ""), exchange.sent.url, exchange.sent.body[:LONGEST_BODY].decode("latin-1"))
    identities = [found[1] or found[2] for place in places if (found := _SECRET_ID.search(place))]
    return [value for value in (*values, sent.get("x-tc-token", ""), *identities) if value and value != MASK]


def _mask_form(body: bytes, headers: tuple[tuple[str, str], ...]) -> bytes:
    kind = next((value for name, value in headers if name.lower() == "content-type"), "")
    if "form-urlencoded" not in kind.lower():
        return body
    return mask_query("?" + body.decode("latin-1"))[1:].encode("latin-1")


def _details(masked: Exchange) -> dict[str, Any]:
    sent = masked.sent
    return {
        "sent": {"method": sent.method, "url": sent.url, "headers": sent.headers, "body": sent.body.decode("latin-1")},
        "timing": asdict(masked.timing),
        "reason": masked.reason,
        "http_version": masked.http_version,
        "headers": masked.headers,
        "outcome": asdict(masked.outcome) if masked.outcome else None,
        "failure": asdict(masked.failure) if masked.failure else None,
        "clock_skew": masked.clock_skew,
    }


def _words(row: dict[str, Any], body: bytes) -> str:
    names = ("service", "action", "code", "request_id", "message", "profile", "region", "outcome", "request")
    texts = [str(row[name]) for name in names]
    texts.append(body[:_LONGEST_SEARCHED].decode("utf-8", "replace"))
    return "\n".join(texts).casefold()


def _pairs(items: list[list[str]]) -> tuple[tuple[str, str], ...]:
    return tuple((name, value) for name, value in items)
