"""A table written by another process: the same bytes as from here, stopped at any time, failures in words."""

import json
import threading
from collections.abc import Callable
from multiprocessing import active_children
from pathlib import Path
from time import sleep
from unittest.mock import patch

import pytest

from explorer.core.document.document import Document
from explorer.core.document.table import Table
from explorer.core.document.table_export import csv_pieces, json_pieces
from explorer.core.errors import StorageError
from explorer.core.secrets.mask_cells import CellMask
from explorer.core.secrets.secret_values import SecretValues
from explorer.services import export_table
from explorer.services.export_table import FEW, Form, StoppedError, TableExport, TooMuchError

ROW = '{"Id":"行-%d","N":1.10,"Big":12345678901234567890,"F":"=1+1","Password":"hunter2","O":{"a":[1e400]}}'


def table_of(rows: int, *, before: str = '{"Response":{"A":1,"Data":[', after: str = "]}}") -> Table:
    body = f"{before}{','.join(ROW % number for number in range(rows))}{after}".encode()
    document = Document(body).open()
    return Table(document, document.children(document.top()[0])[1]).read()


def once(condition: Callable[[], object], act: Callable[[], object]) -> None:
    """Act, on a thread of its own, as soon as the condition holds."""

    def wait() -> None:
        while not condition():
            sleep(0.01)
        act()

    threading.Thread(target=wait, daemon=True).start()


@pytest.mark.parametrize("form", ["csv", "json"])
@pytest.mark.parametrize("after", ["]}}", "", ',{"Id":"cut'])
def test_the_same_bytes_as_from_here(form: Form, after: str, tmp_path: Path) -> None:
    table, path = table_of(2000, after=after), tmp_path / "out"
    assert len(table.document.data) > FEW
    rows, columns = range(len(table) - 1, 2, -2), ["Password", "N", "Id", "O"]
    export = TableExport(table, rows, columns, form, CellMask(), path=path, marked=form == "csv")
    export.save()
    make = csv_pieces if form == "csv" else json_pieces
    wanted = "".join(make(table, rows, columns, mask := CellMask()))
    assert path.read_bytes() == (b"\xef\xbb\xbf" if form == "csv" else b"") + wanted.encode()
    assert export.hidden == mask.hidden > 900
    assert export.share == 1.0


def test_what_the_user_had_shown_and_secrets_known_by_value(tmp_path: Path) -> None:
    table, path = table_of(2000), tmp_path / "out"
    hides = SecretValues({"行-7"}).hides
    TableExport(table, range(9), table.columns, "json", CellMask({"Password"}, hides=hides), path=path).save()
    rows = json.loads(path.read_text("utf-8"))
    assert {row["Password"] for row in rows} == {"hunter2"}
    assert [row["Id"] for row in rows] == [f"行-{number}" for number in range(7)] + ["******", "行-8"]


def test_rows_read_after_the_export_began_are_no_part_of_it(tmp_path: Path) -> None:
    document = table_of(3000).document
    table = Table(document, document.children(document.top()[0])[1])
    steps = table.steps()
    for _ in range(100):
        next(steps)
    export = TableExport(table, range(len(table)), table.columns, "json", CellMask(), path=tmp_path / "out")
    seen = len(table)
    for _ in steps:
        pass
    export.save()
    assert len(json.loads((tmp_path / "out").read_text("utf-8"))) == seen < len(table)


def test_a_text_and_one_that_is_too_much() -> None:
    table = table_of(1000)
    export = TableExport(table, range(1000), ["Id", "N"], "csv", CellMask())
    assert export.text(1_000_000).decode().splitlines() == ["Id,N", *(f"行-{number},1.10" for number in range(1000))]
    with pytest.raises(TooMuchError):
        TableExport(table, range(1000), ["Id"], "csv", CellMask()).text(1000)
    assert not active_children()


def test_stopped_in_the_middle_the_old_file_stays(tmp_path: Path) -> None:
    table, path = table_of(200_000), tmp_path / "out.csv"
    path.write_text("old")
    export = TableExport(table, range(len(table)), table.columns, "csv", CellMask(), path=path)
    once(lambda: export.share, export.stop)
    with pytest.raises(StoppedError):
        export.save()
    assert 0 < export.share < 1
    assert path.read_text() == "old"
    assert not list(tmp_path.glob(".*"))
    assert not active_children()


def test_a_process_that_is_killed_is_told(tmp_path: Path) -> None:
    table = table_of(200_000)
    export = TableExport(table, range(len(table)), table.columns, "csv", CellMask(), path=tmp_path / "out.csv")
    once(lambda: export.share, lambda: [child.kill() for child in active_children()])
    with pytest.raises(StorageError, match="was not written"):
        export.save()


def test_one_that_does_not_end_is_killed_and_leaves_nothing(tmp_path: Path) -> None:
    # One cell that takes long: a hint of a secret makes that all of it is looked through.
    cell = '"' + '{\\"token\\":[' * 600_000 + '"'
    document = Document(f'[{{"A":{cell}}}]'.encode()).open()
    root = document.root()
    assert root is not None
    table = Table(document, root).read()
    export = TableExport(table, [0], ["A"], "csv", CellMask(), path=tmp_path / "out.csv")
    once(lambda: list(tmp_path.glob(".*")), export.stop)
    with patch.object(export_table, "_LAST_SECONDS", 0.1), pytest.raises(StoppedError):
        export.save()
    assert not list(tmp_path.glob("*out*"))
    assert not active_children()


def test_failures_are_in_words(tmp_path: Path) -> None:
    table = table_of(1000)
    for path, words in ((tmp_path / "no" / "out", "there is no folder"), (tmp_path, "could not be written")):
        with pytest.raises(StorageError, match=words):
            TableExport(table, [0], ["Id"], "csv", CellMask(), path=path).save()
