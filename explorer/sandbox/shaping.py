"""Turns an answer into a reply, straight or bent as the faults ask."""

import codecs
import json
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from explorer.core.models.action import ActionSpec
from explorer.core.models.json_value import JsonObject, Number, dumps, loads
from explorer.sandbox.answers import failure, success
from explorer.sandbox.call import Refusal
from explorer.sandbox.events import stream_of
from explorer.sandbox.faults import Faults
from explorer.sandbox.items import with_items
from explorer.sandbox.reply import JSON, Reply, reply_of


@dataclass(frozen=True, slots=True)
class Answer:
    """What the action said: a refusal, or ``content``, the JSON text of Response without RequestId.

    ``spec`` is None for a call that was refused before its action was known. ``streamed`` asks for events.
    """

    request_id: str
    content: str = "{}"
    refusal: Refusal | None = None
    spec: ActionSpec | None = None
    streamed: bool = False


def shape(answer: Answer, faults: Faults) -> Reply:
    """The reply, with every fault but those of the connection itself (delay, drop, cut, slow-body)."""
    reply = _form(answer, faults)
    if faults.malformed:
        reply = _malformed(reply)
    if faults.charset:
        reply = _encoded(reply, faults.charset)
    if faults.gzip:
        headers = (*reply.headers, ("Content-Encoding", "gzip"))
        reply = replace(reply, chunks=_compressed(reply.chunks), length=None, headers=headers)
    return reply


def _form(answer: Answer, faults: Faults) -> Reply:
    if faults.legacy is not None:
        return reply_of(dumps(_legacy(answer, faults.legacy)).encode())
    if answer.refusal is not None:
        text = failure(answer.refusal.code, answer.refusal.message, answer.request_id)
        return reply_of(_unwrapped(text) if faults.no_envelope else text.encode())
    if faults.items is not None and answer.spec is not None:
        return with_items(answer.spec, _object(answer.content), faults.items, answer.request_id)
    if faults.events or answer.streamed:
        return stream_of(_object(answer.content), answer.request_id)
    content = _with_null_error(answer.content) if faults.error_null else answer.content
    text = success(content, answer.request_id)
    return reply_of(_unwrapped(text) if faults.no_envelope else text.encode())


def _object(text: str) -> JsonObject:
    value = loads(text)
    return value if isinstance(value, dict) else {}


def _unwrapped(text: str) -> bytes:
    return dumps(_object(text)["Response"]).encode()


def _with_null_error(content: str) -> str:
    return '{"Error":null}' if content == "{}" else '{"Error":null,' + content[1:]


def _legacy(answer: Answer, code: int) -> JsonObject:
    if answer.refusal is not None and code:
        return {
            "code": Number(str(code)),
            "message": answer.refusal.message,
            "codeDesc": answer.refusal.code,
        }
    if code:
        return {"code": Number(str(code)), "message": "An error in the old form.", "codeDesc": "InternalError"}
    return {"code": Number("0"), "message": "", "codeDesc": "Success", **_object(answer.content)}


def _malformed(reply: Reply) -> Reply:
    """The last brace becomes a comma: a JSON reader fails at the very end."""
    return replace(reply, chunks=_without_last_brace(reply.chunks))


def _without_last_brace(chunks: Iterable[bytes]) -> Iterator[bytes]:
    held = b""
    for chunk in chunks:
        if held:
            yield held
        held = chunk
    yield held[:-1] + b"," if held.endswith(b"}") else held


def _encoded(reply: Reply, charset: str) -> Reply:
    """In that encoding; what it cannot write is escaped, as JSON allows."""
    content_type = f"{reply.content_type.split(';')[0]}; charset={charset}"
    if reply.content_type != JSON:
        return replace(reply, content_type=content_type)
    return replace(reply, chunks=_recoded(reply.chunks, charset), length=None, content_type=content_type)


def _recoded(chunks: Iterable[bytes], charset: str) -> Iterator[bytes]:
    decoder = codecs.getincrementaldecoder("utf-8")()
    encoder = codecs.getincrementalencoder(charset)(errors="practice-json")
    for chunk in chunks:
        yield encoder.encode(decoder.decode(chunk))


def _escaped(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return json.dumps(error.object[error.start : error.end])[1:-1], error.end


codecs.register_error("practice-json", _escaped)


def _compressed(chunks: Iterable[bytes]) -> Iterator[bytes]:
    packer = zlib.compressobj(wbits=31)
    for chunk in chunks:
        packed = packer.compress(chunk)
        if packed:
            yield packed
    yield packer.flush()
