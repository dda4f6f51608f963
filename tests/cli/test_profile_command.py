"""`profile`: secrets come from standard input and go to the keyring, and to nowhere else."""

import getpass
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from explorer.cli.main import run
from explorer.core.models.credential import Credential
from explorer.core.secrets import keyring_store
from explorer.core.secrets.memory_store import MemoryStore

SECRET = "SECRETsecretSECRETsecret"


@pytest.fixture
def keyring(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[MemoryStore]:
    store = MemoryStore()
    monkeypatch.setattr(keyring_store, "KeyringStore", lambda: store)
    yield store
    for file in (path for path in tmp_path.rglob("*") if path.is_file()):
        assert SECRET.encode() not in file.read_bytes() or ".tccli" in file.parts, file


def add(cli: Any, name: str, *options: str, token: str = "") -> Any:
    return cli("profile", "add", name, *options, stdin=f"AKID{name}\n{SECRET}\n{token}\n".encode())


def test_added_listed_removed(cli: Any, keyring: MemoryStore) -> None:
    assert add(cli, "work", "--region", "ap-seoul", "--label", "Team A", "--read-only", token="T").status == 0
    assert cli("profile", "list").out == "work  ap-seoul  Team A  read-only  default\n"
    assert json.loads(cli("profile", "list", "--json").out) == [
        {"name": "work", "region": "ap-seoul", "label": "Team A", "read_only": True, "default": True}
    ]
    assert cli("profile", "remove", "work").status == 0
    assert cli("profile", "list").out == ""
    assert cli("profile", "remove", "work").status == 2


def test_the_default_is_chosen_marked_and_taken(cli: Any, keyring: MemoryStore) -> None:
    for name in ("first", "second"):
        add(cli, name)
    assert "default" not in cli("profile", "list").out  # of two nobody can tell which is meant
    signed = cli("sign", "mqtt", "DescribeInstanceList")
    assert signed.status == 5
    done = cli("profile", "default", "SECOND")
    assert (done.status, done.out) == (0, "")
    assert "'second'" in done.err
    assert cli("profile", "list").out == "first\nsecond  default\n"
    assert [row["default"] for row in json.loads(cli("profile", "list", "--json").out)] == [False, True]
    assert "AKIDsecond" in cli("sign", "mqtt", "DescribeInstanceList").out
    assert cli("profile", "default", "third").status == 2
    assert cli("profile", "list").out == "first\nsecond  default\n"


def test_no_secret_in_any_output(cli: Any, keyring: MemoryStore) -> None:
    for done in (
        add(cli, "a"),
        add(cli, "a"),
        cli("profile", "list"),
        cli("profile", "list", "--json"),
        cli("profile", "remove", "a"),
    ):
        assert SECRET not in done.out + done.err


@pytest.mark.parametrize("text", [b"", b"AKID\n", b"AKID\n\n\n", b"AKID\nKEY\nT\nmore\n", b"AKID\nK\xc3\xa4Y\n"])
def test_unusable_keys_are_refused(cli: Any, keyring: MemoryStore, text: bytes) -> None:
    done = cli("profile", "add", "x", stdin=text)
    assert done.status in (2, 5)
    assert len(done.err.splitlines()) == 1
    assert cli("profile", "list").out == ""


def test_without_a_keyring_nothing_is_kept(cli: Any) -> None:
    done = add(cli, "work")
    assert done.status == 5
    assert "keyring" in done.err.lower()
    assert SECRET not in done.err
    assert cli("profile", "list").out == ""


def test_import_from_the_vendors_files(cli: Any, keyring: MemoryStore) -> None:
    folder = Path.home() / ".tccli"
    folder.mkdir()
    (folder / "duty.credential").write_text(json.dumps({"secretId": "AKIDduty", "secretKey": SECRET}), "utf-8")
    (folder / "broken.credential").write_text("{", "utf-8")
    done = cli("profile", "import")
    assert done.status == 0
    assert done.out.startswith("duty  from ")
    assert "broken.credential" in done.err
    assert SECRET not in done.out + done.err
    kept = [keyring.get(name) for name in keyring._kept]
    assert kept == [Credential("AKIDduty", SECRET)]


def test_nothing_to_import(cli: Any, keyring: MemoryStore) -> None:
    assert cli("profile", "import").status == 2


def test_a_read_only_profile_refuses_to_change_anything(cli: Any, keyring: MemoryStore) -> None:
    add(cli, "audit", "--read-only")
    target = ("--profile", "audit", "--endpoint", "http://127.0.0.1:1", "--anyway")
    refused = cli("send", "mqtt", "DeleteInstance", "-p", "InstanceId=x", *target)
    assert refused.status == 2
    assert "read-only" in refused.err
    assert cli("send", "mqtt", "DescribeInstance", "-p", "InstanceId=x", *target).status == 3


def test_a_person_is_asked_and_what_is_secret_is_not_echoed(
    keyring: MemoryStore, monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    asked: list[str] = []

    def hidden(prompt: str) -> str:
        asked.append(prompt)
        return SECRET if "Key" in prompt else ""

    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", lambda _prompt: "AKIDtyped")
    monkeypatch.setattr(getpass, "getpass", hidden)
    assert run(["profile", "add", "typed"]) == 0
    assert len(asked) == 2
    assert [keyring.get(name) for name in keyring._kept] == [Credential("AKIDtyped", SECRET)]
    assert SECRET not in "".join(capsys.readouterr())

    def ended(_prompt: str) -> str:
        raise EOFError

    monkeypatch.setattr("builtins.input", ended)
    assert run(["profile", "add", "again"]) == 2


def test_without_a_keyring_the_environment_is_the_way_out(cli: Any) -> None:
    done = add(cli, "work")
    assert done.status == 5
    assert "TENCENTCLOUD_SECRET_ID" in done.err
    assert "in memory" not in done.err
    assert len(done.err.splitlines()) == 1


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_keys_may_come_from_any_shell(cli: Any, keyring: MemoryStore, encoding: str) -> None:
    done = cli("profile", "add", "work", stdin=f"AKIDwork\r\n{SECRET}\r\n\r\n".encode(encoding))
    assert done.status == 0, done.err
    assert cli("profile", "list").out == "work  default\n"
