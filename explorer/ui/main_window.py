"""The window: what stands where, and who hears whom.

It is made in two steps, since importing everything takes longer than painting a window: the frame that is seen first,
and then, right after the first paint, all that makes it work. Even the name Qt is imported then: its many enumerations
take longer to make than the frame.
"""

from base64 import b64decode
from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent

from explorer.ui.first_frame import FirstFrame
from explorer.ui.theme.palette import Theme
from explorer.ui.widgets.reading_order import ReadingOrderWindow

if TYPE_CHECKING:
    from explorer.services.wiring import Services
    from explorer.ui.flows.desk import Desk
    from explorer.ui.task_runner import TaskRunner

_LEFT = 275


class MainWindow(ReadingOrderWindow):
    """Bar on top; actions, collections and history at the left; requests in the middle; answers at the right.

    Signals:
        closed(): every thread has ended.
    """

    closed = Signal()

    def __init__(self, services: "Services", theme: Theme) -> None:
        super().__init__()
        self.setWindowTitle("Request Explorer")
        self.setMinimumSize(960, 600)
        self.resize(1440, 900)
        self._services = services
        self._opens_first = False
        settings = services.settings
        with suppress(ValueError):
            self.restoreGeometry(b64decode(settings.window_geometry))
        self.setCentralWidget(FirstFrame(theme, settings.splitter[0] if settings.splitter else _LEFT))

    def complete(self, runner: "TaskRunner") -> None:
        """Add requests, answers, collections and history, and connect everything; nothing is read yet."""
        from explorer.ui.flows.coding import Coding
        from explorer.ui.flows.drafts import Drafts
        from explorer.ui.flows.evidence import connect_evidence
        from explorer.ui.flows.explaining import Explaining
        from explorer.ui.flows.palette import build_palette
        from explorer.ui.flows.past import Past
        from explorer.ui.flows.practice import PracticeFlow
        from explorer.ui.flows.profiles import ProfileFlow
        from explorer.ui.flows.remembering import Remembering
        from explorer.ui.flows.requests import RequestFlow
        from explorer.ui.flows.saving import Saving
        from explorer.ui.flows.sending import Sending
        from explorer.ui.flows.telling import Telling
        from explorer.ui.flows.undo_keys import UndoKeys

        services = self._services
        self.desk = desk = self._make_desk(runner)
        self.telling = Telling(desk)
        self.profiles = ProfileFlow(services, runner, desk.bar, self)
        self._practice = PracticeFlow(services, runner, desk.bar, self.profiles, self)
        self._explaining = Explaining(services, runner, self)
        self._saving = Saving(services, runner, desk.collections, self)
        self.sending = Sending(services, runner, self)
        self.requests = RequestFlow(desk, self.sending, self._saving, self.profiles, self.telling, self._explaining)
        self._remembering = Remembering(desk)
        self._drafts = Drafts(desk, self._saving)
        self._coding = Coding(desk)
        self._past = Past(desk, self.telling, self.sending)
        connect_evidence(desk, self.profiles, self._explaining, self.telling)
        UndoKeys(desk.requests, self)
        self.palette_panel = build_palette(
            self, services, desk.commands, desk.collections, desk.history, self.requests.open_action
        )
        self._lay_out()
        self._connect()
        self._remembering.restore()
        desk.actions.field.setFocus()

    def fill(self, *, practice: bool) -> None:
        """Start reading: products, profiles, saved requests, history; ``practice`` starts the practice endpoint."""
        from explorer.ui.flows.telling import warm_up

        desk = self.desk
        desk.actions.load(desk.runner)
        self.profiles.load(desk.services.settings.profile)
        desk.collections.load()
        desk.history.load()
        self.telling.read_catalogue()
        warming = desk.runner.call(warm_up, desk.services, lane="warm-up")
        warming.finished.connect(self.profiles.look_at_keyring)
        if practice:
            self._drafts.restored.connect(self.start_practising)
        self._drafts.restored.connect(self.telling.show_notices)
        self._drafts.restore()

    def start_practising(self) -> None:
        """Start the practice endpoint, and open a first request when none is open."""
        self._opens_first = not self.desk.requests.is_busy
        self._practice.start()

    def tell_fault(self, text: str) -> None:
        """Say that something went wrong inside the program."""
        self.telling.say(text, "error")

    def _make_desk(self, runner: "TaskRunner") -> "Desk":
        from PySide6.QtCore import Qt
        from PySide6.QtWidgets import QSplitter, QStackedWidget

        from explorer.ui.actions.command_set import CommandSet
        from explorer.ui.catalog.action_panel import ActionPanel
        from explorer.ui.collections.collection_panel import CollectionPanel
        from explorer.ui.flows.answers import AnswerStack
        from explorer.ui.flows.catalog_source import CatalogSource
        from explorer.ui.flows.desk import Desk
        from explorer.ui.history.history_panel import HistoryPanel
        from explorer.ui.request.request_tabs import RequestTabsPanel
        from explorer.ui.settings.regions import REGIONS
        from explorer.ui.settings.target_bar import TargetBar
        from explorer.ui.settings.welcome import WelcomePanel
        from explorer.ui.widgets.floating_notice import FloatingNotice
        from explorer.ui.widgets.notice import Notice
        from explorer.ui.widgets.section_tabs import SectionTabs
        from explorer.ui.widgets.status_line import StatusLine

        services = self._services
        return Desk(
            window=self,
            services=services,
            runner=runner,
            commands=CommandSet(self),
            bar=TargetBar(),
            notice=FloatingNotice(),
            store_notice=Notice(),
            status=StatusLine(),
            actions=ActionPanel(services),
            collections=CollectionPanel(services, runner),
            history=HistoryPanel(services, runner),
            requests=RequestTabsPanel(CatalogSource(services), runner, tuple(name for name, _ in REGIONS)),
            answers=AnswerStack(CatalogSource(services).examples),
            welcome=WelcomePanel(),
            left=SectionTabs(name="Actions, collections, history"),
            work=QSplitter(Qt.Orientation.Horizontal),
            outer=QSplitter(Qt.Orientation.Horizontal),
            middle=QStackedWidget(),
        )

    def _lay_out(self) -> None:
        from PySide6.QtWidgets import QFrame, QVBoxLayout

        desk = self.desk
        desk.commands.fill(self.menuBar())
        for words, panel in (("Actions", desk.actions), ("Collections", desk.collections), ("History", desk.history)):
            desk.left.addTab(panel, words)
        desk.left.setObjectName("leftTabs")
        desk.left.setMinimumWidth(220)
        for splitter, parts in ((desk.work, (desk.requests, desk.answers)), (desk.outer, (desk.left, desk.middle))):
            splitter.setHandleWidth(1)
            splitter.setChildrenCollapsible(False)
            for part in parts:
                splitter.addWidget(part)
        desk.requests.setMinimumWidth(330)
        desk.answers.setMinimumWidth(330)
        desk.work.setSizes([518, 646])
        desk.outer.setSizes([_LEFT, 1164])
        desk.outer.setStretchFactor(1, 1)
        desk.middle.addWidget(desk.welcome)
        desk.middle.addWidget(desk.work)
        desk.notice.setObjectName("windowNotice")
        desk.notice.label.setObjectName("windowNoticeText")
        desk.store_notice.setObjectName("storeNotice")
        desk.store_notice.label.setObjectName("storeNoticeText")
        page = QFrame()
        page.setProperty("role", "panel")
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(desk.bar)
        column.addWidget(desk.store_notice)
        column.addWidget(desk.outer, 1)
        self.setCentralWidget(page)
        desk.notice.float_over(page)
        self.setStatusBar(desk.status)

    def _connect(self) -> None:
        from explorer.ui.flows.window_commands import connect_commands

        desk = self.desk
        connect_commands(
            desk,
            self.requests,
            self.profiles,
            self._practice,
            self._explaining,
            self.telling,
            self._remembering,
            self.palette_panel,
        )
        desk.bar.palette_requested.connect(self.palette_panel.open)
        desk.requests.new_requested.connect(self.palette_panel.open)
        desk.welcome.practice_requested.connect(self.start_practising)
        desk.welcome.profile_requested.connect(self.profiles.manage)
        self._practice.starting.connect(desk.welcome.set_starting)
        self._practice.started.connect(self._on_practice_started)
        self.profiles.keyring_known.connect(self.telling.show_keyring)
        self.profiles.loaded.connect(self._on_profiles_loaded)
        for read in (self.profiles.loaded, desk.history.loaded, self.telling.catalogue_read):
            read.connect(self.telling.show_notices)
        desk.collections.request_chosen.connect(self.requests.open_saved)
        desk.actions.action_chosen.connect(self.requests.open_action)
        sources = (self._saving, self._drafts, self.profiles, self._practice, self._explaining)
        for source in (*sources, desk.actions, desk.collections, desk.history, desk.requests):
            source.failed.connect(self.telling.show_error)

    def _on_practice_started(self, asked: bool) -> None:
        from explorer.core.models.action import ActionRef

        if asked:
            self.telling.say("The practice endpoint runs on this machine; nothing leaves it.", "success")
        if self._opens_first and not self.desk.requests.is_busy:  # a quick user has opened one meanwhile
            self.requests.open_action(ActionRef("mqtt", "2024-05-16", "DescribeInstanceList"))
        self._opens_first = False

    def _on_profiles_loaded(self) -> None:
        self.desk.welcome.set_first(self.desk.bar.profile() is None)
        self._practice.resume()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember how it was, close what is open beside it, and stop every thread."""
        from PySide6.QtWidgets import QDialog

        self._remembering.keep()
        self._drafts.end()
        for dialog in self.findChildren(QDialog):
            dialog.close()
        for timer in self.findChildren(QTimer):
            timer.stop()
        super().closeEvent(event)
        self.desk.answers.stop()
        self.desk.runner.close()
        self.desk.services.close()
        self.closed.emit()
