"""Credentials of the vendor's own tools are found, cleaned and kept; nothing in a message quotes a file."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from explorer.core.errors import CredentialError
from explorer.core.models.credential import Credential
from explorer.services.manage_profiles import add_profile, clean, find_vendor_credentials, import_profiles
from explorer.services.wiring import Services

SECRET = "SECRETsecretSECRETsecret"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    ini = tmp_path / "user" / ".tencentcloud" / "credentials"
    ini.parent.mkdir(parents=True)
    ini.write_text(f"[default]\nsecret_id =  AKIDINI \nsecret_key = {SECRET}1\n[empty]\nsecret_id = x\n", "utf-8")
    tccli = tmp_path / "user" / ".tccli"
    tccli.mkdir()
    static = {"secretId": "AKIDONE", "secretKey": f"{SECRET}2"}
    (tccli / "one.credential").write_text(json.dumps(static), "utf-8")
    (tccli / "one.configure").write_text('{"_sys_param":{"region":"ap-seoul"}}', "utf-8")
    temporary = {"type": "sso", **static, "token": f"{SECRET}3", "expiresAt": 1000, "sso": {"token": "x"}}
    (tccli / "two.credential").write_text(json.dumps(temporary), "utf-8")
    (tccli / "role.credential").write_text('{"type":"cvm-role"}', "utf-8")
    return tmp_path / "user"


def test_every_form_of_file_is_read(home: Path) -> None:
    found = {item.name: item for item in find_vendor_credentials(home, now=datetime.fromtimestamp(2000, UTC)).found}
    assert set(found) == {"default", "one", "two"}
    assert found["one"].credential == Credential("AKIDONE", f"{SECRET}2")
    assert found["one"].region == "ap-seoul"
    assert found["two"].credential.token == f"{SECRET}3"
    assert "expired" in found["two"].warning
    assert not found["one"].warning


def test_what_holds_no_keys_is_told(home: Path) -> None:
    problems = find_vendor_credentials(home).problems
    assert any("role.credential" in problem and "virtual machine's role" in problem for problem in problems)
    assert any("empty: It holds no complete key pair." in problem for problem in problems)


def test_a_file_that_the_environment_names_is_read(home: Path, tmp_path: Path) -> None:
    named = tmp_path / "shared.ini"
    named.write_text(f"[duty]\nsecret_id = AKIDDUTY\nsecret_key = {SECRET}\n", "utf-8")
    report = find_vendor_credentials(home, {"TENCENTCLOUD_CREDENTIALS_FILE": str(named)})
    assert report.found[0].credential == Credential("AKIDDUTY", SECRET)


def test_an_unusable_key_does_not_stop_the_others(home: Path, services: Services) -> None:
    bad = {"secretId": "ид", "secretKey": SECRET}
    (home / ".tccli" / "alien.credential").write_text(json.dumps(bad), "utf-8")
    report = import_profiles(services, home)
    assert {found.name for found in report.found} == {"default", "one", "two"}
    assert any("alien" in problem for problem in report.problems)
    assert SECRET not in "".join(report.problems)


def test_importing_keeps_what_is_there_already(home: Path, services: Services) -> None:
    kept = Credential("AKIDMINE", "KEYMINE")
    add_profile(services, "One", kept)
    report = import_profiles(services, home)
    assert {found.name for found in report.found} == {"default", "two"}
    assert any("'one'" in problem for problem in report.problems)
    assert services.profiles.credential("one") == kept
    assert services.profiles.credential("default") == Credential("AKIDINI", f"{SECRET}1")
    assert services.profiles.get("default").label == "from credentials"


@pytest.mark.parametrize("text", [f"{SECRET}", f'{{"secretKey": "{SECRET}"', "[1]", "\udc80"])
def test_a_damaged_file_is_named_and_not_quoted(home: Path, text: str) -> None:
    for name in ("bad.credential",):
        (home / ".tccli" / name).write_bytes(text.encode("utf-8", "surrogateescape"))
    (home / ".tencentcloud" / "credentials").write_bytes(text.encode("utf-8", "surrogateescape"))
    report = find_vendor_credentials(home)
    assert {found.name for found in report.found} == {"one", "two"}
    assert any("bad.credential" in problem for problem in report.problems)
    assert SECRET not in repr(report)


def test_an_empty_home_has_nothing(tmp_path: Path) -> None:
    report = find_vendor_credentials(tmp_path)
    assert (report.found, report.problems) == ([], [])


def test_blanks_around_a_key_go() -> None:
    assert clean(Credential(" AKID\t", "KEY\r\n", " ")) == Credential("AKID", "KEY", "")


@pytest.mark.parametrize(
    "bad", [Credential("", "k"), Credential("i", " "), Credential("i\x00d", SECRET), Credential("ид", SECRET)]
)
def test_an_unusable_key_is_refused_without_being_quoted(bad: Credential) -> None:
    with pytest.raises(CredentialError) as told:
        clean(bad)
    assert SECRET not in str(told.value)
