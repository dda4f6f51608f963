"""Finds where a customer's signing went another way: the first line and byte that differ from ours, and why."""

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from explorer.core.signing.difference_words import Side, meaning_of
from explorer.core.signing.invisible import LONE_RETURN, named, only_invisible
from explorer.core.signing.trace import Trace
from explorer.core.signing.verify import Authorization, parse_authorization

_LONGEST = 1_100_000
_CANONICAL = re.compile(r"\s*[A-Za-z]{3,7}\s*\n\s*/")
_V1 = re.compile(r"\s*(?:GET|POST)[A-Za-z0-9.:-]+/?\?", re.IGNORECASE)
_SIGN = re.compile(r"\s*[\"']?TC3-?[A-Za-z0-9-]*\s*\n")
_AUTHORIZATION = re.compile(r"\s*(?:[\"']?authorization[\"']?\s*[:=]\s*)?[\"']?TC3[A-Za-z0-9-]*,?\s+\S", re.IGNORECASE)
_HEX = re.compile(r"\s*[0-9A-Fa-f]{64}\s*\Z")
_HEADER = re.compile(r"\A\s*[\"']?authorization[\"']?\s*[:=]\s*", re.IGNORECASE)


class Artefact(StrEnum):
    """What of a signature somebody can paste."""

    CANONICAL_REQUEST = "canonical request"
    STRING_TO_SIGN = "string to sign"
    AUTHORIZATION = "Authorization"
    HASH = "hash"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Difference:
    """One place. ``line``, ``column`` (in characters of ``theirs``) and ``byte`` (UTF-8, in the line) count from 1.

    ``start`` and ``end`` index the pasted text; they are equal where something is missing there.
    ``ours`` and ``theirs`` are the whole lines, or the whole parts of an Authorization.
    """

    part: str
    line: int
    column: int
    byte: int
    start: int
    end: int
    ours: str
    theirs: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """``difference`` is the first one, or None; ``more`` are the other parts that differ; ``remarks`` are sentences."""

    artefact: Artefact
    difference: Difference | None = None
    more: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


def detect(pasted: str) -> Artefact:
    """Which artefact of a signature a text is."""
    text = unfolded(pasted.lstrip("\ufeff"))[0]
    for pattern, artefact in (
        (_SIGN, Artefact.STRING_TO_SIGN),
        (_AUTHORIZATION, Artefact.AUTHORIZATION),
        (_CANONICAL, Artefact.CANONICAL_REQUEST),
        (_V1, Artefact.STRING_TO_SIGN),
        (_HEX, Artefact.HASH),
    ):
        if pattern.match(text):
            return artefact
    return Artefact.UNKNOWN


def timestamp_in(pasted: str) -> int | None:
    """The time of a pasted string to sign (epoch seconds), at which ours must be made to be comparable."""
    if detect(pasted) is not Artefact.STRING_TO_SIGN:
        return None
    text = unfolded(pasted)[0]
    found = re.match(r"[^\n]*\n\s*(\d{9,11})\s*\n", text) or re.search(r"[?&]Timestamp=(\d{9,11})(?:&|\s*\Z)", text)
    return int(found.group(1)) if found else None


def nonce_in(pasted: str) -> int | None:
    """The Nonce of a pasted string to sign of HmacSHA1 or HmacSHA256, else None."""
    found = re.search(r"[?&]Nonce=(\d{1,19})(?:&|\s*\Z)", pasted) if _V1.match(pasted) else None
    return int(found.group(1)) if found else None


def unfolded(pasted: str) -> tuple[str, bool]:
    r"""A text that a log wrote in one line with ``\n`` in words, as lines; and whether it was so."""
    bare = pasted.strip().strip("\"'")
    if "\n" in bare or "\\n" not in bare:
        return pasted, False
    return bare.replace("\\r", "\r").replace("\\n", "\n"), True


def compare(trace: Trace, pasted: str, *, body: bytes | None = None) -> Comparison:
    """Compare a pasted artefact with ours; never raises for what was pasted.

    ``body`` is what we send: with it a payload hash that differs can often be told why.
    """
    if len(pasted) > _LONGEST:
        return Comparison(Artefact.UNKNOWN, remarks=("The text is too long to be any part of a signature.",))
    artefact = detect(pasted)
    text, folded = unfolded(pasted)
    remarks = ["The text was one line with \\n in words; its lines were compared."] if folded else []
    if artefact is Artefact.UNKNOWN:
        return Comparison(artefact, remarks=(*remarks, _UNKNOWN))
    if artefact is Artefact.HASH:
        return Comparison(artefact, remarks=(_hash_words(trace, text.strip()),))
    if artefact is Artefact.AUTHORIZATION:
        return _compare_authorization(trace, text)
    ours = trace.canonical_request if artefact is Artefact.CANONICAL_REQUEST else trace.string_to_sign
    if not ours:
        method = trace.algorithm or "An unsigned request"
        return Comparison(artefact, remarks=(f"{method} has no {artefact}: choose the algorithm that was used.",))
    return _compare_lines(artefact, ours, text, remarks, body, trace)


_UNKNOWN = (
    "This is neither a canonical request (it begins with the method), nor a string to sign (TC3-HMAC-SHA256, a line"
    " end), nor an Authorization header."
)


def _compare_lines(
    artefact: Artefact, ours: str, theirs: str, remarks: list[str], body: bytes | None, trace: Trace
) -> Comparison:
    our_lines, their_lines = ours.split("\n"), theirs.split("\n")
    bare = _without_returns(their_lines)
    line_end = 1
    if bare is not None and bare[: len(our_lines)] != our_lines:
        # Every line ends so; a copy does that too, and must not hide what else differs.
        their_lines, line_end = bare, 2
        remarks.append(_RETURNS)
    parts = _parts(artefact, our_lines)
    trimmed = _trimmed(their_lines, len(our_lines))
    if trimmed is not None:
        their_lines = trimmed
        remarks.append(
            "A line end follows the last line. If it is in the signed bytes too, the signature differs: nothing may"
            " follow the last line."
        )
    differing = [
        at for at in range(max(len(our_lines), len(their_lines))) if _at(our_lines, at) != _at(their_lines, at)
    ]
    if not differing:
        return Comparison(artefact, remarks=tuple(remarks))
    first = differing[0]
    our, their = _at(our_lines, first), _at(their_lines, first)
    part = parts[first] if first < len(parts) else "after the end"
    side = Side(part, our, their, tuple(our_lines), tuple(their_lines), body, trace.timestamp)
    start = sum(len(line) + line_end for line in their_lines[:first])
    difference = _difference(part, first + 1, our or "", their or "", start, meaning_of(side))
    if len({len(our_lines), len(their_lines)}) == 2:
        more: tuple[str, ...] = ()
        remarks.append(f"Ours has {len(our_lines)} lines, theirs {len(their_lines)}.")
    else:
        more = tuple(dict.fromkeys(parts[at] for at in differing[1:]))
    return Comparison(artefact, difference, more, tuple(remarks))


_RETURNS = "Every line ends with CRLF. A copy may have done that; if they are signed so, they differ: only LF counts."


def _without_returns(lines: list[str]) -> list[str] | None:
    """The lines without the CR that each of them ends with, or None when not each of them does."""
    ended = lines[:-1]
    if not ended or not all(line.endswith("\r") for line in ended):
        return None
    return [*(line[:-1] for line in ended), lines[-1].removesuffix("\r")]


def _at(lines: Sequence[str], index: int) -> str | None:
    return lines[index] if index < len(lines) else None


def _trimmed(lines: list[str], wanted: int) -> list[str] | None:
    """The lines without what a copy may have added at the end, or None when nothing was."""
    if len(lines) > wanted and all(not line.strip(" \t\r") for line in lines[wanted:]):
        return lines[:wanted]
    return None


def _parts(artefact: Artefact, lines: Sequence[str]) -> list[str]:
    if artefact is Artefact.STRING_TO_SIGN:
        names = ["algorithm", "timestamp", "credential scope", "hash of the canonical request"]
        return names if len(lines) > 1 else ["parameters"]
    headers = [f"header {line.partition(':')[0]}" for line in lines[3:-3]]
    return ["method", "path", "query", *headers, "blank line after the headers", "signed headers", "payload hash"]


def _difference(part: str, line: int, ours: str, theirs: str, start: int, meaning: str) -> Difference:
    column = _first_difference(ours, theirs)
    byte = len(theirs[:column].encode("utf-8", "surrogatepass"))
    end = start + min(column + 1, len(theirs))
    return Difference(part, line, column + 1, byte + 1, start + column, max(end, start + column), ours, theirs, meaning)


def _first_difference(one: str, other: str) -> int:
    for at, (left, right) in enumerate(zip(one, other, strict=False)):
        if left != right:
            return at
    return min(len(one), len(other))


def _hash_words(trace: Trace, text: str) -> str:
    named_values = (
        ("payload hash", trace.payload_sha256),
        ("hash of the canonical request", trace.canonical_request_sha256),
        ("signature", trace.signature),
    )
    for name, value in named_values:
        if value == text:
            return f"This is our {name}."
        if value == text.lower():
            return f"This is our {name} in upper case; it must be in lower case."
    if text.lower() == hashlib.sha256(b"").hexdigest():
        return "This is the hash of nothing: an empty body was hashed."
    return "This is none of our hashes, nor our signature. Paste the text that it was made of to see why."


def _compare_authorization(trace: Trace, text: str) -> Comparison:
    if not trace.authorization:
        return Comparison(
            Artefact.AUTHORIZATION,
            remarks=(f"{trace.algorithm} has no Authorization header; choose TC3-HMAC-SHA256.",),
        )
    head = _HEADER.match(text)
    skipped = head.end() if head else len(text) - len(text.lstrip())
    value = text[skipped:].rstrip("\r\n ,")
    ours, theirs = parse_authorization(trace.authorization), parse_authorization(value.strip("\"'"))
    if ours is None:
        return Comparison(Artefact.AUTHORIZATION, remarks=("Ours is no TC3-HMAC-SHA256 Authorization.",))
    if theirs is None:
        return _malformed(trace.authorization, value, skipped)
    remarks = [] if theirs.secret_id == ours.secret_id else [_OTHER_ID]
    remarks += [f"Theirs holds {words}." for words in [named(value)] if words]
    fields = _fields(ours, theirs)
    differing = [(name, our, their) for name, our, their in fields if our != their]
    if not differing:
        return Comparison(Artefact.AUTHORIZATION, remarks=tuple(remarks))
    name, our, their = differing[0]
    side = Side(name, our, their, (), (), None, trace.timestamp)
    place = skipped + max(_place(value, name, their), 0)
    difference = _difference(name, 1 + text.count("\n", 0, place), our, their, place, meaning_of(side))
    before = text[text.rfind("\n", 0, place) + 1 : place]
    difference = replace(difference, byte=difference.byte + len(before.encode("utf-8", "surrogatepass")))
    return Comparison(Artefact.AUTHORIZATION, difference, tuple(other for other, _, _ in differing[1:]), tuple(remarks))


_OTHER_ID = "Another SecretId signed it, so the signature itself cannot agree; everything else is compared."


def _fields(ours: Authorization, theirs: Authorization) -> Iterable[tuple[str, str, str]]:
    fields = [
        ("algorithm", ours.algorithm, theirs.algorithm),
        ("date of the scope", ours.date, theirs.date),
        ("service of the scope", ours.service, theirs.service),
        ("end of the scope", ours.terminator, theirs.terminator),
        ("signed headers", ";".join(ours.signed_headers), ";".join(theirs.signed_headers)),
    ]
    if ours.secret_id == theirs.secret_id:
        fields.append(("signature", ours.signature, theirs.signature))
    return fields


def _place(value: str, name: str, text: str) -> int:
    if name.endswith("of the scope"):
        return value.find("/" + text) + 1
    if name in {"signed headers", "signature"}:
        marker = "SignedHeaders=" if name == "signed headers" else "Signature="
        return value.rfind(marker) + len(marker)
    return 0


def _malformed(ours: str, value: str, skipped: int) -> Comparison:
    words = named(value)
    if only_invisible(value) or LONE_RETURN in value or words:
        meaning = f"The header holds {words or 'a line end'}; it must be one line of visible characters."
    elif "Credential=" not in value or "SignedHeaders=" not in value or "Signature=" not in value:
        missing = [name for name in ("Credential=", "SignedHeaders=", "Signature=") if name not in value]
        meaning = f"{' and '.join(missing)} does not stand in it, spelled like this; the server answers"
        meaning += " AuthFailure.InvalidAuthorization."
    else:
        meaning = (
            "It has not the form ALGORITHM Credential=ID/DATE/SERVICE/tc3_request, SignedHeaders=…, Signature=…"
            " (commas with one blank); the server answers AuthFailure.InvalidAuthorization."
        )
    difference = _difference("form", 1, ours, value, skipped, meaning)
    return Comparison(Artefact.AUTHORIZATION, difference)
