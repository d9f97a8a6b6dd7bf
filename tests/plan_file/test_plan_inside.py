"""A plan inside another file is understood as a plan file is, and its faults stand at their lines of that file."""

from __future__ import annotations

import pytest

from plancheck.parsing import shipped_lexicons
from plancheck.plan import Column, Topic
from plancheck.plan_file import PlanFileError
from plancheck.plan_file.inside import plan_inside
from plancheck.yaml_source import read_yaml

TEXT = """\
cases:
- plan:
    title: План школы на 2025-2026 учебный год
    measures:
    - {number: 1.10, text: Назначение координатора, deadline: до 1 октября}
"""


def test_its_words_are_understood() -> None:
    plan = plan_inside(read_yaml(TEXT, "a.yaml"), ("cases", 0, "plan"), shipped_lexicons())
    (measure,) = plan.measures
    assert measure.topics == (Topic.COORDINATOR,)
    assert measure.number == "1.10"
    assert measure.deadline is not None
    assert str(measure.deadline.windows[0][1]) == "2025-10-01"
    assert (measure.location.line, measure.places[Column.DEADLINE].line) == (5, 5)


def test_it_may_have_no_measures() -> None:
    plan = plan_inside(read_yaml("a: {title: План}", "a.yaml"), ("a",), shipped_lexicons())
    assert (plan.title, plan.measures) == ("План", ())


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        (TEXT.replace("title", "titel"), 3, "unknown key «titel»"),
        (TEXT.replace("{number", "{section: 3, number"), 5, "there is no section at place 3"),
        (TEXT + "    leftovers: [{quote: ___, measure: 7}]\n", 6, "there is no measure 7"),
    ],
)
def test_its_faults_stand_at_their_lines(text: str, line: int, said: str) -> None:
    with pytest.raises(PlanFileError) as raised:
        plan_inside(read_yaml(text, "a.yaml"), ("cases", 0, "plan"), shipped_lexicons())
    (fault,) = raised.value.faults
    assert (fault.line, said in fault.message) == (line, True)
