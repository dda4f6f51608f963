"""Says whose meaning of an error code an explanation gives, when the product was not named."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from explorer.core.knowledge.explain import Explanation
    from explorer.services.wiring import Services


def product_of(services: "Services", explanation: "Explanation") -> str:
    """The short name of the product that the explanation's words are of; empty when they are not one product's."""
    if explanation.source != "service":
        return ""
    names = dict.fromkeys(entry.service for entry in explanation.service_descriptions)
    if len(names) < 2:
        return next(iter(names), "")
    own = (name for name in names if _meaning(services, explanation.code, name) == explanation.meaning)
    return next(own, "")


def _meaning(services: "Services", code: str, service: str) -> str:
    return services.knowledge.explain(code, service=service).meaning
