"""The language of explanations: chosen in the View menu, at once in every error that is in sight."""

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from explorer.ui.flows.desk import Desk

if TYPE_CHECKING:
    from explorer.ui.flows.sending import Answer
    from explorer.ui.response.response_panel import ResponsePanel

CHOICES = {"system": "", "en": "en", "zh": "zh"}
"""The choices of the menu, each with what the settings hold for it."""


class ExplanationLanguage(QObject):
    """Reads what is known about an error anew, off the window's thread, since stores are asked for it.

    Signals:
        chosen(): another language is to be spoken from now on.
    """

    chosen = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.window)
        self._desk = desk
        kept = {setting: choice for choice, setting in CHOICES.items()}
        chosen = kept.get(desk.services.settings.language, "system")
        desk.commands[f"view.language_{chosen}"].setChecked(True)
        desk.commands.connect_to({f"view.language_{choice}": partial(self.choose, choice) for choice in CHOICES})

    def choose(self, choice: str) -> None:
        """Explain in another language from now on."""
        services, runner = self._desk.services, self._desk.runner
        saved = runner.call(services.save_settings, replace(services.settings, language=CHOICES[choice]))
        # Not before: what opens anew asks for the language.
        saved.finished.connect(self.chosen)
        for panel in self._desk.answers.panels():
            if panel.exchange is not None:
                from explorer.ui.flows.sending import understood

                task = runner.call(understood, services, panel.exchange)
                task.succeeded.connect(partial(_show, panel))


def _show(panel: "ResponsePanel", answer: "Answer") -> None:
    if isValid(panel) and panel.exchange is answer.exchange:
        panel.language = answer.language
        panel.explain_anew(answer.explanation, answer.evidence, answer.note)
