"""The text of snippets: against files read by people, as source of their languages, and with hostile content."""

import ast
import json
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.core.models.action import ActionRef
from explorer.core.models.credential import Credential
from explorer.core.models.json_value import JsonObject, JsonValue, Number, dumps
from explorer.core.models.request import ContentKind, Request
from explorer.core.signing.prepare import prepare
from explorer.core.snippets.formats import FORMATS, named, to_sign, write
from explorer.core.snippets.literals import JAVASCRIPT, PYTHON
from explorer.core.snippets.subject import Shell, Snippet, Subject

GOLDEN = Path(__file__).parent / "golden"
CREDENTIAL = Credential("AKIDEXAMPLE", "EXAMPLE", "TOKEN")
REF = ActionRef("mqtt", "2024-05-16", "DescribeInstanceList")
ODD: JsonObject = {
    "Filters": [{"Name": 'it\'s "odd" ‘x’ %PATH% `id` $HOME', "Values": ["中", "tab\there\\"]}],
    "Limit": Number("10"),
    "Exact": Number("9007199254740993"),
    "Empty": None,
}
WRITTEN = [(each, shell) for each in FORMATS for shell in (Shell if each.offer.uses_shell else (Shell.SH,))]


def _snippet(name: str, request: Request, shell: Shell = Shell.SH, spec: Any = None) -> Snippet:
    chosen = named(name)
    signed = None
    if chosen.offer.carries_signature:
        signed = prepare(to_sign(chosen, request, shell), CREDENTIAL, timestamp=1716000000, nonce=7, spec=spec)
    return write(chosen, Subject(request, spec, signed, shell))


@pytest.mark.parametrize(("chosen", "shell"), WRITTEN, ids=lambda value: getattr(value, "value", "") or "")
def test_the_text_is_as_people_have_read_it(chosen: Any, shell: Shell, snippet_catalog: Any) -> None:
    request = Request(REF, ODD, region="ap-singapore", endpoint="mqtt.tencentcloudapi.com", language="zh-CN", timeout=5)
    text = _snippet(chosen.offer.name, request, shell, snippet_catalog.spec(REF)).text
    kept = GOLDEN / f"{chosen.offer.name}{'.' + shell.lower() if chosen.offer.uses_shell else ''}.txt"
    assert text == kept.read_bytes().decode("utf-8")


# --- sources ---------------------------------------------------------------------------------------------------------

LETTERS = st.characters(codec="utf-8") | st.sampled_from("\"'\\`$\n\r\t\0\u2028\u007f\u0085{}/*#%^u0")
TEXTS = st.text(LETTERS, max_size=12)
VALUES = st.recursive(
    st.none() | st.booleans() | TEXTS | st.integers(-(2**70), 2**70).map(lambda number: Number(str(number))),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=12,
)
OBJECTS: st.SearchStrategy[Any] = st.dictionaries(TEXTS, VALUES, max_size=4)


def _plain(value: JsonValue) -> Any:
    return json.loads(dumps(value))


@given(OBJECTS)
def test_python_reads_the_same_parameters(parameters: JsonObject) -> None:
    assert ast.literal_eval(PYTHON.write(parameters)) == _plain(parameters)
    text = _snippet("python_sdk", Request(replace(REF, name="A\"'\n"), parameters)).text
    assert isinstance(ast.parse(text), ast.Module)


@given(OBJECTS)
def test_go_reads_the_same_parameters(parameters: JsonObject) -> None:
    written = _snippet("go_sdk", Request(REF, parameters)).text
    text = "\n".join(line for line in written.split("\n") if not line.lstrip().startswith("//"))
    assert text.count("`") == 2
    assert json.loads(text.split("`")[1]) == _plain(parameters)
    assert "\r" not in text


_JAVA_STRING = re.compile(r'"((?:[^"\\\n]|\\.)*)"')


@given(OBJECTS)
def test_java_reads_the_same_parameters(parameters: JsonObject) -> None:
    text = _snippet("java_sdk", Request(REF, parameters)).text
    assert text.isascii()
    inside = text[text.index("String.join(") : text.index("System.out.println(")]
    _newline, *lines = _JAVA_STRING.findall(inside)
    # The words are ASCII JSON, so the only escapes of Java's own are a doubled backslash and a quote.
    joined = "\n".join(re.sub(r"\\(.)", r"\1", line) for line in lines)
    assert json.loads(joined) == _plain(parameters)


@settings(max_examples=20)
@given(st.lists(OBJECTS, min_size=20, max_size=60))
def test_javascript_reads_the_same_parameters(many: list[JsonObject]) -> None:
    if not shutil.which("node"):
        pytest.skip("Node.js is not installed")
    many = [_without_large(parameters) for parameters in many]
    source = "".join(f"console.log(JSON.stringify({JAVASCRIPT.write(parameters)}));\n" for parameters in many)
    done = subprocess.run(["node"], input=source.encode("utf-8"), capture_output=True, check=True)
    assert [json.loads(line) for line in done.stdout.decode().split("\n")[:-1]] == [_plain(each) for each in many]


def _without_large(value: Any) -> Any:
    if isinstance(value, Number):
        return Number(str(int(value.text) % 2**53))
    if isinstance(value, list):
        return [_without_large(item) for item in value]
    if isinstance(value, dict):
        return {name: _without_large(item) for name, item in value.items()}
    return value


_JAVA_STUBS = {
    "Credential": "public class Credential { public Credential(String a, String b, String c) {} }",
    "AbstractClient": "public abstract class AbstractClient { public AbstractClient(String e, String v, Credential c,"
    " String r, com.tencentcloudapi.common.profile.ClientProfile p) {}"
    " public String call(String action, String json) throws Exception { return json; } }",
    "profile/HttpProfile": 'public class HttpProfile { public static final String REQ_HTTP = "http://";'
    " public void setProtocol(String p) {} public void setEndpoint(String e) {} public void setReadTimeout(int s) {} }",
    "profile/ClientProfile": "public class ClientProfile { public void setHttpProfile(HttpProfile p) {}"
    " public void setLanguage(Language l) {} public void setUnsignedPayload(boolean b) {} }",
    "profile/Language": "public enum Language { ZH_CN, EN_US }",
}


def test_java_compiles_and_holds_the_same_parameters(cases: list[Any], plain: Any, tmp_path: Path) -> None:
    if not shutil.which("javac") or not shutil.which("java"):
        pytest.skip("no Java compiler is installed")
    for name, source in _JAVA_STUBS.items():
        path = tmp_path / "com/tencentcloudapi/common" / f"{name}.java"
        path.parent.mkdir(parents=True, exist_ok=True)
        package = "com.tencentcloudapi.common" + (".profile" if "/" in name else "")
        path.write_text(f"package {package};\n{source}\n")
    chosen = [case for case in cases if case.spec.ref.name.isalnum()][:40]
    for case in chosen:
        request = replace(case.request("http://127.0.0.1:1"), language="zh-CN", timeout=3, unsigned_payload=True)
        text = _snippet("java_sdk", request, spec=case.spec).text
        (tmp_path / f"{case.spec.ref.name}.java").write_text(text, encoding="utf-8")
    odd = _snippet(
        "java_sdk", Request(replace(REF, name="\\u000a};"), {"\\u0022\u2028\n中😀": ODD}, region="\n\\u000a")
    )
    (tmp_path / "CallAction.java").write_text(odd.text, encoding="utf-8")
    names = [*(case.spec.ref.name for case in chosen), "CallAction"]
    calls = "".join(f"{name}.main(args); System.out.println((char) 0);" for name in names)
    every = f"public class Every {{ public static void main(String[] args) throws Exception {{ {calls} }} }}"
    (tmp_path / "Every.java").write_text(every)
    subprocess.run(["javac", "-encoding", "UTF-8", "Every.java"], cwd=tmp_path, check=True, capture_output=True)
    done = subprocess.run(["java", "-cp", ".", "Every"], cwd=tmp_path, check=True, capture_output=True)
    spoken = [json.loads(text) for text in done.stdout.decode().split("\0")[:-1]]
    assert spoken == [*(plain(case.parameters) for case in chosen), {"\\u0022\u2028\n中😀": plain(ODD)}]


def test_go_is_formatted_as_gofmt_has_it(cases: list[Any]) -> None:
    if not shutil.which("gofmt"):
        pytest.skip("gofmt is not installed")
    for case in cases[:20]:
        text = _snippet("go_sdk", case.request(""), spec=case.spec).text
        done = subprocess.run(["gofmt", "-e"], input=text.encode(), capture_output=True, check=True)
        assert done.stdout.decode() == text


# --- what cannot be said ---------------------------------------------------------------------------------------------


def test_text_that_is_no_json_goes_by_curl_and_raw_http_only() -> None:
    request = Request(REF, body_text='{"Limit": ')
    for each in FORMATS:
        snippet = _snippet(each.offer.name, request)
        exact = each.offer.carries_signature
        assert snippet.complete == exact
        assert ('{"Limit": ' in snippet.text) == exact
        assert exact or "Only curl and raw HTTP carry it" in snippet.text


def test_a_body_written_anew_is_said_to_be() -> None:
    request = Request(REF, body_text='{ "Limit" : 1 }')
    for name in ("tccli", "python_sdk", "go_sdk", "java_sdk"):
        assert "The JSON is written anew" in _snippet(name, request).text
    assert '{ \\"Limit\\" : 1 }' in _snippet("nodejs_sdk", request).text
    assert "The JSON is written anew" not in _snippet("go_sdk", Request(REF, {"Limit": Number("1")})).text


def test_settings_that_a_client_lacks_are_named() -> None:
    request = Request(
        REF, headers=(("X-Mine", "a'b"), ("Host", "else")), signed_headers=("host",), unsigned_payload=True, timestamp=1
    )
    said = _snippet("tccli", request).text
    for words in ("cannot be given: X-Mine, Host", "signs content-type and host only", "signs the body", "own clock"):
        assert words in said
    assert 'headers={\n    "X-Mine": "a\'b",\n}' in _snippet("python_sdk", request).text
    assert "-H 'X-Mine: a'\\''b'" in _snippet("curl", request).text


def test_numbers_that_a_client_changes_are_named() -> None:
    exact = Number("0.12345678901234567890")
    request = Request(REF, {"Rate": exact, "Big": Number("18446744073709551617"), "Fine": Number("0.5")})
    assert "A Python float changes: Rate." in _snippet("python_sdk", request).text
    assert "which changes: Rate, Big." in _snippet("go_sdk", request).text
    assert "0.12345678901234567890" in _snippet("nodejs_sdk", request).text
    assert "changes" not in _snippet("java_sdk", request).text


@pytest.mark.parametrize("shell", Shell)
@pytest.mark.parametrize("name", ["curl", "tccli"])
def test_what_is_too_long_for_cmd_is_refused_there(name: str, shell: Shell) -> None:
    request = Request(REF, {"Text": "x" * 9000})
    assert _snippet(name, request, shell).complete == (shell is not Shell.CMD)


def test_bytes_that_are_no_text_go_as_base64() -> None:
    request = Request(REF, body_text="\udcff\udcfe", content_kind=ContentKind.OCTET_STREAM)
    assert "printf %s //4= | base64 -d | curl" in _snippet("curl", request).text
    assert "FromBase64String('//4=')" in _snippet("curl", request, Shell.POWERSHELL).text
    assert not _snippet("curl", request, Shell.CMD).complete
    raw = _snippet("raw_http", request).text
    assert raw.endswith("\n\n//4=")
    assert "Content-Length: 2\n" in raw


def test_an_endpoint_that_is_none_or_a_depth_without_end_is_a_remark() -> None:
    deep: JsonObject = {}
    for _ in range(3000):
        deep = {"A": deep}
    for each in FORMATS:
        signed = prepare(Request(REF), CREDENTIAL, timestamp=1, nonce=1)
        for request in (Request(REF, endpoint="a b"), Request(REF, deep)):
            snippet = write(each, Subject(request, None, signed))
            if not each.offer.carries_signature:
                assert not snippet.complete
            assert snippet.text
