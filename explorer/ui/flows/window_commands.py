"""Which function each menu entry calls."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QWidget

from explorer.ui.actions.command_palette import CommandPalette
from explorer.ui.actions.commands import VENDOR_PAGES
from explorer.ui.flows.desk import Desk
from explorer.ui.flows.explaining import Explaining
from explorer.ui.flows.explanation_language import ExplanationLanguage
from explorer.ui.flows.practice import PracticeFlow
from explorer.ui.flows.profiles import ProfileFlow
from explorer.ui.flows.remembering import Remembering
from explorer.ui.flows.requests import RequestFlow
from explorer.ui.flows.telling import Telling
from explorer.ui.response.find_bar import FindBar
from explorer.ui.theme import theme

Slots = dict[str, Callable[..., object]]


def connect_commands(
    desk: Desk,
    flow: RequestFlow,
    profiles: ProfileFlow,
    practice: PracticeFlow,
    explaining: Explaining,
    telling: Telling,
    remembering: Remembering,
    palette: CommandPalette,
) -> None:
    """Connect every command of the command set."""
    commands = desk.commands
    commands.connect_to(
        {
            "file.new": palette.open,
            "edit.palette": palette.open,
            "edit.profiles": profiles.manage,
            "tools.practice": practice.start,
            "tools.explain": explaining.explain_text,
            "tools.notes_take_in": explaining.noting.ask_for_files,
            "tools.notes_folder": explaining.noting.open_folder,
            "request.confirm": remembering.choose_confirming,
        }
        | _request_slots(desk, flow)
        | _answer_slots(desk, flow, telling)
        | _view_slots(desk, remembering)
        | _help_slots(desk)
    )
    desk.answers.summary_copied.connect(
        lambda: telling.say("Copied a summary for the ticket; secrets are masked.", "success")
    )
    explaining.told.connect(lambda words, well: telling.say(words, "success" if well else "warning"))
    commands[f"view.theme_{theme.scheme()}"].setChecked(True)
    ExplanationLanguage(desk).chosen.connect(explaining.speak_anew)
    commands["request.confirm"].setChecked(desk.services.settings.confirm_changes)


def _request_slots(desk: Desk, flow: RequestFlow) -> Slots:
    tabs = desk.requests
    return {
        "file.save": flow.save_current,
        "file.save_as": lambda: flow.save_current(other=True),
        "file.close_tab": flow.close_current,
        "edit.undo": flow.undo_current,
        "edit.redo": lambda: flow.undo_current(forth=True),
        "request.send": flow.send_current,
        "request.all_pages": flow.series.fetch_all_pages,
        "request.repeat": flow.series.ask_to_repeat,
        "request.cancel": flow.cancel_current,
        "request.duplicate": tabs.duplicate_current,
        "request.next": lambda: tabs.show_next(1),
        "request.previous": lambda: tabs.show_next(-1),
    }


def _answer_slots(desk: Desk, flow: RequestFlow, telling: Telling) -> Slots:
    return {
        "edit.find": lambda: _find(desk, FindBar.ask),
        "edit.find_next": lambda: _find(desk, lambda bar: bar.step(1)),
        "edit.find_previous": lambda: _find(desk, lambda bar: bar.step(-1)),
        "edit.find_number": lambda: _find(desk, FindBar.ask_number),
        "response.describe": flow.describe_current,
        "response.inspect": flow.inspect_signature,
        "response.copy_request_id": lambda: copy_request_id(flow, telling),
        "response.copy_summary": lambda: copy_summary(desk),
        "response.copy_summary_plain": lambda: copy_summary(desk, plain=True),
        "response.copy_body": lambda: copy_body(flow, telling),
    }


def _find(desk: Desk, act: Callable[[FindBar], object]) -> None:
    panel = desk.answers.current()
    bar = panel.find_bar_in_front() if panel is not None else None
    if bar is not None:
        act(bar)


def _view_slots(desk: Desk, remembering: Remembering) -> Slots:
    return {
        "edit.filter": lambda: _show_side(desk, desk.actions, desk.actions.field),
        "view.actions": lambda: _show_side(desk, desk.actions, desk.actions.field),
        "view.collections": lambda: _show_side(desk, desk.collections, desk.collections.field),
        "view.history": lambda: _show_side(desk, desk.history, desk.history.field),
        "view.side": lambda: desk.left.setVisible(not desk.left.isVisible()),
        "view.theme_system": partial(remembering.choose_theme, "system"),
        "view.theme_light": partial(remembering.choose_theme, "light"),
        "view.theme_dark": partial(remembering.choose_theme, "dark"),
    }


def _help_slots(desk: Desk) -> Slots:
    pages: Slots = {name: partial(QDesktopServices.openUrl, QUrl(url)) for name, url in VENDOR_PAGES.items()}
    return pages | {
        "file.reveal": desk.collections.reveal,
        "file.quit": desk.window.close,
        "help.shortcuts": lambda: show_help(desk),
        "help.about": lambda: show_about(desk),
    }


def copy_request_id(flow: RequestFlow, telling: Telling) -> None:
    """Put the RequestId of the answer in sight on the clipboard."""
    exchange = flow.current_exchange()
    request_id = exchange.outcome.request_id if exchange is not None and exchange.outcome is not None else ""
    if request_id:
        QGuiApplication.clipboard().setText(request_id)
    telling.say(f"Copied RequestId {request_id}" if request_id else "The answer holds no RequestId.")


def copy_summary(desk: Desk, *, plain: bool = False) -> None:
    """Put a redacted summary for a ticket on the clipboard."""
    if (panel := desk.answers.current()) is not None:
        panel.copy_for_ticket(plain=plain)


def copy_body(flow: RequestFlow, telling: Telling) -> None:
    """Put the body of the answer on the clipboard."""
    from explorer.core.envelope import decode_text

    exchange = flow.current_exchange()
    if exchange is not None:
        QGuiApplication.clipboard().setText(decode_text(exchange.body, exchange.header("Content-Type")))
        telling.say("Copied the answer's body.")


def show_help(desk: Desk) -> None:
    """The sheet of every shortcut."""
    from explorer.ui.actions.shortcut_sheet import ShortcutSheet

    ShortcutSheet(desk.window, desk.commands.commands).open()


def show_about(desk: Desk) -> None:
    """Name and version."""
    from explorer import __version__
    from explorer.ui.widgets.question import QuestionDialog

    dialog = QuestionDialog(
        desk.window, f"Request Explorer {__version__}",
        "Composes, signs and sends Tencent Cloud API 3.0 actions, and helps to understand every answer."
        " Licensed under the Apache License 2.0. Not made by Tencent.", "Close",
    )  # fmt: skip
    dialog.decline.hide()
    dialog.open()


def _show_side(desk: Desk, panel: QWidget, field: QWidget) -> None:
    desk.left.show()
    desk.left.setCurrentWidget(panel)
    _focus(field)


def _focus(widget: QWidget | None) -> None:
    if widget is not None:
        widget.setFocus()
