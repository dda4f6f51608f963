"""Expressions in another process: the same results as here, errors explained, stopped at any time."""

import json
import threading
from multiprocessing import active_children

import pytest

from explorer.core.errors import UsageError
from explorer.services.query_process import QueryProcess


def test_results_are_exact_and_errors_are_worded() -> None:
    process = QueryProcess(b'{"A":[{"N":1.10},{"N":9007199254740993}]}')
    try:
        assert process.ask("A[*].N") == b"[1.10,9007199254740993]"
        assert process.ask("A[?N > `9007199254740992`].N") == b"[9007199254740993]"
        assert process.ask("A[?N == `9007199254740993`] | [0].N") == b"9007199254740993"
        with pytest.raises(UsageError, match="JMESPath"):
            process.ask("A[")
        with pytest.raises(UsageError, match="does not fit"):
            process.ask("abs(A)")
        assert process.ask("length(A)") == b"2"
    finally:
        process.close()


def test_the_secrets_of_the_answer_are_told() -> None:
    process = QueryProcess(b'{"A":[{"Password":"hunter2"},{"Key":"api_token","Value":"hunter3"}],"B":"seen"}')
    try:
        assert process.ask("B") == b'"seen"'
        assert process.secrets == {"hunter2", "hunter3"}
    finally:
        process.close()


def test_what_is_no_json_is_queried_as_far_as_it_goes() -> None:
    process = QueryProcess(b'{"A":[1,2.50')
    try:
        assert process.ask("A") == b"[1,2.50]"
    finally:
        process.close()


def test_after_a_process_was_killed_from_outside_the_next_expression_has_another() -> None:
    process = QueryProcess(b'{"A":1.10}')
    try:
        assert process.ask("A") == b"1.10"
        (child,) = active_children()
        child.kill()
        child.join()
        with pytest.raises(UsageError, match="stopped before"):
            process.ask("A")
        assert process.ask("A") == b"1.10"
    finally:
        process.close()


LONG = "sort_by(A, &to_string(sum([@, @])))" + " | sort_by(@, &to_string(@))" * 400


def told_apart(process: QueryProcess, *expressions: str) -> dict[str, str]:
    """What each expression comes to when one is asked after the other, none waiting for the one before."""
    results: dict[str, str] = {}

    def ask(expression: str) -> None:
        try:
            results[expression] = process.ask(expression).decode()
        except UsageError as error:
            results[expression] = str(error)

    asking = [threading.Thread(target=ask, args=(expression,)) for expression in expressions]
    for thread in asking:
        thread.start()
        thread.join(0.2)
    for thread in asking:
        thread.join(30)
        assert not thread.is_alive()
    return results


def test_an_expression_takes_the_place_of_a_long_one_under_way() -> None:
    process = QueryProcess(json.dumps({"A": list(range(3000)), "B": 1}).encode())
    try:
        assert process.ask("A[0]") == b"0"
        results = told_apart(process, LONG, "A[7]", "B")
        assert results["B"] == "1"
        assert "stopped" in results[LONG]
        assert results["A[7]"] == "7" or "stopped" in results["A[7]"]
        assert process.ask("length(A)") == b"3000"
    finally:
        process.close()


def test_while_an_answer_is_read_each_expression_gets_its_own_result() -> None:
    rows = ",".join(f'{{"Id":"i-{number}","N":{number}}}' for number in range(60_000))
    process = QueryProcess(f'{{"A":[{rows}],"B":1.10}}'.encode())
    try:
        results = told_apart(process, "@ | length(A)", "@ | B", "@ | A[3].Id")
        assert results["@ | A[3].Id"] == '"i-3"'
        assert results["@ | length(A)"] == "60000" or "stopped" in results["@ | length(A)"]
        assert results["@ | B"] == "1.10" or "stopped" in results["@ | B"]
    finally:
        process.close()


def test_it_can_be_stopped_in_the_middle() -> None:
    process = QueryProcess(json.dumps({"A": list(range(3000))}).encode())
    assert process.ask("A[0]") == b"0"
    failures: list[str] = []

    def ask() -> None:
        try:
            process.ask(LONG)
        except UsageError as error:
            failures.append(str(error))

    asking = threading.Thread(target=ask)
    asking.start()
    asking.join(0.3)
    process.close()
    asking.join(20)
    assert not asking.is_alive()
    assert failures
    with pytest.raises(UsageError, match="stopped"):
        process.ask("A")


def test_how_much_of_a_large_answer_was_read_is_told_and_only_what_is_needed_is_read() -> None:
    rows = ",".join(f'{{"Id":"i-{number}","N":{number}.50,"Token":"hunter{number}"}}' for number in range(60_000))
    process = QueryProcess(f'{{"A":[{rows}],"B":1.10}}'.encode())
    told: set[float] = set()
    ended = threading.Event()

    def watch() -> None:
        while not ended.wait(0.001):
            if process.share is not None:
                told.add(process.share)

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        assert process.ask("B") == b"1.10"
        assert process.secrets == set()
        assert process.ask("A[-1].[N, Token]") == b'[59999.50,"hunter59999"]'
        assert process.secrets == {"hunter59999"}
        assert process.ask("max_by(A, &N).Id") == b'"i-59999"'
        assert process.ask("@ | length(keys(@))") == b"2"
        told.clear()
        assert process.ask("values(@) | [1]") == b"1.10"
        assert len(process.secrets) > 20_000
        assert process.share is None
    finally:
        ended.set()
        watcher.join()
        process.close()
    assert told, "some of the reading was seen"
    assert max(told) <= 1


def test_no_hint_of_a_secret_is_missed_at_any_border() -> None:
    size = 1 << 20
    for before in (size - 12, size - 3, size, 5):
        body = b'["' + b"x" * before + b'",{"Password":"hunter2"}]'
        process = QueryProcess(body)
        try:
            assert process.ask("reverse(@)[1]")[:3] == b'"xx'
            assert process.secrets == {"hunter2"}
        finally:
            process.close()
