"""`show` reads any file as far as it goes, and names each fault with its place."""

import gzip
import json
import re
from pathlib import Path
from typing import Any

import pytest


def test_an_answer_from_a_file_and_from_stdin(cli: Any, tmp_path: Path) -> None:
    body = b'{"Response":{"Count":18446744073709551617,"Rate":1.10,"RequestId":"r-1"}}'
    file = tmp_path / "answer.json"
    file.write_bytes(body)
    done = cli("show", str(file))
    assert done.status == 0
    assert "├─ Count: 18446744073709551617" in done.out
    assert "├─ Rate: 1.10" in done.out
    assert "RequestId: r-1" in done.err
    assert cli("show", "-", stdin=body).out == done.out


def test_an_error_is_explained_and_ends_with_1(cli: Any) -> None:
    body = b'{"Response":{"Error":{"Code":"AuthFailure.SignatureExpire","Message":"m"},"RequestId":"r"}}'
    done = cli("show", "-", stdin=body)
    assert done.status == 1
    assert "Meaning: " in done.err


@pytest.mark.parametrize("body", [b"[1,2]", b'"text"', b"3", b"{}", b'{"a":null}'])
def test_any_json_document_is_shown(cli: Any, body: bytes) -> None:
    done = cli("show", "-", "--output", "json", stdin=body)
    assert done.status == 0
    assert json.loads(done.out) == json.loads(body)


@pytest.mark.parametrize(
    ("body", "line", "column"),
    [
        (b'{"a": [1, 2', 1, 12),
        (b'{\n  "a": 1,\n  oops', 3, 3),
        (b"<html>no</html>", 1, 1),
        (b'{"a":1} trailing', 1, 9),
    ],
)
def test_a_fault_is_named_with_its_place(cli: Any, body: bytes, line: int, column: int) -> None:
    done = cli("show", "-", stdin=body)
    assert done.status == 4
    assert f"at line {line}, column {column}" in done.err


def test_what_stands_before_the_fault_is_shown(cli: Any) -> None:
    done = cli("show", "-", stdin=b'{"Response":{"Data":[{"Id":"mqtt-1"},{"Id":')
    assert 'Id: "mqtt-1"' in done.out


def test_json_output_keeps_numbers_order_and_repeated_keys(cli: Any) -> None:
    done = cli("show", "-", "--output", "json", stdin=b'{"z":1.10,"a":1e400,"a":-0,"m":{},"l":[],"s":"\\u00e9/"}')
    assert done.out == ('{\n  "z": 1.10,\n  "a": 1e400,\n  "a": -0,\n  "m": {},\n  "l": [],\n  "s": "\\u00e9/"\n}\n')


@pytest.mark.parametrize("output", ["tree", "json"])
def test_levels_beyond_any_recursion(cli: Any, output: str) -> None:
    done = cli("show", "-", "--output", output, stdin=b"[" * 1_200 + b"]" * 1_200)
    assert done.status == 0
    assert done.out.count("[") >= 1_199


def test_a_query_selects_exactly(cli: Any) -> None:
    body = b'{"Response":{"L":[{"n":9007199254740992,"s":"x"},{"n":9007199254740993,"s":"y"}]}}'
    done = cli("show", "-", "--query", "Response.L[?n==`9007199254740993`].n", "--output", "json", stdin=body)
    assert json.loads(done.out) == [9007199254740993]


def test_a_table_of_a_list(cli: Any) -> None:
    body = '{"Response":{"TotalCount":2,"Data":[{"Name":"上海","N":1.10},{"Name":"b","X":[1]}],"RequestId":"r"}}'
    lines = cli("show", "-", "--output", "table", stdin=body.encode()).out.splitlines()
    assert lines == ["Name  N     X", "----  ----  ---", "上海  1.10", "b           [1]"]


def test_a_file_that_is_not_there(cli: Any) -> None:
    done = cli("show", "/nowhere/answer.json")
    assert done.status == 2
    assert "/nowhere/answer.json" in done.err


def test_a_saved_event_stream_is_the_list_of_its_events(cli: Any) -> None:
    done = cli("show", "-", "--output", "json", stdin=b'data: {"N":1.10}\n\ndata: [DONE]\n\n')
    assert done.status == 0
    assert "1.10" in done.out
    assert [event["data"] for event in json.loads(done.out)] == [{"N": 1.1}, "[DONE]"]


def test_an_error_inside_a_stream_is_told(cli: Any) -> None:
    event = {"Type": "error", "RequestId": "r-9", "Error": {"Code": "LimitExceeded", "Message": "slow"}}
    done = cli("show", "-", stdin=f'data: {{"N":1}}\n\ndata: {json.dumps(event)}\n\n'.encode())
    assert done.status == 0
    assert "LimitExceeded" in done.out
    assert "RequestId: r-9\n" in done.err
    assert "LimitExceeded: slow\n" in done.err
    assert "Meaning: " in done.err
    calm = cli("show", "-", stdin=b'data: {"RequestId":"r-8"}\n\n')
    assert (calm.status, calm.err) == (0, "1 event.\nRequestId: r-8\n")


@pytest.mark.parametrize("body", [b"", b" \r\n"])
def test_nothing_is_called_empty(cli: Any, tmp_path: Path, body: bytes) -> None:
    done = cli("show", "-", stdin=body)
    assert (done.status, done.out, done.err) == (4, "", "standard input is empty.\n")
    file = tmp_path / "nothing.json"
    file.write_bytes(body)
    assert cli("show", str(file)).err == f"{file} is empty.\n"


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        (b'"x\\ud800"', '"x\\ud800"'),
        (b'"x\\\\ud800"', '"x\\\\ud800"'),
        (b'"\xd6\xd0\\n"', '"\\xd6\\xd0\\n"'),
        (b'"a\\u0041\\u001b"', '"aA\\u001b"'),
        (b'"\tx"', '"\\tx"'),
        (b'"\\ud83d\\ude00"', '"\U0001f600"'),
    ],
)
def test_a_string_is_shown_as_json_that_means_the_same(cli: Any, body: bytes, shown: str) -> None:
    assert cli("show", "-", stdin=body).out == f"{shown}\n"


@pytest.mark.parametrize("arguments", [("--query", "[0]"), ("--output", "table")])
def test_what_is_too_deep_for_data_is_refused_and_never_made_up(cli: Any, arguments: tuple[str, ...]) -> None:
    for body in (b"[" * 3_000 + b"]" * 3_000, b"[" * 3_000):
        done = cli("show", "-", *arguments, stdin=body)
        assert (done.status, done.out) == (2, "")
        assert "nested too deeply" in done.err
    shallower = cli("show", "-", "--query", "[0]", "--output", "json", stdin=b"[" * 150 + b"7" + b"]" * 150)
    assert (shallower.status, shallower.out.count("["), shallower.out.count("7")) == (0, 149, 1)


def test_an_old_errors_description_is_what_is_explained(cli: Any) -> None:
    done = cli("show", "-", stdin=b'{"code":4000,"message":"m","codeDesc":"ResourceNotFound.Instance"}')
    assert done.status == 1
    assert "ResourceNotFound.Instance: m" in done.err
    assert "Nothing is known" not in done.err


ENVELOPE = b'{"Response":{"Error":{"Code":"InternalError","Message":"m"},"RequestId":"r-1"}}'
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nServer: s\r\n"


@pytest.mark.parametrize(
    ("data", "note"),
    [
        (gzip.compress(ENVELOPE, mtime=0), "packed with gzip"),
        (HEAD + b"\r\n" + ENVELOPE, "a recorded HTTP message (HTTP/1.1 200 OK)"),
        ((HEAD + b"\r\n" + ENVELOPE).replace(b"\r\n", b"\n"), "a recorded HTTP message"),
        (HEAD + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(ENVELOPE, mtime=0), "a recorded HTTP message"),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\n%x\r\n%b\r\n0\r\n\r\n" % (len(ENVELOPE), ENVELOPE), "HTTP message"),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\n" + ENVELOPE, "HTTP message"),
        (b"POST / HTTP/1.1\r\nHost: mqtt.tencentcloudapi.com\r\n\r\n" + ENVELOPE, "(POST / HTTP/1.1)"),
        (b"\xef\xbb\xbf" + ENVELOPE, ""),
        (ENVELOPE.decode().encode("utf-16"), "UTF-16"),
        (ENVELOPE.decode().encode("utf-16-be"), ""),
    ],
)
def test_what_is_around_the_body_is_taken_off(cli: Any, data: bytes, note: str) -> None:
    done = cli("show", "-", "--query", "Response.Error.Code", "--output", "json", stdin=data)
    assert (done.status, done.out) == (1, '"InternalError"\n')
    assert note in done.err
    assert "RequestId: r-1" in done.err


def test_a_packed_file_that_is_cut_says_so(cli: Any) -> None:
    body = b'{"Response":{"Data":[' + b",".join(b'{"Id":"%d"}' % (number * 7919) for number in range(3000)) + b"]}}"
    done = cli("show", "-", stdin=gzip.compress(body, mtime=0)[:-500])
    assert done.status == 4
    assert "It cannot be unpacked to its end" in done.err
    assert 'Id: "7919"' in done.out


def test_a_head_without_a_body_is_told(cli: Any) -> None:
    done = cli("show", "-", stdin=HEAD + b"\r\n")
    assert done.status == 4
    assert "the body is empty" in done.err


def test_a_web_page_is_called_one_as_in_the_window(cli: Any) -> None:
    done = cli("show", "-", stdin=b"<html><head><title>502 Bad Gateway</title></head></html>")
    assert done.status == 4
    assert "A web page (502 Bad Gateway) came instead of JSON" in done.err


def test_a_damaged_answer_tells_its_error(cli: Any) -> None:
    done = cli("show", "-", stdin=ENVELOPE[:-10])
    assert done.status == 4
    assert "The answer was cut, but its error could be read." in done.err
    assert "InternalError: m" in done.err


def test_bytes_that_are_no_utf8_are_shown_alike_with_and_without_a_query(cli: Any) -> None:
    body = b'{"a":"\xc9x","b":"\\\\udcba"}'
    whole = cli("show", "-", stdin=body)
    assert cli("show", "-", "--query", "@", stdin=body).out == whole.out
    assert cli("show", "-", "--query", "a", stdin=body).out == '"\\xc9x"\n'
    # Half a character that was written as an escape is no byte.
    assert "udcba" in cli("show", "-", "--query", "b", stdin=b'{"a":"\xc9","b":"\\udcba"}').out


@pytest.mark.parametrize(
    ("error", "line"),
    [
        ("{}", "The error has no code and no message."),
        ('"x"', "The error has no code: x"),
        ('{"Code":null,"Message":"m"}', "The error has no code: m"),
    ],
)
def test_an_error_without_a_code_is_said_to_have_none(cli: Any, error: str, line: str) -> None:
    done = cli("show", "-", stdin=f'{{"Response":{{"Error":{error},"RequestId":"r"}}}}'.encode())
    assert done.status == 1
    assert line in done.err.splitlines()
    assert "Meaning: The error has no code" in done.err
    assert "``" not in done.err
    assert "" not in done.err.splitlines()


@pytest.mark.parametrize(("error", "sign"), [('"x"', "✗ "), ("1", "✗ "), ('{"Code":"c"}', "✗ "), ("null", "")])
def test_every_error_of_an_answer_has_its_sign(cli: Any, error: str, sign: str) -> None:
    body = f'{{"Response":{{"Error":{error},"A":{{"Error":"inner"}},"RequestId":"r"}}}}'.encode()
    done = cli("show", "-", stdin=body)
    assert f"├─ {sign}Error" in done.out
    assert '└─ Error: "inner"' in done.out
    assert done.status == bool(sign)


def test_a_text_in_gbk_is_converted_and_that_is_said(cli: Any) -> None:
    done = cli("show", "-", stdin="你好，世界".encode("gbk"))
    assert done.status == 4
    assert "Converted from GBK." in done.err
    assert "Text that is no JSON: 你好，世界" in done.err
    assert done.out == "你好，世界\n"
    assert "\\" not in done.out + done.err


def test_bytes_of_no_charset_are_escaped_once(cli: Any) -> None:
    done = cli("show", "-", stdin=b"\xff\xfd oops")
    assert done.out == "\\xff\\xfd oops\n"
    assert "a value was expected, not '\\xff\\xfd oops'" in done.err


def test_null_in_a_table_is_no_missing_cell(cli: Any) -> None:
    body = b'{"Response":{"L":[{"a":null,"b":1},{"b":null}],"RequestId":"r"}}'
    lines = cli("show", "-", "--output", "table", stdin=body).out.splitlines()
    assert lines[2:] == ["null  1", "      null"]


@pytest.mark.parametrize(("body", "said"), [(b'{"b":[{"a":1,"a":2}]}', True), (b'{"a":1,"b":{"a":2}}', False)])
def test_a_query_says_that_one_of_two_equal_keys_was_used(cli: Any, body: bytes, said: bool) -> None:
    done = cli("show", "-", "--query", "b", stdin=body)
    assert done.status == 0
    assert ("Selected by b; of the keys named 'a' in one object the last was used." in done.err) is said
    assert ("b.0.a stands 2 times in its object, the second time at line 1, column 14 (byte 13)" in done.err) is said


@pytest.mark.parametrize(
    ("expression", "told"),
    [
        (None, ["Response.Error.A", "Response.L.1.x", "Response.A"]),
        ("Response.Error", ["Response.Error.A"]),
        ("Response.Error.B", []),
        ("Response.*", ["Response.Error.A", "Response.L.1.x", "Response.A"]),
        ("Response.L[0]", []),
        ("Response.L[1]", ["Response.L.1.x"]),
        ("Response.L[-1]", ["Response.L.1.x"]),
        ("Response.L[?y].y", []),
        ("Response.L[?y].x", ["Response.L.1.x"]),
        ("keys(Response)", ["Response.A", "Response.RequestId"]),
        ("length(Response.L)", []),
    ],
)
def test_repeated_keys_are_named_with_their_place(cli: Any, expression: str | None, told: list[str]) -> None:
    body = (
        b'{"Response":{"Error":{"A":1,"B":2,"\\u0041":3},"A":1,"L":[{"x":1},{"x":1,"x":2,"y":1,"x":3}],'
        b'"A":[],"RequestId":"r","RequestId":"r"}}'
    )
    done = cli("show", "-", *(("--query", expression) if expression else ()), stdin=body)
    found = re.findall(r"standard input: (\S+) stands (\d) times", done.err)
    assert [path for path, _ in found] == told
    assert ("More keys that stand several times in their objects: 1" in done.err) is (len(told) == 3)
    assert all(times == ("3" if path.endswith("x") else "2") for path, times in found)
    assert ("the last was used" in done.err) is (expression is not None and bool(told))


def test_repeated_keys_of_what_is_no_json_to_its_end(cli: Any) -> None:
    done = cli("show", "-", stdin=b'{"a":1,\n "a":2, "n":NaN, "b":[{"c":1,"c":')
    assert "a stands 2 times in its object, the second time at line 2, column 2 (byte 9)" in done.err
    assert "b.0.c stands 2 times" in done.err


@pytest.mark.parametrize(
    ("body", "value", "told"),
    [
        (b'{"a":"caf\xe9"}', {"a": "caf\\xe9"}, "bytes that are no UTF-8 as \\xNN"),
        (b'[[[["caf\xe9"]]]]', [[[["caf\\xe9"]]]], "bytes that are no UTF-8 as \\xNN"),
        (b"[" * 70 + b'"\xff"' + b"]" * 70, None, "bytes that are no UTF-8 as \\xNN"),
        (b'{"K\xfe":-Infinity,"n":[NaN]}', {"K\\xfe": "-Infinity", "n": ["NaN"]}, "NaN and Infinity as texts"),
        (b'{"a":"x\x01\ty"}', {"a": "x\x01\ty"}, "what JSON forbids in a text as an escape"),
        (b'{"a":"\\q"}', {"a": "\\q"}, "what JSON forbids in a text as an escape"),
        (b'{"\\ud800":"\\ud800"}', {"\ud800": "\ud800"}, ""),
        (b'{"x\\"\\ud800":[1]}', {'x"\ud800': [1]}, ""),
        (b'{"a":["\x01"' + b',"\x01"' * 500 + b"]}", {"a": ["\x01"] * 501}, "as an escape"),
    ],
)
def test_json_output_is_json_whatever_came(cli: Any, body: bytes, value: Any, told: str) -> None:
    done = cli("show", "-", "--output", "json", stdin=body)
    assert done.status == 0
    read = json.loads(done.out)
    assert value is None or read == value
    assert ("Written so that it is JSON: " in done.err) is bool(told)
    assert told in done.err
    assert json.loads(cli("show", "-", "--output", "json", "--query", "@", stdin=body).out) == read


def test_what_is_no_json_is_shown_as_it_is(cli: Any) -> None:
    for text in ("<html><title>x</title>words", "12 monkeys", "2026-11-24 10:00:00 ERROR x"):
        for output in ("tree", "table", "json"):
            done = cli("show", "-", "--output", output, stdin=text.encode())
            assert (done.status, done.out) == (4, f"{text}\n")
    # What cannot be read has no part to select.
    assert cli("show", "-", "--query", "a", stdin=b"12 monkeys").out == ""


def test_faults_are_told_in_chinese(cli: Any) -> None:
    chinese = {"LC_ALL": "zh_CN.UTF-8"}
    done = cli("show", "-", stdin=b'{"a":1,"a":"\xff","b":[1,', env=chinese)
    assert "从这里起无法读取：第 1 行第 23 列（字节 22）：文本在一个值的中间结束" in done.out
    for words in (
        "标准输入: 第 1 行第 23 列（字节 22）：文本在一个值的中间结束",
        "标准输入: 第 1 行第 13 列（字节 12）：不是 UTF-8 的字节",
        "标准输入: a 在它的对象里出现 2 次（第二次在第 1 行第 8 列，字节 7）",
    ):
        assert words in done.err
    assert not re.search(r" (?:the|is|was|stands|at) ", done.out + done.err)
    done = cli("show", "-", "--query", "a", "--output", "json", stdin=b'{"a":NaN,"a":NaN}', env=chinese)
    assert "由 a 选出；同一个对象里名为 'a' 的键，用的是最后一个；返回内容不是严格的 JSON：" in done.err
    assert "NaN 之类的词在这里按文本处理。" in done.err
    assert "空的" in cli("show", "-", env=chinese).err
