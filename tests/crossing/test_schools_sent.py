"""Several plans of one school, and schools of a list that sent none."""

from __future__ import annotations

import datetime as dt

import pytest
from folders import YEAR, checked, own_rows, plan, school

from plancheck.crossing import crossed
from plancheck.plan import Level, Period, Plan
from plancheck.report.folder import Folder, ListedSchools


def folder_of(plans: list[Plan], schools: list[str] | None = None) -> Folder:
    return crossed(checked(plans), schools=schools).report.folder or Folder()


def sent(plans: list[Plan], schools: list[str]) -> ListedSchools:
    found = folder_of(plans, schools).schools
    assert found is not None
    return found


def test_two_plans_of_one_school_are_named_with_the_later_one() -> None:
    plans = [
        plan(own_rows(1), "МАОУ СОШ №4 г. Лесогорска", "new.docx", approved=dt.date(2024, 9, 20)),
        school(5, own_rows(2)),
        plan(own_rows(3), "школа 4", "old.docx", approved=dt.date(2024, 8, 30)),
    ]
    (found,) = folder_of(plans).several
    assert found.school == "МАОУ СОШ №4 г. Лесогорска"
    assert [one.path for one in found.plans] == ["new.docx", "old.docx"]
    assert found.latest == "new.docx"


@pytest.mark.parametrize("days", [(None, None), (dt.date(2024, 9, 1), None), (dt.date(2024, 9, 1),) * 2])
def test_without_dates_that_tell_none_is_the_later(days: tuple[dt.date | None, ...]) -> None:
    plans = [school(4, own_rows(at), approved=day) for at, day in enumerate(days)]
    (found,) = folder_of(plans).several
    assert found.latest is None


def test_plans_for_two_years_are_no_versions() -> None:
    later = Period(start=dt.date(2025, 9, 1), end=dt.date(2026, 8, 31))
    assert not folder_of([school(4, own_rows(1)), school(4, own_rows(2), period=later)]).several
    assert folder_of([school(4, own_rows(1)), school(4, own_rows(2), period=None)]).several


def test_schools_of_one_number_in_two_towns_are_no_versions() -> None:
    assert not folder_of([school(4, own_rows(1)), school(4, own_rows(2), territory="Белоречье")]).several


def test_a_municipality_may_send_two_plans_as_well() -> None:
    plans = [plan(own_rows(at), None, f"{at}.docx", level=Level.MUNICIPAL) for at in (1, 2)]
    (found,) = folder_of(plans).several
    assert found.school == "Лесогорск"


def test_schools_that_sent_none_are_named_as_the_list_writes_them() -> None:
    plans = [school(1, own_rows(1)), plan(own_rows(2), "МБОУ «Полянская СОШ»", "b.docx", territory="Полянка")]
    found = sent(plans, ["СОШ 1", "Полянская школа", "МБОУ СОШ № 7", "гимназия 1"])
    assert (found.listed, found.sent) == (4, 2)
    assert found.missing == ("МБОУ СОШ № 7", "гимназия 1")
    assert not found.unsure


def test_a_name_that_fits_two_ways_is_left_to_a_person_with_its_candidates() -> None:
    plans = [plan(own_rows(1), "МБОУ «Образовательный центр „Перспектива“»", "a.docx")]
    found = sent(plans, ["школа «Перспектива»", "СОШ 2"])
    assert found.missing == ("СОШ 2",)
    assert [(one.school, [plan.path for plan in one.candidates]) for one in found.unsure] == [
        ("школа «Перспектива»", ["a.docx"])
    ]


def test_plans_of_no_listed_school_and_of_none_named_are_told() -> None:
    plans = [school(1, own_rows(1)), school(8, own_rows(2)), plan(own_rows(3), None, "nameless.docx")]
    plans.append(plan(own_rows(4), "Управление образования", "town.docx", level=Level.MUNICIPAL))
    found = sent(plans, ["СОШ 1"])
    assert [one.path for one in found.unlisted] == ["plans/school-8.docx"]
    assert [one.path for one in found.unnamed] == ["nameless.docx"]


def test_two_plans_of_a_listed_school_count_once() -> None:
    assert sent([school(1, own_rows(1)), school(1, own_rows(2))], ["СОШ 1", "СОШ 2"]).sent == 1


def test_a_list_is_told_of_even_where_one_plan_or_none_was_read() -> None:
    assert sent([school(1, own_rows(1))], ["СОШ 1", "СОШ 2"]).missing == ("СОШ 2",)
    assert sent([], ["СОШ 2"]).missing == ("СОШ 2",)


def test_where_there_is_nothing_to_say_the_report_has_no_such_part() -> None:
    report = crossed(checked([school(1, own_rows(1)), school(2, own_rows(2))])).report
    assert report.folder is None
    assert "folder" not in report.model_dump(mode="json", by_alias=True)
    assert school(1, ()).period == YEAR
