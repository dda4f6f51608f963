"""What a failed exchange says about itself: gathers the facts from the stores and lets the evidence speak."""

from typing import TYPE_CHECKING

from explorer.core.errors import ExplorerError
from explorer.core.models.action import ActionSpec
from explorer.core.models.exchange import Exchange, OutcomeKind
from explorer.services.ticket_summary import sent_parameters

if TYPE_CHECKING:
    from explorer.core.knowledge.evidence import Evidence, KeyFacts
    from explorer.services.wiring import Services


def examine(services: "Services", exchange: Exchange, spec: ActionSpec | None) -> "tuple[Evidence, ...]":
    """What the error of an exchange can be laid to, what is likely first; empty without an error.

    Waits for the keyring when the error is about the key: of the key, only yes and no leave this function.
    """
    outcome = exchange.outcome
    if outcome is None or outcome.kind is not OutcomeKind.ERROR:
        return ()
    from explorer.core.knowledge.evidence import Case, evidence
    from explorer.core.knowledge.phrases import phrases
    from explorer.core.knowledge.regions import REGION_NAMES
    from explorer.core.secrets.redaction import mask_parameters

    key = _key_facts(services, exchange) if outcome.code.startswith("AuthFailure") else None
    parameters = mask_parameters(spec, sent_parameters(exchange.request))
    say = phrases(services.language)
    return evidence(Case(exchange, spec, key, frozenset(REGION_NAMES), parameters, say))


def _key_facts(services: "Services", exchange: Exchange) -> "KeyFacts | None":
    from explorer.core.knowledge.key_facts import key_facts
    from explorer.services.choose_credential import of_profile

    if not exchange.request.profile:
        return None
    try:
        return key_facts(exchange, of_profile(services, exchange.request.profile).credential)
    except ExplorerError:
        # The keyring may have been locked since; the card then says less.
        return None
