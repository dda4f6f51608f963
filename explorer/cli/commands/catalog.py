"""`catalog`: what is known, from which package; add another package."""

import argparse
from collections.abc import Iterator
from pathlib import Path

from explorer.cli.exit_status import ExitStatus
from explorer.cli.session import Session
from explorer.core.models.action import CatalogInfo
from explorer.core.models.json_value import dumps, from_python

_DETAILS = {
    "distinct_error_codes": "error codes, each counted once",
    "inputs_exact": "example requests read as they stand",
    "inputs_repaired": "example requests read after a repair",
    "inputs_unread": "example requests that cannot be read",
    "outputs_exact": "example answers read as they stand",
    "outputs_repaired": "example answers read after a repair",
    "outputs_unread": "example answers that cannot be read",
    "members": "parameters with the withdrawn ones",
    "objects": "data types",
    "withdrawn_members": "parameters that were withdrawn",
}


def run(options: argparse.Namespace, session: Session) -> int:
    """Print the catalogue's counts, or add a wheel file. Raises CatalogError, UsageError."""
    if options.deed == "add":
        from explorer.services.add_catalog import add_package
        from explorer.services.wiring import added_catalog

        session.console.out_lines(_lines(add_package(session.services, Path(options.wheel))))
        session.console.note(
            f"In use from now on. Delete {added_catalog(session.services.paths)} to go back to the bundled catalogue."
        )
        return ExitStatus.SUCCESS
    info = session.services.catalog.info()
    if options.json:
        session.console.out(dumps(from_python(_as_json(info)), indent=2))
    else:
        session.console.out_lines(_lines(info))
    return ExitStatus.SUCCESS


def _as_json(info: CatalogInfo) -> dict[str, object]:
    return {
        "services": info.services,
        "service_versions": info.service_versions,
        "actions": info.actions,
        "parameters": info.parameters,
        "examples": info.examples,
        "error_codes": info.error_codes,
        "unread": dict(info.unread),
        "package": info.package,
        "details": dict(info.details),
    }


def _lines(info: CatalogInfo) -> Iterator[str]:
    yield f"Packages: {info.package}"
    counts = (
        ("Services", info.services),
        ("Service versions", info.service_versions),
        ("Actions", info.actions),
        ("Parameters", info.parameters),
        ("Examples", info.examples),
        ("Error codes", info.error_codes),
    )
    for title, count in counts:
        yield f"{title:<39} {count:>7,}"
    for name, count in info.details.items():
        yield f"  {_DETAILS.get(name, name.replace('_', ' ')):<37} {count:>7,}"
    yield "Could not be read:" if info.unread else "Everything could be read."
    for reason, count in info.unread.items():
        yield f"  {count:>5,}  {reason}"
