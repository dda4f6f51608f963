"""A running practice endpoint, and a caller with a signer of its own: the endpoint is not checked by its own code."""

import hashlib
import hmac
import http.client
import json
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

import pytest

from explorer.core import resources
from explorer.core.catalog.store import CatalogStore
from explorer.core.models.action import ActionSpec, Kind, Member, ObjectSpec
from explorer.core.models.credential import Credential
from explorer.sandbox.server import PracticeEndpoint


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def response(self) -> dict[str, Any]:
        """The content of the envelope."""
        return dict(json.loads(self.body)["Response"])

    @property
    def code(self) -> str:
        """The error code, or empty for a success."""
        return str(self.response.get("Error", {}).get("Code", ""))

    @property
    def message(self) -> str:
        """The error's message."""
        return str(self.response["Error"]["Message"])


@dataclass(frozen=True)
class Plan:
    """One TC3 call in every detail that a test may want wrong."""

    action: str = "DescribeInstanceList"
    parameters: Any = field(default_factory=dict)
    service: str = "mqtt"
    version: str = "2024-05-16"
    region: str = "ap-guangzhou"
    method: str = "POST"
    query: str = ""
    body: bytes | None = None
    content_type: str = "application/json"
    secret_id: str = ""
    secret_key: str = ""
    token: str = ""
    clock: float = 0.0
    date: str = ""
    host: str = ""
    signed_host: str = ""
    authorization: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    signed: tuple[str, ...] = ("content-type", "host")
    unsigned_payload: bool = False


class Caller:
    """Signs plans and sends them over a connection of its own."""

    def __init__(self, url: str, credential: Credential) -> None:
        self.address = url.removeprefix("http://")
        self.credential = credential

    def call(self, action: str = "DescribeInstanceList", parameters: Any = None, **changes: Any) -> Answer:
        """One call."""
        return self.send(replace(Plan(action=action, parameters=parameters or {}), **changes))

    def fault(self, fault: str, action: str = "DescribeInstanceList", parameters: Any = None) -> Answer:
        """One call with a fault of its own."""
        return self.call(action, parameters, headers=(("X-Practice-Fault", fault),))

    def send(self, plan: Plan) -> Answer:
        """Send a plan and read the whole answer."""
        path, headers, body = self.signed(plan)
        return self.raw(plan.method, path, headers, body)

    def raw(self, method: str, path: str, headers: dict[str, str], body: bytes) -> Answer:
        """Anything at all."""
        connection = http.client.HTTPConnection(self.address, timeout=30)
        try:
            connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
            for name, value in {**headers, "Content-Length": str(len(body))}.items():
                connection.putheader(name, value)
            connection.endheaders(body)
            answer = connection.getresponse()
            return Answer(answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read())
        finally:
            connection.close()

    def signed(self, plan: Plan) -> tuple[str, dict[str, str], bytes]:
        """Path, headers and body of a plan."""
        body = plan.body
        if body is None:
            body = b"" if plan.method == "GET" else json.dumps(plan.parameters).encode()
        timestamp = int(plan.clock or time.time())
        date = plan.date or datetime.fromtimestamp(timestamp, UTC).strftime("%Y-%m-%d")
        headers = {
            "Host": plan.host or self.address,
            "Content-Type": plan.content_type,
            "X-TC-Action": plan.action,
            "X-TC-Version": plan.version,
            "X-TC-Timestamp": str(timestamp),
            "X-TC-Region": plan.region,
            "X-TC-Token": plan.token or self.credential.token,
            "X-TC-Content-SHA256": "UNSIGNED-PAYLOAD" if plan.unsigned_payload else "",
            **dict(plan.headers),
        }
        headers = {name: value for name, value in headers.items() if value}
        seen = {name.lower(): value for name, value in headers.items()}
        seen["host"] = plan.signed_host or seen["host"]
        lines = "".join(f"{name}:{seen[name].strip()}\n" for name in plan.signed)
        payload = hashlib.sha256(b"UNSIGNED-PAYLOAD" if plan.unsigned_payload else body).hexdigest()
        canonical = f"{plan.method}\n/\n{plan.query}\n{lines}\n{';'.join(plan.signed)}\n{payload}"
        scope = f"{date}/{plan.service}/tc3_request"
        digest = hashlib.sha256(canonical.encode()).hexdigest()
        key = ("TC3" + (plan.secret_key or self.credential.secret_key)).encode()
        for part in (date, plan.service, "tc3_request", f"TC3-HMAC-SHA256\n{timestamp}\n{scope}\n{digest}"):
            key = hmac.new(key, part.encode(), hashlib.sha256).digest()
        headers["Authorization"] = plan.authorization or (
            f"TC3-HMAC-SHA256 Credential={plan.secret_id or self.credential.secret_id}/{scope}, "
            f"SignedHeaders={';'.join(plan.signed)}, Signature={key.hex()}"
        )
        return "/?" + plan.query if plan.query else "/", headers, body


@pytest.fixture(scope="session")
def catalog() -> Iterator[CatalogStore]:
    store = CatalogStore(resources.catalog())
    yield store
    store.close()


@pytest.fixture(scope="module")
def endpoint(catalog: CatalogStore) -> Iterator[PracticeEndpoint]:
    with PracticeEndpoint(catalog) as running:
        yield running


@pytest.fixture
def caller(endpoint: PracticeEndpoint) -> Caller:
    return Caller(endpoint.url, endpoint.credential)


@pytest.fixture
def plan() -> type[Plan]:
    return Plan


_TYPES: dict[Kind, Any] = {
    Kind.INTEGER: int,
    Kind.UNSIGNED: int,
    Kind.FLOAT: (int, float),
    Kind.BOOLEAN: bool,
}


def _faults(spec: ActionSpec, shape: ObjectSpec, value: Any, path: str) -> Iterator[str]:
    """Everything in which the value is not as its shape says."""
    if not isinstance(value, dict):
        yield f"{path} is no object"
        return
    members = {member.name: member for member in shape.members}
    yield from (f"{path}.{name} is not in the spec" for name in value if name not in members)
    for name, member in members.items():
        if name in value:
            yield from _member_faults(spec, member, value[name], f"{path}.{name}")
        elif member.always_returned:
            yield f"{path}.{name} is missing"


def _member_faults(spec: ActionSpec, member: Member, value: Any, path: str) -> Iterator[str]:
    if value is None:
        if not member.nullable:
            yield f"{path} is null"
        return
    if member.is_list != isinstance(value, list):
        yield f"{path} is {type(value).__name__}"
        return
    for item in value if member.is_list else [value]:
        shape = spec.object_of(member)
        if shape is not None:
            yield from _faults(spec, shape, item, path)
            continue
        wanted = _TYPES.get(member.kind, str)
        if not isinstance(item, wanted) or (wanted is int and isinstance(item, bool)):
            yield f"{path} is {type(item).__name__}"


@pytest.fixture(scope="session")
def misfits() -> Callable[[ActionSpec, Any], list[str]]:
    """What in the content of a Response is not as the output spec says."""
    return lambda spec, value: list(_faults(spec, spec.output, value, ""))
