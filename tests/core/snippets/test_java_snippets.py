"""Java snippets are compiled, and hand the SDK's client the parameters of the request."""

import json
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from explorer.core.models.action import ActionRef
from explorer.core.models.json_value import JsonObject, Number
from explorer.core.models.request import Request
from explorer.core.snippets.formats import named, write
from explorer.core.snippets.subject import Subject

COMMON = "com/tencentcloudapi/common"
# The parts of the SDK that a snippet uses, with the types that they have there.
STUBS = {
    "Credential": "public class Credential { public Credential(String id, String key, String token) {} }",
    "exception.TencentCloudSDKException": "public class TencentCloudSDKException extends Exception {}",
    "profile.Language": "public enum Language { ZH_CN, EN_US }",
    "profile.HttpProfile": (
        'public class HttpProfile { public static final String REQ_HTTP = "http://";'
        " public void setProtocol(String text) {} public void setEndpoint(String text) {}"
        " public void setReadTimeout(int seconds) {} }"
    ),
    "profile.ClientProfile": (
        "public class ClientProfile { public void setHttpProfile(HttpProfile profile) {}"
        " public void setLanguage(Language language) {} public void setUnsignedPayload(boolean flag) {} }"
    ),
    "AbstractClient": (
        "import com.tencentcloudapi.common.exception.*; import com.tencentcloudapi.common.profile.*;"
        " abstract public class AbstractClient {"
        " public AbstractClient(String host, String version, Credential key, String region, ClientProfile profile) {}"
        " public String call(String action, String json) throws TencentCloudSDKException {"
        ' return action + "\\t" + json.replace("\\n", " "); } }'
    ),
}
ODD: JsonObject = {
    "InstanceId": 'it\'s "odd" \\u0041 \\ 中文 😀 \n\t\u2028 ?? */ //',
    "Filters": [{"Name": None, "Values": []}],
    "Big": Number("18446744073709551617"),
    "Exact": Number("1.10"),
}


def _run(command: list[str], folder: Path) -> str:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout


def _write(folder: Path, requests: list[tuple[Request, Any]]) -> list[str]:
    for name, source in STUBS.items():
        package, _, short = name.rpartition(".")
        place = folder / COMMON / package / f"{short}.java"
        place.parent.mkdir(parents=True, exist_ok=True)
        full = f"com.tencentcloudapi.common{'.' + package if package else ''}"
        place.write_text(f"package {full}; {source}")
    names = []
    for request, spec in requests:
        snippet = write(named("java_sdk"), Subject(request, spec))
        assert snippet.complete, snippet.text
        (folder / f"{request.action.name}.java").write_text(snippet.text, encoding="utf-8")
        names.append(request.action.name)
    calls = "".join(f"{name}.main(args);" for name in names)
    (folder / "RunAll.java").write_text(
        f"public class RunAll {{ public static void main(String[] args) throws Exception {{ {calls} }} }}"
    )
    return names


def test_java_snippets_compile_and_give_the_parameters(
    cases: list[Any], plain: Callable[[Any], Any], snippet_catalog: Any, tmp_path: Path
) -> None:
    if not shutil.which("javac") or not shutil.which("java"):
        pytest.skip("there is no Java compiler")
    requests = [(case.request("https://example.com"), case.spec) for case in cases]
    odd = Request(
        ActionRef("mqtt", "2024-05-16", "Odd"), ODD, endpoint="http://127.0.0.1:1", language="zh-CN", timeout=5
    )
    requests += [(replace(odd, unsigned_payload=True), None)]
    names = _write(tmp_path, requests)
    sources = [str(path.relative_to(tmp_path)) for path in sorted(tmp_path.rglob("*.java"))]
    (tmp_path / "sources").write_text("\n".join(sources))
    _run(["javac", "-encoding", "UTF-8", "-proc:none", "@sources"], tmp_path)
    given = dict(line.split("\t", 1) for line in _run(["java", "-cp", ".", "RunAll"], tmp_path).splitlines())
    assert list(given) == names
    for request, _spec in requests:
        assert json.loads(given[request.action.name]) == plain(request.parameters)
    print(f"\nJava SDK: {len(names)} snippets compiled; each gives the client its parameters")
