"""The request by the vendor's Node.js SDK, through its general client."""

from explorer.core.models.json_value import JsonObject, dumps
from explorer.core.models.request import DEFAULT_TIMEOUT, Algorithm, Method
from explorer.core.snippets import limits
from explorer.core.snippets.literals import JAVASCRIPT, quoted
from explorer.core.snippets.offered import NODEJS_SDK
from explorer.core.snippets.sdk import SdkFormat
from explorer.core.snippets.subject import SECRET_ID, SECRET_KEY, TOKEN, Subject
from explorer.core.snippets.target import scope_remark, target_of

_MODULE = "tencentcloud-sdk-nodejs-intl-en"


class NodejsSdk(SdkFormat):
    """See SdkFormat."""

    offer = NODEJS_SDK
    install = f"npm install {_MODULE}"

    def remarks(self, subject: Subject, parameters: JsonObject) -> list[str]:
        """See SdkFormat."""
        said = limits.of_sending(subject.request, "The SDK")
        said += scope_remark(subject.request, target_of(subject.request), "The SDK")
        return said + _parameters(subject, parameters)[1]

    def source(self, subject: Subject, parameters: JsonObject) -> str:
        """See SdkFormat."""
        request, target = subject.request, target_of(subject.request)
        return (
            "const { CommonClient, ClientProfile, HttpProfile, Credential } =\n"
            f'  require("{_MODULE}/tencentcloud/common");'
            "\n\nconst credential = new Credential(\n"
            + "".join(f"  process.env.{name},\n" for name in (SECRET_ID, SECRET_KEY, TOKEN))
            + ");\n"
            + _profiles(subject)
            + f"const client = new CommonClient({quoted(target.host)}, {quoted(request.action.version)}, credential, "
            + f"{quoted(request.region)}, clientProfile);\n"
            + f"const params = {_parameters(subject, parameters)[0]};\n"
            + f"client.request({quoted(request.action.name)}, params, (error, response) => {{\n"
            + "  console.log(error ? String(error) : JSON.stringify(response, null, 2));\n});\n"
        )


def _parameters(subject: Subject, parameters: JsonObject) -> tuple[str, list[str]]:
    """The expression and the remarks on it. As bytes the SDK sends and signs JSON as it stands."""
    request = subject.request
    empty, odd = limits.nulls(parameters), limits.inexact(parameters, integers=True)
    about = limits.named("An object would lose the null of", empty)
    about += limits.named("A JavaScript number would change", odd)
    query = request.method is Method.GET or request.algorithm is not Algorithm.TC3
    if query:
        return JAVASCRIPT.write(parameters), [remark.replace("would ", "will ") for remark in about]
    exact = request.body_text is not None and request.body_text != dumps(parameters)
    if about or exact:
        text = request.body_text if request.body_text is not None else dumps(parameters)
        return f"Buffer.from({quoted(text)})", [*about, "So the JSON is given as bytes."] if about else []
    return JAVASCRIPT.write(parameters), []


def _profiles(subject: Subject) -> str:
    request, target = subject.request, target_of(subject.request)
    headers = limits.own_headers(request)
    if request.language:
        headers["X-TC-Language"] = request.language
    lines = ["const httpProfile = new HttpProfile();"]
    if target.scheme != "https":
        lines.append('httpProfile.protocol = "http://";')
    if request.method is Method.GET:
        lines.append('httpProfile.reqMethod = "GET";')
    if request.timeout != DEFAULT_TIMEOUT:
        lines.append(f"httpProfile.reqTimeout = {request.timeout:g};")
    if headers:
        lines.append(f"httpProfile.headers = {JAVASCRIPT.write(dict(headers))};")
    lines.append(f'const clientProfile = new ClientProfile("{request.algorithm}", httpProfile);')
    return "\n".join(lines) + "\n"
