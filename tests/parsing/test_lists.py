"""A plan written as a list with «Срок: …» and «Ответственный: …» is read; a list without them is none."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from plancheck.errors import NotAPlanError
from plancheck.parsing import Lexicons, understand
from plancheck.plan import Measure
from plancheck.readers import read_document

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "lists.yaml").read_text("utf-8"))
HEAD = "План мероприятий МБОУ «Луговская СОШ» по объективности ВПР\nна 2025-2026 учебный год\n\n"


def told(measure: Measure) -> list[Any]:
    deadline = measure.deadline.text if measure.deadline else None
    responsible = measure.responsible.text if measure.responsible else None
    section = None if measure.section is None else measure.section + 1
    return [measure.number, measure.text, deadline, responsible, measure.result, section]


@pytest.mark.parametrize("name", CASES)
def test_a_list_is_read_as_the_table_it_might_have_been(name: str, lexicons: Lexicons) -> None:
    case = CASES[name]
    plan = understand(read_document((HEAD + case["text"]).encode(), "plan.txt"), lexicons)
    assert [section.title for section in plan.sections] == case["sections"]
    assert [told(measure) for measure in plan.measures] == case["rows"]
    assert plan.organisation == "МБОУ «Луговская СОШ»"


def test_measures_say_on_which_line_they_stand(lexicons: Lexicons) -> None:
    text = HEAD + CASES["under-each-measure"]["text"]
    plan = understand(read_document(text.encode(), "plan.txt"), lexicons)
    lines = text.split("\n")
    assert [lines[(m.location.line or 0) - 1] for m in plan.measures] == [
        f"{m.number}. {m.text}" for m in plan.measures
    ]


def test_the_decisions_of_a_meeting_are_no_plan(lexicons: Lexicons) -> None:
    text = "ПРОТОКОЛ\nпедагогического совета\nРЕШИЛИ:\n" + CASES["under-each-measure"]["text"]
    with pytest.raises(NotAPlanError):
        understand(read_document(text.encode(), "minutes.txt"), lexicons)


def test_an_order_with_one_deadline_is_no_plan(lexicons: Lexicons) -> None:
    text = "ПРИКАЗ\n1. Провести ВПР. Срок: апрель.\n2. Назначить координатора.\n3. Контроль оставляю за собой.\n"
    with pytest.raises(NotAPlanError):
        understand(read_document(text.encode(), "order.txt"), lexicons)
