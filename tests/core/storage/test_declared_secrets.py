"""A secret whose name tells nothing is left out of files too, where the action's documents say what it is."""

import json
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from explorer.core import resources
from explorer.core.catalog.store import CatalogStore
from explorer.core.models.action import ActionRef
from explorer.core.models.exchange import Exchange, SentRequest, Timing
from explorer.core.models.json_value import JsonObject
from explorer.core.models.request import Request
from explorer.core.storage import request_file
from explorer.core.storage.collection_tree import SavedRequest
from explorer.core.storage.collections import without_secrets
from explorer.core.storage.history_record import to_row

CERTIFICATE = ActionRef("tse", "2020-12-07", "ModifyCloudNativeAPIGatewayCertificate")
DETAILS = ActionRef("tse", "2020-12-07", "DescribeCloudNativeAPIGatewayCertificateDetails")
IDENTITY = ActionRef("mqtt", "2024-05-16", "CreateDeviceIdentity")


@pytest.fixture(scope="module")
def catalog() -> Iterator[CatalogStore]:
    store = CatalogStore(resources.catalog())
    yield store
    store.close()


SECRETS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Zs", "Zl", "Zp")), min_size=8, max_size=24)


@given(SECRETS, st.booleans(), st.sampled_from([(CERTIFICATE, "Key"), (IDENTITY, "PrimaryKey")]))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_file_holds_it(catalog: CatalogStore, secret: str, by_hand: bool, case: tuple[ActionRef, str]) -> None:
    ref, name = case
    secret = f"<{secret}>"
    parameters: JsonObject = {"Name": "kept", name: secret}
    body = json.dumps(parameters, ensure_ascii=False)
    request = Request(ref, {} if by_hand else parameters, body_text=body if by_hand else None)
    exchange = Exchange(
        request=request,
        sent=SentRequest("POST", "https://h/", (), body.encode()),
        started=datetime(2026, 1, 1, tzinfo=UTC),
        timing=Timing(total=0.1),
        status=200,
        body=b"{}",
    )
    spec = catalog.spec(ref)
    row = to_row(exchange, spec)
    # The tabs of session.json are written by the same rule.
    texts = [str(row[column]) for column in ("request", "details", "words")]
    texts.append(request_file.to_text(without_secrets(SavedRequest("n", request), spec)))
    for text in texts:
        for form in (secret, json.dumps(secret)[1:-1], json.dumps(secret, ensure_ascii=False)[1:-1]):
            assert form not in text
            assert form.encode("utf-8", "surrogatepass").decode("latin-1") not in text


def test_the_answer_loses_it(catalog: CatalogStore) -> None:
    answer = {"Response": {"Result": {"Cert": {"Key": "pem pem pem", "Crt": "kept"}}}}
    exchange = Exchange(
        request=Request(DETAILS, {}),
        sent=SentRequest("POST", "https://h/", (), b"{}"),
        started=datetime(2026, 1, 1, tzinfo=UTC),
        timing=Timing(total=0.1),
        status=200,
        body=json.dumps(answer).encode(),
    )
    kept = zlib.decompress(to_row(exchange, catalog.spec(DETAILS))["body"])
    assert b"pem" not in kept
    assert b"kept" in kept
    assert b"pem" in zlib.decompress(to_row(exchange, None)["body"])
