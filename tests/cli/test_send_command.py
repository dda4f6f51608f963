"""`send` against a real practice endpoint: what it prints, and the exit status of every way a call can end."""

import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from explorer.core import resources
from explorer.core.catalog.store import CatalogStore
from explorer.core.models.credential import Credential
from explorer.core.storage.paths import AppPaths
from explorer.sandbox.server import PracticeEndpoint

SECRET = "practiceKEYpracticeKEY01"
PAIR = Credential("AKIDpracticepractice", SECRET)
ENV = {"TENCENTCLOUD_SECRET_ID": PAIR.secret_id, "TENCENTCLOUD_SECRET_KEY": PAIR.secret_key}
LIST = ("send", "mqtt", "DescribeInstanceList")


@pytest.fixture(scope="module")
def catalog() -> Iterator[CatalogStore]:
    store = CatalogStore(resources.catalog())
    yield store
    store.close()


@pytest.fixture
def practice(catalog: CatalogStore) -> Iterator[Callable[..., str]]:
    """Starts an endpoint with the given faults, and returns its URL."""
    running: list[PracticeEndpoint] = []

    def start(*faults: str) -> str:
        endpoint = PracticeEndpoint(catalog, credential=PAIR, faults=faults)
        endpoint.start()
        running.append(endpoint)
        return endpoint.url

    yield start
    for endpoint in running:
        endpoint.stop()


def test_a_list_prints_its_tree(cli: Any) -> None:
    done = cli(*LIST, "--sandbox")
    assert done.status == 0
    assert done.out.startswith("Response\n├─ TotalCount: ")
    assert '"mqtt-' in done.out
    lines = done.err.splitlines()
    assert lines[0].startswith("RequestId: ")
    assert lines[0].removeprefix("RequestId: ") in done.out
    assert lines[1].startswith("Time: ")
    assert "\x1b" not in done.out + done.err


def test_an_error_prints_its_meaning_causes_and_checks(cli: Any) -> None:
    done = cli("send", "mqtt", "DescribeInstance", "-p", "InstanceId=mqtt-none", "--sandbox")
    assert done.status == 1
    assert "✗ Error" in done.out
    assert '"ResourceNotFound.Instance"' in done.out
    for needed in ("ResourceNotFound.Instance: ", "Meaning: ", "Likely causes:", "What to check:"):
        assert needed in done.err


def test_the_environments_key_and_a_wrong_one(cli: Any, practice: Any) -> None:
    url = practice()
    assert cli(*LIST, "--endpoint", url, env=ENV).status == 0
    wrong = cli(*LIST, "--endpoint", url, env={**ENV, "TENCENTCLOUD_SECRET_KEY": "WRONGwrongWRONG"})
    assert wrong.status == 1
    assert "AuthFailure.SignatureFailure" in wrong.out
    assert "WRONGwrongWRONG" not in wrong.out + wrong.err


def test_a_clock_ten_minutes_off(cli: Any, practice: Any) -> None:
    done = cli(*LIST, "--endpoint", practice(), "--timestamp", str(int(time.time()) - 600), env=ENV)
    assert done.status == 1
    assert "AuthFailure.SignatureExpire" in done.out


def test_sandbox_with_an_endpoint_asks_for_the_environments_key(cli: Any, practice: Any) -> None:
    assert cli(*LIST, "--sandbox", "--endpoint", practice(), env=ENV).status == 0
    # Without an endpoint, the private one's own key signs, whatever the environment says.
    assert cli(*LIST, "--sandbox", env={**ENV, "TENCENTCLOUD_SECRET_KEY": "x"}).status == 0


@pytest.mark.parametrize(
    ("fault", "status"),
    [
        ("error=InternalError", 1),
        ("legacy=4000", 1),
        ("legacy=0", 0),
        ("error-null", 0),
        ("events", 0),
        ("gzip", 0),
        ("charset=utf-16", 0),
        ("drop", 3),
        ("cut=40", 3),
        ("html", 4),
        ("empty", 4),
        ("malformed", 4),
        ("no-envelope", 4),
        ("status=502", 4),
    ],
)
def test_the_exit_status_of_every_answer(cli: Any, practice: Any, fault: str, status: int) -> None:
    done = cli(*LIST, "--endpoint", practice(fault), "--output", "json", env=ENV)
    assert done.status == status, done.err
    assert SECRET not in done.out + done.err
    if status == 3:
        # As much of a cut answer as came.
        assert bool(done.out) is fault.startswith("cut")
    if status in (3, 4):
        assert any(line.startswith(("No answer: ", "Not an API 3.0 answer: ")) for line in done.err.splitlines())


def test_no_answer_within_the_time_given(cli: Any, practice: Any) -> None:
    done = cli(*LIST, "--endpoint", practice("delay=5"), "--timeout", "0.2", env=ENV)
    assert done.status == 3
    assert "No answer" in done.err


def test_nobody_listens(cli: Any) -> None:
    assert cli(*LIST, "--endpoint", "http://127.0.0.1:1", env=ENV).status == 3


def test_no_credential_at_all(cli: Any) -> None:
    done = cli(*LIST)
    assert (done.status, done.out) == (5, "")
    assert len(done.err.splitlines()) == 1


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (("-p", "Instance=x"), "Instance"),
        ((), "InstanceId"),
        (("--params", '{"InstanceId": 5}'), "InstanceId"),
        (("--params", '{"InstanceId": "x",}'), "--params"),
        (("--params", "[]"), "--params"),
        (("-p", "InstanceId"), "InstanceId"),
        (("-p", "InstanceId=x", "--timeout", "0"), "timeout"),
        (("-p", "InstanceId=x", "--endpoint", "ftp://x"), "ftp"),
        (("-p", "InstanceId=x", "--method", "PUT"), "PUT"),
        (("-p", "InstanceId=x", "--algorithm", "MD5"), "MD5"),
        (("-p", "InstanceId=x", "--query", "a["), "JMESPath"),
        (("-p", "InstanceId=x", "--output", "xml"), "xml"),
        (("--params", "@/nowhere/at/all.json"), "/nowhere/at/all.json"),
        (("-p", "InstanceId=x", "--nonsense"), "--nonsense"),
    ],
)
def test_wrong_usage_is_named_and_nothing_is_sent(cli: Any, arguments: tuple[str, ...], named: str) -> None:
    done = cli("send", "mqtt", "DescribeInstance", "--sandbox", *arguments)
    assert done.status == 2
    assert named in done.err
    assert done.out == ""


@pytest.mark.parametrize(
    "names",
    [
        ("nosuch", "DescribeInstance"),
        ("mqtt", "DescribInstance"),
        ("mqtt", "DescribeInstance", "--version", "1999-01-01"),
    ],
)
def test_an_unknown_action_is_named(cli: Any, names: tuple[str, ...]) -> None:
    done = cli("send", *names, "--sandbox")
    assert done.status == 2
    assert len(done.err.splitlines()) == 1


def test_anyway_sends_what_the_check_refuses(cli: Any) -> None:
    done = cli("send", "mqtt", "DescribeInstance", "-p", "Instance=x", "--anyway", "--sandbox")
    assert done.status == 1
    assert "UnknownParameter" in done.out
    broken = cli("send", "mqtt", "DescribeInstance", "--params", '{"InstanceId":', "--anyway", "--sandbox")
    assert broken.status == 1
    unknown = cli("send", "mqtt", "NoSuch", "--version", "2024-05-16", "--anyway", "--sandbox")
    assert "InvalidAction" in unknown.out


@pytest.mark.parametrize(
    "method",
    [
        ("--method", "GET"),
        ("--method", "post"),
        ("--algorithm", "HmacSHA1"),
        ("--algorithm", "HmacSHA256", "--method", "GET"),
    ],
)
def test_every_method_and_algorithm_arrives(cli: Any, method: tuple[str, ...]) -> None:
    done = cli(
        *LIST, "-p", "Filters.0.Name=InstanceName", "-p", "Filters.0.Values.0=prod", "-p", "Limit=1", *method,
        "--sandbox", "--output", "json", "--query", "length(Response.Data)",
    )  # fmt: skip
    assert (done.status, done.out) == (0, "1\n")


def test_json_output_and_query_are_exact(cli: Any) -> None:
    whole = cli(*LIST, "--sandbox", "--output", "json", "-p", "Limit=2")
    assert len(json.loads(whole.out)["Response"]["Data"]) == 2
    assert cli(*LIST, "--sandbox", "--query", "Response.TotalCount", "--output", "json").out.strip().isdigit()
    assert cli(*LIST, "--sandbox", "--query", "Response.Nothing").out == "null\n"
    failed = cli(*LIST, "--sandbox", "--query", "abs(Response)")
    assert failed.status == 2


def test_a_table_of_the_answers_list(cli: Any) -> None:
    lines = cli(*LIST, "--sandbox", "--output", "table", "-p", "Limit=3").out.splitlines()
    assert lines[0].startswith("InstanceId")
    assert set(lines[1]) == {"-", " "}
    assert len(lines) == 5


def test_verbose_shows_the_wire_without_a_signature(cli: Any, practice: Any) -> None:
    token = "TOKENtokenTOKENtoken"
    done = cli("--verbose", *LIST, "--endpoint", practice(), env={**ENV, "TENCENTCLOUD_TOKEN": token})
    assert "> X-TC-Action: DescribeInstanceList" in done.err
    assert "Signature=******" in done.err
    for secret in (token, SECRET):
        assert secret not in done.out + done.err
    assert cli(*LIST, "--sandbox", "--verbose").status == 0


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("algorithm", ["HmacSHA1", "HmacSHA256", "TC3-HMAC-SHA256"])
def test_no_secret_in_any_form_of_request(cli: Any, practice: Any, method: str, algorithm: str, tmp_path: Path) -> None:
    token = "TOKENtoken+/=TOKENtoken"
    done = cli(
        "--verbose", *LIST, "--endpoint", practice(), "--method", method, "--algorithm", algorithm,
        env={**ENV, "TENCENTCLOUD_TOKEN": token},
    )  # fmt: skip
    assert done.status in (0, 1), done.err
    for secret in (token, quote(token, safe=""), SECRET):
        assert secret not in done.out + done.err
        for file in (path for path in tmp_path.rglob("*") if path.is_file()):
            assert secret.encode() not in file.read_bytes(), file
    url = next(line for line in done.err.splitlines() if line.startswith(f"> {method}"))
    assert "Signature=" not in url or "Signature=******" in url


def test_a_named_profile_signs_and_gives_the_region(cli: Any, practice: Any, tmp_path: Path, monkeypatch: Any) -> None:
    from explorer.core.secrets import keyring_store
    from explorer.core.secrets.memory_store import MemoryStore

    shared = MemoryStore()
    monkeypatch.setattr(keyring_store, "KeyringStore", lambda: shared)
    added = cli("profile", "add", "work", "--region", "ap-seoul", stdin=f"{PAIR.secret_id}\n{SECRET}\n\n".encode())
    assert added.status == 0, added.err
    sent = cli("--verbose", *LIST, "--profile", "work", "--endpoint", practice())
    assert sent.status == 0
    assert "X-TC-Region: ap-seoul" in sent.err
    assert cli(*LIST, "--endpoint", practice()).status == 0, "the only profile is the default one"
    for file in (path for path in tmp_path.rglob("*") if path.is_file()):
        assert SECRET.encode() not in file.read_bytes(), file


def test_hostile_text_in_an_answer_never_reaches_the_terminal(cli: Any, tmp_path: Path) -> None:
    file = tmp_path / "evil.json"
    file.write_bytes(b'{"Response":{"Error":{"Code":"A\\u001b[2J","Message":"\\u009b31m\\u202e"},"\\u001bk":1}}')
    for output in ("tree", "table"):
        done = cli("show", str(file), "--output", output)
        assert not {"\x1b", "\x9b", "\u202e"} & set(done.out + done.err)


def test_a_text_that_is_no_json_cannot_become_a_query(cli: Any) -> None:
    done = cli("send", "mqtt", "DescribeInstance", "--params", "{", "--anyway", "--method", "GET", "--sandbox")
    assert done.status == 2
    assert "--params" in done.err


def test_blanks_around_a_region_are_left_out_and_that_is_said(cli: Any) -> None:
    done = cli("--verbose", *LIST, "--sandbox", "--region", " ap-seoul\t")
    assert done.status == 0
    assert "> X-TC-Region: ap-seoul\n" in done.err
    assert 'the blanks around --region "ap-seoul" are left out' in done.err
    from_environment = cli("--verbose", *LIST, "--sandbox", env={"TENCENTCLOUD_REGION": "ap-seoul "})
    assert "> X-TC-Region: ap-seoul\n" in from_environment.err
    assert "Note:" not in from_environment.err


def test_a_name_that_is_near_is_offered(cli: Any) -> None:
    done = cli(*LIST, "-p", "limit=3", "--sandbox")
    assert done.status == 2
    assert "Did you mean Limit?" in done.err


def test_a_name_given_twice_is_remarked_on(cli: Any) -> None:
    text = '{"Limit":1,"Limit":2,"Filters":[{"Name":"a","Name":"InstanceName","Values":["x"]}]}'
    done = cli(*LIST, "--params", text, "--sandbox")
    assert done.status == 0
    notes = [line for line in done.err.splitlines() if line.startswith("Note: ")]
    assert notes == [
        f"Note: {name} stands more than once in --params; it is sent as it stands." for name in ("Name", "Limit")
    ]
    as_query = cli(*LIST, "--params", '{"Limit":1,"Limit":2}', "--sandbox", "--method", "GET")
    assert "Note: Limit stands more than once in --params; the last one is sent." in as_query.err
    assert "Note: " not in cli(*LIST, "--params", '{"Limit":1}', "--sandbox").err


def test_a_pair_in_a_query_is_no_place_for_a_secret(cli: Any, practice: Any) -> None:
    """Neither with --verbose nor in the history: what the name beside it names is masked as its own name would be."""
    sent = ("--anyway", "--method", "GET", "-p", "Tags.0.Key=db_password", "-p", "Tags.0.Value=hunter2secret")
    done = cli(*LIST, *sent, "--verbose", "--endpoint", practice(), env=ENV)
    assert "Tags.0.Key=db_password" in done.err
    assert "Tags.0.Value=******" in done.err
    assert "hunter2secret" not in done.out + done.err
    kept = AppPaths.default().history_file
    assert kept.is_file()
    assert not any(b"hunter2secret" in path.read_bytes() for path in kept.parent.iterdir() if path.is_file())
