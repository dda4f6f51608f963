"""This answer beside another one: the last of this tab, of the history, of a file, a vendor example, or pasted."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from explorer.core.models.visible_text import ONE_LINE, visible
from explorer.ui.models.compare_model import LEFT, RIGHT, WAY, CompareModel
from explorer.ui.response.converter import Converter
from explorer.ui.response.errand import Errand
from explorer.ui.response.face_view import FaceView
from explorer.ui.response.fixed_header import FixedHeader, look_away
from explorer.ui.response.progress_strip import ProgressStrip
from explorer.ui.response.slice_runner import SliceRunner
from explorer.ui.theme import theme
from explorer.ui.widgets.in_steps import InSteps
from explorer.ui.widgets.notice import Notice

if TYPE_CHECKING:
    from explorer.core.document.compare import Comparison
    from explorer.core.document.document import Document
    from explorer.core.models.action import Example
    from explorer.core.phrases import Phrases
    from explorer.services.read_other import Other

Examples = Callable[[], "Sequence[Example]"]
_PAUSE_MILLISECONDS = 400
_SAYS_NOTHING = (
    "Choose what to compare this answer with: the last answer of this tab, one from the history, "
    "a file, an example, or a text."
)


class ComparePage(InSteps, QWidget):
    """Differences as a tree, both values side by side. Nothing is compared before something was chosen.

    Signals:
        place_requested(int): show the value at that byte offset of this answer in the tree.
        past_requested(): an answer of the history is to be chosen.
    """

    place_requested = Signal(int)
    past_requested = Signal()

    def __init__(self, parent: QWidget | None = None, *, in_steps: bool = False) -> None:
        super().__init__(parent)
        self.make(self._build(), in_steps=in_steps)

    def _build(self) -> Iterator[None]:
        self.model = CompareModel(self)
        self.view = FaceView(self.model, self.model)
        yield
        self.source_button, self.aside = QPushButton("Compare with"), QLineEdit("RequestId")
        self.summary, self.notice, self.progress = QLabel(_SAYS_NOTHING), Notice(), ProgressStrip()
        self.examples: Examples = tuple
        self._document: Document | None = None
        self._last: tuple[bytes, str] | None = None
        self._other: tuple[str, bytes, str] | None = None
        self._before = _SAYS_NOTHING  # what is said before anything is compared
        self._is_in_tree, self._language = True, "en"
        self._remarks: tuple[str, ...] = ()
        self._runner, self._errand = SliceRunner(self), Errand(self)
        self._converter, self._reading, self._own = Converter(self), Errand(self), Errand(self)
        self._sweeper, self._left = SliceRunner(self), list["Comparison"]()
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MILLISECONDS)
        yield
        self._lay_out()
        yield
        self._set_habits()
        self._pause.timeout.connect(self._compare)
        self.aside.textChanged.connect(lambda _text: self._pause.start())
        self.progress.cancelled.connect(self._on_cancelled)
        self.view.doubleClicked.connect(lambda index: self._ask_for_place(index.row()))

    def _lay_out(self) -> None:
        menu = QMenu(self)
        self._last_action = menu.addAction("Last answer of this tab")
        self._last_action.triggered.connect(self.compare_with_last)
        self._last_action.setEnabled(False)
        self.past_action = menu.addAction("From history…")
        self.past_action.triggered.connect(lambda _checked=False: self.past_requested.emit())
        self.past_action.setVisible(False)
        menu.addAction("File…").triggered.connect(self._ask_for_file)
        menu.addAction("Pasted text").triggered.connect(self.compare_with_clipboard)
        self._examples_menu = menu.addMenu("Vendor example")
        self._offer_examples(())
        self._examples_menu.aboutToShow.connect(self._fetch_examples)
        self.source_button.setMenu(menu)
        self.aside.setAccessibleName("Set aside")
        self.aside.setToolTip("Members that are not compared, such as RequestId, *Time (* stands for anything)")
        self.aside.setPlaceholderText("RequestId, *Time")
        self.aside.setProperty("role", "mono")
        label = QLabel("Set aside")
        label.setProperty("role", "small")
        label.setBuddy(self.aside)
        row = QHBoxLayout()
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(8)
        row.addWidget(self.source_button)
        row.addStretch(1)
        row.addWidget(label)
        row.addWidget(self.aside, 2)
        self.summary.setProperty("role", "small")
        self.summary.setTextFormat(Qt.TextFormat.PlainText)
        self.summary.setWordWrap(True)
        self.summary.setContentsMargins(12, 0, 12, 6)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        for widget in (self.notice, self.progress, self.summary):
            column.addWidget(widget)
        column.addWidget(self.view, 1)

    def _set_habits(self) -> None:
        view = self.view
        view.setAccessibleName("Differences")
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.verticalHeader().hide()
        view.verticalHeader().setMinimumSectionSize(theme.ROW)
        view.verticalHeader().setDefaultSectionSize(theme.ROW)
        columns = FixedHeader(view)
        view.setHorizontalHeader(columns)
        columns.setSectionsClickable(False)
        columns.setTextElideMode(Qt.TextElideMode.ElideRight)
        columns.hide()
        columns.setMinimumSectionSize(60)
        columns.setSectionResizeMode(RIGHT, QHeaderView.ResizeMode.Stretch)
        look_away(columns, view.verticalHeader())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width."""
        super().resizeEvent(event)
        width = self.width()
        self.view.setColumnWidth(WAY, width * 44 // 100)
        self.view.setColumnWidth(LEFT, width * 28 // 100)

    def show_document(self, document: "Document | None") -> None:
        """Take another answer; what it was compared with last is compared again."""
        self._stop()
        self._is_in_tree = True
        self._take(document)

    def show_text(self, body: bytes, content_type: str) -> None:
        """Take an answer that has no tree; its lines, or its events, are compared."""
        from explorer.core.document.document import Document
        from explorer.core.envelope.comparable import as_json

        self.clear()
        self._is_in_tree = False
        self._own.start(
            as_json, body, content_type,
            done=lambda found: self._take(Document(found, note="").open()),
            failed=lambda error: self.notice.say(f"This answer cannot be compared: {error}", "error"),
        )  # fmt: skip

    def _show(self, comparison: "Comparison | None", name: str = "") -> None:
        """Headings over nothing would say nothing."""
        if comparison is None and self.model.comparison is None:
            return
        self.model.set_comparison(comparison, name)
        self.view.horizontalHeader().setVisible(comparison is not None)

    def speak(self, language: str) -> None:
        """Tell of a comparison in the language of explanations, from now on."""
        if language != self._language:
            self._language = language
            if self.model.comparison is not None:
                self._compare()

    def _say(self) -> "Phrases":
        from explorer.core.phrases import phrases

        return phrases(self._language)

    def _tell(self, words: str) -> None:
        self.summary.setText(visible(words).translate(ONE_LINE))

    def _take(self, document: "Document | None") -> None:
        self._document = document
        self._compare()

    def await_answer(self, read_on: Callable[[], object] | None) -> None:
        """Say why nothing is compared yet; ``read_on`` goes on with a reading that was stopped."""
        self.clear()
        if read_on is not None:
            words = "Reading the answer was stopped; it is compared once all of it has been read."
            self.notice.say(words, "neutral", (("Read on", read_on),))
        self._compare()

    def clear(self) -> None:
        """Show nothing and let go of the answer; what it is compared with stays chosen."""
        self._stop()
        self._errand.drop()
        self._own.drop()
        self._document = None
        self._show(None)
        self.summary.setText(self._before)
        self.progress.end()
        self.notice.hide()

    def offer_last(self, body: bytes, content_type: str) -> None:
        """Remember the answer before this one; no body: there is none."""
        self._last_action.setText("Last answer of this tab")
        self._last = (body, content_type) if body else None
        self._last_action.setEnabled(bool(body))
        if self._other is not None and self._other[0] == "Last answer" and self._last is not None:
            self._other = ("Last answer", *self._last)

    def refuse_last(self, megabytes: int) -> None:
        """Say that the answer before this one was not kept, since it was bigger than so many megabytes."""
        self._last = None
        words = f"not kept, it was over {megabytes} MB"
        self._last_action.setEnabled(False)
        self._last_action.setText(f"Last answer of this tab: {words}")
        if self._other is not None and self._other[0] == "Last answer":
            # The one before it would be taken for the last.
            self._other = None
            self._before = f"The last answer was {words}. {_SAYS_NOTHING}"
            self.summary.setText(self._before)

    def compare_with_last(self) -> None:
        """Compare with the answer before this one."""
        if self._last is not None:
            self.compare_with("Last answer", *self._last)

    def compare_with_clipboard(self) -> None:
        """Compare with the text on the clipboard."""
        text = QGuiApplication.clipboard().text()
        if text.strip():
            self.compare_with("Pasted text", text.encode("utf-8", "surrogatepass"))
        else:
            self.notice.say(self._say()("compare.clipboard"), "warning")

    def _ask_for_file(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, "Compare with", "", "Answers (*.json *.txt);;All files (*)")
        if name:
            self.compare_with_file(Path(name))

    def compare_with_file(self, path: Path) -> None:
        """Compare with a saved answer."""
        self._errand.start(
            path.read_bytes,
            done=lambda body: self.compare_with(path.name, body),
            failed=lambda error: self.notice.say(f"{path.name} cannot be read: {error}.", "error"),
        )

    def _fetch_examples(self) -> None:
        self._examples_menu.clear()
        self._examples_menu.addAction("Loading…").setEnabled(False)
        self._errand.start(self.examples, done=self._offer_examples, failed=self._on_no_examples)

    def _on_no_examples(self, error: BaseException) -> None:
        self._offer_examples((), "The examples cannot be read")
        self.notice.say(f"The vendor's examples cannot be read: {error}", "error")

    def _offer_examples(self, examples: "Sequence[Example]", none: str = "No example") -> None:
        self._examples_menu.clear()
        for example in examples:
            act = partial(self.compare_with, example.title or "Example", example.output.encode("utf-8"))
            title = (example.title or "Example")[:80].replace("&", "&&")
            self._examples_menu.addAction(title).triggered.connect(lambda _checked=False, act=act: act())
        if not examples:
            self._examples_menu.addAction(none).setEnabled(False)

    def compare_with(self, name: str, body: bytes, content_type: str = "") -> None:
        """Compare this answer with any body."""
        self._other, self._before = (name, body, content_type), _SAYS_NOTHING
        self._compare()

    def _compare(self) -> None:
        from explorer.core.envelope.comparable import is_json
        from explorer.services.read_other import read_other

        self._stop()
        self._remarks = ()
        if self._other is None or self._document is None:
            self._show(None)
            if self._other is not None:
                self._tell(self._say()("compare.later", name=self._other[0]))
            return
        name, body, content_type = self._other
        self.notice.hide()
        self.progress.begin("Comparing…")
        self._show(None)
        # What came by itself may lack its envelope.
        if is_json(body) and content_type:
            self._converter.start(body, content_type, partial(self._compare_with_text, name))
        else:
            self._reading.start(
                read_other, body, content_type,
                done=partial(self._on_read, name),
                failed=lambda error: self.notice.say(f"{name} cannot be read: {error}", "error"),
            )  # fmt: skip

    def _on_read(self, name: str, other: "Other") -> None:
        # An answer that is no JSON either is compared by its lines, too.
        self._remarks = other.remarks if self._is_in_tree else ()
        self._converter.start(other.body, other.content_type, partial(self._compare_with_text, name))

    def _compare_with_text(self, name: str, body: bytes, note: str = "") -> None:
        """Begin to compare with a text that is UTF-8."""
        from explorer.core.document.compare import Comparison
        from explorer.core.document.document import Document

        if self._document is None:
            return
        other = Document(body, note=note)
        aside = [part.strip() for part in self.aside.text().split(",") if part.strip()]
        comparison = Comparison(
            other, self._document, aside, secret=partial(self.model.veil.names_secret, number=False)
        )
        self._show(comparison, name)
        self._runner.start(
            _work(other, comparison, self.model),
            lambda: self._on_compared(name, other, comparison),
            self.model.grow,
        )

    def _on_compared(self, name: str, other: "Document", comparison: "Comparison") -> None:
        self.progress.end()
        self.model.grow()
        from explorer.core.knowledge.compare_words import told_comparison, told_fault_of, told_remark

        say = self._say()
        self._tell(told_comparison(name, comparison, say))
        both = ((name, other), ("", comparison.right))
        told = [told_remark(name, remark, say) for remark in self._remarks]
        told += [told_fault_of(whose, document.faults[-1], say) for whose, document in both if document.faults]
        if told:
            self.notice.say(" ".join(told), "warning")

    def _stop(self) -> None:
        """Drop the work; what it holds, hundreds of thousands of parts, is let go little by little."""
        if self._runner.is_busy and self.model.comparison is not None:
            self._left.append(self.model.comparison)
        self._runner.cancel()
        self._converter.drop()
        self._reading.drop()
        if self._left and not self._sweeper.is_busy:
            self._sweeper.start(_sweep(self._left), lambda: None)

    def _on_cancelled(self) -> None:
        self._stop()
        self.progress.end()
        self.model.grow(all_found=True)
        self._tell(self._say()("compare.stopped"))

    def _ask_for_place(self, row: int) -> None:
        comparison = self.model.comparison
        node = comparison.rows[row].right if comparison is not None and row >= 0 else None
        if node is not None and self._is_in_tree:
            self.place_requested.emit(node.start)


def _sweep(left: "list[Comparison]") -> Iterator[None]:
    while left:
        yield from left[0].sweep()
        del left[0]
        yield


def _work(other: "Document", comparison: "Comparison", model: CompareModel) -> Iterator[None]:
    """Compare; and make the first rows before they are shown."""
    yield from other.index_steps()
    for _ in comparison.steps():
        yield from model.read_ahead()
        yield
    yield from model.read_ahead()
