"""One thing that a pasted text names."""

from dataclasses import dataclass

from explorer.core.models.action import ActionRef


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found. ``kind`` is ``code``, ``request_id``, ``action``, ``region`` or ``envelope``; ``start`` and
    ``end`` index the text.

    A code has ``known`` false where only its shape and place say that it is one, and the ``message`` that stood
    beside it. A region has ``known`` false where only its place says so; of a zone it is the region. An envelope has
    the code (in ``text``; empty for a success), ``message`` and ``request_id`` inside it. An action has the ``refs``
    that it may be. An envelope that is escaped in the text has its JSON in ``source``.
    """

    kind: str
    text: str
    start: int
    end: int
    known: bool = True
    message: str = ""
    request_id: str = ""
    source: str = ""
    refs: tuple[ActionRef, ...] = ()
