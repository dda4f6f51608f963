"""The request as a command of the vendor's command line."""

from explorer.core.errors import ParameterError
from explorer.core.models.json_value import JsonObject, JsonValue, Number, dumps
from explorer.core.models.request import DEFAULT_TIMEOUT, Request
from explorer.core.snippets import limits, quoting
from explorer.core.snippets.command import lines_of, shell_comments
from explorer.core.snippets.offered import TCCLI
from explorer.core.snippets.subject import SECRET_ID, SECRET_KEY, Shell, Snippet, Subject
from explorer.core.snippets.target import target_of

_LONGEST_ARGUMENT = 100_000
_LONGEST_CMD_LINE = 8_000
_FILE = "request.json"
_LANGUAGES = ("zh-CN", "en-US")
# The one service whose folder in the vendor's tools has another name.
_SERVICES = {"as": "autoscaling"}


class Tccli:
    """See explorer.core.snippets.subject.Format."""

    offer = TCCLI

    def write(self, subject: Subject) -> Snippet:
        """One option a parameter where tccli takes them; otherwise the parameters as JSON from a file."""
        shell = subject.shell
        parameters = limits.readable_parameters(subject.request)
        if isinstance(parameters, str):
            return Snippet(shell_comments(shell, [parameters]), complete=False)
        try:
            text = _command(subject, parameters)
        except ParameterError as problem:
            return Snippet(shell_comments(shell, [str(problem)]), complete=False)
        if shell is Shell.CMD and len(text) > _LONGEST_CMD_LINE:
            said = "cmd takes no line of more than 8191 characters. Choose sh or PowerShell."
            return Snippet(shell_comments(shell, [said]), complete=False)
        head = [f"pip install tccli-intl-en; it reads {SECRET_ID} and {SECRET_KEY} of the environment."]
        return Snippet(f"{shell_comments(shell, head + _remarks(subject, parameters))}{text}\n")


def _remarks(subject: Subject, parameters: JsonObject) -> list[str]:
    request, spec = subject.request, subject.spec
    said = limits.of_text(request, parameters)
    said += limits.of_sending(request, "tccli", any_method=False, any_algorithm=False, headers=False)
    empty = limits.nulls(parameters)
    unknown = [path for path in limits.by_rule(spec, parameters, "unknown") if path not in empty]
    said += limits.named("tccli leaves out the null of", empty)
    said += limits.named("tccli leaves out what it does not know", unknown)
    said += limits.named("tccli may refuse the type of", _wrong_types(subject, parameters))
    said += limits.named("tccli's floats change", limits.inexact(parameters, integers=False))
    if spec is None:
        said.append("tccli leaves out members that it does not know, and every null.")
    if not request.region:
        said.append("tccli takes its own region where none is given.")
    if request.language and request.language not in _LANGUAGES:
        said.append("tccli cannot be given this language.")
    return said


def _wrong_types(subject: Subject, parameters: JsonObject) -> list[str]:
    empty = set(limits.nulls(parameters))
    return [path for path in limits.by_rule(subject.spec, parameters, "type") if path not in empty]


def _command(subject: Subject, parameters: JsonObject) -> str:
    request, shell = subject.request, subject.shell
    service = _SERVICES.get(request.action.service, request.action.service)
    start = f"tccli {service} {quoting.quote(shell, request.action.name)}"
    groups = [f"{start} --version {quoting.quote(shell, request.action.version)}", *_settings(request, shell)]
    if _as_file(subject, parameters):
        return _with_file(shell, groups, dumps(parameters, ascii_only=True))
    return lines_of(shell, groups + [_option(shell, name, value) for name, value in parameters.items()])


def _settings(request: Request, shell: Shell) -> list[str]:
    target = target_of(request)
    groups = []
    if target.own or target.scheme != "https":
        groups.append(f"--endpoint {quoting.quote(shell, target.host if target.scheme == 'https' else target.url)}")
    if request.region:
        groups.append(f"--region {quoting.quote(shell, request.region)}")
    if request.language in _LANGUAGES:
        groups.append(f"--language {request.language}")
    if request.timeout != DEFAULT_TIMEOUT:
        groups.append(f"--timeout {max(1, round(request.timeout))}")
    return groups


def _as_file(subject: Subject, parameters: JsonObject) -> bool:
    """Whether options cannot say it: tccli insists there on known names, required ones, and types."""
    words = [_word(value) for value in parameters.values() if value is not None]
    if subject.spec is None or any(value is None for value in parameters.values()):
        return True
    if limits.by_rule(subject.spec, parameters, "unknown", "required", "type"):
        return True
    if subject.shell is Shell.POWERSHELL:
        return any(quoting.needs_new_powershell(word) for word in words)
    return any(len(word) > _LONGEST_ARGUMENT or "\0" in word for word in words)


def _word(value: JsonValue) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "True" if value else "False"
    return value.text if isinstance(value, Number) else dumps(value, ascii_only=True)


def _option(shell: Shell, name: str, value: JsonValue) -> str:
    word = _word(value)
    # What begins with a dash would be read as an option of its own.
    if word.startswith("-"):
        return quoting.quote(shell, f"--{name}={word}")
    return f"--{name} {quoting.quote(shell, word)}"


def _with_file(shell: Shell, groups: list[str], text: str) -> str:
    if shell is Shell.SH:
        return lines_of(shell, [*groups, "--cli-input-json file:///dev/stdin <<'JSON'"]) + f"\n{text}\nJSON"
    command = lines_of(shell, [*groups, f'--cli-input-json "file://{_FILE}"'])
    if shell is Shell.POWERSHELL:
        return f"Set-Content -Encoding ascii {_FILE} {quoting.powershell(text)}\n{command}"
    return f">{_FILE} echo {quoting.cmd_text(text)}\n{command}"
