"""Profiles: which there are, which is chosen, adding, changing and removing them. The keyring has its own lane."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from explorer.core.errors import ExplorerError
from explorer.core.models.profile import Profile, Residence
from explorer.ui.flows.keyring_words import dialog_words
from explorer.ui.settings.profile_editor import ProfileDraft
from explorer.ui.settings.profiles_dialog import ProfilesDialog
from explorer.ui.settings.target_bar import TargetBar
from explorer.ui.task_runner import TaskRunner

if TYPE_CHECKING:
    from explorer.core.secrets.store import StoreState
    from explorer.services.wiring import Services

_LANE = "keyring"

# Offered before the practice endpoint runs; choosing it starts the endpoint, which brings the profile itself.
PRACTICE = Profile("Practice", "", residence=Residence.PRACTICE)


class ProfileFlow(QObject):
    """Keeps the bar and the dialog in step with the profile book.

    Signals:
        loaded(profiles): the profiles of disk and memory, without the practice profile.
        keyring_known(StoreState), failed(error), chosen(Profile).
    """

    loaded = Signal(object)
    keyring_known = Signal(object)
    failed = Signal(object)

    def __init__(self, services: "Services", runner: TaskRunner, bar: TargetBar, window: QWidget) -> None:
        super().__init__(window)
        self._services, self._runner, self._bar, self._window = services, runner, bar, window
        self.profiles: tuple[Profile, ...] = ()
        self._state: StoreState | None = None
        self._dialog: ProfilesDialog | None = None
        self._last = self._default = ""
        bar.profile_chosen.connect(self._on_profile_chosen)
        bar.profiles_requested.connect(self.manage)

    def load(self, chosen: str = "") -> None:
        """Read the profiles again, and choose one by name."""
        self._last = chosen or self._last
        task = self._runner.call(self._read)
        task.succeeded.connect(self._on_read)
        task.failed.connect(self.failed)

    def look_at_keyring(self) -> None:
        """Ask the keyring how it is; never asks its user to unlock it."""
        task = self._runner.call(self._check, lane=_LANE)
        task.succeeded.connect(self._on_keyring_known)
        task.failed.connect(self.failed)

    def adopt(self, profile: Profile) -> None:
        """Choose a profile that was just made."""
        self._last = profile.name
        if profile not in self.profiles:
            self.profiles = (*self.profiles, profile)
        self._show_in_bar()

    def manage(self) -> None:
        """Open the dialog."""
        self._show_in_bar()
        if self._dialog is not None:
            self._dialog.raise_()
            return
        self._dialog = dialog = ProfilesDialog(self._window, self.profiles, self._default)
        dialog.save_requested.connect(self._on_save_requested)
        dialog.remove_requested.connect(self._on_remove_requested)
        dialog.default_requested.connect(self._on_default_requested)
        dialog.finished.connect(self._on_dialog_finished)
        self._show_keyring()
        self.look_at_keyring()
        dialog.open()

    def _read(self) -> tuple[tuple[Profile, ...], str]:
        from explorer.services.manage_profiles import default_profile, list_profiles

        return list_profiles(self._services), default_profile(self._services)

    def _check(self) -> "StoreState":
        return self._services.profiles.keyring_state()

    def _on_read(self, found: tuple[tuple[Profile, ...], str]) -> None:
        self.profiles, self._default = found
        self._show_in_bar()
        if self._dialog is not None:
            self._dialog.show_default(self._default)
            self._dialog.set_profiles(self.profiles, self._last)
        self.loaded.emit(self.profiles)

    def _show_in_bar(self) -> None:
        offered = self.profiles
        if not any(profile.residence is Residence.PRACTICE for profile in offered):
            offered = (*offered, PRACTICE)
        own = [profile for profile in self.profiles if profile.residence is not Residence.PRACTICE]
        names = [profile.name for profile in offered]
        first = self._default or (own[0].name if own else "")
        self._bar.set_profiles(offered, self._last if self._last in names else first, self._default)

    def _on_profile_chosen(self, profile: Profile) -> None:
        self._last = profile.name
        if profile.region:
            self._bar.set_region(profile.region)

    def _on_keyring_known(self, state: "StoreState") -> None:
        self._state = state
        self._show_keyring()
        self.keyring_known.emit(state)

    def _show_keyring(self) -> None:
        if self._dialog is not None and self._state is not None:
            self._dialog.editor.show_keyring(dialog_words(self._state), self._state.usable or self._state.locked)

    def _on_dialog_finished(self) -> None:
        self._dialog = None

    def _on_save_requested(self, draft: ProfileDraft) -> None:
        task = self._runner.call(self._keep, draft, lane=_LANE)
        task.succeeded.connect(lambda profile: self.load(profile.name))
        task.failed.connect(self._on_dialog_failed)

    def _on_remove_requested(self, name: str) -> None:
        task = self._runner.call(self._remove, name, lane=_LANE)
        task.succeeded.connect(lambda _nothing: self.load())
        task.failed.connect(self._on_dialog_failed)

    def _on_default_requested(self, name: str) -> None:
        from explorer.services.manage_profiles import choose_default

        task = self._runner.call(choose_default, self._services, name)
        task.succeeded.connect(lambda profile: self._show_default(profile.name))
        task.failed.connect(self._on_dialog_failed)

    def _show_default(self, name: str) -> None:
        self._default = name
        self._show_in_bar()
        if self._dialog is not None:
            self._dialog.show_default(name)

    def _on_dialog_failed(self, error: Exception) -> None:
        if self._dialog is not None and isinstance(error, ExplorerError):
            self._dialog.editor.show_error(str(error))
        else:
            self.failed.emit(error)
        self.look_at_keyring()

    def _remove(self, name: str) -> None:
        self._services.profiles.remove(name)

    def _keep(self, draft: ProfileDraft) -> Profile:
        from explorer.core.errors import UsageError

        book = self._services.profiles
        if draft.replaces:
            if draft.name != draft.replaces:
                book.rename(draft.replaces, draft.name)
            return book.update(
                draft.name,
                region=draft.region,
                label=draft.label,
                read_only=draft.read_only,
                credential=draft.credential,
            )
        if draft.credential is None:
            raise UsageError("A new profile needs a SecretId and a SecretKey.")
        return book.add(
            draft.name,
            draft.credential,
            region=draft.region,
            label=draft.label,
            read_only=draft.read_only,
            residence=draft.residence,
        )
