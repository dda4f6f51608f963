"""The parts of a command line that differ by shell: comments, variables, and commands over several lines."""

from collections.abc import Iterable, Sequence

from explorer.core.snippets.subject import Shell

_GOES_ON = {Shell.SH: " \\\n  ", Shell.POWERSHELL: " `\n  ", Shell.CMD: " ^\n  "}
_VARIABLE = {Shell.SH: "${}", Shell.POWERSHELL: "$env:{}", Shell.CMD: "%{}%"}
_CMD_ODD = str.maketrans(dict.fromkeys("^&|<>%", "?"))


def lines_of(shell: Shell, groups: Iterable[str]) -> str:
    """One command, one group of its words a line."""
    return _GOES_ON[shell].join(groups)


def comments(remarks: Sequence[str], mark: str) -> str:
    """A line for each remark. What could end a comment, or be read inside one, becomes a question mark."""
    return "".join(f"{mark} {_harmless(remark)}\n" for remark in remarks)


def shell_comments(shell: Shell, remarks: Sequence[str]) -> str:
    """As ``comments``, for a shell."""
    if shell is Shell.CMD:
        return comments([remark.translate(_CMD_ODD) for remark in remarks], "rem")
    return comments(remarks, "#")


def from_environment(shell: Shell, prefix: str, variable: str) -> str:
    """A word of fixed text followed by the value of an environment variable."""
    return f'"{prefix}{_VARIABLE[shell].format(variable)}"'


def _harmless(text: str) -> str:
    return "".join(letter if letter.isprintable() and letter != "\\" else "?" for letter in text)
