"""The command line names a fault in the words of the window, over the whole corpus of malformed bodies."""

import importlib.util
import io
import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from explorer.cli.main import run
from explorer.core.document.document import Document
from explorer.core.envelope import understand
from explorer.core.models.exchange import OutcomeKind
from explorer.ui.response.tree_page import TreePage

_FILE = Path(__file__).resolve().parents[2] / "core" / "document" / "test_malformed_corpus.py"


def _cases() -> list[tuple[str, str]]:
    spec = importlib.util.spec_from_file_location("malformed_cases", _FILE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return [case for case in module.CASES if case[1].strip()]


def _has_faults(body: bytes) -> bool:
    document = Document(body).open()
    for _ in document.check_steps():
        pass
    return bool(document.faults)


def test_the_same_fault_has_the_same_words(
    qtbot: QtBot, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    page = TreePage()
    qtbot.addWidget(page)
    compared = 0
    for _, text in _cases():
        body = text.encode()
        outcome = understand(body)
        if outcome.kind is OutcomeKind.EVENTS or not _has_faults(body):
            continue  # shown as the list of its events; or read by both in spite of a blank that is none
        page.show_body(body, "", outcome, same_request=False)
        qtbot.waitUntil(lambda: page.document is not None and page.document.complete and not page.notice.isHidden())
        said = page.notice.label.text()
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(body), encoding="utf-8"))
        run(["show", "-"])
        told = capsys.readouterr().err
        place = said.partition(": ")[2].rstrip(".").partition(" (byte ")
        number = place[2].partition(")")[0]
        assert f"standard input: {place[0]} (byte {number})" in told, (text, said, told)
        compared += 1
    assert compared > 300
