"""One call over loopback: our ``send``, a bare ``httpx.AsyncClient`` POST and the vendor's SDK, turn by turn."""

import asyncio
import statistics
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import Any

import httpx
import pytest
from tencentcloud.common import credential as sdk_credential
from tencentcloud.common.common_client import CommonClient
from tencentcloud.common.profile.client_profile import ClientProfile
from tencentcloud.common.profile.http_profile import HttpProfile

from explorer.core.http.client import ApiClient
from explorer.core.models.action import ActionRef
from explorer.core.models.credential import Credential
from explorer.core.models.json_value import from_python
from explorer.core.models.request import Request
from tests.bench.conftest import Row, table

pytestmark = [pytest.mark.bench, pytest.mark.filterwarnings("ignore::DeprecationWarning")]

REF = ActionRef("mqtt", "2024-05-16", "DescribeInstanceList")
PARAMETERS = {"Filters": [{"Name": "InstanceName", "Values": ["test"]}], "Offset": 0, "Limit": 10}
ROUNDS = 300

# A process of its own, so that the server's work is in nobody's time.
SERVER = """
import asyncio, sys
item = b'{"InstanceId":"mqtt-1","InstanceName":"test","InstanceStatus":"RUNNING","Remark":"' + b"x" * 200 + b'"}'
count = int(sys.argv[1])
body = b'{"Response":{"TotalCount":1,"Data":[' + b",".join([item] * count) + b'],"RequestId":"aa-bb"}}'
head = b"HTTP/1.1 200 OK\\r\\nContent-Type: application/json\\r\\nContent-Length: %d\\r\\n\\r\\n" % len(body)
async def serve(reader, writer):
    try:
        while True:
            asked = (await reader.readuntil(b"\\r\\n\\r\\n")).lower()
            length = int(asked.partition(b"content-length:")[2].split(b"\\r\\n")[0] or 0)
            await reader.readexactly(length)
            writer.write(head + body)
    except (asyncio.IncompleteReadError, ConnectionError):
        writer.close()
async def main():
    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()
asyncio.run(main())
"""


@contextmanager
def _endpoint(items: int) -> Iterator[str]:
    with subprocess.Popen([sys.executable, "-c", SERVER, str(items)], stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        yield f"127.0.0.1:{server.stdout.readline().strip()}"
        server.terminate()


def _sdk(endpoint: str) -> Callable[[], Any]:
    http = HttpProfile(protocol="http", endpoint=endpoint, keepAlive=True)
    client = CommonClient(REF.service, REF.version, sdk_credential.Credential("AKID", "KEY"), "ap-guangzhou",
                          ClientProfile(httpProfile=http))  # fmt: skip
    return lambda: client.call_json(REF.name, PARAMETERS)


async def _timed(call: Callable[[], Awaitable[Any]]) -> tuple[float, float]:
    """Seconds by the clock, and of this thread's processor: what else the machine does is not in the second."""
    began, worked = time.perf_counter(), time.thread_time()
    await call()
    return time.perf_counter() - began, time.thread_time() - worked


async def _measure(endpoint: str, rounds: int) -> list[tuple[tuple[float, float], ...]]:
    request = Request(REF, from_python(PARAMETERS), region="ap-guangzhou", endpoint=f"http://{endpoint}")
    credential, sdk = Credential("AKID", "KEY"), _sdk(endpoint)
    ours, bare = ApiClient(), httpx.AsyncClient()
    body = request.json_text().encode()

    async def vendor() -> None:
        sdk()

    async def plain() -> httpx.Response:
        return await bare.post(f"http://{endpoint}/", content=body, headers={"Content-Type": "application/json"})

    async def whole() -> Any:
        return await ours.send(request, credential)

    calls = (whole, plain, vendor)
    rows = []
    for turn in range(rounds + 20):
        taken: dict[int, tuple[float, float]] = {}
        for place in range(3):
            # Nobody always comes after the one that leaves most behind.
            which = (turn * (1 if turn % 2 else 2) + place) % 3
            taken[which] = await _timed(calls[which])
        rows.append((taken[0], taken[1], taken[2]))
    await ours.aclose()
    await bare.aclose()
    return rows[20:]


def test_send_beside_bare_httpx_and_the_sdk() -> None:
    rows = []
    for name, items, rounds in (("small answer", 1, ROUNDS), ("1 MB answer", 4000, ROUNDS // 2)):
        with _endpoint(items) as endpoint:
            measured = asyncio.run(_measure(endpoint, rounds))
        for place, what in enumerate(("", ", processor time")):
            columns = zip(*measured, strict=True)
            ours, bare, sdk = (statistics.median(times[place] for times in column) for column in columns)
            rows += [Row(f"{name}: core send / bare httpx.AsyncClient{what}", ours, bare, "<= 1.15")]
            rows += [Row(f"{name}: core send / the vendor's SDK{what}", ours, sdk)]
    table("One call over loopback", rows)
