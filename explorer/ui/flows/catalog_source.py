"""Hands the catalogue to the request tabs without opening it before it is asked."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from explorer.core.models.action import ActionRef, ActionSpec, Example

if TYPE_CHECKING:
    from explorer.services.wiring import Services


class CatalogSource:
    """See explorer.ui.request.request_tabs.ActionSource."""

    def __init__(self, services: "Services") -> None:
        self._services = services

    def spec(self, ref: ActionRef) -> ActionSpec:
        """All about one action. Raises UnknownActionError, CatalogError."""
        return self._services.catalog.spec(ref)

    def examples(self, ref: ActionRef) -> Sequence[Example]:
        """The vendor's examples of an action."""
        return self._services.catalog.examples(ref)
