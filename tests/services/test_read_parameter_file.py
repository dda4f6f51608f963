"""A file becomes a value as it is."""

from pathlib import Path

import pytest

from explorer.core.errors import StorageError
from explorer.services.read_parameter_file import read_parameter_file, write_parameter_file


@pytest.mark.parametrize("data", [b"plain", b"\xef\xbb\xbfmarked\r\n", "上海".encode()])
def test_text_and_base64_hold_every_byte(tmp_path: Path, data: bytes) -> None:
    file, copy = tmp_path / "a.txt", tmp_path / "b.txt"
    file.write_bytes(data)
    assert read_parameter_file(file, as_base64=False).encode() == data
    write_parameter_file(copy, read_parameter_file(file, as_base64=True))
    assert copy.read_bytes() == data


def test_what_is_no_text_is_refused_with_its_place(tmp_path: Path) -> None:
    file = tmp_path / "a.png"
    file.write_bytes(b"ab\xff")
    with pytest.raises(StorageError, match=r"a\.png is no UTF-8 text: byte 3"):
        read_parameter_file(file, as_base64=False)
