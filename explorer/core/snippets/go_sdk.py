"""The request by the vendor's Go SDK, through its general client, which takes the parameters as JSON."""

from explorer.core.models.json_value import JsonObject, dumps
from explorer.core.models.request import DEFAULT_TIMEOUT, Algorithm, Method
from explorer.core.snippets import limits
from explorer.core.snippets.literals import quoted
from explorer.core.snippets.offered import GO_SDK
from explorer.core.snippets.sdk import SdkFormat
from explorer.core.snippets.subject import SECRET_ID, SECRET_KEY, TOKEN, Subject
from explorer.core.snippets.target import target_of

_MODULE = "github.com/tencentcloud/tencentcloud-sdk-go-intl-en/tencentcloud/common"
_HEAD = f"""package main

import (
\t"fmt"
\t"os"

\t"{_MODULE}"
\ttchttp "{_MODULE}/http"
\t"{_MODULE}/profile"
)

func main() {{
\tcredential := common.NewTokenCredential(
\t\tos.Getenv("{SECRET_ID}"),
\t\tos.Getenv("{SECRET_KEY}"),
\t\tos.Getenv("{TOKEN}"),
\t)
"""
_TAIL = """\tif err != nil {
\t\tpanic(err)
\t}
\tresponse := tchttp.NewCommonResponse()
\tif err := client.Send(request, response); err != nil {
\t\tpanic(err)
\t}
\tfmt.Println(string(response.GetBody()))
}
"""


class GoSdk(SdkFormat):
    """See SdkFormat."""

    offer = GO_SDK
    install = f"go get {_MODULE}"

    def remarks(self, subject: Subject, parameters: JsonObject) -> list[str]:
        """See SdkFormat."""
        odd = limits.inexact(parameters, integers=True)
        return [
            *limits.of_text(subject.request, parameters),
            *limits.of_sending(subject.request, "The SDK", headers=False),
            *limits.named("Older releases of the SDK read numbers as 64-bit floats, which changes", odd),
        ]

    def source(self, subject: Subject, parameters: JsonObject) -> str:
        """See SdkFormat."""
        # A raw string literal holds everything but a back quote, and in JSON that can only stand inside a string.
        text = dumps(parameters, indent=4, ascii_only=True).replace("`", "\\u0060")
        action = subject.request.action
        return (
            _HEAD
            + "".join(f"\t{line}\n" for line in _profile(subject))
            + f"\tclient := common.NewCommonClient(credential, {_string(subject.request.region)}, clientProfile)\n"
            + f"\trequest := tchttp.NewCommonRequest({_string(action.service)}, {_string(action.version)}, "
            + f"{_string(action.name)})\n"
            + f"\terr := request.SetActionParameters(`{text}`)\n"
            + _TAIL
        )


def _profile(subject: Subject) -> list[str]:
    request, target = subject.request, target_of(subject.request)
    lines = ["clientProfile := profile.NewClientProfile()"]
    if target.scheme != "https":
        lines.append('clientProfile.HttpProfile.Scheme = "HTTP"')
    if target.own:
        lines.append(f"clientProfile.HttpProfile.Endpoint = {_string(target.host)}")
    if request.method is Method.GET:
        lines.append('clientProfile.HttpProfile.ReqMethod = "GET"')
    if request.timeout != DEFAULT_TIMEOUT:
        lines.append(f"clientProfile.HttpProfile.ReqTimeout = {max(1, round(request.timeout))}")
    if request.algorithm is not Algorithm.TC3:
        lines.append(f'clientProfile.SignMethod = "{request.algorithm}"')
    if request.language:
        lines.append(f"clientProfile.Language = {_string(request.language)}")
    if request.unsigned_payload:
        lines.append("clientProfile.UnsignedPayload = true")
    return lines


def _string(text: str) -> str:
    # Half a character pair has no escape in Go.
    return quoted("".join("?" if "\ud800" <= letter <= "\udfff" else letter for letter in text))
