"""Paging schemes of all actions, against the measured counts."""

import re
from collections import Counter

import pytest

from explorer.core.catalog.paging import Paging, PagingScheme, paging_of
from explorer.core.catalog.paging_words import first_page, most_items
from explorer.core.catalog.store import CatalogStore
from explorer.core.models.json_value import JsonObject, Number


def paging(store: CatalogStore, service: str, action: str) -> Paging:
    found = store.paging(store.resolve(service, action))
    assert found is not None
    return found


def test_the_measured_counts(store: CatalogStore) -> None:
    schemes: Counter[PagingScheme | None] = Counter()
    inside: Counter[str] = Counter()
    numbers: Counter[str] = Counter()
    for service in store.services():
        for version in service.versions:
            for summary in store.actions(service.name, version):
                found = store.paging(summary.ref)
                if found and found.within:
                    inside[f"{found.within}.{found.position}"] += 1
                    continue
                schemes[found.scheme if found else None] += 1
                if found and found.scheme is PagingScheme.PAGE:
                    numbers[f"{found.position}+{found.size}"] += 1
    # Of the 1413 with Offset and Limit, one has its Offset withdrawn and pages by its token; one more has a Length,
    # and two spell it OffSet.
    assert schemes[PagingScheme.OFFSET] == 1413 - 1 + 1 + 2
    assert schemes[PagingScheme.PAGE] == 292
    # 56 tokens, that one, two that also take an Offset, one spelt ConText, and two ContinueToken.
    assert schemes[PagingScheme.CURSOR] == 56 + 1 + 2 + 1 + 2
    assert sum(schemes.values()) + sum(inside.values()) == 9678
    # These page inside an object of the request; 28 of them start an export and answer with no list.
    assert (inside["Filter.Offset"], inside["Pageable.PageNumber"], inside["PageParams.PageNo"]) == (174, 3, 2)
    assert (numbers["PageNumber+PageSize"], numbers["PageNum+PageSize"], numbers["Page+PageSize"]) == (147, 40, 26)
    assert (numbers["PageNo+PageSize"], numbers["PageIndex+PageSize"], numbers["Page+Limit"]) == (22, 13, 17)


def test_mqtt(store: CatalogStore) -> None:
    found = paging(store, "mqtt", "DescribeInstanceList")
    assert found == Paging(PagingScheme.OFFSET, "Offset", "Limit", items=("Data",), total=("TotalCount",), most=100)
    assert paging(store, "mqtt", "DescribeDeviceIdentities").total == ()
    assert store.paging(store.resolve("mqtt", "DescribeMessageByTopic")) is None
    assert store.paging(store.resolve("mqtt", "CreateInstance")) is None


def test_a_list_inside_the_only_object(store: CatalogStore) -> None:
    found = paging(store, "trocket", "DescribeTopicList")
    assert found.items
    inner = paging(store, "ckafka", "DescribeTopic")
    assert inner.items == ("Result", "TopicList")
    assert inner.total == ("Result", "TotalCount")


def test_cursors(store: CatalogStore) -> None:
    found = paging(store, "tag", "GetResources")
    assert (found.scheme, found.position, found.size) == (PagingScheme.CURSOR, "PaginationToken", "MaxResults")
    assert found.cursor == ("PaginationToken",)
    assert found.items == ("ResourceTagMappingList",)
    events = paging(store, "cloudaudit", "LookUpEvents")
    assert (events.more, events.more_means_done) == (("ListOver",), True)
    files = paging(store, "vod", "ListFiles") if "ListFiles" in _names(store, "vod") else None
    assert files is None or files.cursor == ("NextMarker",)


def _names(store: CatalogStore, service: str) -> set[str]:
    return {summary.ref.name for summary in store.actions(service)}


def test_pages_begin_with_one(store: CatalogStore) -> None:
    found = paging(store, "cls", "DescribeTopics")
    assert (found.scheme, found.first) == (PagingScheme.OFFSET, 0)
    assert paging(store, "cam", "ListPolicies").first == 1


def test_text_positions_are_marked(store: CatalogStore) -> None:
    texts = sum(
        found.is_text
        for service in store.services()
        for version in service.versions
        for summary in store.actions(service.name, version)
        if (found := store.paging(summary.ref)) and found.scheme is PagingScheme.OFFSET
    )
    assert texts == 18


_LOOKS_LIKE = re.compile(r"(?:Offset|Limit|Page\w*|Cursor|Marker|\w*Marker|NextToken|PerPage)\Z")


def test_what_looks_like_a_list_is_known_or_listed(store: CatalogStore) -> None:
    """Prints (with -s) the counts by scheme, and the actions that look as if they paged and are not known to."""
    counts: Counter[str] = Counter()
    unknown: list[str] = []
    for service in store.services():
        for version in service.versions:
            for summary in store.actions(service.name, version):
                spec = store.spec(summary.ref)
                found = paging_of(spec)
                if found is not None and found.items:
                    counts[f"{found.scheme.value}, {'with' if found.total else 'without'} a total"] += 1
                elif found is not None:
                    counts["pages, but no one list to join"] += 1
                    lists = [member.name for member in spec.output.members if member.is_list]
                    unknown.append(f"{service.name} {summary.ref.name}: no one list among {lists}")
                elif any(_LOOKS_LIKE.match(member.name) for member in spec.input.members):
                    counts["a limit alone"] += 1
                    lists = [member.name for member in spec.output.members if member.is_list]
                    unknown.append(f"{service.name} {summary.ref.name}: {[m.name for m in spec.input.members]}")
                else:
                    counts["no paging"] += 1
    print("\n" + "\n".join(f"{count:6} {what}" for what, count in counts.most_common()))
    print("\n".join(unknown))
    joined = sum(count for what, count in counts.items() if "total" in what)
    assert joined == 1805
    assert counts["pages, but no one list to join"] == 145


def test_lists_beside_the_paged_one_are_left_aside(store: CatalogStore) -> None:
    for service, action, items in (
        ("csip", "DescribeCloudAssets", "Assets"),
        ("csip", "DescribeAssetRiskList", "AssetRiskList"),
        ("dayu", "DescribleL7Rules", "Rules"),
        ("cls", "SearchLog", "Results"),
        ("csip", "DescribeEDRRuleList", "List"),
        ("gaap", "DescribeProxies", ""),
        ("monitor", "DescribeGrafanaInstances", "Instances"),
        ("csip", "DescribeCVMAssets", "Data"),
        # What describes the columns of rows that come as text is no list of items.
        ("dlc", "QueryResult", ""),
        ("advisor", "DescribeTaskStrategyRisks", ""),
    ):
        assert (*paging(store, service, action).items, "")[0] == items, action


def test_a_sum_of_money_is_no_count(store: CatalogStore) -> None:
    assert paging(store, "billing", "DescribeCostSummaryByResource").total == ("RecordNum",)


def test_pages_inside_an_object_of_the_request(store: CatalogStore) -> None:
    found = paging(store, "csip", "DescribeCosAsset")
    assert (found.within, found.position, found.size, found.items) == ("Filter", "Offset", "Limit", ("Data",))
    asked: JsonObject = {"MemberId": ["m"], "Filter": {"Limit": Number("5"), "Order": "asc"}}
    moved = found.asking(asked, "Offset", Number("5"))
    assert moved == {"MemberId": ["m"], "Filter": {"Limit": Number("5"), "Order": "asc", "Offset": Number("5")}}
    assert found.asked(moved, "Offset") == Number("5")
    assert asked == {"MemberId": ["m"], "Filter": {"Limit": Number("5"), "Order": "asc"}}, "the request's own stays"
    assert found.asking({}, "Offset", Number("5")) == {"Filter": {"Offset": Number("5")}}
    assert found.asked({"Filter": "no object"}, "Offset") is None


def test_the_documents_say_where_pages_begin(store: CatalogStore) -> None:
    firsts: Counter[int] = Counter()
    counting: list[str] = []
    untold: list[str] = []
    for service in store.services():
        for version in service.versions:
            for summary in store.actions(service.name, version):
                found = store.paging(summary.ref)
                if found is not None and found.scheme is PagingScheme.PAGE:
                    firsts[found.first] += 1
                    untold += [f"{service.name} {summary.ref.name}"] * found.may_begin_at_0
                elif found is not None and found.may_count_pages:
                    counting.append(f"{service.name} {summary.ref.name}")
    assert firsts == {1: 286, 0: 13}
    assert paging(store, "ccc", "DescribeExtensions").first == 0
    assert len(untold) == 141
    assert "ccc DescribeAutoCalloutTasks" in untold, "its example asks for page 0, and its document tells nothing"
    assert not {"cam ListPolicies", "ccc DescribeExtensions", "waf SearchAttackLog"} & set(untold)
    assert (paging(store, "tcr", "DescribeImages").first, len(counting)) == (1, 54)
    assert {"emr DescribeInstancesList", "apm DescribeGeneralSpanList", "config ListSystemRules"} <= set(counting)
    assert not {"cmq DescribeQueueDetail", "teo DescribeZones", "billing DescribeBillDetail"} & set(counting)
    assert "redis DescribeInstances" not in counting, "a multiple of Limit is an offset in items"


@pytest.mark.parametrize(
    ("document", "first"),
    [
        ("Page number, starting from 0.", 0),
        ("The page number. The default is 0.<br>Note: of `PageNumber` or `PageSize`, six records.", 0),
        ("<p>Page number, starts from 1 by default</p>", 1),
        ("Page number, defaults to 0.", 0),
        ("Page number, which is 1 by default.", 1),
        ("Page number. Value range: [1, 1000]", 1),
        ("Page number. Value range: 1-200.", 1),
        ("Page number. Minimum value: 1", 1),
        ("Data page number, equal to or greater than 1.", 1),
        ("where PageNo=1 indicates the first page", 1),
        ("Number of items per page. default value is `10`.", None),
        ("Page number.", None),
        ("", None),
    ],
)
def test_the_documented_first_page(document: str, first: int | None) -> None:
    assert first_page(document) == first


@pytest.mark.parametrize(
    ("document", "most"),
    [
        ("<p>Number of results. Default value: `20`. Maximum value: `100`.</p>", 100),
        ("Value range: [1, 1,000]. Default: 100", 1000),
        ("Number of entries per page. Value range: 1-50.", 50),
        ("Default value: `50000`. Maximum value: `50000`.", 1000),
        ("Query quantity, up to 200", 200),
        ("Maximum number of records per query. Default value: 20.", 0),
        ("Page size. Default value: 20. Maximum value: 10.", 0),
        ("", 0),
    ],
)
def test_the_documented_maximum(document: str, most: int) -> None:
    assert most_items(document) == most
