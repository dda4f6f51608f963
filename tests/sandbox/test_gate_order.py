"""Every check of the practice endpoint, and their order."""

import time
from dataclasses import replace
from typing import Any

import pytest

from explorer.core.catalog.store import CatalogStore
from explorer.core.models.credential import Credential
from explorer.sandbox.call import Call, Refusal
from explorer.sandbox.claim import Claim, Scheme
from explorer.sandbox.regions import REGIONS
from explorer.sandbox.server import PracticeEndpoint
from explorer.sandbox.targets import Targets

_PARAMETERS = {"InstanceId": "mqtt-a7k3m9qx", "Username": "u-of-order"}

# In the order in which the checks run: what is made wrong, the code, and a word of the message.
_DEFECTS: list[tuple[dict[str, Any], str, str]] = [
    ({"method": "PUT"}, "UnsupportedProtocol", "PUT"),
    ({"body": b"x" * (10 * 1024 * 1024 + 1)}, "RequestSizeLimitExceeded", "10 MB"),
    ({"authorization": "Bearer x"}, "AuthFailure.InvalidAuthorization", "Credential="),
    ({"secret_id": "AKIDnobody"}, "AuthFailure.SecretIdNotFound", "SecretId"),
    ({"clock": time.time() - 3600}, "AuthFailure.SignatureExpire", "behind"),
    ({"date": "2024-01-01"}, "AuthFailure.SignatureFailure", "2024-01-01"),
    ({"secret_key": "wrong"}, "AuthFailure.SignatureFailure", "SecretKey"),
    ({"token": "not-ours"}, "AuthFailure.TokenFailure", "token"),
    ({"service": "nope"}, "NoSuchProduct", "nope"),
    ({"version": "1999-01-01"}, "NoSuchVersion", "1999-01-01"),
    ({"action": "createuser"}, "InvalidAction", "createuser"),
    ({"region": "ap-nowhere"}, "UnsupportedRegion", "ap-nowhere"),
    ({"Surname": "x"}, "UnknownParameter", "Surname"),
    ({"InstanceId": None}, "MissingParameter", "InstanceId"),
    ({"Username": 5}, "InvalidParameter", "Username"),
]


def _plan(defects: list[dict[str, Any]]) -> dict[str, Any]:
    parameters: dict[str, Any] = dict(_PARAMETERS)
    plan: dict[str, Any] = {"action": "CreateUser"}
    for defect in reversed(defects):
        for name, value in defect.items():
            if name[0].isupper():
                parameters[name] = value
            else:
                plan[name] = value
    return {**plan, "parameters": parameters}


@pytest.mark.parametrize("first", range(len(_DEFECTS)), ids=[code for _, code, _ in _DEFECTS])
def test_the_first_wrong_thing_is_what_is_told(caller: Any, first: int) -> None:
    defects = [defect for defect, _, _ in _DEFECTS[first:]]
    if first > 1:
        defects = [defect for defect in defects if "body" not in defect]
    answer = caller.call(**_plan(defects))
    assert (answer.status, answer.code) == (200, _DEFECTS[first][1])
    assert _DEFECTS[first][2] in answer.message
    assert answer.headers["content-type"] == "application/json"
    assert answer.response["RequestId"] == answer.headers["x-tc-requestid"]


@pytest.mark.parametrize("single", _DEFECTS, ids=[code for _, code, _ in _DEFECTS])
def test_each_wrong_thing_alone(caller: Any, single: tuple[dict[str, Any], str, str]) -> None:
    assert caller.call(**_plan([single[0]])).code == single[1]


def test_nothing_wrong(caller: Any) -> None:
    answer = caller.call("DescribeInstanceList", {"Limit": 1})
    assert answer.code == ""
    assert len(answer.response["Data"]) == 1


def test_no_authorization_at_all(caller: Any) -> None:
    answer = caller.raw("POST", "/", {"Host": caller.address, "X-TC-Action": "DescribeInstanceList"}, b"{}")
    assert answer.code == "AuthFailure.InvalidAuthorization"


@pytest.mark.parametrize(
    "authorization",
    [
        "TC3-HMAC-SHA256",
        "TC3-HMAC-SHA256 Credential=a/2026-01-01/mqtt/tc3_request, Signature=00",
        "TC3-HMAC-SHA256 Credential=a/2026-01-01/mqtt/tc4_request, SignedHeaders=host, Signature=00",
        "TC4-HMAC-SHA256 Credential=a/2026-01-01/mqtt/tc3_request, SignedHeaders=host, Signature=00",
        "SKIP",
    ],
)
def test_a_malformed_authorization(caller: Any, authorization: str) -> None:
    assert caller.call(authorization=authorization).code == "AuthFailure.InvalidAuthorization"


@pytest.mark.parametrize(("off", "code"), [(-290, ""), (290, ""), (-310, "E"), (310, "E")])
def test_the_window_is_five_minutes_both_ways(caller: Any, off: int, code: str) -> None:
    found = caller.call(clock=time.time() + off).code
    assert found == ("AuthFailure.SignatureExpire" if code else "")


@pytest.mark.parametrize(("timestamp", "code"), [("", "MissingParameter"), ("soon", "InvalidParameter")])
def test_a_timestamp_that_is_none(caller: Any, timestamp: str, code: str) -> None:
    answer = caller.call(headers=(("X-TC-Timestamp", timestamp),))
    assert answer.code == code
    assert "Timestamp" in answer.message


def test_absent_common_parameters(caller: Any) -> None:
    assert "Version" in caller.call(version="").message
    assert "Action" in caller.call(action="").message
    assert caller.call(region="").code == ""


@pytest.mark.parametrize("region", sorted(REGIONS))
def test_every_known_region(caller: Any, region: str) -> None:
    assert caller.call(region=region).code == ""


def test_signed_headers_need_content_type_and_host(caller: Any) -> None:
    answer = caller.call(signed=("host",))
    assert (answer.code, "content-type" in answer.message) == ("AuthFailure.SignatureFailure", True)
    ghost = _with_a_ghost(caller)
    assert (ghost.code, "x-ghost" in ghost.message) == ("AuthFailure.SignatureFailure", True)


def _with_a_ghost(caller: Any) -> Any:
    authorization = (
        f"TC3-HMAC-SHA256 Credential={caller.credential.secret_id}/{time.strftime('%Y-%m-%d', time.gmtime())}/mqtt/"
        "tc3_request, SignedHeaders=content-type;host;x-ghost, Signature=" + "0" * 64
    )
    return caller.call(authorization=authorization)


def test_the_service_of_a_real_host_must_be_the_one_of_the_scope(caller: Any) -> None:
    assert caller.call(host="mqtt.intl.tencentcloudapi.com").code == ""
    answer = caller.call(host="cvm.intl.tencentcloudapi.com")
    assert (answer.code, "cvm" in answer.message) == ("AuthFailure.SignatureFailure", True)


@pytest.mark.parametrize(("token", "word"), [("", "missing"), ("other", "does not belong")])
def test_a_temporary_key_pair_needs_its_token(catalog: CatalogStore, caller: Any, token: str, word: str) -> None:
    temporary = Credential("AKIDtemporary", "key", "the-token")
    with PracticeEndpoint(catalog, credential=temporary) as running:
        one = type(caller)(running.url, temporary)
        assert one.call().code == ""
        without = type(caller)(running.url, Credential("AKIDtemporary", "key", token))
        answer = without.call()
    assert (answer.code, word in answer.message) == ("AuthFailure.TokenFailure", True)


def test_an_action_that_was_withdrawn(catalog: CatalogStore, monkeypatch: pytest.MonkeyPatch) -> None:
    targets = Targets(catalog)
    claim = Claim(Scheme.V1, action="DescribeInstanceList", version="2024-05-16")
    call = Call("GET", "/", "", {"host": "127.0.0.1"})
    assert targets.find(call, claim).ref.service == "mqtt"
    real = catalog.spec
    monkeypatch.setattr(catalog, "spec", lambda ref: replace(real(ref), status="offline"))
    with pytest.raises(Refusal, match="withdrawn") as raised:
        targets.find(call, claim)
    assert raised.value.code == "ActionOffline"


def test_get_and_old_signatures_have_smaller_limits(caller: Any) -> None:
    long = "A=" + "x" * (32 * 1024)
    assert "32 KB" in caller.call(method="GET", query=long, content_type="application/x-www-form-urlencoded").message
    form = {"Host": caller.address, "Content-Type": "application/x-www-form-urlencoded"}
    answer = caller.raw("POST", "/", form, b"A=" + b"x" * 1024 * 1024)
    assert (answer.code, "1 MB" in answer.message) == ("RequestSizeLimitExceeded", True)


def test_another_path_is_not_the_api(caller: Any) -> None:
    answer = caller.raw("GET", "/favicon.ico", {"Host": caller.address}, b"")
    assert (answer.status, answer.headers["content-type"]) == (404, "text/html; charset=utf-8")
