"""Fills the tables of a catalogue from parsed vendor files; the compile functions decide where those come from."""

import sqlite3
from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from explorer.core.catalog.categories import categorise
from explorer.core.catalog.codec import Codec, compact_json, dictionary_of
from explorer.core.catalog.html import sanitise
from explorer.core.catalog.inputs import Members, read_input
from explorer.core.catalog.packages import VersionFiles
from explorer.core.catalog.repair import mend
from explorer.core.catalog.schema import TABLES, member_row, read_info, write_info
from explorer.core.catalog.search_index import SearchIndexBuilder
from explorer.core.catalog.titles import title_of
from explorer.core.catalog.version_types import VersionTypes
from explorer.core.catalog.wording import purpose_of
from explorer.core.models.action import CatalogInfo, Reading

_EXAMPLE_PREAMBLE = (
    '{\\n    \\"Response\\": {\\n        \\"RequestId\\": \\"',
    "POST / HTTP/1.1\\nHost: .tencentcloudapi.com\\nContent-Type: application/json\\nX-TC-Action: Describe",
    '\\n<Common request parameters>\\n\\n{\\n    \\"InstanceId\\": \\"',
)


class CatalogBuilder:
    """Takes service versions one by one, then error codes, and writes everything at ``finish``."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection
        self._db.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA page_size=32768;" + TABLES)
        self._version_ids: dict[tuple[str, str], int] = {}
        self._services: dict[str, str] = {}
        self._positions: Counter[str] = Counter()
        self._counts: Counter[str] = Counter()
        self._unread: Counter[str] = Counter()
        self._texts: Counter[str] = Counter()
        self._lines: Counter[str] = Counter()
        self._clean: dict[str, str] = {"": ""}
        self._versions: list[tuple[Any, ...]] = []
        self._actions: list[tuple[Any, Any]] = []
        self._types: list[Any] = []
        self._search = SearchIndexBuilder()

    def add_version(self, files: VersionFiles) -> None:
        """Add one service version with its actions, types and examples."""
        service = files.service
        version_id = len(self._version_ids) + 1
        self._version_ids[files.folder, files.version] = version_id
        self._services.setdefault(service, files.folder)
        actions = files.api["actions"]
        self._count_version(files)
        self._search.add_version(service, files.version)
        types = VersionTypes(files.api["objects"], actions, self._row)
        ids = {}
        for name in sorted(types.shared):
            self._types.append(types.row(name))
            ids[name] = len(self._types)
        first = len(self._actions) + 1
        summaries = [
            self._add_action(files, types, ids, name, category) for name, category in categorise(service, list(actions))
        ]
        self._versions.append(
            (version_id, service, files.version, self._positions[service], len(actions), first, summaries)
        )
        self._positions[service] += 1

    def add_error_codes(self, rows: Iterable[tuple[str, str, str, str]]) -> None:
        """Add ``(service folder, version, code, sentence)`` rows; those of versions without a spec are counted only."""
        known: list[tuple[str, int, str]] = []
        for folder, version, code, sentence in rows:
            version_id = self._version_ids.get((folder, version))
            if version_id is None:
                self._unread["error code of a version without a spec"] += 1
            else:
                known.append((code, version_id, sentence))
        self._db.executemany("INSERT OR IGNORE INTO error_codes VALUES (?, ?, ?)", known)
        self._counts["error_codes"] += len(known)
        self._counts["distinct_error_codes"] = len({code for code, _, _ in known})

    def finish(self, *, package: str, fingerprint: str) -> CatalogInfo:
        """Write what was collected. Returns the counts."""
        titles = {name: title_of(name) for name in self._services}
        order = sorted(titles, key=lambda name: (name != "mqtt", titles[name].lower()))
        self._db.executemany(
            "INSERT INTO services VALUES (?, ?, ?, ?)",
            [(name, self._services[name], titles[name], position) for position, name in enumerate(order)],
        )
        codec = Codec(dictionary_of(self._texts))
        example_codec = Codec(dictionary_of(self._lines, _EXAMPLE_PREAMBLE))
        with ThreadPoolExecutor() as pool:  # deflating lets other threads run
            packed_summaries = pool.map(codec.pack, [row[6] for row in self._versions])
            specs = pool.map(codec.pack, [spec for spec, _ in self._actions])
            examples = pool.map(example_codec.pack, [rows for _, rows in self._actions])
            types = pool.map(codec.pack, self._types)
            self._db.executemany(
                "INSERT INTO versions VALUES (?, ?, ?, ?, ?, ?, ?)",
                ((*row[:6], packed) for row, packed in zip(self._versions, packed_summaries, strict=True)),
            )
            self._db.executemany(
                "INSERT INTO actions (spec, examples) VALUES (?, ?)", zip(specs, examples, strict=True)
            )
            self._db.executemany("INSERT INTO shared_types (data) VALUES (?)", ((row,) for row in types))
        ranks = {name: position for position, name in enumerate(order)}
        meta = {
            "dictionary": codec.dictionary,
            "example_dictionary": example_codec.dictionary,
            "fingerprint": fingerprint,
            "search": self._search.packed(ranks),
        }
        self._db.executemany("INSERT INTO meta VALUES (?, ?)", meta.items())
        self._counts["services"] = len(self._services)
        self._counts["service_versions"] = len(self._version_ids)
        write_info(self._db, self._counts, self._unread, package)
        self._db.commit()
        self._db.execute("VACUUM")
        return read_info(self._db)

    def _add_action(
        self, files: VersionFiles, types: VersionTypes, shared: dict[str, int], name: str, category: str
    ) -> list[str]:
        """Collects one action. Returns its summary: name, category, purpose and, when it is not online, its status."""
        action = files.api["actions"][name]
        title = " ".join(str(action.get("name") or name).split())
        purpose = purpose_of(str(action.get("document") or ""), title)
        status = str(action.get("status") or "online")
        spec = types.action_row(action, title, self._sanitised(action.get("document")), shared)
        examples = [
            self._example_row(example, str(action["input"]), types.members)
            for example in files.examples.get(name) or ()
        ]
        self._counts["examples"] += len(examples)
        self._actions.append((spec, examples))
        summary = [name, category, purpose] if status == "online" else [name, category, purpose, status]
        self._search.add(summary, title, types.parameter_names(str(action["input"])))
        return summary

    def _example_row(self, example: dict[str, Any], request: str, objects: dict[str, Members]) -> list[Any]:
        text = str(example.get("input") or "")
        found = read_input(text, request, objects)
        output = mend(str(example.get("output") or ""))
        self._lines.update(compact_json(line)[1:-1] + "\\n" for line in output.text.split("\n"))
        self._counts[f"inputs_{found.reading}"] += 1
        self._counts[f"outputs_{output.reading}"] += 1
        if found.reading is Reading.UNREAD:
            self._unread[f"example input: {found.reason}"] += 1
        if output.reading is Reading.UNREAD:
            self._unread[f"example output: {output.reason}"] += 1
        reason = "; ".join(
            f"{part}: {item.reason}" for part, item in (("input", found), ("output", output)) if item.reason
        )
        parameters: str | int | None = found.start if found.start >= 0 else found.parameters
        return [
            str(example.get("title") or "").strip(),
            self._sanitised(example.get("document")),
            text,
            parameters,
            found.reading,
            output.text,
            output.reading,
            reason,
        ]

    def _count_version(self, files: VersionFiles) -> None:
        self._counts["actions"] += len(files.api["actions"])
        self._counts["objects"] += len(files.api["objects"])
        for item in files.api["objects"].values():
            withdrawn = sum(bool(member.get("disabled")) for member in item["members"])
            self._counts["members"] += len(item["members"])
            self._counts["withdrawn_members"] += withdrawn
            self._counts["parameters"] += len(item["members"]) - withdrawn

    def _sanitised(self, text: object) -> str:
        raw = str(text or "")
        clean = self._clean.get(raw)
        if clean is None:
            clean = self._clean[raw] = sanitise(raw)
        return clean

    def _row(self, member: dict[str, Any]) -> list[Any]:
        row = member_row(member, self._sanitised(member.get("document")))
        self._texts[compact_json(row)[1:-1]] += 1
        return row
