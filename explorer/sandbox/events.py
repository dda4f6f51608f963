"""Answers as an event stream (text/event-stream): no Response envelope, one JSON object an event."""

from collections.abc import Mapping

from explorer.core.models.action import ActionRef
from explorer.core.models.json_value import JsonObject, JsonValue, Number, dumps
from explorer.sandbox.reply import EVENTS, Reply

# Chat actions stream when asked to; the others, by their documents, always do.
_ASKED = frozenset({("cls", "ChatCompletions"), ("hunyuan", "ChatTranslations"), ("lkeap", "ChatCompletions")})
_ALWAYS = frozenset({("lkeap", "ReconstructDocumentSSE"), ("trtc", "TextToSpeechSSE")})
_PAUSE = 0.03  # so that a reader sees events come one by one
_WORDS = ("This ", "is ", "a ", "practice ", "answer.")


def streams(ref: ActionRef, parameters: Mapping[str, JsonValue]) -> bool:
    """Whether this call is answered by an event stream."""
    key = (ref.service, ref.name)
    return key in _ALWAYS or (key in _ASKED and parameters.get("Stream") is True)


def stream_of(content: JsonObject, request_id: str) -> Reply:
    """The content in pieces, in the form of the vendor's example streams."""
    chunks = [f"data: {dumps(event)}\n\n".encode() for event in _events(content, request_id)]
    return Reply(chunks, None, EVENTS, headers=(("Cache-Control", "no-cache"),), pause=_PAUSE)


def _events(content: JsonObject, request_id: str) -> list[JsonObject]:
    if "Choices" in content:
        return _chat(content, request_id)
    if "Progress" in content:
        return [{**content, "Progress": str(share), "RequestId": request_id} for share in (0, 50, 100)]
    return [{"Seq": Number(str(place)), **content, "RequestId": request_id} for place in range(3)]


def _chat(content: JsonObject, request_id: str) -> list[JsonObject]:
    shared: JsonObject = {name: value for name, value in content.items() if name not in ("Choices", "Usage")}
    events: list[JsonObject] = []
    for position, word in enumerate(_WORDS):
        delta: JsonObject = {"Role": "assistant", "Content": word}
        last = position == len(_WORDS) - 1
        choice: JsonObject = {"Index": Number("0"), "Delta": delta, "FinishReason": "stop" if last else ""}
        events.append({**shared, "Choices": [choice], "RequestId": request_id})
    if "Usage" in content:
        events[-1]["Usage"] = content["Usage"]
    return events
