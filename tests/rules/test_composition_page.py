"""The page on layers and time says what is so: its rulesets load, and come to what it says."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from plancheck.checking import check
from plancheck.parsing.matching import matched
from plancheck.plan import Period, Plan
from plancheck.rules import Chosen, Outcome, Ruleset, Severity, load_ruleset
from plancheck.rules.calendar import Calendar
from plancheck.rules.overriding import PARTS

PAGE = (Path(__file__).parents[2] / "docs" / "composition.md").read_text("utf-8")
RULESETS = dict(re.findall(r"```yaml ruleset (\S+)\n(.*?)```", PAGE, re.DOTALL))
Load = Callable[..., Ruleset]


@pytest.fixture
def load(tmp_path: Path) -> Load:
    def loaded(name: str, profile: str | None = None) -> Ruleset:
        file = tmp_path / f"{name}.yaml"
        file.write_text(RULESETS[name], "utf-8")
        return load_ruleset(file, chosen=Chosen(profile))

    return loaded


def of_year(first: int) -> Plan:
    return Plan(period=Period(start=dt.date(first, 9, 1), end=dt.date(first + 1, 8, 31)))


def outcomes(plan: Plan, ruleset: Ruleset) -> dict[str, tuple[Outcome, Severity]]:
    return {one.rule: (one.outcome, one.severity) for one in check(plan, ruleset=ruleset).outcomes}


def test_every_part_that_may_be_overridden_is_told() -> None:
    table = PAGE[PAGE.index("| an override may give") : PAGE.index("What a rule *asks*")]
    assert set(re.findall(r"`([a-z_]+)`(?=[^|]*\|[^|]*\|\n)", table)) == {*PARTS, "off", "parameters"}


def test_layers_are_laid_as_shown(load: Load) -> None:
    region = load("our-region")
    collegial = region.rule("COL001")
    assert collegial.severity is Severity.WARNING
    assert collegial.message.ru == "Нет коллегиальной проверки. Вопросы: методический центр, каб. 12."
    assert list(region.switched_off) == ["DOC007"]
    assert len(region.parameters["required_directions"].value) == 7
    asked = next(term.conditions for term in region.rule("DIR001").selection)
    assert ("regulation", "observation", "prevention") in [one.value for one in asked]


def test_the_profile_does_what_it_says(load: Load) -> None:
    assert load("with-profiles").rule("COL001").severity is Severity.NOTE
    assert load("with-profiles", "strict").rule("COL001").severity is Severity.ERROR


def test_time_goes_as_told(load: Load) -> None:
    ruleset = load("in-time")
    failed = Outcome.FAILED
    assert outcomes(of_year(2024), ruleset) == {"OUR002": (failed, Severity.NOTE), "OUR003": (failed, Severity.WARNING)}
    assert outcomes(of_year(2025), ruleset) == {"OUR002": (failed, Severity.ERROR)}
    assert [one[0] for one in outcomes(Plan(), ruleset).values()] == [Outcome.CANT_TELL, Outcome.CANT_TELL]
    assert ruleset.on(dt.date(2026, 9, 1)).parameters["wanted"].value == ("observers", "video")
    assert ruleset.withdrawn["OUR001"].replaced_by == ("OUR003",)


def test_a_ruleset_has_words_and_dates_of_its_own(load: Load) -> None:
    own = load("with-words")
    for words, topics in (("Дозорные аудиторы", ("observers",)), ("График для аудиторов кабинетов", ("schedule",))):
        assert matched(words, amendments=own.lexicons).topics == topics
    assert matched("школьный оператор", amendments=own.lexicons).roles == ("coordinator",)
    assert matched("Участие в МПР", amendments=own.lexicons).procedures == ("МПР",)
    assert isinstance(own.calendar, Calendar)
    window = own.calendar.of_year("ВПР", 2026)
    assert window is not None
    assert window.first == dt.date(2026, 4, 13)
