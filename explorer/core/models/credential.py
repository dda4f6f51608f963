"""A key pair in memory; its printed form never shows a secret."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Credential:
    """SecretId, SecretKey and, for temporary keys, the session token. ``repr`` shows none of them."""

    secret_id: str = field(repr=False)
    secret_key: str = field(repr=False)
    token: str = field(default="", repr=False)
