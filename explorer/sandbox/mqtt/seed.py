"""Puts into the practice account what the vendor's MQTT examples ask for, so that each of them finds its objects."""

from collections.abc import Callable
from contextlib import suppress

from explorer.core.catalog.store import CatalogStore
from explorer.core.models.json_value import loads, to_python
from explorer.sandbox.mqtt import devices, instances, policies, rules, users
from explorer.sandbox.mqtt.world import Instance, Record, World

Sower = Callable[[World, Instance, Record, Record], None]

_AGE = 400 * 24 * 3600


def sow_examples(world: World, catalog: CatalogStore) -> None:
    """Read every example of every MQTT action: what it describes, changes or deletes is made, with its instance.

    An example that does not look as its action says is left out.
    """
    for summary in catalog.actions("mqtt"):
        for example in catalog.examples(summary.ref):
            if example.parameters is not None:
                with suppress(KeyError, TypeError, AttributeError, ValueError):
                    _sow(world, summary.ref.name, to_python(example.parameters), _answer(example.output))


def _sow(world: World, action: str, parameters: Record, answer: Record) -> None:
    if action == "DescribeInstanceList":
        _sow_instances(world, answer)
    elif "InstanceId" in parameters:
        owner = _owner(world, parameters["InstanceId"])
        if action in _SOWERS:
            _SOWERS[action](world, owner, parameters, answer)


def _answer(output: str) -> Record:
    try:
        document = to_python(loads(output))
        return {name: value for name, value in document["Response"].items() if name != "RequestId"}
    except (ValueError, KeyError, TypeError, AttributeError):
        return {}


def _owner(world: World, instance_id: str, facts: Record | None = None) -> Instance:
    owner = world.instances.get(instance_id)
    if owner is None:
        name = "example-" + instance_id.removeprefix("mqtt-")
        parameters = {"Name": name, "InstanceType": "PRO", "SkuCode": "pro_6k_1"}
        owner = world.instances[instance_id] = instances.build_instance(world, parameters, instance_id)
        owner.facts["CreatedTime"] -= _AGE
    owner.facts.update({name: value for name, value in (facts or {}).items() if name in owner.facts})
    return owner


def _sow_instances(world: World, answer: Record) -> None:
    for item in answer.get("Data", []):
        _owner(world, item["InstanceId"], {**item, "CreatedTime": item.get("CreateTime", 0)})


def _sow_instance(world: World, owner: Instance, _: Record, answer: Record) -> None:
    _owner(world, owner.id, answer)


def _sow_topic(world: World, owner: Instance, parameters: Record, answer: Record) -> None:
    name = parameters["Topic"]
    made = {"InstanceId": owner.id, "Topic": name, "Remark": "", "CreatedTime": world.now() // 1000}
    owner.topics[name] = {**made, **answer}


def _sow_message(world: World, owner: Instance, _: Record, answer: Record) -> None:
    for message in answer.get("Data", [answer]):
        known = owner.messages.setdefault(message["MessageId"], {"Body": ""})
        known.update(message)
        topic = message["OriginTopic"]
        if topic not in owner.topics:
            _sow_topic(world, owner, {"Topic": topic}, {})


def _sow_policies(world: World, owner: Instance, parameters: Record, answer: Record) -> None:
    for item in answer.get("Data", []):
        owner.policies[item["Id"]] = item
    numbers = [entry["Id"] for entry in parameters.get("Priorities", [])]
    for number in [*numbers, *([parameters["Id"]] if "Id" in parameters else [])]:
        made = {
            "InstanceId": owner.id, "PolicyName": f"policy-of-example-{number}", "PolicyVersion": 1, "Effect": "allow",
            "Actions": "connect,pub,sub", "Retain": 3, "Qos": "0,1,2", "Priority": _free(owner.policies),
        }  # fmt: skip
        owner.policies.setdefault(number, policies.build_policy(world, made, number))


def _sow_rules(world: World, owner: Instance, parameters: Record, answer: Record) -> None:
    """The example that creates a rule of priority 2 must still be able to: no rule of the seed takes that place."""
    for item in answer.get("Data", []):
        owner.rules[item["Id"]] = {**item, "Priority": _free(owner.rules)}
    numbers = [entry["Id"] for entry in parameters.get("Priorities", [])]
    for number in [*numbers, *([parameters["Id"]] if "Id" in parameters else [])]:
        made = {"InstanceId": owner.id, "RuleName": f"rule{number}", "Condition": "", "Actions": ""}
        owner.rules.setdefault(number, rules.build_rule(world, {**made, "Priority": _free(owner.rules)}, number))


def _free(records: dict[int, Record]) -> int:
    """A priority that nothing has: twenty, thirty, and so on."""
    taken = {record["Priority"] for record in records.values()}
    return next(place for place in range(20, 10_000, 10) if place not in taken)


def _sow_user(world: World, owner: Instance, parameters: Record, answer: Record) -> None:
    if "Username" in parameters:
        owner.users.setdefault(parameters["Username"], users.build_user(world, parameters))
    for item in answer.get("Data", []):
        owner.users[item["Username"]] = item


def _sow_client(world: World, owner: Instance, parameters: Record, answer: Record) -> None:
    for item in answer.get("Clients", []):
        known = owner.clients.get(item["ClientId"], {}).get("MQTTClientSubscriptions", [])
        subscriptions = [*item.get("MQTTClientSubscriptions", []), *known]
        owner.clients[item["ClientId"]] = {**item, "MQTTClientSubscriptions": subscriptions}
    if "Clients" in answer or "ClientId" not in parameters:
        return
    client = owner.clients.setdefault(parameters["ClientId"], _client(world, parameters["ClientId"]))
    topic = parameters.get("TopicFilter")
    if topic and topic not in [one["TopicFilter"] for one in client["MQTTClientSubscriptions"]]:
        client["MQTTClientSubscriptions"].append({"TopicFilter": topic, "Qos": 1})


def _client(world: World, name: str) -> Record:
    return {
        "ClientId": name, "ClientAddress": "10.0.0.9:50009", "ProtocolVersion": 4, "Keepalive": 60,
        "ConnectionStatus": "CONNECTED", "CreateTime": world.now(), "ConnectTime": world.now(), "DisconnectTime": 0,
        "MQTTClientSubscriptions": [],
    }  # fmt: skip


def _sow_identity(world: World, owner: Instance, parameters: Record, answer: Record) -> None:
    for item in answer.get("Data", [answer] if "DeviceId" in answer else []):
        owner.identities[item["DeviceId"]] = {"PropagatingProperties": [], **item}
    if "DeviceId" in parameters:
        owner.identities.setdefault(parameters["DeviceId"], devices.build_identity(world, parameters))


def _sow_certificate(_: World, owner: Instance, __: Record, answer: Record) -> None:
    for item in answer.get("Data", [answer]):
        owner.certificates[item["DeviceCertificateSn"]] = item


def _sow_groups(world: World, owner: Instance, parameters: Record, answer: Record) -> None:
    names = [item["SharedName"] for item in answer.get("Data", [])] or [parameters["SharedName"]]
    for name in names:
        made = {
            "InstanceId": owner.id, "SharedName": name, "LbStrategy": 1, "ExpiryInterval": 10, "Remark": None,
            "CreateTime": world.now(), "UpdateTime": world.now(),
        }  # fmt: skip
        owner.groups.setdefault(name, made)
    for item in answer.get("Data", []):
        if "TopicFilter" in item:
            owner.shared.setdefault(item["SharedName"], {}).setdefault(item["TopicFilter"], []).append(item)
        else:
            owner.groups[item["SharedName"]] = item
    for topic in answer.get("TopicFilter", []):
        owner.shared.setdefault(parameters["SharedName"], {}).setdefault(topic, [])


_SOWERS: dict[str, Sower] = {
    "DescribeInstance": _sow_instance,
    "DescribeTopic": _sow_topic,
    "DeleteTopic": _sow_topic,
    "DescribeMessageByTopic": _sow_message,
    "DescribeMessageDetails": _sow_message,
    "DescribeAuthorizationPolicies": _sow_policies,
    "ModifyAuthorizationPolicy": _sow_policies,
    "DeleteAuthorizationPolicy": _sow_policies,
    "UpdateAuthorizationPolicyPriority": _sow_policies,
    "DescribeMessageEnrichmentRules": _sow_rules,
    "ModifyMessageEnrichmentRule": _sow_rules,
    "DeleteMessageEnrichmentRule": _sow_rules,
    "UpdateMessageEnrichmentRulePriority": _sow_rules,
    "DescribeUserList": _sow_user,
    "ModifyUser": _sow_user,
    "DeleteUser": _sow_user,
    "DescribeClientList": _sow_client,
    "KickOutClient": _sow_client,
    "AddClientSubscription": _sow_client,
    "DeleteClientSubscription": _sow_client,
    "DescribeDeviceIdentities": _sow_identity,
    "DescribeDeviceIdentity": _sow_identity,
    "ModifyDeviceIdentity": _sow_identity,
    "DeleteDeviceIdentity": _sow_identity,
    "DescribeDeviceCertificates": _sow_certificate,
    "DescribeDeviceCertificate": _sow_certificate,
    "DescribeSharedSubscriptionGroups": _sow_groups,
    "DescribeSharedSubscriptions": _sow_groups,
    "DescribeSharedSubscriptionClient": _sow_groups,
}
