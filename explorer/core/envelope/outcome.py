"""What an answer's body is: success, error, events, or no envelope at all, and then what it is instead."""

import json
import re
from collections.abc import Mapping

from explorer.core.document.encoding import UTF8_MARK, to_utf8
from explorer.core.envelope.damaged import error_in
from explorer.core.envelope.events import find_error, looks_like_events, parse_events
from explorer.core.envelope.members import Members, find_members
from explorer.core.envelope.text import decode_text, is_page, one_line, page_title
from explorer.core.models.exchange import Outcome, OutcomeKind

_EVENT_STREAM = "text/event-stream"
_REQUEST_ID = re.compile(rb'"RequestId"\s*:\s*"([\w-]{1,128})"')
_TAIL = 4096
_LONGEST = 1 << 16
_LONG_MESSAGE = 20_000
_INTEGER = re.compile(r"-?\d{1,18}\Z")


def understand(body: bytes, content_type: str = "") -> Outcome:
    """The outcome that a body tells of, whatever its Content-Type claims. Never raises.

    ``Error: null``, anywhere, is no error (the vendor's examples have it). A legacy answer (``{"code": 0, …}``, no
    Response) is an error when its code is not 0. Members other than the few that matter are passed over unread.
    """
    data, _ = to_utf8(body, content_type)
    data = data.removeprefix(UTF8_MARK)
    head = data[:_TAIL].lstrip()
    if not head and not data.strip():
        return Outcome(OutcomeKind.EMPTY, note="The body is empty.")
    if not head.startswith((b"{", b"[")):
        if looks_like_events(data):
            return _events(body, content_type)
        if is_page(data, content_type):
            return Outcome(OutcomeKind.HTML, note=_page_words(page_title(body, content_type)))
    members = find_members(data)
    if members.deep:
        return Outcome(OutcomeKind.OTHER_JSON, _id_at_the_end(data), note=members.oddity)
    if members.kind == "object" and not members.fault:
        return _of_object(members)
    if members.fault or not members.kind:
        if content_type.lower().startswith(_EVENT_STREAM):
            return _events(body, content_type)
        request_id = _id_at_the_end(data)
        error = error_in(members, request_id)
        if error is not None:
            return error
        return Outcome(OutcomeKind.NOT_JSON, request_id, note=_not_json(data, content_type, members.fault))
    return Outcome(OutcomeKind.OTHER_JSON, note=f"The body is a JSON {members.kind}, and not an API envelope.")


def _of_object(members: Members) -> Outcome:
    top, inner = members.top, members.inner
    request_id = _string((inner or {}).get("RequestId")) or _string(top.get("RequestId"))
    request_id = request_id or _string(top.get("requestId"))
    note = f"Passed over: {members.oddity}." if members.oddity else ""
    if inner is not None:
        if _is_given(inner.get("Error")):
            return _error(inner["Error"], request_id, note)
        if _is_given(top.get("Error")):
            return _error(top["Error"], request_id, "The error stands beside Response, not inside it.")
        return Outcome(OutcomeKind.SUCCESS, request_id, note=note, warning=_warning(inner.get("DeprecatedWarning")))
    if "Response" in top:
        return Outcome(OutcomeKind.OTHER_JSON, request_id, note="Response is there, but it is not an object.")
    if top.get("Error", b"")[:1] == b"{":
        return _error(top["Error"], request_id, "The error stands alone, without Response.")
    code = _string(top.get("code"))
    if _INTEGER.match(code):
        return _legacy(top, int(code), request_id)
    return Outcome(OutcomeKind.OTHER_JSON, request_id, note="The JSON object has no Response.")


def _page_words(title: str) -> str:
    named = f" ({title})" if title else ""
    return f"A web page{named} came instead of JSON: a proxy, a gateway or a wrong endpoint answered."


def _legacy(top: Mapping[str, bytes], code: int, request_id: str) -> Outcome:
    described = _string(top.get("codeDesc"))
    if code == 0:
        return Outcome(OutcomeKind.SUCCESS, request_id, note="The old answer form: code 0.", legacy=True)
    # codeDesc is the code that has a meaning; the number is the old form's own.
    note = f"The old answer form: code {code}."
    return Outcome(
        OutcomeKind.ERROR, request_id, described or str(code), _string(top.get("message")), note, legacy=True
    )


def _error(source: bytes, request_id: str, note: str) -> Outcome:
    value = _value(source)
    if isinstance(value, dict):
        code, message = _plain(value.get("Code")), _plain(value.get("Message"))
    else:
        code, message = "", _plain(value)
    return Outcome(OutcomeKind.ERROR, request_id, code, message, note)


def _events(body: bytes, content_type: str) -> Outcome:
    events = parse_events(decode_text(body, content_type))
    error, request_id = find_error(events)
    note = f"{len(events)} event{'' if len(events) == 1 else 's'}"
    if error is None:
        return Outcome(OutcomeKind.EVENTS, request_id, note=f"{note}.")
    said = one_line(f"{error.code}: {error.message}".strip(": "))
    return Outcome(
        OutcomeKind.EVENTS,
        request_id,
        error.code,
        error.message[:_LONG_MESSAGE],
        f"{note}; one of them reports {said}",
    )


def _not_json(data: bytes, content_type: str, fault: str) -> str:
    if data[:64].lstrip()[:1] in b"{[":
        return fault[:1].upper() + fault[1:]
    return f"Text that is no JSON: {one_line(decode_text(data[:_TAIL], content_type), 120)}"


def _id_at_the_end(data: bytes) -> str:
    """The RequestId of a damaged body: it usually stands last."""
    for part in (data[-_TAIL:], data[:_TAIL]):
        found = _REQUEST_ID.findall(part)
        if found:
            return str(found[-1], "ascii", "replace")
    return ""


def _is_given(source: bytes | None) -> bool:
    return source is not None and source.strip() != b"null"


def _value(source: bytes) -> object:
    try:
        return json.loads(source.decode("utf-8", "replace"), strict=False)
    except (ValueError, RecursionError):
        return one_line(source[:_LONGEST].decode("utf-8", "replace"))


def _string(source: bytes | None) -> str:
    return _plain(_value(source)) if source is not None and len(source) < _LONGEST else ""


def _plain(value: object) -> str:
    """A scalar as text; null is nothing, and what should be a text but is a list or object is shown as JSON."""
    if value is None:
        return ""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text[:_LONG_MESSAGE]


def _warning(source: bytes | None) -> str:
    return _string(source) if _is_given(source) else ""
