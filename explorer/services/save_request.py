"""Keep a request in a collection: one readable text file, with no secret in it."""

from typing import TYPE_CHECKING

from explorer.core.models.request import Request

if TYPE_CHECKING:
    from pathlib import Path

    from explorer.core.storage.collections import SavedRequest
    from explorer.services.wiring import Services


def save(
    services: "Services", request: Request, name: str, *, folder: "Path | None" = None, note: str = ""
) -> "SavedRequest":
    """Save under a name; returns it with its path. Raises StorageError naming the file."""
    return services.collections.save(name, request, folder=folder, note=note)
