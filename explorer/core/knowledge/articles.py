"""Our own words on error codes, read once from the bundled files."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from explorer.core import resources
from explorer.core.errors import CatalogError


@dataclass(frozen=True, slots=True)
class Article:
    """What one code or family means, why it usually comes, and what to check, in that order. Plain text."""

    title: str
    meaning: str
    causes: tuple[str, ...]
    checks: tuple[str, ...]


Link = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Library:
    """All articles of one language, by where they apply."""

    common: Mapping[str, Article]
    families: Mapping[str, Article]
    clients: Mapping[str, Article]
    services: Mapping[str, Mapping[str, Article]]
    common_links: tuple[Link, ...]
    auth_links: tuple[Link, ...]
    service_links: Mapping[str, tuple[Link, ...]]


SERVICES = ("mqtt",)


@lru_cache(4)
def library(language: str = "en") -> Library:
    """The articles of a language; English where a language has none. Raises CatalogError if the files are missing."""
    links = _table("links", language)
    return Library(
        common=_articles("common", language),
        families=_articles("families", language),
        clients=_articles("clients", language),
        services={service: _articles(service, language) for service in SERVICES},
        common_links=_links(links.get("common", ())),
        auth_links=_links(links.get("auth", ())),
        service_links={name: _links(items) for name, items in links.get("service", {}).items()},
    )


def _table(name: str, language: str) -> dict[str, Any]:
    folder = language if resources.path("knowledge", language, f"{name}.toml").is_file() else "en"
    try:
        return tomllib.loads(resources.text("knowledge", folder, f"{name}.toml"))
    except (OSError, ValueError) as error:
        raise CatalogError(
            f"The descriptions of error codes cannot be read ({name}.toml: {error}).",
            hint="Reinstall Request Explorer.",
        ) from error


def _articles(name: str, language: str) -> dict[str, Article]:
    return {
        code: Article(item["title"], item["meaning"], tuple(item["causes"]), tuple(item["checks"]))
        for code, item in _table(name, language).items()
    }


def _links(items: Any) -> tuple[Link, ...]:
    return tuple((item["label"], item["url"]) for item in items)
