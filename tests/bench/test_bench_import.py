"""How long reading a large pasted text holds the interpreter of the window: the longest single call of it."""

import json
import sys
import time
from contextlib import suppress
from typing import Any

import pytest

from explorer.core import resources
from explorer.core.errors import ImportFormatError
from explorer.services.import_process import ImportProcess
from explorer.services.import_request import looks_importable

SIZE = 10_000_000
HEADERS = "-H 'X-TC-Action: DescribeInstanceList' -H 'X-TC-Version: 2024-05-16'"
CURL = f"curl https://mqtt.intl.tencentcloudapi.com {HEADERS} -d "


def _archive() -> str:
    headers = [{"name": "X-TC-Action", "value": "DescribeInstanceList"}]
    body = json.dumps({"InstanceId": "x" * 20_000})
    request = {"method": "POST", "url": "https://mqtt.intl.tencentcloudapi.com/", "headers": headers}
    entry = {"request": {**request, "postData": {"text": body}}}
    return json.dumps({"log": {"version": "1.2", "entries": [entry] * (SIZE // 20_300)}})


TEXTS = {
    "curl -d": lambda: CURL + "'" + json.dumps({"InstanceId": "x" * SIZE}) + "'",
    "curl, Chinese": lambda: CURL + "'" + json.dumps({"InstanceId": "中" * (SIZE // 3)}, ensure_ascii=False) + "'",
    "one letter": lambda: "a" * SIZE,
    "an archive": _archive,
    "quotes": lambda: CURL + "'\"" * (SIZE // 2),
    "backslashes": lambda: CURL + '"' + "\\" * SIZE,
    "line ends": lambda: "\n" * SIZE + "x",
}


def _longest(work: Any) -> tuple[float, float]:
    """CPU seconds of the longest call into C that does not come back to Python on its way, and of all."""
    longest: float = 0.0
    began: list[float] = []

    def watch(_frame: Any, event: str, _argument: Any) -> None:
        nonlocal longest
        if event == "c_call":
            began.append(time.thread_time())
        elif event == "call" and began:
            began[-1] = float("inf")
        elif event in {"c_return", "c_exception"} and began:
            longest = max(longest, time.thread_time() - began.pop())

    start = time.thread_time()
    sys.setprofile(watch)
    try:
        with suppress(ImportFormatError):
            work()
    finally:
        sys.setprofile(None)
    return longest, time.thread_time() - start


@pytest.mark.bench
@pytest.mark.parametrize("name", TEXTS)
def test_a_large_text_holds_the_window(name: str) -> None:
    text = TEXTS[name]()
    catalog = resources.catalog()
    looks_importable("a")
    looked, _all = _longest(lambda: looks_importable(text))
    read, total = _longest(lambda: ImportProcess().read(text, catalog))
    print(
        f"\nimport of 10 MB, {name}: longest hold {read * 1e3:.1f} ms (look {looked * 1e3:.1f} ms),"
        f" {total * 1e3:.0f} ms of CPU beside the window"
    )
