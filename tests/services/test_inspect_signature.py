"""A signature is shown with whose key and time it has, and compared at the customer's time."""

from dataclasses import replace

import pytest

from explorer.core.errors import UsageError
from explorer.core.models.action import ActionRef
from explorer.core.models.credential import Credential
from explorer.core.models.request import Algorithm, Request
from explorer.core.signing.compare import Artefact, Comparison
from explorer.services.inspect_signature import PREVIEW, inspect
from explorer.services.sign_request import PREVIEW_CREDENTIAL

REQUEST = Request(ActionRef("mqtt", "2024-05-16", "DescribeInstanceList"))
KEYS = Credential("AKIDEXAMPLE", "EXAMPLE-KEY", "SessionToken")


def test_without_a_key_a_preview_is_signed_and_said() -> None:
    found = inspect(REQUEST, None)
    assert PREVIEW in found.note
    assert PREVIEW_CREDENTIAL.secret_id in found.trace.authorization
    assert found.comparison is None


@pytest.mark.parametrize("algorithm", [Algorithm.TC3, Algorithm.HMAC_SHA256])
def test_a_customers_string_to_sign_is_compared_at_its_own_time(algorithm: Algorithm) -> None:
    request = Request(REQUEST.action, algorithm=algorithm)
    theirs = inspect(Request(REQUEST.action, algorithm=algorithm, timestamp=1716000000), KEYS).trace.string_to_sign
    found = inspect(request, KEYS, pasted=theirs)
    assert found.comparison is not None
    assert found.comparison.difference is None
    assert "2024-05-18 02:40:00 UTC), the customer's time" in found.note


def test_the_requests_own_time_holds() -> None:
    found = inspect(Request(REQUEST.action, timestamp=1716000000), KEYS, signer="Signed with the key of Test.")
    assert found.trace.timestamp == 1716000000
    assert found.note.startswith("Signed with the key of Test. At 1716000000")


def test_no_token_is_in_what_is_shown() -> None:
    signed = Request(REQUEST.action, signed_headers=("content-type", "host", "x-tc-token"))
    for request in (signed, Request(REQUEST.action, algorithm=Algorithm.HMAC_SHA1)):
        trace = inspect(request, KEYS).trace
        text = trace.canonical_request + trace.string_to_sign + trace.query + str(trace.parameters)
        assert "sessiontoken" not in text.lower()


def test_what_cannot_be_sent_is_said() -> None:
    with pytest.raises(UsageError, match="endpoint"):
        inspect(Request(REQUEST.action, endpoint="ftp://x"), KEYS)


@pytest.mark.parametrize("end", ["", "\n", "\r\n"])
def test_an_authorization_is_compared_at_the_time_that_stands_with_it(end: str) -> None:
    theirs = inspect(Request(REQUEST.action, timestamp=1716000000), KEYS).trace.authorization
    found = inspect(REQUEST, KEYS, pasted=f"{theirs}\nx-tc-timestamp: 1716000000{end}")
    assert found.comparison is not None
    assert found.comparison.difference is None
    assert "the customer's time" in found.note


def test_a_request_with_a_time_of_its_own_keeps_it() -> None:
    fixed = replace(REQUEST, timestamp=1_700_000_000)
    ours = inspect(fixed, KEYS).trace.string_to_sign
    assert inspect(fixed, KEYS, pasted=ours).comparison == Comparison(Artefact.STRING_TO_SIGN)
    found = inspect(fixed, KEYS, pasted=ours.replace("1700000000", "1700000001")).comparison
    assert found is not None
    assert found.difference is not None
    assert (found.difference.part, found.difference.line, found.difference.byte) == ("timestamp", 2, 10)


def test_the_byte_of_an_authorization_counts_in_its_line() -> None:
    fixed = replace(REQUEST, timestamp=1_700_000_000)
    ours = inspect(fixed, KEYS).trace.authorization
    for theirs in (ours.replace("/mqtt/", "/cvm/"), ours[:-1] + ("0" if ours[-1] != "0" else "1")):
        found = inspect(fixed, KEYS, pasted=f"Authorization: {theirs}").comparison
        assert found is not None
        assert found.difference is not None
        oracle = next(at for at, (one, other) in enumerate(zip(ours, theirs, strict=False)) if one != other)
        assert found.difference.byte == len("Authorization: ") + oracle + 1
