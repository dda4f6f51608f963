"""The team's note on an error code: read, written and taken away."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from explorer.core.knowledge.notes import Note
    from explorer.services.wiring import Services


def note_on(services: "Services", code: str) -> "Note | None":
    """The note on a code, else on its family, else None. Waits for the disk. Raises StorageError."""
    return services.team_notes.load(code) if code else None


def write_note(services: "Services", code: str, text: str) -> "Note | None":
    """Keep a note on a code, or take it away with an empty text; then the note that applies.

    Waits for the disk. Raises StorageError, and UsageError for what is no code.
    """
    services.team_notes.save(code, text)
    return services.team_notes.load(code)
