"""The content of a file that the same text writes before its command reads it: a here document, echo, Set-Content."""

import re

_HERE = re.compile(r"<<-?[ \t]{0,4}(['\"]?)(\w{1,40})\1[^\n]{0,200}\n")
_STANDARD_INPUT = {"-", "/dev/stdin"}


def written_file(text: str, name: str) -> str | None:
    """What the text puts into that file (``-`` is standard input), or None."""
    bare = name.strip().removeprefix("./")
    if not bare or len(bare) > 200:
        return None
    if bare in _STANDARD_INPUT:
        return _here_document(text, 0)
    found = re.search(rf"(?m)>[ \t]{{0,4}}[\"']?{re.escape(bare)}[\"']?[ \t]{{0,4}}<<", text)
    if found:
        return _here_document(text, found.start())
    return _quoted(text, re.escape(bare)) or _echoed(text, re.escape(bare))


def _here_document(text: str, start: int) -> str | None:
    opening = _HERE.search(text, start)
    if opening is None:
        return None
    rest = text[opening.end() :]
    end = re.search(rf"(?m)^\t{{0,9}}{opening.group(2)}[ \t]{{0,9}}$", rest)
    return rest[: end.start()].removesuffix("\n") if end else None


def _quoted(text: str, name: str) -> str | None:
    """PowerShell: ``Set-Content … NAME '…'`` and ``WriteAllBytes("…NAME", …GetBytes('…'))``."""
    found = re.search(
        rf"(?:Set-Content|WriteAll(?:Bytes|Text))[^\n']{{0,200}}?{name}[\"']?[^\n']{{0,100}}?'((?:[^']|'')*+)'", text
    )
    return found.group(1).replace("''", "'") if found else None


def _echoed(text: str, name: str) -> str | None:
    """cmd: ``>NAME echo …``, carets before what cmd would take for itself."""
    found = re.search(rf"(?mi)^[ \t]{{0,20}}>[ \t]{{0,4}}\"?{name}\"?[ \t]{{0,4}}echo[ \t]([^\r\n]*+)", text)
    return re.sub(r"\^(.)", r"\1", found.group(1)) if found else None
