"""A judged plan of the tests' own, with every outcome in it."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable

import pytest

from plancheck.location import Location
from plancheck.plan import (
    Anchor,
    Approval,
    Column,
    Deadline,
    Level,
    Measure,
    Period,
    Plan,
    Responsible,
    Role,
    Section,
    Skipped,
    SkipReason,
    SourceFile,
    Topic,
)
from plancheck.remark import Remark
from plancheck.report.assembly import plan_report
from plancheck.report.model import PlanReport, RulesetId
from plancheck.report.page import Page
from plancheck.rules.outcome import Evidence, Outcome, RuleOutcome, Severity, Subject

COLUMNS = (Column.NUMBER, Column.MEASURE, Column.DEADLINE, Column.RESPONSIBLE, Column.RESULT)


@pytest.fixture
def plan() -> Plan:
    return Plan(
        source=SourceFile(path="plans/birch.txt", format="txt", sha256="0" * 64),
        title="План мер на 2024-2025 учебный год",
        level=Level.SCHOOL,
        organisation="МБОУ «Берёзовская СОШ»",
        territory="Берёзовка",
        period=Period(start=dt.date(2024, 9, 1), end=dt.date(2025, 8, 31)),
        approval=Approval(by="И. И. Берёзкина", position="директор", number="17", date=None),
        columns=COLUMNS,
        procedures=("ВПР",),
        sections=(Section(number="1", title="Подготовка", tasks=("Назначить людей",)),),
        measures=(
            Measure(
                number="1.1.",
                section=0,
                text="Издать приказ о школьном координаторе ВПР",
                deadline=Deadline(text="до 01.10", windows=((None, dt.date(2024, 10, 1)),), inferred=True),
                responsible=Responsible(text="Директор", roles=(Role.SCHOOL_HEAD,)),
                result="Приказ",
                topics=(Topic.ORDER, Topic.COORDINATOR),
                columns=COLUMNS,
                location=Location(line=12, table=1, row=2),
            ),
            Measure(
                number="1.2.",
                section=0,
                text="Провести перепроверку работ",
                deadline=Deadline(text="в своё время"),
                responsible=None,
                result=None,
                topics=(Topic.RECHECK,),
                columns=COLUMNS,
                location=Location(line=13, table=1, row=3),
            ),
            Measure(
                number=None,
                text="Разобрать итоги на совещании",
                deadline=Deadline(text="по итогам", anchor=Anchor.PROCEDURE_RESULTS),
                responsible=Responsible(
                    text="Завуч П. П. Ольхина", roles=(Role.DEPUTY_HEAD,), persons=("П. П. Ольхина",)
                ),
                topics=(),
                columns=COLUMNS,
                location=Location(line=15, table=2, row=1),
            ),
        ),
        skipped=(Skipped(what="Состав комиссии", why=SkipReason.NO_MEASURES, location=Location(table=3)),),
        remarks=(Remark("Кодировка определена как windows-1251", "Read as windows-1251"),),
    )


@pytest.fixture
def outcomes() -> tuple[RuleOutcome, ...]:
    return (
        RuleOutcome(
            rule="CRD001", name="coordinator-not-appointed", outcome=Outcome.PASSED, severity=Severity.ERROR,
            measures=(0,), evidence=(Evidence(0, "приказ о школьном координаторе"),),
        ),
        RuleOutcome(
            rule="DOC004", name="responsible-empty", outcome=Outcome.FAILED, severity=Severity.ERROR,
            subject=Subject("measure"), measures=(1,), message="У мероприятия не указан ответственный.",
            remedy="Впишите должность.", source=("политика проекта",), fingerprint="f1",
            evidence=(Evidence(1, "Провести перепроверку работ", column=Column.RESPONSIBLE),),
        ),
        RuleOutcome(
            rule="OBS002", name="observers-not-at-every-procedure", outcome=Outcome.FAILED,
            severity=Severity.ERROR, subject=Subject("procedure", "ВПР"), message="На ВПР нет наблюдателей.",
            remedy="Добавьте мероприятие.", source=("показатель мониторинга",), fingerprint="f2",
            suggestion={"measure": "Пригласить наблюдателей на ВПР", "deadline": "март 2025"},
        ),
        RuleOutcome(
            rule="DDL003", name="deadline-not-checkable", outcome=Outcome.FAILED, severity=Severity.WARNING,
            subject=Subject("measure"), measures=(1,), message="Срок п. 1.2 нельзя проверить.",
            remedy="Назовите день.", source=("политика проекта",), fingerprint="f3",
            evidence=(Evidence(1, "Провести перепроверку работ", column=Column.DEADLINE),),
        ),
        RuleOutcome(
            rule="DDL003", name="deadline-not-checkable", outcome=Outcome.FAILED, severity=Severity.WARNING,
            subject=Subject("measure"), measures=(2,), message="Срок разбора нельзя проверить.",
            remedy="Назовите день.", source=("политика проекта",), fingerprint="f4",
            evidence=(Evidence(2, "Разобрать итоги на совещании", column=Column.DEADLINE),),
        ),
        RuleOutcome(
            rule="CRD003", name="coordinator-after-procedure-starts", outcome=Outcome.CANT_TELL,
            severity=Severity.ERROR, reason="В календаре нет ВПР 2027 года.",
        ),
        RuleOutcome(
            rule="RCK003", name="recheck-by-own-staff", outcome=Outcome.ERROR, severity=Severity.WARNING,
            reason="сбой", message="сбой",
        ),
        RuleOutcome(
            rule="OBS003", name="observers-not-independent", outcome=Outcome.INAPPLICABLE,
            severity=Severity.WARNING, reason="План не предусматривает наблюдателей.",
        ),
    )  # fmt: skip


TITLES = {"CRD001": "Назначен координатор", "DDL003": "Сроки проверяемы", "OBS003": "Наблюдатели независимы"}


@pytest.fixture
def report(plan: Plan, outcomes: tuple[RuleOutcome, ...]) -> PlanReport:
    ruleset = RulesetId(name="objectivity-school", version="1.0", sha256="a" * 64)
    return plan_report(plan, outcomes, ruleset, lambda code: TITLES.get(code, ""))


@pytest.fixture
def drawn() -> Callable[..., str]:
    """Runs a writer on a page of a given width and gives back what it wrote."""

    def draw(write: Callable[[Page], None], width: int = 80) -> str:
        stream = io.StringIO()
        write(Page(stream, width=width))
        return stream.getvalue()

    return draw


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> io.StringIO:
    """A stream that says it is a terminal with colours."""
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.delenv("COLUMNS", raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "")
    return Terminal()
