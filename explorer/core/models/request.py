"""One request as an engineer composes it, before it is signed; the only thing that is saved in a collection."""

from dataclasses import dataclass, field
from enum import StrEnum

from explorer.core.models.action import ActionRef
from explorer.core.models.json_value import JsonObject, dumps


class Algorithm(StrEnum):
    """The signature methods of API 3.0."""

    TC3 = "TC3-HMAC-SHA256"
    HMAC_SHA256 = "HmacSHA256"
    HMAC_SHA1 = "HmacSHA1"


class Method(StrEnum):
    """The HTTP methods that API 3.0 accepts; any other is answered by UnsupportedProtocol."""

    POST = "POST"
    GET = "GET"


class ContentKind(StrEnum):
    """How the parameters of a POST travel (protocol: JSON unless the action says otherwise)."""

    JSON = "application/json"
    MULTIPART = "multipart/form-data"
    OCTET_STREAM = "application/octet-stream"


DEFAULT_TIMEOUT = 60.0


@dataclass(frozen=True, slots=True)
class Request:
    """What to call, with what, and how. It names a profile; it never holds a credential.

    ``body_text``, when given, is the POST body byte for byte (UTF-8) and wins over ``parameters``.
    ``region`` empty means: the profile's, or none. ``endpoint`` empty means the service's international endpoint;
    otherwise a host (``mqtt.tencentcloudapi.com``) or a URL with scheme. ``language`` empty sends no X-TC-Language.
    ``headers`` are the user's own; they override a header of the same name. ``timeout`` is in seconds.
    ``timestamp`` fixes X-TC-Timestamp (epoch seconds), for reproducing a customer's clock. ``unread`` holds what was
    typed for a field but is no value of it (``timeout``, ``timestamp``), so that it can be shown again and mended.
    """

    action: ActionRef
    parameters: JsonObject = field(default_factory=dict)
    body_text: str | None = None
    region: str = ""
    endpoint: str = ""
    method: Method = Method.POST
    content_kind: ContentKind = ContentKind.JSON
    algorithm: Algorithm = Algorithm.TC3
    language: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    signed_headers: tuple[str, ...] = ("content-type", "host")
    unsigned_payload: bool = False
    timeout: float = DEFAULT_TIMEOUT
    timestamp: int | None = None
    profile: str = ""
    unread: tuple[tuple[str, str], ...] = ()

    def json_text(self) -> str:
        """What a JSON POST body says: the text to be sent as it stands, or else the parameters."""
        return self.body_text if self.body_text is not None else dumps(self.parameters)
