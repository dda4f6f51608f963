"""The requests that are open, unsaved edits included, in one file, so that neither closing nor a kill loses them."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from explorer.core.errors import StorageError
from explorer.core.storage import request_file
from explorer.core.storage.atomic import set_aside, unusable, write_text
from explorer.core.storage.collection_tree import SavedRequest

FORMAT = 1


@dataclass(frozen=True, slots=True)
class OpenRequest:
    """One tab. ``draft`` is what stands in it; its ``path`` and ``revision`` are of the file it was opened from.

    ``unsaved`` tells whether the tab holds something that no file has.
    """

    draft: SavedRequest
    unsaved: bool = False


@dataclass(frozen=True, slots=True)
class Session:
    """The tabs in order, and which is in front. ``notices`` are sentences to tell the user once, never written."""

    tabs: tuple[OpenRequest, ...] = ()
    current: int = 0
    notices: tuple[str, ...] = ()


class SessionStore:
    """One file, replaced as a whole. Keep off the GUI thread."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def load(self) -> Session:
        """What was open; nothing if there is no such file. Raises StorageError.

        A damaged file is set aside, and so is one of which only some tabs can be read; ``notices`` says so.
        """
        try:
            data = self._path.read_bytes()
        except FileNotFoundError:
            return Session()
        except OSError as error:
            raise unusable(self._path, "read", error) from error
        try:
            return self._read(json.loads(data))
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            return Session(notices=(self._set_aside(str(error)),))

    def save(self, session: Session) -> None:
        """Write what is open. The drafts must hold no secret (see ``without_secrets``). Raises StorageError."""
        tabs = [
            {
                "request": request_file.to_text(tab.draft),
                "path": str(tab.draft.path or ""),
                "revision": tab.draft.revision,
                "unsaved": tab.unsaved,
            }
            for tab in session.tabs
        ]
        # ASCII keeps even half a character, which UTF-8 could not.
        text = json.dumps({"format": FORMAT, "current": session.current, "tabs": tabs}, indent=1)
        write_text(self._path, text + "\n", private=True)

    def _read(self, data: dict[str, Any]) -> Session:
        if data["format"] != FORMAT:
            raise ValueError(f"its format is {data['format']}")
        tabs: list[OpenRequest] = []
        faults: list[str] = []
        for item in data["tabs"]:
            path = Path(item["path"]) if item["path"] else None
            try:
                draft = request_file.from_text(item["request"], path, str(item["revision"]))
            except StorageError as error:
                faults.append(error.message)
            else:
                tabs.append(OpenRequest(draft, item["unsaved"] is True))
        notices = (self._set_aside(faults[0]),) if faults else ()
        return Session(tuple(tabs), int(data["current"]), notices)

    def _set_aside(self, reason: str) -> str:
        aside = set_aside(self._path)
        return f"Not every request that was open can be read ({reason.rstrip('.')}). The list was kept as {aside}."
