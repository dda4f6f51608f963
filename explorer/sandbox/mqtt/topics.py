"""Topics of an instance, and the messages in them. This version of the API has no action that creates a topic."""

from explorer.sandbox.call import Refusal
from explorer.sandbox.mqtt.world import Record, World, missing

_SUMMARY = ("MessageId", "ClientId", "Qos", "StoreTimestamp", "OriginTopic")
_MOST = 1024


def describe_topic(world: World, parameters: Record) -> Record:
    """DescribeTopic."""
    topic = world.instance(parameters).topics.get(parameters["Topic"])
    if topic is None:
        raise missing("Topic", f"The topic `{parameters['Topic']}` does not exist.")
    return topic


def delete_topic(world: World, parameters: Record) -> Record:
    """DeleteTopic."""
    describe_topic(world, parameters)
    del world.instance(parameters).topics[parameters["Topic"]]
    return {}


def describe_messages(world: World, parameters: Record) -> Record:
    """DescribeMessageByTopic: the messages whose topic the subscription matches, from a time on."""
    most = parameters.get("MaxNumber", 100)
    if not 1 <= most <= _MOST:
        raise Refusal("InvalidParameterValue", f"The parameter `MaxNumber` must be from 1 to {_MOST}.")
    found = [
        {name: message[name] for name in _SUMMARY}
        for message in world.instance(parameters).messages.values()
        if message["StoreTimestamp"] >= parameters["StartTime"] and matches(parameters["Topic"], message["OriginTopic"])
    ]
    return {"Data": sorted(found, key=lambda message: message["StoreTimestamp"])[:most]}


def describe_message(world: World, parameters: Record) -> Record:
    """DescribeMessageDetails."""
    message = world.instance(parameters).messages.get(parameters["MessageId"])
    if message is None:
        raise missing("Message", f"The message `{parameters['MessageId']}` does not exist.")
    return message


def matches(subscription: str, topic: str) -> bool:
    """Whether an MQTT topic filter (``+`` one level, ``#`` the rest) matches a topic."""
    wanted, levels = subscription.split("/"), topic.split("/")
    if wanted[-1] == "#":
        wanted.pop()
        levels = levels[: len(wanted)]
    return len(wanted) == len(levels) and all(a in ("+", b) for a, b in zip(wanted, levels, strict=True))
