"""The loop of the reading process, in this process: every request is answered in its turn."""

from __future__ import annotations

import io
import json
import threading
from pathlib import Path

import pytest

from plancheck import read_plan
from plancheck.isolation import bounds, child
from plancheck.isolation.channel import Message, receive, send
from plancheck.lexicons import Amendment, Amendments
from plancheck.readers import DEFAULT_LIMITS

SCHOOL = Path(__file__).parents[1] / "plan_texts" / "school.txt"


def request(**head: object) -> Message:
    limits = {name: getattr(DEFAULT_LIMITS, name) for name in DEFAULT_LIMITS.__slots__}
    return Message({"name": "план", "path": None, "limits": limits, "seconds": 0, **head}, SCHOOL.read_bytes())


@pytest.fixture(autouse=True)
def _unbound(monkeypatch: pytest.MonkeyPatch) -> None:
    """This process must not be bound, nor ended."""
    monkeypatch.setattr(child, "bound_memory", lambda most: True)
    monkeypatch.setattr(child, "end_after", lambda seconds: None)
    monkeypatch.setattr(child, "_GRACE", 0)


def test_requests_are_answered_in_their_turn() -> None:
    requests, answers = io.BytesIO(), io.BytesIO()
    for number in range(3):
        send(Message({"number": number, "seconds": 1}), requests)
    requests.seek(0)
    over = threading.Event()
    child.serve(requests, answers, lambda asked: Message({"answer": asked.head["number"]}), end=over.set)
    assert over.wait(60), "the process does not end when nobody can ask any more"
    answers.seek(0)
    heads = [message.head for message in iter(lambda: receive(answers), None)]
    assert heads == [{"kind": "ready"}, {"answer": 0}, {"answer": 1}, {"answer": 2}]
    assert threading.current_thread() is threading.main_thread()


def test_a_file_is_read_from_its_path_or_its_bytes() -> None:
    answer = child.answering()
    by_bytes, by_path = answer(request()), answer(request(path=str(SCHOOL)))
    assert by_bytes == by_path
    assert by_bytes.body.decode() == read_plan(SCHOOL, name="план").model_dump_json()


def test_a_file_is_read_by_the_words_that_come_with_it() -> None:
    words = Amendments((Amendment("topics", ("topics", "hotline", "phrases"), '"присутствие наблюдатель"', adds=True),))
    told = json.loads(json.dumps(words.told()))
    answer = child.answering()
    plain, ours = answer(request()), answer(request(lexicons=told))
    assert ours.body.decode() == read_plan(SCHOOL, name="план", lexicons=words).model_dump_json()
    assert b'"hotline"' in ours.body
    assert b'"hotline"' not in plain.body


def test_what_stops_the_reading_is_the_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    answer = child.answering()
    assert answer(request(path="нет.txt")).head["kind"] == "unreadable"
    for error, kind in ((MemoryError(), "memory"), (KeyError("a"), "broke")):
        monkeypatch.setattr("plancheck.intake.understand", _raising(error))
        assert child.answering()(request()).head["kind"] == kind


def _raising(error: Exception) -> object:
    def raise_it(*given: object) -> None:
        raise error

    return raise_it


def test_where_the_system_has_no_bounds_none_are_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds.sys, "platform", "win32")
    assert bounds.bound_memory(1) is False
    bounds.end_after(1)
