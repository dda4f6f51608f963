"""The line about time: its parts make up its whole."""

from datetime import UTC, datetime
from typing import Any

import pytest

from explorer.cli.output.about import timing_line
from explorer.core.models.action import ActionRef
from explorer.core.models.exchange import Exchange, SentRequest, Timing
from explorer.core.models.request import Request


def line(timing: Timing, **more: Any) -> str:
    request = Request(ActionRef("mqtt", "2024-05-16", "DescribeInstanceList"))
    return timing_line(Exchange(request, SentRequest("POST", "", (), b""), datetime.now(UTC), timing, **more))


@pytest.mark.parametrize(
    ("timing", "shown"),
    [
        (
            Timing(0.001, None, 0.002, 0.003, 0.0401),
            "40.1 ms (connect 1.0, first byte 2.0, body 3.0, in this program 34.1)",
        ),
        (Timing(0.001, 0.004, 0.002, 0.003, 0.0101), "10.1 ms (connect 1.0, TLS 4.0, first byte 2.0, body 3.0)"),
        (Timing(connect=0.001, total=5.0), "5000.0 ms (connect 1.0)"),
        (Timing(total=0.042), "42.0 ms"),
    ],
)
def test_what_no_phase_took_is_named_when_an_answer_came(timing: Timing, shown: str) -> None:
    assert line(timing) == f"Time: {shown}"


def test_status_and_size_follow() -> None:
    assert line(Timing(total=0.001), status=502, body=b"abc") == "Time: 1.0 ms, HTTP 502, 3 bytes"
