"""Example inputs, in each form that the vendor writes them."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.core.catalog.inputs import read_input
from explorer.core.models.action import Reading

OBJECTS = {
    "Request": {
        "InstanceId": {"name": "InstanceId", "type": "string", "member": "string"},
        "Limit": {"name": "Limit", "type": "int", "member": "int64"},
        "Force": {"name": "Force", "type": "bool", "member": "bool"},
        "Ports": {"name": "Ports", "type": "list", "member": "uint64"},
        "Region": {"name": "Region", "type": "string", "member": "string"},
        "Filters": {"name": "Filters", "type": "list", "member": "Filter"},
        "Place": {"name": "Place", "type": "object", "member": "Filter"},
    },
    "Filter": {
        "Name": {"name": "Name", "type": "string", "member": "string"},
        "Values": {"name": "Values", "type": "list", "member": "string"},
        "Weight": {"name": "Weight", "type": "float", "member": "float"},
    },
}
HEAD = "POST / HTTP/1.1\nHost: x.tencentcloudapi.com\nContent-Type: application/json\nX-TC-Action: SomethingElse\n"
COMMON = "<Common request parameters>\n"


def read(text: str) -> object:
    found = read_input(text, "Request", OBJECTS)
    assert found.parameters is not None, found.reason
    return json.loads(found.parameters)


@pytest.mark.parametrize(
    "text",
    [
        HEAD + COMMON + '\n{"Limit": 1}',
        HEAD + COMMON + '{"Limit": 1}',
        HEAD.replace("\n", "") + COMMON.strip() + '{"Limit": 1}',
        '{"Limit": 1}',
        '\t{"Limit": 1}\n',
        HEAD + COMMON + '\n{"Limit": 1}\nand a remark',
        "https://x.tencentcloudapi.com/?Action=SomethingElse\n&Limit=1\n&<Common request parameters>",
        "https://x.tencentcloudapi.com/?Action=SomethingElse&Limit=1&<common request parameters>",
        "x.tencentcloudapi.com/?Action=SomethingElse\r\n&Limit=1\r\n&Version=2020-01-01",
    ],
)
def test_every_form_gives_the_parameters_only(text: str) -> None:
    assert read(text) == {"Limit": 1}


def test_the_body_of_an_exact_reading_is_the_vendors_own_text() -> None:
    text = HEAD + COMMON + '\n{"Limit": 1.50}'
    found = read_input(text, "Request", OBJECTS)
    assert found.reading is Reading.EXACT
    assert text[found.start :] == found.parameters == '{"Limit": 1.50}'


def test_no_body_means_no_parameters() -> None:
    assert read(HEAD + COMMON) == {}


def test_url_values_are_cast_by_the_spec() -> None:
    url = (
        "https://x/?Action=A&InstanceId=123&Limit=10&Force=true&Ports.0=80&Ports.1=443&Filters.0.Name=a b"
        "&Filters.0.Values.0=1&Filters.0.Values.1=2&Filters.1.Weight=1.50&Place.Name=%E4%B8%AD&Unknown=7"
    )
    assert read(url) == {
        "InstanceId": "123",
        "Limit": 10,
        "Force": True,
        "Ports": [80, 443],
        "Filters": [{"Name": "a b", "Values": ["1", "2"]}, {"Weight": 1.5}],
        "Place": {"Name": "中"},
        "Unknown": "7",
    }


@pytest.mark.parametrize("first", [0, 1])
def test_url_lists_count_from_zero_or_one(first: int) -> None:
    pairs = "".join(f"&Ports.{first + place}={80 + place}" for place in range(12))
    assert read(f"https://x/?Action=A{pairs}") == {"Ports": [80 + place for place in range(12)]}


def test_url_with_json_inside() -> None:
    assert read('https://x/?Action=A\n&Filters=[{"Name":"a","Values":["b"]}]\n&Limit=1') == {
        "Filters": [{"Name": "a", "Values": ["b"]}],
        "Limit": 1,
    }


def test_a_member_named_like_a_common_parameter_is_kept_when_the_spec_has_it() -> None:
    assert read("https://x/?Action=A&Region=ap-x&Language=en") == {"Region": "ap-x"}


def test_values_that_do_not_fit_stay_as_written() -> None:
    assert read("https://x/?Action=A&Limit=many&Force=perhaps") == {"Limit": "many", "Force": "perhaps"}


def test_unreadable_inputs_say_why() -> None:
    found = read_input(HEAD + '\n{"a": }', "Request", OBJECTS)
    assert (found.parameters, found.reading, found.reason) == (None, Reading.UNREAD, "broken JSON")
    assert read_input("", "Request", OBJECTS).reason == "empty"


@given(st.text(max_size=80) | st.text(max_size=40).map(lambda text: f"https://x/?Action=A&{text}"))
def test_no_text_breaks_the_reader(text: str) -> None:
    found = read_input(text, "Request", OBJECTS)
    if found.parameters is not None:
        assert isinstance(json.loads(found.parameters), dict)
    else:
        assert found.reason
