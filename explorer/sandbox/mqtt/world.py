"""The practice account's MQTT resources: instances, and what lives inside each. Plain records in the wire's names."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from explorer.sandbox.call import Refusal

Record = dict[str, Any]

SETTLING_MS = 1500
_ALPHABET = "23456789abcdefghjkmnpqrvwxyz"


@dataclass(slots=True)
class Instance:
    """One cluster. ``facts`` are DescribeInstance's members; ``settles`` (epoch ms) ends CREATING or MODIFYING."""

    facts: Record
    tags: dict[str, str] = field(default_factory=dict)
    settles: int = 0
    topics: dict[str, Record] = field(default_factory=dict)
    users: dict[str, Record] = field(default_factory=dict)
    policies: dict[int, Record] = field(default_factory=dict)
    rules: dict[int, Record] = field(default_factory=dict)
    clients: dict[str, Record] = field(default_factory=dict)
    certificates: dict[str, Record] = field(default_factory=dict)
    identities: dict[str, Record] = field(default_factory=dict)
    messages: dict[str, Record] = field(default_factory=dict)
    groups: dict[str, Record] = field(default_factory=dict)
    shared: dict[str, dict[str, list[Record]]] = field(default_factory=dict)
    """shared group -> topic filter -> its clients"""

    @property
    def id(self) -> str:
        """The InstanceId."""
        return str(self.facts["InstanceId"])


@dataclass(slots=True)
class World:
    """All instances of one practice endpoint, and the products on sale. ``clock`` gives epoch seconds."""

    clock: Callable[[], float]
    instances: dict[str, Instance] = field(default_factory=dict)
    skus: list[Record] = field(default_factory=list)

    def now(self) -> int:
        """Epoch milliseconds."""
        return int(self.clock() * 1000)

    def instance(self, parameters: Record) -> Instance:
        """The instance that the parameters name. Raises Refusal(ResourceNotFound.Instance)."""
        found = self.instances.get(parameters["InstanceId"])
        if found is None:
            raise missing("Instance", f"The instance `{parameters['InstanceId']}` does not exist.")
        if found.settles <= self.now():
            found.facts["InstanceStatus"] = "RUNNING"
        return found

    def new_instance_id(self) -> str:
        """An id that no instance has."""
        while True:
            name = "mqtt-" + "".join(secrets.choice(_ALPHABET) for _ in range(8))
            if name not in self.instances:
                return name


def missing(kind: str, message: str) -> Refusal:
    """A refusal for something that does not exist; ``kind`` empty where the vendor has no code of its own."""
    return Refusal(f"ResourceNotFound.{kind}" if kind else "ResourceNotFound", message)


def next_id(records: dict[int, Record]) -> int:
    """The next free number, counting on from the highest one."""
    return max(records, default=0) + 1


def change(record: Record, parameters: Record, names: tuple[str, ...]) -> None:
    """Copy the named members that were sent."""
    record.update({name: parameters[name] for name in names if name in parameters})
