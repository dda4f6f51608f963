"""The request by the vendor's Python SDK, through its general client, which sends parameters as they are given."""

from explorer.core.models.json_value import JsonObject
from explorer.core.models.request import DEFAULT_TIMEOUT, Algorithm, Method
from explorer.core.snippets import limits
from explorer.core.snippets.literals import PYTHON, quoted
from explorer.core.snippets.offered import PYTHON_SDK
from explorer.core.snippets.sdk import SdkFormat
from explorer.core.snippets.subject import SECRET_ID, SECRET_KEY, TOKEN, Subject
from explorer.core.snippets.target import target_of

_CREDENTIAL = f"""cred = credential.Credential(
    os.environ["{SECRET_ID}"],
    os.environ["{SECRET_KEY}"],
    os.environ.get("{TOKEN}"),
)
"""
_LANGUAGES = ("zh-CN", "en-US")


class PythonSdk(SdkFormat):
    """See SdkFormat."""

    offer = PYTHON_SDK
    install = "pip install tencentcloud-sdk-python-intl-en"
    mark = "#"
    always_signs = False

    def remarks(self, subject: Subject, parameters: JsonObject) -> list[str]:
        """See SdkFormat."""
        request = subject.request
        said = limits.of_text(request, parameters) + limits.of_sending(request, "The SDK")
        said += limits.named("A Python float changes", limits.inexact(parameters, integers=False))
        if request.method is Method.GET or request.algorithm is not Algorithm.TC3:
            said += limits.named("A query of the SDK leaves out the null of", limits.nulls(parameters))
        return said

    def source(self, subject: Subject, parameters: JsonObject) -> str:
        """See SdkFormat."""
        skips = subject.spec is not None and subject.spec.skip_sign
        action = subject.request.action
        return (
            _imports(skips)
            + ("" if skips else _CREDENTIAL)
            + _profiles(subject)
            + f"client = CommonClient({quoted(action.service)}, {quoted(action.version)}, "
            + f"{'None' if skips else 'cred'}, {quoted(subject.request.region)}, client_profile)\n"
            + f"params = {PYTHON.write(parameters)}\n"
            + f"print(client.call_json({quoted(action.name)}, params{_extras(subject)}))\n"
        )


def _imports(skips: bool) -> str:
    names = [
        *([] if skips else ["from tencentcloud.common import credential"]),
        "from tencentcloud.common.common_client import CommonClient",
        "from tencentcloud.common.profile.client_profile import ClientProfile",
        "from tencentcloud.common.profile.http_profile import HttpProfile",
    ]
    return ("" if skips else "import os\n\n") + "\n".join(names) + "\n\n"


def _profiles(subject: Subject) -> str:
    request, target = subject.request, target_of(subject.request)
    http = []
    if target.scheme != "https":
        http.append('protocol="http"')
    if target.own:
        http.append(f"endpoint={quoted(target.host)}")
    if request.method is Method.GET:
        http.append('reqMethod="GET"')
    if request.timeout != DEFAULT_TIMEOUT:
        http.append(f"reqTimeout={request.timeout:g}")
    client = ["httpProfile=http_profile"]
    if request.algorithm is not Algorithm.TC3:
        client.insert(0, f'signMethod="{request.algorithm}"')
    if request.language in _LANGUAGES:
        client.append(f'language="{request.language}"')
    made = f"http_profile = HttpProfile({', '.join(http)})\nclient_profile = ClientProfile({', '.join(client)})\n"
    return made + ("client_profile.unsignedPayload = True\n" if request.unsigned_payload else "")


def _extras(subject: Subject) -> str:
    request = subject.request
    headers = limits.own_headers(request)
    if request.language and request.language not in _LANGUAGES:
        headers["X-TC-Language"] = request.language
    skips = subject.spec is not None and subject.spec.skip_sign
    written = f", headers={PYTHON.write(dict(headers))}" if headers else ""
    return written + (', options={"SkipSign": True}' if skips else "")
