"""Rulesets say single years of the calendar anew: later files win, each window knows who set it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from plancheck.rules import Ruleset, load_ruleset
from plancheck.rules.calendar import Calendar, load_calendar

HEAD = "schema: plancheck.ruleset/1\nname: {name}\nversion: '1'\ntitle: {{ru: а, en: a}}\n"
OWN = """\
calendars:
  - procedures:
      ВПР:
        windows:
          - {year: 2026, first: 2026-04-13, last: 2026-05-15, source: приказ управления}
        without: [2021]
        reason: дистанционный год
      МПР:
        windows: [{year: 2026, first: 2026-02-02, last: 2026-02-06, source: приказ управления}]
"""
FILE = """\
schema: plancheck.calendar/1
procedures:
  ВПР:
    windows:
      - {year: 2026, first: 2026-04-06, last: 2026-04-10, source: график района}
      - {year: 2027, first: 2027-04-05, last: 2027-05-14, source: график района}
"""
Write = Callable[[str, str], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def written(name: str, text: str) -> Path:
        file = tmp_path / f"{name}.yaml"
        file.write_text(HEAD.format(name=name) + text, "utf-8")
        return file

    return written


def windows(ruleset: Ruleset) -> dict[tuple[str, int], str]:
    assert isinstance(ruleset.calendar, Calendar)
    return {(one.procedure, one.year): one.first.isoformat() for one in ruleset.calendar.windows}


def places(ruleset: Ruleset) -> dict[str, str]:
    return {name: f"{Path(str(place)).name}" for name, place in ruleset.set_by.items() if name.startswith("calendar.")}


def test_a_year_is_said_anew_and_the_others_stay(write: Write) -> None:
    own = load_ruleset(write("own", f"extends: [objectivity-school]\n{OWN}"))
    found = windows(own)
    assert found["ВПР", 2026] == "2026-04-13"
    assert found["МПР", 2026] == "2026-02-02"
    assert found["ВПР", 2025] == "2025-04-11"
    assert ("ВПР", 2021) not in found
    assert places(own) == {
        "calendar.ВПР.2021": "own.yaml:11",
        "calendar.ВПР.2026": "own.yaml:10",
        "calendar.МПР.2026": "own.yaml:14",
    }


def test_a_file_of_windows_is_laid_over_what_stands(write: Write, tmp_path: Path) -> None:
    (tmp_path / "district.yaml").write_text(FILE, "utf-8")
    own = load_ruleset(write("own", "extends: [objectivity-school]\ncalendars: [district.yaml]\n"))
    assert windows(own)["ВПР", 2026] == "2026-04-06"
    assert windows(own)["ВПР", 2027] == "2027-04-05"
    assert windows(own)["ВПР", 2024] == "2024-03-19"
    assert places(own) == {"calendar.ВПР.2026": "district.yaml:5", "calendar.ВПР.2027": "district.yaml:6"}
    assert own.calendar is not None
    assert own.calendar.name == "procedures.yaml, district.yaml"


def test_the_sum_covers_the_files_of_windows(write: Write, tmp_path: Path) -> None:
    sums = set()
    for last in ("2027-05-14", "2027-05-15"):
        (tmp_path / "district.yaml").write_text(FILE.replace("2027-05-14", last), "utf-8")
        sums.add(load_ruleset(write("own", "calendars: [district.yaml]\n")).sha256)
    assert len(sums) == 2


def test_an_heir_wins_over_its_parent_and_a_calendar_begins_anew(write: Write, tmp_path: Path) -> None:
    (tmp_path / "district.yaml").write_text(FILE, "utf-8")
    write("parent", f"extends: [objectivity-school]\n{OWN}")
    heir = load_ruleset(write("heir", "extends: [parent.yaml]\ncalendars: [district.yaml]\n"))
    assert windows(heir)["ВПР", 2026] == "2026-04-06"
    assert windows(heir)["МПР", 2026] == "2026-02-02"
    anew = load_ruleset(write("anew", "extends: [parent.yaml]\ncalendar: district.yaml\n"))
    assert anew.calendar == tmp_path / "district.yaml"
    assert places(anew) == {}


def test_two_files_that_know_nothing_of_each_other_may_name_the_same_window(write: Write) -> None:
    for name in ("one", "other"):
        write(name, OWN.replace("        without: [2021]\n        reason: дистанционный год\n", ""))
    both = load_ruleset(write("both", "extends: [one.yaml, other.yaml]\n"))
    assert windows(both) == {("ВПР", 2026): "2026-04-13", ("МПР", 2026): "2026-02-02"}


def test_a_calendar_that_is_made_is_given_back_as_it_is() -> None:
    calendar = Calendar()
    assert load_calendar(calendar) is calendar
