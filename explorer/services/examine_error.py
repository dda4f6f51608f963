"""What a failed exchange says about itself: gathers the facts from the stores and lets the evidence speak."""

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from explorer.core.errors import ExplorerError
from explorer.core.models.action import ActionSpec
from explorer.core.models.exchange import Exchange, FailureKind, OutcomeKind
from explorer.services.ticket_summary import sent_parameters

if TYPE_CHECKING:
    from explorer.core.knowledge.evidence import Evidence, KeyFacts
    from explorer.core.knowledge.no_answer import Surroundings
    from explorer.core.models.credential import Credential
    from explorer.services.wiring import Services

_MOST_FIELDS = 4
_FINE = {OutcomeKind.SUCCESS, OutcomeKind.EVENTS}


def examine(
    services: "Services", exchange: Exchange, spec: ActionSpec | None, *, credential: "Credential | None" = None
) -> "tuple[Evidence, ...]":
    """What an error, a failure, or an answer that is none of the API can be laid to, what is likely first.

    Empty for a success. Waits for the keyring when the error is about the key: of the key, only yes and no leave
    this function. ``credential`` is the key that signed, where the caller has it at hand.
    """
    outcome, failure = exchange.outcome, exchange.failure
    from explorer.core.phrases import phrases

    if outcome is not None and outcome.tells_error:
        return _of_error(services, exchange, spec, credential)
    if (failure is None or failure.kind is FailureKind.CANCELLED) and (outcome is None or outcome.kind in _FINE):
        return ()
    from explorer.core.knowledge.no_answer import Unanswered, why_no_answer

    return why_no_answer(Unanswered(exchange, _surroundings(services, exchange), phrases(services.language)))


def fields_to_look_at(
    exchange: Exchange, spec: ActionSpec | None, found: "tuple[Evidence, ...]", message: str
) -> tuple[str, ...]:
    """The parameters, by their dotted paths, that evidence makes likely causes, then those that the message names."""
    from explorer.core.knowledge.case import Sign, value_at
    from explorer.core.knowledge.named_fields import fields_named

    sent = sent_parameters(exchange.request)
    likely = [item.field for item in found if item.field and item.sign is Sign.LIKELY]
    known = [
        path
        for path in likely
        if value_at(sent, path) is not None or (spec is not None and spec.input.member(path) is not None)
    ]
    return tuple(dict.fromkeys([*known, *fields_named(message, sent, spec)]))[:_MOST_FIELDS]


def _of_error(
    services: "Services", exchange: Exchange, spec: ActionSpec | None, credential: "Credential | None"
) -> "tuple[Evidence, ...]":
    from explorer.core.knowledge.evidence import Case, evidence
    from explorer.core.knowledge.regions import REGION_NAMES
    from explorer.core.phrases import phrases
    from explorer.core.secrets.redaction import mask_parameters
    from explorer.services.known_secrets import without_echo

    exchange = without_echo(exchange, spec)
    code = exchange.outcome.code if exchange.outcome is not None else ""
    key = _key_facts(services, exchange, credential) if code.startswith("AuthFailure") else None
    parameters = mask_parameters(spec, sent_parameters(exchange.request))
    say = phrases(services.language)
    return evidence(Case(exchange, spec, key, frozenset(REGION_NAMES), parameters, say))


def _surroundings(services: "Services", exchange: Exchange) -> "Surroundings":
    from explorer.core.knowledge.no_answer import Surroundings
    from explorer.core.knowledge.regions import REGION_NAMES

    try:
        listed = services.catalog.services()
    except ExplorerError:
        listed = ()
    return Surroundings(
        proxy=_proxy_in_use(exchange.sent.url),
        services=frozenset(service.name for service in listed),
        regions=frozenset(REGION_NAMES),
        newest=max((version for service in listed for version in service.versions), default=""),
        practice=services.practice.url,
    )


def _proxy_in_use(url: str) -> str:
    """Host and port of the proxy that the settings name for a URL, without its password; empty for none."""
    from urllib.request import getproxies

    from explorer.core.http.routes import environment_proxies, proxy_for

    try:
        parts = urlsplit(url)
        used = proxy_for(parts.scheme, parts.hostname or "", parts.port, environment_proxies(getproxies()))
        return urlsplit(used).netloc.rpartition("@")[2]
    except ValueError:
        # A setting that is no URL; the failure says so.
        return ""


def _key_facts(services: "Services", exchange: Exchange, credential: "Credential | None") -> "KeyFacts | None":
    from explorer.core.knowledge.key_facts import key_facts
    from explorer.services.choose_credential import of_profile

    if credential is not None:
        return key_facts(exchange, credential)
    if not exchange.request.profile:
        return None
    try:
        return key_facts(exchange, of_profile(services, exchange.request.profile).credential)
    except ExplorerError:
        # The keyring may have been locked since; the card then says less.
        return None
