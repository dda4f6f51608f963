"""The request as a curl command, already signed."""

from explorer.core.errors import ParameterError
from explorer.core.models.request import DEFAULT_TIMEOUT, Method
from explorer.core.signing.trace import SignedRequest
from explorer.core.snippets import quoting
from explorer.core.snippets import signed as parts
from explorer.core.snippets.command import from_environment, lines_of, shell_comments
from explorer.core.snippets.offered import CURL
from explorer.core.snippets.subject import TOKEN, Shell, Snippet, Subject

_PROGRAM = {Shell.SH: "curl", Shell.POWERSHELL: "curl.exe", Shell.CMD: "curl"}
# Linux allows 128 KiB for one argument; cmd takes 8191 characters for a whole line.
_LONGEST_ARGUMENT = 100_000
_LONGEST_CMD_LINE = 8_000
_BODY_FILE = "request-body.bin"


class Curl:
    """See explorer.core.snippets.subject.Format."""

    offer = CURL

    def write(self, subject: Subject) -> Snippet:
        """One command; PowerShell writes the body to a file first, since its versions pass quotes on differently."""
        if subject.signed is None:
            return Snippet(shell_comments(subject.shell, [parts.NO_KEY]), complete=False)
        try:
            before, groups, remarks = _command(subject, subject.signed)
        except ParameterError as problem:
            return Snippet(shell_comments(subject.shell, [str(problem)]), complete=False)
        text = before + lines_of(subject.shell, groups)
        if subject.shell is Shell.CMD and len(text) > _LONGEST_CMD_LINE:
            said = "cmd takes no line of more than 8191 characters. Choose sh or PowerShell."
            return Snippet(shell_comments(subject.shell, [said]), complete=False)
        head = shell_comments(subject.shell, parts.validity(subject) + remarks)
        return Snippet(f"{head}{text}\n", until=subject.until)


def _command(subject: Subject, signed: SignedRequest) -> tuple[str, list[str], list[str]]:
    """What comes before the command, the command's groups of words, and remarks."""
    shell, remarks = subject.shell, []
    url, headers = _url(subject, signed), _header_words(signed)
    words = [quoting.quote(shell, url)]
    if "[" in url:
        words.insert(0, "--globoff")
    if subject.request.timeout != DEFAULT_TIMEOUT:
        words.insert(0, f"--max-time {subject.request.timeout:g}")
    if shell is Shell.POWERSHELL and any(quoting.needs_new_powershell(word) for word in [url, *headers]):
        remarks.append("PowerShell before 7.3 drops the double quotes of a header.")
    groups = [" ".join([_PROGRAM[shell], *words]), *(f"-H {quoting.quote(shell, header)}" for header in headers)]
    if parts.carries_token_header(signed):
        groups.append(f"-H {from_environment(shell, 'X-TC-Token: ', TOKEN)}")
    if signed.method == Method.GET:
        before, body = "", ["--get"] if parts.token_pair(signed) else []
    else:
        before, body = _body(shell, _body_bytes(subject, signed))
    if parts.token_pair(signed):
        body.append(f"--data-urlencode {from_environment(shell, 'Token=', TOKEN)}")
    return before, groups + body, remarks


def _url(subject: Subject, signed: SignedRequest) -> str:
    if signed.method == Method.GET and parts.is_form(subject):
        return f"{signed.url.partition('?')[0]}?{parts.form_without_token(signed)}"
    return signed.url


def _header_words(signed: SignedRequest) -> list[str]:
    """``Name: value``; curl writes a header without a value when it ends in a semicolon."""
    authority = signed.url.partition("://")[2].partition("/")[0]
    pairs = [pair for pair in parts.headers_without_token(signed) if pair != ("Host", authority)]
    return [f"{name}: {value}" if value else f"{name};" for name, value in pairs]


def _body_bytes(subject: Subject, signed: SignedRequest) -> bytes:
    return parts.form_without_token(signed).encode("ascii") if parts.is_form(subject) else signed.body


def _body(shell: Shell, body: bytes) -> tuple[str, list[str]]:
    """What comes before the command, and its words for the body. Raises ParameterError where cmd has no way."""
    text = parts.body_text(body)
    if shell is Shell.POWERSHELL:
        return _body_file(body, text), [f'--data-binary "@{_BODY_FILE}"']
    if shell is Shell.CMD:
        if text is None or not text.isascii():
            raise ParameterError("cmd cannot pass on these bytes.", hint="Choose sh or PowerShell.")
        return "", [f"--data-raw {quoting.cmd(text)}"]
    if text is None:
        return f"printf %s {parts.base64_text(body)} | base64 -d | ", ["--data-binary @-"]
    if len(body) > _LONGEST_ARGUMENT:
        return f"printf %s {quoting.sh(text)} | ", ["--data-binary @-"]
    return "", [f"--data-raw {quoting.sh(text)}"]


def _body_file(body: bytes, text: str | None) -> str:
    made = f"[Text.Encoding]::UTF8.GetBytes({quoting.powershell(text or '')})"
    if text is None:
        made = f"[Convert]::FromBase64String('{parts.base64_text(body)}')"
    return f'[IO.File]::WriteAllBytes("$PWD/{_BODY_FILE}", {made})\n'
