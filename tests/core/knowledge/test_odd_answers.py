"""What the reading of an answer finds odd is told in Chinese too, all but what it quotes."""

import re

import pytest

from explorer.core.envelope import understand
from explorer.core.knowledge.odd_answers import oddity_words
from explorer.core.phrases import phrases

BODIES = [
    b"",
    b"<html><title>Bad Gateway</title></html>",
    b"<html><body>x</body></html>",
    b"[1]",
    b'"x"',
    b'{"Response":1}',
    b'{"a":1}',
    b'{"code":0,"message":""}',
    b'{"code":4100,"message":"m","codeDesc":"AuthFailure"}',
    b'{"Response":{"RequestId":"r"},"Error":{"Code":"A","Message":"m"}}',
    b'{"Error":{"Code":"A","Message":"m"}}',
    b"just text",
    b'{"Response":{"Error":{"Code":"InternalError","Message":"m"},"Requ',
]


@pytest.mark.parametrize("body", BODIES)
def test_a_note_is_told_in_chinese(body: bytes) -> None:
    note = understand(body).note
    assert note
    chinese = oddity_words(note, phrases("zh"))
    assert re.search("[\u4e00-\u9fff]", chinese), note
    assert oddity_words(note, phrases()) == note
    for words in ("The ", "came instead", "is not", "stands"):
        assert words not in chinese.partition("。")[0], chinese


def test_sentences_one_behind_the_other() -> None:
    note = (
        "A redirect to https://x/. (y), which is not followed. A web page (Hi. There) came instead of JSON: "
        "a proxy, a gateway or a wrong endpoint answered."
    )
    chinese = oddity_words(note, phrases("zh"))
    assert chinese == (
        "重定向到 https://x/. (y)，没有跟随。 "
        "收到的是网页（Hi. There）而不是 JSON：作出回应的是代理、网关或错误的域名。"
    )


def test_what_is_not_known_stays() -> None:
    assert oddity_words("Something else. {x}", phrases("zh")) == "Something else. {x}"
    assert oddity_words("The body is empty." * 1000, phrases("zh")).startswith("The body")
