"""Dropped files become text, or a sentence on why not."""

from pathlib import Path

import pytest

from explorer.core.errors import ImportFormatError
from explorer.services.import_request import looks_importable, text_of_file


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_text_files_are_read(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "call.txt"
    file.write_text("curl 中文", encoding=encoding)
    assert text_of_file(file) == "curl 中文"


def test_what_is_no_text_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "picture.png"
    file.write_bytes(b"\x89PNG\xff")
    with pytest.raises(ImportFormatError, match=r"picture\.png is no text"):
        text_of_file(file)
    with pytest.raises(ImportFormatError, match="missing cannot be read"):
        text_of_file(tmp_path / "missing")
    with pytest.raises(ImportFormatError, match="is no file"):
        text_of_file(tmp_path)
    file.write_bytes(b" " * 12_000_001)
    with pytest.raises(ImportFormatError, match="too large"):
        text_of_file(file)


def test_only_what_looks_like_a_request_is_offered() -> None:
    assert looks_importable("tccli mqtt DescribeInstanceList")
    assert not looks_importable("correct horse battery staple")
