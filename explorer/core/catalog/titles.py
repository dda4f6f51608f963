"""English product titles: the vendor's packages name their products in Chinese only."""

import tomllib
from functools import cache

from explorer.core import resources


@cache
def _titles() -> dict[str, str]:
    try:
        known = tomllib.loads(resources.text("catalog", "titles.toml"))
    except OSError:
        return {}
    return {str(name): str(title) for name, title in known.items()}


def title_of(service: str) -> str:
    """The product's English title, or its short name in capitals when there is none yet."""
    return _titles().get(service, service.upper())
