"""What an error code means, and which codes stand in a pasted text."""

from typing import TYPE_CHECKING

from explorer.core.models.exchange import Exchange

if TYPE_CHECKING:
    from explorer.core.knowledge.explain import Explanation
    from explorer.core.models.finding import Finding
    from explorer.services.wiring import Services


def explain(services: "Services", code: str, *, service: str = "", version: str = "") -> "Explanation":
    """Meaning, causes and checks of one code; an unknown one falls back to its family and says so."""
    return services.knowledge.explain(code.strip(), service=service, version=version)


def explain_exchange(services: "Services", exchange: Exchange) -> "Explanation | None":
    """The explanation of the error that an exchange brought, or None when it brought none."""
    outcome = exchange.outcome
    if outcome is None or not outcome.tells_error:
        return None
    ref = exchange.request.action
    return services.knowledge.explain(outcome.code, service=ref.service, version=ref.version)


def find_all(services: "Services", text: str) -> "tuple[Finding, ...]":
    """Every code, RequestId and envelope in any pasted text."""
    return services.knowledge.find_all(text)
