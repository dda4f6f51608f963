"""A believable practice account: some clusters with topics, users, devices and messages, made up by us."""

import base64
import hashlib
import json

from explorer.sandbox.mqtt import devices, instances, policies, rules, users
from explorer.sandbox.mqtt.world import Instance, Record, World

_DAY = 24 * 3600

# id, name, type, product, pay mode, remark, tags, age in days
_CLUSTERS = (
    ("mqtt-a7k3m9qx", "prod-a", "PRO", "pro_10k_1", 1, "Production, Guangzhou", {"env": "prod", "team": "iot"}, 2),
    ("mqtt-b4w8n2ye", "prod-b", "PRO", "pro_6k_1", 1, "Production, Singapore", {"env": "prod", "team": "iot"}, 3),
    ("mqtt-f6r5t8vd", "fleet-eu", "PLATINUM", "platinum_50k_1", 1, "Vehicle fleet", {"env": "prod", "team": "cars"}, 9),
    ("mqtt-s5d2h8pk", "staging", "BASIC", "basic_5k", 0, "Release candidates", {"env": "staging"}, 16),
    ("mqtt-d9c4j7mw", "dev", "BASIC", "basic_2k", 0, "", {"env": "dev"}, 21),
    ("mqtt-k3x8z6gh", "load-test", "BASIC", "basic_2k", 0, "Deleted at the end of the month", {"env": "test"}, 30),
)
_TOPICS = ("factory/line-1/temperature", "factory/line-1/alarm", "factory/line-2/temperature", "firmware/notice")
_USERS = (("gateway", "Edge gateways"), ("dashboard", "Read only"), ("ota-service", "Firmware updates"))
_POLICIES = (
    ("gateways publish", "allow", "connect,pub", "factory/#", "gateway"),
    ("dashboard reads", "allow", "connect,sub", "factory/#", "dashboard"),
    ("firmware only by the service", "deny", "pub", "firmware/#", ""),
)


def open_account(world: World) -> None:
    """Fill an empty world."""
    for instance_id, name, kind, sku, mode, remark, tags, age in _CLUSTERS:
        parameters: Record = {"Name": name, "InstanceType": kind, "SkuCode": sku, "PayMode": mode, "Remark": remark}
        made = instances.build_instance(world, {**parameters, "TimeSpan": 12}, instance_id)
        made.facts["CreatedTime"] -= age * _DAY
        made.tags = dict(tags)
        world.instances[instance_id] = made
        _furnish(world, made)


def _furnish(world: World, one: Instance) -> None:
    created = one.facts["CreatedTime"]
    for name in _TOPICS:
        one.topics[name] = {"InstanceId": one.id, "Topic": name, "Remark": "", "CreatedTime": created}
    for name, remark in _USERS:
        password = _hash(one.id, name)[:16]
        user = users.build_user(world, {"Username": name, "Password": password, "Remark": remark})
        one.users[name] = {**user, "CreatedTime": created * 1000, "ModifiedTime": created * 1000}
    _add_policies(world, one)
    _add_rule(world, one)
    _add_devices(world, one)
    _add_messages(world, one)


def _add_policies(world: World, one: Instance) -> None:
    for number, (name, effect, acts, resources, user) in enumerate(_POLICIES, 1):
        parameters: Record = {
            "InstanceId": one.id, "PolicyName": name, "PolicyVersion": 1, "Priority": number, "Effect": effect,
            "Actions": acts, "Retain": 3, "Qos": "0,1,2", "Resources": resources, "Username": user,
        }  # fmt: skip
        one.policies[number] = policies.build_policy(world, parameters, number)


def _add_rule(world: World, one: Instance) -> None:
    one.rules[1] = rules.build_rule(
        world,
        {
            "InstanceId": one.id,
            "RuleName": "expire-alarms",
            "Condition": _base64({"topic": "factory/line-1/alarm"}),
            "Actions": _base64({"messageExpiryInterval": 3600}),
            "Priority": 1,
            "Status": 1,
            "Remark": "Nobody reads an alarm after an hour",
        },
        1,
    )


def _add_devices(world: World, one: Instance) -> None:
    for number in range(1, 7):
        name = f"gateway-{number:02}"
        one.clients[name] = _client(world, name, number)
        parameters: Record = {"InstanceId": one.id, "DeviceId": name, "PropagatingProperties": []}
        keys = {"PrimaryKey": _hash(one.id, name, "1")[:32], "SecondaryKey": _hash(one.id, name, "2")[:32]}
        one.identities[name] = devices.build_identity(world, {**parameters, **keys})
        if number <= 2:
            certificate = _certificate(one, name, number)
            one.certificates[certificate["DeviceCertificateSn"]] = certificate
    one.groups["workers"] = {
        "InstanceId": one.id, "SharedName": "workers", "LbStrategy": 1, "ExpiryInterval": 60,
        "Remark": "Telemetry writers", "CreateTime": world.now(), "UpdateTime": world.now(),
    }  # fmt: skip
    one.shared["workers"] = {
        "factory/#": [
            {"ClientId": f"worker-{number}", "SharedName": "workers", "TopicFilter": "factory/#", "Online": number < 3}
            for number in range(1, 4)
        ]
    }


def _client(world: World, name: str, number: int) -> Record:
    since = world.now() - number * 3_600_000
    away = number == 6
    return {
        "ClientId": name,
        "ClientAddress": f"10.0.{number}.17:{50000 + number}",
        "ProtocolVersion": 5 if number % 2 else 4,
        "Keepalive": 60,
        "ConnectionStatus": "DISCONNECTED" if away else "CONNECTED",
        "CreateTime": since - 5,
        "ConnectTime": since,
        "DisconnectTime": since + 60_000 if away else 0,
        "MQTTClientSubscriptions": [
            {"TopicFilter": "firmware/notice", "Qos": 1, "Lag": 0, "Inflight": 0, "UserProperties": []}
        ],
    }


def _certificate(one: Instance, name: str, number: int) -> Record:
    created = one.facts["CreatedTime"] * 1000
    body = _hash(one.id, name, "certificate")
    return {
        "ClientId": name,
        "DeviceCertificate": f"-----BEGIN CERTIFICATE-----\n{body}\n-----END CERTIFICATE-----\n",
        "DeviceCertificateSn": _hash(one.id, name, "sn")[:40],
        "DeviceCertificateCn": f"{name}.devices.example.com",
        "CaSn": _hash(one.id, "ca")[:40],
        "Format": "PEM",
        "Status": "ACTIVE" if number == 1 else "PENDING_ACTIVATION",
        "OrganizationalUnit": "Devices",
        "LastActivationTime": created if number == 1 else 0,
        "LastInactivationTime": 0,
        "CreatedTime": created,
        "UpdateTime": created,
        "CertificateSource": "API",
        "NotBeforeTime": created,
        "NotAfterTime": created + 365 * _DAY * 1000,
    }


def _add_messages(world: World, one: Instance) -> None:
    for number in range(1, 13):
        topic = _TOPICS[number % 3]
        message_id = _hash(one.id, str(number))[:32].upper()
        one.messages[message_id] = {
            "MessageId": message_id,
            "ClientId": f"gateway-{1 + number % 5:02}",
            "Qos": "1",
            "OriginTopic": topic,
            "StoreTimestamp": world.now() - number * 47_000,
            "Body": json.dumps({"celsius": 20 + number / 4, "sequence": 1000 - number}),
            "UserProperties": [{"Key": "site", "Value": one.facts["InstanceName"]}],
            "ContentType": "application/json",
            "PayloadFormatIndicator": 1,
            "MessageExpiryInterval": 3600,
            "ResponseTopic": "",
            "CorrelationData": "",
            "SubscriptionIdentifier": "",
        }


def _hash(*parts: str) -> str:
    return hashlib.sha256("/".join(parts).encode()).hexdigest()


def _base64(value: Record) -> str:
    return base64.b64encode(json.dumps(value).encode()).decode()
