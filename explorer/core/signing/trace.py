"""What signing yields: the request as it goes onto the wire, and every value on the way to its signature."""

from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Trace:
    """Every intermediate value, in the order it is made; empty where the algorithm has none. Never a key.

    ``parameters`` (HmacSHA1 and HmacSHA256) are all pairs as sent, Signature last. ``query`` is the query string
    as signed and sent. ``signed_headers`` is the ``;``-joined list of a TC3-HMAC-SHA256 signature. The printed form
    leaves out what may hold a session token.
    """

    algorithm: str
    timestamp: int
    nonce: int | None = None
    query: str = field(default="", repr=False)
    payload_sha256: str = ""
    signed_headers: str = ""
    canonical_request: str = ""
    canonical_request_sha256: str = ""
    credential_scope: str = ""
    string_to_sign: str = field(default="", repr=False)
    signature: str = ""
    authorization: str = ""
    parameters: tuple[tuple[str, str], ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class SignedRequest:
    """The bytes that were signed are the bytes to send. Header values are UTF-8 on the wire.

    ``traced`` makes the trace, which sending has no use for.
    """

    method: str
    url: str = field(repr=False)
    headers: tuple[tuple[str, str], ...] = field(repr=False)
    body: bytes = field(repr=False)
    traced: Callable[[], Trace] = field(repr=False, compare=False)

    @property
    def trace(self) -> Trace:
        """Every value on the way to the signature."""
        return self.traced()

    def header(self, name: str) -> str:
        """The first header of that name (any case), or an empty string."""
        wanted = name.lower()
        return next((value for key, value in self.headers if key.lower() == wanted), "")
