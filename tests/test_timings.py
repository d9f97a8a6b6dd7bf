"""The time of a check is told by stage and by rule."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from plancheck.errors import NotAPlanError
from plancheck.report.page import Page
from plancheck.report.timings_text import write_timings
from plancheck.report.wording import LANGUAGES, wording
from plancheck.rules import load_ruleset
from plancheck.terms import Terms
from plancheck.timings import timings_of

EXAMPLES = Path(__file__).parents[1] / "examples"


def test_each_stage_and_each_rule_is_measured() -> None:
    found = timings_of(EXAMPLES / "municipal.txt", "municipal.txt", Terms())
    assert [name for name, _ in found.stages] == ["open", "read", "understand", "rules", "facts", "judge"]
    assert {code for code, _ in found.rules} == {rule.code for rule in load_ruleset("objectivity-municipal").rules}
    taken = [seconds for _, seconds in found.rules]
    assert taken == sorted(taken, reverse=True)
    assert found.facts > 50


def test_a_plan_file_has_no_document_to_read() -> None:
    content = (EXAMPLES / "good-school.yaml").read_bytes()
    found = timings_of(content, "good-school.yaml", Terms(ruleset="objectivity-base"))
    assert [name for name, _ in found.stages] == ["understand", "rules", "facts", "judge"]


def test_what_is_no_plan_is_refused_as_by_a_check() -> None:
    with pytest.raises(NotAPlanError):
        timings_of(EXAMPLES / "not-a-plan.txt", "not-a-plan.txt", Terms())


@pytest.mark.parametrize("lang", LANGUAGES)
def test_timings_are_shown_in_milliseconds(lang: str) -> None:
    found = timings_of(EXAMPLES / "good-school.yaml", "good-school.yaml", Terms())
    stream = io.StringIO()
    write_timings(found, Page(stream, width=80), wording(lang))
    lines = stream.getvalue().splitlines()
    assert lines[0].endswith("good-school.yaml")
    assert len(lines) == 1 + len(found.stages) + 1 + 1 + 10
    assert all(float(line.split()[0]) >= 0 for line in lines[1 : len(found.stages) + 2])
