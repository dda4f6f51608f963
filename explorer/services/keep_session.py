"""Keep the open requests over a restart: written without secrets, read back beside the files they came from."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from explorer.core.errors import StorageError
from explorer.core.models.request import Request

if TYPE_CHECKING:
    from explorer.core.storage.collection_tree import SavedRequest
    from explorer.core.storage.session import OpenRequest, Session
    from explorer.services.wiring import Services


@dataclass(frozen=True, slots=True)
class Restored:
    """One tab as it comes back: what stands in it, what counts as saved of it, and its file, if it still has one."""

    draft: "SavedRequest"
    saved: Request | None
    known: "SavedRequest | None" = None


@dataclass(frozen=True, slots=True)
class Restoration:
    """Everything that was open. An action that the catalogue lacks comes back, too, to be edited as JSON."""

    tabs: tuple[Restored, ...] = ()
    current: int = 0
    notices: tuple[str, ...] = ()


def keep_session(services: "Services", session: "Session", path: Path | None = None) -> None:
    """Write what is open, without its secrets, into the session file or another one. Raises StorageError."""
    from explorer.core.storage.collections import without_secrets
    from explorer.core.storage.session import SessionStore
    from explorer.services.send_request import spec_of

    clean = tuple(
        replace(tab, draft=without_secrets(tab.draft, spec_of(services, tab.draft.request.action)))
        for tab in session.tabs
    )
    SessionStore(path or services.paths.session_file).save(replace(session, tabs=clean))


def restore_session(services: "Services", path: Path | None = None, others: Sequence[Path] = ()) -> Restoration:
    """What was open, as the session file or another one has it, and after it what ``others`` have.

    Raises StorageError.
    """
    from explorer.core.storage.session import Session, SessionStore

    session = SessionStore(path or services.paths.session_file).load()
    for other in others:
        more = SessionStore(other).load()
        session = Session((*session.tabs, *more.tabs), session.current, (*session.notices, *more.notices))
    tabs = tuple(_restored(services, tab) for tab in session.tabs)
    current = min(session.current, max(0, len(tabs) - 1))
    return Restoration(tabs, current, tuple(session.notices))


def _restored(services: "Services", tab: "OpenRequest") -> Restored:
    draft = tab.draft
    nothing = Request(action=draft.request.action)
    if draft.path is None:
        return Restored(draft, nothing if tab.unsaved else None)
    try:
        found = services.collections.open(draft.path)
    except StorageError:
        return Restored(replace(draft, path=None, revision=""), nothing)
    if not tab.unsaved:
        return Restored(found, None, found)
    # The revision of then: whoever changed the file since is told of by the next saving.
    return Restored(draft, found.request, replace(found, name=draft.name, revision=draft.revision))
