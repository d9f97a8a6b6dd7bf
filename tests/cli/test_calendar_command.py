"""`plancheck calendar`: the file, what it says of rows without a date, and reminders."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import vobject

Run = Callable[..., Any]
PLAN = """План мероприятий МБОУ «Берёзовская СОШ» по объективности ВПР на 2025-2026 учебный год

№\tМероприятие\tСрок\tОтветственный
1\tИздать приказ о проведении ВПР\tдо 01.10.2025\tДиректор
2\tПроводить совещания\tежемесячно\tЗавуч
3\tНаблюдать за ВПР\tпо итогам\tЗавуч
"""


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    file = tmp_path / "plan.txt"
    file.write_text(PLAN, encoding="utf-8")
    return file


def test_a_calendar_is_written_and_rows_without_a_date_are_told(run: Run, plan: Path) -> None:
    ran = run("calendar", plan, "-o", "plan.ics")
    assert (ran.status, ran.out) == (0, "")
    assert ran.err == "2 события – plan.ics.\nБез даты, поэтому не в календаре (1): п. 3.\n"
    events = vobject.readOne(Path("plan.ics").read_text(encoding="utf-8")).vevent_list
    assert [event.summary.value for event in events] == [
        "п. 1 Издать приказ о проведении ВПР",
        "п. 2 Проводить совещания",
    ]


def test_without_a_file_the_calendar_alone_goes_to_standard_output(run: Run, plan: Path) -> None:
    ran = run("calendar", plan, "--remind", "3", "--lang", "en")
    assert ran.out.startswith("BEGIN:VCALENDAR")
    assert ran.out.count("TRIGGER;RELATED=END:-P4D") == 2
    assert ran.err == "Without a date, so not in the calendar (1): item 3.\n"


def test_a_plan_without_dates_makes_an_empty_calendar_and_says_so(run: Run, plan: Path) -> None:
    plan.write_text(PLAN.replace("до 01.10.2025", "по итогам").replace("ежемесячно", "регулярно"), encoding="utf-8")
    ran = run("calendar", plan, "-o", "plan.ics")
    assert ran.status == 0
    assert "календарь пуст" in ran.err
    assert "VEVENT" not in Path("plan.ics").read_text(encoding="utf-8")


@pytest.mark.parametrize("given", ["-1", "soon", "366", "1.5", "", "99999999999"])
def test_a_reminder_takes_a_number_of_days(run: Run, plan: Path, given: str) -> None:
    ran = run("calendar", plan, f"--remind={given}")
    assert (ran.status, ran.out) == (2, "")
    assert "нужно число дней от 0 до 365" in ran.err


def test_a_file_that_is_no_plan_exits_three(run: Run, letter: Path) -> None:
    ran = run("calendar", letter, "-o", "plan.ics")
    assert ran.status == 3
    assert not Path("plan.ics").exists()
