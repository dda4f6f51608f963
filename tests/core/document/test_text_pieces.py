"""A string read bit by bit is the string read at once, whatever it holds."""

from hypothesis import given
from hypothesis import strategies as st

from explorer.core.document.strings import decode_string, text_pieces

PARTS = st.sampled_from(
    [b"a", "上".encode(), "😀".encode(), b"\\u4e0a", b"\\ud83d\\ude00", b"\\ud83d", b"\\ude00", b"\\\\", b'\\"', b"\\n",
     b"\\q", b"\\u12", b"\xff", b"\xe4\xb8", b"\x00", b"x" * 255, "上".encode() * 85]
)  # fmt: skip


@given(st.lists(PARTS, max_size=300))
def test_bit_by_bit_and_at_once(parts: list[bytes]) -> None:
    token = b'"' + b"".join(parts) + b'"'
    assert "".join(text_pieces(token, 0, len(token))) == decode_string(token, 0, len(token))
