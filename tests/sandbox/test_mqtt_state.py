"""MQTT remembers: what is created is listed, paged, filtered, changed and deleted, and gone afterwards."""

import base64
from collections.abc import Callable
from typing import Any

import pytest

from explorer.core.catalog.store import CatalogStore
from explorer.core.models.action import ActionRef, ActionSpec
from explorer.core.models.json_value import from_python, loads, to_python
from explorer.sandbox.call import Refusal
from explorer.sandbox.mqtt.actions import HANDLERS
from explorer.sandbox.mqtt.service import MqttService
from explorer.sandbox.parameters import accept

_PROD_A = "mqtt-a7k3m9qx"


class Account:
    """A practice account with a clock of the test's own; every answer is checked against its spec."""

    def __init__(self, catalog: CatalogStore, misfits: Callable[[ActionSpec, Any], list[str]]) -> None:
        self.now = 1_800_000_000.0
        self._catalog = catalog
        self._misfits = misfits
        self._service = MqttService(catalog, lambda: self.now)

    def __call__(self, action: str, **parameters: Any) -> Any:
        spec = self._catalog.spec(ActionRef("mqtt", "2024-05-16", action))
        accepted = accept(spec, from_python(parameters))  # type: ignore[arg-type]
        text = self._service.text(spec, accepted)
        assert text is not None
        content = to_python(loads(text))
        assert self._misfits(spec, {**content, "RequestId": "r"}) == []
        return content

    def refused(self, action: str, **parameters: Any) -> str:
        """The code of the refusal."""
        with pytest.raises(Refusal) as raised:
            self(action, **parameters)
        return raised.value.code


@pytest.fixture
def account(catalog: CatalogStore, misfits: Callable[[ActionSpec, Any], list[str]]) -> Account:
    return Account(catalog, misfits)


@pytest.fixture
def instance(account: Account) -> str:
    made = account("CreateInstance", InstanceType="PRO", Name="made-here", SkuCode="pro_6k_1", Remark="mine")
    return str(made["InstanceId"])


def test_every_action_of_this_version_has_state(catalog: CatalogStore) -> None:
    assert {summary.ref.name for summary in catalog.actions("mqtt")} == set(HANDLERS)


def test_a_stranger_sees_believable_instances_first(account: Account) -> None:
    page = account("DescribeInstanceList", Limit=3)
    assert [one["InstanceName"] for one in page["Data"]] == ["prod-a", "prod-b", "fleet-eu"]
    assert page["TotalCount"] > 20
    assert account("DescribeUserList", InstanceId=_PROD_A)["TotalCount"] == 3
    assert len(account("DescribeClientList", InstanceId=_PROD_A)["Clients"]) == 6
    assert account("DescribeDeviceCertificates", InstanceId=_PROD_A)["TotalCount"] == 2


def test_an_instance_from_its_creation_to_its_end(account: Account, instance: str) -> None:
    described = account("DescribeInstance", InstanceId=instance)
    assert (described["InstanceName"], described["Remark"], described["TpsLimit"]) == ("made-here", "mine", 6000)
    assert described["InstanceStatus"] == "CREATING"
    account.now += 2
    assert account("DescribeInstance", InstanceId=instance)["InstanceStatus"] == "RUNNING"
    account("ModifyInstance", InstanceId=instance, Name="renamed", SkuCode="pro_10k_1", MessageRate=10)
    changed = account("DescribeInstance", InstanceId=instance)
    assert (changed["InstanceName"], changed["TpsLimit"], changed["MessageRate"]) == ("renamed", 10000, 10)
    assert changed["InstanceStatus"] == "MODIFYING"
    account.now += 2
    assert account("DescribeInstanceList")["Data"][0]["InstanceStatus"] == "RUNNING"
    account("DeleteInstance", InstanceId=instance)
    for action in ("DescribeInstance", "DeleteInstance", "ModifyInstance", "DescribeUserList"):
        assert account.refused(action, InstanceId=instance) == "ResourceNotFound.Instance"


def test_instances_are_paged(account: Account) -> None:
    total = account("DescribeInstanceList")["TotalCount"]
    seen = []
    for offset in range(0, total + 7, 7):
        page = account("DescribeInstanceList", Offset=offset, Limit=7)
        assert page["TotalCount"] == total
        seen += [one["InstanceId"] for one in page["Data"]]
    assert len(set(seen)) == len(seen) == total
    assert len(account("DescribeInstanceList")["Data"]) == 20
    for wrong in ({"Offset": -1}, {"Limit": 101}, {"Limit": -1}):
        assert account.refused("DescribeInstanceList", **wrong) == "InvalidParameterValue"


def test_instances_are_filtered(account: Account, instance: str) -> None:
    def names(*filters: tuple[str, list[str]], **more: Any) -> list[str]:
        made = [{"Name": name, "Values": values} for name, values in filters]
        return [one["InstanceName"] for one in account("DescribeInstanceList", Filters=made, **more)["Data"]]

    assert names(("InstanceName", ["PROD"])) == ["prod-a", "prod-b"]
    assert names(("InstanceName", ["prod-b", "staging"])) == ["prod-b", "staging"]
    assert names(("InstanceId", [_PROD_A])) == ["prod-a"]
    assert names(("InstanceId", [_PROD_A[:-1]])) == []
    assert names(("InstanceStatus", ["CREATING"])) == ["made-here"]
    assert names(("InstanceName", ["prod"]), ("InstanceId", [_PROD_A])) == ["prod-a"]
    tags = [{"TagKey": "env", "TagValues": ["staging", "dev"]}]
    assert names(("InstanceName", ["prod"]), TagFilters=tags) == ["staging", "dev"]
    assert names(TagFilters=[{"TagKey": "team"}, {"TagKey": "env"}]) == ["prod-a", "prod-b", "fleet-eu"]
    wrong = [{"Name": "Colour", "Values": ["red"]}]
    assert account.refused("DescribeInstanceList", Filters=wrong) == "InvalidParameterValue"


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"Name": "x"}, "InvalidParameterValue"),
        ({"Name": "with blank"}, "InvalidParameterValue"),
        ({"SkuCode": "pro_1"}, "InvalidParameterValue"),
        ({"SkuCode": "basic_1k"}, "InvalidParameter.InstanceTypeNotMatch"),
        ({"EnablePublic": True}, "InvalidParameterValue.PublicNetworkInvalidParameterValue"),
    ],
)
def test_instances_that_cannot_be_bought(account: Account, changed: dict[str, Any], code: str) -> None:
    whole = {"InstanceType": "PRO", "Name": "fine", "SkuCode": "pro_6k_1", **changed}
    assert account.refused("CreateInstance", **whole) == code


def test_a_prepaid_instance_with_tags(account: Account) -> None:
    made = account(
        "CreateInstance",
        InstanceType="BASIC",
        Name="paid",
        SkuCode="basic_1k",
        PayMode=1,
        TimeSpan=2,
        EnablePublic=True,
        Bandwidth=3,
        TagList=[{"TagKey": "who", "TagValue": "me"}],
    )
    found = account("DescribeInstanceList", TagFilters=[{"TagKey": "who", "TagValues": ["me"]}])["Data"]
    assert [(one["InstanceId"], one["PayMode"]) for one in found] == [(made["InstanceId"], "PREPAID")]
    assert found[0]["ExpiryTime"] > account.now * 1000


def test_users(account: Account, instance: str) -> None:
    for number in range(25):
        account("CreateUser", InstanceId=instance, Username=f"user-{number:02}", Remark="r", Password="p")
    assert account.refused("CreateUser", InstanceId=instance, Username="user-03") == (
        "UnsupportedOperation.ResourceAlreadyExists"
    )
    page = account("DescribeUserList", InstanceId=instance, Offset=20, Limit=10)
    assert (page["TotalCount"], [one["Username"] for one in page["Data"]]) == (25, [f"user-{n}" for n in range(20, 25)])
    few = account("DescribeUserList", InstanceId=instance, Filters=[{"Name": "Username", "Values": ["-1"]}])
    assert few["TotalCount"] == 10
    account.now += 60
    account("ModifyUser", InstanceId=instance, Username="user-03", Remark="changed")
    only = account("DescribeUserList", InstanceId=instance, Filters=[{"Name": "Username", "Values": ["user-03"]}])
    assert only["Data"][0]["Remark"] == "changed"
    assert only["Data"][0]["ModifiedTime"] - only["Data"][0]["CreatedTime"] == 60_000
    account("DeleteUser", InstanceId=instance, Username="user-03")
    for action in ("ModifyUser", "DeleteUser"):
        assert account.refused(action, InstanceId=instance, Username="user-03") == "ResourceNotFound.Username"
    assert account.refused("CreateUser", InstanceId=instance, Username="") == "InvalidParameterValue"
    assert account.refused("CreateUser", InstanceId=instance, Username="u", Password="ä") == "InvalidParameterValue"
    account("CreateUser", InstanceId=instance, Username="user-03")
    assert account("DescribeUserList", InstanceId=instance)["TotalCount"] == 25


def _policy(instance: str, name: str, priority: int) -> dict[str, Any]:
    fixed = {"PolicyVersion": 1, "Effect": "allow", "Actions": "pub", "Retain": 3, "Qos": "0,1,2"}
    return {"InstanceId": instance, "PolicyName": name, "Priority": priority, **fixed}


def test_authorization_policies(account: Account, instance: str) -> None:
    first = account("CreateAuthorizationPolicy", **_policy(instance, "one", 5))["Id"]
    second = account("CreateAuthorizationPolicy", **_policy(instance, "two", 4))["Id"]
    assert account.refused("CreateAuthorizationPolicy", **_policy(instance, "three", 4)) == (
        "FailedOperation.DuplicatePriority"
    )
    assert account.refused("CreateAuthorizationPolicy", **_policy(instance, "two", 9)) == (
        "FailedOperation.DuplicatePolicy"
    )
    wrong = {**_policy(instance, "four", 9), "PolicyVersion": 2}
    assert account.refused("CreateAuthorizationPolicy", **wrong) == "InvalidParameterValue"

    def names() -> list[str]:
        return [one["PolicyName"] for one in account("DescribeAuthorizationPolicies", InstanceId=instance)["Data"]]

    assert names() == ["two", "one"]
    swap = [{"Id": first, "Priority": 4}, {"Id": second, "Priority": 5}]
    account("UpdateAuthorizationPolicyPriority", InstanceId=instance, Priorities=swap)
    assert names() == ["one", "two"]
    clash = [{"Id": first, "Priority": 5}]
    assert account.refused("UpdateAuthorizationPolicyPriority", InstanceId=instance, Priorities=clash) == (
        "FailedOperation.DuplicateAuthorizationIdOrPriority"
    )
    account("ModifyAuthorizationPolicy", InstanceId=instance, Id=first, PolicyName="renamed", Effect="deny")
    assert names() == ["renamed", "two"]
    taken = {"InstanceId": instance, "Id": first, "Priority": 5}
    assert account.refused("ModifyAuthorizationPolicy", **taken) == "FailedOperation.DuplicatePriority"
    account("DeleteAuthorizationPolicy", InstanceId=instance, Id=first)
    for action in ("ModifyAuthorizationPolicy", "DeleteAuthorizationPolicy"):
        code = account.refused(action, InstanceId=instance, Id=first)
        assert code == "ResourceNotFound.AuthorizationPolicy"
    ghost = [{"Id": first, "Priority": 50}]
    assert account.refused("UpdateAuthorizationPolicyPriority", InstanceId=instance, Priorities=ghost) == (
        "ResourceNotFound.AuthorizationPolicy"
    )
    assert len(account("DescribeAuthorizationPolicies")["Data"]) > len(names())


def _rule(instance: str, name: str, priority: int) -> dict[str, Any]:
    code = base64.b64encode(b"{}").decode()
    return {"InstanceId": instance, "RuleName": name, "Condition": code, "Actions": code, "Priority": priority}


def test_message_enrichment_rules(account: Account, instance: str) -> None:
    first = account("CreateMessageEnrichmentRule", **_rule(instance, "one", 2))["Id"]
    second = account("CreateMessageEnrichmentRule", **_rule(instance, "two", 1))["Id"]
    assert account.refused("CreateMessageEnrichmentRule", **_rule(instance, "three", 1)) == (
        "FailedOperation.DuplicatePriority"
    )
    wrong = {**_rule(instance, "four", 9), "Status": 7}
    assert account.refused("CreateMessageEnrichmentRule", **wrong) == "InvalidParameterValue"
    account("UpdateMessageEnrichmentRulePriority", InstanceId=instance, Priorities=[{"Id": second, "Priority": 3}])
    account("ModifyMessageEnrichmentRule", InstanceId=instance, Id=first, RuleName="first", Status=1)
    listed = account("DescribeMessageEnrichmentRules", InstanceId=instance)["Data"]
    assert [(one["RuleName"], one["Priority"], one["Status"]) for one in listed] == [("first", 2, 1), ("two", 3, 2)]
    account("DeleteMessageEnrichmentRule", InstanceId=instance, Id=first)
    for action in ("ModifyMessageEnrichmentRule", "DeleteMessageEnrichmentRule"):
        assert account.refused(action, InstanceId=instance, Id=first) == "ResourceNotFound"


def test_device_identities(account: Account, instance: str) -> None:
    account("CreateDeviceIdentity", InstanceId=instance, DeviceId="d", PrimaryKey="cGs=", Status="2")
    described = account("DescribeDeviceIdentity", InstanceId=instance, DeviceId="d")
    assert (described["PrimaryKey"], described["Status"], len(described["SecondaryKey"])) == ("cGs=", 2, 32)
    assert account.refused("CreateDeviceIdentity", InstanceId=instance, DeviceId="d") == (
        "UnsupportedOperation.ResourceAlreadyExists"
    )
    assert account.refused("CreateDeviceIdentity", InstanceId=instance, DeviceId="e", Status="on") == (
        "InvalidParameterValue"
    )
    properties = [{"Key": "k", "Value": "v"}]
    account("ModifyDeviceIdentity", InstanceId=instance, DeviceId="d", Status="1", PropagatingProperties=properties)
    listed = account("DescribeDeviceIdentities", InstanceId=instance)["Data"]
    assert [(one["DeviceId"], one["Status"], one["PropagatingProperties"]) for one in listed] == [("d", 1, properties)]
    account("DeleteDeviceIdentity", InstanceId=instance, DeviceId="d")
    for action in ("DescribeDeviceIdentity", "ModifyDeviceIdentity", "DeleteDeviceIdentity"):
        assert account.refused(action, InstanceId=instance, DeviceId="d") == "ResourceNotFound"


def test_device_certificates(account: Account) -> None:
    def numbers(name: str = "", value: str = "", **more: Any) -> list[str]:
        filters = [{"Name": name, "Values": [value]}] if name else []
        page = account("DescribeDeviceCertificates", InstanceId=_PROD_A, Filters=filters, **more)
        return [one["ClientId"] for one in page["Data"]]

    assert sorted(numbers()) == ["gateway-01", "gateway-02"]
    assert numbers("Status", "ACTIVE") == ["gateway-01"]
    assert numbers("ClientId", "gateway-02") == ["gateway-02"]
    assert numbers("NotAfterEnd", "1") == []
    assert len(numbers("NotAfterStart", "1", OrderBy="UPDATE_TIME_ASC")) == 2
    assert account.refused("DescribeDeviceCertificates", InstanceId=_PROD_A, OrderBy="X") == "InvalidParameterValue"
    soon = [{"Name": "NotAfterEnd", "Values": ["soon"]}]
    assert account.refused("DescribeDeviceCertificates", InstanceId=_PROD_A, Filters=soon) == "InvalidParameterValue"
    number = account("DescribeDeviceCertificates", InstanceId=_PROD_A)["Data"][0]["DeviceCertificateSn"]
    one = account("DescribeDeviceCertificate", InstanceId=_PROD_A, DeviceCertificateSn=number)
    assert one["DeviceCertificateSn"] == number
    assert account.refused("DescribeDeviceCertificate", InstanceId=_PROD_A, DeviceCertificateSn="0") == (
        "ResourceNotFound"
    )


def test_clients_and_subscriptions(account: Account) -> None:
    def client(name: str = "gateway-01") -> dict[str, Any]:
        [found] = account("DescribeClientList", InstanceId=_PROD_A, ClientId=name)["Clients"]
        return dict(found)

    def filters() -> dict[str, int]:
        return {one["TopicFilter"]: one["Qos"] for one in client()["MQTTClientSubscriptions"]}

    where = {"InstanceId": _PROD_A, "ClientId": "gateway-01"}
    account("AddClientSubscription", **where, TopicFilter="a/+", Qos="2")
    assert filters() == {"firmware/notice": 1, "a/+": 2}
    account("AddClientSubscription", **where, TopicFilter="a/+", Qos="0")
    assert filters() == {"firmware/notice": 1, "a/+": 0}
    account("DeleteClientSubscription", **where, TopicFilter="a/+")
    assert filters() == {"firmware/notice": 1}
    assert account.refused("DeleteClientSubscription", **where, TopicFilter="a/+") == "ResourceNotFound"
    assert account.refused("AddClientSubscription", **where, TopicFilter="a", Qos="3") == "InvalidParameterValue"
    account("DeleteClientSubscription", InstanceId=_PROD_A)
    assert filters() == {}
    assert client()["ConnectionStatus"] == "CONNECTED"
    account("KickOutClient", **where)
    assert client()["ConnectionStatus"] == "DISCONNECTED"
    assert account.refused("KickOutClient", InstanceId=_PROD_A, ClientId="nobody") == "ResourceNotFound"
    assert len(account("DescribeClientList", InstanceId=_PROD_A, Number="2")["Clients"]) == 2
    assert account.refused("DescribeClientList", InstanceId=_PROD_A, Number="0") == "InvalidParameterValue"


def test_shared_subscriptions(account: Account) -> None:
    where = {"InstanceId": _PROD_A, "SharedName": "workers"}
    groups = account("DescribeSharedSubscriptionGroups", InstanceId=_PROD_A)
    assert [group["SharedName"] for group in groups["Data"]] == ["workers"]
    assert account("DescribeSharedSubscriptions", **where)["TopicFilter"] == ["factory/#"]
    assert account("DescribeSharedSubscriptionClient", **where, TopicFilter="factory/#")["TotalCount"] == 3
    assert account.refused("DescribeSharedSubscriptionClient", **where, TopicFilter="x") == "ResourceNotFound"
    where["SharedName"] = "nobody"
    assert account.refused("DescribeSharedSubscriptions", **where) == "ResourceNotFound"


def test_topics_and_messages(account: Account) -> None:
    def found(subscription: str, **more: Any) -> list[str]:
        since = {"StartTime": 0, **more}
        page = account("DescribeMessageByTopic", InstanceId=_PROD_A, Topic=subscription, **since)
        return [message["MessageId"] for message in page["Data"]]

    assert len(found("factory/#")) == 12
    assert len(found("factory/+/alarm")) == 4
    assert found("factory/+") == []
    assert len(found("factory/#", MaxNumber=5)) == 5
    assert found("factory/#", StartTime=int(account.now * 1000)) == []
    details = account("DescribeMessageDetails", InstanceId=_PROD_A, MessageId=found("#")[0])
    assert details["OriginTopic"].startswith("factory/")
    assert account.refused("DescribeMessageDetails", InstanceId=_PROD_A, MessageId="0") == "ResourceNotFound.Message"
    where = {"InstanceId": _PROD_A, "Topic": "firmware/notice"}
    before = account("DescribeInstance", InstanceId=_PROD_A)["TopicNum"]
    account("DeleteTopic", **where)
    assert account("DescribeInstance", InstanceId=_PROD_A)["TopicNum"] == before - 1
    for action in ("DescribeTopic", "DeleteTopic"):
        assert account.refused(action, **where) == "ResourceNotFound.Topic"


def test_products_can_be_bought(account: Account) -> None:
    for sku in account("DescribeProductSKUList")["MQTTProductSkuList"]:
        bought = {"InstanceType": sku["InstanceType"], "SkuCode": sku["SkuCode"], "Name": "bought"}
        made = account("CreateInstance", **bought)
        assert account("DescribeInstance", InstanceId=made["InstanceId"])["ClientNumLimit"] == sku["ClientNumLimit"]


def test_two_accounts_share_nothing(catalog: CatalogStore, misfits: Any) -> None:
    one, other = Account(catalog, misfits), Account(catalog, misfits)
    one("DeleteInstance", InstanceId=_PROD_A)
    assert other("DescribeInstance", InstanceId=_PROD_A)["InstanceName"] == "prod-a"
    one("DeleteTopic", InstanceId="mqtt-7pnqmkrx", Topic="topic1")
    assert other("DescribeTopic", InstanceId="mqtt-7pnqmkrx", Topic="topic1")["Topic"] == "topic1"
