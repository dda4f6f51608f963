"""Looks at the key of a failed call and keeps booleans only, so that nothing of it can reach a card or a picture."""

import re
from urllib.parse import urlsplit

from explorer.core.knowledge.case import KeyFacts
from explorer.core.models.credential import Credential
from explorer.core.models.exchange import Exchange
from explorer.core.models.request import Algorithm

# How the ids of keys begin, those of the international site with an I.
_ID = re.compile(r"[AI]KID\w{8}")


def key_facts(exchange: Exchange, credential: Credential) -> KeyFacts:
    """Whether blanks stand around its parts or they are swapped, and whether it signs what was sent as that was."""
    parts = (credential.secret_id, credential.secret_key, credential.token)
    swapped = _ID.match(credential.secret_key.strip()) is not None and not _ID.match(credential.secret_id.strip())
    return KeyFacts(any(part != part.strip() for part in parts), _fits(exchange, credential), swapped)


def _fits(exchange: Exchange, credential: Credential) -> bool | None:
    from explorer.core.signing.query import parse_query
    from explorer.core.signing.verify import parse_authorization, tc3_matches, v1_matches

    sent = exchange.sent
    headers = {name.lower(): value for name, value in sent.headers}
    url = urlsplit(sent.url)
    if exchange.request.algorithm is not Algorithm.TC3:
        text = sent.body.decode("utf-8", "replace") if sent.method == "POST" else url.query
        pairs = parse_query(text)
        if dict(pairs).get("SecretId") != credential.secret_id:
            return None
        return v1_matches(sent.method, headers.get("host", url.netloc), pairs, credential.secret_key)
    claimed = parse_authorization(headers.get("authorization", ""))
    if claimed is None or claimed.secret_id != credential.secret_id:
        # Another key than the profile's now; nothing can be said.
        return None
    return tc3_matches(
        claimed, method=sent.method, query=url.query, headers=headers, body=sent.body, secret_key=credential.secret_key
    )
