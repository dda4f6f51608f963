"""Text as one word of a command line, so that the program receives exactly that text.

sh: between single quotes nothing is special; a single quote itself is written outside of them.
PowerShell: the same, but a single quote is doubled, and four typographic quotes count as single quotes too.
cmd: two readers follow each other. cmd.exe takes ``^x`` for a plain ``x``; the program's start-up code then splits
at blanks outside of double quotes and reads backslashes only before a double quote. So a word is quoted for the
second reader first, and every character that is special to cmd.exe then gets its ``^``.
"""

import re

from explorer.core.errors import ParameterError
from explorer.core.snippets.subject import Shell

_PLAIN = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]*\Z")
_POWERSHELL_QUOTE = re.compile("['\u2018\u2019\u201a\u201b]")
_CMD_SPECIAL = re.compile(r'[()%!^"<>&|]')
_BEFORE_QUOTE = re.compile(r'(\\*)("|\Z)')


def quote(shell: Shell, text: str) -> str:
    """One word that means ``text``. Raises ParameterError for what no word of that shell can hold."""
    if "\0" in text:
        raise ParameterError("A character with the code 0 cannot stand in a command line.")
    if shell is Shell.POWERSHELL:
        return powershell(text)
    if _PLAIN.match(text):
        return text
    return sh(text) if shell is Shell.SH else cmd(text)


def sh(text: str) -> str:
    """A word of any POSIX shell."""
    return "'" + text.replace("'", "'\\''") + "'"


def powershell(text: str) -> str:
    """A PowerShell string literal."""
    return "'" + _POWERSHELL_QUOTE.sub(lambda found: found.group() * 2, text) + "'"


def cmd(text: str) -> str:
    """A word at the command prompt of Windows. Raises ParameterError for a line break."""
    if "\n" in text or "\r" in text:
        raise ParameterError("cmd cannot pass on a line break.", hint="Choose sh or PowerShell.")
    doubled = _BEFORE_QUOTE.sub(lambda found: found[1] * 2 + ('\\"' if found[2] else ""), text)
    return _CMD_SPECIAL.sub(lambda found: "^" + found.group(), f'"{doubled}"')


def cmd_text(text: str) -> str:
    """Text after ``echo`` at the command prompt of Windows. Raises ParameterError for a line break."""
    if "\n" in text or "\r" in text:
        raise ParameterError("cmd cannot write a line break.", hint="Choose sh or PowerShell.")
    return _CMD_SPECIAL.sub(lambda found: "^" + found.group(), text)


def needs_new_powershell(text: str) -> bool:
    """Whether PowerShell before 7.3 spoils this word on its way to a program: it drops double quotes."""
    return '"' in text or not text or (" " in text and text.endswith("\\"))
