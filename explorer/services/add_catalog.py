"""Take another vendor package into use as the catalogue, read from its wheel file."""

from pathlib import Path
from typing import TYPE_CHECKING

from explorer.core.errors import UsageError
from explorer.core.models.action import CatalogInfo

if TYPE_CHECKING:
    from explorer.services.wiring import Services


def add_package(services: "Services", wheel: Path) -> CatalogInfo:
    """Compile the specs in ``wheel`` into the user's catalogue, which is used from the next start on.

    The bundled catalogue stays as it is and gives the error codes. Raises UsageError when there is no such file,
    CatalogError when it is no package of specs.
    """
    if not wheel.is_file():
        raise UsageError(f"There is no file {wheel}.")
    from explorer.core import resources
    from explorer.core.catalog.wheel import compile_wheel
    from explorer.services.wiring import added_catalog

    return compile_wheel(wheel, added_catalog(services.paths), base=resources.catalog())
