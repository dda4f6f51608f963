"""Add a vendor package to the user's catalogue, read from its wheel file."""

from pathlib import Path
from typing import TYPE_CHECKING

from explorer.core.errors import UsageError
from explorer.core.models.action import CatalogInfo

if TYPE_CHECKING:
    from explorer.services.wiring import Services


def add_package(services: "Services", wheel: Path) -> CatalogInfo:
    """Compile the catalogue with the package in ``wheel``; it is used from the next start on.

    Raises UsageError when there is no such file, CatalogError when it holds no specs.
    """
    if not wheel.is_file():
        raise UsageError(f"There is no file {wheel}.")
    from explorer.core import resources
    from explorer.core.catalog.add import add_wheel
    from explorer.services.wiring import added_catalog

    target = added_catalog(services.paths)
    base = target if target.is_file() else resources.catalog()
    return add_wheel(base, wheel, target)
