"""Authorization policies of an instance: unique by name and by priority."""

from explorer.sandbox.call import Refusal
from explorer.sandbox.mqtt.priorities import check_priority, set_priorities
from explorer.sandbox.mqtt.world import Record, World, change, missing, next_id

_CHANGEABLE = (
    "PolicyName", "Priority", "Effect", "Actions", "Resources", "Username", "Retain", "ClientId", "Ip", "Qos", "Remark",
)  # fmt: skip


def build_policy(world: World, parameters: Record, number: int) -> Record:
    """A policy record from CreateAuthorizationPolicy's parameters."""
    record: Record = {"Id": number, "InstanceId": parameters["InstanceId"], "Version": parameters["PolicyVersion"]}
    record.update(dict.fromkeys(("Resources", "Username", "ClientId", "Ip", "Remark"), ""))
    change(record, parameters, _CHANGEABLE)
    return {**record, "CreatedTime": world.now(), "UpdateTime": world.now()}


def describe_policies(world: World, parameters: Record) -> Record:
    """DescribeAuthorizationPolicies; without an InstanceId, of all instances."""
    owners = [world.instance(parameters)] if "InstanceId" in parameters else list(world.instances.values())
    found = [policy for owner in owners for policy in owner.policies.values()]
    return {"Data": sorted(found, key=lambda policy: policy["Priority"])}


def create_policy(world: World, parameters: Record) -> Record:
    """CreateAuthorizationPolicy."""
    policies = world.instance(parameters).policies
    _check_version(parameters)
    _check_name(policies, parameters["PolicyName"], None)
    check_priority(policies, parameters["Priority"], None)
    number = next_id(policies)
    policies[number] = build_policy(world, parameters, number)
    return {"InstanceId": parameters["InstanceId"], "Id": number}


def modify_policy(world: World, parameters: Record) -> Record:
    """ModifyAuthorizationPolicy."""
    policies = world.instance(parameters).policies
    policy = _find(policies, parameters["Id"])
    _check_version(parameters)
    if "PolicyName" in parameters:
        _check_name(policies, parameters["PolicyName"], parameters["Id"])
    if "Priority" in parameters:
        check_priority(policies, parameters["Priority"], parameters["Id"])
    change(policy, parameters, _CHANGEABLE)
    policy["UpdateTime"] = world.now()
    return {}


def delete_policy(world: World, parameters: Record) -> Record:
    """DeleteAuthorizationPolicy."""
    policies = world.instance(parameters).policies
    _find(policies, parameters["Id"])
    del policies[parameters["Id"]]
    return {}


def update_policy_priorities(world: World, parameters: Record) -> Record:
    """UpdateAuthorizationPolicyPriority: all or nothing."""
    policies = world.instance(parameters).policies
    entries = parameters.get("Priorities", [])  # the spec does not require it
    for entry in entries:
        _find(policies, entry["Id"])
    set_priorities(policies, entries, "FailedOperation.DuplicateAuthorizationIdOrPriority")
    return {}


def _find(policies: dict[int, Record], number: int) -> Record:
    if number not in policies:
        raise missing("AuthorizationPolicy", f"The authorization policy {number} does not exist.")
    return policies[number]


def _check_version(parameters: Record) -> None:
    if parameters.get("PolicyVersion", 1) != 1:
        raise Refusal("InvalidParameterValue", "The parameter `PolicyVersion` must be 1.")


def _check_name(policies: dict[int, Record], name: str, number: int | None) -> None:
    if any(policy["PolicyName"] == name and policy["Id"] != number for policy in policies.values()):
        raise Refusal("FailedOperation.DuplicatePolicy", f"An authorization policy named `{name}` already exists.")
