"""Every language says the same: the same codes in the same order, as many causes and checks, the same names in them."""

import re
import tomllib
from typing import Any

import pytest

from explorer.core import resources

PHRASES = ("phrases", "failures", "windows", "documents")
NAMES = ("common", "families", "clients", "mqtt", "links", *PHRASES)
CHINESE = re.compile("[\u4e00-\u9fff]")
# What is put together of names and signs alone.
NO_WORDS = re.compile(r"(?:{\w+}|[；。：（），])+")
# Names that are written alike in every language: codes, actions, parameters, headers, commands.
SAME = re.compile(r"`[^`]+`|\b(?:X-TC-\w+|[A-Z][a-z]+[A-Z]\w+|[A-Z]{3,}\b)")
# Words that Chinese has its own for.
TRANSLATED = {"OpenAPI", "CloudAudit", "CIDR", "RUNNING", "NAT"}


def _table(name: str, language: str) -> dict[str, Any]:
    return tomllib.loads(resources.text("knowledge", language, f"{name}.toml"))


def _texts(item: Any) -> list[str]:
    if isinstance(item, str):
        return [item]
    return [text for each in (item.values() if isinstance(item, dict) else item) for text in _texts(each)]


@pytest.mark.parametrize("name", NAMES)
def test_both_have_the_same_shape(name: str) -> None:
    english, chinese = _table(name, "en"), _table(name, "zh")
    assert list(chinese) == list(english)
    for code, item in english.items():
        if name == "links":
            continue
        if name in PHRASES:
            blanks = [[re.findall(r"{(\w+)}", text) for text in table[code].values()] for table in (english, chinese)]
            assert [sorted(each) for each in blanks[0]] == [sorted(each) for each in blanks[1]], code
            assert list(chinese[code]) == list(item), code
            continue
        assert list(chinese[code]) == list(item), code
        for part in ("causes", "checks"):
            assert len(chinese[code][part]) == len(item[part]), f"{code} {part}"


@pytest.mark.parametrize("name", NAMES)
def test_no_text_is_empty_or_left_in_english(name: str) -> None:
    for code, item in _table(name, "zh").items():
        for text in _texts(item):
            if not text.startswith("https://") and not NO_WORDS.fullmatch(text):
                assert CHINESE.search(text), f"{code}: {text}"


@pytest.mark.parametrize("name", [name for name in NAMES if name not in {"links", *PHRASES}])
def test_names_stay_as_they_are(name: str) -> None:
    chinese = _table(name, "zh")
    for code, item in _table(name, "en").items():
        wanted = set(SAME.findall(" ".join(_texts(item)))) - TRANSLATED
        missing = wanted - set(SAME.findall(" ".join(_texts(chinese[code]))))
        assert not missing, f"{code}: {missing}"


def test_addresses_are_the_same() -> None:
    urls = [[text for text in _texts(_table("links", each)) if text.startswith("http")] for each in ("en", "zh")]
    assert urls[0] == urls[1]
