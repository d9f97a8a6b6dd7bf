"""Judged plans for the tests of the HTML page: with every outcome, of any length, hostile, and several at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from plancheck.location import Location
from plancheck.plan import Column, Deadline, Level, Measure, Period, Plan, Responsible, Section, SourceFile
from plancheck.report.assembly import plan_report, whole_report
from plancheck.report.model import Checked, PlanReport, RulesetId, Unread
from plancheck.rules.outcome import Evidence, Outcome, RuleOutcome, Severity, Subject

COLUMNS = (Column.NUMBER, Column.MEASURE, Column.DEADLINE, Column.RESPONSIBLE, Column.RESULT)
HOSTILE = (
    "<script>alert('план')</script>",
    "</style></script><img src=x onerror=alert(1)>",
    "\"'><a href='javascript:alert(1)'>javascript:alert(1)</a>",
    "прав\u202eвелан\u202c \u2066лево\u2069 \u200fметка",
    "\x1b[31mкрасно\x1b[0m \x07\x00\x08 конец",
    "{{ 7 * 7 }} {% raw %} &lt;b&gt; &amp;amp;",
    "=HYPERLINK(\"http://example.com\") ]]> <!-- комментарий --",
)  # fmt: skip


def checked_of(
    plans: Sequence[Plan], reports: Sequence[PlanReport], unread: Sequence[Unread] = (), lang: str = "ru"
) -> Checked:
    return Checked(whole_report(reports, unread, version="0.1.0", lang=lang), tuple(plans))


def judged(plan: Plan, *outcomes: RuleOutcome, titles: str = "Правило {}") -> PlanReport:
    return plan_report(plan, outcomes, RulesetId(name="own", version="1", sha256="b" * 64), titles.format)


def plan_of(rows: int, words: str = "Провести совещание об итогах проверочных работ в школах района") -> Plan:
    """A plan of so many rows in three sections; numbers begin anew in each."""
    third = max(1, -(-rows // 3))
    return Plan(
        source=SourceFile(path=f"plans/{rows}.docx", format="docx", sha256="1" * 64),
        title="План мер по объективности на 2024-2025 учебный год",
        level=Level.SCHOOL,
        organisation="МБОУ «Ольховская СОШ»",
        period=Period(start=dt.date(2024, 9, 1), end=dt.date(2025, 8, 31)),
        columns=COLUMNS,
        procedures=("ВПР",),
        sections=tuple(Section(title=f"Направление {n}") for n in "АБВ"),
        measures=tuple(
            Measure(
                number=str(at % third + 1),
                section=at // third,
                text=f"{words}, часть {at + 1}",
                deadline=Deadline(text="до 1 октября 2024 года", windows=((None, dt.date(2024, 10, 1)),)),
                responsible=Responsible(text="Заместитель директора по учебной работе"),
                result="Справка, протокол совещания",
                columns=COLUMNS,
                location=Location(table=1, row=at + 2),
            )
            for at in range(rows)
        ),
    )


def found_on_every_row(plan: Plan, code: str = "DDL003", name: str = "deadline-not-checkable") -> PlanReport:
    """One warning on each row, and forty requirements that every row meets."""
    findings = [
        RuleOutcome(
            rule=code, name=name, outcome=Outcome.FAILED, severity=Severity.WARNING, subject=Subject("measure"),
            measures=(at,), message=f"Срок нельзя проверить: «{measure.text}».", remedy="Назовите день.",
            source=("политика проекта",), fingerprint=f"f{at}",
            evidence=(Evidence(at, measure.text, column=Column.DEADLINE),),
        )
        for at, measure in enumerate(plan.measures)
    ]  # fmt: skip
    met = [
        RuleOutcome(
            rule=f"ABC{n:03}", name="met", outcome=Outcome.PASSED, severity=Severity.ERROR,
            measures=tuple(range(len(plan.measures))), source=("приказ о проведении процедур",),
            evidence=tuple(Evidence(at, measure.text) for at, measure in enumerate(plan.measures)),
        )
        for n in range(40)
    ]  # fmt: skip
    return judged(plan, *findings, *met)


def hostile_check(lang: str = "ru") -> Checked:
    """Every text that a page shows is one that wants to be markup."""
    text = " ".join(HOSTILE)
    plan = Plan(
        source=SourceFile(path=f"plans/{text}.docx"),
        title=text,
        organisation=text,
        territory=text,
        columns=COLUMNS,
        period=Period(start=dt.date(2024, 9, 1), end=dt.date(2025, 8, 31)),
        sections=(Section(number=HOSTILE[0], title=text),),
        measures=(
            Measure(
                number=HOSTILE[1], section=0, text=text, deadline=Deadline(text=text),
                responsible=Responsible(text=text), result=text, columns=COLUMNS,
                other={text: text}, location=Location(sheet=text, address=HOSTILE[2]),
            ),
        ),
    )  # fmt: skip
    said = {"message": text, "remedy": text, "source": (text, text), "fingerprint": text, "reason": text}
    outcomes = [
        RuleOutcome(
            rule=HOSTILE[at % 3], name=text, outcome=outcome, severity=Severity.ERROR, subject=Subject("measure", text),
            measures=(0,), suggestion={"measure": text, "deadline": text},
            evidence=(Evidence(0, text), Evidence(None, text)), **said,
        )
        for at, outcome in enumerate(Outcome)
    ]  # type: ignore[arg-type] # fmt: skip
    unread = Unread(path=text, error=text)
    report = plan_report(plan, outcomes, RulesetId(name=text, version=text, sha256="c" * 64), lambda _: text, [text])
    return checked_of([plan], [report], [unread], lang)
