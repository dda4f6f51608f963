"""What every importer gives: a request, and a plain word on what could not be read."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from explorer.core.models.action import ActionRef, ActionSpec, ActionSummary, Example, Service
from explorer.core.models.request import Request

LONGEST = 12_000_000


@dataclass(frozen=True, slots=True)
class Imported:
    """``format`` names what the text was; ``notes`` are sentences on what was left out, changed or not understood.

    ``request`` is None for a text that is about a call but holds none (an exception, an answer); ``explain`` is then
    what to look up in it. ``authorization`` is the header's text and ``answer`` the body that came, to be compared with
    ours and never kept.
    ``entries`` are all calls of a text that has several; ``request`` is then the first that can be read, and ``name``
    is what their tool called them.
    """

    request: Request | None
    notes: tuple[str, ...]
    format: str
    explain: str = field(default="", repr=False)
    authorization: str = field(default="", repr=False)
    answer: bytes = field(default=b"", repr=False)
    entries: "tuple[Entry, ...]" = ()
    name: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One call of several. ``imported`` is None where it cannot be read, and ``problem`` says why.

    ``label`` is the action, or the address of what cannot be read. ``folder`` is where it stood, outermost first.
    ``time`` is as written; ``status`` and ``code`` are those of the answer.
    """

    label: str
    imported: Imported | None = None
    name: str = ""
    folder: tuple[str, ...] = ()
    time: str = ""
    status: str = ""
    code: str = ""
    problem: str = ""


class Catalog(Protocol):
    """What importers ask of a catalogue; see explorer.core.catalog.store.CatalogStore."""

    def services(self) -> tuple[Service, ...]:
        """Every product."""
        ...

    def actions(self, service: str, version: str = "") -> tuple[ActionSummary, ...]:
        """The actions of a product."""
        ...

    def resolve(self, service: str, action: str, version: str = "") -> ActionRef:
        """The action of that name. Raises UnknownActionError."""
        ...

    def spec(self, ref: ActionRef) -> ActionSpec:
        """All about an action."""
        ...

    def examples(self, ref: ActionRef) -> Sequence[Example]:
        """The vendor's examples of an action."""
        ...


class Importer(Protocol):
    """One format of pasted text. ``read`` raises ImportFormatError and nothing else, whatever the text is."""

    @property
    def format(self) -> str:
        """The format's name, as it stands in "Recognised: …"."""
        ...

    def recognises(self, text: str) -> bool:
        """Whether the text looks like this format; a cheap look."""
        ...

    def read(self, text: str, catalog: Catalog) -> Imported:
        """The request in the text. Raises ImportFormatError."""
        ...
