"""A file in a multipart body is kept exactly where it can be, and otherwise said to be lost."""

import base64
from pathlib import Path

import pytest

from explorer.core.catalog.store import CatalogStore
from explorer.core.importers.form_data import multipart_fields, sendable_fields
from explorer.core.importers.read_text import read_text
from explorer.core.models.action import ActionRef, ActionSpec, Kind, Member, ObjectSpec
from explorer.core.models.credential import Credential
from explorer.core.models.request import ContentKind
from explorer.core.signing.multipart import build
from explorer.core.signing.prepare import prepare
from explorer.services.import_request import text_of_file

MEMBERS = (Member("Id", Kind.STRING), Member("File", Kind.BINARY), Member("Tags", Kind.STRING, is_list=True))
NOTHING = ObjectSpec("", "", ())
SPEC = ActionSpec(ActionRef("s", "2020-01-01", "Upload"), "", "", "", ObjectSpec("", "", MEMBERS), NOTHING, {})
DATA = bytes(range(256)) + b"\r\n--x\n\n"
HEAD = "POST / HTTP/1.1\r\nHost: cvm.tencentcloudapi.com\r\nX-TC-Action: DescribeInstances\r\n"


@pytest.mark.parametrize("data", [DATA, b"", b"\n", b"\r\n", "中文".encode()])
def test_a_file_comes_back_as_base64(data: bytes) -> None:
    parameters = {"Id": "a", "File": base64.b64encode(data).decode()}
    body = build(parameters, "b0", SPEC)
    notes: list[str] = []
    fields = multipart_fields("multipart/form-data; boundary=b0", body.decode("utf-8", "surrogateescape"), notes)
    assert dict(sendable_fields(SPEC, fields, notes)) == parameters
    assert f"File is kept: {len(data)} bytes" in " ".join(notes)


def test_a_file_that_was_copied_as_text_is_said_to_be_lost() -> None:
    notes: list[str] = []
    fields = [("Id", "a\ufffd"), ("File", "PNG\ufffd"), ("Other", "\udcff")]
    assert dict(sendable_fields(SPEC, fields, notes)) == {"Id": "a\ufffd"}
    assert [note.split()[3:5] for note in notes if "lost bytes" in note]
    assert "Other holds bytes that are no text" in " ".join(notes)


def test_a_captured_body_is_sent_again_byte_for_byte(catalog: CatalogStore, tmp_path: Path) -> None:
    part = b'--b0\r\nContent-Disposition: form-data; name="Id"\r\n\r\na\r\n'
    body = (
        part + b'--b0\r\nContent-Disposition: form-data; name="F"; filename="x.png"\r\n\r\n' + DATA + b"\r\n--b0--\r\n"
    )
    head = f"{HEAD}Content-Type: multipart/form-data; boundary=b0\r\nContent-Length: {len(body)}\r\n\r\n"
    file = tmp_path / "capture.http"
    file.write_bytes(head.encode() + body)
    found = read_text(text_of_file(file), catalog)
    assert found.request is not None
    assert found.request.content_kind is ContentKind.MULTIPART
    assert "kept byte for byte, with its file" in " ".join(found.notes)
    signed = prepare(found.request, Credential("i", "k"), timestamp=1, nonce=1)
    assert signed.body == body
    assert dict(signed.headers)["Content-Type"] == "multipart/form-data; boundary=b0"


def test_plain_fields_become_parameters(catalog: CatalogStore) -> None:
    body = '--b0\nContent-Disposition: form-data; name="InstanceIds.0"\n\nins-1\n--b0--\n'
    found = read_text(f"{HEAD}Content-Type: multipart/form-data; boundary=b0\r\n\r\n{body}", catalog)
    assert found.request is not None
    assert found.request.parameters == {"InstanceIds": ["ins-1"]}
    assert found.request.body_text is None


def test_a_file_of_curl_is_not_in_the_text(catalog: CatalogStore) -> None:
    text = "curl https://cvm.tencentcloudapi.com -H 'X-TC-Action: DescribeInstances' -F File=@a.png -F Id=1"
    found = read_text(text, catalog)
    assert found.request is not None
    assert found.request.parameters == {"Id": "1"}
    assert "File is read from a file" in " ".join(found.notes)
