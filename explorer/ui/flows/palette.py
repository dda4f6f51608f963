"""What the command palette searches: actions, saved requests, history, and every menu entry."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from explorer.core.catalog.match import PREFIX, SERVICE
from explorer.core.models.action import ActionRef
from explorer.ui.actions.command_palette import CommandPalette
from explorer.ui.actions.command_set import CommandSet
from explorer.ui.actions.palette_entry import COMMANDS, PaletteEntry, Source, matching
from explorer.ui.collections.collection_panel import CollectionPanel
from explorer.ui.history.history_panel import HistoryPanel

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from explorer.services.wiring import Services

_LIMIT = 40
_OF_PRODUCT = 4.0  # the product was named: as good as the beginning of a name


def build_palette(
    window: "QWidget",
    services: "Services",
    commands: CommandSet,
    collections: CollectionPanel,
    history: HistoryPanel,
    open_action: Callable[[ActionRef], object],
) -> CommandPalette:
    """The palette over everything there is."""

    def actions(query: str) -> Iterator[PaletteEntry]:
        if not query.strip():
            return
        for hit in services.search.find(query, limit=_LIMIT):
            ref = hit.summary.ref
            remark = " · ".join(part for part in (hit.reason, hit.service_title) if part)
            rank = _OF_PRODUCT if SERVICE <= hit.score < PREFIX else 0.0
            yield PaletteEntry(ref.name, remark, partial(open_action, ref), rank)

    def saved(query: str) -> list[PaletteEntry]:
        choose = collections.request_chosen.emit
        every = (
            PaletteEntry(each.name, each.request.action.name, partial(choose, each)) for each in collections.requests()
        )
        return matching(query, every)

    def past(query: str) -> list[PaletteEntry]:
        choose = history.entry_chosen.emit
        every = (
            PaletteEntry(row.action, f"{row.outcome} · {row.time}", partial(choose, row.entry))
            for row in history.model.rows
        )
        return matching(query, every)

    sources: tuple[tuple[str, Source], ...] = (
        ("Saved requests", saved),
        ("Actions", actions),
        (COMMANDS, lambda query: matching(query, _command_entries(commands))),
        ("History", past),
    )
    return CommandPalette(window, sources)


def _command_entries(commands: CommandSet) -> Iterator[PaletteEntry]:
    for command in commands.commands:
        action = commands[command.name]
        if action.isEnabled() and command.name != "edit.palette":
            words = f"{command.menu}: {command.words.rstrip('…')}"
            yield PaletteEntry(words, command.shortcut, action.trigger)
