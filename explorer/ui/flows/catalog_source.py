"""Hands the catalogue to the request tabs without opening it before it is asked."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from explorer.core.errors import UnknownActionError
from explorer.core.models.action import ActionRef, ActionSpec, Example, unlisted

if TYPE_CHECKING:
    from explorer.services.wiring import Services


class CatalogSource:
    """See explorer.ui.request.request_tabs.ActionSource."""

    def __init__(self, services: "Services") -> None:
        self._services = services

    def spec(self, ref: ActionRef) -> ActionSpec:
        """All about one action; of one that the catalogue lacks, that. Raises CatalogError."""
        from explorer.services.send_request import spec_of

        return spec_of(self._services, ref) or unlisted(ref)

    def examples(self, ref: ActionRef) -> Sequence[Example]:
        """The vendor's examples of an action."""
        try:
            return self._services.catalog.examples(ref)
        except UnknownActionError:
            return ()
