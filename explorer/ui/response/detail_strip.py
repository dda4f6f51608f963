"""What is known of the row in front: where it is, what it is declared as, what its text may stand for."""

from dataclasses import dataclass
from html import escape
from math import ceil
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QResizeEvent, QTextDocument, QTextOption
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextBrowser, QVBoxLayout, QWidget

from explorer.core.models.visible_text import visible
from explorer.ui.models.compared_text import without_secrets
from explorer.ui.theme import theme

if TYPE_CHECKING:
    from explorer.core.document.document import Document
    from explorer.core.document.node import Node
    from explorer.core.document.readings import Inside
    from explorer.core.models.action import ActionSpec

_LEFT, _RIGHT = 16, 8
_NARROWEST = 120
_LOWEST_LIMIT = 132
_LONGEST = 100_000
_SHOWN = 400
_BYTES = 64
_NAMED = 12
_LOOKED_AT = 1500


@dataclass(frozen=True, slots=True)
class Row:
    """A row and what surrounds it: ``hidden`` while it is blurred, ``asked`` when it is to be shown all the same.

    ``times`` says how often its key stands in its object; ``absent`` are the declared members that are not in it.
    """

    document: "Document"
    node: "Node"
    spec: "ActionSpec | None"
    hidden: bool = False
    asked: bool = False
    times: int = 1
    absent: tuple[str, ...] = ()


class _Words(QTextBrowser):
    """Rich text of our own making; nothing is ever loaded from anywhere."""

    def loadResource(self, _kind: int, _name: QUrl | str) -> object:
        """No picture, no style sheet."""
        return None


class DetailStrip(QFrame):
    """A few lines under the tree.

    Signals:
        inside_requested(object): the JSON that the value holds is to be opened.
        unblur_requested(): the blurred value is to be shown.
    """

    inside_requested = Signal(object)
    unblur_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = _Words()
        self.words.setAccessibleName("About the row")
        self.words.setOpenLinks(False)
        self.words.setFrameShape(QFrame.Shape.NoFrame)
        self.words.setStyleSheet("padding: 0; border: 0; border-radius: 0;")
        self.words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.words.document().setDocumentMargin(0)
        self.words.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.words.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.words.anchorClicked.connect(self._on_link)
        self._inside: Inside | None = None
        self._row: Row | None = None
        line = QFrame()
        line.setProperty("role", "line")
        line.setFixedHeight(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(line)
        inner = QVBoxLayout()
        inner.setContentsMargins(_LEFT, 8, _RIGHT, 8)
        inner.addWidget(self.words)
        column.addLayout(inner)
        theme.changed.connect(self._take_theme)
        self.hide()

    def show_row(self, row: Row | None) -> None:
        """Show another row, or nothing."""
        if row is None:
            self._row = self._inside = None
            self.hide()
        elif row != self._row:
            self._write(row)
            self.show()

    def _write(self, row: Row) -> None:
        self._row, self._inside = row, None
        parts = [_head(row), *self._value_lines(row), *_declared_lines(row)]
        self.words.setHtml("".join(f'<div style="margin-bottom:3px">{part}</div>' for part in parts))
        self._fit()

    def _value_lines(self, row: Row) -> list[str]:
        from explorer.core.document.readings import inside, moments

        node = row.node
        if row.hidden:
            return [_muted("A secret by its name. Copies hold it. ") + _link("show", "Show value")]
        if node.kind.label not in ("string", "number") or node.end - node.start > _LONGEST:
            return []
        text = row.document.text(node, 0)
        lines = [f"{_muted(escape(moment.how) + ':')} {escape(moment.words())}" for moment in moments(text)]
        hides = False
        found = self._inside = inside(text) if node.kind.label == "string" else None
        if found is not None:
            opened = " " + _link("inside", "Open as tree") if found.is_json else ""
            lines.append(f"{_muted('Holds ' + found.name + ':')}{opened}")
            told = _told(found)
            shown = told if row.asked else without_secrets(told)
            if found.name != "JSON":
                beginning = escape(visible(shown)) + "…" * (len(found.body) > (_SHOWN if found.is_text else _BYTES))
                lines.append(f'<span style="{_mono()}">{beginning}</span>')
            hides = shown != told
        if hides or (not row.asked and without_secrets(text[:_LOOKED_AT]) != text[:_LOOKED_AT]):
            lines.append(_muted("A secret in it is hidden. Copies hold it. ") + _link("show", "Show value"))
        return lines

    def _take_theme(self) -> None:
        if self._row is not None:
            self._write(self._row)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Find the height again."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Take as much height as the words need; where that is much of the page's, the rest can be scrolled to."""
        page: QTextDocument = self.words.document()
        page.setTextWidth(max(self.width() - _LEFT - _RIGHT, _NARROWEST))
        height, highest = ceil(page.size().height()), self._highest()
        policy = Qt.ScrollBarPolicy.ScrollBarAlwaysOff if height <= highest else Qt.ScrollBarPolicy.ScrollBarAsNeeded
        if self.words.verticalScrollBarPolicy() != policy:
            self.words.setVerticalScrollBarPolicy(policy)
        self.words.setFixedHeight(min(height, highest))

    def _highest(self) -> int:
        page = self.parentWidget()
        return max(_LOWEST_LIMIT, page.height() * 2 // 5) if page is not None else _LOWEST_LIMIT

    def _on_link(self, url: QUrl) -> None:
        if url.scheme() in ("http", "https"):
            QDesktopServices.openUrl(url)
        elif url.path() == "show":
            self.unblur_requested.emit()
        elif url.path() == "inside" and self._inside is not None:
            self.inside_requested.emit(self._inside)


def _head(row: Row) -> str:
    from explorer.core.document.fields import field_of
    from explorer.core.document.paths import brief

    field = field_of(row.spec, row.node)
    if field.undeclared:
        kind = f'<span style="color:{theme.current().warning.name()}">not declared by the specification</span>'
    else:
        kind = _muted(escape(field.member.type_label if field.member is not None else row.node.kind.label))
    twice = f" · stands {row.times:,} times in its object" if row.times > 1 else ""
    path = escape(visible(_short(brief(row.node) or row.node.name or "whole answer")))
    return f'<span style="{_mono()}"><b>{path}</b></span>&nbsp;&nbsp;{kind}{twice}'


def _declared_lines(row: Row) -> list[str]:
    from explorer.core.catalog.html import sanitise
    from explorer.core.document.fields import field_of

    field = field_of(row.spec, row.node)
    lines = [sanitise(field.member.document)] if field.member is not None and field.member.document else []
    absent = row.absent
    if absent:
        more = f" and {len(absent) - _NAMED} more" if len(absent) > _NAMED else ""
        lines.append(_muted("Declared, but not in this answer: ") + escape(", ".join(absent[:_NAMED]) + more))
    return lines


def _told(found: "Inside") -> str:
    """The beginning of what a string holds; bytes that are no text in hexadecimal, as digests are compared."""
    return found.body[:_SHOWN].decode("utf-8", "replace") if found.is_text else found.body[:_BYTES].hex(" ")


def _muted(html: str) -> str:
    return f'<span style="color:{theme.current().muted.name()}">{html}</span>'


def _link(act: str, words: str) -> str:
    return f'<a href="{act}" style="color:{theme.current().accent.name()}">{words}</a>'


def _mono() -> str:
    families = ", ".join(f"'{family}'" for family in theme.mono_font().families())
    return f"font-family:{families}; font-size:{theme.mono_font().pixelSize()}px"


def _short(text: str) -> str:
    return text if len(text) <= 160 else text[:70] + "…" + text[-80:]
