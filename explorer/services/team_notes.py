"""The team's note on an error code: read, written and taken away."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from explorer.core.knowledge.notes import Note
    from explorer.services.wiring import Services


def note_on(services: "Services", code: str) -> "Note | None":
    """The note on a code, else on its family, else None. Waits for the disk. Raises StorageError."""
    return services.team_notes.load(code) if code else None


def write_note(services: "Services", code: str, text: str, *, before: str | None = None) -> "Note | None":
    """Keep a note on a code, or take it away with an empty text; then the note that applies.

    ``before`` is what the writer saw there. Waits for the disk. Raises StorageError, also when another text is there
    by now, and UsageError for what is no code.
    """
    services.team_notes.save(code, text, before=before)
    return services.team_notes.load(code)


def choose_folder(services: "Services", folder: Path) -> None:
    """Keep notes in another folder from now on, such as one that the team shares; the old ones stay where they are.

    Waits for the disk. Raises StorageError.
    """
    services.save_settings(replace(services.settings, notes_folder=str(folder)))
