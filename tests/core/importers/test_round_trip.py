"""What the program writes as a command or as HTTP, it reads back as the same request."""

from dataclasses import replace

import pytest

from explorer.core.catalog.store import CatalogStore
from explorer.core.importers.read_text import read_text
from explorer.core.models.credential import Credential
from explorer.core.models.json_value import JsonObject, Number
from explorer.core.models.request import Algorithm, Method, Request
from explorer.core.signing.prepare import prepare
from explorer.core.snippets.formats import named, to_sign, write
from explorer.core.snippets.subject import Shell, Snippet, Subject

KEYS = Credential("AKIDROUNDTRIP", "roundtripkey", "roundtriptoken")
PRODUCTS = ("mqtt", "cvm", "cam", "cls", "teo")
HARD: JsonObject = {
    "InstanceId": 'it\'s "quoted" \\ `$HOME` %PATH% ^& | <a> ! 中文 \t end',
    "Limit": Number("18446744073709551615"),
    "Filters": [{"Name": "a\nb", "Values": ["", "--x", "[1]"]}],
}


def _snippet(request: Request, catalog: CatalogStore, name: str, shell: Shell) -> Snippet:
    chosen, spec = named(name), catalog.spec(request.action)
    signed = None
    if chosen.offer.carries_signature:
        signed = prepare(to_sign(chosen, request, shell), KEYS, timestamp=1716000000, nonce=7, spec=spec)
    return write(chosen, Subject(request, spec, signed, shell))


def _requests(catalog: CatalogStore) -> list[Request]:
    hard = Request(catalog.resolve("mqtt", "DescribeInstanceList"), HARD, region="ap-guangzhou", language="en-US")
    found = [hard, replace(hard, method=Method.GET), replace(hard, algorithm=Algorithm.HMAC_SHA256)]
    for service in PRODUCTS:
        for summary in catalog.actions(service)[:40]:
            examples = catalog.examples(summary.ref)[:1]
            found += [
                Request(summary.ref, example.parameters, region="ap-singapore")
                for example in examples
                if example.parameters is not None
            ]
    return found


@pytest.mark.parametrize("shell", list(Shell))
@pytest.mark.parametrize("name", ["curl", "raw_http", "tccli"])
def test_what_was_written_is_read_back(catalog: CatalogStore, name: str, shell: Shell) -> None:
    read = 0
    for request in _requests(catalog):
        snippet = _snippet(request, catalog, name, shell)
        if not snippet.complete:
            continue
        found = read_text(snippet.text, catalog)
        assert found.request is not None
        assert found.request.action == request.action
        assert found.request.parameters == request.parameters, snippet.text
        assert found.request.region == request.region
        assert found.request.method == (Method.POST if name == "tccli" else request.method)
        for secret in ("AKIDROUNDTRIP", "roundtriptoken"):
            assert secret not in repr(found)
        if name != "tccli" and request.method is Method.POST and request.algorithm is Algorithm.TC3:
            assert found.request.json_text() == to_sign(named(name), request, shell).json_text()
        read += 1
    print(f"{name} for {shell}: {read} read back")
    assert read > 100
