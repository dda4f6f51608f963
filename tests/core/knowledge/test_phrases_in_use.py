"""Where an error is understood no sentence stands in the code: each has its key, and each key is used."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from explorer.core.phrases import phrases

ROOT = Path(__file__).resolve().parents[3] / "explorer"
ROOMS = [
    "ui/catalog/explain_dialog.py", "ui/catalog/explained_row.py", "ui/catalog/paste_pad.py",
    "ui/catalog/note_dialog.py", "ui/catalog/code_dialog.py", "ui/widgets/team_note.py",
    "ui/response/error_card.py", "ui/response/evidence_lines.py", "ui/response/answer_dialog.py",
    "ui/flows/noting.py", "ui/flows/explaining.py", "cli/commands/explain.py",
    "services/explain_text.py", "services/ticket_summary.py", "services/team_notes.py", "services/examine_error.py",
    "core/http/failures.py", "core/models/failure_words.py", "core/knowledge/no_answer.py",
    "core/knowledge/key_evidence.py", "core/knowledge/request_evidence.py", "core/knowledge/notes.py",
]  # fmt: skip
SENTENCE = re.compile(r"[A-Za-z]{2,} [a-z]{2,}")
MADE = re.compile(r"\{[^}]*\}")


def _texts(path: Path) -> Iterator[str]:
    """The texts of a module that are no documentation and no annotation."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        for part in (getattr(node, "annotation", None), getattr(node, "returns", None)):
            told |= {id(each) for each in ast.walk(part)} if part is not None else set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            yield node.value


@pytest.mark.parametrize("room", ROOMS)
def test_no_sentence_stands_in_the_code(room: str) -> None:
    for text in _texts(ROOT / room):
        assert not SENTENCE.search(text) or "\\" in text or "[" in text, text


# Names that are put together: of a region, a kind of answer, a rule of the form, a way that a clock is off.
MADE_UP = re.compile(
    r"(?:region|oddity|badge|outcome|spec|wanted|fault|saved|pages|usage|cause|kind|tail)\."
    r"|console\.clock_|clock\.(?:machine|request)_|card\.(?:likely|ruled_out)_name|explain\.(?:code|region|request_id)\Z"
    r"|(?:failure|advice)\.\w+_reading\Z"
)


def test_each_key_is_used_somewhere() -> None:
    """By its name, or by the part of it behind its group."""
    texts = {text for path in ROOT.rglob("*.py") for text in _texts(path)}
    keys = phrases()._templates
    assert [
        key for key in keys if key not in texts and key.partition(".")[2] not in texts and not MADE_UP.match(key)
    ] == []
