"""A small checked plan, and waivers in a few words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from plancheck.checking import check
from plancheck.plan import Column, Deadline, Level, Measure, Period, Plan, Section, SourceFile
from plancheck.report.assembly import whole_report
from plancheck.report.model import Checked

COLUMNS = (Column.NUMBER, Column.MEASURE, Column.DEADLINE, Column.RESPONSIBLE)


def made_plan(path: str = "plan.docx", **more: object) -> Plan:
    """A school's plan with two rows that nobody answers for (of one number, in two sections), and no observers."""
    rows = [
        Measure(number="1.", section=0, text="Совещание о порядке проведения ВПР", columns=COLUMNS),
        Measure(number="2.", section=0, text="Анализ результатов ВПР", columns=COLUMNS, deadline=Deadline(text="май")),
        Measure(number="1.", section=1, text="Родительское собрание о целях ВПР", columns=COLUMNS),
    ]
    fields: dict[str, object] = {
        "source": SourceFile(path=path, format="docx"),
        "organisation": "МБОУ «Ольховская СОШ»",
        "level": Level.SCHOOL,
        "period": Period(start=dt.date(2025, 9, 1), end=dt.date(2026, 8, 31)),
        "columns": COLUMNS,
        "sections": (Section(number="I", title="Информирование"), Section(number="II", title="Семьи")),
        "measures": tuple(rows),
    }
    return Plan.model_validate({**fields, **more})


def checked_plans(*plans: Plan) -> Checked:
    judged = [check(plan, engine="reference", ruleset="objectivity-school") for plan in plans]
    return Checked(whole_report(judged, [], version="1", lang="ru"), plans)


@pytest.fixture
def plan() -> Callable[..., Plan]:
    return made_plan


@pytest.fixture
def checked(tmp_path: Path) -> Checked:
    """The made plan, standing in the test's folder."""
    return checked_plans(made_plan(str(tmp_path / "plan.docx")))


@pytest.fixture
def check_all() -> Callable[..., Checked]:
    return checked_plans


@pytest.fixture
def waiver_file(tmp_path: Path) -> Callable[..., Path]:
    """Writes waivers; each text is the fields of one beside reason, author and expiry, which may be given too."""

    def written(*waivers: str, name: str = "plancheck-waivers.yaml") -> Path:
        lines = ["schema: plancheck.waivers/1", "waivers:"]
        for one in waivers:
            fields = {"reason": "так решил совет", "author": "Ежова А. Б.", "expires": "2026-05-31"}
            own = [part.strip() for part in one.split("|")]
            given = {part.partition(":")[0] for part in own}
            fields_left = [f"{key}: {value}" for key, value in fields.items() if key not in given]
            first, *rest = [*own, *fields_left]
            lines += [f"- {first}", *(f"  {line}" for line in rest)]
        file = tmp_path / name
        file.write_text("\n".join(lines) + "\n", "utf-8")
        return file

    return written
