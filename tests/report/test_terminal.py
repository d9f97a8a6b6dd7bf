"""The report for a person: what is said, in which order, at which width."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest

from plancheck.plan import Plan
from plancheck.report.assembly import plan_report, whole_report
from plancheck.report.model import PlanReport, Report, RulesetId, Unread
from plancheck.report.page import Page
from plancheck.report.terminal import PROOFS, verdict, write_plan, write_report
from plancheck.report.wording import wording
from plancheck.rules.outcome import Evidence, Outcome, RuleOutcome, Severity, Subject

RU, EN = wording("ru"), wording("en")
Drawn = Callable[..., str]


def flat(text: str) -> str:
    return " ".join(text.split())


def only(plan: Plan, *outcomes: RuleOutcome) -> PlanReport:
    return plan_report(plan, outcomes, RulesetId(name="own", version="2"), lambda code: f"Правило {code}")


def outcome(code: str, of: Outcome, severity: Severity = Severity.ERROR, **more: object) -> RuleOutcome:
    return RuleOutcome(rule=code, name=code.lower(), outcome=of, severity=severity, **more)  # type: ignore[arg-type]


@pytest.fixture
def shown(report: PlanReport, drawn: Drawn) -> str:
    return drawn(lambda page: write_plan(report, page, RU))


def test_the_verdict_comes_first_with_its_counts(shown: str) -> None:
    assert "План нужно исправить: 2 ошибки, 2 предупреждения; 1 вопрос решит только человек" in flat(shown[:500])


def test_sections_go_from_grave_to_harmless(shown: str) -> None:
    order = ["ОШИБКИ: 2", "ПРЕДУПРЕЖДЕНИЯ: 2", "ПРАВИЛО НЕ СРАБОТАЛО: 1", "НАДО ПОСМОТРЕТЬ ЧЕЛОВЕКУ: 1",
             "ВЫПОЛНЕНО: 1", "НЕ ПРИМЕНИМО: 1"]  # fmt: skip
    assert sorted(order, key=shown.index) == order


def test_a_finding_says_place_quote_remedy_and_source(shown: str) -> None:
    finding = shown[shown.index("DOC004") : shown.index("OBS002")]
    assert [line.strip() for line in finding.splitlines()][:5] == [
        "DOC004  У мероприятия не указан ответственный.",
        "Где: строка 13, таблица 1, п. 1.2, графа «Ответственный»",
        "В плане: «Провести перепроверку работ»",
        "Что сделать: Впишите должность.",
        "Источник: политика проекта",
    ]


def test_a_suggested_row_is_given_cell_by_cell(shown: str) -> None:
    assert "Готовая строка:\n     Мероприятие: Пригласить наблюдателей на ВПР\n     Срок: март 2025\n" in shown


def test_findings_of_one_rule_share_remedy_and_source(shown: str) -> None:
    group = shown[shown.index("DDL003") : shown.index("ПРАВИЛО НЕ")]
    assert "нарушено в 2 местах" in group
    assert group.count("Что сделать") == group.count("Источник") == 1
    assert group.count("Где:") == 2


def test_findings_with_remedies_of_their_own_keep_them(plan: Plan, drawn: Drawn) -> None:
    two = only(
        plan,
        outcome("OBS002", Outcome.FAILED, subject=Subject("procedure", "ВПР"), message="а", remedy="на ВПР"),
        outcome("OBS002", Outcome.FAILED, subject=Subject("procedure", "ОГЭ"), message="б", remedy="на ОГЭ"),
    )
    text = drawn(lambda page: write_plan(two, page, RU))
    assert "   - а\n     Что сделать: на ВПР\n   - б\n     Что сделать: на ОГЭ\n" in text


def test_a_row_that_the_message_quotes_whole_is_not_quoted_again(plan: Plan, drawn: Drawn) -> None:
    said = only(plan, outcome("DOC004", Outcome.FAILED, measures=(1,), message="Нет: «Провести перепроверку работ»."))
    text = drawn(lambda page: write_plan(said, page, RU))
    assert text.count("Провести перепроверку работ") == 1
    assert "Где: строка 13" in text


def test_many_rows_of_one_finding_are_counted_not_listed(plan: Plan, drawn: Drawn) -> None:
    rows = plan.model_copy(update={"measures": plan.measures * 4})
    said = only(rows, outcome("RCK003", Outcome.FAILED, measures=tuple(range(12)), message="м"))
    text = drawn(lambda page: write_plan(said, page, RU))
    assert text.count("Где:") == 5
    assert "и ещё 7 мест" in text


def test_a_finding_on_no_row_is_about_the_plan(shown: str) -> None:
    assert "Где: план в целом" in shown[shown.index("OBS002") :]


def test_what_cannot_be_told_gives_its_reason(shown: str) -> None:
    doubts = shown[shown.index("ЧЕЛОВЕКУ:") : shown.index("ВЫПОЛНЕНО:")]
    assert "CRD003" in doubts
    assert "Почему: В календаре нет ВПР 2027 года." in doubts


def test_what_passed_shows_its_evidence(shown: str) -> None:
    assert "строка 12, таблица 1, п. 1.1: «приказ о школьном координаторе»" in shown


def test_much_evidence_is_cut_unless_asked_for(plan: Plan, drawn: Drawn) -> None:
    evidence = tuple(Evidence(0, f"слово {number}") for number in range(PROOFS + 2))
    passed = only(plan, outcome("CRD001", Outcome.PASSED, evidence=evidence))
    short = drawn(lambda page: write_plan(passed, page, RU))
    assert (short.count("слово"), "и ещё 4 места" in short) == (1, True)
    whole = drawn(lambda page: write_plan(passed, page, RU, verbose=True))
    assert (whole.count("слово"), "и ещё" in whole) == (PROOFS + 2, False)


def test_inapplicable_rules_are_one_line_until_reasons_are_asked_for(report: PlanReport, drawn: Drawn) -> None:
    reason = "План не предусматривает наблюдателей."
    assert reason not in drawn(lambda page: write_plan(report, page, RU))
    assert reason in drawn(lambda page: write_plan(report, page, RU, verbose=True))


@pytest.mark.parametrize(
    ("outcomes", "said"),
    [
        ([outcome("A", Outcome.FAILED), outcome("B", Outcome.FAILED, Severity.NOTE)],
         "План нужно исправить: 1 ошибка, 1 замечание."),
        ([outcome("A", Outcome.FAILED, Severity.WARNING)],
         "Ошибок нет, есть что поправить: 1 предупреждение."),
        ([outcome("A", Outcome.PASSED)], "Нарушений не найдено: выполнено 1 правило."),
        ([outcome("A", Outcome.INAPPLICABLE)], "Ни одно правило не дало ответа."),
        ([outcome("A", Outcome.PASSED), outcome("B", Outcome.CANT_TELL), outcome("C", Outcome.ERROR)],
         "Нарушений не найдено: выполнено 1 правило; 1 вопрос решит только человек; 1 правило не сработало."),
    ],
)  # fmt: skip
def test_the_verdict_is_one_sentence(plan: Plan, outcomes: list[RuleOutcome], said: str) -> None:
    assert verdict(only(plan, *outcomes), RU) == said


@pytest.mark.parametrize(
    ("of", "colour"),
    [(Outcome.PASSED, "32"), (Outcome.FAILED, "31"), (Outcome.INAPPLICABLE, "33"), (Outcome.ERROR, "31")],
)
def test_the_verdict_has_its_colour_at_a_terminal(plan: Plan, of: Outcome, colour: str, terminal: io.StringIO) -> None:
    judged = only(plan, outcome("A", of))
    write_plan(judged, Page(terminal, width=80), RU)
    assert f"\x1b[1;{colour}m{verdict(judged, RU)}" in terminal.getvalue()


def test_no_score_is_claimed_where_nothing_was_judged(plan: Plan, drawn: Drawn) -> None:
    text = drawn(lambda page: write_plan(only(plan, outcome("A", Outcome.CANT_TELL)), page, RU))
    assert "Оценки нет" in text


def test_a_plan_of_unknown_level_is_called_that(drawn: Drawn) -> None:
    text = drawn(lambda page: write_plan(only(Plan()), page, RU))
    assert text.startswith(": план, уровень не определён\n")


@pytest.mark.parametrize("width", [80, 40])
def test_no_line_is_wider_than_the_page(report: PlanReport, drawn: Drawn, width: int) -> None:
    text = drawn(lambda page: write_plan(report, page, RU, verbose=True), width)
    assert max(map(len, text.splitlines())) <= width
    assert "перепроверку" in text


def test_the_english_report_says_the_same(report: PlanReport, drawn: Drawn) -> None:
    text = drawn(lambda page: write_plan(report, page, EN))
    assert "The plan needs correcting: 2 errors, 2 warnings" in flat(text)
    assert "Where: line 13, table 1, item 1.2" in text


def test_in_a_pipe_no_frame_is_drawn(shown: str) -> None:
    assert not set(shown) & set("─│┌┐└┘━┃╭╮╰╯═║")


@pytest.fixture
def several(report: PlanReport) -> Report:
    clean = report.model_copy(update={"outcomes": (), "source": report.source.model_copy(update={"path": "b.txt"})})
    clean = clean.model_copy(update={"summary": clean.summary.model_copy(update={"by_severity": type(
        clean.summary.by_severity)(), "cant_tell": 0})})  # fmt: skip
    return whole_report([report, clean], [Unread(path="c.doc", error="Файл пуст.")], version="1", lang="ru")


def test_several_files_end_in_a_line_each(several: Report, drawn: Drawn) -> None:
    text = drawn(lambda page: write_report(several, page, RU))
    total = text[text.index("ВСЕГО") :]
    assert "plans/birch.txt: 2 ошибки, 2 предупреждения; 1 вопрос решит только" in flat(total)
    assert "b.txt: нарушений нет" in total
    assert "Проверено: 2 плана, с ошибками: 1. Не проверено: 1 файл." in flat(total)


def test_files_that_were_not_judged_say_why(several: Report, drawn: Drawn) -> None:
    text = drawn(lambda page: write_report(several, page, RU))
    assert "НЕ ПРОВЕРЕНО: 1\n c.doc: Файл пуст." in text


def test_one_unread_file_alone_has_no_total(drawn: Drawn) -> None:
    report = whole_report([], [Unread(path="c.doc", error="Файл пуст.")], version="1", lang="ru")
    assert drawn(lambda page: write_report(report, page, RU)) == "НЕ ПРОВЕРЕНО: 1\n c.doc: Файл пуст.\n"
