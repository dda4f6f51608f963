"""The format of a date is read off the example, the document and the type, and what is written has it."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.core.catalog.compile import compile_catalog
from explorer.core.catalog.store import CatalogStore
from explorer.core.form.date_formats import DateFormat, date_format, format_of
from explorer.core.models.action import Kind, Member, ObjectSpec

CATALOG = Path(__file__).resolve().parents[3] / "build" / "catalog.sqlite"
MOMENT = datetime(2026, 1, 31, 18, 4, 5, 123456)  # noqa: DTZ001 - as the texts name it


def _written(member: Member) -> str:
    found = date_format(member)
    if found is None:
        return ""
    return found.write(MOMENT.replace(tzinfo=UTC) if found.unit else MOMENT)


@pytest.mark.parametrize(
    ("kind", "name", "example", "document", "written"),
    [
        (Kind.DATE, "Day", None, "", "2026-01-31"),
        (Kind.DATETIME, "Since", None, "", "2026-01-31 18:04:05"),
        (Kind.DATETIME_ISO, "Since", None, "", "2026-01-31T18:04:05+08:00"),
        (Kind.DATETIME_ISO, "Since", "2020-04-30T00:00:00Z", "", "2026-01-31T18:04:05Z"),
        (Kind.DATETIME_ISO, "Since", "2023-06-30T17:37:56+0800", "", "2026-01-31T18:04:05+0800"),
        (Kind.DATETIME_ISO, "Since", "2019-09-10 12:13:14", "As yyyy-MM-dd HH:mm:ss.", "2026-01-31 18:04:05"),
        (Kind.DATETIME_ISO, "Since", "2019-09-10 12:13:14", "Such as 2020-11-08T14:00:00Z", "2026-01-31T18:04:05Z"),
        (Kind.DATETIME, "Since", "2018-08-0711:32:29", "", "2026-01-31 18:04:05"),
        (Kind.STRING, "StartTime", "2021-01-01 00:00:00", "", "2026-01-31 18:04:05"),
        (Kind.STRING, "StartTime", '"2021-01-01 00:00:00"', "", "2026-01-31 18:04:05"),
        (Kind.STRING, "Times", '["2021-01-01 00:00:00","2022-01-01 00:00:00"]', "", "2026-01-31 18:04:05"),
        (Kind.STRING, "StartTime", "2023-01-06 00:00", "", "2026-01-31 18:04"),
        (Kind.STRING, "StartTime", "2024-04-11T23:03:47.328+08:00", "", "2026-01-31T18:04:05.123+08:00"),
        (Kind.STRING, "SqlStartTime", "2026-10-10 18:18:22.222233", "", "2026-01-31 18:04:05.123456"),
        (Kind.STRING, "StartTime", "2024.09.24", "", "2026.01.31"),
        (Kind.STRING, "BirthDate", "20220222", "", "20260131"),
        (Kind.STRING, "EndTime", "2016090823", "", "2026013118"),
        (Kind.STRING, "EndTime", "1706148060", "", "1769882645"),
        (Kind.STRING, "EndTime", "23:00", "", "18:04"),
        (Kind.STRING, "EndTime", "23:00:01", "", "18:04:05"),
        (Kind.STRING, "EndTime", None, "In the format YYYY-MM-DD.", "2026-01-31"),
        (Kind.STRING, "EndTime", None, "In the format yyyy-mm-dd hh:ii:ss.", "2026-01-31 18:04:05"),
        (Kind.STRING, "EndTime", None, "Expiration time in ISO 8601 format.", "2026-01-31T18:04:05+08:00"),
        (Kind.INTEGER, "StartTime", "1659514436", "", "1769882645"),
        (Kind.UNSIGNED, "From", "1608794854000", "A Unix timestamp (ms)", "1769882645123"),
        (Kind.INTEGER, "StartTime", None, "A Unix timestamp in milliseconds.", "1769882645123"),
        (Kind.INTEGER, "StartTime", None, "A Unix timestamp.", "1769882645"),
        (Kind.INTEGER, "TimeEnd", "20251130", "", "20260131"),
        (Kind.INTEGER, "AppId", "1251000000", "The account.", ""),
        (Kind.INTEGER, "TimeSpan", "3600", "In seconds.", ""),
        (Kind.INTEGER, "ExpireTime", None, "In seconds.", ""),
        (Kind.INTEGER, "SendTime", "2025-05-15 14:41:27", "", ""),
        (Kind.STRING, "TimeUnit", "m", "", ""),
        (Kind.STRING, "Code", "20220222", "", ""),
        (Kind.STRING, "StartTime", "20203-03-01", "", ""),
        (Kind.STRING, "Port", "23:00", "", ""),
        (Kind.FLOAT, "StartTime", "1659514436", "", ""),
    ],
)
def test_what_is_written_has_the_documented_format(
    kind: Kind, name: str, example: str | None, document: str, written: str
) -> None:
    assert _written(Member(name, kind, example=example, document=document)) == written


@pytest.mark.parametrize("text", ["", "2026-02-30", "2026-13-01", "1234", "２０２６-01-01", "2026-01/01"])
def test_what_is_no_date_has_no_format(text: str) -> None:
    assert format_of(text) is None


FORMATS = [
    DateFormat("%Y-%m-%d"),
    DateFormat("%Y%m%d", "", "%H"),
    DateFormat("%Y-%m-%d", " ", "%H:%M"),
    DateFormat("%Y/%m/%d", " ", "%H:%M:%S"),
    DateFormat("%Y-%m-%d", "T", "%H:%M:%S", zone="Z"),
    DateFormat("%Y-%m-%d", "T", "%H:%M:%S", 3, "+08:00"),
]


@given(st.sampled_from(FORMATS), st.datetimes(datetime(1990, 1, 1), datetime(2099, 12, 31)))  # noqa: DTZ001
def test_a_format_is_recognised_by_what_it_writes(kept: DateFormat, moment: datetime) -> None:
    text = kept.write(moment)
    assert format_of(text) == kept
    read = kept.read(text)
    assert read is not None
    assert kept.write(read) == text


@given(st.sampled_from(["s", "ms"]), st.integers(10**9, 4 * 10**9), st.integers(0, 999))
def test_counts_lose_no_millisecond(unit: str, seconds: int, part: int) -> None:
    kept = DateFormat(unit=unit)
    text = str(seconds * 1000 + part) if unit == "ms" else str(seconds)
    read = kept.read(text)
    assert read is not None
    assert kept.write(read) == text
    assert kept.write(read + timedelta(seconds=1)) == str(int(text) + (1000 if unit == "ms" else 1))


def _members(store: CatalogStore) -> Iterator[Member]:
    for service in store.services():
        for version in service.versions:
            for action in store.actions(service.name, version):
                spec = store.spec(action.ref)
                seen: set[str] = set()
                shapes: list[ObjectSpec] = [spec.input]
                while shapes:
                    for member in shapes.pop().members:
                        yield member
                        shape = spec.object_of(member)
                        if shape is not None and shape.name not in seen:
                            seen.add(shape.name)
                            shapes.append(shape)


def test_every_date_of_the_catalogue_is_written_as_its_example(capsys: pytest.CaptureFixture[str]) -> None:
    compile_catalog(CATALOG)
    store = CatalogStore(CATALOG)
    counts: Counter[str] = Counter()
    for member in _members(store):
        found = date_format(member)
        counts["members"] += 1
        if found is None:
            assert member.kind not in {Kind.DATE, Kind.DATETIME, Kind.DATETIME_ISO}
            continue
        counts[f"count of {found.unit}" if found.unit else "with zone" if found.zone else "without zone"] += 1
        shown = found.read(member.example or "")
        counts["example written back"] += shown is not None and found.write(shown) == (member.example or "").strip()
        counts["example in another format"] += (
            shown is not None and found.write(shown) != (member.example or "").strip()
        )
        counts["no readable example"] += shown is None
    store.close()
    with capsys.disabled():
        print("\ndates:", ", ".join(f"{name} {count:,}" for name, count in sorted(counts.items())))
    assert counts["example written back"] > 1900
    assert counts["example in another format"] < 40
