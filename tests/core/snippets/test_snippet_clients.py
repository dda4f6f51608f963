"""Snippets are run by the clients they are written for, and the same parameters go over the wire."""

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from explorer.core.models.action import ActionRef
from explorer.core.models.json_value import JsonObject, Number
from explorer.core.models.request import Algorithm, ContentKind, Method, Request
from explorer.core.signing.prepare import prepare
from explorer.core.signing.query import flatten, parse_query
from explorer.core.snippets.formats import named, to_sign, write
from explorer.core.snippets.subject import Shell, Snippet, Subject

Plain = Callable[[Any], Any]
_NODE_MODULE = "tencentcloud-sdk-nodejs-intl-en"
_NODE_VERSION = "3.0.1335"
_NODE_FOLDER = Path(__file__).parents[3] / "build" / "npm"


def _snippet(name: str, wire: Any, request: Request, spec: Any) -> Snippet:
    chosen = named(name)
    signed = None
    if chosen.offer.carries_signature:
        asked = to_sign(chosen, request, Shell.SH)
        signed = prepare(asked, wire.practice.credential, timestamp=int(time.time()), nonce=7, spec=spec)
    snippet = write(chosen, Subject(request, spec, signed))
    assert snippet.complete, snippet.text
    return snippet


def _run(command: list[str], wire: Any, folder: Path, **extra: str) -> str:
    environment = {"PATH": os.environ["PATH"], "HOME": str(folder), "LC_ALL": "C.UTF-8", **wire.environment(), **extra}
    done = subprocess.run(command, env=environment, cwd=folder, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout


def _check(wire: Any, expected: dict[str, Any]) -> None:
    missing = sorted(expected.keys() - wire.seen.keys())
    assert not missing, f"never sent: {missing}"
    wrong = {name: wire.parameters(name) for name, value in expected.items() if wire.parameters(name) != value}
    assert not wrong, json.dumps({name: [expected[name], got] for name, got in wrong.items()}, indent=1)[:4000]
    refused = {name: code for name, (_h, _q, _b, code) in wire.seen.items() if code.startswith("AuthFailure")}
    assert not refused


# --- the runners: many snippets in one process of each client -------------------------------------------------------

_PYTHON_RUNNER = """
import sys, pathlib
from tencentcloud.common.exception.tencent_cloud_sdk_exception import TencentCloudSDKException
for path in sorted(pathlib.Path("snippets").iterdir()):
    try:
        exec(compile(path.read_text(encoding="utf-8"), str(path), "exec"), {"__name__": "__main__"})
    except TencentCloudSDKException as error:
        print(path.name, error)
"""
_NODE_RUNNER = """
const fs = require("fs"), dns = require("dns");
dns.lookup = (host, options, done) => {
  const call = typeof options === "function" ? options : done;
  options && options.all ? call(null, [{ address: "127.0.0.1", family: 4 }]) : call(null, "127.0.0.1", 4);
};
(async () => {
  for (const name of fs.readdirSync("snippets").sort()) {
    const source = fs.readFileSync("snippets/" + name, "utf8");
    await new Promise((resolve) => {
      new Function("require", "console", source)(require, { log: resolve });
    });
  }
})();
"""
_TCCLI_HEAD = """
count=0
tccli() {
  count=$((count + 1))
  for word in "$@"; do printf '%s\\0' "$word"; done > "args/$count"
  case "$*" in *file:///dev/stdin*) cat > "args/$count.json" ;; esac
}
"""
# tccli copies the list of all services some 150 times a call; one copy is enough for many calls in one process.
_TCCLI_RUNNER = """
import pathlib, sys
import tccli.loaders, tccli.main
loader = tccli.loaders.Loader
known = loader().get_available_services()
loader.get_available_services = lambda _self: known
for path in sorted((p for p in pathlib.Path("args").iterdir() if not p.suffix), key=lambda p: int(p.name)):
    words = path.read_bytes().decode("utf-8").split("\\0")[:-1]
    sys.argv = ["tccli", *(word.replace("/dev/stdin", str(path.with_suffix(".json").resolve())) for word in words)]
    try:
        tccli.main.main()
    except SystemExit as end:
        print(sys.argv[2], "ended", end.code, file=sys.stderr)
"""


def _write_all(folder: Path, texts: list[str]) -> None:
    (folder / "snippets").mkdir()
    for at, text in enumerate(texts):
        (folder / "snippets" / f"{at:04}").write_text(text, encoding="utf-8")


def _curl(wire: Any, folder: Path, texts: list[str]) -> None:
    (folder / "all.sh").write_text("\n".join(text.replace("curl ", "curl -sS -o /dev/null ", 1) for text in texts))
    _run(["sh", "all.sh"], wire, folder)


def _python_sdk(wire: Any, folder: Path, texts: list[str]) -> None:
    _write_all(folder, texts)
    _run([sys.executable, "-c", _PYTHON_RUNNER], wire, folder)


def _tccli(wire: Any, folder: Path, texts: list[str]) -> None:
    (folder / "args").mkdir()
    (folder / "all.sh").write_text(_TCCLI_HEAD + "\n".join(texts), encoding="utf-8")
    _run(["sh", "all.sh"], wire, folder)
    _run([sys.executable, "-c", _TCCLI_RUNNER], wire, folder)


def _nodejs_sdk(wire: Any, folder: Path, texts: list[str]) -> None:
    _write_all(folder, texts)
    _run(["node", "-e", _NODE_RUNNER], wire, folder, NODE_PATH=str(_NODE_FOLDER / "node_modules"))


def _raw_http(wire: Any, folder: Path, texts: list[str]) -> None:
    """Sends what stands below the remarks, with the line ends of HTTP."""
    host, port = wire.url.partition("://")[2].split(":")
    for text in texts:
        sent = text[re.search(r"^(GET|POST) ", text, re.MULTILINE).start() :]  # type: ignore[union-attr]
        head, _, body = sent.partition("\n\n")
        with socket.create_connection((host, int(port))) as connection:
            connection.sendall((head.replace("\n", "\r\n") + "\r\n\r\n").encode() + body.encode())
            connection.shutdown(socket.SHUT_WR)
            answer = b"".join(iter(lambda: connection.recv(65536), b""))
            assert answer.startswith(b"HTTP/1.1 200")


RUNNERS = {"curl": _curl, "raw_http": _raw_http, "python_sdk": _python_sdk, "tccli": _tccli, "nodejs_sdk": _nodejs_sdk}


@pytest.fixture(params=RUNNERS)
def client(request: pytest.FixtureRequest) -> str:
    if request.param == "curl" and not shutil.which("curl"):
        pytest.skip("curl is not installed")
    if request.param == "nodejs_sdk":
        _need_node()
    return str(request.param)


def _need_node() -> None:
    if not shutil.which("node") or not shutil.which("npm"):
        pytest.skip("Node.js or npm is not installed")
    if (_NODE_FOLDER / "node_modules" / _NODE_MODULE).is_dir():
        return
    _NODE_FOLDER.mkdir(parents=True, exist_ok=True)
    (_NODE_FOLDER / "package.json").write_text('{"private": true}')
    command = ["npm", "install", "--no-audit", "--no-fund", "--ignore-scripts", f"{_NODE_MODULE}@{_NODE_VERSION}"]
    done = subprocess.run(command, cwd=_NODE_FOLDER, capture_output=True, text=True, timeout=240)
    if done.returncode:
        pytest.skip(f"npm cannot install {_NODE_MODULE}: {done.stderr.strip()[-200:]}")


def _endpoint(client: str, wire: Any, service: str) -> str:
    # The Node.js SDK signs for the service that the host begins with; its runner resolves every name to loopback.
    return str(wire.url.replace("127.0.0.1", f"{service}.localhost")) if client == "nodejs_sdk" else str(wire.url)


def _send(client: str, wire: Any, folder: Path, requests: list[tuple[Request, Any]]) -> list[str]:
    pointed = [(replace(each, endpoint=_endpoint(client, wire, each.action.service)), spec) for each, spec in requests]
    texts = [_snippet(client, wire, each, spec).text for each, spec in pointed]
    RUNNERS[client](wire, folder, texts)
    return texts


def test_the_same_parameters_of_many_actions(
    client: str, wire: Any, cases: list[Any], plain: Plain, tmp_path: Path
) -> None:
    assert len(cases) >= 200
    _send(client, wire, tmp_path, [(case.request(wire.url), case.spec) for case in cases])
    _check(wire, {case.spec.ref.name: plain(case.parameters) for case in cases})
    print(f"\n{client}: {len(cases)} actions, the same parameters on the wire")


ODD_TEXT = 'it\'s "odd" $HOME `x` \\ %PATH% !a! ^b 中文 😀 \n\t\u2028 --x ‘’ </JSON>\nJSON\n'
ODD: JsonObject = {
    "Filters": [{"Name": ODD_TEXT, "Values": ["", "-1", "@file", ODD_TEXT]}, {"Name": "", "Values": []}],
    "TagFilters": [],
    "Limit": Number("10"),
    "Offset": Number("-0"),
}


def test_odd_text_comes_through(client: str, wire: Any, snippet_catalog: Any, plain: Plain, tmp_path: Path) -> None:
    first = snippet_catalog.spec(snippet_catalog.resolve("mqtt", "DescribeInstanceList"))
    dash: JsonObject = {"InstanceId": "-- a 'b'", "Topic": ODD_TEXT}
    describe = snippet_catalog.spec(snippet_catalog.resolve("mqtt", "DescribeTopic"))
    _send(client, wire, tmp_path, [(Request(first.ref, ODD), first), (Request(describe.ref, dash), describe)])
    _check(wire, {"DescribeInstanceList": plain(ODD), "DescribeTopic": plain(dash)})


LOST: JsonObject = {
    "Offset": Number("1"),
    "Filters": [{"Name": None, "Values": ["a"], "Unheard": True}],
    "Limit": None,
    "Big": Number("18446744073709551617"),
}


def test_what_a_client_cannot_say_is_said(client: str, wire: Any, snippet_catalog: Any, tmp_path: Path) -> None:
    spec = snippet_catalog.spec(snippet_catalog.resolve("mqtt", "DescribeInstanceList"))
    texts = _send(client, wire, tmp_path, [(Request(spec.ref, LOST, region="ap-singapore"), spec)])
    sent = wire.parameters("DescribeInstanceList")
    if client == "tccli":
        assert sent == {"Offset": 1, "Filters": [{"Values": ["a"]}]}
        assert "leaves out the null of: Filters.0.Name, Limit." in texts[0]
        assert "leaves out what it does not know: Filters.0.Unheard, Big." in texts[0]
    else:
        assert sent["Big"] == 18446744073709551617
        assert sent["Limit"] is None
        assert sent["Filters"] == [{"Name": None, "Values": ["a"], "Unheard": True}]


def test_a_get_carries_the_same_query(client: str, wire: Any, snippet_catalog: Any, tmp_path: Path) -> None:
    spec = snippet_catalog.spec(snippet_catalog.resolve("mqtt", "DescribeInstanceList"))
    parameters: JsonObject = {"Filters": [{"Name": "a b+/中~", "Values": ["x", "y&z"]}], "Limit": Number("10")}
    asked = Request(spec.ref, parameters, method=Method.GET, region="ap-singapore")
    texts = _send(client, wire, tmp_path, [(asked, spec)])
    if client == "tccli":
        assert "tccli always sends POST; the request is a GET." in texts[0]
        assert not wire.seen["DescribeInstanceList"][1]
        return
    _check(wire, {"DescribeInstanceList": flatten(parameters)})


@pytest.mark.parametrize("method", Method)
def test_the_older_signature_carries_the_same_pairs(
    client: str, method: Method, wire: Any, snippet_catalog: Any, tmp_path: Path
) -> None:
    spec = snippet_catalog.spec(snippet_catalog.resolve("mqtt", "DescribeInstanceList"))
    parameters: JsonObject = {"Filters": [{"Name": "a b", "Values": ["x", "y&z"]}], "Limit": Number("10")}
    asked = Request(spec.ref, parameters, method=method, algorithm=Algorithm.HMAC_SHA256, region="ap-singapore")
    texts = _send(client, wire, tmp_path, [(asked, spec)])
    if client == "tccli":
        assert "tccli always signs with TC3-HMAC-SHA256; the request asks for HmacSHA256." in texts[0]
        return
    _headers, query, body, code = wire.seen["DescribeInstanceList"]
    assert set(flatten(parameters)) <= set(parse_query(query or body.decode()))
    assert bool(query) == (method is Method.GET)
    assert not code.startswith("AuthFailure")


@pytest.mark.parametrize(
    "asked",
    [
        {"parameters": {"Text": "é'\n" * 60_000}},
        {"parameters": {"Text": "a'b\nc", "List": ["x"]}, "content_kind": ContentKind.MULTIPART},
        {"body_text": "\udcff\x00\udcfe it's \n", "content_kind": ContentKind.OCTET_STREAM},
        {"body_text": '@{"Limit": '},
        {"unsigned_payload": True, "headers": (("X-Mine", "it's"), ("X-Empty", ""))},
        {"signed_headers": ("content-type", "host", "x-tc-action"), "language": "zh-CN"},
    ],
    ids=["long", "multipart", "bytes", "no JSON", "headers", "signed action"],
)
def test_curl_sends_the_signed_bytes(asked: Any, wire: Any, tmp_path: Path) -> None:
    if not shutil.which("curl"):
        pytest.skip("curl is not installed")
    request = Request(ActionRef("mqtt", "2024-05-16", "DescribeInstanceList"), endpoint=wire.url, **asked)
    signed = prepare(request, wire.practice.credential, timestamp=int(time.time()), nonce=7)
    snippet = write(named("curl"), Subject(request, None, signed))
    _curl(wire, tmp_path, [snippet.text])
    headers, _query, body, code = wire.seen["DescribeInstanceList"]
    assert body == signed.body
    assert {name.lower(): value for name, value in signed.headers}.items() <= headers.items()
    assert not code.startswith("AuthFailure")
