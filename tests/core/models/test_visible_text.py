"""Nothing from outside can hide in a text, or turn it round; what belongs to a writing stays."""

import pytest

from explorer.core.models.visible_text import TURNING, visible


@pytest.mark.parametrize("code", [*TURNING, 0x200B, 0x2060, 0xFEFF, 0x00AD])
def test_what_nobody_sees_is_written_out(code: int) -> None:
    assert visible(f"a{chr(code)}b") == f"a\\u{code:04x}b"
    assert visible(f"中{chr(code)}文") == f"中\\u{code:04x}文"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("invoice\u202egnp.exe", "invoice\\u202egnp.exe"),
        ("mqtt-\u200dabc", "mqtt-\\u200dabc"),
        ("\u200cx", "\\u200cx"),
        ("x\u200d", "x\\u200d"),
        ("👩\u200d💻 和 می\u200cخواهم", "👩\u200d💻 和 می\u200cخواهم"),
        ("中文 é 上海\u3000。", "中文 é 上海\u3000。"),
        ("plain \\u202e\n\t", "plain \\u202e\n\t"),
        ("", ""),
    ],
)
def test_texts(text: str, shown: str) -> None:
    assert visible(text) == shown
