"""Requests of many shapes, and a server between client and practice endpoint that keeps what went by."""

import http.client
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest

from explorer.core import resources
from explorer.core.catalog.store import CatalogStore
from explorer.core.form.validate import check
from explorer.core.models.action import ActionSpec
from explorer.core.models.json_value import JsonObject, JsonValue, Number
from explorer.core.models.request import Request
from explorer.core.signing.query import parse_query
from explorer.sandbox.server import PracticeEndpoint

CASES = 220
_STRIDE = 23


@dataclass(frozen=True)
class Case:
    """One action with parameters, and its spec."""

    spec: ActionSpec
    parameters: JsonObject

    def request(self, endpoint: str) -> Request:
        """To be sent there."""
        return Request(self.spec.ref, self.parameters, region="ap-singapore", endpoint=endpoint)


@dataclass
class Wire:
    """``seen`` holds, by action, the headers, the query, the body, and the error code that the endpoint answered."""

    url: str
    practice: PracticeEndpoint
    seen: dict[str, tuple[dict[str, str], str, bytes, str]] = field(default_factory=dict)

    def parameters(self, action: str) -> Any:
        """What a JSON body or a query said; numbers become floats or integers."""
        _headers, query, body, _code = self.seen[action]
        return parse_query(query) if query else json.loads(body)

    def environment(self) -> dict[str, str]:
        """The practice key pair, as snippets expect it."""
        credential = self.practice.credential
        return {
            "TENCENTCLOUD_SECRET_ID": credential.secret_id,
            "TENCENTCLOUD_SECRET_KEY": credential.secret_key,
        }


@pytest.fixture(scope="session")
def snippet_catalog() -> Iterator[CatalogStore]:
    store = CatalogStore(resources.catalog())
    yield store
    store.close()


@pytest.fixture(scope="session")
def cases(snippet_catalog: CatalogStore) -> list[Case]:
    """Vendor examples without a fault, no two of the same shape."""
    refs = [summary.ref for service in snippet_catalog.services() for summary in snippet_catalog.actions(service.name)]
    found: dict[str, Case] = {}
    names: set[str] = set()
    for start in range(_STRIDE):
        for ref in refs[start::_STRIDE]:
            if ref.name in names:
                continue
            spec = snippet_catalog.spec(ref)
            parameters = snippet_catalog.examples(ref)[0].parameters
            if spec.skip_sign or parameters is None or check(spec, parameters):
                continue
            shape = _shape(parameters)
            if shape not in found:
                found[shape] = Case(spec, parameters)
                names.add(ref.name)
            if len(found) == CASES:
                return list(found.values())
    raise AssertionError("too few shapes")


@pytest.fixture
def wire(snippet_catalog: CatalogStore) -> Iterator[Wire]:
    with PracticeEndpoint(snippet_catalog) as practice:
        server = _Recorder(practice)
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        yield server.wire
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def plain() -> Callable[[JsonValue], Any]:
    """Parameters as json.loads reads them."""
    return _plain


class _Recorder(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, practice: PracticeEndpoint) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.wire = Wire(f"http://127.0.0.1:{self.server_port}", practice)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Recorder

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        headers = dict(self.headers.items())
        onward = http.client.HTTPConnection(self.server.wire.practice.url.partition("://")[2])
        onward.request(self.command, self.path, body, headers)
        answer = onward.getresponse()
        text = answer.read()
        onward.close()
        code = json.loads(text)["Response"].get("Error", {}).get("Code", "")
        query = self.path.partition("?")[2]
        by_name = {name.lower(): value for name, value in headers.items()}
        action = by_name.get("x-tc-action") or dict(parse_query(query or body.decode()))["Action"]
        self.server.wire.seen[action] = (by_name, query, body, code)
        self.send_response(answer.status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def do_GET(self) -> None:
        self.do_POST()

    def log_message(self, *args: object) -> None:
        return


def _plain(value: JsonValue) -> Any:
    if isinstance(value, Number):
        return json.loads(value.text)
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {name: _plain(item) for name, item in value.items()}
    return value


def _shape(value: JsonValue) -> str:
    if isinstance(value, dict):
        return "{" + ",".join(sorted(f"{name[:2]}:{_shape(item)}" for name, item in value.items())) + "}"
    if isinstance(value, list):
        return "[" + ",".join(_shape(item) for item in value) + "]"
    return type(value).__name__
