"""A terminal must not obey what an answer says; a pipe gets the bytes as they came."""

from types import SimpleNamespace

import pytest

from explorer.cli.output.exact_json import json_lines
from explorer.core.document.document import Document


@pytest.mark.parametrize(
    "body", [b'{"B":"raw\x1b[31m\x1b]0;evil\x07\r"}', b"<b>\x1b[31m\r\nx\r\x07", b'{"A":"\xc2\x9b31m"}']
)
def test_control_characters_are_written_out_on_a_terminal_only(body: bytes) -> None:
    def lines(terminal: bool) -> str:
        console = SimpleNamespace(out_is_terminal=terminal)
        return "\n".join(json_lines(Document(body).open(), console))  # type: ignore[arg-type]

    seen = lines(terminal=True)
    assert [letter for letter in seen if not letter.isprintable() and letter != "\n"] == []
    assert any(escape in seen for escape in ("\\u001b", "\\u009b"))
    # Raw ones are no JSON, and a file is to hold JSON.
    is_raw = b"\x1b" in body and body.startswith(b"{")
    assert any(letter in lines(terminal=False) for letter in "\x1b\x9b") is not is_raw
