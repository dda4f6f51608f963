"""Browsing: every action of a product or of all, the best hits of a query, one action in any case."""

import pytest

from explorer.core.errors import UnknownActionError
from explorer.core.models.action import ActionRef
from explorer.services.browse_actions import find_actions, is_known, read_action
from explorer.services.explain_error import explain, find_all
from explorer.services.wiring import Services


def test_every_action_of_a_product_and_of_all(services: Services) -> None:
    assert len(find_actions(services, service="MQTT")) == 38
    # Default versions only; 16 products have a second one.
    assert 9000 < len(find_actions(services)) < 9678


def test_a_query_is_limited_and_the_best_comes_first(services: Services) -> None:
    found = find_actions(services, "DescribeInstanceList", limit=5)
    assert len(found) <= 5
    assert found[0].ref == ActionRef("mqtt", "2024-05-16", "DescribeInstanceList")
    assert {hit.ref.service for hit in find_actions(services, "instance", service="cvm")} == {"cvm"}


def test_one_action_in_any_case(services: Services) -> None:
    assert read_action(services, "mqtt", "DESCRIBEINSTANCE").ref.name == "DescribeInstance"
    assert is_known(services, ActionRef("mqtt", "2024-05-16", "DescribeInstance"))
    assert not is_known(services, ActionRef("mqtt", "2024-05-16", "describeinstance"))
    with pytest.raises(UnknownActionError):
        read_action(services, "mqtt", "DescribeNothing")
    with pytest.raises(UnknownActionError):
        find_actions(services, service="nosuch")


def test_codes_are_explained_and_found(services: Services) -> None:
    assert explain(services, " AuthFailure.SignatureExpire ").code == "AuthFailure.SignatureExpire"
    found = find_all(services, "Code: LimitExceeded, RequestId: ed93f3cb-1234-4567-89ab-123456789abc")
    assert [item.kind for item in found] == ["code", "request_id"]
