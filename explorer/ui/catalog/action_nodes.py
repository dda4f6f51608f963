"""Builds the rows of the action tree from the catalogue."""

from typing import TYPE_CHECKING

from explorer.core.models.action import ActionSummary, Service
from explorer.ui.models.action_node import ActionNode, Level

if TYPE_CHECKING:
    from explorer.core.catalog.search import ActionHit
    from explorer.core.catalog.store import CatalogStore

# MQTT is what the program is opened for; the product's error page names the other two.
FIRST = ("mqtt", "cvm", "cam")


def whole_tree(catalog: "CatalogStore") -> ActionNode:
    """Three products, and one row that holds all others; each product is read when it is opened."""
    root = ActionNode(Level.ROOT, "", read=lambda _node: [*first, more] if others else first)
    services = catalog.services()
    first = [_product(catalog, service) for name in FIRST for service in services if service.name == name]
    others = [service for service in services if service.name not in FIRST]
    more = ActionNode(
        Level.MORE,
        f"{len(others)} more products…",
        read=lambda _node: [_product(catalog, service) for service in others],
    )
    return root


def found_tree(hits: "tuple[ActionHit, ...]") -> ActionNode:
    """Hits of a search, products in the order of their best hit, without categories."""
    products: dict[str, list[ActionHit]] = {}
    for hit in hits:
        products.setdefault(hit.summary.ref.service, []).append(hit)
    return ActionNode(Level.ROOT, "", read=lambda _root: [_found_product(found) for found in products.values()])


def _found_product(hits: "list[ActionHit]") -> ActionNode:
    return ActionNode(
        Level.PRODUCT,
        hits[0].service_title,
        str(len(hits)),
        read=lambda _node: [_action(hit.summary, hit.reason) for hit in hits],
    )


def _product(catalog: "CatalogStore", service: Service) -> ActionNode:
    version = service.default_version
    count = service.action_counts.get(version, 0)
    return ActionNode(
        Level.PRODUCT,
        service.title,
        f"{version} · {count}" if count else version,
        tip=f"{service.title} ({service.name})",
        read=lambda _node: _categories(catalog.actions(service.name, version)),
    )


def _categories(actions: tuple[ActionSummary, ...]) -> list[ActionNode]:
    groups: dict[str, list[ActionSummary]] = {}
    for action in actions:
        groups.setdefault(action.category or "Other", []).append(action)
    return [_category(name, group) for name, group in groups.items()]


def _category(name: str, actions: list[ActionSummary]) -> ActionNode:
    return ActionNode(
        Level.CATEGORY, name, str(len(actions)), read=lambda _node: [_action(action) for action in actions]
    )


def _action(action: ActionSummary, reason: str = "") -> ActionNode:
    aside = reason or ("" if action.status == "online" else action.status)
    return ActionNode(Level.ACTION, action.ref.name, aside, tip=action.purpose, ref=action.ref)
