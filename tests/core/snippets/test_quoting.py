"""Every text comes out of its shell as it went in.

sh is asked itself. For PowerShell and cmd the rules of reading are written down here a second time, the other way
round: PowerShell's string literal; cmd.exe's carets outside of double quotes; the splitting of a Windows command
line into arguments (blanks outside of double quotes split; 2n backslashes before a quote are n, and the quote counts;
2n+1 are n and a plain quote; other backslashes are themselves).
"""

import re
import subprocess

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from explorer.core.errors import ParameterError
from explorer.core.snippets import quoting
from explorer.core.snippets.command import comments, shell_comments
from explorer.core.snippets.subject import Shell

TEXTS = st.text(
    st.characters(blacklist_categories=("Cs",), blacklist_characters="\0")
    | st.sampled_from("'\"\\^%!&|<>()$`;*?~# \n\t‘’‚‛-@={}[],a1é中😀")
)
ONE_LINE = TEXTS.map(lambda text: text.replace("\n", "").replace("\r", ""))


@given(st.lists(TEXTS, min_size=1, max_size=40))
def test_sh_reads_back_what_was_quoted(texts: list[str]) -> None:
    words = " ".join(quoting.quote(Shell.SH, text) for text in texts)
    done = subprocess.run(["sh", "-c", f"printf '%s\\0' {words}"], capture_output=True, check=True)
    assert done.stdout.decode().split("\0")[:-1] == texts


def _read_powershell(line: str) -> list[str]:
    words, at = [], 0
    quotes = "'\u2018\u2019\u201a\u201b"
    while at < len(line):
        if line[at] == " ":
            at += 1
            continue
        assert line[at] in quotes, f"a bare word at {line[at:]!r}"
        word, at = "", at + 1
        while True:
            if line[at] in quotes:
                if line[at + 1 : at + 2] and line[at + 1] in quotes:
                    word, at = word + line[at], at + 2
                    continue
                break
            word, at = word + line[at], at + 1
        words.append(word)
        at += 1
    return words


@given(st.lists(TEXTS, min_size=1))
@example(["it’s", "‘‘", "'"])
def test_powershell_reads_back_what_was_quoted(texts: list[str]) -> None:
    assert _read_powershell(" ".join(quoting.quote(Shell.POWERSHELL, text) for text in texts)) == texts


def _after_cmd(line: str) -> str:
    """The line that cmd.exe hands on. Raises AssertionError where it would do anything but hand it on."""
    handed, at, inside = "", 0, False
    while at < len(line):
        letter = line[at]
        if letter == "^" and not inside:
            at += 1
            handed += line[at]
        else:
            assert inside or letter not in "&|<>()", f"cmd acts on {letter}"
            inside ^= letter == '"'
            handed += letter
        at += 1
    return handed


def _arguments(line: str) -> list[str]:
    words: list[str] = []
    word: str | None = None
    inside, at = False, 0
    while at < len(line):
        slashes = len(line[at:]) - len(line[at:].lstrip("\\"))
        following = line[at + slashes : at + slashes + 1]
        if slashes and following == '"':
            word = (word or "") + "\\" * (slashes // 2)
            at += slashes
            if slashes % 2:
                word, at = word + '"', at + 1
        elif slashes:
            word, at = (word or "") + "\\" * slashes, at + slashes
        elif line[at] == '"':
            word, inside, at = word or "", not inside, at + 1
        elif line[at] in " \t" and not inside:
            words += [] if word is None else [word]
            word, at = None, at + 1
        else:
            word, at = (word or "") + line[at], at + 1
    return words + ([] if word is None else [word])


@given(st.lists(ONE_LINE, min_size=1))
@example(['a"b', "\\", '\\"', "c:\\ d\\", "^", "%PATH%", "a&b|c", ""])
def test_cmd_reads_back_what_was_quoted(texts: list[str]) -> None:
    assert _arguments(_after_cmd(" ".join(quoting.quote(Shell.CMD, text) for text in texts))) == texts


@given(ONE_LINE)
def test_cmd_expands_no_variable(text: str) -> None:
    # At the prompt, %NAME% is replaced before carets are read, so the name between two % always ends in a caret.
    assert not re.search(r"%[^%^]+%", quoting.cmd(text))
    assert _after_cmd(quoting.cmd_text(text)) == text


@pytest.mark.parametrize("shell", Shell)
def test_what_no_word_can_hold_is_refused(shell: Shell) -> None:
    with pytest.raises(ParameterError):
        quoting.quote(shell, "a\0b")


@pytest.mark.parametrize("text", ["a\nb", "a\rb"])
def test_cmd_takes_no_line_break(text: str) -> None:
    with pytest.raises(ParameterError, match="line break"):
        quoting.quote(Shell.CMD, text)
    with pytest.raises(ParameterError, match="line break"):
        quoting.cmd_text(text)


@given(TEXTS)
def test_a_remark_never_leaves_its_comment(text: str) -> None:
    for written in (comments([text], "//"), *(shell_comments(shell, [text]) for shell in Shell)):
        assert len(written.splitlines()) == 1
        assert "\\" not in written
    assert not set("^&|<>%") & set(shell_comments(Shell.CMD, [text]))
