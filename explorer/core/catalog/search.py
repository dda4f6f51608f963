"""Search over every action of the catalogue, fast enough for each keystroke.

Its data (names, purposes, parameter names) is read once, at the first search or by ``warm_up`` on another thread.
"""

import threading
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import Any

from explorer.core.catalog import match
from explorer.core.catalog.match import Lines, Names
from explorer.core.catalog.product_order import usual_first
from explorer.core.catalog.search_index import MARK, unpack
from explorer.core.catalog.store import CatalogStore
from explorer.core.errors import CatalogError
from explorer.core.models.action import ActionRef, ActionSummary

_LEAST_LETTERS = 3  # of a word that is looked for in purposes and parameters
_ENOUGH = 50  # hits after which abbreviations are not looked for any more
_PLENTY = 10  # the same for scattered letters
_WITHIN_PRODUCT = 40.0  # between the first and the last action of a product
_LONG = 8  # letters of a word that is hardly an abbreviation: one hit is enough


@dataclass(frozen=True, slots=True)
class ActionHit:
    """One action that fits. ``reason`` is empty, or says why it fits when its name does not show it."""

    summary: ActionSummary
    service_title: str
    reason: str
    score: float


# What is found: by the action's number, a score and the parameter that fits (-1: none is needed to see why it fits).
_Found = dict[int, tuple[float, int]]
_NO_PARAMETER = -1
_UNKNOWN = (0.0, _NO_PARAMETER)


class ActionSearch:
    """Ranked search: name, prefix, product, word starts (``dil``), inside, exchanged letters, scattered letters,
    purpose, then parameters.
    """

    def __init__(self, store: CatalogStore) -> None:
        self._store = store
        self._lock = threading.Lock()
        self._all: _Corpus | None = None
        self._narrow: tuple[str, _Corpus] | None = None

    def warm_up(self) -> None:
        """Read the search data now, so that the first keystroke need not. For a worker thread."""
        self._corpus("")

    def find(self, query: str, *, service: str = "", limit: int = 200) -> tuple[ActionHit, ...]:
        """The best hits, best first; every word of the query has to fit. An empty query finds nothing.

        Equal hits: MQTT first, then short names. Raises CatalogError when the catalogue cannot be read.
        """
        words = query.lower().split()[:8]
        if not words:
            return ()
        corpus = self._corpus(service)
        words = corpus.short_name(words)
        found = corpus.one(words[0][:64], limit) if len(words) == 1 else corpus.several(words)
        ranked = sorted(found.items(), key=lambda item: (-item[1][0], item[0]))[:limit]
        return tuple(corpus.hit(number, score, parameter) for number, (score, parameter) in ranked)

    def _corpus(self, service: str) -> "_Corpus":
        with self._lock:
            if self._all is None:
                self._all = _Corpus.load(self._store)
            if not service:
                return self._all
            if self._narrow is None or self._narrow[0] != service:
                self._narrow = (service, self._all.only(service))
            return self._narrow[1]


class _Corpus:
    """What is searched: columns with one entry for each action, and parameter names with the actions that have them."""

    def __init__(self, columns: dict[str, Any], titles: dict[str, str]) -> None:
        self._columns = columns
        self._titles = titles
        self._names = Names(columns["marked"], columns["masks"])
        self._about = Lines(
            [
                f"{purpose} {about}".lower() if about else purpose.lower()
                for purpose, about in zip(columns["purpose"], columns["about"], strict=True)
            ]
        )
        self._parameters = Lines([name.lower() for name in columns["parameters"]])
        self._postings: list[Sequence[int]] = columns["postings"]
        self._size = len(columns["group"])
        # While a person types, all words but the last stay the same.
        self._whole = lru_cache(32)(lambda word: self.one(word, self._size))
        self._beside_names = lru_cache(32)(self._found_beside_names)
        self._usual_first = lru_cache(8)(self._order_of_product)
        self._summaries: dict[int, ActionSummary] = {}
        self._of_service: dict[str, list[int]] = {}
        services = [service for service, _ in columns["groups"]]
        for number, group in enumerate(columns["group"]):
            self._of_service.setdefault(services[group], []).append(number)

    @classmethod
    def load(cls, store: CatalogStore) -> "_Corpus":
        try:
            columns = unpack(store.search_data())
        except (ValueError, zlib.error) as error:
            raise CatalogError(f"The search data of {store.path} is damaged: {error}.") from error
        columns["masks"], columns["group"] = columns["masks"].tolist(), columns["group"].tolist()
        counts, places = columns.pop("counts"), columns.pop("places")
        columns["postings"] = [places[end - count : end] for count, end in zip(counts, accumulate(counts), strict=True)]
        return cls(columns, {service.name: service.title for service in store.services()})

    def only(self, service: str) -> "_Corpus":
        """The same for one service."""
        kept = self._of_service.get(service, [])
        new = {number: place for place, number in enumerate(kept)}
        columns = dict(self._columns)
        for name in ("group", "marked", "category", "purpose", "about", "masks"):
            columns[name] = [self._columns[name][number] for number in kept]
        status = self._columns["status"]
        columns["status"] = {str(new[int(number)]): status[number] for number in status if int(number) in new}
        postings = [[new[number] for number in numbers if number in new] for numbers in self._columns["postings"]]
        columns["postings"] = postings
        return _Corpus(columns, self._titles)

    def hit(self, number: int, score: float, parameter: int) -> ActionHit:
        """One entry as it is handed out."""
        # The hits of one keystroke are most of the hits of the next.
        summary = self._summaries.get(number)
        if summary is None:
            summary = self._summaries[number] = self._summary(number)
        service = summary.ref.service
        reason = "" if parameter == _NO_PARAMETER else f"parameter {self._columns['parameters'][parameter]}"
        return ActionHit(summary, self._titles.get(service, service), reason, score)

    def _summary(self, number: int) -> ActionSummary:
        columns = self._columns
        service, version = columns["groups"][columns["group"][number]]
        return ActionSummary(
            ActionRef(service, version, columns["marked"][number].replace(MARK, "")),
            columns["category"][number],
            columns["purpose"][number],
            columns["status"].get(str(number), "online"),
        )

    def one(self, word: str, limit: int) -> _Found:
        """The first ``limit`` actions that fit one word."""
        found: _Found = {}
        for most, tier in self._tiers(word):
            if len(found) >= min(most, limit):
                continue
            for number, score in tier:
                if number not in found:
                    found[number] = (score, _NO_PARAMETER)
                    if len(found) >= limit:
                        return found
        if len(word) >= _LEAST_LETTERS:
            for number, entry in self._by_parameter(word, limit).items():
                found.setdefault(number, entry)
        return found

    def _tiers(self, word: str) -> Iterator[tuple[int, Iterator[tuple[int, float]]]]:
        """Each tier, best first, after the number of hits from which on it is left out."""
        names, everything = self._names, self._size
        is_long = len(word) >= _LONG
        yield everything, names.leading(word)
        yield everything, iter(self._usual_first(word))
        yield everything, names.at_word_starts(word)
        yield 1 if is_long else _ENOUGH, names.humps(word)
        yield everything, names.inside(word)
        yield _PLENTY, names.swapped(word)
        yield 1 if is_long else _PLENTY, names.scattered(word)
        if len(word) >= _LEAST_LETTERS:
            yield everything, ((number, match.ABOUT) for number in self._about.having(word))
            yield everything, self._of_title(word)

    def _of_title(self, word: str) -> Iterator[tuple[int, float]]:
        for service, numbers in self._of_service.items():
            if word in f"{service} {self._titles.get(service, '')}".lower():
                yield from ((number, match.SERVICE_TITLE) for number in numbers)

    def _order_of_product(self, service: str) -> tuple[tuple[int, float], ...]:
        """A product's actions with their scores, what people usually look for first."""
        numbers = self._of_service.get(service, ())
        ordered = usual_first([self._columns["marked"][number] for number in numbers])
        step = _WITHIN_PRODUCT / (len(ordered) or 1)
        return tuple((numbers[at], match.SERVICE + _WITHIN_PRODUCT - place * step) for place, at in enumerate(ordered))

    def short_name(self, words: list[str]) -> list[str]:
        """The product's short name when the words are its title (``cloud virtual machine``), else the words."""
        title = " ".join(words)
        fitting = (service for service in self._of_service if self._titles.get(service, "").lower() == title)
        service = next(fitting, "")
        return [service] if service else words

    def _by_parameter(self, word: str, limit: int) -> _Found:
        """Actions by the parameter that fits best: whole names, then beginnings, then the rest."""
        lines = dict.fromkeys([*self._parameters.having(f"\n{word}\n"), *self._parameters.having(f"\n{word}")])
        found: _Found = {}
        used: list[int] = []
        for line in [*lines, *(line for line in self._parameters.having(word) if line not in lines)]:
            used.append(line)
            found.update(dict.fromkeys(self._postings[line], _UNKNOWN))
            if len(found) >= limit:
                break
        for line in reversed(used):  # so that the best parameter is written last
            found.update(dict.fromkeys(self._postings[line], (match.PARAMETER + (line in lines), line)))
        return found

    def several(self, words: list[str]) -> _Found:
        """Every action that fits all words, graded by their mean."""
        first = min(words, key=lambda word: (word not in self._of_service, -len(word)))
        found: _Found = self._whole(first)
        for word in words:
            if word != first:
                found = self._refined(found, word)
        return {number: (score / len(words), parameter) for number, (score, parameter) in found.items()}

    def _refined(self, found: _Found, word: str) -> _Found:
        """Those of ``found`` that fit ``word`` too, its grade added."""
        elsewhere = self._beside_names(word)
        of_service = set(self._of_service.get(word, ()))
        grades = self._names.grades(word, found)
        kept: _Found = {}
        for number, (score, parameter) in found.items():
            grade = match.SERVICE if number in of_service else grades.get(number)
            if grade:
                kept[number] = (score + grade, parameter)
            elif number in elsewhere:
                more, other = elsewhere[number]
                kept[number] = (score + more, max(parameter, other))
        return kept

    def _found_beside_names(self, word: str) -> _Found:
        if len(word) < _LEAST_LETTERS:
            return {}
        found = dict(self._by_parameter(word, self._size))
        found.update((number, (score, _NO_PARAMETER)) for number, score in self._of_title(word))
        found.update(dict.fromkeys(self._about.having(word), (match.ABOUT, _NO_PARAMETER)))
        found.update((number, (score, _NO_PARAMETER)) for number, score in self._names.swapped(word))
        return found
