"""The command line explains in the language of the system's locale; keys of JSON stay English."""

import json
from collections.abc import Callable


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
    assert "这里说明的是它所属的类别 `ResourceNotFound`" in out
