"""The stateful half of the practice endpoint: MQTT actions that remember what was done."""

import json
from collections.abc import Callable

from explorer.core.catalog.store import CatalogStore
from explorer.core.models.action import ActionSpec
from explorer.core.models.json_value import JsonObject, to_python
from explorer.sandbox.mqtt.account import open_account
from explorer.sandbox.mqtt.actions import HANDLERS
from explorer.sandbox.mqtt.products import products
from explorer.sandbox.mqtt.seed import sow_examples
from explorer.sandbox.mqtt.world import World


class MqttService:
    """One practice account. ``clock`` gives epoch seconds."""

    def __init__(self, catalog: CatalogStore, clock: Callable[[], float]) -> None:
        self.world = World(clock, skus=products())
        open_account(self.world)
        if any(service.name == "mqtt" for service in catalog.services()):
            sow_examples(self.world, catalog)

    def text(self, spec: ActionSpec, parameters: JsonObject) -> str | None:
        """The content of the answer as JSON text, or None for an action without state. Raises Refusal."""
        handler = HANDLERS.get(spec.ref.name) if spec.ref.service == "mqtt" else None
        if handler is None:
            return None
        content = handler(self.world, to_python(parameters))
        names = [member.name for member in spec.output.members if member.name != "RequestId"]
        return json.dumps({name: content[name] for name in names if name in content}, ensure_ascii=False)
