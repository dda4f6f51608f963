"""Paints the rows of a document: indent, arrow, key; the value in the colour of its type; the type with its sign."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QColor, QFontInfo, QFontMetrics, QPainter, QPen, QPixmap, QPolygonF
from PySide6.QtWidgets import QWidget

from explorer.ui.models.document_model import DocumentModel
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
_ONE_LINE = str.maketrans({"\n": "↵", "\r": None, "\t": "⇥"})
_FEWEST_LETTERS = 40
_LETTERS = "".join(map(chr, range(0x21, 0x7F))) + "…×上海"
_BEFORE_SIGN = 8
_WIDE = "\u3000"
_COMBINED = "\u0300"
_REMEMBERED_WIDTHS = 1000
_WIDER = "\ua000"
"""No letter before this one is wider than a Chinese one."""


@dataclass(frozen=True)
class _Look:
    """What is painted often, made once: ``arrows`` by open and failed, ``types`` by kind and whether the word fits."""

    values: tuple[QColor, ...]
    copy: QPixmap
    error: QPixmap
    arrows: dict[tuple[bool, bool], QPixmap] = field(default_factory=dict)
    types: dict[tuple[int, bool], QPixmap] = field(default_factory=dict)


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
        self._metrics = QFontMetrics(self._font)
        # With letters of one width, where a text has to be cut need not be measured.
        self._letter = self._metrics.horizontalAdvance("0" * 100) / 100
        self._even = QFontInfo(self._font).fixedPitch()
        self._advances: dict[str, float] = {}
        self._look = self._made()

    def take_theme(self) -> None:
        """Take the colours in use."""
        self._look = self._made()

    def warm_up(self, near: QWidget) -> None:
        """Paint a row nobody sees: the first time, classes and letters are made, which takes longer than all rows."""
        from explorer.core.document.node import Kind, Node

        picture = _blank_like(near.devicePixelRatioF(), _TYPE_ROOM, theme.ROW)
        box, painter = QRect(0, 0, _TYPE_ROOM, theme.ROW), QPainter(picture)
        self.begin(painter)
        painter.fillRect(box, theme.current().selection)
        for kind in Kind:
            self._paint_type(painter, box, Node(kind, 0, 0))
        for is_open in (False, True):
            painter.drawPixmap(0, 0, self._arrow(painter, box.height(), is_open, failed=False))
        painter.setPen(theme.current().text)
        self._paint_text(painter, box, _LETTERS)
        painter.end()

    def width_of(self, text: str) -> int:
        """How wide a text is painted."""
        return self._metrics.horizontalAdvance(text)

    def _made(self) -> _Look:
        colours = theme.current()
        values = (colours.muted, colours.muted, colours.string, colours.number, colours.boolean, colours.muted)
        return _Look(
            (*values, colours.muted, colours.error),
            icons.pixmap("copy", colours.muted.name(), ICON, 2.0),
            icons.pixmap("error", colours.error.name(), ICON, 2.0),
        )

    def begin(self, painter: QPainter) -> None:
        """Set what all rows share."""
        painter.setFont(self._font)

    def paint(self, painter: QPainter, boxes: tuple[QRect, QRect, QRect], node: "Node", *, selected: bool) -> None:
        """Paint one row, given the places of its key, value and type."""
        colours, fault = theme.current(), node.kind == _FAULT
        key, value, sign = boxes
        failed = self._model.is_error(node)
        if selected or failed or fault:
            painter.fillRect(key.united(sign), colours.selection if selected else colours.error_soft)
        if failed or fault:
            painter.fillRect(QRect(key.left(), key.top(), 3, key.height()), colours.error)
        self._paint_key(painter, key, node, failed)
        self._paint_value(painter, value, node)
        self._paint_type(painter, sign, node)

    def _paint_key(self, painter: QPainter, box: QRect, node: "Node", failed: bool) -> None:
        colours, model = theme.current(), self._model
        left = box.left() + indent_of(node, box.width())
        if model.can_expand(node):
            painter.drawPixmap(left, box.top(), self._arrow(painter, box.height(), model.is_open(node), failed))
        left += ARROW
        if node.kind == _FAULT or (failed and node.start == model.marks.error[0]):
            painter.drawPixmap(left, box.center().y() - ICON // 2 + 1, self._look.error)
            left += ICON + 5
        room = QRect(left, box.top(), box.right() - left - 4, box.height())
        name = self._model.label(node, 200).translate(_ONE_LINE)
        times = model.times(node)
        if times > 1:
            self._paint_times(painter, room, name, f"×{times:,}")
        painter.setPen(colours.error if failed else colours.muted if node.key is None else colours.text)
        self._paint_text(painter, room, name)
        if model.remark(node).undeclared:
            self._underline(painter, room, name)

    def _paint_times(self, painter: QPainter, room: QRect, name: str, sign: str) -> None:
        """The sign of a key that stands more than once in its object, right behind it; its room is taken from it."""
        width = self.width_of(sign)
        room.setRight(max(room.left(), room.right() - width - _BEFORE_SIGN))
        painter.setPen(theme.current().warning)
        left = room.left() + min(self.width_of(name), room.width()) + _BEFORE_SIGN
        painter.drawText(left, self._baseline(room), sign)

    def _underline(self, painter: QPainter, room: QRect, name: str) -> None:
        """Dots under a field that the specification does not declare."""
        width = min(self.width_of(name), room.width())
        painter.setPen(QPen(theme.current().warning, 1, Qt.PenStyle.DotLine))
        foot = room.center().y() + self._metrics.ascent() // 2 + 4
        painter.drawLine(room.left(), foot, room.left() + width, foot)

    def _arrow(self, near: QPainter, height: int, is_open: bool, failed: bool) -> QPixmap:
        made = self._look.arrows.get((is_open, failed))
        if made is None:
            made = self._look.arrows[is_open, failed] = _blank(near, ARROW, height)
            x, y = 5.0, (height - 1) // 2 + 0.5
            shape = [(-4.0, -2.5), (4.0, -2.5), (0.0, 3.0)] if is_open else [(-2.5, -4.0), (3.0, 0.0), (-2.5, 4.0)]
            painter = QPainter(made)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.current().error if failed else theme.current().muted)
            painter.drawPolygon(QPolygonF([QPointF(x + dx, y + dy) for dx, dy in shape]))
            painter.end()
        return made

    def _paint_value(self, painter: QPainter, box: QRect, node: "Node") -> None:
        model, text = self._model, self._model.shown_at_once(node).translate(_ONE_LINE)
        room = box.adjusted(4, 0, -6, 0)
        if node.start == model.marks.request_id:
            place = copy_place(box)
            painter.drawPixmap(place.left() + 5, box.center().y() - ICON // 2 + 1, self._look.copy)
            room.setRight(place.left() - 4)
        if node.start in model.marks.codes:
            painter.setPen(theme.current().accent)
            text += " ↗"
        else:
            painter.setPen(self._look.values[node.kind])
        self._paint_text(painter, room, text)
        absent = model.remark(node).absent
        if absent:
            painter.setPen(theme.current().muted)
            room.setLeft(room.left() + self.width_of(text) + 12)
            self._paint_text(painter, room, f"{absent} declared, absent")

    def _paint_type(self, painter: QPainter, box: QRect, node: "Node") -> None:
        key = (int(node.kind), box.width() >= _WORD_WIDTH)
        made = self._look.types.get(key)
        if made is None:
            made = self._look.types[key] = self._type(painter, box.height(), node, worded=key[1])
        painter.drawPixmap(box.left(), box.top(), made)

    def _type(self, near: QPainter, height: int, node: "Node", *, worded: bool) -> QPixmap:
        made = _blank(near, _TYPE_ROOM if worded else _SIGN_ROOM, height)
        painter = QPainter(made)
        painter.setFont(self._font)
        painter.setPen(self._look.values[node.kind])
        baseline = self._baseline(QRect(0, 0, 0, height))
        painter.drawText(4, baseline, _SIGNS[node.kind])
        if worded:
            painter.setPen(theme.current().muted)
            painter.drawText(28, baseline, node.kind.label)
        painter.end()
        return made

    def _baseline(self, box: QRect) -> int:
        metrics = self._metrics
        return box.top() + (box.height() - metrics.height()) // 2 + metrics.ascent()

    def _paint_text(self, painter: QPainter, room: QRect, text: str) -> None:
        text = self._cut(text, room.width())
        if self.needle:
            self._light(painter, room, text)
        painter.drawText(room.left(), self._baseline(room), text)  # several times faster than into a rectangle

    def _cut(self, text: str, width: int) -> str:
        """The text, its end left out where it is wider."""
        plain = text.isascii()
        widest = 1 if plain else 2.5 if max(text) < _WIDER else len(text) + width
        if (len(text) * widest + 1) * self._letter <= width:
            return text
        if plain and self._even:
            return text[: max(0, int(width / self._letter) - 1)] + "…"
        # Measuring a text takes as long as it is, and what is far wider than its room is cut off anyway.
        most = self._surely_wider(text, int(2 * width / self._letter), width)
        shown = text if len(text) <= most else text[:most] + "…"
        return self._metrics.elidedText(shown, Qt.TextElideMode.ElideRight, width)

    def _surely_wider(self, text: str, most: int, width: int) -> int:
        """How many letters are wider than their room for sure; counting a Chinese one as less than it takes."""
        if self._even:
            room = width / self._letter + 2
            for number, letter in enumerate(text[:most]):
                room -= 1.5 if _WIDE <= letter < _WIDER else 1 if letter < _COMBINED else 0
                if room < 0:
                    return number
        return max(_FEWEST_LETTERS, most)

    def _light(self, painter: QPainter, room: QRect, text: str) -> None:
        lower, done, left = text.lower(), 0, float(room.left())
        colour, top, height = _LIT[theme.current().dark], room.top() + 4, room.height() - 8
        place = lower.find(self.needle)
        while place >= 0:
            end = place + len(self.needle)
            while lower.startswith(self.needle, end):  # side by side, they are lit as one
                end += len(self.needle)
            begin = left + self._advance(text[done:place])
            left = begin + self._advance(text[place:end])
            painter.fillRect(round(begin), top, round(left) - round(begin), height, colour)
            done, place = end, lower.find(self.needle, end)

    def _advance(self, text: str) -> float:
        if self._even and text.isascii():
            return len(text) * self._letter
        known = self._advances.get(text)
        if known is None:
            if len(self._advances) >= _REMEMBERED_WIDTHS:
                self._advances.clear()
            known = self._advances[text] = float(self._metrics.horizontalAdvance(text))
        return known


_LIT = {False: QColor("#ffe08a"), True: QColor("#5c4a12")}


def _blank(near: QPainter, width: int, height: int) -> QPixmap:
    """An empty picture for what will be painted by ``near``, as sharp as that paints."""
    return _blank_like(near.device().devicePixelRatioF(), width, height)


def _blank_like(ratio: float, width: int, height: int) -> QPixmap:
    made = QPixmap(round(width * ratio), round(height * ratio))
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    return made


def copy_place(box: QRect) -> QRect:
    """Where the copy sign of a value cell is."""
    return QRect(box.right() - 26, box.top(), 24, box.height())
