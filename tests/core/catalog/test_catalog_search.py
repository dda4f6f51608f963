"""What a person types, and what has to come first."""

import pytest

from explorer.core.catalog.search import ActionHit, ActionSearch
from explorer.core.catalog.store import CatalogStore


def names(hits: tuple[ActionHit, ...]) -> list[str]:
    return [f"{hit.summary.ref.service}.{hit.summary.ref.name}" for hit in hits]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("DescribeInstanceList", "mqtt.DescribeInstanceList"),
        ("describeinstances", "cvm.DescribeInstances"),
        ("dil", "mqtt.DescribeInstanceList"),
        ("descinstlist", "mqtt.DescribeInstanceList"),
        ("kick", "mqtt.KickOutClient"),
        ("cvm describe instances", "cvm.DescribeInstances"),
        ("describe instances cvm", "cvm.DescribeInstances"),
        ("auth pol", "mqtt.CreateAuthorizationPolicy"),
        ("mqtt create user", "mqtt.CreateUser"),
        ("runinstances", "cvm.RunInstances"),
        ("cam listusers", "cam.ListUsers"),
        ("vpc createsubnet", "vpc.CreateSubnet"),
        ("cvm", "cvm.DescribeInstances"),
        ("cloud virtual machine", "cvm.DescribeInstances"),
        ("mqtt", "mqtt.DescribeInstanceList"),
        ("tdmq for mqtt", "mqtt.DescribeInstanceList"),
        ("descirbeinstancelist", "mqtt.DescribeInstanceList"),
        ("cvm descirbe instnaces", "cvm.DescribeInstances"),
    ],
)
def test_the_first_hit(search: ActionSearch, query: str, first: str) -> None:
    assert names(search.find(query))[0] == first


def test_better_kinds_of_match_come_first(search: ActionSearch) -> None:
    hits = search.find("createuser")
    found = [hit.summary.ref.name.lower() for hit in hits]
    exact = [name == "createuser" for name in found]
    prefix = [name.startswith("createuser") for name in found]
    assert exact == sorted(exact, reverse=True)
    assert prefix == sorted(prefix, reverse=True)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_mqtt_comes_first_among_equals(search: ActionSearch) -> None:
    hits = search.find("describeinstancelist")
    exact = [hit for hit in hits if hit.summary.ref.name == "DescribeInstanceList"]
    assert len(exact) > 1
    assert exact[0].summary.ref.service == "mqtt"


def test_a_service_name_lists_the_service(search: ActionSearch, store: CatalogStore) -> None:
    hits = search.find("mqtt")
    assert {hit.summary.ref for hit in hits[:38]} == {summary.ref for summary in store.actions("mqtt")}
    assert hits[0].service_title == "TDMQ for MQTT"


def test_parameters_are_found_and_named(search: ActionSearch, store: CatalogStore) -> None:
    hits = search.find("TopicFilter")
    assert hits
    by_parameter = [hit for hit in hits if hit.reason == "parameter TopicFilter"]
    assert "mqtt.AddClientSubscription" in names(tuple(by_parameter))
    for hit in by_parameter:
        spec = store.spec(hit.summary.ref)
        shapes = [spec.input, *spec.objects.values()]
        assert any(shape.member("TopicFilter") for shape in shapes)


def test_purposes_are_found(search: ActionSearch) -> None:
    hits = search.find("purchase a new mqtt instance")
    assert names(hits) == ["mqtt.CreateInstance"]


def test_every_word_has_to_fit(search: ActionSearch) -> None:
    for hit in search.find("redis bandwidth"):
        about = (
            f"{hit.summary.ref.service} {hit.service_title} {hit.summary.ref.name} {hit.summary.purpose} {hit.reason}"
        )
        assert "redis" in about.lower() or "bandwidth" in about.lower()
    assert search.find("mqtt nothinghasthisword") == ()


def test_hits_are_the_summaries_of_the_store(search: ActionSearch, store: CatalogStore) -> None:
    for query in ("describe", "tke", "offline", "a"):
        for hit in search.find(query, limit=50):
            ref = hit.summary.ref
            assert hit.summary in store.actions(ref.service, ref.version)


@pytest.mark.parametrize("query", ["instnace", "descirbe", "dsecribe"])
def test_two_letters_the_wrong_way_round(search: ActionSearch, query: str) -> None:
    right = {"instnace": "instance"}.get(query, "describe")
    hits = search.find(query, limit=40)
    assert len(hits) == 40
    assert all(right in hit.summary.ref.name.lower() for hit in hits)


def test_within_one_service(search: ActionSearch) -> None:
    hits = search.find("describe", service="mqtt")
    assert hits
    assert {hit.summary.ref.service for hit in hits} == {"mqtt"}
    assert names(search.find("dil", service="mqtt"))[0] == "mqtt.DescribeInstanceList"
    assert search.find("describe", service="nothing") == ()


def test_limits_and_empty_queries(search: ActionSearch) -> None:
    assert search.find("") == search.find("   ") == ()
    assert len(search.find("describe")) == 200
    assert len(search.find("describe", limit=7)) == 7
    assert len({hit.summary.ref for hit in search.find("describe")}) == 200


def test_typing_on_gives_what_a_fresh_search_gives(store: CatalogStore) -> None:
    typed = ActionSearch(store)
    for query in ("dscrbinst", "listener", "cvm describe inst"):
        for end in range(1, len(query) + 1):
            last = typed.find(query[:end])
        assert last == ActionSearch(store).find(query)


@pytest.mark.parametrize(
    "query", ["\x1f", "\n", "[", ".*", "\\", "é", "中文", "a" * 500, "(?>", "\x1f\x1f a", " ".join("ab" * 30)]
)
def test_odd_queries_do_no_harm(search: ActionSearch, query: str) -> None:
    assert isinstance(search.find(query), tuple)
