"""The words around an explanation, and the sentences made from an exchange, in the engineer's language."""

import tomllib
from collections.abc import Mapping
from functools import lru_cache

from explorer.core import resources
from explorer.core.errors import CatalogError

LANGUAGES: Mapping[str, str] = {"en": "English", "zh": "简体中文"}
"""The languages that explanations come in, by their short names, each in its own words."""

_FILES = ("phrases", "failures", "windows", "documents")


class Phrases:
    """Sentences by key (``clock.in_step``), filled in by name."""

    def __init__(self, language: str, templates: Mapping[str, str]) -> None:
        self.language = language
        self._templates = templates

    def __call__(self, key: str, **values: object) -> str:
        """The sentence of a key. Raises KeyError for a key or a value that is missing."""
        return self._templates[key].format_map(values) if values else self._templates[key]

    def of_group(self, group: str) -> dict[str, str]:
        """The templates of one group, by key."""
        return {key: text for key, text in self._templates.items() if key.startswith(f"{group}.")}

    def __contains__(self, key: str) -> bool:
        return key in self._templates


def phrases(language: str = "en") -> Phrases:
    """The phrases of a language; English for one that there is none of. Raises CatalogError if a file is missing."""
    return _read(language if language in LANGUAGES else "en")


@lru_cache(len(LANGUAGES))
def _read(known: str) -> Phrases:
    templates: dict[str, str] = {}
    for name in _FILES:
        try:
            table = tomllib.loads(resources.text("knowledge", known, f"{name}.toml"))
        except (OSError, ValueError) as error:
            raise CatalogError(
                f"The words of explanations cannot be read ({name}.toml: {error}).", hint="Reinstall Request Explorer."
            ) from error
        templates |= {f"{group}.{key}": text for group, item in table.items() for key, text in item.items()}
    return Phrases(known, templates)


def language_of(chosen: str, system: str) -> str:
    """The language to explain in: the chosen one, else that of the system's locale (``zh_CN.UTF-8``), else English."""
    if chosen in LANGUAGES:
        return chosen
    return "zh" if system.lower().startswith(("zh", "chinese")) else "en"
