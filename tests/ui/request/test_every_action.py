"""The widgets of the form take every action of the catalogue, with its first readable example, and change nothing."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from explorer.core.catalog.compile import compile_catalog
from explorer.core.catalog.store import CatalogStore
from explorer.core.form.fields import Form
from explorer.core.models.action import ActionRef
from explorer.core.models.json_value import JsonObject, dumps
from explorer.ui.request.field_row import FieldRow
from explorer.ui.request.parameter_form import ParameterForm
from explorer.ui.request.public_names import PublicNames
from explorer.ui.theme import theme

ROOT = Path(__file__).resolve().parents[3]
SHARDS = 8


@pytest.fixture(scope="module")
def store() -> Iterator[CatalogStore]:
    path = ROOT / "build" / "catalog.sqlite"
    compile_catalog(path)
    opened = CatalogStore(path)
    yield opened
    opened.close()


def _refs(store: CatalogStore, shard: int) -> list[ActionRef]:
    refs = [
        summary.ref
        for service in store.services()
        for version in service.versions
        for summary in store.actions(service.name, version)
    ]
    assert len(refs) == 9678
    return refs[shard::SHARDS]


def _example(store: CatalogStore, ref: ActionRef) -> JsonObject:
    return next((each.parameters for each in store.examples(ref) if each.parameters is not None), {})


@pytest.mark.parametrize("shard", range(SHARDS))
def test_the_form_takes_every_action(
    store: CatalogStore, shard: int, qtbot: QtBot, qapp: QApplication, capsys: pytest.CaptureFixture[str]
) -> None:
    theme.apply(qapp, "light")
    form = ParameterForm(PublicNames())
    qtbot.addWidget(form)
    form.resize(520, 800)
    fields = 0
    refs = _refs(store, shard)
    for ref in refs:
        spec, parameters = store.spec(ref), _example(store, ref)
        model = Form(spec, parameters)
        form.load(model)
        form.queue.flush()
        rows = [row for row in form.findChildren(FieldRow) if not row.isHidden()]
        names = {row.field.path for row in rows}
        missing = {member.name for member in spec.input.members} - names
        assert not missing, f"{ref}: no row for {missing}"
        assert dumps(model.to_parameters()) == dumps(parameters), ref
        fields += len(rows)
        # No event loop runs here, in whose turns the rows before would be taken apart.
        form._discarding.flush()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    with capsys.disabled():
        print(f"\nshard {shard}: {len(refs):,} actions, {fields:,} rows")
    assert fields > len(refs)
