"""Starts the practice endpoint off the window's thread and points the bar at it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from explorer.core.models.profile import Profile, Residence
from explorer.ui.flows.profiles import ProfileFlow
from explorer.ui.settings.endpoints import EndpointKind
from explorer.ui.settings.target_bar import TargetBar
from explorer.ui.task_runner import TaskRunner

if TYPE_CHECKING:
    from explorer.services.wiring import Services


class PracticeFlow(QObject):
    """The practice profile and the practice endpoint are chosen together.

    Signals:
        starting(bool): it is being started, or not any more.
        started(bool): it listens and is chosen; whether somebody asked for it in this run.
        failed(error).
    """

    starting = Signal(bool)
    started = Signal(bool)
    failed = Signal(object)

    def __init__(
        self, services: "Services", runner: TaskRunner, bar: TargetBar, profiles: ProfileFlow, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._services, self._runner, self._bar, self._profiles = services, runner, bar, profiles
        self._busy = self._is_asked = False
        bar.practice_requested.connect(self.start)
        bar.profile_chosen.connect(self._on_profile_chosen)

    def start(self) -> None:
        """Start it, or choose the one that runs."""
        self._is_asked = True
        self._begin()

    def resume(self) -> None:
        """Start it again for the practice profile of the last run, without a word when all goes well."""
        profile = self._bar.profile()
        if profile is not None and profile.residence is Residence.PRACTICE and not self._services.practice.running:
            self._bar.choose_endpoint(EndpointKind.PRACTICE)
            self._begin()

    def _begin(self) -> None:
        if self._busy:
            return
        self._busy = True
        self.starting.emit(True)
        task = self._runner.call(self._listen, lane="practice")
        task.succeeded.connect(self._on_listening)
        task.failed.connect(self.failed)
        task.finished.connect(self._on_finished)

    def _listen(self) -> tuple[str, Profile]:
        practice = self._services.practice
        profile = practice.offer_profile()
        return practice.url, profile

    def _on_listening(self, found: tuple[str, Profile]) -> None:
        url, profile = found
        self._bar.set_practice_url(url)
        self._bar.choose_endpoint(EndpointKind.PRACTICE)
        self._profiles.adopt(profile)
        self._bar.set_region(profile.region)
        self.started.emit(self._is_asked)

    def _on_finished(self) -> None:
        self._busy = False
        self.starting.emit(False)

    def _on_profile_chosen(self, profile: Profile) -> None:
        practice = profile.residence is Residence.PRACTICE
        if practice and self._bar.kind() is not EndpointKind.PRACTICE:
            self.start()
        elif not practice and self._bar.kind() is EndpointKind.PRACTICE:
            self._bar.choose_endpoint(EndpointKind.INTERNATIONAL)
