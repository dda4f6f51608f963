"""Key pairs of the vendor's tools are read in every form that those write, and never shown."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from explorer.core.errors import ImportFormatError
from explorer.core.models.credential import Credential
from explorer.core.secrets.credential_files import read, usual_places

NOW = datetime(2026, 1, 1, tzinfo=UTC)
PAIR = {"secretId": "AKIDexample", "secretKey": "keyexample"}
LATER, EARLIER = int(NOW.timestamp()) + 3600, int(NOW.timestamp()) - 1


def _tccli(tmp_path: Path, name: str, data: object) -> Path:
    folder = tmp_path / ".tccli"
    folder.mkdir(exist_ok=True)
    path = folder / f"{name}.credential"
    path.write_text(json.dumps(data), encoding="utf-8")
    return path


def test_the_sdk_file_gives_one_pair_a_section(tmp_path: Path) -> None:
    path = tmp_path / "credentials"
    path.write_text(
        "\ufeff[default]\nsecret_id = AKID1 \nsecret_key = k%1\n"
        '[work]\nsecret_id="AKID2"\nsecret_key="k2"\nregion=ap-x\n'
        "[half]\nsecret_id=a\n",
        encoding="utf-8",
    )
    plain, quoted, half = read([path])
    assert (plain.name, plain.credential, plain.warning) == ("default", Credential("AKID1", "k%1"), "")
    assert (quoted.credential, quoted.region) == (Credential("AKID2", "k2"), "ap-x")
    assert "quotation marks" in quoted.warning
    assert half.credential is None
    assert "no complete key pair" in half.warning


@pytest.mark.parametrize(
    ("extra", "words"),
    [
        ({}, ""),
        ({"token": "t"}, "session token"),
        ({"role-arn": "qcs::x", "role-session-name": "s"}, "takes a role"),
        ({"type": "oauth", "token": "t", "expiresAt": LATER, "oauth": {"accessToken": "no"}}, "from a browser login"),
        (
            {"type": "sso", "token": "t", "expiresAt": EARLIER, "sso": {"token": "no"}},
            "expired at 2025-12-31 23:59 UTC",
        ),
        ({"type": "oauth", "expiresAt": "soon"}, "for a short time only"),
    ],
)
def test_the_command_line_file_is_read(tmp_path: Path, extra: dict[str, object], words: str) -> None:
    path = _tccli(tmp_path, "prod", {**PAIR, **extra})
    (tmp_path / ".tccli" / "prod.configure").write_text('{"_sys_param": {"region": "ap-singapore"}}', encoding="utf-8")
    (found,) = read([path], now=NOW)
    assert found.name == "prod"
    assert found.credential == Credential("AKIDexample", "keyexample", str(extra.get("token", "")))
    assert found.region == "ap-singapore"
    assert words in found.warning
    assert bool(found.warning) == bool(words)


def test_a_role_file_says_why_it_has_no_keys(tmp_path: Path) -> None:
    (found,) = read([_tccli(tmp_path, "vm", {"type": "cvm-role"})])
    assert found.credential is None
    assert "virtual machine's role" in found.warning


@pytest.mark.parametrize(
    "data", [b"secret_key = AKIDsecret", b'{"secretKey": "AKIDsecret"', b"\xff\xfe\x00", b"{" * 5000]
)
def test_a_broken_file_is_named_and_not_quoted(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "credentials"
    path.write_bytes(data)
    with pytest.raises(ImportFormatError, match="credentials") as caught:
        read([path])
    assert "AKIDsecret" not in str(caught.value)
    assert caught.value.__suppress_context__


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ImportFormatError, match="nothing-here"):
        read([tmp_path / "nothing-here"])


def test_a_found_pair_does_not_print_itself(tmp_path: Path) -> None:
    (found,) = read([_tccli(tmp_path, "prod", PAIR)])
    assert "keyexample" not in repr(found)


def test_the_usual_places_are_those_that_exist(tmp_path: Path) -> None:
    path = _tccli(tmp_path, "prod", PAIR)
    sdk = tmp_path / ".tencentcloud" / "credentials"
    sdk.parent.mkdir()
    sdk.write_text("[default]\n", encoding="utf-8")
    named = tmp_path / "named"
    named.write_text("", encoding="utf-8")
    found = usual_places({"TENCENTCLOUD_CREDENTIALS_FILE": str(named)}, tmp_path)
    assert [place for place in found if tmp_path in place.parents] == [named, sdk, path]
