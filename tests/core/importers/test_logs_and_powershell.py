"""Requests inside logs, and those of PowerShell's own web commands."""

import pytest

from explorer.core.catalog.store import CatalogStore
from explorer.core.errors import ImportFormatError
from explorer.core.importers.imported import Imported
from explorer.core.importers.read_text import read_text
from explorer.core.models.json_value import JsonObject, Number, dumps
from explorer.core.models.request import Method

SIGNED = "TC3-HMAC-SHA256 Credential=AKIDX/2024-05-18/mqtt/tc3_request, SignedHeaders=content-type;host, Signature=ab"
HOST = "mqtt.intl.tencentcloudapi.com"
HEAD = f"Host: {HOST}\r\nX-Tc-Action: DescribeInstanceList\r\nX-Tc-Version: 2024-05-16\r\nAuthorization: {SIGNED}\r\n"

LOGS = {
    "Go": (
        "2024/05/18 10:40:00 [DEBUG] http request: POST / HTTP/1.1\r\n"
        + HEAD
        + 'Content-Length: 16\r\n\r\n{"Offset":"中"}'
        "\n2024/05/18 10:40:01 [DEBUG] http response: HTTP/1.1 200 OK"
    ),
    "no length": "sending POST / HTTP/1.1\r\n" + HEAD + '\r\n{"Offset":"中"}\nHTTP/1.1 200 OK\n',
    "Go %q": 'request = "POST / HTTP/1.1\\r\\n'
    + HEAD.replace("\r\n", "\\r\\n")
    + '\\r\\n{\\"Offset\\":\\"\\u4e2d\\"}" and more',
    "OkHttp": "\n".join(
        [
            "May 18, 2024 10:40:00 AM okhttp3.internal.platform.Platform log",
            f"INFO: --> POST https://{HOST}/ http/1.1",
            *(f"INFO: {line}" for line in HEAD.split("\r\n")),
            'INFO: {"Offset":"中"}',
            "INFO: --> END POST (16-byte body)",
            f"INFO: <-- 200 https://{HOST}/ (120ms)",
        ]
    ),
    "Python": "send: b'POST / HTTP/1.1\\r\\n"
    + HEAD.replace("\r\n", "\\r\\n")
    + "\\r\\n'\nsend: b'{\"Offset\":\"\\xe4\\xb8\\xad\"}'\nreply: 'HTTP/1.1 200 OK\\r\\n'",
}


@pytest.mark.parametrize("name", LOGS)
def test_requests_in_logs(catalog: CatalogStore, name: str) -> None:
    found = read_text(LOGS[name], catalog)
    assert found.request is not None
    assert found.format == "HTTP request in a log"
    assert found.request.action.name == "DescribeInstanceList"
    assert found.request.parameters == {"Offset": "中"}
    assert found.authorization == SIGNED
    assert "Signature=ab" not in repr(found)


@pytest.mark.parametrize(
    "text",
    [
        "* Trying\n"
        + "".join(f"> {line}\n" for line in ("POST / HTTP/1.1\r\n" + HEAD).split("\r\n"))
        + "< HTTP/1.1 200",
        f"send request, request url: https://{HOST}/. request headers information: " + HEAD.replace("\r\n", "\n"),
    ],
)
def test_a_log_without_the_body_says_so(catalog: CatalogStore, text: str) -> None:
    found = read_text(text, catalog)
    assert found.request is not None
    assert found.request.action.name == "DescribeInstanceList"
    assert "does not hold the body" in " ".join(found.notes)


BODY: JsonObject = {"InstanceId": "it's $5 `x`", "Limit": Number("10")}
POWERSHELL = {
    "browser": f"""$session = New-Object Microsoft.PowerShell.Commands.WebRequestSession
$session.UserAgent = "Mozilla/5.0"
$session.Cookies.Add((New-Object System.Net.Cookie("a", "sesame", "/", "x.com")))
Invoke-WebRequest -UseBasicParsing -Uri "https://{HOST}/" `
-Method "POST" `
-WebSession $session `
-Headers @{{
"authority"="{HOST}"
  "X-TC-Action"="DescribeInstanceList"
  "Authorization"="{SIGNED}"
}} `
-ContentType "application/json" `
-Body "{{`"InstanceId`":`"it's `$5 ``x```",`"Limit`":10}}\"""",
    "bytes": f"PS C:\\me> irm https://{HOST} -Method Post -Headers @{{'X-TC-Action' = 'DescribeInstanceList'}}"
    """ -Body ([System.Text.Encoding]::UTF8.GetBytes('{"InstanceId":"it''s $5 `x`","Limit":10}'))""",
    "variables": f"""# a script
$headers = @{{ "X-TC-Action" = "DescribeInstanceList"; 'X-TC-Version' = "2024-05-16" }}
$body = @'
{{"InstanceId":"it's $5 `x`","Limit":10}}
'@
$answer = Invoke-RestMethod -Uri "https://{HOST}" -Headers $Headers -Body $body -Method POST | Out-Null
""",
}


@pytest.mark.parametrize("name", POWERSHELL)
def test_web_commands_of_powershell(catalog: CatalogStore, name: str) -> None:
    found = read_text(POWERSHELL[name], catalog)
    assert found.format == "PowerShell web command"
    assert found.request is not None
    assert found.request.parameters == BODY
    assert found.request.method is Method.POST
    assert "sesame" not in repr(found)


def _powershell(catalog: CatalogStore, options: str) -> Imported:
    return read_text(f"irm https://{HOST} -Headers @{{'X-TC-Action'='DescribeInstanceList'}} {options}", catalog)


def test_what_powershell_would_fill_in_is_said(catalog: CatalogStore) -> None:
    assert "$payload has no value" in " ".join(_powershell(catalog, "-Method POST -Body $payload").notes)
    with pytest.raises(ImportFormatError, match="never closed"):
        _powershell(catalog, '-Body "{')


@pytest.mark.parametrize("end", ["\r\n", "\n"])
def test_chunks_with_extensions_and_trailers(catalog: CatalogStore, end: str) -> None:
    text = (
        f"POST https://{HOST}/ HTTP/1.1{end}X-TC-Action: DescribeInstanceList{end}Transfer-Encoding: chunked{end}{end}"
    )
    chunks = f'6{end}{{"Limi{end}7;name=1{end}t": 10}}{end}'
    whole = read_text(text + chunks + f"0{end}X-Trailer: y{end}{end}", catalog)
    assert whole.request is not None
    assert whole.request.parameters == {"Limit": Number("10")}
    assert "last chunk is missing" not in " ".join(whole.notes)
    cut = read_text(text + chunks + f"20{end}x", catalog)
    assert "last chunk is missing" in " ".join(cut.notes)


def test_doubled_quotes_of_cmd(catalog: CatalogStore) -> None:
    text = f'curl "https://{HOST}/" -H "X-TC-Action: DescribeInstanceList"'
    text += ' --data-raw "{""Limit"":10,""InstanceId"":""""}"'
    found = read_text(text, catalog)
    assert found.request is not None
    assert found.request.parameters == {"Limit": Number("10"), "InstanceId": ""}


def test_the_time_of_a_signature_stands_with_it(catalog: CatalogStore) -> None:
    head = HEAD + "X-TC-Timestamp: 1716000000\r\n"
    found = read_text("POST / HTTP/1.1\r\n" + head + "\r\n{}", catalog)
    assert found.authorization == f"{SIGNED}\nX-TC-Timestamp: 1716000000"


def test_every_command_of_cmd_is_read(catalog: CatalogStore) -> None:
    one = (
        'curl ^"https://mqtt.intl.tencentcloudapi.com/?a=1^&b=2^" ^\r\n  -H ^"X-TC-Action: DescribeInstanceList^" ^\r\n'
        '  -H ^"X-TC-Version: 2024-05-16^" ^\r\n  --data-raw ^"^{^\\^"Limit^\\^":10^}^"'
    )
    text = " &\r\n".join((one, one.replace("10", "20"), one.replace("List", "").replace("10", "30")))
    entries = read_text(text, catalog).entries
    found = [each.imported.request for each in entries if each.imported is not None]
    assert [(each.action.name, dumps(each.parameters)) for each in found if each is not None] == [
        ("DescribeInstanceList", '{"Limit":10}'), ("DescribeInstanceList", '{"Limit":20}'),
        ("DescribeInstance", '{"Limit":30}'),
    ]  # fmt: skip
