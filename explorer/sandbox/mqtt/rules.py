"""Message enrichment rules of an instance: unique by priority."""

from explorer.sandbox.call import Refusal
from explorer.sandbox.mqtt.priorities import check_priority, set_priorities
from explorer.sandbox.mqtt.world import Record, World, change, missing, next_id

_CHANGEABLE = ("RuleName", "Condition", "Actions", "Priority", "Status", "Remark")
_DEACTIVATED = 2


def build_rule(world: World, parameters: Record, number: int) -> Record:
    """A rule record from CreateMessageEnrichmentRule's parameters."""
    record: Record = {"Id": number, "InstanceId": parameters["InstanceId"], "Status": _DEACTIVATED, "Remark": ""}
    change(record, parameters, _CHANGEABLE)
    return {**record, "CreatedTime": world.now(), "UpdateTime": world.now()}


def describe_rules(world: World, parameters: Record) -> Record:
    """DescribeMessageEnrichmentRules, by priority."""
    rules = world.instance(parameters).rules.values()
    return {"Data": sorted(rules, key=lambda rule: rule["Priority"])}


def create_rule(world: World, parameters: Record) -> Record:
    """CreateMessageEnrichmentRule."""
    rules = world.instance(parameters).rules
    _check_status(parameters)
    check_priority(rules, parameters["Priority"], None)
    number = next_id(rules)
    rules[number] = build_rule(world, parameters, number)
    return {"InstanceId": parameters["InstanceId"], "Id": number}


def modify_rule(world: World, parameters: Record) -> Record:
    """ModifyMessageEnrichmentRule."""
    rules = world.instance(parameters).rules
    rule = _find(rules, parameters["Id"])
    _check_status(parameters)
    if "Priority" in parameters:
        check_priority(rules, parameters["Priority"], parameters["Id"])
    change(rule, parameters, _CHANGEABLE)
    rule["UpdateTime"] = world.now()
    return {}


def delete_rule(world: World, parameters: Record) -> Record:
    """DeleteMessageEnrichmentRule."""
    rules = world.instance(parameters).rules
    _find(rules, parameters["Id"])
    del rules[parameters["Id"]]
    return {}


def update_rule_priorities(world: World, parameters: Record) -> Record:
    """UpdateMessageEnrichmentRulePriority: all or nothing."""
    rules = world.instance(parameters).rules
    entries = parameters.get("Priorities", [])  # the spec does not require it
    for entry in entries:
        _find(rules, entry["Id"])
    set_priorities(rules, entries, "FailedOperation.DuplicatePriority")
    return {}


def _find(rules: dict[int, Record], number: int) -> Record:
    if number not in rules:
        raise missing("", f"The message enrichment rule {number} does not exist.")
    return rules[number]


def _check_status(parameters: Record) -> None:
    if parameters.get("Status", 0) not in (0, 1, 2):
        raise Refusal("InvalidParameterValue", "The parameter `Status` must be 0, 1 or 2.")
