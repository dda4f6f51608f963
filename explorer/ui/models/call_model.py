"""The calls found in a collection or an archive: filtered, and checked for opening."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from explorer.ui.theme import theme

if TYPE_CHECKING:
    from collections.abc import Sequence

    from explorer.core.importers.imported import Entry

Index = QModelIndex | QPersistentModelIndex
_SHOWN = 200
_NONE = QModelIndex()


class CallModel(QAbstractTableModel):
    """One row a call that passes the filter. What cannot be read cannot be checked, and says why.

    Signals:
        checked_changed(): other calls are checked now.
    """

    checked_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: Sequence[Entry] = ()
        self._words: list[str] = []
        self._rows: list[int] = []
        self._checked: set[int] = set()
        self._titles = ("Call", "Name", "Time", "Answer")

    def set_entries(self, entries: "Sequence[Entry]") -> None:
        """Show these; all that can be read are checked."""
        self.beginResetModel()
        self._entries = entries
        self._words = [" ".join(_cells(entry)).lower() for entry in entries]
        self._rows = list(range(len(entries)))
        self._checked = {at for at, entry in enumerate(entries) if entry.imported is not None}
        self.endResetModel()
        self.checked_changed.emit()

    def filter(self, text: str) -> None:
        """Show the calls that hold every word; checks of the others stay."""
        wanted = text.lower().split()
        self.beginResetModel()
        self._rows = [at for at, words in enumerate(self._words) if all(word in words for word in wanted)]
        self.endResetModel()

    def empty_columns(self) -> set[int]:
        """The columns in which no call has anything to show."""
        filled = {column for entry in self._entries for column, text in enumerate(_cells(entry)) if text}
        return set(range(len(self._titles))) - filled

    def check_shown(self, checked: bool) -> None:
        """Check or clear every call in sight of the filter."""
        shown = {at for at in self._rows if self._entries[at].imported is not None}
        self._checked = self._checked | shown if checked else self._checked - shown
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, 0))
        self.checked_changed.emit()

    def shown_state(self) -> Qt.CheckState:
        """Whether all, some or none of the calls in sight of the filter are checked."""
        readable = [at for at in self._rows if self._entries[at].imported is not None]
        count = sum(at in self._checked for at in readable)
        if not count:
            return Qt.CheckState.Unchecked
        return Qt.CheckState.Checked if count == len(readable) else Qt.CheckState.PartiallyChecked

    def checked(self) -> "list[Entry]":
        """The checked calls, in the order of the text."""
        return [self._entries[at] for at in sorted(self._checked)]

    def entry(self, row: int) -> "Entry | None":
        """The call of a row."""
        return self._entries[self._rows[row]] if 0 <= row < len(self._rows) else None

    def rowCount(self, parent: Index = _NONE) -> int:
        """The calls that pass the filter."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NONE) -> int:
        """Call, name, time, answer."""
        return 0 if parent.isValid() else len(self._titles)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The titles."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._titles[section]
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Only what can be read can be checked."""
        entry = self.entry(index.row())
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if entry is not None and entry.imported is not None and index.column() == 0:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """One cell."""
        entry = self.entry(index.row())
        if entry is None:
            return None
        if role == Qt.ItemDataRole.CheckStateRole and index.column() == 0 and entry.imported is not None:
            at = self._rows[index.row()]
            return Qt.CheckState.Checked if at in self._checked else Qt.CheckState.Unchecked
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return _cells(entry)[index.column()][:_SHOWN]
        if role == Qt.ItemDataRole.ForegroundRole and (entry.imported is None or (entry.code and index.column() == 3)):
            return theme.current().error if entry.imported is not None else theme.current().muted
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Check or clear one call."""
        if role != Qt.ItemDataRole.CheckStateRole or not self.flags(index) & Qt.ItemFlag.ItemIsUserCheckable:
            return False
        at = self._rows[index.row()]
        if Qt.CheckState(value) == Qt.CheckState.Checked:
            self._checked.add(at)
        else:
            self._checked.discard(at)
        self.dataChanged.emit(index, index, [Qt.ItemDataRole.CheckStateRole])
        self.checked_changed.emit()
        return True


def _cells(entry: "Entry") -> tuple[str, str, str, str]:
    place = " / ".join((*entry.folder, *((entry.name,) if entry.name else ())))
    time = entry.time[:19].replace("T", " ")
    if entry.imported is None:
        return _flat(entry.label), _flat(place), _flat(time), _flat(entry.problem)
    return _flat(entry.label), _flat(place), _flat(time), _flat(f"{entry.status} {entry.code}".strip())


def _flat(text: str) -> str:
    return text if text.isprintable() else "".join(letter if letter.isprintable() else "·" for letter in text[:400])
