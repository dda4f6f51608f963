"""Connected clients, their subscriptions, and shared subscription groups."""

from explorer.sandbox.call import Refusal
from explorer.sandbox.mqtt.world import Record, World, missing

_MOST = 1024


def describe_clients(world: World, parameters: Record) -> Record:
    """DescribeClientList: ClientId finds a part of the id; Number is a text, at most 1024."""
    number = parameters.get("Number") or str(_MOST)
    if not number.isdecimal() or not 1 <= int(number) <= _MOST:
        raise Refusal("InvalidParameterValue", f"The parameter `Number` must be from 1 to {_MOST}.")
    part = parameters.get("ClientId", "")
    found = [client for name, client in world.instance(parameters).clients.items() if part in name]
    return {"Clients": found[: int(number)]}


def kick_out_client(world: World, parameters: Record) -> Record:
    """KickOutClient: the client stays known, DISCONNECTED."""
    client = _find(world, parameters)
    client.update(ConnectionStatus="DISCONNECTED", DisconnectTime=world.now())
    return {}


def add_subscription(world: World, parameters: Record) -> Record:
    """AddClientSubscription: a filter that is there already gets the new QoS, as in MQTT."""
    qos = parameters.get("Qos", "1")
    if qos not in ("0", "1", "2"):
        raise Refusal("InvalidParameterValue", "The parameter `Qos` must be 0, 1 or 2.")
    client = _find(world, parameters)
    made = {"TopicFilter": parameters["TopicFilter"], "Qos": int(qos), "Lag": 0, "Inflight": 0, "UserProperties": []}
    client["MQTTClientSubscriptions"] = [*_others(client, parameters["TopicFilter"]), made]
    return {}


def delete_subscription(world: World, parameters: Record) -> Record:
    """DeleteClientSubscription: of one client or of all, of one topic filter or of all."""
    clients = [_find(world, parameters)] if parameters.get("ClientId") else world.instance(parameters).clients.values()
    wanted = parameters.get("TopicFilter")
    for client in clients:
        kept = _others(client, wanted) if wanted else []
        if parameters.get("ClientId") and wanted and len(kept) == len(client["MQTTClientSubscriptions"]):
            raise missing("", f"The client `{parameters['ClientId']}` does not subscribe to `{wanted}`.")
        client["MQTTClientSubscriptions"] = kept
    return {}


def describe_groups(world: World, parameters: Record) -> Record:
    """DescribeSharedSubscriptionGroups."""
    groups = list(world.instance(parameters).groups.values())
    return {"TotalCount": len(groups), "Data": groups}


def describe_group_filters(world: World, parameters: Record) -> Record:
    """DescribeSharedSubscriptions: the topic filters of one group."""
    name = parameters["SharedName"]
    filters = _group(world, parameters)
    return {"InstanceId": parameters["InstanceId"], "SharedName": name, "TopicFilter": list(filters)}


def describe_group_clients(world: World, parameters: Record) -> Record:
    """DescribeSharedSubscriptionClient: the clients that share one topic filter."""
    clients = _group(world, parameters).get(parameters["TopicFilter"])
    if clients is None:
        raise missing("", f"The group `{parameters['SharedName']}` does not share `{parameters['TopicFilter']}`.")
    return {"TotalCount": len(clients), "Data": clients}


def _others(client: Record, topic_filter: str) -> list[Record]:
    return [one for one in client["MQTTClientSubscriptions"] if one["TopicFilter"] != topic_filter]


def _find(world: World, parameters: Record) -> Record:
    client = world.instance(parameters).clients.get(parameters["ClientId"])
    if client is None:
        raise missing("", f"The client `{parameters['ClientId']}` does not exist.")
    return client


def _group(world: World, parameters: Record) -> dict[str, list[Record]]:
    one = world.instance(parameters)
    if parameters["SharedName"] not in one.groups:
        raise missing("", f"The shared subscription group `{parameters['SharedName']}` does not exist.")
    return one.shared.get(parameters["SharedName"], {})
