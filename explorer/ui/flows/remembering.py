"""How the window was left, and as it comes back: size, splitters, theme, profile, region."""

from base64 import b64encode
from dataclasses import replace

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from explorer.core.errors import StorageError
from explorer.ui.flows.desk import Desk
from explorer.ui.settings.endpoints import EndpointKind
from explorer.ui.theme import theme


class Remembering(QObject):
    """Reads and writes the settings file, a small one, at start and at the end."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.window)
        self._desk = desk

    def restore(self) -> None:
        """Take the last run's splitters, region and endpoint; odd values leave the defaults."""
        desk, settings = self._desk, self._desk.services.settings
        for splitter, sizes in ((desk.outer, settings.splitter), (desk.work, settings.request_splitter)):
            if len(sizes) == splitter.count():
                splitter.setSizes(list(sizes))
        if settings.region:
            desk.bar.set_region(settings.region)
        self._restore_endpoint(settings.endpoint)

    def keep(self) -> None:
        """Write how it is now; a disk that refuses costs only the memory of it."""
        desk, services = self._desk, self._desk.services
        profile = desk.bar.profile()
        geometry = bytes(desk.window.saveGeometry().data())
        now = replace(
            services.settings,
            theme=theme.scheme(),
            window_geometry=b64encode(geometry).decode("ascii"),
            splitter=tuple(desk.outer.sizes()),
            request_splitter=tuple(desk.work.sizes()),
            region=desk.bar.region(),
            endpoint=self._endpoint(),
            profile=profile.name if profile is not None else "",
        )
        try:
            now.save(services.paths.settings_file)
        except StorageError:
            return

    def choose_theme(self, scheme: theme.Scheme) -> None:
        """Dress the whole application anew."""
        app = QApplication.instance()
        if isinstance(app, QApplication):
            theme.apply(app, scheme)

    def choose_confirming(self) -> None:
        """Ask, or no longer ask, before an action that may change something is sent."""
        services = self._desk.services
        chosen = self._desk.commands["request.confirm"].isChecked()
        self._desk.runner.call(services.save_settings, replace(services.settings, confirm_changes=chosen))

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
