"""How long a keystroke in the action search takes: every prefix of queries that people really type."""

import time
from pathlib import Path

import pytest

from explorer.core.catalog.compile import compile_catalog
from explorer.core.catalog.search import ActionSearch
from explorer.core.catalog.store import CatalogStore

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
    print(f"\ncatalogue search, {len(taken)} keystrokes over {store.path.name}")
    print(f"  loading once  {loading * 1000:7.2f} ms")
    for label, share in (("p50", 0.50), ("p95", 0.95), ("p99", 0.99)):
        print(f"  {label}           {taken[int(len(taken) * share)][0] * 1000:7.2f} ms")
    print(f"  slowest       {taken[-1][0] * 1000:7.2f} ms ({taken[-1][1]!r})")


def _seconds(search: ActionSearch, query: str) -> float:
    started = time.perf_counter()
    search.find(query)
    return time.perf_counter() - started
