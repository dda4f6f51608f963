"""Clusters: describe, list, buy, change, delete; and the products on sale."""

import re

from explorer.sandbox.call import Refusal
from explorer.sandbox.mqtt.paging import filtered, page
from explorer.sandbox.mqtt.world import SETTLING_MS, Instance, Record, World, change

_NAME = re.compile(r"[A-Za-z0-9_-]{3,64}\Z")
_LISTED = (
    "InstanceId", "InstanceName", "InstanceType", "InstanceStatus", "TopicNumLimit", "Remark", "TopicNum", "SkuCode",
    "TpsLimit", "MaxSubscriptionPerClient", "ClientNumLimit", "RenewFlag", "PayMode", "ExpiryTime", "DestroyTime",
    "AuthorizationPolicyLimit", "MaxCaNum", "MaxSubscription", "SharedSubscriptionGroupLimit",
    "AutoSubscriptionPolicyLimit", "MaxTopicFilterPerAutoSubscriptionPolicy",
    "MaxTopicFilterPerSharedSubscriptionGroup",
)  # fmt: skip
_FILTERS = {"InstanceName": True, "InstanceId": False, "InstanceStatus": False}
_MONTH_MS = 30 * 24 * 3600 * 1000


def build_instance(world: World, parameters: Record, instance_id: str) -> Instance:
    """A running instance with the limits of its product. ``CreatedTime`` is in seconds, as the vendor's is."""
    sku = next((sku for sku in world.skus if sku["SkuCode"] == parameters["SkuCode"]), None)
    tps = sku["TpsLimit"] if sku else 1000
    prepaid = parameters.get("PayMode", 0) == 1
    facts: Record = {
        "InstanceId": instance_id,
        "InstanceName": parameters["Name"],
        "InstanceType": parameters["InstanceType"],
        "SkuCode": parameters["SkuCode"],
        "Remark": parameters.get("Remark", ""),
        "InstanceStatus": "RUNNING",
        "CreatedTime": world.now() // 1000,
        "TopicNumLimit": sku["TopicNumLimit"] if sku else 100,
        "TpsLimit": tps,
        "ClientNumLimit": sku["ClientNumLimit"] if sku else 1000,
        "MaxSubscriptionPerClient": 30,
        "MaxSubscription": tps * 30,
        "AuthorizationPolicyLimit": 20,
        "PayMode": "PREPAID" if prepaid else "POSTPAID",
        "RenewFlag": parameters.get("RenewFlag", 1),
        "ExpiryTime": world.now() + parameters.get("TimeSpan", 1) * _MONTH_MS if prepaid else 0,
        "DestroyTime": 0,
    }
    return Instance({**_SETTINGS, **facts}, tags=_tags(parameters))


_SETTINGS: Record = {
    "DeviceCertificateProvisionType": "API",
    "AutomaticActivation": False,
    "X509Mode": "TLS",
    "MaxCaNum": 20,
    "RegistrationCode": "",
    "AuthorizationPolicy": True,
    "SharedSubscriptionGroupLimit": 20,
    "AutoSubscriptionPolicyLimit": 10,
    "MaxTopicFilterPerSharedSubscriptionGroup": 10,
    "MaxTopicFilterPerAutoSubscriptionPolicy": 5,
    "UseDefaultServerCert": True,
    "TrustedCaLimit": 3,
    "ServerCertLimit": 3,
    "TopicPrefixSlashLimit": 2,
    "MessageRate": -1,
    "TransportLayerSecurity": "TLSv1.3,TLSv1.2",
    "MessageEnrichmentRuleLimit": 10,
    "BlockRuleLimit": 5,
}


def describe_instance(world: World, parameters: Record) -> Record:
    """DescribeInstance."""
    return _current(world, world.instance(parameters))


def describe_instance_list(world: World, parameters: Record) -> Record:
    """DescribeInstanceList: newest first. As the vendor has it, Filters count only without TagFilters."""
    found = sorted(world.instances.values(), key=lambda one: -one.facts["CreatedTime"])
    tag_filters = parameters.get("TagFilters", [])
    if tag_filters:
        found = [one for one in found if all(_has_tag(one, wanted) for wanted in tag_filters)]
    records = [_listed(world, one) for one in found]
    return page(records if tag_filters else filtered(records, parameters, _FILTERS), parameters)


def create_instance(world: World, parameters: Record) -> Record:
    """CreateInstance: the instance is CREATING for a moment, then RUNNING."""
    _check_name(parameters["Name"])
    _check_sku(world, parameters["InstanceType"], parameters["SkuCode"])
    if parameters.get("EnablePublic") and parameters.get("Bandwidth", 0) < 1:
        raise Refusal(
            "InvalidParameterValue.PublicNetworkInvalidParameterValue",
            "A public network needs a `Bandwidth` of at least 1 Mbps.",
        )
    made = build_instance(world, parameters, world.new_instance_id())
    made.facts["InstanceStatus"] = "CREATING"
    made.settles = world.now() + SETTLING_MS
    world.instances[made.id] = made
    return {"InstanceId": made.id}


def modify_instance(world: World, parameters: Record) -> Record:
    """ModifyInstance: another product keeps the instance MODIFYING for a moment."""
    one = world.instance(parameters)
    if "Name" in parameters:
        _check_name(parameters["Name"])
    if "SkuCode" in parameters:
        sku = _check_sku(world, one.facts["InstanceType"], parameters["SkuCode"])
        one.facts.update({name: sku[name] for name in ("TpsLimit", "ClientNumLimit", "TopicNumLimit")})
        one.facts["InstanceStatus"] = "MODIFYING"
        one.settles = world.now() + SETTLING_MS
    if "Name" in parameters:
        one.facts["InstanceName"] = parameters["Name"]
    change(
        one.facts,
        parameters,
        ("Remark", "SkuCode", "AuthorizationPolicy", "UseDefaultServerCert", "X509Mode", "MessageRate"),
    )
    return {}


def delete_instance(world: World, parameters: Record) -> Record:
    """DeleteInstance, with all that lives in it."""
    del world.instances[world.instance(parameters).id]
    return {}


def describe_product_sku_list(world: World, parameters: Record) -> Record:  # noqa: ARG001 - it takes none
    """DescribeProductSKUList."""
    return {"TotalCount": len(world.skus), "MQTTProductSkuList": world.skus}


def _current(world: World, one: Instance) -> Record:
    if one.settles <= world.now():
        one.facts["InstanceStatus"] = "RUNNING"
    return {**one.facts, "TopicNum": len(one.topics)}


def _listed(world: World, one: Instance) -> Record:
    facts = _current(world, one)
    created = {"Version": "1", "CreateTime": facts["CreatedTime"] * 1000}
    return {**{name: facts[name] for name in _LISTED}, **created}


def _tags(parameters: Record) -> dict[str, str]:
    return {tag["TagKey"]: tag["TagValue"] for tag in parameters.get("TagList", [])}


def _has_tag(one: Instance, wanted: Record) -> bool:
    value = one.tags.get(wanted.get("TagKey", ""))
    values = wanted.get("TagValues", [])
    return value is not None and (not values or value in values)


def _check_name(name: str) -> None:
    if not _NAME.match(name):
        raise Refusal(
            "InvalidParameterValue", "The parameter `Name` must have 3 to 64 digits, letters, hyphens or underscores."
        )


def _check_sku(world: World, instance_type: str, code: str) -> Record:
    sku = next((sku for sku in world.skus if sku["SkuCode"] == code), None)
    if sku is None:
        raise Refusal("InvalidParameterValue", f"The product `{code}` is not on sale; see DescribeProductSKUList.")
    if sku["InstanceType"] != instance_type:
        raise Refusal(
            "InvalidParameter.InstanceTypeNotMatch", f"The product `{code}` is not of the type `{instance_type}`."
        )
    return sku
