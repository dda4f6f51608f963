"""The window: what stands where, and who hears whom."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QFrame, QMainWindow, QSplitter, QStackedWidget, QVBoxLayout

from explorer.core.models.action import ActionRef
from explorer.ui.actions.command_set import CommandSet
from explorer.ui.catalog.action_panel import ActionPanel
from explorer.ui.collections.collection_panel import CollectionPanel
from explorer.ui.flows.answers import AnswerStack
from explorer.ui.flows.catalog_source import CatalogSource
from explorer.ui.flows.desk import Desk
from explorer.ui.flows.explaining import Explaining
from explorer.ui.flows.palette import build_palette
from explorer.ui.flows.practice import PracticeFlow
from explorer.ui.flows.profiles import ProfileFlow
from explorer.ui.flows.remembering import Remembering
from explorer.ui.flows.requests import RequestFlow
from explorer.ui.flows.saving import Saving
from explorer.ui.flows.sending import Sending
from explorer.ui.flows.telling import Telling, warm_up
from explorer.ui.flows.window_commands import connect_commands
from explorer.ui.history.history_panel import HistoryPanel
from explorer.ui.request.request_tabs import RequestTabsPanel
from explorer.ui.settings.regions import REGIONS
from explorer.ui.settings.target_bar import TargetBar
from explorer.ui.settings.welcome import WelcomePanel
from explorer.ui.task_runner import TaskRunner
from explorer.ui.widgets.notice import Notice
from explorer.ui.widgets.section_tabs import SectionTabs
from explorer.ui.widgets.status_line import StatusLine

if TYPE_CHECKING:
    from explorer.services.wiring import Services

FIRST_ACTION = ActionRef("mqtt", "2024-05-16", "DescribeInstanceList")


class MainWindow(QMainWindow):
    """Bar on top; actions, collections and history at the left; requests in the middle; answers at the right.

    Signals:
        closed(): every thread has ended.
    """

    closed = Signal()

    def __init__(self, services: "Services", runner: TaskRunner) -> None:
        super().__init__()
        self.setWindowTitle("Request Explorer")
        self.setMinimumSize(960, 600)
        self._opens_first = False
        self._desk = desk = self._make_desk(services, runner)
        self._telling = Telling(desk)
        self._profiles = ProfileFlow(services, runner, desk.bar, self)
        self._practice = PracticeFlow(services, runner, desk.bar, self._profiles, self)
        self._explaining = Explaining(services, runner, self)
        self._saving = Saving(services, runner, desk.collections, self)
        self._sending = Sending(services, runner, self)
        self._requests = RequestFlow(desk, self._sending, self._saving, self._profiles, self._telling, self._explaining)
        self._remembering = Remembering(desk)
        self._palette = build_palette(
            self, services, desk.commands, desk.collections, desk.history, self._requests.open_action
        )
        self._lay_out()
        self._connect()
        self._remembering.restore()

    def start(self, *, practice: bool) -> None:
        """Fill the window once it has been painted; ``practice`` starts the practice endpoint too."""
        QTimer.singleShot(0, self, lambda: self._fill(practice))

    def start_practising(self) -> None:
        """Start the practice endpoint, and open a first request when none is open."""
        self._opens_first = self._desk.requests.current() is None
        self._practice.start()

    def tell_fault(self, text: str) -> None:
        """Say that something went wrong inside the program."""
        self._telling.say(text, "error")

    def _make_desk(self, services: "Services", runner: TaskRunner) -> Desk:
        return Desk(
            window=self,
            services=services,
            runner=runner,
            commands=CommandSet(self),
            bar=TargetBar(),
            notice=Notice(),
            status=StatusLine(),
            actions=ActionPanel(services),
            collections=CollectionPanel(services, runner),
            history=HistoryPanel(services, runner),
            requests=RequestTabsPanel(CatalogSource(services), runner, tuple(name for name, _ in REGIONS)),
            answers=AnswerStack(),
            welcome=WelcomePanel(),
            left=SectionTabs(),
            work=QSplitter(Qt.Orientation.Horizontal),
            outer=QSplitter(Qt.Orientation.Horizontal),
            middle=QStackedWidget(),
        )

    def _lay_out(self) -> None:
        desk = self._desk
        desk.commands.fill(self.menuBar())
        for panel, words in ((desk.actions, "Actions"), (desk.collections, "Collections"), (desk.history, "History")):
            desk.left.addTab(panel, words)
        for splitter, parts in ((desk.work, (desk.requests, desk.answers)), (desk.outer, (desk.left, desk.middle))):
            splitter.setHandleWidth(1)
            splitter.setChildrenCollapsible(False)
            for part in parts:
                splitter.addWidget(part)
        desk.left.setMinimumWidth(220)
        desk.requests.setMinimumWidth(330)
        desk.answers.setMinimumWidth(330)
        desk.work.setSizes([518, 646])
        desk.outer.setSizes([275, 1164])
        desk.outer.setStretchFactor(1, 1)
        desk.middle.addWidget(desk.welcome)
        desk.middle.addWidget(desk.work)
        page = QFrame()
        page.setProperty("role", "panel")
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(desk.bar)
        column.addWidget(desk.notice)
        column.addWidget(desk.outer, 1)
        self.setCentralWidget(page)
        self.setStatusBar(desk.status)

    def _connect(self) -> None:
        desk = self._desk
        connect_commands(
            desk,
            self._requests,
            self._profiles,
            self._practice,
            self._explaining,
            self._telling,
            self._remembering,
            self._palette,
        )
        desk.bar.palette_requested.connect(self._palette.open)
        desk.requests.new_requested.connect(self._palette.open)
        desk.welcome.practice_requested.connect(self.start_practising)
        desk.welcome.profile_requested.connect(self._profiles.manage)
        self._practice.starting.connect(desk.welcome.set_starting)
        self._practice.started.connect(self._on_practice_started)
        self._profiles.keyring_known.connect(self._telling.show_keyring)
        self._profiles.loaded.connect(self._on_profiles_loaded)
        desk.history.entry_chosen.connect(self._requests.open_history)
        desk.collections.request_chosen.connect(self._requests.open_saved)
        desk.actions.action_chosen.connect(self._requests.open_action)
        sources = (self._saving, self._profiles, self._practice, self._explaining)
        for source in (*sources, desk.collections, desk.history, desk.requests):
            source.failed.connect(self._telling.show_error)

    def _fill(self, practice: bool) -> None:
        desk = self._desk
        desk.actions.load()
        self._profiles.load(desk.services.settings.profile)
        desk.collections.load()
        desk.history.load()
        self._telling.read_catalogue()
        warming = desk.runner.call(warm_up, desk.services, lane="warm-up")
        warming.finished.connect(self._profiles.look_at_keyring)
        if practice:
            self.start_practising()

    def _on_practice_started(self) -> None:
        self._telling.say("The practice endpoint runs on this machine; nothing leaves it.", "success")
        if self._opens_first:
            self._opens_first = False
            self._requests.open_action(FIRST_ACTION)

    def _on_profiles_loaded(self) -> None:
        self._desk.welcome.set_first(not self._profiles.profiles)
        self._telling.show_notices()

    def showEvent(self, event: QShowEvent) -> None:
        """The first thing to type into is the filter of actions."""
        super().showEvent(event)
        self._desk.actions.field.setFocus()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember how it was, close what is open beside it, and stop every thread."""
        self._remembering.keep()
        for dialog in self.findChildren(QDialog):
            dialog.close()
        super().closeEvent(event)
        self._desk.runner.close()
        self._desk.services.close()
        self.closed.emit()
