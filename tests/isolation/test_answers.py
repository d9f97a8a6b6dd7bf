"""An answer says what the reading came to, in both languages, and brings the plan back equal."""

from __future__ import annotations

from pathlib import Path

import pytest

from plancheck import NotAPlanError, UnreadableError, read_plan
from plancheck.isolation.answers import answer_of, answer_to, plan_in
from plancheck.isolation.channel import Message
from plancheck.readers import DEFAULT_LIMITS

EXAMPLES = sorted(path for path in (Path(__file__).parents[2] / "examples").iterdir() if path.suffix in (".txt", ".md"))


@pytest.mark.parametrize("path", [path for path in EXAMPLES if path.stem != "not-a-plan"], ids=lambda path: path.name)
def test_a_plan_comes_back_equal(path: Path) -> None:
    plan = read_plan(path)
    assert plan_in(answer_of(plan), DEFAULT_LIMITS) == plan


def test_what_judging_asks_of_words_comes_with_the_plan(monkeypatch: pytest.MonkeyPatch) -> None:
    heard: dict[str, object] = {}
    monkeypatch.setattr("plancheck.isolation.answers.hear", heard.update)
    plan = read_plan(EXAMPLES[0])
    assert plan_in(answer_of(plan), DEFAULT_LIMITS) == plan
    assert not heard
    assert plan_in(answer_of(plan, with_words=True), DEFAULT_LIMITS) == plan
    first = plan.measures[0].text.split()[0].lower().replace("ё", "е")
    assert first in heard


@pytest.mark.parametrize("kind", [UnreadableError, NotAPlanError])
def test_a_refusal_comes_back_in_both_languages(kind: type[UnreadableError]) -> None:
    refused = kind("Файл пуст.", "Проверьте.", reason_en="Empty.", advice_en="Check.")
    with pytest.raises(kind) as caught:
        plan_in(answer_to(refused), DEFAULT_LIMITS)
    assert type(caught.value) is kind
    assert [caught.value.text("ru"), caught.value.text("en")] == ["Файл пуст. Проверьте.", "Empty. Check."]


@pytest.mark.parametrize(
    "head", [{}, {"kind": "other"}, {"kind": {}}, {"kind": None}, {"kind": "plan", "words": {"план": 5}}]
)
def test_an_answer_that_says_nothing_is_a_crash(head: dict[str, object]) -> None:
    with pytest.raises(UnreadableError, match="упала"):
        plan_in(Message(head), DEFAULT_LIMITS)
