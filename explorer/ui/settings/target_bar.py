"""The bar under the menus: as whom, in which region, to which endpoint; and the search over everything."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from explorer.core.models.profile import Profile, Residence
from explorer.ui.settings.endpoints import TITLES, EndpointKind, endpoint_text
from explorer.ui.settings.regions import REGIONS
from explorer.ui.widgets.elided_label import ElidedLabel
from explorer.ui.widgets.selector import Selector, SelectorBox

_MANAGE = "Manage profiles…"
_FIRST_SERVICE = "mqtt"


class TargetBar(QFrame):
    """Profile, region and endpoint as they stand for every request that does not override them.

    Signals:
        profile_chosen(Profile): another profile.
        changed(): anything that a request would inherit has changed.
        profiles_requested(): the user wants to manage profiles.
        practice_requested(): the practice endpoint was chosen and must run.
        palette_requested(): the search box was pressed.
    """

    profile_chosen = Signal(object)
    changed = Signal()
    profiles_requested = Signal()
    practice_requested = Signal()
    palette_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bar")
        self._service = _FIRST_SERVICE
        self._practice_url = ""
        self._profiles: tuple[Profile, ...] = ()
        self._kind = EndpointKind.INTERNATIONAL
        profile, region, endpoint = (
            Selector("Profile", "profileSelector", editable=False),
            Selector("Region", "regionSelector", editable=True),
            Selector("Endpoint", "endpointSelector", editable=True),
        )
        self._profile, self._region, self._endpoint = profile.box, region.box, endpoint.box
        self.search = SearchButton()
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 8, 14, 8)
        row.setSpacing(10)
        for selector in (profile, region, endpoint):
            row.addWidget(selector)
        row.addStretch(1)
        row.addWidget(self.search, 2)
        self._fill()
        self._connect()

    def profile(self) -> Profile | None:
        """The chosen profile."""
        found = self._profile.currentData()
        return found if isinstance(found, Profile) else None

    def region(self) -> str:
        """The region as typed or chosen."""
        return self._region.currentText().strip()

    def endpoint(self) -> str:
        """What Request.endpoint takes: empty for the international one."""
        if self._kind is EndpointKind.INTERNATIONAL:
            return ""
        if self._kind is EndpointKind.PRACTICE:
            return self._practice_url
        return self._endpoint.currentText().strip()

    def endpoint_shown(self) -> str:
        """The host or URL as the bar shows it."""
        return self._endpoint.currentText().strip()

    def endpoint_choices(self) -> tuple[tuple[str, str], ...]:
        """The endpoints that a request can name for itself: host or URL, and what it is."""
        kinds = [kind for kind in EndpointKind if kind is not EndpointKind.PRACTICE or self._practice_url]
        texts = ((endpoint_text(kind, self._service, self.region(), self._practice_url), kind) for kind in kinds)
        return tuple((text, TITLES[kind]) for text, kind in texts if text)

    def kind(self) -> EndpointKind:
        """Which kind of endpoint is chosen."""
        return self._kind

    def set_profiles(self, profiles: tuple[Profile, ...], chosen: str, default: str = "") -> None:
        """Offer these profiles, mark the default one, and choose one by name; none, if there is none of that name."""
        self._profiles = profiles
        box = self._profile
        box.blockSignals(True)
        box.clear()
        for profile in profiles:
            box.add(profile.name, _remark(profile, profile.name == default), profile)
        if profiles:
            box.insertSeparator(box.count())
        box.add(_MANAGE)
        names = [profile.name for profile in profiles]
        box.setCurrentIndex(names.index(chosen) if chosen in names else -1)
        box.blockSignals(False)
        box.fit()
        self.changed.emit()

    def awaits_practice(self) -> bool:
        """Whether the practice endpoint is chosen and does not listen yet."""
        return self._kind is EndpointKind.PRACTICE and not self._practice_url

    def set_region(self, region: str) -> None:
        """Choose a region."""
        self._region.setCurrentText(region)

    def set_service(self, service: str) -> None:
        """Show the endpoints of this service."""
        if service != self._service:
            self._service = service
            self._show_endpoints()

    def set_practice_url(self, url: str) -> None:
        """Say where the practice endpoint listens (empty: nowhere)."""
        self._practice_url = url
        self._show_endpoints()

    def choose_endpoint(self, kind: EndpointKind, text: str = "") -> None:
        """Choose a kind of endpoint; ``text`` is of OWN."""
        self._kind = kind
        self._show_endpoints()
        if kind is EndpointKind.OWN:
            self._endpoint.setEditText(text)
        self.changed.emit()

    def set_count(self, actions: int) -> None:
        """Say how many actions the search covers."""
        self.search.set_words(f"Search {actions:,} actions, saved requests, history…")

    def _fill(self) -> None:
        self._profile.setPlaceholderText("none yet")
        self.set_profiles((), "")
        for region, city in REGIONS:
            self._region.add(region, city)
        self._region.setCurrentText("ap-guangzhou")
        self._show_endpoints()

    def _connect(self) -> None:
        self._profile.currentIndexChanged.connect(self._on_profile_changed)
        self._profile.activated.connect(self._on_profile_activated)
        self._region.currentTextChanged.connect(self._on_region_changed)
        self._endpoint.activated.connect(self._on_endpoint_activated)
        edit = self._endpoint.lineEdit()
        if edit is not None:
            edit.textEdited.connect(self._on_endpoint_edited)
        self.search.clicked.connect(self.palette_requested)

    def _show_endpoints(self) -> None:
        box: SelectorBox = self._endpoint
        typed = box.currentText()
        box.blockSignals(True)
        box.clear()
        for kind in EndpointKind:
            text = endpoint_text(kind, self._service, self.region(), self._practice_url)
            box.add(text or TITLES[kind], TITLES[kind] if text else "", kind)
        if self._kind is EndpointKind.OWN:
            box.setEditText(typed)
        else:
            box.setCurrentIndex(list(EndpointKind).index(self._kind))
        box.blockSignals(False)
        box.fit()

    def _on_profile_changed(self, index: int) -> None:
        chosen = self._profile.itemData(index)
        if isinstance(chosen, Profile):
            self.profile_chosen.emit(chosen)
            self.changed.emit()
        elif self._profile.itemText(index) == _MANAGE:
            self.profiles_requested.emit()

    def _on_profile_activated(self, index: int) -> None:
        # The one that is chosen already can be chosen again, which changes nothing but must start the endpoint.
        chosen = self._profile.itemData(index)
        if isinstance(chosen, Profile) and chosen.residence is Residence.PRACTICE and not self._practice_url:
            self.practice_requested.emit()

    def _on_region_changed(self) -> None:
        self._show_endpoints()
        self.changed.emit()

    def _on_endpoint_activated(self, index: int) -> None:
        kind = self._endpoint.itemData(index)
        if kind is None:
            return
        self.choose_endpoint(EndpointKind(kind))
        if self._kind is EndpointKind.OWN:
            self._endpoint.setFocus()
        elif self._kind is EndpointKind.PRACTICE and not self._practice_url:
            self.practice_requested.emit()

    def _on_endpoint_edited(self) -> None:
        self._kind = EndpointKind.OWN
        self._endpoint.fit()
        self.changed.emit()


def _remark(profile: Profile, is_default: bool) -> str:
    if profile.residence is Residence.PRACTICE:
        return "practice, no secrets"
    parts = ["default" if is_default else "", profile.label, profile.region, "read-only" if profile.read_only else ""]
    parts.append("this run only" if profile.residence is Residence.MEMORY else "")
    return " · ".join(part for part in parts if part)


class SearchButton(QPushButton):
    """Looks like a field, opens the palette; shows its key at the right."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "search")
        self.setObjectName("openPaletteButton")
        self._words, key = ElidedLabel(), QLabel("Ctrl K")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 10, 0)
        for label in (self._words, key):
            label.setProperty("role", "muted")
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        row.addWidget(self._words, 1)
        row.addWidget(key)
        self.setMinimumWidth(120)
        self.setMaximumWidth(380)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_words("Search actions, saved requests, history…")

    def sizeHint(self) -> QSize:
        """Room for the words and the key."""
        return QSize(self._words.sizeHint().width() + 90, super().sizeHint().height())

    def set_words(self, words: str) -> None:
        """Say what is searched."""
        self._words.setText(words)
        self.updateGeometry()
        self.setAccessibleName(words.rstrip("…"))
