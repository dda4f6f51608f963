"""How the names of secrets may end: what lies below ``core.secrets`` sorts out most names by this, at little cost."""

import re

FORM = (
    r"(?:_?(?:new|old|pem|content|value|text|plain|plain_?text|base64|hash|confirm(?:ation|ed)?|repeat))?_?[0-9]{0,2}\Z"
)
"""What may stand behind the word that makes a secret of a name, in small letters."""

_WORDS = (
    *("word", "wd", "phrase", "code", "pass", "secret", "key", "string", "binary", "token", "domain", "credential"),
    *("material", "content", "psk", "config", "usersig", "data", "cookie", "authorization", "plaintext"),
)
MAY_END = re.compile(
    rb"(?:" + "|".join(_WORDS).encode() + rb")s?" + FORM.encode() + rb"|[\x80-\xff\\]",
    re.IGNORECASE,
)
"""Found in every name that ``secret_names`` takes for a secret's, and where letters may be spelled in another way."""
