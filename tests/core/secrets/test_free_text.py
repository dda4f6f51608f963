"""Secrets in sentences and addresses are masked; what only looks a little like one stays."""

import pytest

from explorer.core.secrets.free_text import mask_free_text
from explorer.core.secrets.redaction import MASK

HIDDEN = [
    ("id AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE is unknown", "z8krbsJ5yKBZ"),
    ("id IKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE is unknown", "z8krbsJ5yKBZ"),
    ("https://cb.example/x?token=tok-abcdef&a=1", "tok-abcdef"),
    ("https://cb.example/x?a=1&sign=0a1b2c3d", "0a1b2c3d"),
    ("http://user:pw-secret@host/x", "pw-secret"),
    ("Authorization was Bearer abcdef123456", "abcdef123456"),
    ("jwt eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc-DEF_123 expired", "eyJzdWIiOiIxIn0"),
    ("password=hunter2 is weak", "hunter2"),
    ("Password: hunter2 is weak", "hunter2"),
    ("db.admin_password=hunter2;x=1", "hunter2"),
    ("密码：mima1234，请重试", "mima1234"),
    ("用户密码为mima1234", "mima1234"),
    ("SecretKey=abcd1234", "abcd1234"),
]
PLAIN = [
    "Token: expired, get another one",
    "the password is weak",
    "PasswordPolicy=strict NextToken=page2 PageToken=abcd",
    "https://host/x?a=1&region=ap-guangzhou#part",
    "key=value sign of the times auth failed",
    "Basic settings and Bearer tokens",
    "see https://console.example/token/list",
    "密码错误，请重试",
    "AKID is the beginning of an id",
    "sign=1 outside of an address",
]


@pytest.mark.parametrize(("text", "secret"), HIDDEN)
def test_a_secret_is_masked_and_the_rest_stays(text: str, secret: str) -> None:
    masked = mask_free_text(text)
    assert secret not in masked
    assert MASK in masked
    assert masked.split(MASK)[0] == text[: len(masked.split(MASK)[0])]
    assert text.endswith(masked.rsplit(MASK, maxsplit=1)[1])


@pytest.mark.parametrize("text", PLAIN)
def test_no_secret_no_mask(text: str) -> None:
    assert mask_free_text(text) == text


@pytest.mark.parametrize("part", ["a=", "token=", "://", "eyJ", "Bearer ", "AKID", "密码", "x.", "密码："])
def test_hostile_repetition_ends(part: str) -> None:
    assert mask_free_text(part * 20_000)
