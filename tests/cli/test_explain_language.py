"""The command line explains in the language of the system's locale; keys of JSON stay English."""

import json
import re
from collections.abc import Callable

import pytest


def test_the_locale_decides(cli: Callable) -> None:
    english = cli("explain", "AuthFailure.SignatureExpire").out
    assert "Likely causes:" in english
    chinese = cli("explain", "AuthFailure.SignatureExpire", env={"LC_ALL": "zh_CN.UTF-8"}).out
    for text in ("签名已过期", "含义：", "可能的原因：", "检查什么："):
        assert text in chinese
    assert "Likely causes" not in chinese


def test_keys_of_json_stay_english(cli: Callable) -> None:
    found = json.loads(cli("explain", "ResourceNotFound.Instance", "--json", env={"LANG": "zh_CN.UTF-8"}).out)
    assert {"meaning", "causes", "checks"} <= found.keys()
    assert found["title"] == "没有这个集群"


def test_an_unknown_code_and_its_family(cli: Callable) -> None:
    out = cli("explain", "ResourceNotFound.Nothing", env={"LC_ALL": "zh_TW"}).out
    assert "这里说明的是它所属的类别“ResourceNotFound”" in out


def test_everything_around_a_paste_is_chinese(cli: Callable) -> None:
    text = b"DescribeInstance in ap-singapore: region=ap-nowhere ResourceNotFound.Instance InternalError InternalError"
    out = cli("explain", "-", stdin=text, env={"LC_ALL": "zh_CN.UTF-8"}).out
    for words in (
        "接口：mqtt DescribeInstance",
        "地域：ap-singapore（新加坡）",
        "不在地域列表里",
        "位于第 1 行",
        "出现 2 次",
        "参见：",
    ):
        assert words in out, words
    for words in ("Action:", "Region:", "Found in", "See:", "not a listed"):
        assert words not in out, words


def test_send_prints_evidence_and_failures_in_the_language(cli: Callable) -> None:
    arguments = ("send", "mqtt", "DescribeInstance", "--sandbox", "-p", "InstanceId=mqtt-none", "--output", "json")
    english, chinese = cli(*arguments), cli(*arguments, env={"LC_ALL": "zh_CN.UTF-8"})
    assert "Likely: the value of InstanceId (mqtt-none); it is in another region than ap-guangzhou." in english.err
    assert "Ruled out: the region's spelling (ap-guangzhou)." in english.err
    assert "已排除：地域的拼写" in chinese.err
    assert "耗时：" in chinese.err
    for done in (english, chinese):
        assert done.status == 1
        assert json.loads(done.out)["Response"]["Error"]["Code"] == "ResourceNotFound.Instance"
        assert "RequestId: " in done.err
    lost = cli(*arguments, "--endpoint", "http://127.0.0.1:9", env={"LC_ALL": "zh_CN.UTF-8"})
    assert lost.status == 3
    assert "没有收到回应：127.0.0.1:9 拒绝了连接。" in lost.err


def test_the_key_of_a_call_is_evidence_without_being_shown(cli: Callable) -> None:
    keys = {
        "TENCENTCLOUD_SECRET_ID": "AKIDnobodyhasthiskey0000000000000000",
        "TENCENTCLOUD_SECRET_KEY": "not-the-key-of-it",
    }
    done = cli("send", "mqtt", "DescribeInstanceList", "--sandbox", "--timestamp", "1600000000", env=keys)
    assert "Likely: the request's own timestamp is" in done.err
    assert "not-the-key-of-it" not in done.err + done.out


def test_what_the_local_check_refuses_is_told_in_chinese(cli: Callable) -> None:
    done = cli("send", "mqtt", "DescribeInstanceList", "--sandbox", "--params", '{"Limit": "ten", "limit": 1}',
               env={"LC_ALL": "zh_CN.UTF-8"})  # fmt: skip
    assert done.status == 2
    assert "参数 Limit：Limit 应为整数，发送的是 ten。" in done.err
    assert "limit 不是 DescribeInstanceList 的参数（是否想写 Limit？）" in done.err
    assert "没有发送。加 --anyway 可以照样发送。" in done.err
    page = cli("send", "mqtt", "DescribeInstanceList", "--sandbox", "--anyway", "--endpoint", "http://127.0.0.1:9",
               env={"LC_ALL": "zh_CN.UTF-8"})  # fmt: skip
    assert "没有收到回应" in page.err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("show",), "缺少参数：FILE。 请看 `request-explorer show --help`。"),
        (("show", "a", "b"), "不认识的参数：b。 请看 `request-explorer show --help`。"),
        (("show", "-", "--output", "xml"), "取值 'xml' 无效（可选：'tree', 'json', 'table'）。"),
        (("show", "/nowhere/x.json"), "无法读取文件 '/nowhere/x.json'：No such file or directory。"),
        (("show", "-", "--query", "a.["), "无法读取 JMESPath 表达式：它在“a.[”之后就结束了。"),
        (("explain",), "缺少参数：CODE。"),
        (("explain", "--service", "nope", "InternalError"), "没有产品 `nope`。"),
    ],
)
def test_what_is_wrong_with_a_command_is_told_in_chinese(cli: Callable, arguments: tuple[str, ...], words: str) -> None:
    done = cli(*arguments, env={"LC_ALL": "zh_CN.UTF-8"})
    assert done.status == 2
    assert words in done.err
    assert not re.search("[\u4e00-\u9fff]", cli(*arguments, env={"LC_ALL": "C.UTF-8"}).err)
