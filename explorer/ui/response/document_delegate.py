"""Paints the rows of a document: indent, arrow, key; the value in the colour of its type; the type with its sign."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen, QPixmap, QPolygonF
from PySide6.QtWidgets import QWidget

from explorer.core.models.visible_text import ONE_LINE
from explorer.ui.models.document_model import DocumentModel
from explorer.ui.response.letters import Letters
from explorer.ui.theme import icons, theme

if TYPE_CHECKING:
    from explorer.core.document.node import Node

INDENT = 16
MARGIN = 8
ARROW = 16
ICON = 14
_WORD_WIDTH = 80
_TYPE_ROOM = 96
_SIGN_ROOM = 28
_SIGNS = ("{}", "[]", '""', "#", "◐", "∅", "…", "!")
_OBJECT, _ARRAY, _STRING, _NUMBER, _BOOLEAN, _NULL, _BUCKET, _FAULT = range(8)
_LETTERS = "".join(map(chr, range(0x21, 0x7F))) + "…×上海"
_BEFORE_SIGN = 8
_COPY_ROOM = 27
_LONGEST_NAME = 200
_REMEMBERED = 2000

Span = tuple[int, int]
"""Where a column begins, and how wide it is."""


@dataclass(frozen=True)
class _Look:
    """What is painted often, made once: ``arrows`` by open and failed, ``types`` by kind and whether the word fits."""

    values: tuple[QColor, ...]
    copy: QPixmap
    error: QPixmap
    arrows: dict[tuple[bool, bool], QPixmap] = field(default_factory=dict)
    types: dict[tuple[int, bool], QPixmap] = field(default_factory=dict)


class _Face(NamedTuple):
    """What is painted of a row and stays as it is while the row does; no value where its members are not counted."""

    name: str
    value: str | None
    can_expand: bool


def indent_of(node: "Node", width: int) -> int:
    """Pixels before the arrow; deep rows stop moving to the right where half the column is used up."""
    return MARGIN + min(node.depth * INDENT, max(width // 2, INDENT))


class DocumentDelegate:
    """Row painter: a whole row at once, in half the time that three cells of an item view take.

    ``needle`` is the text being looked for, lower case, lit in the rows in sight.
    """

    def __init__(self, model: DocumentModel) -> None:
        self._model = model
        self.needle = ""
        self._font = theme.mono_font()
        self._letters, metrics = Letters(self._font), QFontMetrics(self._font)
        self._base = (theme.ROW - metrics.height()) // 2 + metrics.ascent()
        self._underneath = (theme.ROW - 1) // 2 + metrics.ascent() // 2 + 4
        self._columns: tuple[Span, Span, Span] = ((0, 0), (0, 0), (0, 0))
        self._faces: dict[Node, _Face] = {}
        self._look = self._made()

    def take_theme(self) -> None:
        """Take the colours in use."""
        self._look = self._made()

    def forget(self) -> None:
        """Rows may say something else now."""
        self._faces.clear()

    def warm_up(self, near: QWidget) -> None:
        """Paint a row nobody sees: the first time, classes and letters are made, which takes longer than all rows."""
        from explorer.core.document.node import Kind, Node

        picture = _blank(near.devicePixelRatioF(), _TYPE_ROOM)
        painter = QPainter(picture)
        painter.setFont(self._font)
        painter.fillRect(0, 0, _TYPE_ROOM, theme.ROW, theme.current().selection)
        for kind in Kind:
            self._paint_type(painter, 0, Node(kind, 0, 0), worded=True)
        for is_open in (False, True):
            painter.drawPixmap(0, 0, self._arrow(painter, is_open, failed=False))
        painter.setPen(theme.current().text)
        self._paint_text(painter, 0, 0, _TYPE_ROOM, _LETTERS)
        painter.end()

    def width_of(self, text: str) -> int:
        """How wide a text is painted."""
        return round(self._letters.advance(text))

    def _made(self) -> _Look:
        colours = theme.current()
        values = (colours.muted, colours.muted, colours.string, colours.number, colours.boolean, colours.muted)
        return _Look(
            (*values, colours.muted, colours.error),
            icons.pixmap("copy", colours.muted.name(), ICON, 2.0),
            icons.pixmap("error", colours.error.name(), ICON, 2.0),
        )

    def begin(self, painter: QPainter, columns: tuple[Span, Span, Span]) -> None:
        """Set what all rows share: the font, and the places of keys, values and types."""
        painter.setFont(self._font)
        if columns != self._columns:
            self._columns = columns
            self._faces.clear()

    def paint(self, painter: QPainter, top: int, node: "Node", *, selected: bool) -> None:
        """Paint one row, given its upper edge."""
        model, face = self._model, self._faces.get(node)
        if face is None:
            face = self._made_face(node)
        colours, kind, failed = theme.current(), int(node.kind), model.is_error(node)
        key, _, sign = self._columns
        if selected or failed or kind == _FAULT:
            ground = colours.selection if selected else colours.error_soft
            painter.fillRect(key[0], top, sign[0] + sign[1] - key[0], theme.ROW, ground)
        if failed or kind == _FAULT:
            painter.fillRect(key[0], top, 3, theme.ROW, colours.error)
        remark = model.remark(node)
        self._paint_key(painter, top, node, face, failed=failed, undeclared=remark.undeclared)
        self._paint_value(painter, top, node, face, len(remark.absent))
        self._paint_type(painter, top, node, worded=sign[1] >= _WORD_WIDTH)

    def _made_face(self, node: "Node") -> _Face:
        model = self._model
        if len(self._faces) >= _REMEMBERED:
            self._faces.clear()
        name, value = model.label(node, _LONGEST_NAME).translate(ONE_LINE), None
        if model.is_counted(node):
            value = self._one_line(model.shown(node))
        face = self._faces[node] = _Face(name, value, model.can_expand(node))
        return face

    def _one_line(self, text: str) -> str:
        """As much of a text as there may be room for."""
        return text[: max(_LONGEST_NAME, self._columns[1][1] // 2)].translate(ONE_LINE)

    def _paint_key(
        self, painter: QPainter, top: int, node: "Node", face: _Face, *, failed: bool, undeclared: bool
    ) -> None:
        colours, model = theme.current(), self._model
        begin, width = self._columns[0]
        left = begin + indent_of(node, width)
        if face.can_expand:
            painter.drawPixmap(left, top, self._arrow(painter, model.is_open(node), failed))
        left += ARROW
        if node.kind == _FAULT or (failed and node.start == model.marks.error[0]):
            painter.drawPixmap(left, top + (theme.ROW - 1) // 2 - ICON // 2 + 1, self._look.error)
            left += ICON + 5
        # A range has no value, so that its name may take that room, too.
        room = begin + width - left - 5 + (self._columns[1][1] if node.kind == _BUCKET else 0)
        times = model.times(node)
        if times > 1:
            room = self._paint_times(painter, left, top, room, face.name, f"×{times:,}")
        painter.setPen(colours.error if failed else colours.muted if node.key is None else colours.text)
        self._paint_text(painter, left, top, room, face.name)
        if undeclared:
            self._underline(painter, left, top, min(self.width_of(face.name), room))

    def _paint_times(self, painter: QPainter, left: int, top: int, room: int, name: str, sign: str) -> int:
        """The sign of a key that stands more than once in its object, right behind it; the room that is left to it."""
        room = max(0, room - self.width_of(sign) - _BEFORE_SIGN)
        painter.setPen(theme.current().warning)
        painter.drawText(left + min(self.width_of(name), room) + _BEFORE_SIGN, top + self._base, sign)
        return room

    def _underline(self, painter: QPainter, left: int, top: int, width: int) -> None:
        """Dots under a field that the specification does not declare."""
        painter.setPen(QPen(theme.current().warning, 1, Qt.PenStyle.DotLine))
        painter.drawLine(left, top + self._underneath, left + width, top + self._underneath)

    def _arrow(self, near: QPainter, is_open: bool, failed: bool) -> QPixmap:
        made = self._look.arrows.get((is_open, failed))
        if made is None:
            made = self._look.arrows[is_open, failed] = _blank(near.device().devicePixelRatioF(), ARROW)
            x, y = 5.0, (theme.ROW - 1) // 2 + 0.5
            shape = [(-4.0, -2.5), (4.0, -2.5), (0.0, 3.0)] if is_open else [(-2.5, -4.0), (3.0, 0.0), (-2.5, 4.0)]
            painter = QPainter(made)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.current().error if failed else theme.current().muted)
            painter.drawPolygon(QPolygonF([QPointF(x + dx, y + dy) for dx, dy in shape]))
            painter.end()
        return made

    def _paint_value(self, painter: QPainter, top: int, node: "Node", face: _Face, absent: int) -> None:
        model, (begin, width) = self._model, self._columns[1]
        text = face.value if face.value is not None else self._one_line(model.shown_at_once(node))
        left, room = begin + 4, width - 10
        if node.start == model.marks.request_id:
            place = begin + width - _COPY_ROOM
            painter.drawPixmap(place + 5, top + (theme.ROW - 1) // 2 - ICON // 2 + 1, self._look.copy)
            room = place - 4 - left
        if node.start in model.marks.codes:
            painter.setPen(theme.current().accent)
            text += " ↗"
        else:
            painter.setPen(self._look.values[node.kind])
        self._paint_text(painter, left, top, room, text)
        if absent:
            painter.setPen(theme.current().muted)
            shift = self.width_of(text) + 12
            self._paint_text(painter, left + shift, top, room - shift, f"{absent} declared, absent")

    def _paint_type(self, painter: QPainter, top: int, node: "Node", *, worded: bool) -> None:
        made = self._look.types.get((node.kind, worded))
        if made is None:
            made = self._look.types[node.kind, worded] = self._type(painter, node, worded=worded)
        painter.drawPixmap(self._columns[2][0], top, made)

    def _type(self, near: QPainter, node: "Node", *, worded: bool) -> QPixmap:
        made = _blank(near.device().devicePixelRatioF(), _TYPE_ROOM if worded else _SIGN_ROOM)
        painter = QPainter(made)
        painter.setFont(self._font)
        painter.setPen(self._look.values[node.kind])
        painter.drawText(4, self._base, _SIGNS[node.kind])
        if worded:
            painter.setPen(theme.current().muted)
            painter.drawText(28, self._base, node.kind.label)
        painter.end()
        return made

    def _paint_text(self, painter: QPainter, left: int, top: int, room: int, text: str) -> None:
        text = self._letters.cut(text, room)
        if self.needle:
            self._light(painter, left, top, text)
        painter.drawText(left, top + self._base, text)  # several times faster than into a rectangle

    def _light(self, painter: QPainter, left: int, top: int, text: str) -> None:
        lower, done, at = text.lower(), 0, float(left)
        colour = _LIT[theme.current().dark]
        place = lower.find(self.needle)
        while place >= 0:
            end = place + len(self.needle)
            while lower.startswith(self.needle, end):  # side by side, they are lit as one
                end += len(self.needle)
            begin = at + self._letters.advance(text[done:place])
            at = begin + self._letters.advance(text[place:end])
            painter.fillRect(round(begin), top + 4, round(at) - round(begin), theme.ROW - 8, colour)
            done, place = end, lower.find(self.needle, end)


_LIT = {False: QColor("#ffe08a"), True: QColor("#5c4a12")}


def _blank(ratio: float, width: int) -> QPixmap:
    """An empty picture as high as a row, for what is painted with so many dots a pixel."""
    made = QPixmap(round(width * ratio), round(theme.ROW * ratio))
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    return made


def copy_place(box: QRect) -> QRect:
    """Where the copy sign of a value cell is."""
    return QRect(box.right() + 1 - _COPY_ROOM, box.top(), 24, box.height())
