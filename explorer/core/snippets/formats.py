"""The formats on offer, in the order of the selector, and the two questions that a front end asks of them."""

from dataclasses import replace

from explorer.core.errors import ExplorerError, UsageError
from explorer.core.models.json_value import dumps
from explorer.core.models.request import Algorithm, ContentKind, Method, Request
from explorer.core.snippets.command import comments
from explorer.core.snippets.curl import Curl
from explorer.core.snippets.go_sdk import GoSdk
from explorer.core.snippets.java_sdk import JavaSdk
from explorer.core.snippets.nodejs_sdk import NodejsSdk
from explorer.core.snippets.python_sdk import PythonSdk
from explorer.core.snippets.raw_http import RawHttp
from explorer.core.snippets.subject import Format, Shell, Snippet, Subject
from explorer.core.snippets.tccli import Tccli

FORMATS: tuple[Format, ...] = (Curl(), Tccli(), PythonSdk(), NodejsSdk(), GoSdk(), JavaSdk(), RawHttp())
_MARKS = {"shell": "#", "python": "#", "http": "#"}


def named(name: str) -> Format:
    """The format of that name. Raises UsageError."""
    for chosen in FORMATS:
        if chosen.offer.name == name:
            return chosen
    raise UsageError(
        f"There is no format {name!r}.", hint=f"There are {', '.join(each.offer.name for each in FORMATS)}."
    )


def to_sign(chosen: Format, request: Request, shell: Shell) -> Request:
    """The request to sign for a snippet: for cmd, which spoils other letters, the same JSON in ASCII."""
    plain = request.method is Method.POST and request.content_kind is ContentKind.JSON and request.body_text is None
    if shell is Shell.CMD and chosen.offer.uses_shell and plain and request.algorithm is Algorithm.TC3:
        return replace(request, body_text=dumps(request.parameters, ascii_only=True))
    return request


def write(chosen: Format, subject: Subject) -> Snippet:
    """The snippet; what cannot be written at all becomes a remark that says why."""
    try:
        return chosen.write(subject)
    except (ExplorerError, RecursionError) as problem:
        said = str(problem) if isinstance(problem, ExplorerError) else "The parameters are nested too deep."
        mark = _MARKS.get(chosen.offer.language, "//")
        return Snippet(
            comments([said], "rem" if chosen.offer.uses_shell and subject.shell is Shell.CMD else mark), False
        )
