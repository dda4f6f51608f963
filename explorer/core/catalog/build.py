"""Fills the tables of a catalogue from parsed vendor files; the compile functions decide where those come from."""

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable
from typing import Any

from explorer.core.catalog.categories import categorise
from explorer.core.catalog.codec import Codec, dictionary_of
from explorer.core.catalog.html import sanitise
from explorer.core.catalog.inputs import Members, read_input
from explorer.core.catalog.packages import VersionFiles
from explorer.core.catalog.repair import mend
from explorer.core.catalog.schema import TABLES, member_row, read_info, write_info
from explorer.core.catalog.search_index import SearchIndexBuilder
from explorer.core.catalog.titles import title_of
from explorer.core.catalog.wording import purpose_of
from explorer.core.models.action import CatalogInfo, Reading

_PREAMBLE = (
    "POST / HTTP/1.1\nHost: .tencentcloudapi.com\nContent-Type: application/json\nX-TC-Action: Describe\n"
    '<Common request parameters>\n\n{\n    "InstanceId": "','"RequestId": "', '{\n    "Response": {\n        "',
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
        self._clean: dict[str, str] = {"": ""}
        self._actions: list[tuple[Any, ...]] = []
        self._types: list[tuple[int, str, Any]] = []
        self._search = SearchIndexBuilder()

    def add_version(self, files: VersionFiles) -> None:
        """Add one service version with its actions, types and examples."""
        service = files.service
        version_id = len(self._version_ids) + 1
        self._version_ids[files.folder, files.version] = version_id
        self._services.setdefault(service, files.folder)
        actions = files.api["actions"]
        self._db.execute(
            "INSERT INTO versions VALUES (?, ?, ?, ?, ?)",
            (version_id, service, files.version, self._positions[service], len(actions)),
        )
        self._positions[service] += 1
        self._count_version(files)
        types = _VersionTypes(files.api["objects"], actions, self._row)
        for name in sorted(types.shared):
            self._types.append((version_id, name, types.row(name)))
        for position, (name, category) in enumerate(categorise(service, list(actions))):
            self._add_action(files, types, version_id, position, name, category)

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
        codec = Codec(dictionary_of(self._texts, _PREAMBLE))
        self._db.executemany(
            "INSERT INTO actions VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            ((*row[:6], codec.pack(row[6]), codec.pack(row[7])) for row in self._actions),
        )
        self._db.executemany(
            "INSERT INTO shared_types VALUES (?, ?, ?)", ((*row[:2], codec.pack(row[2])) for row in self._types)
        )
        ranks = {name: position for position, name in enumerate(order)}
        meta = {
            "dictionary": codec.dictionary,
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
        self, files: VersionFiles, types: "_VersionTypes", version_id: int, position: int, name: str, category: str
    ) -> None:
        action = files.api["actions"][name]
        title = " ".join(str(action.get("name") or name).split())
        purpose = purpose_of(str(action.get("document") or ""), title)
        status = str(action.get("status") or "online")
        spec = types.action_row(action, title, self._sanitised(action.get("document")))
        examples = [
            self._example_row(example, str(action["input"]), types.members)
            for example in files.examples.get(name) or ()
        ]
        self._counts["examples"] += len(examples)
        self._actions.append((version_id, name, position, category, purpose, status, spec, examples))
        parameters = types.parameter_names(str(action["input"]))
        self._search.add(files.service, files.version, name, category, purpose, title, status, parameters)

    def _example_row(self, example: dict[str, Any], request: str, objects: dict[str, Members]) -> list[Any]:
        text = str(example.get("input") or "")
        found = read_input(text, request, objects)
        output = mend(str(example.get("output") or ""))
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
            str(example.get("title") or "").strip(), self._sanitised(example.get("document")), text, parameters,
            found.reading, output.text, output.reading, reason,
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
        self._texts[json.dumps(row, ensure_ascii=False, separators=(",", ":"))[1:-1]] += 1
        return row


class _VersionTypes:
    """The data types of one service version: which of them actions share, and which rows each needs."""

    def __init__(self, objects: dict[str, Any], actions: dict[str, Any], row: Any) -> None:
        self._objects = objects
        self._row = row
        self._visible = {
            name: [member for member in item["members"] if not member.get("disabled")] for name, item in objects.items()
        }
        self.members: dict[str, Members] = {
            name: {member["name"]: member for member in members} for name, members in self._visible.items()
        }
        self._needs = {
            name: [str(member["member"]) for member in members if str(member["member"]) in objects]
            for name, members in self._visible.items()
        }
        users: Counter[str] = Counter()
        for action in actions.values():
            users.update(self._reachable(str(action["input"]), str(action["output"])))
        self.shared = {name for name, count in users.items() if count > 1}

    def _reachable(self, *roots: str) -> set[str]:
        found: set[str] = set()
        waiting = [name for root in roots for name in self._needs.get(root, ())]
        while waiting:
            name = waiting.pop()
            if name not in found:
                found.add(name)
                waiting += self._needs[name]
        return found

    def row(self, name: str) -> list[Any]:
        """One data type as it is stored."""
        item = self._objects[name]
        return [sanitise(str(item.get("document") or "")), [self._row(member) for member in self._visible[name]]]

    def action_row(self, action: dict[str, Any], title: str, document: str) -> dict[str, Any]:
        """An action's spec as it is stored: its own types in it, shared ones by name."""
        request, response = str(action["input"]), str(action["output"])
        reachable = self._reachable(request, response)
        return {
            "t": title,
            "d": document,
            "s": int(bool(action.get("skip_sign"))),
            "i": [request, self.row(request)],
            "o": [response, self.row(response)],
            "p": {name: self.row(name) for name in sorted(reachable - self.shared)},
            "n": sorted(reachable & self.shared),
        }

    def parameter_names(self, request: str) -> list[str]:
        """Every name in a request, those of nested types last, without repetition."""
        names = [member["name"] for member in self._visible[request]]
        for inner in sorted(self._reachable(request)):
            names += [member["name"] for member in self._visible[inner]]
        return list(dict.fromkeys(names))
