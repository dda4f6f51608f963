"""Names, defaults, hidden members, recursion and the ways out of a wrong name."""

import shutil
import sqlite3
import threading
from pathlib import Path

import pytest

from explorer.core.catalog.store import CatalogStore
from explorer.core.errors import CatalogError, UnknownActionError
from explorer.core.models.action import ActionRef, Kind
from explorer.core.models.json_value import Number

DEFAULTS = {
    "antiddos": "2020-03-09", "ciam": "2022-03-31", "clb": "2018-03-17", "dbbrain": "2021-05-27", "dts": "2021-12-06",
    "es": "2018-04-16", "monitor": "2018-07-24", "organization": "2021-03-31", "rce": "2020-11-03", "sms": "2021-01-11",
    "tem": "2021-07-01", "teo": "2022-09-01", "tke": "2018-05-25", "vm": "2021-09-22", "vod": "2018-07-17",
    "wedata": "2021-08-20",
}  # fmt: skip


@pytest.mark.parametrize(("service", "version"), DEFAULTS.items())
def test_default_version_is_the_vendors(store: CatalogStore, service: str, version: str) -> None:
    found = store.service(service)
    assert found.default_version == version
    assert len(found.versions) == 2
    assert store.actions(service) == store.actions(service, version)


def test_other_services_have_one_version(store: CatalogStore) -> None:
    assert {service.name for service in store.services() if len(service.versions) > 1} == set(DEFAULTS)


def test_services_come_mqtt_first_then_by_english_title(store: CatalogStore) -> None:
    services = store.services()
    assert (services[0].name, services[0].title) == ("mqtt", "TDMQ for MQTT")
    titles = [service.title.lower() for service in services[1:]]
    assert titles == sorted(titles)
    assert all(title.isascii() for title in titles)
    assert store.service("cam").title == "Cloud Access Management"


def test_mqtt_stands_in_the_vendors_order(store: CatalogStore) -> None:
    actions = store.actions("mqtt")
    assert len(actions) == 38
    assert [action.ref.name for action in actions[:3]] == [
        "DescribeInstanceList", "DescribeInstance", "DescribeProductSKUList",
    ]  # fmt: skip
    assert list(dict.fromkeys(action.category for action in actions))[:4] == [
        "Cluster", "Topic", "Authorization policy", "User",
    ]  # fmt: skip
    assert "Other" not in {action.category for action in actions}


def test_resolve_takes_any_case(store: CatalogStore) -> None:
    assert store.resolve("MQTT", "describeINSTANCElist") == ActionRef("mqtt", "2024-05-16", "DescribeInstanceList")


def test_the_vendors_folder_name_is_an_alias(store: CatalogStore) -> None:
    assert store.service("autoscaling") == store.service("as")
    assert store.resolve("autoscaling", "DescribeAutoScalingGroups").service == "as"


def test_wrong_names_lead_to_near_ones(store: CatalogStore) -> None:
    with pytest.raises(UnknownActionError, match="DescribeInstances"):
        store.resolve("cvm", "DescribeInstanses")
    with pytest.raises(UnknownActionError, match="mqtt"):
        store.service("mqt")
    with pytest.raises(UnknownActionError, match="2024-05-16"):
        store.actions("mqtt", "1999-01-01")
    with pytest.raises(UnknownActionError):
        store.spec(ActionRef("mqtt", "2024-05-16", "DescribeNothing"))
    with pytest.raises(UnknownActionError):
        store.examples(ActionRef("nothing", "2024-05-16", "DescribeNothing"))


def test_spec_of_mqtt_instance_list(store: CatalogStore) -> None:
    spec = store.spec(store.resolve("mqtt", "DescribeInstanceList"))
    assert [member.name for member in spec.input.members] == ["Filters", "Offset", "Limit", "TagFilters"]
    filters = spec.input.member("Filters")
    assert filters is not None
    assert (filters.kind, filters.is_list, filters.type_label) == (Kind.OBJECT, True, "Array of Filter")
    inner = spec.object_of(filters)
    assert inner is not None
    assert [member.name for member in inner.members] == ["Name", "Values"]
    assert spec.output.member("RequestId") is not None
    assert spec.category == "Cluster"


def test_withdrawn_members_are_hidden(store: CatalogStore) -> None:
    spec = store.spec(store.resolve("vod", "DescribeRoundPlays"))
    assert spec.input.member("ScrollToken") is not None
    assert spec.input.member("Offset") is None


def test_recursive_types_are_named_once(store: CatalogStore) -> None:
    recursive = 0
    for service in ("billing", "cls", "csip", "databuddy", "dnspod", "lke", "teo", "wedata"):
        for version in store.service(service).versions:
            for summary in store.actions(service, version):
                spec = store.spec(summary.ref)
                needs = {
                    name: {member.object_name for member in shape.members if member.object_name}
                    for name, shape in spec.objects.items()
                }
                recursive += any(_reaches_itself(name, needs) for name in needs)
    assert recursive == 46


def _reaches_itself(name: str, needs: dict[str, set[str | None]]) -> bool:
    seen: set[str | None] = set()
    waiting = list(needs[name])
    while waiting:
        now = waiting.pop()
        if now == name:
            return True
        if now not in seen and now is not None:
            seen.add(now)
            waiting += needs[now]
    return False


def test_skip_sign_is_of_two_actions(store: CatalogStore) -> None:
    names = {summary.ref.name for summary in store.actions("sts") if store.spec(summary.ref).skip_sign}
    assert names == {"AssumeRoleWithSAML", "AssumeRoleWithWebIdentity"}


def test_examples_keep_their_numbers_exact(store: CatalogStore) -> None:
    [example, *_] = store.examples(store.resolve("mqtt", "DescribeInstanceList"))
    assert example.parameters == {"Offset": Number("0"), "Limit": Number("10")}


def test_error_codes(store: CatalogStore) -> None:
    codes = store.error_codes("mqtt")
    assert len(codes) == 22
    found = store.find_error_code("ResourceNotFound.Instance")
    assert found[0].service == "mqtt"
    assert {code.service for code in found} >= {"mqtt", "tdmq", "trocket"}
    assert [code.service for code in store.find_error_code("ResourceNotFound.Instance", "MQTT")] == ["mqtt"]
    assert store.find_error_code("No.SuchCode") == ()
    assert sum(len(store.error_codes(s.name, v)) for s in store.services() for v in s.versions) == 11_167


def test_a_missing_or_broken_file_says_so(tmp_path: Path, catalog_path: Path) -> None:
    with pytest.raises(CatalogError, match="no catalogue"):
        CatalogStore(tmp_path / "none.sqlite")
    broken = tmp_path / "broken.sqlite"
    broken.write_bytes(b"not a database at all, but long enough to be looked at" * 50)
    with pytest.raises(CatalogError, match="cannot be read"):
        CatalogStore(broken)
    old = tmp_path / "old.sqlite"
    shutil.copy(catalog_path, old)
    connection = sqlite3.connect(old)
    connection.execute("UPDATE meta SET value = '0' WHERE key = 'schema'")
    connection.commit()
    connection.close()
    with pytest.raises(CatalogError, match="another version"):
        CatalogStore(old)


def test_several_threads_may_read(catalog_path: Path) -> None:
    store = CatalogStore(catalog_path)
    wrong: list[object] = []

    def read(service: str) -> None:
        try:
            refs = [summary.ref for summary in store.actions(service)[:40]]
            wrong.extend(ref for ref in refs if store.spec(ref).ref != ref)
        except Exception as error:
            wrong.append(error)

    threads = [threading.Thread(target=read, args=(name,)) for name in ("cvm", "vpc", "cam", "mqtt", "cdb", "tke")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    store.close()
    assert not wrong
