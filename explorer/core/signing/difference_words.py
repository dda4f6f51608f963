"""What a difference between a customer's signing and ours means, in a sentence."""

import hashlib
import json
import re
import time
from dataclasses import dataclass
from urllib.parse import unquote_plus

from explorer.core.signing.invisible import named, visible
from explorer.core.signing.tc3 import UNSIGNED_PAYLOAD


@dataclass(frozen=True, slots=True)
class Side:
    """One differing line or part of both sides, and what is around it. None is a line that is not there."""

    part: str
    ours: str | None
    theirs: str | None
    our_lines: tuple[str, ...]
    their_lines: tuple[str, ...]
    body: bytes | None
    timestamp: int


def meaning_of(side: Side) -> str:
    """The sentence. Falls back on naming both values."""
    if side.theirs is None:
        return f"Theirs ends before the {side.part}."
    if side.ours is None:
        return "Theirs goes on after the end; nothing may follow the last line."
    return _unseen(side.part, side.ours, side.theirs) or _of_part(side, side.ours, side.theirs)


def _unseen(part: str, ours: str, theirs: str) -> str:
    """What the eye does not see: blanks and characters without ink."""
    if theirs == ours + "\r":
        return "Theirs ends its lines with CRLF; only LF may end a line."
    if theirs.startswith("\ufeff") and theirs[1:] == ours:
        return "Theirs begins with a byte order mark (BOM), which is hashed too; write the text as UTF-8 without BOM."
    if theirs.rstrip(" ") == ours:
        return f"A blank follows the {part}; values are trimmed before they are signed."
    if theirs.strip(" ") == ours:
        return f"A blank stands before the {part}; values are trimmed before they are signed."
    if visible(theirs) == ours:
        return f"Theirs holds {named(theirs)}; nobody sees it, but it is signed."
    if re.sub(r":\s+", ":", theirs) == ours and part.startswith("header "):
        return "A blank follows the colon; a canonical header is name:value without a blank."
    return ""


def _of_part(side: Side, ours: str, theirs: str) -> str:
    part = side.part
    if part.startswith("header "):
        return _header(part.removeprefix("header "), ours, theirs)
    if part in _BY_PART:
        return _BY_PART[part](side, ours, theirs)
    if theirs.lower() == ours.lower():
        return f"The {part} is the same in other letters; upper and lower case count."
    return f"The {part} differs: ours is “{_short(ours)}”, theirs “{_short(theirs)}”."


def _method(_side: Side, ours: str, theirs: str) -> str:
    if theirs.upper() == ours:
        return "The method must be in upper case."
    return f"Theirs signs {_short(theirs)}, ours {ours}: sign the method that is sent."


def _path(_side: Side, _ours: str, theirs: str) -> str:
    return f"The path is always /; theirs signs “{_short(theirs)}”."


def _query(_side: Side, ours: str, theirs: str) -> str:
    if not ours:
        if ":" in theirs and "=" not in theirs:
            return "The line of the query is missing: with POST it is an empty line."
        return "With POST the query is empty; theirs signs parameters there, which belong into the body."
    if not theirs:
        return "Theirs signs no query, but a GET carries its parameters there."
    if re.sub("%[0-9a-f]{2}", lambda found: found.group().upper(), theirs) == ours:
        return "The percent codes are in lower case (%2f); RFC 3986 asks for upper case (%2F)."
    mine, yours = ours.split("&"), theirs.split("&")
    if sorted(mine) == sorted(yours):
        return "The same parameters in another order; the query must be signed in the order that is sent."
    if [unquote_plus(each) for each in mine] == [unquote_plus(each) for each in yours]:
        return (
            "The same parameters, encoded in another way (blank as + or %20, * ~ and the like); sign the query byte"
            " for byte as it is sent."
        )
    return f"Other parameters, from “{_short(_rest(ours, theirs))}” on."


def _header(name: str, ours: str, theirs: str) -> str:
    our_value = ours.partition(":")[2]
    their_name, colon, their_value = theirs.partition(":")
    if not colon:
        return f"The header {name} is not among theirs at this place; headers stand in ASCII order, one line each."
    if their_name != name:
        if their_name.lower() == name and their_value == our_value:
            return f"The header name is written {their_name}; canonical names are in lower case."
        return f"Theirs has the header {_short(their_name)} where ours has {name}; they are signed in ASCII order."
    if name == "content-type":
        return _content_type(our_value, their_value)
    if name == "host":
        return _host(our_value, their_value)
    if their_value.lower() == our_value:
        return f"The value of {name} is signed in lower case."
    return f"The header {name} has another value: ours “{_short(our_value)}”, theirs “{_short(their_value)}”."


def _content_type(ours: str, theirs: str) -> str:
    if theirs.lower().startswith(ours.lower() + ";"):
        return (
            f"Theirs signs a suffix “{_short(theirs[len(ours) :].strip('; '))}”. The content type must be signed"
            " exactly as it is sent, and many HTTP libraries add a charset by themselves."
        )
    if ours.lower().startswith(theirs.lower() + ";"):
        return "Ours signs a charset suffix, theirs does not; sign the content type exactly as it is sent."
    if ours.lower() == theirs.lower():
        return "The content type is the same in other letters; sign it exactly as it is sent."
    return f"Another content type: ours “{_short(ours)}”, theirs “{_short(theirs)}”."


def _host(ours: str, theirs: str) -> str:
    if "://" in theirs:
        return "Theirs signs the host with its scheme; the host line holds what the Host header holds."
    if re.sub(r":\d+\Z", "", theirs) == ours:
        return f"Theirs signs the host with its port ({theirs.rpartition(':')[2]}); ours has none. Sign what is sent."
    if re.sub(r":\d+\Z", "", ours) == theirs:
        return "Theirs signs the host without its port, which the Host header carries. Sign what is sent."
    if theirs.lower() == ours.lower():
        return "The host is the same in other letters; sign it as it is sent."
    if theirs.replace(".intl.", ".") == ours.replace(".intl.", "."):
        return "One of the two is the international endpoint (.intl.), the other the mainland one; both must agree."
    return f"Another host: ours {_short(ours)}, theirs {_short(theirs)}. Sign the host that the request is sent to."


def _blank(_side: Side, _ours: str, theirs: str) -> str:
    if ":" in theirs:
        return f"Theirs signs one header more: {_short(theirs.partition(':')[0])}."
    return "The empty line between the headers and their names is missing: each header line ends with a line end."


def _signed_headers(_side: Side, ours: str, theirs: str) -> str:
    mine, yours = ours.split(";"), re.split(r"[;,\s]+", theirs.strip())
    if sorted(mine) == sorted(name.lower() for name in yours):
        if theirs.lower() != theirs:
            return "The names of signed headers are in lower case."
        if sorted(mine) == yours or mine == yours:
            return "The names of signed headers are joined by “;” alone."
        return "The names of signed headers stand in ASCII order."
    more, less = sorted(set(yours) - set(mine)), sorted(set(mine) - set(yours))
    words = [
        f"theirs signs {', '.join(more)} too" if more else "",
        f"theirs leaves out {', '.join(less)}" if less else "",
    ]
    return f"Other headers are signed: {' and '.join(word for word in words if word)}."[:400]


def _payload(side: Side, ours: str, theirs: str) -> str:
    if theirs.lower() == ours:
        return "The payload hash is in upper case; hexadecimal digits are in lower case."
    if theirs == UNSIGNED_PAYLOAD:
        return "Theirs writes the words UNSIGNED-PAYLOAD; what belongs here is their SHA-256."
    if theirs.lower() == _sha256(UNSIGNED_PAYLOAD.encode()):
        return "Theirs does not sign the payload (the hash of UNSIGNED-PAYLOAD); the request must say so in a header."
    if not re.fullmatch("[0-9a-fA-F]{64}", theirs):
        return "The payload hash is no SHA-256 in hexadecimal (64 digits)."
    for words, body in _variants(side.body):
        if _sha256(body) == theirs.lower():
            return f"Theirs hashed {words}. Hash exactly the bytes that are sent."
    return (
        "The bodies differ by at least a byte: blanks, the order of members, number texts, escapes or the encoding."
        " Hash exactly the bytes that are sent."
    )


def _variants(body: bytes | None) -> list[tuple[str, bytes]]:
    """What people hash instead of the body that they send."""
    found = [("nothing at all", b""), ("an empty object, {}", b"{}"), ("the word null", b"null")]
    if body is None or len(body) > 1_000_000:
        return found
    found += [("the body with a line end after it", body + b"\n"), ("the body with a BOM", b"\xef\xbb\xbf" + body)]
    found.append(("the body without the blanks around it", body.strip()))
    found.append(("the hash of the body, a second time", _sha256(body).encode()))
    try:
        value = json.loads(body)
    except (ValueError, RecursionError):
        return found
    for blanks, separators in (("without blanks", (",", ":")), ("with a blank after commas and colons", (", ", ": "))):
        for escapes, ascii_only in (("", False), (" and with \\u escapes", True)):
            for order, sort in (("", False), (", its members sorted by name", True)):
                text = json.dumps(value, separators=separators, ensure_ascii=ascii_only, sort_keys=sort)
                found.append((f"the same JSON {blanks}{escapes}{order}", text.encode("utf-8", "surrogatepass")))
    return found


def _timestamp(side: Side, ours: str, theirs: str) -> str:
    if re.fullmatch(r"\d{13}", theirs):
        return "Theirs counts milliseconds; the timestamp counts whole seconds."
    if not theirs.isascii() or not theirs.isdigit() or len(theirs) > 11:
        return "The timestamp is whole seconds since 1970 (UTC), in digits."
    return f"Theirs was signed {_span(int(theirs) - int(ours or side.timestamp))} ours."


def _span(seconds: int) -> str:
    size = abs(seconds)
    words = f"{size} seconds" if size < 120 else f"{size // 60} minutes" if size < 7200 else f"{size // 3600} hours"
    return f"{words} {'after' if seconds > 0 else 'before'}"


def _scope(side: Side, ours: str, theirs: str) -> str:
    mine, yours = ours.split("/"), theirs.split("/")
    if len(yours) != 3:
        return "The scope is DATE/SERVICE/tc3_request."
    if mine[0] != yours[0]:
        stamp = side.their_lines[1].strip() if len(side.their_lines) > 1 else ""
        return _date(int(stamp) if re.fullmatch(r"\d{9,11}", stamp) else side.timestamp, yours[0])
    if mine[1] != yours[1]:
        return _service(side, mine[1], yours[1])
    return f"The scope ends in tc3_request; theirs ends in “{_short(yours[2])}”."


def _date(timestamp: int, theirs: str) -> str:
    right = time.strftime("%Y-%m-%d", time.gmtime(timestamp))
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", theirs):
        return f"The date of the scope is written {right}; theirs is “{_short(theirs)}”."
    near = {time.strftime("%Y-%m-%d", time.gmtime(timestamp + hours * 3600)) for hours in (-12, 14)}
    if theirs in near:
        return f"The date is the UTC date of the timestamp, {right}; theirs may be the date of a local clock."
    return f"The date does not belong to the timestamp: it is {right} in UTC, theirs is {theirs}."


def _date_of_scope(side: Side, _ours: str, theirs: str) -> str:
    return _date(side.timestamp, theirs)


def _service(_side: Side, ours: str, theirs: str) -> str:
    if theirs.lower() == ours:
        return "The service of the scope is in lower case."
    return f"The service of the scope is the product's short name, {ours}; theirs is “{_short(theirs)}”."


def _canonical_hash(_side: Side, ours: str, theirs: str) -> str:
    if theirs.lower() == ours:
        return "The hash is in upper case; hexadecimal digits are in lower case."
    return "The canonical requests differ; paste the customer's canonical request to see where."


def _signature(_side: Side, ours: str, theirs: str) -> str:
    if theirs.lower() == ours:
        return "The signature is in upper case; hexadecimal digits are in lower case."
    return "All else agrees, so the time, the signed bytes or the SecretKey differ; the string to sign tells which."


def _parameters(_side: Side, ours: str, theirs: str) -> str:
    mine, yours = ours.partition("?"), theirs.partition("?")
    if mine[0] != yours[0]:
        return f"Method, host and path differ: ours {_short(mine[0])}, theirs {_short(yours[0])}."
    if "%" in yours[2] and unquote_plus(yours[2]) == mine[2]:
        return "Theirs signs URL-encoded values; this method signs them raw, and encodes only when sending."
    ours_by, theirs_by = _pairs(mine[2]), _pairs(yours[2])
    if ours_by == theirs_by:
        return "The same parameters in another order; they are sorted by name in ASCII order."
    names = [name for name in {**ours_by, **theirs_by} if ours_by.get(name) != theirs_by.get(name)]
    return f"These parameters differ: {', '.join(_short(name) for name in names[:6])}."


def _pairs(text: str) -> dict[str, str]:
    return {name: value for name, _, value in (part.partition("=") for part in text.split("&"))}


_BY_PART = {
    "method": _method,
    "path": _path,
    "query": _query,
    "blank line after the headers": _blank,
    "signed headers": _signed_headers,
    "payload hash": _payload,
    "timestamp": _timestamp,
    "credential scope": _scope,
    "date of the scope": _date_of_scope,
    "service of the scope": _service,
    "hash of the canonical request": _canonical_hash,
    "signature": _signature,
    "parameters": _parameters,
}


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _rest(ours: str, theirs: str) -> str:
    mine, yours = ours.split("&"), theirs.split("&")
    return next((other for one, other in zip(mine, yours, strict=False) if one != other), yours[-1])


def _short(text: str) -> str:
    flat = "".join(character if character.isprintable() else "·" for character in text)
    return flat if len(flat) <= 80 else flat[:79] + "…"
