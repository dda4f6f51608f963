"""Signing one request, against the vendor's SDK: same parameters, same process, turn by turn."""

import statistics
import time
from collections.abc import Callable
from typing import Any

import pytest
from tencentcloud.common import credential as sdk_credential
from tencentcloud.common.common_client import CommonClient
from tencentcloud.common.http.request import RequestInternal
from tencentcloud.common.profile.client_profile import ClientProfile
from tencentcloud.common.profile.http_profile import HttpProfile

from explorer.core.models.action import ActionRef
from explorer.core.models.credential import Credential
from explorer.core.models.json_value import from_python
from explorer.core.models.request import Algorithm, Method, Request
from explorer.core.signing.prepare import prepare
from tests.bench.conftest import Row, table

pytestmark = [pytest.mark.bench, pytest.mark.filterwarnings("ignore::DeprecationWarning")]

REF = ActionRef("mqtt", "2024-05-16", "DescribeInstanceList")
HOST = "mqtt.intl.tencentcloudapi.com"
PARAMETERS = {"Filters": [{"Name": "InstanceName", "Values": ["test a+b/中文~*"]}], "Offset": 0, "Limit": 10}
ROUNDS, CALLS = 60, 50


def _sdk(method: str, algorithm: str) -> Callable[[], Any]:
    profile = ClientProfile(algorithm, HttpProfile(reqMethod=method, endpoint=HOST), language="en-US")
    client = CommonClient(REF.service, REF.version, sdk_credential.Credential("AKID", "KEY"), "ap-guangzhou", profile)

    def sign() -> None:
        client._build_req_inter(REF.name, PARAMETERS, RequestInternal(HOST, method, "/", {}))

    return sign


def _ours(method: str, algorithm: str) -> Callable[[], Any]:
    request = Request(REF, from_python(PARAMETERS), region="ap-guangzhou", language="en-US", method=Method(method),
                      algorithm=Algorithm(algorithm))  # fmt: skip
    credential = Credential("AKID", "KEY")
    return lambda: prepare(request, credential, timestamp=int(time.time()), nonce=11886)


def _once(call: Callable[[], Any]) -> float:
    began = time.perf_counter()
    for _ in range(CALLS):
        call()
    return (time.perf_counter() - began) / CALLS


def _medians(method: str, algorithm: str) -> tuple[float, float]:
    ours, theirs = _ours(method, algorithm), _sdk(method, algorithm)
    pairs = [(_once(ours), _once(theirs)) for _ in range(ROUNDS)]
    mine, sdk = (statistics.median(times) for times in zip(*pairs, strict=True))
    return mine, sdk


def test_signing_beside_the_sdk() -> None:
    table(
        "Signing one request, beside the vendor's SDK",
        [
            Row(f"{method} {algorithm}", *_medians(method, str(algorithm)), goal="< 1")
            for method in ("POST", "GET")
            for algorithm in Algorithm
        ],
    )
