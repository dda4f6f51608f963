"""The parts of a signature in the order they are made, with a line each on what they are."""

from dataclasses import dataclass

from explorer.core.models.request import Algorithm


@dataclass(frozen=True, slots=True)
class Part:
    """``name`` is the attribute of a Trace; ``old`` is the line for HmacSHA1 and HmacSHA256 where it differs."""

    name: str
    title: str
    words: str
    old: str = ""

    def explanation(self, algorithm: str) -> str:
        """The line for an algorithm."""
        return self.words if algorithm == Algorithm.TC3 or not self.old else self.old


PARTS = (
    Part(
        "canonical_request",
        "Canonical request",
        "The request in one fixed form: method, path, query, the signed headers, their names, the payload's hash.",
    ),
    Part("canonical_request_sha256", "Its hash", "SHA-256 of the canonical request, in hexadecimal digits."),
    Part(
        "credential_scope", "Credential scope", "The UTC date of the timestamp, the product, and the word tc3_request."
    ),
    Part(
        "string_to_sign",
        "String to sign",
        "Algorithm, timestamp, scope and that hash, a line each: the text that is signed.",
        "Method, host and path, then every parameter sorted by name, its value raw: the text that is signed.",
    ),
    Part(
        "signature",
        "Signature",
        "HMAC-SHA256 of the string to sign, under a key made of the SecretKey for the scope.",
        "The HMAC of the string to sign under the SecretKey, as Base64; it is sent as the parameter Signature.",
    ),
    Part(
        "authorization",
        "Authorization",
        "The header that carries scope, names and signature; the server takes it within five minutes of its time.",
    ),
)
