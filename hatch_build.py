"""Build hook: compiles the action catalogue from the vendor's packages into one SQLite file.

A wheel carries the file beside the other resources; an editable install leaves it in ``build/``, where
``explorer.core.resources`` looks for it.
"""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CatalogBuildHook(BuildHookInterface):
    """Compiles the catalogue for a wheel or an editable install; an sdist carries the sources only."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile, and for a wheel force the result in as a package resource."""
        if self.target_name != "wheel":
            return
        root = Path(self.root)
        sys.path.insert(0, self.root)
        try:
            from explorer.core.catalog.compile import compile_catalog
        finally:
            sys.path.remove(self.root)
        target = root / "build" / "catalog.sqlite"
        compile_catalog(target)
        if version != "editable":
            build_data["force_include"][str(target)] = "explorer/_resources/catalog.sqlite"
