"""Every recorded signature of the vendor's SDK comes out of `sign`, with each value on the way."""

import json
from pathlib import Path
from typing import Any

import pytest

VECTORS = json.loads((Path(__file__).parents[1] / "data" / "signing.json").read_text("utf-8"))["vectors"]
STEPS = {
    "hashedPayload": "payload_sha256",
    "canonicalRequest": "canonical_request",
    "hashedCanonicalRequest": "canonical_request_sha256",
    "stringToSign": "string_to_sign",
    "signature": "signature",
}


def _options(vector: dict[str, Any], tmp_path: Path) -> list[str]:
    given = vector["input"]
    options = ["--version", given["version"], "--region", given["region"], "--host", given["host"],
               "--timestamp", str(given["timestamp"]), "--request-client", "SDK_PYTHON_0.0.0",
               "--method", given["method"], "--nonce", str(vector.get("nonce", 1))]  # fmt: skip
    options += ["--language", given["language"]] if given.get("language") else []
    options += ["--algorithm", given["signMethod"]] if given.get("signMethod") else []
    headers = vector.get("headers") or {"Content-Type": given.get("contentType", "application/json")}
    options += ["--content-type", headers["Content-Type"]]
    if "stringToSign" in vector and "canonicalRequest" not in vector:
        return [*options, "--params", json.dumps(given["params"])]
    if given["method"] == "GET":
        return [*options, "--query-string", vector["query"]]
    body = tmp_path / "body"
    body.write_bytes(bytes.fromhex(vector["body_hex"]) if "body_hex" in vector else vector["body"].encode())
    return [*options, "--body", f"@{body}"]


@pytest.mark.parametrize(
    "vector", [vector for vector in VECTORS if vector["input"].get("host")], ids=lambda v: v["name"]
)
def test_a_vector(cli: Any, vector: dict[str, Any], tmp_path: Path) -> None:
    given = vector["input"]
    env = {"TENCENTCLOUD_SECRET_ID": given["secretId"], "TENCENTCLOUD_SECRET_KEY": given["secretKey"]}
    done = cli("sign", given["service"], given["action"], *_options(vector, tmp_path), env=env)
    assert done.status == 0, done.err
    shown = json.loads(done.out)
    for theirs, ours in STEPS.items():
        if theirs in vector:
            assert shown[ours] == vector[theirs], theirs
    if "canonicalRequest" in vector and vector.get("headers"):
        assert {name.lower(): value for name, value in shown["headers"].items()} == {
            name.lower(): value for name, value in vector["headers"].items()
        }
    assert given["secretKey"] not in done.out + done.err
    for secret in ("secretDate", "secretService", "secretSigning"):
        assert vector.get(secret, "?" * 9) not in done.out


def test_enough_vectors_were_tried() -> None:
    assert sum(bool(vector["input"].get("host")) for vector in VECTORS) >= 11
