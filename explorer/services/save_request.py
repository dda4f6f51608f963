"""Keep a request in a collection: one readable text file, with no secret in it."""

from dataclasses import replace
from typing import TYPE_CHECKING

from explorer.core.models.request import Request

if TYPE_CHECKING:
    from pathlib import Path

    from explorer.core.storage.collections import SavedRequest
    from explorer.services.wiring import Services


def save_new(
    services: "Services", request: Request, name: str, *, folder: "Path | None" = None, note: str = ""
) -> "SavedRequest":
    """Save under a name in a folder (default: the root). Raises NameTakenError, StorageError."""
    from explorer.core.storage.collections import SavedRequest
    from explorer.services.send_request import spec_of

    saved = SavedRequest(name=name, request=request, note=note)
    return services.collections.save(saved, folder=folder, spec=spec_of(services, request.action))


def save_again(
    services: "Services", saved: "SavedRequest", request: Request, *, overwrite: bool = False
) -> "SavedRequest":
    """Write changes to the file of ``saved``. Raises StorageError, EditConflictError if it was changed elsewhere."""
    from explorer.services.send_request import spec_of

    changed = replace(saved, request=request)
    return services.collections.save(changed, spec=spec_of(services, request.action), overwrite=overwrite)
