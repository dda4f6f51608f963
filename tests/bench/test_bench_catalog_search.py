"""How long a keystroke in the action search takes: every prefix of queries that people really type."""

import time
from pathlib import Path

import pytest

from explorer.core.catalog.compile import compile_catalog
from explorer.core.catalog.search import ActionSearch
from explorer.core.catalog.store import CatalogStore
from tests.bench.conftest import Row, table

pytestmark = pytest.mark.bench

QUERIES = (
    "DescribeInstanceList",
    "DescribeInstances",
    "cvm describe instances",
    "mqtt create user",
    "dil",
    "kickout",
    "authorization policy",
    "modifyinstance",
    "instance",
    "topic",
    "DescribeMessageDetails",
    "createvpc",
    "cam policy",
    "security group",
    "ListUsers",
    "snapshot",
    "bandwidth",
    "clientid",
    "certificate",
    "describe",
    "load balancer listener",
    "teo zone",
    "redis instances",
    "tke cluster nodes",
    "billing",
    "sms send",
    "domain record",
    "password",
    "delete",
    "DescribeDBInstances",
    "dscrbinst",
    "live stream record",
    "descirbe instances",
    "instnace",
    "cloud virtual machine",
)


def test_keystrokes() -> None:
    path = Path(__file__).resolve().parents[2] / "build" / "catalog.sqlite"
    compile_catalog(path)
    store = CatalogStore(path)
    search = ActionSearch(store)
    started = time.perf_counter()
    search.warm_up()
    loading = time.perf_counter() - started
    taken = sorted(
        (_seconds(search, query[:end]), query[:end]) for query in QUERIES for end in range(1, len(query) + 1)
    )
    store.close()
    rows = [Row("loading, once", loading)]
    for label, share in (("p50", 0.50), ("p95", 0.95), ("p99", 0.99)):
        rows.append(Row(label, taken[int(len(taken) * share)][0], goal="< 5 ms" if label == "p95" else ""))
    rows.append(Row(f"slowest: {taken[-1][1]!r}", taken[-1][0]))
    table(f"A keystroke in the action search, {len(taken)} of them", rows)


def _seconds(search: ActionSearch, query: str) -> float:
    started = time.perf_counter()
    search.find(query)
    return time.perf_counter() - started
