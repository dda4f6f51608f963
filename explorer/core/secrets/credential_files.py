"""Reads the key pairs that the vendor's tools keep in clear text, so that they can move to the keyring."""

import configparser
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from explorer.core.errors import ImportFormatError
from explorer.core.models.credential import Credential

_LARGEST = 1_000_000
_CREDENTIAL = ".credential"
_WAYS = {"oauth": "browser login", "sso": "single sign-on"}


@dataclass(frozen=True, slots=True)
class FoundCredential:
    """One key pair, or the reason why a file or section has none (``credential`` None, ``warning`` says why).

    ``name`` is fit for a profile; ``expires_at`` is of temporary keys; ``region`` is the one set beside them;
    ``warning`` is a sentence to show before importing, or empty.
    """

    name: str
    path: Path
    credential: Credential | None = field(repr=False)
    expires_at: datetime | None = None
    region: str = ""
    warning: str = ""


def usual_places(environ: Mapping[str, str], home: Path) -> tuple[Path, ...]:
    """The files that exist where the vendor's tools look (protocol: TENCENTCLOUD_CREDENTIALS_FILE, then the home)."""
    named = environ.get("TENCENTCLOUD_CREDENTIALS_FILE", "")
    shared = [Path("/etc/tencentcloud/credentials")] if os.name != "nt" else []
    candidates = [*([Path(named)] if named else []), home / ".tencentcloud" / "credentials", *shared]
    folder = home / ".tccli"
    profiles = sorted(folder.glob(f"*{_CREDENTIAL}")) if folder.is_dir() else []
    return tuple(path for path in (*candidates, *profiles) if path.is_file())


def read(paths: Iterable[Path], *, now: datetime | None = None) -> tuple[FoundCredential, ...]:
    """Every key pair in the given files, of either format. ``now`` decides what has expired (default: the clock).

    Raises ImportFormatError, naming the file, for one that cannot be read or is of neither format.
    """
    moment = now or datetime.now(UTC)
    return tuple(found for path in paths for found in _read_one(path, moment))


def _read_one(path: Path, now: datetime) -> Iterator[FoundCredential]:
    try:
        with path.open("rb") as stream:
            text = stream.read(_LARGEST).decode("utf-8-sig")
    except OSError as error:
        raise ImportFormatError(f"{path} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError:
        raise ImportFormatError(f"{path} is no credentials file: it is not text.") from None
    if text.lstrip().startswith("{"):
        yield _from_json(path, text, now)
    else:
        yield from _from_ini(path, text)


def _from_json(path: Path, text: str, now: datetime) -> FoundCredential:
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        # The parser's own message would quote the text.
        raise ImportFormatError(f"{path} is no credentials file: its JSON is broken.") from None
    name = path.name.removesuffix(_CREDENTIAL) or path.stem
    secret_id, secret_key, token = (_clean(data.get(key)) for key in ("secretId", "secretKey", "token"))
    kind = str(data.get("type") or "")
    region = _region_beside(path, name)
    if not secret_id or not secret_key:
        return FoundCredential(name, path, None, region=region, warning=_why_none(kind))
    expires_at = _moment(data.get("expiresAt"))
    return FoundCredential(
        name,
        path,
        Credential(secret_id, secret_key, token),
        expires_at=expires_at,
        region=region,
        warning=_warning(data, kind, token, expires_at, now),
    )


def _warning(data: Mapping[str, Any], kind: str, token: str, expires_at: datetime | None, now: datetime) -> str:
    if expires_at is not None and expires_at <= now:
        return f"These temporary keys expired at {expires_at:%Y-%m-%d %H:%M} UTC; they are of no use any more."
    if expires_at is not None or kind in _WAYS:
        way = f" from a {_WAYS[kind]}" if kind in _WAYS else ""
        end = f" until {expires_at:%Y-%m-%d %H:%M} UTC" if expires_at else " for a short time only"
        return f"Temporary keys{way}: they work{end} and are not renewed here."
    if data.get("role-arn"):
        return "The vendor's command line takes a role with these keys; here they are used as they are."
    return "These keys have a session token, so they are temporary." if token else ""


def _why_none(kind: str) -> str:
    if kind == "cvm-role":
        return "It holds no keys: the vendor's command line asks the virtual machine's role for them."
    return "It holds no complete key pair."


def _region_beside(path: Path, name: str) -> str:
    """The region in tccli's NAME.configure, or empty."""
    try:
        data = json.loads(path.with_name(f"{name}.configure").read_bytes()[:_LARGEST])
        return _clean(data["_sys_param"].get("region"))
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return ""


def _from_ini(path: Path, text: str) -> Iterator[FoundCredential]:
    # Keys may hold a percent sign, and `default` is a section like any other here.
    parser = configparser.ConfigParser(interpolation=None, default_section="\0", strict=False)
    try:
        parser.read_string(text)
    except configparser.Error:
        raise ImportFormatError(f"{path} is no credentials file: neither JSON nor sections of keys.") from None
    for section in parser.sections():
        values = parser[section]
        raw = [values.get(key, "") for key in ("secret_id", "secret_key", "token")]
        secret_id, secret_key, token = (_clean(value) for value in raw)
        if not secret_id or not secret_key:
            yield FoundCredential(section, path, None, warning=_why_none(""))
            continue
        quoted = any(_unquoted(value) != value.strip() for value in raw)
        yield FoundCredential(
            section,
            path,
            Credential(_unquoted(secret_id), _unquoted(secret_key), _unquoted(token)),
            region=_clean(values.get("region", "")),
            warning="The file has quotation marks around its values; they are left out here." if quoted else "",
        )


def _clean(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""


def _unquoted(value: str) -> str:
    bare = value.strip()
    return bare[1:-1].strip() if len(bare) > 1 and bare[0] == bare[-1] and bare[0] in "\"'" else bare


def _moment(value: object) -> datetime | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        return datetime.fromtimestamp(value, UTC) if value > 0 else None
    except (OverflowError, OSError, ValueError):
        return None
