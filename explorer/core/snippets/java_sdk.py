"""The request by the vendor's Java SDK, through the call of its base client that takes the parameters as JSON."""

import re

from explorer.core.models.json_value import JsonObject, dumps
from explorer.core.models.request import DEFAULT_TIMEOUT
from explorer.core.snippets import limits
from explorer.core.snippets.offered import JAVA_SDK
from explorer.core.snippets.sdk import SdkFormat
from explorer.core.snippets.subject import SECRET_ID, SECRET_KEY, TOKEN, Subject
from explorer.core.snippets.target import scope_remark, target_of

_LANGUAGES = {"zh-CN": "ZH_CN", "en-US": "EN_US"}
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9]*\Z")


class JavaSdk(SdkFormat):
    """See SdkFormat."""

    offer = JAVA_SDK
    install = "Maven: com.tencentcloudapi:tencentcloud-sdk-java-intl-en"

    def remarks(self, subject: Subject, parameters: JsonObject) -> list[str]:
        """See SdkFormat."""
        request = subject.request
        said = limits.of_text(request, parameters) + scope_remark(request, target_of(request), "The SDK")
        said += limits.of_sending(
            request, "The SDK", any_method=False, any_algorithm=False, headers=False, unsigned=True
        )
        if request.language and request.language not in _LANGUAGES:
            said.append("The SDK cannot be given this language.")
        return said

    def source(self, subject: Subject, parameters: JsonObject) -> str:
        """See SdkFormat."""
        lines = "".join(f"        {line}\n" for line in _body(subject, dumps(parameters, indent=4, ascii_only=True)))
        return (
            _imports(subject)
            + f"\npublic class {_class_name(subject.request.action.name)} {{\n"
            + "    public static void main(String[] args) throws Exception {\n"
            + lines
            + "    }\n}\n"
        )


def _imports(subject: Subject) -> str:
    names = ["AbstractClient", "Credential", "profile.ClientProfile", "profile.HttpProfile"]
    if subject.request.language in _LANGUAGES:
        names.append("profile.Language")
    return "".join(f"import com.tencentcloudapi.common.{name};\n" for name in names)


def _body(subject: Subject, json_text: str) -> list[str]:
    request = subject.request
    host = target_of(request).host
    json_lines = [f"    {_string(line)}" for line in json_text.splitlines()]
    return [
        "Credential credential = new Credential(",
        f'    System.getenv("{SECRET_ID}"),',
        f'    System.getenv("{SECRET_KEY}"),',
        f'    System.getenv("{TOKEN}"));',
        *_profiles(subject),
        "AbstractClient client = new AbstractClient(",
        f"    {_string(host)}, {_string(request.action.version)}, credential,",
        f"    {_string(request.region)}, clientProfile) {{}};",
        'String parameters = String.join("\\n",',
        *[f"{line}{'' if at == len(json_lines) - 1 else ','}" for at, line in enumerate(json_lines)],
        ");",
        f"System.out.println(client.call({_string(request.action.name)}, parameters));",
    ]


def _profiles(subject: Subject) -> list[str]:
    request, target = subject.request, target_of(subject.request)
    lines = ["HttpProfile httpProfile = new HttpProfile();"]
    if target.scheme != "https":
        lines.append("httpProfile.setProtocol(HttpProfile.REQ_HTTP);")
    if target.own:
        lines.append(f"httpProfile.setEndpoint({_string(target.host)});")
    if request.timeout != DEFAULT_TIMEOUT:
        lines.append(f"httpProfile.setReadTimeout({max(1, round(request.timeout))});")
    lines += ["ClientProfile clientProfile = new ClientProfile();", "clientProfile.setHttpProfile(httpProfile);"]
    if request.language in _LANGUAGES:
        lines.append(f"clientProfile.setLanguage(Language.{_LANGUAGES[request.language]});")
    if request.unsigned_payload:
        lines.append("clientProfile.setUnsignedPayload(true);")
    return lines


def _string(text: str) -> str:
    """A Java string literal. A backslash is always doubled, so no Unicode escape is read inside."""
    return '"' + "".join(_letter(letter) for letter in text) + '"'


def _letter(letter: str) -> str:
    if letter in '\\"':
        return f"\\{letter}"
    if letter < " ":
        # Java replaces Unicode escapes before it looks for strings, so a line break must be octal.
        return f"\\{ord(letter):03o}"
    if letter <= "~":
        return letter
    units = letter.encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4))


def _class_name(action: str) -> str:
    return action if _NAME.match(action) else "CallAction"
