"""Every action of the catalogue, and every vendor example, through the form."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from explorer.core.catalog.compile import compile_catalog
from explorer.core.catalog.store import CatalogStore
from explorer.core.form.defaults import skeleton
from explorer.core.form.fields import Field, Form, ListField, ObjectField
from explorer.core.form.validate import check
from explorer.core.form.wording import listed_values, summary
from explorer.core.models.action import ActionSpec
from explorer.core.models.json_value import dumps

CATALOG = Path(__file__).resolve().parents[3] / "build" / "catalog.sqlite"


@pytest.fixture(scope="module")
def store() -> Iterator[CatalogStore]:
    compile_catalog(CATALOG)
    store = CatalogStore(CATALOG)
    yield store
    store.close()


def _specs(store: CatalogStore) -> Iterator[ActionSpec]:
    for service in store.services():
        for version in service.versions:
            for action in store.actions(service.name, version):
                yield store.spec(action.ref)


def _visit(field: Field, above: frozenset[str] = frozenset()) -> int:
    """Open everything inside, a recursive type once, and count the fields."""
    if isinstance(field, ObjectField):
        if field.shape.name in above:
            return 0
        return sum(1 + _visit(child, above | {field.shape.name}) for child in field.children())
    if isinstance(field, ListField):
        return sum(_visit(element, above) for element in field.elements)
    return 0


def test_every_action_and_every_example_goes_through_the_form(
    store: CatalogStore, capsys: pytest.CaptureFixture[str]
) -> None:
    counts: Counter[str] = Counter()
    for spec in _specs(store):
        form = Form(spec)
        counts["actions"] += 1
        counts["fields"] += _visit(form.root)
        assert form.to_parameters() == {}
        required = {member.name for member in spec.input.members if member.required}
        assert {problem.path for problem in form.problems()} == required
        assert [
            problem for problem in check(spec, skeleton(spec)) if problem.blocking and "." not in problem.path
        ] == []
        for example in store.examples(spec.ref):
            if example.parameters is None:
                counts["examples unread"] += 1
                continue
            counts["examples"] += 1
            written = dumps(example.parameters)
            form.load(example.parameters)
            assert dumps(form.to_parameters()) == written
            _visit(form.root)
            assert dumps(form.to_parameters()) == written, f"{spec.ref}: {example.title}"
            problems = form.problems()
            counts["examples that fit"] += not problems
            for problem in problems:
                counts[f"problem: {problem.rule}"] += 1
                assert form.find(problem.path) is not None, f"{spec.ref}: {problem}"
    with capsys.disabled():
        print("\nform:", ", ".join(f"{name} {count}" for name, count in sorted(counts.items())))
    info = store.info()
    assert counts["actions"] == info.actions
    assert counts["examples"] + counts["examples unread"] == info.examples
    assert counts["examples that fit"] > counts["examples"] * 0.9


def test_documents_are_worded_without_failing(store: CatalogStore, capsys: pytest.CaptureFixture[str]) -> None:
    fields = listed = 0
    for spec in _specs(store):
        for member in spec.input.members:
            fields += 1
            assert "\n" not in summary(member.document)
            values = listed_values(member)
            listed += bool(values)
            assert all(value for value, _note in values)
    with capsys.disabled():
        print(f"\nform: {listed} of {fields} fields list values")
    assert listed > 3000
