"""Look for actions, and read one action's specification."""

from typing import TYPE_CHECKING

from explorer.core.models.action import ActionRef, ActionSpec, ActionSummary, Service

if TYPE_CHECKING:
    from explorer.services.wiring import Services


def find_actions(services: "Services", query: str = "", *, service: str = "", limit: int = 200) -> list[ActionSummary]:
    """Actions that match, best first; without a query every action (of the service). ``limit`` is of a query's hits.

    Raises UnknownActionError for an unknown service.
    """
    if service:
        service = services.catalog.service(service).name
    if query.strip():
        return [hit.summary for hit in services.search.find(query, service=service, limit=limit)]
    names = [service] if service else [known.name for known in services.catalog.services()]
    return [summary for name in names for summary in services.catalog.actions(name)]


def find_services(services: "Services", query: str = "") -> list[Service]:
    """The products whose short name or title holds every word of ``query``; all of them without one."""
    words = query.casefold().split()
    return [
        known
        for known in services.catalog.services()
        if all(word in f"{known.name} {known.title}".casefold() for word in words)
    ]


def read_action(services: "Services", service: str, action: str, version: str = "") -> ActionSpec:
    """One action's specification, named in any case. Raises UnknownActionError with near names."""
    return services.catalog.spec(services.catalog.resolve(service, action, version))


def is_known(services: "Services", ref: ActionRef) -> bool:
    """Whether the catalogue has exactly this action."""
    return any(summary.ref == ref for summary in services.catalog.actions(ref.service, ref.version))
