"""The team's note on a code stands in what `explain` prints, also when others wrote it; a damaged one is told."""

import json
from collections.abc import Callable

from explorer.core.knowledge.notes import TeamNotes
from explorer.core.storage.paths import AppPaths


def test_the_note_is_printed(cli: Callable) -> None:
    notes = TeamNotes(AppPaths.default().notes)
    notes.save("ResourceNotFound.Instance", "Ask the owners.\nThen \x1b[31mwait")
    out = cli("explain", "ResourceNotFound.Instance").out
    assert "Team note (ResourceNotFound.Instance):\n  Ask the owners.\n  Then " in out
    assert "\x1b" not in out
    chinese = cli("explain", "ResourceNotFound.Instance", env={"LC_ALL": "zh_CN.UTF-8"}).out
    assert "团队笔记（ResourceNotFound.Instance）：" in chinese
    notes.save("ResourceNotFound", "For the family.")
    assert "Team note (ResourceNotFound):\n  For the family." in cli("explain", "resourcenotfound.other").out
    pasted = cli("explain", "-", stdin=b"it failed with ResourceNotFound.Instance again").out
    assert "  Ask the owners." in pasted
    assert "Team note" not in cli("explain", "InternalError").out


def test_a_damaged_note_is_told_beside_the_explanation(cli: Callable) -> None:
    folder = AppPaths.default().notes
    folder.mkdir(parents=True)
    (folder / "InternalError.md").write_bytes(b"\xff\xfe\x00")
    done = cli("explain", "InternalError")
    assert done.status == 0
    assert "What to check:" in done.out
    assert "The team's note cannot be shown: The note " in done.out
    assert "InternalError.md is damaged: line 1 is not UTF-8 text. It is left as it is" in done.out
    shown = cli("show", "-", stdin=b'{"Response":{"Error":{"Code":"InternalError","Message":"m"},"RequestId":"r"}}')
    assert "InternalError.md is damaged: line 1" in shown.err
    assert "损坏：第 1 行" in cli("explain", "InternalError", env={"LC_ALL": "zh_CN.UTF-8"}).out


def test_a_note_is_found_however_the_code_was_written(cli: Callable) -> None:
    TeamNotes(AppPaths.default().notes).save("InternalError", "Ask the owners.")
    for written in ("INTERNALERROR", "internalerror "):
        assert "Team note (InternalError):\n  Ask the owners." in cli("explain", written).out
        body = f'{{"Response":{{"Error":{{"Code":"{written}","Message":"m"}},"RequestId":"r"}}}}'
        assert "Team note (InternalError):\n  Ask the owners." in cli("show", "-", stdin=body.encode()).err


def test_what_the_server_said_stands_beside_the_meaning(cli: Callable) -> None:
    text = b"code:LimitExceeded message:too many \x1b[31mtopics requestId:ed93f3cb-f35e-473f-b9f3-0d451b8b79c6"
    out = cli("explain", "-", stdin=text).out
    assert "\nIt said: too many topics\nMeaning: " in out
    assert json.loads(cli("explain", "-", "--json", stdin=text).out)["codes"][0]["message"] == "too many topics"
    assert "\n错误信息：too many topics" in cli("explain", "-", stdin=text, env={"LC_ALL": "zh_CN.UTF-8"}).out
