"""Undo and redo over a whole request."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.core.models.action import ActionRef
from explorer.core.models.request import Method, Request
from explorer.ui.request.text_difference import difference
from explorer.ui.request.undo_history import Step, UndoHistory, place_of_change

REF = ActionRef("mqtt", "2024-05-16", "DescribeInstance")


def step(**parameters: object) -> Step:
    return Step(Request(REF, parameters))


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_typing_at_one_place_is_one_step_until_a_pause() -> None:
    clock = Clock()
    history = UndoHistory(clock)
    history.begin(step(A=""))
    for text in ("m", "mq", "mqtt"):
        history.note(step(A=text))
        clock.now += 0.5
    clock.now += 5
    history.note(step(A="mqtt-1"))
    assert history.undo() == step(A="mqtt")
    assert history.undo() == step(A="")
    assert history.undo() is None
    assert history.redo() == step(A="mqtt")
    assert history.redo() == step(A="mqtt-1")
    assert history.redo() is None


def test_another_place_is_another_step_and_an_edit_drops_what_was_undone() -> None:
    history = UndoHistory(Clock())
    history.begin(step(A="", B=""))
    history.note(step(A="1", B=""))
    history.note(step(A="1", B="2"))
    assert history.undo() == step(A="1", B="")
    history.note(step(A="1", B="3"))
    assert history.redo() is None
    assert history.undo() == step(A="1", B="")


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ({"A": {"B": ["x", "y"]}}, {"A": {"B": ["x", "z"]}}, "parameters.A.B.1"),
        ({"A": "1"}, {"A": "1", "B": ""}, ""),
        ({"A": ["1"]}, {"A": ["1", "2"]}, ""),
        ({"A": "1", "B": "1"}, {"A": "2", "B": "2"}, ""),
        ({"A": None}, {"A": "1"}, ""),
    ],
)
def test_the_place_of_a_change(old: dict, new: dict, place: str) -> None:
    assert place_of_change(Request(REF, old), Request(REF, new)) == place


@given(st.lists(st.dictionaries(st.sampled_from("ABC"), st.text(max_size=2)), min_size=2, max_size=8))
def test_undoing_leads_back_to_the_beginning_and_redoing_to_the_end(states: list[dict]) -> None:
    steps = [Step(Request(REF, each)) for each in states]
    history = UndoHistory(Clock())
    history.begin(steps[0])
    for each in steps[1:]:
        history.note(each)
    back = [steps[-1]]
    while (earlier := history.undo()) is not None:
        back.append(earlier)
    assert back[-1] == steps[0] or len(back) == 1
    assert all(one != other for one, other in pairwise(back))
    forth = [back[-1]]
    while (later := history.redo()) is not None:
        forth.append(later)
    assert forth == back[::-1]


@given(st.text(max_size=12), st.text(max_size=12))
def test_the_difference_makes_one_text_of_the_other(old: str, new: str) -> None:
    start, end, middle = difference(old, new)
    units = old.encode("utf-16-le", "surrogatepass")
    made = units[: 2 * start] + middle.encode("utf-16-le", "surrogatepass") + units[2 * end :]
    assert made == new.encode("utf-16-le", "surrogatepass")


def test_methods_are_a_place() -> None:
    assert place_of_change(Request(REF), Request(REF, method=Method.GET)) == "method"
