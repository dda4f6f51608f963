"""How the window was left, and as it comes back: size, splitters, theme, profile, region."""

from base64 import b64encode
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from explorer.core.errors import StorageError
from explorer.core.storage.settings import Settings
from explorer.ui.flows.desk import Desk
from explorer.ui.settings.endpoints import EndpointKind
from explorer.ui.theme import theme

_REST_MILLISECONDS = 800


class Remembering(QObject):
    """Reads the settings at the start; writes them soon after each choice, off the window's thread, and at the end."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.window)
        self._desk = desk
        self._written: Settings | None = None
        self._timer = QTimer(self, singleShot=True, interval=_REST_MILLISECONDS)
        self._timer.timeout.connect(self._write)

    def restore(self) -> None:
        """Take the last run's splitters, region and endpoint; odd values leave the defaults."""
        desk, settings = self._desk, self._desk.services.settings
        for splitter, sizes in ((desk.outer, settings.splitter), (desk.work, settings.request_splitter)):
            if len(sizes) == splitter.count():
                splitter.setSizes(list(sizes))
        if settings.region:
            desk.bar.set_region(settings.region)
        self._restore_endpoint(settings.endpoint)
        desk.bar.changed.connect(self._timer.start)
        for splitter in (desk.outer, desk.work):
            splitter.splitterMoved.connect(self._timer.start)

    def keep(self) -> None:
        """Write how it is now; a disk that refuses costs only the memory of it."""
        services = self._desk.services
        try:
            self._now().save(services.paths.settings_file)
        except StorageError:
            return

    def _now(self) -> Settings:
        desk, settings = self._desk, self._desk.services.settings
        profile = desk.bar.profile()
        geometry = bytes(desk.window.saveGeometry().data())
        return replace(
            settings,
            theme=theme.scheme(),
            window_geometry=b64encode(geometry).decode("ascii"),
            splitter=tuple(desk.outer.sizes()),
            request_splitter=tuple(desk.work.sizes()),
            region=desk.bar.region(),
            endpoint=self._endpoint(),
            # None is chosen also while the profiles are still being read.
            profile=profile.name if profile is not None else settings.profile,
            confirm_changes=desk.commands["request.confirm"].isChecked(),
        )

    def _write(self) -> None:
        now = self._now()
        if now != self._written:
            self._written = now
            self._desk.runner.call(self._desk.services.save_settings, now)

    def choose_theme(self, scheme: theme.Scheme) -> None:
        """Dress the whole application anew."""
        app = QApplication.instance()
        if isinstance(app, QApplication):
            theme.apply(app, scheme)
        self._write()

    def choose_confirming(self) -> None:
        """Ask, or no longer ask, before an action that may change something is sent."""
        self._write()

    def _endpoint(self) -> str:
        kind = self._desk.bar.kind()
        if kind is EndpointKind.PRACTICE:
            return ""
        return self._desk.bar.endpoint() if kind is EndpointKind.OWN else kind.value

    def _restore_endpoint(self, kept: str) -> None:
        if not kept:
            return
        kinds = {kind.value: kind for kind in EndpointKind}
        if kept in kinds:
            self._desk.bar.choose_endpoint(kinds[kept])
        else:
            self._desk.bar.choose_endpoint(EndpointKind.OWN, kept)
