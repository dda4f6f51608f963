"""The Signature section shows each value and its copy, and marks where a customer's differs."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from explorer.core.models.action import ActionRef
from explorer.core.models.credential import Credential
from explorer.core.models.json_value import Number
from explorer.core.models.request import Algorithm, Request
from explorer.services.inspect_signature import inspect
from explorer.ui.request.marked_text import MarkedText
from explorer.ui.request.public_names import PublicNames
from explorer.ui.request.signature_view import SignatureView
from explorer.ui.theme import theme

KEYS = Credential("AKIDEXAMPLE", "very-secret-key", "session-token")
TC3 = Request(ActionRef("mqtt", "2024-05-16", "DescribeInstanceList"), {"Limit": Number("10")})
V1 = Request(TC3.action, TC3.parameters, algorithm=Algorithm.HMAC_SHA1)


@pytest.fixture
def view(qtbot: QtBot, qapp: QApplication) -> SignatureView:
    theme.apply(qapp, "light")
    view = SignatureView(PublicNames())
    qtbot.addWidget(view)
    view.resize(520, 900)
    view.show()
    qtbot.waitExposed(view)
    view.queue.flush()
    return view


@pytest.fixture
def find(view: SignatureView) -> Callable[..., QWidget]:
    def find_(kind: type[QWidget], name: str) -> QWidget:
        found = view.findChild(kind, name)
        assert found is not None, name
        return found

    return find_


def _show(view: SignatureView, request: Request, pasted: str = "") -> None:
    found = inspect(request, KEYS, pasted=pasted, signer="Signed with the key of Test.")
    view.show_signed(found.trace, found.note, found.comparison)
    view.queue.flush()


def test_every_part_is_shown_and_copied(view: SignatureView, find: Callable) -> None:
    found = inspect(TC3, KEYS)
    view.show_signed(found.trace, found.note, None)
    view.queue.flush()
    for part in ("canonical_request", "canonical_request_sha256", "credential_scope", "string_to_sign", "signature"):
        box = find(MarkedText, f"signature:{part}")
        assert box.isVisible()
        assert box.toPlainText() == getattr(found.trace, part)
        find(QPushButton, f"copySignature:{part}").click()
        assert QGuiApplication.clipboard().text() == getattr(found.trace, part)
    assert find(MarkedText, "signature:authorization").toPlainText() == found.trace.authorization


def test_no_key_and_no_token_is_shown(view: SignatureView) -> None:
    signed = Request(TC3.action, signed_headers=("content-type", "host", "x-tc-token"))
    for request in (TC3, V1, signed):
        _show(view, request)
        shown = " ".join(box.toPlainText() for box in view.findChildren(MarkedText))
        assert "AKIDEXAMPLE" in shown
        assert "very-secret-key" not in shown
        assert "session-token" not in shown


def test_v1_shows_its_two_parts(view: SignatureView, find: Callable) -> None:
    _show(view, V1)
    shown = {name for name in ("canonical_request", "string_to_sign", "signature", "authorization")
             if find(MarkedText, f"signature:{name}").isVisible()}  # fmt: skip
    assert shown == {"string_to_sign", "signature"}


def test_it_asks_when_seen_and_after_edits_while_seen(view: SignatureView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.wanted):
        view.request_changed()
    view.hide()
    with qtbot.assertNotEmitted(view.wanted, wait=300):
        view.request_changed()
    with qtbot.waitSignal(view.wanted):
        view.show()


def test_the_first_difference_is_marked(view: SignatureView, find: Callable, qtbot: QtBot) -> None:
    _show(view, TC3)
    ours = find(MarkedText, "signature:canonical_request").toPlainText()
    field = find(MarkedText, "customerSignature")
    with qtbot.waitSignal(view.wanted) as asked:
        field.setPlainText(ours.replace("json\n", "json; charset=utf-8\n"))
    _show(view, TC3, asked.args[0])
    assert "line 4, byte 30" in find(QLabel, "signatureVerdict").text()
    assert "charset" in find(QLabel, "signatureMeaning").text()
    line, spot = field.extraSelections()
    assert spot.cursor.selectedText() == ";"
    assert line.cursor.block().text() == "content-type:application/json; charset=utf-8"
    assert find(MarkedText, "signatureOurs").toPlainText() == "content-type:application/json"


def test_what_is_the_same_is_said(view: SignatureView, find: Callable, qtbot: QtBot) -> None:
    older = inspect(Request(TC3.action, TC3.parameters, timestamp=1716000000), KEYS).trace.string_to_sign
    with qtbot.waitSignal(view.wanted) as asked:
        find(MarkedText, "customerSignature").setPlainText(older)
    _show(view, TC3, asked.args[0])
    assert find(QLabel, "signatureVerdict").text() == "The string to sign is the same as ours"
    assert "the customer's time" in find(QLabel, "signatureNote").text()


def test_pasted_line_ends_and_blanks_are_kept(view: SignatureView, find: Callable) -> None:
    field = find(MarkedText, "customerSignature")
    pasted = QMimeData()
    pasted.setText("POST\r\n/\u00a0\r\nx")
    field.insertFromMimeData(pasted)
    assert field.content() == "POST\r\n/\u00a0\r\nx"


def test_what_cannot_be_signed_is_said(view: SignatureView, find: Callable) -> None:
    _show(view, TC3)
    view.show_failure("The endpoint is no host.")
    view.queue.flush()
    assert find(QLabel, "signatureNote").text() == "The endpoint is no host."
    assert not find(MarkedText, "signature:signature").isVisible()
