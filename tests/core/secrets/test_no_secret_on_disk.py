"""One working day of every store in one home folder, and not one byte of a secret left in it."""

import base64
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote_plus

from explorer.core.errors import KeyringError
from explorer.core.knowledge.notes import TeamNotes
from explorer.core.models.action import ActionRef
from explorer.core.models.credential import Credential
from explorer.core.models.exchange import Exchange, Outcome, OutcomeKind, SentRequest, Timing
from explorer.core.models.profile import Residence
from explorer.core.models.request import Request
from explorer.core.secrets.keyring_store import KeyringStore
from explorer.core.secrets.memory_store import MemoryStore
from explorer.core.storage.collections import CollectionStore, SavedRequest
from explorer.core.storage.history import History
from explorer.core.storage.paths import AppPaths
from explorer.core.storage.profiles import ProfileBook
from explorer.core.storage.settings import Settings

PAIR = Credential("AKIDzzzzdayday", "day/secret+key=", "day-token/+=0123456789")
PASSWORD = "day'pass word/+"


def _forms() -> set[bytes]:
    texts = (PAIR.secret_id, PAIR.secret_key, PAIR.token, PASSWORD)
    forms = {text.encode() for text in texts} | {quote_plus(text).encode() for text in texts}
    return forms | {base64.b64encode(text.encode()) for text in texts}


def _request() -> Request:
    return Request(
        ActionRef("mqtt", "2024-05-16", "CreateUser"),
        {"InstanceId": "mqtt-1", "Password": PASSWORD, "Deep": [{"SecretKey": PASSWORD}]},
        body_text=f'{{"Password":"{PASSWORD}"}}',
        headers=(("X-TC-Token", PAIR.token), ("Cookie", PASSWORD)),
        profile="day",
    )


def _exchange() -> Exchange:
    signed = f"TC3-HMAC-SHA256 Credential={PAIR.secret_id}/d/s/tc3_request, SignedHeaders=host, Signature={'0' * 64}"
    return Exchange(
        request=_request(),
        sent=SentRequest(
            "POST",
            f"https://h/?SecretId={PAIR.secret_id}&Token={quote_plus(PAIR.token)}&Password={quote_plus(PASSWORD)}",
            (("Authorization", signed), ("X-TC-Token", PAIR.token)),
            f'{{"Password":"{PASSWORD}"}}'.encode(),
        ),
        started=datetime(2026, 1, 1, tzinfo=UTC),
        timing=Timing(total=0.1),
        status=200,
        body=f'{{"Response":{{"Token":"{PAIR.token}","Password":"{PASSWORD}"}}}}'.encode(),
        outcome=Outcome(OutcomeKind.ERROR, "id", "FailedOperation", f"{PASSWORD} is too weak"),
    )


def test_a_days_work_leaves_no_secret(tmp_path: Path) -> None:
    paths = AppPaths.below(tmp_path / "app")
    refused = False
    book = ProfileBook(paths, KeyringStore(), MemoryStore())  # the suite's keyring keeps nothing
    try:
        book.add("day", PAIR)
    except KeyringError:
        refused = True
        book.add("day", PAIR, residence=Residence.MEMORY)
    kept = ProfileBook(paths, MemoryStore(), MemoryStore())
    kept.add("night", PAIR, region="ap-x")
    kept.rename("night", "nights")
    collections = CollectionStore(paths.collections)
    saved = collections.save(SavedRequest("create user", _request(), note="ask the owner"))
    assert saved.path is not None
    collections.rename(saved.path, "create a user")
    history = History(paths.history_file)
    for _ in range(3):
        history.add(_exchange())
    Settings(profile="day", recent_actions=("mqtt/CreateUser",)).save(paths.settings_file)
    TeamNotes(paths.notes).save("FailedOperation", "seen before")
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert {path.parent.name for path in files} >= {"config", "collections", "state", "notes"}
    for path in files:
        data = path.read_bytes()
        found = [form for form in _forms() if form in data]
        assert not found, f"{path} holds {found}"
    history.close()
    assert refused
    assert PAIR.secret_key not in repr(book.list()) + repr(saved) + repr(PAIR)
