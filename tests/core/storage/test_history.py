"""The history: bounded, searchable, without secrets, and never in the way."""

import json
import sqlite3
import threading
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from explorer.core.errors import StorageError
from explorer.core.models.action import ActionRef
from explorer.core.models.exchange import (
    Exchange,
    Failure,
    FailureKind,
    Outcome,
    OutcomeKind,
    SentRequest,
    Timing,
)
from explorer.core.models.json_value import JsonObject
from explorer.core.models.request import Request
from explorer.core.secrets.redaction import MASK
from explorer.core.storage.history import History
from explorer.core.storage.history_record import LONGEST_BODY

SECRET = "hunter2-hunter2"


def _exchange(number: int = 0, body: bytes = b'{"Response":{}}', **changes: object) -> Exchange:
    request = Request(
        ActionRef("mqtt", "2024-05-16", "DescribeInstance"),
        {"InstanceId": f"mqtt-{number}"},
        region="ap-x",
        profile="p",
    )
    exchange = Exchange(
        request=request,
        sent=SentRequest("POST", "https://mqtt.example/", (("Host", "mqtt.example"),), b"{}"),
        started=datetime(2026, 1, 2, 3, 4, number % 60, tzinfo=UTC),
        timing=Timing(connect=0.1, tls=None, first_byte=0.2, body=0.3, total=0.6),
        status=200,
        reason="OK",
        http_version="HTTP/1.1",
        headers=(("Content-Type", "application/json"),),
        body=body,
        outcome=Outcome(OutcomeKind.SUCCESS, request_id=f"id-{number}"),
        clock_skew=1.5,
        received=len(body),
    )
    return replace(exchange, **changes)  # type: ignore[arg-type]


@pytest.fixture
def history(tmp_path: Path) -> History:
    return History(tmp_path / "state" / "history.sqlite", most=10, most_bytes=100_000)


def test_an_exchange_comes_back_whole(history: History) -> None:
    exchange = _exchange(body=bytes(range(256)) + "中".encode())
    entry = history.add(exchange)
    history.close()
    (again,) = history.recent()
    assert again == entry
    assert again.request == exchange.request
    assert history.exchange(again) == exchange
    history.close()


def test_a_failure_comes_back(history: History) -> None:
    exchange = _exchange(outcome=None, status=None, failure=Failure(FailureKind.TIMEOUT, "No answer in 5 s.", "Wait."))
    entry = history.add(exchange)
    assert (entry.failed, entry.outcome, entry.message) == (True, "timeout", "No answer in 5 s.")
    assert history.exchange(entry) == exchange
    history.close()


def test_newest_first_and_bounded_by_number(history: History) -> None:
    for number in range(25):
        history.add(_exchange(number))
    assert [entry.request_id for entry in history.recent()] == [f"id-{number}" for number in range(24, 14, -1)]
    assert len(history.recent(3)) == 3
    history.close()


def test_bounded_by_bytes_and_the_file_shrinks(history: History, tmp_path: Path) -> None:
    noise = bytes(hash((number, 7)) % 251 for number in range(90_000))
    for number in range(5):
        history.add(_exchange(number, body=noise[number:]))
    kept = history.recent()
    assert 1 <= len(kept) <= 2
    assert kept[0].request_id == "id-4"
    history.clear()
    assert history.recent() == ()
    history.close()
    assert (tmp_path / "state" / "history.sqlite").stat().st_size < 90_000


def test_a_large_body_is_cut_and_says_so(history: History) -> None:
    body = b"x" * (LONGEST_BODY + 5)
    entry = history.add(_exchange(body=body))
    assert entry.truncated
    assert entry.size == len(body)
    assert len(history.exchange(entry).body) == LONGEST_BODY
    assert not history.add(_exchange(body=body[:LONGEST_BODY])).truncated
    history.close()


@pytest.mark.parametrize(
    "words", ["describeinstance", "AuthFailure.Sig", "id-3", "mqtt-3", "WRONG key", "中文", "ap-x authfailure", "100%_"]
)
def test_every_word_is_searched(history: History, words: str) -> None:
    history.add(_exchange(1, request=Request(ActionRef("cvm", "v", "RunInstances"))))
    error = Outcome(OutcomeKind.ERROR, "id-3", "AuthFailure.SignatureFailure", "The wrong KEY, 100%_")
    wanted = history.add(_exchange(3, body="中文".encode(), outcome=error))
    assert history.search(words) == (wanted,)
    assert len(history.search("  ")) == 2
    assert history.search("nothing like it") == ()
    history.close()


def test_found_by_request_id(history: History) -> None:
    for number in range(3):
        history.add(_exchange(number))
    found = history.by_request_id(" id-1 ")
    assert found is not None
    assert found.request_id == "id-1"
    assert history.by_request_id("id-9") is None
    history.delete(found)
    assert history.by_request_id("id-1") is None
    with pytest.raises(StorageError, match="no longer in the history"):
        history.exchange(found)
    history.close()


def test_no_secret_is_kept(history: History, tmp_path: Path) -> None:
    quoted = SECRET.replace("-", "%2D")
    request = Request(
        ActionRef("mqtt", "2024-05-16", "CreateUser"),
        {"Password": SECRET, "Name": "a"},
        body_text=f'{{"Password": "{SECRET}"}}',
        headers=(("X-Api-Key", SECRET),),
    )
    form = (("Content-Type", "application/x-www-form-urlencoded"), ("X-TC-Token", SECRET), ("Authorization", "x"))
    entry = history.add(
        _exchange(
            request=request,
            sent=SentRequest("POST", f"https://u:{SECRET}@h/?Token={quoted}&A=1", form, f"A=1&Token={quoted}".encode()),
            headers=(("Set-Cookie", SECRET),),
            body=f'{{"Response":{{"SecretKey":"{SECRET}","Echo":"{SECRET}","RequestId":"r"}}}}'.encode(),
            outcome=Outcome(OutcomeKind.ERROR, "r", "C", f"The password {SECRET} is weak."),
        )
    )
    history.close()
    for path in tmp_path.rglob("history.sqlite*"):
        data = path.read_bytes()
        assert SECRET.encode() not in data
        assert quoted.encode() not in data
    shown = history.exchange(entry)
    assert SECRET not in repr(shown) + shown.body.decode()
    assert shown.body.decode() == f'{{"Response":{{"SecretKey":"{MASK}","Echo":"{MASK}","RequestId":"r"}}}}'
    assert shown.outcome is not None
    assert shown.outcome.message == f"The password {MASK} is weak."
    assert entry.saved.blanked == ("Password",)
    assert entry.request.parameters == {"Name": "a"}
    assert history.search(SECRET) == ()
    history.close()


@pytest.mark.parametrize("data", [b"not a database at all" * 100, b"SQLite format 3\x00" + b"\xff" * 5000, b"x" * 600])
def test_a_damaged_file_is_moved_aside(history: History, tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "state" / "history.sqlite"
    path.parent.mkdir()
    path.write_bytes(data)
    assert history.recent() == ()
    assert len(history.notices) == 1
    assert "history.sqlite.damaged-1" in history.notices[0]
    assert (path.parent / "history.sqlite.damaged-1").read_bytes() == data
    history.add(_exchange())
    assert len(history.recent()) == 1
    assert len(history.notices) == 1
    history.close()


def test_damage_while_running_costs_the_history_only(history: History, tmp_path: Path) -> None:
    for number in range(9):
        history.add(_exchange(number, body=bytes(hash((n, number)) % 251 for n in range(5000))))
    history.close()
    path = tmp_path / "state" / "history.sqlite"
    data = bytearray(path.read_bytes())
    data[4096:] = b"\xa5" * (len(data) - 4096)
    path.write_bytes(data)
    history.add(_exchange(77))
    assert [entry.request_id for entry in history.recent()] == ["id-77"]
    assert len(history.notices) == 1
    history.close()


def test_a_newer_programs_history_is_left_alone(history: History, tmp_path: Path) -> None:
    history.add(_exchange())
    history.close()
    path = tmp_path / "state" / "history.sqlite"
    database = sqlite3.connect(path)
    database.execute("PRAGMA user_version = 99")
    database.close()
    with pytest.raises(StorageError, match="newer Request Explorer"):
        history.recent()
    assert not list(path.parent.glob("*.damaged-*"))


def test_an_unusable_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("a file", encoding="utf-8")
    with pytest.raises(StorageError, match=r"history\.sqlite"):
        History(tmp_path / "state" / "history.sqlite").add(_exchange())


def test_many_threads_and_two_programs(tmp_path: Path) -> None:
    path = tmp_path / "history.sqlite"
    one, two = History(path), History(path)
    threads = [
        threading.Thread(target=lambda store=store, number=number: store.add(_exchange(number)))
        for number in range(10)
        for store in (one, two)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(one.recent()) == len(two.recent()) == 20
    one.close()
    two.close()


def test_the_file_is_its_owners(history: History, tmp_path: Path) -> None:
    history.add(_exchange())
    history.close()
    assert (tmp_path / "state" / "history.sqlite").stat().st_mode & 0o077 == 0


def test_half_a_character_pair_is_kept_as_a_replacement_sign(history: History) -> None:
    outcome = Outcome(OutcomeKind.ERROR, code="A.B", message="no `中\udc80`", request_id="r\ud800")
    exchange = _exchange(body=b'{"a":"\\ud800"}', outcome=outcome)
    half = replace(exchange.request, parameters={"InstanceId": "x\ud800"}, region="ap\udcff")
    entry = history.add(replace(exchange, request=half))
    (again,) = history.recent()
    assert again == entry
    assert (again.message, again.request_id, again.region) == ("no `中\ufffd`", "r\ufffd", "ap\ufffd")
    assert again.request.parameters == half.parameters
    assert history.exchange(again).body == exchange.body
    history.close()


def test_no_secret_of_a_pair_is_kept(history: History, tmp_path: Path) -> None:
    pair = '{"Key":"password","Value":"' + SECRET + '"}'
    kept = '{"Key":"name","Value":"中"}'
    text = '{"Response":{"Params":[' + f"{pair},{kept}" + f'],"Doc":{json.dumps(pair)},"RequestId":"r"' + "}}"
    parameters: JsonObject = {"Params": [{"Key": "password", "Value": SECRET}], "Doc": pair}
    request = Request(ActionRef("mqtt", "2024-05-16", "DescribeInstance"), parameters, body_text=pair)
    sent = SentRequest("POST", "https://mqtt.example/", (), pair.encode())
    history.add(_exchange(body=text.encode(), request=request, sent=sent))
    (entry,) = history.recent()
    assert history.exchange(entry).body == text.replace(SECRET, MASK).encode()
    history.close()
    assert entry.saved.blanked == ("Params.0.Value", "Doc", "password")
    data = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert SECRET.encode() not in data
