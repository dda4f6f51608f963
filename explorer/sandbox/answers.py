"""What an action answers: its first usable vendor example, else an answer built from its output spec."""

import json

from explorer.core.catalog.store import CatalogStore
from explorer.core.models.action import ActionRef, ActionSpec, Reading
from explorer.core.models.json_value import JsonObject, dumps, loads
from explorer.sandbox.fit import MisfitError, fit
from explorer.sandbox.invention import invent


class AnswerBook:
    """The stateless answers of every action of a catalogue."""

    def __init__(self, catalog: CatalogStore) -> None:
        self._catalog = catalog
        self._texts: dict[ActionRef, str] = {}

    def text(self, spec: ActionSpec) -> str:
        """The content as JSON text, made once."""
        text = self._texts.get(spec.ref)
        if text is None:
            text = self._texts[spec.ref] = dumps(self.content(spec))
        return text

    def content(self, spec: ActionSpec) -> JsonObject:
        """The members of Response, RequestId left out. They fit the output spec."""
        for example in self._catalog.examples(spec.ref):
            if example.output_reading is Reading.UNREAD:
                continue
            content = _usable(spec, example.output)
            if content is not None:
                return content
        return invent(spec, spec.output)


def _usable(spec: ActionSpec, output: str) -> JsonObject | None:
    """The example's content if it is a success that fits the spec, else None."""
    try:
        document = loads(output)
    except ValueError:
        return None
    response = document.get("Response") if isinstance(document, dict) else None
    if not isinstance(response, dict) or response.get("Error") is not None:
        return None
    try:
        return fit(spec, response)
    except MisfitError:
        return None


def success(content: str, request_id: str) -> str:
    """The envelope around the JSON text of an object; RequestId stands last."""
    comma = "" if content == "{}" else ","
    return f'{{"Response":{content[:-1]}{comma}"RequestId":{json.dumps(request_id)}}}}}'


def failure(code: str, message: str, request_id: str) -> str:
    """The error envelope."""
    error: JsonObject = {"Code": code, "Message": message}
    return dumps({"Response": {"Error": error, "RequestId": request_id}})
