"""`sandbox`: one line of JSON, then a server until a signal stops it."""

import json
import signal
import sys
from collections.abc import Callable
from typing import Any

import pytest

from explorer.core.models.json_value import loads


def _first_line(running: Any) -> dict[str, Any]:
    shown: dict[str, Any] = json.loads(running.stdout.readline())
    return shown


def _env(shown: dict[str, Any]) -> dict[str, str]:
    return {"TENCENTCLOUD_SECRET_ID": shown["secret_id"], "TENCENTCLOUD_SECRET_KEY": shown["secret_key"]}


def test_it_serves_other_processes(start: Callable[..., Any], cli: Any) -> None:
    with start("sandbox") as running:
        shown = _first_line(running)
        assert set(shown) == {"url", "secret_id", "secret_key"}
        target = ("send", "mqtt", "DescribeInstanceList", "--endpoint", shown["url"])
        good = cli(*target, env=_env(shown))
        assert good.status == 0
        wrong = cli(*target, env={**_env(shown), "TENCENTCLOUD_SECRET_KEY": "wrongWRONG"})
        assert (wrong.status, "AuthFailure.SignatureFailure" in wrong.out) == (1, True)
        late = cli(*target, "--timestamp", "1716000000", env=_env(shown))
        assert (late.status, "AuthFailure.SignatureExpire" in late.out) == (1, True)
        assert "10" in good.out


def test_what_one_call_creates_the_next_one_finds(start: Callable[..., Any], cli: Any) -> None:
    with start("sandbox") as running:
        shown = _first_line(running)
        env, where = _env(shown), ("--endpoint", shown["url"], "--output", "json")
        created = cli(
            "send", "mqtt", "CreateInstance", "-p", "InstanceType=BASIC", "-p", "Name=mine", "-p", "SkuCode=basic_1k",
            *where, env=env,
        )  # fmt: skip
        assert created.status == 0, created.out + created.err
        found = loads(created.out)
        assert isinstance(found, dict)
        assert isinstance(found["Response"], dict)
        name = str(found["Response"]["InstanceId"])
        read = cli("send", "mqtt", "DescribeInstance", "-p", f"InstanceId={name}", *where, env=env)
        assert json.loads(read.out)["Response"]["InstanceName"] == "mine"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_stops_it_in_order(start: Callable[..., Any], number: signal.Signals) -> None:
    with start("sandbox") as running:
        _first_line(running)
        running.send_signal(number)
        _, err = running.communicate(timeout=20)
        assert running.returncode == 0
        assert b"Traceback" not in err


def test_given_keys_and_faults(start: Callable[..., Any], cli: Any) -> None:
    keys = ("--secret-id", "AKIDpractice01", "--secret-key", "practiceKEY01")
    with start("sandbox", *keys, "--fault", "error=RequestLimitExceeded") as running:
        shown = _first_line(running)
        assert (shown["secret_id"], shown["secret_key"]) == ("AKIDpractice01", "practiceKEY01")
        done = cli("send", "mqtt", "DescribeInstanceList", "--endpoint", shown["url"], env=_env(shown))
        assert (done.status, "RequestLimitExceeded" in done.out) == (1, True)


@pytest.mark.parametrize(
    "arguments",
    [
        ("--fault", "nosuch"),
        ("--secret-id", "x"),
        ("--secret-key", "x"),
        ("--port", "70000"),
        ("--port", "x"),
        ("--host", "203.0.113.1"),
    ],
)
def test_wrong_usage_ends_with_2(cli: Any, arguments: tuple[str, ...]) -> None:
    done = cli("sandbox", *arguments)
    assert (done.status, done.out) == (2, "")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
def test_a_send_that_is_interrupted_ends_with_130(start: Callable[..., Any]) -> None:
    with start("sandbox", "--fault", "delay=30") as server:
        shown = _first_line(server)
        target = ("send", "mqtt", "DescribeInstanceList", "--endpoint", shown["url"], "--verbose")
        with start(*target, env=_env(shown)) as sending:
            # The server notes no calls, so the wait is for the client's process to be well under way.
            with pytest.raises(Exception, match="timed out"):
                sending.wait(timeout=2)
            sending.send_signal(signal.SIGINT)
            out, err = sending.communicate(timeout=20)
            assert sending.returncode == 130
            assert out == b""
            assert b"Traceback" not in err
