"""The team's note on an error code: read, written, taken away, and taken in from others."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from explorer.core.knowledge.notes import Note
    from explorer.services.wiring import Services


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of note files that others wrote: the codes that were new here, those of which there are two texts
    now, and in words why others were left out.
    """

    new: tuple[str, ...] = ()
    both: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()


def note_on(services: "Services", code: str) -> "Note | None":
    """The note on a code, else on its family, else None. Waits for the disk. Raises StorageError."""
    spelled = services.knowledge.spelled(code)
    return services.team_notes.load(spelled) if spelled else None


def note_to_show(services: "Services", code: str) -> "Note | None":
    """As ``note_on``, beside an explanation: what cannot be read comes as a note that says so. Never raises."""
    spelled = services.knowledge.spelled(code) if code else ""
    return services.team_notes.look(spelled) if spelled else None


def write_note(services: "Services", code: str, text: str, *, before: str | None = None) -> "Note | None":
    """Keep a note on a code, or take it away with an empty text; then the note that applies.

    ``before`` is what the writer saw there. Waits for the disk. Raises StorageError, also when another text is there
    by now, and UsageError for what is no code.
    """
    spelled = services.knowledge.spelled(code)
    services.team_notes.save(spelled, text, before=before)
    return services.team_notes.load(spelled)


def choose_folder(services: "Services", folder: Path) -> None:
    """Keep notes in another folder from now on, such as one that the team shares; the old ones stay where they are.

    Waits for the disk. Raises StorageError.
    """
    services.save_settings(replace(services.settings, notes_folder=str(folder)))


def take_in(services: "Services", files: Sequence[Path]) -> Taken:
    """Put note files of others to one's own; where both say something, both are kept. Waits for the disk."""
    from explorer.core.errors import ExplorerError
    from explorer.core.knowledge.notes import TakenIn

    notes = services.team_notes
    by_fate: dict[TakenIn, list[str]] = {fate: [] for fate in TakenIn}
    refused = []
    for path in files:
        try:
            code, fate = notes.take_in(path)
            by_fate[fate].append(code)
        except ExplorerError as error:
            refused.append(str(error))
    return Taken(tuple(by_fate[TakenIn.NEW]), tuple(by_fate[TakenIn.BOTH]), tuple(refused))


def taken_words(services: "Services", taken: Taken) -> str:
    """What became of the files, to be told."""
    from explorer.core.phrases import phrases

    say = phrases(services.language)
    codes = [*taken.new, *taken.both]
    names, count = ", ".join(codes[:8]) + ("…" if len(codes) > 8 else ""), len(codes)
    parts = []
    if count:
        parts.append(say("note.taken_one", codes=names) if count == 1 else say("note.taken", codes=names, count=count))
    elif not taken.refused:
        parts.append(say("note.taken_none"))
    if taken.both:
        parts.append(say("note.taken_both", codes=", ".join(taken.both[:8])))
    return " ".join([*parts, *taken.refused])


def text_of(services: "Services", path: Path) -> str:
    """What stands in a note file of someone else. Waits for the disk. Raises StorageError."""
    return services.team_notes.text_of(path)


def made_folder(services: "Services") -> str:
    """The folder of the notes, which is made if there is none yet. Waits for the disk. Raises StorageError."""
    from explorer.core.storage.atomic import unusable

    folder = services.team_notes.folder
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise unusable(folder, "made", error) from error
    return str(folder)
