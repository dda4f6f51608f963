"""The texts of the corpus: all that stands in each is found, at its place, and nothing that is not there."""

import importlib.util
import json
from pathlib import Path
from typing import Any

import pytest

from explorer.core.knowledge.explain import Knowledge


def _module(name: str) -> Any:
    spec = importlib.util.spec_from_file_location(name, Path(__file__).with_name(f"{name}.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


TICKETS = _module("pasted_corpus_of_tickets")
CORPUS: dict[str, tuple[str, dict[str, list[str]]]] = {
    **_module("pasted_corpus").CORPUS,
    **{f"ticket {name}": case for name, case in TICKETS.CORPUS.items()},
}


def test_there_are_enough_texts() -> None:
    assert len(CORPUS) >= 130


@pytest.mark.parametrize("name", CORPUS)
def test_what_is_found(knowledge: Knowledge, name: str) -> None:
    text, wanted = CORPUS[name]
    found: dict[str, list[str]] = {}
    for finding in knowledge.find_all(text):
        found.setdefault(finding.kind, []).append(finding.text)
        assert 0 <= finding.start < finding.end <= len(text)
        if finding.kind == "action":
            assert text[finding.start : finding.end] == finding.text
        if finding.kind == "envelope":
            assert json.loads(finding.source or text[finding.start : finding.end])["Response"]["RequestId"]
    assert found == wanted


@pytest.mark.parametrize("text", TICKETS.MESSAGES)
def test_what_stands_beside_a_code(knowledge: Knowledge, text: str) -> None:
    code = next(finding for finding in knowledge.find_all(text) if finding.kind == "code")
    assert code.message == TICKETS.MESSAGES[text]


def test_places_are_those_of_the_text_with_its_colours(knowledge: Knowledge) -> None:
    text = "\x1b[31mERROR\x1b[0m then \x1b[1mInternalError\x1b[0m"
    (found,) = knowledge.find_all(text)
    assert text[found.start : found.end] == "InternalError"


def test_a_long_log_is_read_in_short_calls(knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each call that a search makes sees a piece at most; the codes at the seams are found all the same."""
    line = "2026-01-02 03:04:05 INFO worker-7 handled something without any name in 12.3 ms\n"
    text = "".join(line * 400 + f"code:InternalError number {number}\n" for number in range(30))
    found = knowledge.find_all(text)
    assert [finding.text for finding in found] == ["InternalError"] * 30
    assert all(text[finding.start : finding.end] == "InternalError" for finding in found)


def test_an_answer_longer_than_one_call_reads(knowledge: Knowledge) -> None:
    rows = '{"N":"' + "x" * 50 + '"},'
    text = '{"Response":{"Data":[' + rows * 9000 + '1],"Error":{"Code":"InternalError","Message":"m"},"RequestId":"r"}}'
    (envelope,) = [finding for finding in knowledge.find_all(f"log: {text} end") if finding.kind == "envelope"]
    assert (envelope.text, envelope.message, envelope.request_id) == ("InternalError", "m", "r")
    assert (envelope.start, envelope.end) == (5, 5 + len(text))


@pytest.mark.parametrize("text", ['{"Response":' * 5000, '{\\"Response\\":' * 5000, "\x1b[" * 100_000, "a." * 100_000])
def test_hostile_repetition_ends(knowledge: Knowledge, text: str) -> None:
    assert [finding for finding in knowledge.find_all(text) if finding.kind == "envelope"] == []
