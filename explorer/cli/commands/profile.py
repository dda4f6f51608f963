"""`profile`: names and labels; secrets come from a prompt or from standard input, never from an argument."""

import argparse
import getpass
import sys
from pathlib import Path

from explorer.cli.console import printable
from explorer.cli.exit_status import ExitStatus
from explorer.cli.session import Session
from explorer.core.errors import UsageError
from explorer.core.models.credential import Credential
from explorer.core.models.json_value import dumps, from_python
from explorer.services import manage_profiles


def run(options: argparse.Namespace, session: Session) -> int:
    """One of list, add, default, remove and import. Raises UsageError, CredentialError, KeyringError."""
    if options.deed == "import":
        _import(session)
    else:
        {"list": _list, "add": _add, "default": _default, "remove": _remove}[options.deed](options, session)
    return ExitStatus.SUCCESS


def _list(options: argparse.Namespace, session: Session) -> None:
    profiles = manage_profiles.list_profiles(session.services)
    default = manage_profiles.default_profile(session.services)
    if options.json:
        rows = [
            {
                "name": found.name,
                "region": found.region,
                "label": found.label,
                "read_only": found.read_only,
                "default": found.name == default,
            }
            for found in profiles
        ]
        session.console.out(dumps(from_python(rows), indent=2))
        return
    for found in profiles:
        about = [found.region, found.label, "read-only" if found.read_only else ""]
        about.append("default" if found.name == default else "")
        session.console.out(printable("  ".join([found.name, *filter(None, about)]), one_line=True))
    if not profiles:
        session.console.note("There is no profile yet; `request-explorer profile add NAME` makes one.")


def _add(options: argparse.Namespace, session: Session) -> None:
    credential = _read_credential(session)
    profile = manage_profiles.add_profile(
        session.services,
        options.profile,
        credential,
        region=options.region,
        label=options.label,
        read_only=options.read_only,
    )
    session.console.note(f"The profile {profile.name!r} is in the keyring.")


def _default(options: argparse.Namespace, session: Session) -> None:
    profile = manage_profiles.choose_default(session.services, options.profile)
    session.console.note(f"The profile {profile.name!r} is taken where none is named.")


def _remove(options: argparse.Namespace, session: Session) -> None:
    manage_profiles.remove_profile(session.services, options.profile)
    session.console.note(f"The profile {options.profile!r} is gone, and its keys with it.")


def _import(session: Session) -> None:
    report = manage_profiles.import_profiles(session.services, Path.home(), session.environ)
    for found in report.found:
        warning = f" ({found.warning})" if found.warning else ""
        session.console.out(printable(f"{found.name}  from {found.path}{warning}", one_line=True))
    for problem in report.problems:
        session.console.error(problem)
    if not report.found and not report.problems:
        raise UsageError("There is nothing to import.", hint="Looked into ~/.tencentcloud/credentials and ~/.tccli.")


def _read_credential(session: Session) -> Credential:
    if sys.stdin.isatty():
        try:
            return Credential(
                input("SecretId: "), getpass.getpass("SecretKey: "), getpass.getpass("Token (empty for none): ")
            )
        except EOFError:
            raise UsageError("The input ended before the keys were complete.") from None
    lines = session.read_pasted().splitlines()
    if any(line.strip() for line in lines[3:]):
        raise UsageError("Standard input has too many lines.", hint="Give SecretId, SecretKey and token, a line each.")
    secret_id, secret_key, token = [*lines[:3], "", "", ""][:3]
    return Credential(secret_id, secret_key, token)
