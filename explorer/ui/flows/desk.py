"""The parts of the window, by name, for the flows that connect them."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMainWindow, QSplitter, QStackedWidget

from explorer.ui.actions.command_set import CommandSet
from explorer.ui.catalog.action_panel import ActionPanel
from explorer.ui.collections.collection_panel import CollectionPanel
from explorer.ui.flows.answers import AnswerStack
from explorer.ui.history.history_panel import HistoryPanel
from explorer.ui.request.request_tabs import RequestTabsPanel
from explorer.ui.settings.target_bar import TargetBar
from explorer.ui.settings.welcome import WelcomePanel
from explorer.ui.task_runner import TaskRunner
from explorer.ui.widgets.floating_notice import FloatingNotice
from explorer.ui.widgets.notice import Notice
from explorer.ui.widgets.section_tabs import SectionTabs
from explorer.ui.widgets.status_line import StatusLine

if TYPE_CHECKING:
    from explorer.services.wiring import Services


@dataclass(eq=False, slots=True)
class Desk:
    """Every part of one window. Made by the window; it owns the widgets."""

    window: QMainWindow
    services: "Services"
    runner: TaskRunner
    commands: CommandSet
    bar: TargetBar
    notice: FloatingNotice
    store_notice: Notice
    status: StatusLine
    actions: ActionPanel
    collections: CollectionPanel
    history: HistoryPanel
    requests: RequestTabsPanel
    answers: AnswerStack
    welcome: WelcomePanel
    left: SectionTabs
    work: QSplitter
    outer: QSplitter
    middle: QStackedWidget
