"""Schools' plans held against a municipal one: what it asks, what is late, and what stops the comparison."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from plancheck import check, check_files, read_plan
from plancheck.errors import UnreadableError
from plancheck.report.model import OutcomeEntry, PlanReport

EXAMPLES = Path(__file__).parent.parent / "examples"
TOWN = EXAMPLES / "municipal-with-demands.txt"
SCHOOL = EXAMPLES / "gymnasium.md"


def entries(report: PlanReport, code: str) -> list[OutcomeEntry]:
    return [one for one in report.outcomes if one.rule == code]


def test_what_the_town_asks_and_the_school_leaves_out_is_found_with_both_places() -> None:
    found = entries(check(SCHOOL, against=TOWN), "OBL001")
    assert [(one.outcome, one.subject.kind, one.subject.ref) for one in found] == [
        ("failed", "requirement", "Видеонаблюдение на ВПР в СОШ № 2, 5, гимназии № 3"),
        ("failed", "requirement", "Коллегиальная проверка работ ВПР школьной комиссией"),
    ]
    (quoted,) = found[0].evidence
    assert (quoted.path, quoted.measure, quoted.location and quoted.location.line) == (str(TOWN), None, 18)
    assert found[0].location is None  # nothing in the school's own file is at fault
    assert found[0].suggestion is not None
    assert found[0].suggestion.deadline == "20.04.2026-20.05.2026"


def test_an_answer_later_than_the_towns_day_is_found_at_its_row() -> None:
    (found,) = entries(check(SCHOOL, against=TOWN), "OBL002")
    plan = read_plan(SCHOOL)
    assert (found.outcome, found.measures) == ("failed", (1,))
    assert found.location == plan.measures[1].location
    assert {one.path for one in found.evidence} == {str(TOWN), ""}
    assert "30.09.2025" in found.message
    assert "15.09.2025" in found.message


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_nothing_is_asked_without_a_superior_plan(lang: str) -> None:
    report = check(SCHOOL, lang=lang)
    assert {one.outcome for code in ("OBL001", "OBL002") for one in entries(report, code)} == {"inapplicable"}


def test_the_plan_may_be_given_as_it_was_read_and_engines_agree() -> None:
    by_file = check(SCHOOL, against=TOWN)
    assert check(SCHOOL, against=read_plan(TOWN), engine="both").outcomes == by_file.outcomes


def test_a_plan_of_another_territory_is_one_doubt_and_no_pile_of_failures() -> None:
    other = read_plan(TOWN).model_copy(update={"territory": "Полянск"})
    (told,) = entries(check(SCHOOL, against=other), "OBL001")
    assert told.outcome == "cant_tell"
    assert "Полянск" in told.reason
    assert "Белоречье" in told.reason


def test_a_superior_plan_that_cannot_be_read_is_told_once_and_the_rest_is_judged(tmp_path: Path) -> None:
    missing = tmp_path / "town.docx"
    report = check_files([SCHOOL, EXAMPLES / "good-school.txt", missing], against=missing)
    assert [one.path for one in report.unread] == [str(missing)]
    assert "--against" in report.unread[0].error
    assert len(report.plans) == 2
    for plan in report.plans:
        assert [one.outcome for one in entries(plan, "OBL001")] == ["cant_tell"]
        assert any(one.outcome in {"failed", "passed"} for one in entries(plan, "OBS001"))
    with pytest.raises(UnreadableError):
        check(SCHOOL, against=missing)


def test_a_letter_is_no_superior_plan() -> None:
    report = check_files([SCHOOL], against=EXAMPLES / "not-a-plan.txt")
    assert [one.kind for one in report.unread] == ["not_a_plan"]


def test_a_municipal_plan_is_not_held_against_itself() -> None:
    report = check_files([TOWN, SCHOOL], against=TOWN)
    assert entries(report.plans[0], "OBL001") == []
    assert report.unread == ()


def test_the_report_in_json_carries_the_other_files_path() -> None:
    report = json.loads(check_files([SCHOOL], against=TOWN).model_dump_json(by_alias=True))
    found = [one for one in report["plans"][0]["outcomes"] if one["rule"] == "OBL001"]
    assert {row["path"] for one in found for row in one["evidence"]} == {str(TOWN)}


def test_the_finding_stays_the_same_when_the_superior_plan_is_renumbered_and_moved() -> None:
    town = read_plan(TOWN)
    moved = [one.model_copy(update={"number": f"7.{at}"}) for at, one in enumerate(town.measures)]
    after = town.model_copy(update={"measures": tuple(moved), "source": town.source.model_copy(update={"path": "x"})})
    prints = [
        sorted(one.fingerprint for one in entries(check(SCHOOL, against=above), "OBL001")) for above in (town, after)
    ]
    assert prints[0] == prints[1]
