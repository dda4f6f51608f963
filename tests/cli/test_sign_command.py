"""`sign` prints what the vendor's own tools sign, and never a secret."""

import json
from pathlib import Path
from typing import Any

import pytest

ID = "AKIDEXAMPLEEXAMPLEEXAMPLEEXAMPLE0001"
KEY = "FAKEKEYfakekeyFAKEKEYfakekey0001"
ENV = {"TENCENTCLOUD_SECRET_ID": ID, "TENCENTCLOUD_SECRET_KEY": KEY}
HOST = ("--host", "mqtt.tencentcloudapi.com", "--timestamp", "1716000000")
QUERY = "Filters.0.Name=InstanceName&Filters.0.Values.0=test+a%2Bb%2F%E4%B8%AD%E6%96%87~%2A&Offset=0&Limit=10"
PARAMETERS = '{"Filters":[{"Name":"InstanceName","Values":["test a+b/中文~*"]}],"Offset":0,"Limit":10}'
TC3_KEYS = [
    "payload_sha256", "canonical_request", "canonical_request_sha256", "credential_scope", "string_to_sign",
    "signature", "authorization", "headers", "query", "body",
]  # fmt: skip


def signed(cli: Any, *arguments: str, env: dict[str, str] | None = None, **more: Any) -> dict[str, Any]:
    done = cli("sign", "mqtt", "DescribeInstanceList", *arguments, env={**ENV, **(env or {})}, **more)
    assert done.status == 0, done.err
    assert KEY not in done.out + done.err
    shown: dict[str, Any] = json.loads(done.out)
    return shown


def test_post_signs_the_text_of_params_byte_for_byte(cli: Any) -> None:
    shown = signed(cli, *HOST, "--params", '{"Limit": 10, "Offset": 0}')
    assert list(shown) == TC3_KEYS
    assert shown["signature"] == "63c08f78d5e5e4c8c7d8fc13afd9224656cb32194780eb604adbd2ae6be099bb"
    assert shown["body"] == '{"Limit": 10, "Offset": 0}'
    assert shown["headers"]["X-TC-Timestamp"] == "1716000000"
    assert not {"X-TC-RequestClient", "X-TC-Language"} & set(shown["headers"])


def test_parameters_may_come_from_a_file_and_from_stdin(cli: Any, tmp_path: Path) -> None:
    text = b'{"Limit": 10, "Offset": 0}'
    file = tmp_path / "body.json"
    file.write_bytes(text)
    inline = signed(cli, *HOST, "--params", text.decode())
    assert signed(cli, *HOST, "--params", f"@{file}") == inline
    assert signed(cli, *HOST, "--params", "@-", stdin=text) == inline


def test_a_body_of_any_bytes_is_signed_as_it_stands(cli: Any, tmp_path: Path) -> None:
    file = tmp_path / "body.bin"
    file.write_bytes(b"\x00\xff\r\nx")
    shown = signed(cli, *HOST, "--body", f"@{file}", "--content-type", "application/octet-stream")
    assert shown["payload_sha256"] == "f65314d0f6090c1c4fd99497f8404fab4fd597850240d2e6133cc94a5ebac9d5"
    assert shown["body"].encode("utf-8", "surrogateescape") == b"\x00\xff\r\nx"
    assert "content-type:application/octet-stream\n" in shown["canonical_request"]


def test_a_query_string_is_signed_as_it_stands(cli: Any) -> None:
    shown = signed(cli, *HOST, "--query-string", QUERY)
    assert shown["query"] == QUERY
    assert shown["signature"] == "f99ac7b63dbd594bd08a7c48c2d6adc22a9cc79182bb17900bb9f71074a6631d"


def test_get_encodes_by_rfc_3986(cli: Any) -> None:
    shown = signed(cli, *HOST, "--method", "GET", "--params", PARAMETERS)
    assert "Filters.0.Values.0=test%20a%2Bb%2F%E4%B8%AD%E6%96%87~%2A" in shown["query"]
    assert shown["body"] == ""


@pytest.mark.parametrize(
    ("method", "algorithm", "signature"),
    [
        ("GET", "HmacSHA1", "CIo3PGXZJacEUvQOReKgUdO4G0s="),
        ("GET", "HmacSHA256", "0v8twr+6SIt9Wdc7v15dlDpe1mBBhIknz854DdWyXI0="),
        ("POST", "HmacSHA1", "697dGpHT9I/rym8iDVWccoef4bc="),
        ("POST", "HmacSHA256", "YXIAzYW/R74losDkch6HXJjCALB7wQQligQd4AOyUZ0="),
    ],
)
def test_the_older_signatures(cli: Any, method: str, algorithm: str, signature: str) -> None:
    shown = signed(
        cli, *HOST, "--params", PARAMETERS, "--method", method, "--algorithm", algorithm, "--nonce", "11886",
        "--language", "en-US", "--request-client", "SDK_PYTHON_0.0.0", "--region", "ap-guangzhou",
    )  # fmt: skip
    assert list(shown) == ["string_to_sign", "signature", "parameters"]
    assert shown["signature"] == signature == shown["parameters"]["Signature"]
    assert shown["parameters"]["Nonce"] == "11886"


def test_signed_headers_unsigned_payload_and_content_type(cli: Any) -> None:
    shown = signed(
        cli, *HOST, "--signed-headers", "content-type;host;x-tc-action", "--unsigned-payload",
        "--content-type", "application/json; charset=utf-8",
    )  # fmt: skip
    assert "SignedHeaders=content-type;host;x-tc-action," in shown["authorization"]
    assert "x-tc-action:describeinstancelist\n" in shown["canonical_request"]
    assert "content-type:application/json; charset=utf-8\n" in shown["canonical_request"]
    assert shown["payload_sha256"] == "438d4109ef0d676b8c2c7ed13cdfcb418e494d53b843d4634ce3b1085f07bb96"


def test_the_region_comes_by_its_precedence(cli: Any) -> None:
    def region(*arguments: str, **env: str) -> str | None:
        found: str | None = signed(cli, *arguments, env=env)["headers"].get("X-TC-Region")
        return found

    assert region() == "ap-guangzhou"
    assert region(TENCENTCLOUD_REGION="ap-seoul") == "ap-seoul"
    assert region("--region", "ap-tokyo", TENCENTCLOUD_REGION="ap-seoul") == "ap-tokyo"
    assert region("--region", "") is None


def test_a_token_of_the_environment_is_masked_and_one_of_an_argument_is_shown(cli: Any) -> None:
    secret = "TOKENtokenTOKENtoken"
    assert signed(cli, "--token", secret)["headers"]["X-TC-Token"] == secret
    for arguments in ((), ("--algorithm", "HmacSHA1"), ("--algorithm", "HmacSHA256", "--method", "GET")):
        assert secret not in json.dumps(signed(cli, *arguments, env={"TENCENTCLOUD_TOKEN": secret}))


def test_an_action_that_the_catalogue_does_not_know_needs_its_version(cli: Any) -> None:
    unknown = cli("sign", "mqtt", "NoSuchAction", env=ENV)
    assert unknown.status == 2
    assert "NoSuchAction" in unknown.err
    known_version = cli("sign", "mqtt", "NoSuchAction", "--version", "2099-01-01", env=ENV)
    assert json.loads(known_version.out)["headers"]["X-TC-Action"] == "NoSuchAction"


def test_without_a_key_it_ends_with_5(cli: Any) -> None:
    done = cli("sign", "mqtt", "DescribeInstanceList")
    assert (done.status, done.out) == (5, "")
    assert len(done.err.splitlines()) == 1


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (("--host", ""), "--host"),
        (("--host", "bad host"), "--host"),
        (("--host", "https://mqtt.tencentcloudapi.com"), "--host"),
        (("--signed-headers", ""), "--signed-headers"),
        (("--signed-headers", " ; "), "--signed-headers"),
    ],
)
def test_an_option_that_says_nothing_is_named(cli: Any, arguments: tuple[str, ...], named: str) -> None:
    done = cli("sign", "mqtt", "DescribeInstanceList", *arguments, env=ENV)
    assert (done.status, done.out) == (2, "")
    assert named in done.err


def test_a_version_that_is_no_date_is_signed_and_remarked_on(cli: Any) -> None:
    done = cli("sign", "mqtt", "DescribeInstanceList", "--version", "banana", env=ENV)
    assert json.loads(done.out)["headers"]["X-TC-Version"] == "banana"
    assert "'banana' is no date" in done.err


def test_blanks_around_a_region_are_not_signed(cli: Any) -> None:
    assert signed(cli, "--region", "ap-seoul ")["headers"]["X-TC-Region"] == "ap-seoul"
