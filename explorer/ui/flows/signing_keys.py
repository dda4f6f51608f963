"""The key pairs that previews sign with: read from the keyring once for each profile, and kept in memory only."""

from typing import TYPE_CHECKING

from explorer.core.errors import ExplorerError

if TYPE_CHECKING:
    from explorer.core.models.credential import Credential
    from explorer.services.wiring import Services

# A keyring may wait for its password: what signs for a preview has a lane of its own.
LANE = "signature"


class SigningKeys:
    """Used in the lane's thread, but for ``forget``."""

    def __init__(self, services: "Services") -> None:
        self._services = services
        self._known: dict[str, Credential] = {}

    def forget(self) -> None:
        """The profiles have changed."""
        self._known = {}

    def of(self, profile: str) -> "tuple[Credential | None, str]":
        """The key pair of a profile, and the sentence that says who signs; None where there is none to sign with."""
        from explorer.services.choose_credential import of_profile
        from explorer.services.inspect_signature import PREVIEW

        if not profile:
            return None, PREVIEW
        known = self._known
        try:
            if profile not in known:
                known[profile] = of_profile(self._services, profile).credential
        except ExplorerError as error:
            return None, f"{error} {PREVIEW}"
        return known[profile], f"Signed with the key of {profile}."
