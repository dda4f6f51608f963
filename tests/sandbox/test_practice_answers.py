"""What every action answers: it fits the output spec, and the vendor's SDK can read it into its model."""

import importlib
import json
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from explorer.core.catalog.store import CatalogStore
from explorer.core.models.action import ActionRef, ActionSpec, Kind, Member, ObjectSpec
from explorer.core.models.json_value import loads
from explorer.sandbox import answers
from explorer.sandbox.answers import AnswerBook, failure, success
from explorer.sandbox.fit import MisfitError, fit
from explorer.sandbox.invention import invent

Misfits = Callable[[ActionSpec, Any], list[str]]


@pytest.fixture(scope="module")
def book(catalog: CatalogStore) -> AnswerBook:
    return AnswerBook(catalog)


def _every_spec(catalog: CatalogStore) -> Iterator[ActionSpec]:
    for service in catalog.services():
        for version in service.versions:
            for summary in catalog.actions(service.name, version):
                yield catalog.spec(summary.ref)


def test_all_answers_fit_their_output_spec(
    catalog: CatalogStore, book: AnswerBook, monkeypatch: pytest.MonkeyPatch, misfits: Misfits
) -> None:
    counts: Counter[str] = Counter()

    def counted(spec: ActionSpec, shape: ObjectSpec) -> Any:
        counts["invented"] += 1
        return invent(spec, shape)

    monkeypatch.setattr(answers, "invent", counted)
    wrong = []
    for spec in _every_spec(catalog):
        counts["all"] += 1
        value = json.loads(book.text(spec))
        wrong += [f"{spec.ref}: {misfit}" for misfit in misfits(spec, {"RequestId": "r", **value})]
    assert wrong == []
    assert counts["all"] == catalog.info().actions == 9678
    assert counts["invented"] < 200, "nearly all answers are the vendor's own"


def test_all_answers_load_into_the_models_of_the_vendors_sdk(catalog: CatalogStore, book: AnswerBook) -> None:
    loaded = 0
    for spec in _every_spec(catalog):
        models = sdk_module(spec.ref, "models")
        model = getattr(models, f"{spec.ref.name}Response")()
        model._deserialize({**json.loads(book.text(spec)), "RequestId": "r"})
        assert model.RequestId == "r"
        loaded += 1
    assert loaded == 9678


def sdk_module(ref: ActionRef, kind: str) -> Any:
    """A module of the vendor's SDK; one service has a folder of another name."""
    folder = "autoscaling" if ref.service == "as" else ref.service
    return importlib.import_module(f"tencentcloud.{folder}.v{ref.version.replace('-', '')}.{kind}")


_NODE = ObjectSpec(
    "Node",
    "",
    (
        Member("Name", Kind.STRING, always_returned=True),
        Member("Children", Kind.OBJECT, is_list=True, object_name="Node", always_returned=True),
        Member("Parent", Kind.OBJECT, object_name="Node"),
        Member("Twin", Kind.OBJECT, object_name="Node", nullable=True, always_returned=True),
        Member("Root", Kind.OBJECT, object_name="Node", always_returned=True),
    ),
)
_OUTPUT = ObjectSpec(
    "TreeResponse",
    "",
    (
        Member("Top", Kind.OBJECT, object_name="Node", always_returned=True),
        Member("Count", Kind.INTEGER, example="7"),
        Member("Bad", Kind.INTEGER, example="seven"),
        Member("Share", Kind.FLOAT),
        Member("Open", Kind.BOOLEAN),
        Member("Day", Kind.DATE),
        Member("Status", Kind.STRING, example="RUNNING"),
        Member("Maybe", Kind.STRING, nullable=True),
        Member("RequestId", Kind.STRING),
    ),
)
_TREE = ActionSpec(ActionRef("t", "1", "Tree"), "", "", "", ObjectSpec("TreeRequest", "", ()), _OUTPUT, {"Node": _NODE})


def test_an_invented_answer_ends_although_its_type_holds_itself() -> None:
    made = invent(_TREE, _OUTPUT)
    assert made["Top"] == {"Name": "Name-1", "Children": [], "Twin": None, "Root": {}}
    assert (made["Status"], made["Day"], made["Open"]) == ("RUNNING", "2026-01-31", True)
    assert made["Count"] == loads("7")
    assert made["Bad"] == loads("1")
    assert "RequestId" not in made


def test_an_example_is_made_to_fit_where_nothing_is_lost() -> None:
    fitted = fit(
        _TREE,
        {
            "Top": {"Name": loads("5"), "Odd": "x", "Children": None, "Root": {}, "Twin": None},
            "Count": "12",
            "Share": "0.5",
            "Open": "false",
            "Maybe": None,
            "Day": None,
            "RequestId": "gone",
            "Odd": [],
        },
    )
    assert fitted["Top"]["Name"] == "5"  # type: ignore[index,call-overload]
    assert fitted["Top"]["Children"] == []  # type: ignore[index,call-overload]
    assert {name: fitted[name] for name in fitted if name != "Top"} == {
        "Count": loads("12"),
        "Share": loads("0.5"),
        "Open": False,
        "Maybe": None,
    }


@pytest.mark.parametrize(
    "wrong",
    [{"Count": "many"}, {"Count": [1]}, {"Open": "perhaps"}, {"Top": []}, {"Top": {"Children": {}}}, {"Status": {}}],
)
def test_an_example_that_cannot_fit(wrong: Any) -> None:
    with pytest.raises(MisfitError):
        fit(_TREE, {"Top": {"Children": [], "Root": {}}, **wrong})


def test_envelopes_are_json() -> None:
    assert json.loads(success('{"A":1}', 'a"b')) == {"Response": {"A": 1, "RequestId": 'a"b'}}
    assert json.loads(success("{}", "r")) == {"Response": {"RequestId": "r"}}
    assert json.loads(failure("C.D", "m\n", "r")) == {
        "Response": {"Error": {"Code": "C.D", "Message": "m\n"}, "RequestId": "r"}
    }
