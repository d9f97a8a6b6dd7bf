"""PRV003: plans of different schools with the same measures are found, and nobody else is accused."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import pytest
from folders import PATTERN, bare_report, checked, own_rows, plan, school

from plancheck import check
from plancheck.crossing import (
    Sketch,
    crossed,
    crossing,
    entries,
    insertion,
    own_texts,
    sketch_of,
    sketch_of_texts,
    with_crossing,
    with_insertion,
)
from plancheck.plan import Level, Plan
from plancheck.report.json_writer import plan_report_written
from plancheck.report.model import OutcomeEntry, PlanReport
from plancheck.report.tally import score
from plancheck.report.wording import LANGUAGES, wording
from plancheck.rules import load_ruleset, ruleset_names
from plancheck.rules.outcome import Outcome, Severity


@pytest.fixture
def report() -> PlanReport:
    """A report on which other rules have said something."""
    return check(Path(__file__).parents[2] / "examples" / "bad-school.txt")


def told(plans: Sequence[Plan], given: Sequence[Plan] = (), lang: str = "ru") -> list[list[OutcomeEntry]]:
    """What PRV003 says of each plan."""
    report = crossed(checked(plans, lang), given=given).report
    return [[entry for entry in one.outcomes if entry.rule == "PRV003"] for one in report.plans]


def verdicts(plans: Sequence[Plan], given: Sequence[Plan] = ()) -> list[str]:
    return ["+".join(entry.outcome for entry in entries) for entries in told(plans, given)]


def test_the_same_rows_at_two_schools_are_told_at_both_with_whom_and_how_much() -> None:
    rows = own_rows(1)
    (one,), (other,), (third,) = told(
        [school(1, rows), school(2, (*rows[:9], *own_rows(5, 3))), school(3, own_rows(3))]
    )
    assert (one.outcome, one.severity, one.name) == (Outcome.FAILED, Severity.WARNING, "plan-copied")
    assert "СОШ № 2" in one.message
    assert "plans/school-2.docx" in one.message
    assert "9 из 12" in one.message
    assert "75 %" in one.message
    assert one.measures == tuple(range(9))
    assert (one.subject.kind, one.subject.ref) == ("school", "МБОУ «СОШ № 2»")
    assert "СОШ № 1" in other.message
    assert third.outcome == Outcome.PASSED


def test_evidence_shows_the_rows_of_both_with_their_places() -> None:
    rows = own_rows(1)
    (one,), _ = told([school(1, rows), school(2, ("Совсем другое начало плана этой школы", *rows))])
    mine, its = one.evidence[:2]
    assert mine.quote == its.quote == rows[0]
    assert (mine.measure, mine.path, mine.location.line if mine.location else 0) == (0, "", 11)
    assert (its.measure, its.path, its.location.line if its.location else 0) == (None, "plans/school-2.docx", 12)
    assert its.number == "2."
    assert len(one.grounds) == len(rows)


def test_what_is_each_schools_own_hides_no_copy() -> None:
    rows = [f"{row} до 15 октября 2024 года, отвечает Иванова И. И., школа № 4" for row in own_rows(1)]
    changed = [f"{row} до 3 ноября 2025 года, отвечает Петров С. А., лицей № 12" for row in own_rows(1)]
    assert verdicts([school(4, rows), plan(changed, "МАОУ «Лицей № 12»")]) == ["failed", "failed"]


def test_a_word_changed_here_and_there_hides_no_copy() -> None:
    rows = own_rows(1)
    changed = [row.replace(row.split()[2], "дополнительно") for row in rows]
    assert verdicts([school(1, rows), school(2, changed)]) == ["failed", "failed"]


def test_schools_that_write_of_the_same_things_in_their_own_words_are_not_accused() -> None:
    assert verdicts([school(number, own_rows(number)) for number in range(1, 9)]) == ["passed"] * 8


def test_a_few_phrases_in_common_are_no_copy() -> None:
    plans = [school(1, (*PATTERN[:4], *own_rows(1))), school(2, (*PATTERN[:4], *own_rows(2)))]
    assert verdicts(plans) == ["passed", "passed"]


def test_rows_of_the_superior_plan_are_nobodys_copy() -> None:
    superior = plan(PATTERN, "Управление образования", level=Level.MUNICIPAL)
    plans = [school(1, (*PATTERN, *own_rows(1))), school(2, (*PATTERN, *own_rows(2)))]
    assert verdicts(plans, [superior]) == ["passed", "passed"]
    only = [school(1, PATTERN), school(2, PATTERN)]
    assert verdicts(only) == ["failed", "failed"]
    assert verdicts(only, [superior]) == ["inapplicable", "inapplicable"]


def test_rows_of_a_municipal_plan_of_the_same_run_are_nobodys_copy() -> None:
    municipal = plan(PATTERN, "Управление образования", path="town.docx", level=Level.MUNICIPAL)
    assert verdicts([school(1, PATTERN), municipal, school(2, PATTERN)]) == ["inapplicable", "passed", "inapplicable"]


def test_a_pattern_that_many_filled_in_is_said_once_and_nobody_is_accused() -> None:
    plans = [school(number, (*PATTERN, *own_rows(number))) for number in range(1, 8)]
    assert verdicts(plans) == ["passed"] * 7
    folder = crossed(checked(plans)).report.folder
    assert folder is not None
    (pattern,) = folder.patterns
    assert len(pattern.plans) == 7
    assert pattern.measures == len(PATTERN)
    assert pattern.quotes == PATTERN[:3]
    assert not folder.copied


def test_two_that_copied_beside_the_pattern_are_still_found() -> None:
    plans = [school(number, (*PATTERN, *own_rows(number))) for number in range(1, 8)]
    plans.append(school(9, (*PATTERN, *own_rows(3))))
    assert verdicts(plans) == ["passed", "passed", "failed", "passed", "passed", "passed", "passed", "failed"]
    (found,) = told(plans)[2]
    assert "12 из 12" in found.message


def test_the_pattern_of_a_small_district_in_a_large_region_is_no_copy() -> None:
    district = [school(n, PATTERN, territory="Малый район") for n in range(1, 4)]
    region = [school(n, own_rows(n), territory="Большой город") for n in range(4, 14)]
    assert verdicts([*district, *region])[:3] == ["inapplicable"] * 3


def test_rows_that_the_program_suggests_are_nobodys_copy() -> None:
    rulesets = [load_ruleset(name) for name in ruleset_names()]
    given = own_texts(rulesets)
    rules = [rule for ruleset in rulesets for rule in ruleset.rules if rule.suggestion]
    rows = list(dict.fromkeys(rule.suggestion.measure for rule in rules if rule.suggestion))
    report = crossed(checked([school(1, rows), school(2, rows)]), given=[given]).report
    assert {entry.outcome for one in report.plans for entry in one.outcomes} == {Outcome.INAPPLICABLE}


def test_too_short_a_plan_is_left_to_a_person() -> None:
    assert verdicts([school(1, own_rows(1, 4)), school(2, own_rows(2))]) == ["cant_tell", "passed"]
    short = ["Педсовет", "Классный час", "Совещание при директоре"] * 5
    assert verdicts([school(1, short), school(2, short)]) == ["cant_tell", "cant_tell"]


def test_two_plans_of_one_school_are_versions_and_no_copy() -> None:
    rows = own_rows(1)
    plans = [plan(rows, "МАОУ СОШ №4 г. Лесогорска", "a.docx"), plan(rows, "школа 4", "b.docx")]
    assert verdicts(plans) == ["passed", "passed"]


@pytest.mark.parametrize("name", [None, "МБОУ «Школа»"])
def test_where_names_do_not_tell_the_schools_apart_a_person_must(name: str | None) -> None:
    rows = own_rows(1)
    (one,), _ = told([school(1, rows), plan(rows, name, "b.docx")])
    assert one.outcome == Outcome.CANT_TELL
    assert "b.docx" in one.reason


def test_schools_of_one_number_in_two_towns_are_two_schools() -> None:
    rows = own_rows(1)
    assert verdicts([school(1, rows), school(1, rows, territory="Белоречье")]) == ["failed", "failed"]


def test_a_plan_alone_is_compared_with_nothing() -> None:
    alone = checked([school(1, own_rows(1))])
    assert crossed(alone).report == alone.report


def test_the_score_does_not_depend_on_the_other_plans() -> None:
    (copied,), _ = told([school(1, own_rows(1)), school(2, own_rows(1))])
    assert score([copied]) is None


def test_the_order_of_the_plans_changes_no_verdict() -> None:
    plans = [school(n, (*PATTERN, *own_rows(n % 4))) for n in range(1, 10)]
    forward = dict(zip([one.source.path for one in plans], verdicts(plans), strict=True))
    backward = dict(zip([one.source.path for one in plans[::-1]], verdicts(plans[::-1]), strict=True))
    assert forward == backward


def test_said_again_it_is_said_once() -> None:
    plans = [school(1, own_rows(1)), school(2, own_rows(1))]
    found = crossing([sketch_of(one) for one in plans])
    words = wording("ru")
    once = with_crossing(bare_report(plans[0]), 0, found, plans.__getitem__, words)
    assert with_crossing(once, 0, found, plans.__getitem__, words) == once
    assert once.summary.by_severity.warning == 1


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_outcome_is_told_in_both_languages(lang: str) -> None:
    plans = [school(1, own_rows(1)), school(2, own_rows(1)), school(3, own_rows(3, 3))]
    for of_plan in told(plans, lang=lang):
        for entry in of_plan:
            assert entry.title == wording(lang).say("crossing.PRV003.title")
            assert entry.message
            assert bool(entry.remedy) == (entry.outcome == Outcome.FAILED)


def test_a_sketch_keeps_no_text_and_little_room() -> None:
    one = sketch_of(school(1, own_rows(1, 40)))
    assert len(one) == 40
    assert one.marks.itemsize * len(one.marks) < 40 * 15 * 4
    assert len(sketch_of_texts(["Провести собрание", ""])) == 2


def test_a_packed_sketch_is_the_same_sketch() -> None:
    one = sketch_of(school(1, own_rows(1), approved=dt.date(2024, 9, 1)))
    assert Sketch.unpacked(one.packed(), one.path) == one
    nameless = sketch_of_texts(["Провести собрание по итогам диктанта"])
    assert Sketch.unpacked(nameless.packed(), "") == nameless


@pytest.mark.parametrize("before", [True, False])
def test_outcomes_put_into_json_are_those_of_the_report(before: bool, report: PlanReport) -> None:
    plans = [school(1, own_rows(1)), school(2, own_rows(1))]
    found = crossing([sketch_of(one) for one in plans])
    words = wording("ru")
    own = report if before else bare_report(plans[0])
    told = entries(0, found, plans.__getitem__, words)
    written = with_insertion(plan_report_written(own), insertion(own.summary, told))
    assert written == plan_report_written(with_crossing(own, 0, found, plans.__getitem__, words))
