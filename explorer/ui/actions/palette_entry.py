"""What the command palette lists, and how entries of several sources become one list."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from explorer.ui.actions.fuzzy import score

_EACH = 8
COMMANDS = "Commands"


@dataclass(frozen=True, slots=True)
class PaletteEntry:
    """One row: its words, a muted remark, and what choosing it does.

    ``rank`` grades a hit that the words do not show.
    """

    text: str
    remark: str
    run: Callable[[], object]
    rank: float = 0.0


Source = Callable[[str], Iterable[PaletteEntry]]


@dataclass(frozen=True, slots=True)
class PaletteSection:
    """A heading and the entries below it."""

    title: str
    entries: tuple[PaletteEntry, ...]


def collect(query: str, sources: Iterable[tuple[str, Source]], limit: int = _EACH) -> tuple[PaletteSection, ...]:
    """Sections with hits, the one with the best hit first; of equals commands, then the order of the sources."""
    found: list[tuple[float, PaletteSection]] = []
    for title, source in sources:
        entries = tuple(entry for entry, _ in zip(source(query), range(limit), strict=False))
        if entries:
            best = max(max(score(query, entry.text), entry.rank) for entry in entries) if query.strip() else 0.0
            found.append((best, PaletteSection(title, entries)))
    found.sort(key=lambda pair: (-round(pair[0]), bool(query.strip()) and pair[1].title != COMMANDS))
    return tuple(section for _, section in found)


def matching(query: str, entries: Iterable[PaletteEntry]) -> list[PaletteEntry]:
    """The entries that match by their words or remark, best first."""
    if not query.strip():
        return list(entries)
    rated = [(max(score(query, each.text), score(query, each.remark) / 2), each) for each in entries]
    return [each for rating, each in sorted(rated, key=lambda pair: -pair[0]) if rating > 0]
