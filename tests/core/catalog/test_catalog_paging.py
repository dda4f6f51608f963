"""Paging schemes of all actions, against the measured counts."""

from collections import Counter

from explorer.core.catalog.paging import Paging, PagingScheme
from explorer.core.catalog.store import CatalogStore


def paging(store: CatalogStore, service: str, action: str) -> Paging:
    found = store.paging(store.resolve(service, action))
    assert found is not None
    return found


def test_the_measured_counts(store: CatalogStore) -> None:
    schemes: Counter[PagingScheme | None] = Counter()
    numbers: Counter[str] = Counter()
    for service in store.services():
        for version in service.versions:
            for summary in store.actions(service.name, version):
                found = store.paging(summary.ref)
                schemes[found.scheme if found else None] += 1
                if found and found.scheme is PagingScheme.PAGE:
                    numbers[f"{found.position}+{found.size}"] += 1
    # Of the 1413 with Offset and Limit, one has its Offset withdrawn and pages by its token.
    assert schemes[PagingScheme.OFFSET] == 1413 - 1
    assert schemes[PagingScheme.PAGE] == 292
    # 56 tokens, that one, and two that also take an Offset.
    assert schemes[PagingScheme.CURSOR] == 56 + 1 + 2
    assert sum(schemes.values()) == 9678
    assert (numbers["PageNumber+PageSize"], numbers["PageNum+PageSize"], numbers["Page+PageSize"]) == (147, 40, 26)
    assert (numbers["PageNo+PageSize"], numbers["PageIndex+PageSize"], numbers["Page+Limit"]) == (22, 13, 17)


def test_mqtt(store: CatalogStore) -> None:
    found = paging(store, "mqtt", "DescribeInstanceList")
    assert found == Paging(PagingScheme.OFFSET, "Offset", "Limit", items=("Data",), total=("TotalCount",))
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
