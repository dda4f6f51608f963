"""`run`: send saved requests, or whole collections, and report how each ended."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from explorer.cli.commands.send import addressed, chosen_target, send_all
from explorer.cli.console import printable
from explorer.cli.exit_status import ExitStatus, of_error, of_exchange
from explorer.cli.hints import in_words_of_the_console
from explorer.cli.output.junit import Result, write_report
from explorer.cli.session import Session
from explorer.core.errors import ExplorerError, UsageError
from explorer.core.models.exchange import Exchange

if TYPE_CHECKING:
    from collections.abc import Iterator

    from explorer.core.storage.collections import DamagedFile, Folder, SavedRequest

# The gravest comes first: what kept the run from being one.
_GRAVITY = (
    ExitStatus.INTERRUPTED,
    ExitStatus.USAGE,
    ExitStatus.NO_CREDENTIAL,
    ExitStatus.NO_ANSWER,
    ExitStatus.NO_ENVELOPE,
    ExitStatus.ERROR_ENVELOPE,
)


def run(options: argparse.Namespace, session: Session) -> int:
    """Send everything the paths name, in order. The status is the gravest of all. Raises UsageError, StorageError."""
    found = [item for given in options.paths for item in _at(session, given)]
    if not found:
        raise UsageError("There is no saved request at these paths.")
    results: list[Result] = []
    try:
        if options.sandbox:
            # One endpoint for the whole run: what one request creates, the next one finds.
            session.services.practice.start()
        for group, item in found:
            results.append(_one(options, session, group, item))
            _say(session, results[-1])
    finally:
        if options.report:
            write_report(Path(options.report), results)
        session.services.practice.stop()
    statuses = {result.status for result in results}
    session.console.note(
        f"{len(results)} sent: {sum(result.status is ExitStatus.SUCCESS for result in results)} succeeded."
    )
    return next((status for status in _GRAVITY if status in statuses), ExitStatus.SUCCESS)


def _one(options: argparse.Namespace, session: Session, group: str, item: "SavedRequest | DamagedFile") -> Result:
    from explorer.core.storage.collections import DamagedFile

    if isinstance(item, DamagedFile):
        return Result(group, item.name, ExitStatus.USAGE, 0.0, "damaged file", item.message)
    saved = item
    chosen = argparse.Namespace(**{**vars(options), "profile": options.profile or saved.request.profile})
    try:
        with chosen_target(chosen, session) as target:
            request = addressed(saved.request, target, chosen, session)
            exchange = send_all(session, [(request, target.credential)])[0]
    except ExplorerError as error:
        return Result(group, saved.name, of_error(error), 0.0, type(error).__name__, in_words_of_the_console(error))
    from explorer.services.known_secrets import without_echo
    from explorer.services.send_request import spec_of

    spec = spec_of(session.services, exchange.request.action)
    return _result(group, saved.name, without_echo(exchange, spec))


def _result(group: str, name: str, exchange: Exchange) -> Result:
    status, seconds = of_exchange(exchange), exchange.timing.total
    if exchange.failure is not None:
        return Result(group, name, status, seconds, exchange.failure.kind.value, exchange.failure.message)
    outcome = exchange.outcome
    if outcome is None or status is ExitStatus.SUCCESS:
        return Result(group, name, status, seconds, request_id=outcome.request_id if outcome else "")
    code = outcome.code or outcome.kind.value
    return Result(group, name, status, seconds, code, outcome.message or outcome.note or code, outcome.request_id)


def _say(session: Session, result: Result) -> None:
    ended = "ok" if result.status is ExitStatus.SUCCESS else result.code
    parts = [ended, f"{result.group}/{result.name}", f"{result.seconds * 1000:.0f} ms", result.request_id]
    session.console.out(printable("  ".join(filter(None, parts)), one_line=True))
    if result.detail:
        session.console.error(f"{result.name}: {result.detail}")


def _at(session: Session, given: str) -> "Iterator[tuple[str, SavedRequest | DamagedFile]]":
    from explorer.core.storage.collections import CollectionStore

    root = session.services.collections.root
    places = (Path(given), Path(f"{given}.toml"), root / given, root / f"{given}.toml")
    path = next((place for place in places if place.exists()), None)
    if path is None:
        yield from _named(session.services.collections.load(), given)
        return
    if path.is_dir():
        yield from _in(CollectionStore(path).load(), path.resolve().name)
    else:
        yield path.resolve().parent.name, CollectionStore(path.parent).open(path)


def _named(root: "Folder", given: str) -> "Iterator[tuple[str, SavedRequest | DamagedFile]]":
    """What the window shows under that name: folders and request, blanks around the strokes or not."""
    from explorer.core.storage.collections import Folder

    for shown, group, entry in _shown_names(root, "", root.name):
        if shown == _without_blanks(given):
            yield from _in(entry, f"{group}/{entry.name}") if isinstance(entry, Folder) else [(group, entry)]
            return
    raise UsageError(f"There is no saved request and no folder {given!r}, here or in the collections.")


def _shown_names(
    folder: "Folder", above: str, group: str
) -> "Iterator[tuple[str, str, Folder | SavedRequest | DamagedFile]]":
    from explorer.core.storage.collections import Folder

    for entry in folder.entries:
        shown = f"{above}{_without_blanks(entry.name)}"
        yield shown, group, entry
        if isinstance(entry, Folder):
            yield from _shown_names(entry, f"{shown}/", f"{group}/{entry.name}")


def _without_blanks(name: str) -> str:
    return "/".join(part.strip() for part in name.split("/"))


def _in(folder: "Folder", group: str) -> "Iterator[tuple[str, SavedRequest | DamagedFile]]":
    from explorer.core.storage.collections import Folder

    for entry in folder.entries:
        if isinstance(entry, Folder):
            yield from _in(entry, f"{group}/{entry.name}")
        else:
            yield group, entry
