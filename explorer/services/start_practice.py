"""Start and stop the practice endpoint of this run, with a practice profile that is kept in memory only."""

from collections.abc import Sequence
from itertools import chain, count
from threading import RLock
from typing import TYPE_CHECKING

from explorer.core.models.credential import Credential
from explorer.core.models.profile import Profile, Residence

if TYPE_CHECKING:
    from explorer.sandbox.server import PracticeEndpoint
    from explorer.services.wiring import Services

PROFILE_NAME = "Practice"
REGION = "ap-guangzhou"


class Practice:
    """At most one practice endpoint. Methods may be called from any thread; ``start`` waits until it listens."""

    def __init__(self, services: "Services") -> None:
        self._services = services
        self._lock = RLock()
        self._endpoint: PracticeEndpoint | None = None

    @property
    def running(self) -> bool:
        """Whether it listens."""
        return self._endpoint is not None

    @property
    def url(self) -> str:
        """``http://127.0.0.1:PORT`` while it listens, otherwise empty."""
        endpoint = self._endpoint
        return endpoint.url if endpoint is not None else ""

    def offer_profile(self) -> Profile:
        """Start it, and list a practice profile for this run; the same one when it is listed already."""
        with self._lock:
            endpoint, book = self.start(), self._services.profiles
            listed = book.list()
            for profile in listed:
                if profile.residence is Residence.PRACTICE:
                    return profile
            taken = {profile.name.casefold() for profile in listed}
            names = chain([PROFILE_NAME], (f"{PROFILE_NAME} {number}" for number in count(2)))
            return book.add(
                next(name for name in names if name.casefold() not in taken),
                endpoint.credential,
                region=REGION,
                label="built-in practice endpoint",
                residence=Residence.PRACTICE,
            )

    @property
    def credential(self) -> Credential:
        """The key pair that the endpoint accepts; starts it when it does not run."""
        return self.start().credential

    def start(
        self,
        *,
        host: str = "127.0.0.1",
        port: int = 0,
        credential: Credential | None = None,
        faults: Sequence[str] = (),
    ) -> "PracticeEndpoint":
        """Start it, or return the running one. Raises ExplorerError when it cannot listen."""
        with self._lock:
            if self._endpoint is None:
                from explorer.sandbox.server import PracticeEndpoint

                endpoint = PracticeEndpoint(
                    self._services.catalog, host=host, port=port, credential=credential, faults=faults
                )
                endpoint.start()
                self._endpoint = endpoint
            return self._endpoint

    def stop(self) -> None:
        """Stop it; does nothing when it does not run."""
        with self._lock:
            endpoint, self._endpoint = self._endpoint, None
        if endpoint is not None:
            endpoint.stop()
