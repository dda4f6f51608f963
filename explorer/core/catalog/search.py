"""Search over every action of the catalogue, fast enough for each keystroke.

Its data (names, purposes, parameter names) is read once, at the first search or by ``warm_up`` on another thread.
"""

import json
import threading
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from explorer.core.catalog import match
from explorer.core.catalog.match import Lines, Names
from explorer.core.catalog.search_index import MARK
from explorer.core.catalog.store import CatalogStore
from explorer.core.errors import CatalogError
from explorer.core.models.action import ActionRef, ActionSummary

_ABOUT_LEAST = 3


@dataclass(frozen=True, slots=True)
class ActionHit:
    """One action that fits. ``reason`` is empty, or says why it fits when its name does not show it."""

    summary: ActionSummary
    service_title: str
    reason: str
    score: float


@dataclass(slots=True)
class _Found:
    score: float
    reason: str = ""


class ActionSearch:
    """Ranked search: name, prefix, word starts (``dil``), inside, scattered letters, purpose, then parameters."""

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
        found = corpus.one(words[0][:64], limit) if len(words) == 1 else corpus.several(words)
        ranked = sorted(found.items(), key=lambda item: (-item[1].score, item[0]))[:limit]
        return tuple(corpus.hit(number, entry) for number, entry in ranked)

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
        self._about = Lines([
            f"{purpose} {about}".lower() if about else purpose.lower()
            for purpose, about in zip(columns["purpose"], columns["about"], strict=True)
        ])
        self._parameters = Lines([name.lower() for name in columns["parameters"]])
        self._of_service: dict[str, list[int]] = {}
        services = [service for service, _ in columns["groups"]]
        for number, group in enumerate(columns["group"]):
            self._of_service.setdefault(services[group], []).append(number)

    @classmethod
    def load(cls, store: CatalogStore) -> "_Corpus":
        try:
            columns = json.loads(zlib.decompress(store.search_data()))
        except (ValueError, zlib.error) as error:
            raise CatalogError(f"The search data of {store.path} is damaged: {error}.") from error
        for name in ("marked", "category", "purpose", "about", "parameters"):
            columns[name] = columns[name].split("\n")
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

    def hit(self, number: int, found: _Found) -> ActionHit:
        """One entry as it is handed out."""
        columns = self._columns
        service, version = columns["groups"][columns["group"][number]]
        summary = ActionSummary(
            ActionRef(service, version, columns["marked"][number].replace(MARK, "")),
            columns["category"][number],
            columns["purpose"][number],
            columns["status"].get(str(number), "online"),
        )
        return ActionHit(summary, self._titles.get(service, service), found.reason, found.score)

    def one(self, word: str, limit: int) -> dict[int, _Found]:
        """The first ``limit`` actions that fit one word."""
        found: dict[int, _Found] = {}
        for number, entry in self._tiers(word):
            if number not in found:
                found[number] = entry
                if len(found) >= limit:
                    break
        return found

    def several(self, words: list[str]) -> dict[int, _Found]:
        """Every action that fits all words, graded by their mean."""
        first = min(words, key=lambda word: (word not in self._of_service, -len(word)))
        found = self.one(first, len(self._columns["group"]))
        for word in words:
            if word != first:
                found = self._refined(found, word)
        return {number: _Found(entry.score / len(words), entry.reason) for number, entry in found.items()}

    def _tiers(self, word: str) -> Iterator[tuple[int, _Found]]:
        for number, score in self._names.graded(word):
            if score < match.SERVICE <= match.PREFIX and score == match.WORD_PREFIX:
                break
            yield number, _Found(score)
        yield from ((number, _Found(match.SERVICE)) for number in self._of_service.get(word, ()))
        yield from ((number, _Found(score)) for number, score in self._names.graded(word))
        yield from ((number, _Found(score)) for number, score in self._names.scattered(word))
        if len(word) >= _ABOUT_LEAST:
            yield from ((number, _Found(match.ABOUT)) for number in self._about.having(word))
            yield from ((number, _Found(match.SERVICE_TITLE)) for number in self._of_title(word))
        if len(word) > 1:
            yield from self._by_parameter(word)

    def _of_title(self, word: str) -> Iterator[int]:
        for service, numbers in self._of_service.items():
            if word in f"{service} {self._titles.get(service, '')}".lower():
                yield from numbers

    def _by_parameter(self, word: str) -> Iterator[tuple[int, _Found]]:
        for part, bonus in ((f"\n{word}\n", 2.0), (f"\n{word}", 1.0), (word, 0.0)):
            for line in self._parameters.having(part):
                reason = f"parameter {self._columns['parameters'][line]}"
                for number in self._columns["postings"][line]:
                    yield number, _Found(match.PARAMETER + bonus, reason)

    def _refined(self, found: dict[int, _Found], word: str) -> dict[int, _Found]:
        """Those of ``found`` that fit ``word`` too, its grade added."""
        by_service = set(self._of_service.get(word, ()))
        by_title = set(self._of_title(word))
        by_parameter: dict[int, _Found] = {}
        if len(word) > 1:
            for number, entry in self._by_parameter(word):
                by_parameter.setdefault(number, entry)
        pattern = match.hump_pattern(word)
        plain, marked, about = self._names.plain.lines, self._names.marked.lines, self._about.lines
        kept: dict[int, _Found] = {}
        for number, entry in found.items():
            name = plain[number]
            if number in by_service:
                score, reason = match.SERVICE, ""
            elif word in name:
                score = match.PREFIX if name.startswith(word) else match.INSIDE
                score = match.WORD_PREFIX if score == match.INSIDE and MARK + word in marked[number] else score
                reason = ""
            elif pattern.search(marked[number]):
                score, reason = match.HUMPS, ""
            elif word in about[number]:
                score, reason = match.ABOUT, ""
            elif number in by_title:
                score, reason = match.SERVICE_TITLE, ""
            elif number in by_parameter:
                score, reason = by_parameter[number].score, by_parameter[number].reason
            else:
                continue
            kept[number] = _Found(entry.score + score, entry.reason or reason)
        return kept
