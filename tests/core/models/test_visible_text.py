"""Nothing from outside can hide in a text, or turn it round; what belongs to a writing stays."""

import pytest

from explorer.core.models.visible_text import ONE_LINE, TURNING, visible


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


def test_a_text_in_one_line_has_nothing_that_breaks_it_or_takes_no_room() -> None:
    assert "a\r\nb\tc\x00\x1b[31m\x7f\x85\u2028\u2029".translate(ONE_LINE) == (
        "a↵b⇥c\\u0000\\u001b[31m\\u007f\\u0085\\u2028\\u2029"
    )
    assert "中文 é 👩\u200d💻".translate(ONE_LINE) == "中文 é 👩\u200d💻"
