"""Splits a command line as its shell would: sh, PowerShell or cmd. Runs nothing and expands nothing."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from explorer.core.errors import ImportFormatError

_SH_PLAIN = re.compile(r"[^\s'\"\\$`;|&<>()#]++")
_SH_QUOTED = re.compile(r"[^\"\\$`]++")
_POWER_PLAIN = re.compile(r"[^\s'\"`$;|&]++")
_POWER_QUOTED = re.compile(r"[^\"`$]++")
_VARIABLE = re.compile(r"\$(?:\{[^}\n]{0,200}\}|\([^)\n]{0,2000}\)|env:\w{1,100}|\w{1,100})")
_ANSI = re.compile(r"\\(?:u([0-9A-Fa-f]{1,4})|U([0-9A-Fa-f]{1,8})|x([0-9A-Fa-f]{1,2})|([0-7]{1,3})|(.))", re.DOTALL)
_ANSI_BODY = re.compile(r"(?:[^'\\]++|\\.)*+", re.DOTALL)
_LINE_END = re.compile(r"[ \t]*+\n")
# Variables set for the command alone; their values are nobody's business here.
_ASSIGNED = r"(?:(?:env[ \t]+)?[A-Za-z_]\w{0,60}=(?:'[^'\n]{0,300}'|\"[^\"\n]{0,300}\"|[^\s'\"]{0,300}+)[ \t]++){0,20}+"
_ANSI_LETTERS = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "e": "\x1b", "E": "\x1b", "f": "\f", "v": "\v"}
_POWER_LETTERS = {"n": "\n", "t": "\t", "r": "\r", "0": "\0", "a": "\a", "b": "\b", "f": "\f", "v": "\v"}


@dataclass(slots=True)
class CommandLine:
    """The words of one command, the program left out. ``variables`` could not be known and stand as written."""

    words: list[str] = field(default_factory=list)
    variables: list[str] = field(default_factory=list)
    shell: str = "sh"
    end: int = 0
    """Where the command ends, counted from its program's name; 0 where the shell's rules do not say."""


def has_command(text: str, program: str) -> bool:
    """Whether a line begins with the program (after a prompt)."""
    return _start(text, program) is not None


def command_line(text: str, program: str) -> CommandLine:
    """The first command of that program in the text. Raises ImportFormatError for a quote that never closes."""
    start = _start(text, program)
    if start is None:
        raise ImportFormatError(f"There is no {program} command in the text.")
    rest = text[start:].replace("\r\n", "\n").replace("\r", "\n")
    line = CommandLine(shell=_shell(rest))
    reader = {"sh": _read_sh, "PowerShell": _read_powershell, "cmd": _read_cmd}[line.shell]
    _read(rest, line, reader)
    return line


def command_lines(text: str, program: str, most: int = 100) -> list[CommandLine]:
    """Every command of that program in the text, as ``command_line`` reads one; a later one inside quotes is none."""
    rest = text.replace("\r\n", "\n").replace("\r", "\n")
    found = [command_line(rest, program)]
    while len(found) < most and found[-1].end > 0:
        # A command ends at its line's end or before it, so that the next can only begin on a later line.
        line_end = rest.find("\n", (_start(rest, program) or 0) + found[-1].end)
        rest = rest[line_end + 1 :] if line_end >= 0 else ""
        if not has_command(rest, program):
            break
        found.append(command_line(rest, program))
    return found


def _start(text: str, program: str) -> int | None:
    # A root's prompt and a comment both begin with #, so such a line is the last to be believed.
    for prompt in ("[$>%&]", "#"):
        pattern = (
            rf"(?m)^[ \t]*+(?:(?:{prompt}|PS[^>\n]{{0,300}}+>|[A-Za-z]:[^>\n]{{0,300}}+>)[ \t]*+)?"
            rf"(?:time |sudo |& )?{_ASSIGNED}"
            rf"[\"']?(?:[\w./\\:-]{{0,300}}?[/\\])?{program}(?:\.exe)?[\"']?(?=[\s\\`^]|\Z)"
        )
        found = re.search(pattern, text, re.IGNORECASE)
        if found:
            return found.end()
    return None


def _shell(text: str) -> str:
    if re.search(r"\^\"|\^[ \t]*\n|\"[{\[]\"\"\w", text):
        return "cmd"
    return "PowerShell" if re.search(r"`[ \t]*\n|`\"|@'\n", text) else "sh"


class _Builder:
    """Collects pieces into words; a redirection swallows the word after it."""

    def __init__(self, line: CommandLine) -> None:
        self.line = line
        self._pieces: list[str] = []
        self._begun = self._swallow = False

    def add(self, piece: str) -> None:
        self._pieces.append(piece)
        self._begun = True

    def variable(self, text: str) -> None:
        self.line.variables.append(text[:60])
        self.add(text)

    def end(self) -> None:
        if self._begun and not self._swallow:
            self.line.words.append("".join(self._pieces))
        if self._begun:
            self._swallow = False
        self._pieces, self._begun = [], False

    def redirect(self) -> None:
        if self._pieces and not "".join(self._pieces).isdigit():
            self.end()
        self._pieces, self._begun, self._swallow = [], False, True

    @property
    def at_start(self) -> bool:
        return not self._begun


_Step = Callable[[str, int, _Builder], int]


def _read(text: str, line: CommandLine, step: _Step) -> None:
    """``step`` reads one piece and says where the next begins; -1 ends the command."""
    builder = _Builder(line)
    place = 0
    while 0 <= place < len(text):
        line.end = place
        place = step(text, place, builder)
    line.end = len(text) if place >= len(text) else line.end
    builder.end()


def _closed(text: str, mark: str, place: int) -> int:
    end = text.find(mark, place)
    if end < 0:
        raise ImportFormatError(f"A quote ({mark}) in the command is never closed.", hint="Copy the whole command.")
    return end


def _read_sh(text: str, at: int, builder: _Builder) -> int:
    plain = _SH_PLAIN.match(text, at)
    if plain:
        builder.add(plain.group())
        return plain.end()
    mark = text[at]
    if mark == "'":
        end = _closed(text, "'", at + 1)
        builder.add(text[at + 1 : end])
        return end + 1
    if mark == '"':
        return _sh_double(text, at + 1, builder)
    if mark == "\\":
        if text[at + 1 : at + 2] != "\n":
            builder.add(text[at + 1 : at + 2])
        return at + 2
    if text.startswith("$'", at):
        return _sh_ansi(text, at + 2, builder)
    if mark in "$`":
        return _variable(text, at, builder)
    return _between(text, at, builder)


def _between(text: str, at: int, builder: _Builder) -> int:
    """Blanks and operators of sh and PowerShell."""
    mark = text[at]
    if mark == "\n" or mark in ";|)":
        return -1
    if mark == "&":
        # An address with & that nobody quoted; a real & ends the command.
        if text[at + 1 : at + 2] in {"", "&", " ", "\n", "\t"}:
            return -1
        builder.add("&")
    elif mark in "<>":
        builder.redirect()
        return at + (2 if text[at : at + 2] in {">>", "<<", ">&"} else 1)
    elif mark == "#" and builder.at_start:
        return -1
    elif mark.isspace():
        builder.end()
    else:
        builder.add(mark)
    return at + 1


def _sh_double(text: str, at: int, builder: _Builder) -> int:
    builder.add("")
    while at < len(text):
        plain = _SH_QUOTED.match(text, at)
        if plain:
            builder.add(plain.group())
            at = plain.end()
        elif text[at] == '"':
            return at + 1
        elif text[at] == "\\":
            after = text[at + 1 : at + 2]
            builder.add("" if after == "\n" else after if after in {'"', "\\", "$", "`"} else "\\" + after)
            at += 2
        else:
            at = _variable(text, at, builder)
    return _closed(text, '"', at)


def _sh_ansi(text: str, at: int, builder: _Builder) -> int:
    found = _ANSI_BODY.match(text, at)
    end = _closed(text, "'", found.end() if found else at)
    builder.add(_ANSI.sub(_ansi, text[at:end]))
    return end + 1


def _ansi(found: re.Match[str]) -> str:
    code = found.group(1) or found.group(2) or found.group(3)
    number = int(code, 16) if code else int(found.group(4), 8) if found.group(4) else -1
    if number >= 0:
        return chr(number) if number <= 0x10FFFF else ""
    letter = found.group(5)
    return _ANSI_LETTERS.get(letter, letter if letter in "\\'\"?" else "\\" + letter)


def _variable(text: str, at: int, builder: _Builder) -> int:
    found = _VARIABLE.match(text, at)
    if found:
        builder.variable(found.group())
        return found.end()
    builder.add(text[at])
    return at + 1


def _read_powershell(text: str, at: int, builder: _Builder) -> int:
    plain = _POWER_PLAIN.match(text, at)
    if plain:
        builder.add(plain.group())
        return plain.end()
    mark = text[at]
    if mark == "'":
        return _doubled(text, at + 1, builder)
    if mark == '"':
        return _power_double(text, at + 1, builder)
    if mark == "`":
        after = _LINE_END.match(text, at + 1)
        if after:
            builder.end()
            return after.end()
        builder.add(_power_letter(text, at))
        return at + 2
    return _variable(text, at, builder) if mark == "$" else _between(text, at, builder)


def _power_letter(text: str, at: int) -> str:
    after = text[at + 1 : at + 2]
    return _POWER_LETTERS.get(after, after)


def _doubled(text: str, at: int, builder: _Builder) -> int:
    """A quoted text in which '' is one quote."""
    builder.add("")
    while True:
        end = _closed(text, "'", at)
        builder.add(text[at:end])
        if text[end + 1 : end + 2] != "'":
            return end + 1
        builder.add("'")
        at = end + 2


def _power_double(text: str, at: int, builder: _Builder) -> int:
    builder.add("")
    while at < len(text):
        plain = _POWER_QUOTED.match(text, at)
        if plain:
            builder.add(plain.group())
            at = plain.end()
        elif text.startswith('""', at):
            builder.add('"')
            at += 2
        elif text[at] == '"':
            return at + 1
        elif text[at] == "`":
            builder.add(_power_letter(text, at))
            at += 2
        else:
            at = _variable(text, at, builder)
    return _closed(text, '"', at)


def _read_cmd(text: str, _at: int, builder: _Builder) -> int:
    """cmd takes its carets away first, then the program splits its line by the rules of the C run-time."""
    quoted = closed = False
    backslashes = 0
    command, builder.line.end = _without_carets(text)
    for character in command:
        if closed and character == '"' and not backslashes:
            # A second quote right after one that ends a word is part of the word, which goes on.
            builder.add('"')
            quoted, closed = True, False
            continue
        closed = False
        if character == "\\":
            backslashes += 1
            continue
        if character == '"':
            builder.add("\\" * (backslashes // 2))
            if backslashes % 2:
                builder.add('"')
            else:
                quoted, closed = not quoted, quoted
            backslashes = 0
            continue
        if backslashes:
            builder.add("\\" * backslashes)
            backslashes = 0
        if character in " \t" and not quoted:
            builder.end()
        else:
            builder.add(character)
    if quoted:
        raise ImportFormatError('A quote (") in the command is never closed.', hint="Copy the whole command.")
    if backslashes:
        builder.add("\\" * backslashes)
    return -1


def _without_carets(text: str) -> tuple[str, int]:
    """A command without its carets, and where it ends: at the end of its line, or before a bare & or |."""
    kept: list[str] = []
    quoted = False
    at = 0
    while at < len(text):
        character = text[at]
        if character == "^" and not quoted:
            at += 1
            line_end = _LINE_END.match(text, at)
            if line_end:
                at = line_end.end()
                if text[at : at + 1] != "\n":
                    continue
            kept.append(text[at : at + 1])
        elif character in "\n&|" and not quoted:
            break
        else:
            quoted = quoted != (character == '"')
            kept.append(character)
        at += 1
    return "".join(kept), at
