"""Which data types of a service version an action owns, and which it shares, and how both are stored."""

import re
from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from explorer.core.catalog.html import sanitise

if TYPE_CHECKING:
    from explorer.core.catalog.inputs import Members

_NO_DOCUMENT = re.compile(r"\w* (?:request|response) (?:parameter )?structure\.?\Z", re.IGNORECASE)


class VersionTypes:
    """The data types of one service version: which of them actions share, and which rows each needs."""

    def __init__(
        self, objects: dict[str, Any], actions: dict[str, Any], row: Callable[[dict[str, Any]], list[Any]]
    ) -> None:
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
        document = str(self._objects[name].get("document") or "")
        if _NO_DOCUMENT.match(document):
            document = ""
        return [sanitise(document), [self._row(member) for member in self._visible[name]]]

    def action_row(self, action: dict[str, Any], title: str, document: str, shared: dict[str, int]) -> dict[str, Any]:
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
            "n": [[name, shared[name]] for name in sorted(reachable & self.shared)],
        }

    def parameter_names(self, request: str) -> list[str]:
        """Every name in a request, those of nested types last, without repetition."""
        names = [member["name"] for member in self._visible[request]]
        for inner in sorted(self._reachable(request)):
            names += [member["name"] for member in self._visible[inner]]
        return list(dict.fromkeys(names))
