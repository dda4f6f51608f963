"""Bench: opening, scrolling, expanding, finding and closing big answers, beside parsers and an idle window."""

import gc
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter

import msgspec
import orjson
import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication, QTreeView

from explorer.ui.response.tree_page import TreePage
from tests.bench.stops import Stops

pytestmark = pytest.mark.bench
GBK = "application/json; charset=gbk"
INSTANCE = {
    "Placement": {"Zone": "ap-singapore-1", "HostId": None, "ProjectId": 0, "HostIds": []},
    "InstanceType": "S5.MEDIUM4", "CPU": 2, "Memory": 4, "RestrictState": "NORMAL", "InstanceName": "生产环境",
    "InstanceChargeType": "POSTPAID_BY_HOUR",
    "SystemDisk": {"DiskType": "CLOUD_PREMIUM", "DiskId": "disk-abcdefgh", "DiskSize": 50, "CdcId": None},
    "DataDisks": [
        {"DiskSize": 100, "DiskType": "CLOUD_SSD", "DiskId": f"disk-{number}", "DeleteWithInstance": True,
         "SnapshotId": None, "Encrypt": False, "KmsKeyId": None, "ThroughputPerformance": 0, "CdcId": None}
        for number in range(2)
    ],
    "PrivateIpAddresses": ["10.0.0.1"], "PublicIpAddresses": ["1.2.3.4"],
    "InternetAccessible": {"InternetChargeType": "TRAFFIC_POSTPAID_BY_HOUR", "InternetMaxBandwidthOut": 10,
                           "PublicIpAssigned": True, "BandwidthPackageId": None},
    "VirtualPrivateCloud": {"VpcId": "vpc-1", "SubnetId": "subnet-1", "AsVpcGateway": False,
                            "PrivateIpAddresses": ["10.0.0.1"], "Ipv6AddressCount": None},
    "ImageId": "img-12345678", "RenewFlag": "NOTIFY_AND_MANUAL_RENEW", "CreatedTime": "2024-05-16T08:00:00Z",
    "ExpiredTime": None, "OsName": "TencentOS Server 3.1 (TK4)", "SecurityGroupIds": ["sg-1", "sg-2"],
    "LoginSettings": {"KeyIds": []}, "InstanceState": "RUNNING", "Tags": [{"Key": "部门", "Value": "技术支持"}],
    "StopChargingMode": "NOT_APPLICABLE", "Uuid": "ed93f3cb-f35e-473f-b9f3-0d451b8b79c6",
    "LatestOperation": "RunInstances", "LatestOperationState": "SUCCESS",
}  # fmt: skip


def answer(megabytes: int) -> bytes:
    """A DescribeInstances answer of about that size."""
    one = json.dumps(INSTANCE, ensure_ascii=False, separators=(",", ":"))[1:]
    size = len(one.encode()) + 32
    count = megabytes * 1_000_000 // size
    rows = ",".join(f'{{"InstanceId":"ins-{number:08d}",{one}' for number in range(count))
    return f'{{"Response":{{"TotalCount":{count},"InstanceSet":[{rows}],"RequestId":"r-1"}}}}'.encode()


def resident() -> float:
    """Megabytes of this process in memory."""
    return int(Path("/proc/self/statm").read_text("ascii").split()[1]) * os.sysconf("SC_PAGESIZE") / 1e6


def measured(work: Callable[[], object]) -> tuple[float, float]:
    """Milliseconds, and megabytes that the result keeps."""
    gc.collect()
    before, begun = resident(), perf_counter()
    kept = work()
    spent = (perf_counter() - begun) * 1000
    grown = resident() - before
    del kept
    gc.collect()
    return spent, grown


def opened(page: TreePage, body: bytes) -> None:
    """Show a body and come back when all of it is read and painted."""
    page.show_body(body, "", None, same_request=False)
    app = QApplication.instance()
    assert app is not None
    while page.document is None or not page.document.complete:
        app.processEvents()
    page.view.viewport().repaint()


@contextmanager
def usual_collection() -> Iterator[None]:
    """Garbage collected as Python does by itself; the window puts it off to moments when nobody waits."""
    was_on = gc.isenabled()
    gc.enable()
    yield
    if not was_on:
        gc.disable()


def in_turns(work: Callable[[], object], turns: int, after: Callable[[], object] | None = None) -> tuple[float, float]:
    """The middle of some times, and what the first kept: a single one says more of the machine's other work."""
    found = []
    for _ in range(turns):
        found.append(measured(work))
        if after is not None:
            after()
    return sorted(spent for spent, _ in found)[turns // 2], found[0][1]


@pytest.mark.parametrize("megabytes", [1, 10, 100])
def test_open(page: TreePage, megabytes: int) -> None:
    body = answer(megabytes)
    print(f"\n{len(body) / 1e6:.1f} MB: from bytes in memory")
    turns = 7 if megabytes == 1 else 3
    ours = in_turns(lambda: opened(page, body), turns, page.clear)
    rows: list[tuple[str, tuple[float, float]]] = [("this program, read whole and painted", ours)]
    with usual_collection():
        base = in_turns(lambda: msgspec.json.decode(body), turns)
        rows += [
            ("msgspec.json.decode, nothing painted", base),
            ("orjson.loads", in_turns(lambda: orjson.loads(body), turns)),
            ("json.loads", in_turns(lambda: json.loads(body), turns)),
        ]
    rows.append(("msgspec.json.decode without collection", in_turns(lambda: msgspec.json.decode(body), turns)))
    if megabytes <= 10:
        rows.append(("QStandardItemModel over json.loads, painted", measured(lambda: standard_model(body))))
    for name, (spent, grown) in rows:
        print(f"  {name:<46} {spent:9.1f} ms  {spent / base[0]:7.3f} x msgspec  {grown:8.1f} MB")


def standard_model(body: bytes) -> QTreeView:
    """What the textbook does."""
    model = QStandardItemModel()

    def add(parent: QStandardItem, key: str, value: object) -> None:
        item = QStandardItem(key)
        children = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else None
        parent.appendRow([item, QStandardItem("" if children is not None else str(value))])
        for name, child in children or ():
            add(item, str(name), child)

    add(model.invisibleRootItem(), "", json.loads(body))
    view = QTreeView()
    model.setParent(view)
    view.setModel(model)
    view.resize(640, 700)
    view.show()
    view.viewport().repaint()
    return view


def test_longest_stops(page: TreePage, qapp: QApplication) -> None:
    body, gbk = answer(100), answer(24).decode().encode("gbk")
    stops = Stops(qapp)
    rows = [("idle window", stops.during(lambda: None, lambda: True, 2.0))]

    def row(name: str, act: Callable[[], object], until: Callable[[], bool], least: float = 0.15) -> None:
        rows.append((name, stops.during(act, until, least)))

    model = page.model
    row("open 100 MB", lambda: page.show_body(body, "", None, same_request=False), lambda: done(page), 1.0)
    row("expand the list (57k elements)", lambda: model.expand(2), lambda: True)
    row("expand a range", lambda: model.expand(3), lambda: True)
    row("scroll 60 pages", scrolled(page), lambda: True, 1.0)
    row("find, case-blind, 1 match", lambda: page.look_for("ins-00040000"), counted(page), 1.0)
    row("find, every element", lambda: page.look_for("部门"), counted(page), 1.0)
    row("jump to the last match", lambda: page._finder.step(-1), lambda: True)
    page.look_for("")
    row("expand all (to 500,000 rows)", lambda: page.expand_below(-1), lambda: model.rowCount() > 400_000)
    row("scroll among 500,000 rows", scrolled(page), lambda: True, 1.0)
    row("collapse all", page.collapse_all, lambda: True, 1.5)
    for text in ("Response.length(InstanceSet)", "Response.InstanceSet[?CPU > `1`].InstanceId"):
        row(f"JMESPath {text[9:36]}…", lambda text=text: asked(page, text), lambda: page.document is not page.answer)  # type: ignore[misc]
        row("back to the answer", page.show_answer, lambda: True)
    page.expand_below(-1)
    while model.rowCount() < 400_000:
        qapp.processEvents()
    row("close with 500,000 rows expanded", page.clear, lambda: True, 3.0)
    row("open a GBK body of 20 MB", lambda: page.show_body(gbk, GBK, None, same_request=False), lambda: done(page), 1.0)
    row("close that", page.clear, lambda: True, 1.5)
    print("\n100 MB answer: act, until done, longest stop of the window, most work at a time")
    for name, (spent, longest, most) in rows:
        print(f"  {name:<46} {spent:9.1f} ms  stop {longest:6.1f} ms  work {most:6.1f} ms")


def asked(page: TreePage, expression: str) -> None:
    """Enter an expression."""
    page.query_field.setText(expression)
    page.query_field.returnPressed.emit()


def done(page: TreePage) -> bool:
    """Whether the body has been read."""
    return page.document is not None and page.document.complete


def counted(page: TreePage) -> Callable[[], bool]:
    """Whether the search has come to its end."""
    return lambda: page._finder._search is not None and page._finder._search.finished


def scrolled(page: TreePage) -> Callable[[], object]:
    """Move the scroll bar once an event-loop turn, sixty times."""
    bar = page.view.verticalScrollBar()

    def turn(left: int) -> None:
        bar.setValue(bar.value() + bar.pageStep())
        if left:
            QTimer.singleShot(0, lambda: turn(left - 1))

    return lambda: turn(60)


ODD: dict[str, Callable[[], bytes]] = {
    "one string of 20 MB": lambda: b'{"a":"' + b"x" * 20_000_000 + b'","b":1}',
    "100,000 strings full of },{": lambda: json.dumps(["},{" * 40] * 100_000).encode(),
    "an object of 300,000 keys": lambda: json.dumps({f"key{number}": number for number in range(300_000)}).encode(),
    "2,000,000 integers": lambda: json.dumps(list(range(2_000_000)), separators=(",", ":")).encode(),
    "100,000 levels": lambda: b"[" * 100_000 + b"]" * 100_000,
    "every \\uXXXX escaped": lambda: json.dumps([{"a": "上海" * 20, "b": 1}] * 100_000).encode(),
    "20 MB of blanks inside": lambda: b'{"a":' + b" " * 20_000_000 + b"1}",
    "20 MB of blanks behind": lambda: b'{"a":1}' + b" " * 20_000_000,
    "20 MB of line ends and blanks": lambda: b'{"a":' + b"\n    " * 4_000_000 + b"1}",
    "20 MB, cut": lambda: answer(20)[:-1000],
    "indented": lambda: json.dumps([INSTANCE] * 5_000, ensure_ascii=False, indent=2).encode(),
}


def test_copies(page: TreePage, qapp: QApplication) -> None:
    stops, text = Stops(qapp), "上海\n" * 2_000_000
    opened(page, json.dumps([{"list": [INSTANCE] * 20_000, "text": text}], ensure_ascii=False).encode())
    page.model.expand(0)
    clipboard = page.view.clipboard_text
    print("\ncopies: until on the clipboard, longest stop, most work at a time")
    for row in (1, 2):
        spent, longest, most = stops.during(
            lambda row=row: page.view.copy_value(row),
            lambda: not clipboard._runner.is_busy,  # type: ignore[misc]
        )
        print(f"  {page.model.node(row).name:<46} {spent:9.1f} ms  stop {longest:6.1f} ms  work {most:6.1f} ms")


def test_odd_bodies(page: TreePage, qapp: QApplication) -> None:
    print("\nodd bodies: until read and painted, longest stop, most work at a time")
    stops = Stops(qapp)
    for name, make in ODD.items():
        body = make()
        spent, longest, most = stops.during(
            lambda body=body: page.show_body(body, "", None, same_request=False),
            lambda: done(page),  # type: ignore[misc]
        )
        decode = "      -"
        if not name.endswith(("levels", "cut")):
            decode = f"{measured(lambda body=body: msgspec.json.decode(body))[0]:7.1f}"  # type: ignore[misc]
        print(
            f"  {name:<34} {len(body) / 1e6:6.1f} MB {spent:9.1f} ms  stop {longest:6.1f} ms"
            f"  work {most:6.1f} ms  msgspec {decode} ms"
        )


_GIGABYTE = """
import resource, sys, time
from explorer.core.document.document import Document
sys.path.insert(0, sys.argv[1])
from test_bench_document import answer, resident
part = answer(100)
head, tail = part.index(b"[") + 1, part.rindex(b"]")
rows = part[head:tail]
body = b"".join([part[:head], b",".join([rows] * 10), part[tail:]])
del part, rows
before, begun = resident(), time.perf_counter()
document = Document(body)
first = 0.0
for _ in document.index_steps():
    if not first:
        document.top()
        first = time.perf_counter() - begun
rows = document.top()
spent = time.perf_counter() - begun
count = document.count(document.children(rows[0])[1])
print(f"  1 GB: {len(body):,} bytes, {count:,} elements: {spent * 1000:.0f} ms, +{resident() - before:.1f} MB,"
      f" first rows after {first * 1000:.1f} ms")
"""


def test_a_gigabyte_opens() -> None:
    here = str(Path(__file__).parent)
    env = os.environ | {"PYTHONPATH": str(Path.cwd())}
    done = subprocess.run([sys.executable, "-c", _GIGABYTE, here], check=True, capture_output=True, text=True, env=env)
    print("\n" + done.stdout.rstrip())
