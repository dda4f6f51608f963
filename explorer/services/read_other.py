"""What another text, pasted or saved, holds that an answer can be compared with, and what is to be said of it."""

from dataclasses import dataclass

import msgspec

from explorer.core.envelope.comparable import as_json, is_json
from explorer.core.envelope.events import looks_like_events
from explorer.services.read_saved import read_saved

# Larger ones would be looked through in one call that holds up the window.
_UNWRAPPED_AT_MOST = 1_000_000


@dataclass(frozen=True, slots=True)
class Other:
    """JSON in the charset of its ``content_type``; ``remarks`` are predicates of the text: ``is no JSON …``."""

    body: bytes
    content_type: str = ""
    remarks: tuple[str, ...] = ()


def read_other(data: bytes, content_type: str = "") -> Other:
    """Take off what is packed around a body (gzip, the head of a recorded HTTP message), and make JSON of the rest.

    Lines of a text, and the events of a stream, are lists. A text that came by itself may be what the vendor's command
    line prints, which leaves the envelope out. Takes as long as reading all of it does.
    """
    saved = read_saved(data)
    remarks = []
    if not content_type and not saved.content_type and (whole := _in_envelope(saved.body)):
        return Other(whole, "", ("has no Response around it, as tccli prints answers: it is compared as if it had",))
    if saved.notes:
        what = "a recorded HTTP message" if any("HTTP" in note for note in saved.notes) else "packed with gzip"
        remarks.append(f"is {what}: the body in it is compared")
        content_type = saved.content_type
    if saved.fault:
        remarks.append(f"is not whole: {saved.fault.rstrip('.')}")
    if is_json(saved.body):
        # Without a type of its own, it has that of UTF-16 without its mark.
        return Other(saved.body, content_type or saved.content_type, tuple(remarks))
    if not saved.body.strip():
        remarks.append("has no body")
    elif not looks_like_events(saved.body):
        remarks.append("is no JSON: its lines are compared, as a list of texts")
    return Other(as_json(saved.body, content_type or saved.content_type), "", tuple(remarks))


def _in_envelope(body: bytes) -> bytes:
    """The envelope around what stands in one; empty for any other text."""
    body = body.removeprefix(b"\xef\xbb\xbf").strip()
    if not body.startswith(b"{") or len(body) > _UNWRAPPED_AT_MOST:
        return b""
    try:
        members = msgspec.json.decode(body, type=dict[str, msgspec.Raw])
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return b""
    is_inside = "Response" not in members and bytes(members.get("RequestId", b"")).startswith(b'"')
    return b'{"Response":' + body + b"}" if is_inside else b""
