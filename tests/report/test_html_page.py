"""The HTML page as a document: what it says, how its parts lead to one another, and that it needs nothing else."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections import Counter
from itertools import pairwise

import lxml.html
import pytest
from made_checks import HOSTILE, checked_of, found_on_every_row, hostile_check, judged, plan_of

from plancheck.plan import Column, Deadline, Measure, Plan, Responsible, SourceFile
from plancheck.report.model import Checked, EvidenceEntry, PlanReport, Unread, WaiverEntry
from plancheck.report.wording import LANGUAGES, wording
from plancheck.report.writers.html import write
from plancheck.rules.calendar import Calendar, HeldWindow
from plancheck.rules.outcome import Evidence, Outcome, RuleOutcome, Severity, Subject

Page = lxml.html.HtmlElement
RU, EN = wording("ru"), wording("en")
LIMIT = 500_000
BLOCKS = {"dt", "dd", "div", "li", "p", "td", "th", "tr"}
CYRILLIC = re.compile("[А-Яа-яЁё]")


def opened(checked: Checked, lang: str = "ru") -> Page:
    return lxml.html.document_fromstring(write(checked, wording(lang)).decode())


def flat(element: Page) -> str:
    """The words as they are read: blocks stand apart, what stands in a line does not."""

    def words(inner: Page) -> str:
        apart = " " if inner.tag in BLOCKS else ""
        return apart + (inner.text or "") + "".join(words(child) + (child.tail or "") for child in inner) + apart

    return " ".join(words(element).split())


def one(page: Page, css: str) -> Page:
    (found,) = page.cssselect(css)
    return found


@pytest.fixture
def checked(plan: Plan, report: PlanReport) -> Checked:
    return checked_of([plan], [report])


@pytest.fixture
def page(checked: Checked) -> Page:
    return opened(checked)


@pytest.fixture
def several(plan: Plan, report: PlanReport) -> Checked:
    other = plan_of(3)
    unread = Unread(path="plans/scan.pdf", error="В файле нет текста.")
    return checked_of([plan, other], [report, found_on_every_row(other)], [unread])


def test_the_verdict_and_the_score_come_first(page: Page) -> None:
    verdict = one(page, ".verdict.failed")
    assert flat(verdict) == (
        "План нужно исправить: 2 ошибки, 2 предупреждения; 1 вопрос решит только человек; 1 правило не сработало. "
        "Оценка: 29.4 из 100"
    )
    assert "решит человек: 1" in flat(one(page, ".figures"))
    assert next(flat(row) for row in page.cssselect(".about > div")) == "Организация МБОУ «Берёзовская СОШ»"


def test_findings_go_from_grave_to_harmless_and_those_of_one_rule_together(page: Page) -> None:
    shown = [(one(group, ".code").text, one(group, ".badge").text) for group in page.cssselect(".group")]
    assert shown == [
        ("DOC004", "ошибка"),
        ("OBS002", "ошибка"),
        ("DDL003", "предупреждение"),
        ("RCK003", "правило не сработало"),
        ("CRD003", "решит человек"),
    ]
    group = page.cssselect(".group")[2]
    assert flat(one(group, "h3")).endswith("Сроки проверяемы – нарушено в 2 местах")
    assert len(group.cssselect(".finding")) == 2
    assert flat(group).count("Что сделать: Назовите день.") == 1


def test_a_finding_shows_its_row_whole_with_the_faulty_cell_marked(page: Page) -> None:
    row = page.cssselect(".group")[0].cssselect(".row")[0]
    cells = {one(cell, "dt").text.strip(): flat(one(cell, "dd")) for cell in row.cssselect(".cell")}
    assert cells == {
        "№": "1.2.",
        "Мероприятие": "Провести перепроверку работ",
        "Срок": "в своё время",
        "Ответственный": "пусто",
        "Результат": "пусто",
    }
    assert flat(one(row, ".fault")) == "Ответственный здесь пусто"
    assert flat(one(row, ".where")) == "п. 1.2 (строка 13, таблица 1)"


def test_a_finding_says_remedy_source_and_a_row_to_copy(page: Page) -> None:
    group = page.cssselect(".group")[1]
    assert "Где: план в целом" in flat(group)
    assert "Что сделать: Добавьте мероприятие." in flat(group)
    assert flat(one(group, ".source")) == "Источник: показатель мониторинга"
    cells = [flat(cell) for cell in group.cssselect(".paste .cell")]
    assert cells == ["Мероприятие Пригласить наблюдателей на ВПР", "Срок март 2025"]
    copied = json.loads(one(group, "button.copy").get("data-cells"))
    assert copied == ["", "Пригласить наблюдателей на ВПР", "март 2025", "", ""]


def test_every_link_leads_to_an_anchor_of_the_page(several: Checked) -> None:
    page = opened(several)
    names = Counter(element.get("id") for element in page.cssselect("[id]"))
    assert [name for name, times in names.items() if times > 1] == []
    links = [link.get("href") for link in page.cssselect("a")]
    assert {link for link in links if not link.startswith("#")} == set()
    assert {link[1:] for link in links} <= names.keys()
    described = {
        name for element in page.cssselect("[aria-labelledby]") for name in element.get("aria-labelledby").split()
    }
    assert described <= names.keys()


def test_findings_and_rows_lead_to_one_another(page: Page) -> None:
    there = {
        (finding.get("id"), link.get("href")[1:])
        for finding in page.cssselect(".finding")
        for link in finding.cssselect(".where a")
    }
    back = {
        (link.get("href")[1:], row.get("id"))
        for row in page.cssselect("table.rows tr[id]")
        for link in row.cssselect("td.to a")
    }
    assert there == back
    assert len(there) == 3


def test_the_matrix_has_every_requirement_with_outcome_proof_and_source(page: Page) -> None:
    rows = {one(row, ".code").text: row for row in page.cssselect("table.requirements tbody tr")}
    assert {code: row.get("data-outcome") for code, row in rows.items()} == {
        "CRD001": "passed", "DOC004": "failed", "OBS002": "failed", "DDL003": "failed", "CRD003": "cant_tell",
        "RCK003": "error", "OBS003": "inapplicable",
    }  # fmt: skip
    assert "выполнено п. 1.1: приказ о школьном координаторе" in flat(rows["CRD001"])
    assert flat(one(rows["OBS003"], 'td[data-label="Чем подтверждается"]')) == "План не предусматривает наблюдателей."
    assert [link.text for link in rows["DDL003"].cssselect(".to a")] == ["1", "2"]
    assert flat(one(rows["DOC004"], "td.source")) == "политика проекта"


def test_tables_have_captions_and_headings_with_scopes(several: Checked) -> None:
    page = opened(several)
    tables = page.cssselect("table")
    assert len(tables) == 7
    assert all(flat(one(table, "caption")) for table in tables)
    assert {cell.get("scope") for cell in page.cssselect("th")} == {"col", "row", "rowgroup"}


def test_headings_leave_out_no_level(several: Checked, page: Page) -> None:
    for each in (page, opened(several)):
        levels = [int(heading.tag[1]) for heading in each.cssselect("h1, h2, h3, h4, h5, h6")]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after - before <= 1 for before, after in pairwise(levels))


def test_the_page_has_landmarks_and_a_way_past_them(page: Page) -> None:
    assert one(page, "a.skip").get("href") == "#main"
    assert one(page, "main").get("id") == "main"
    assert one(page, "header") is not None
    assert one(page, "footer") is not None
    assert one(page, "nav").get("aria-label") == "Разделы"


def test_without_a_script_all_is_shown_and_no_button_is(page: Page) -> None:
    hidden = {element.tag for element in page.cssselect("[hidden]")}
    assert hidden == {"button", "div", "p"}
    assert all("hidden" in button.attrib or button.xpath("ancestor::*[@hidden]") for button in page.cssselect("button"))
    assert not page.cssselect(".group[hidden], tr[hidden], details")


def test_the_page_asks_for_nothing_from_outside(several: Checked) -> None:
    text = write(several, RU).decode()
    page = lxml.html.document_fromstring(text)
    assert page.cssselect("[src], [style], link, base, iframe, object, form, img") == []
    assert page.xpath("//@*[starts-with(name(), 'on')]") == []
    assert "url(" not in text
    assert "@import" not in text
    policy = one(page, 'meta[http-equiv="Content-Security-Policy"]').get("content")
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy


def test_the_timeline_has_a_line_for_each_measure_and_each_procedure(page: Page) -> None:
    rows = [flat(row) for row in page.cssselect("table.timeline tbody tr")]
    assert rows[0] == "Период плана"
    assert rows[1].startswith("ВПР 11.04.2025 – 16.05.2025 приказ Рособрнадзора")
    assert [row.split(" ▲")[0] for row in rows[2:]] == [
        "п. 1.1 Издать приказ о школьном координаторе ВПР до 01.10.2024; год взят из периода плана",
        "п. 1.2 Провести перепроверку работ не понято срок нарушает правило",
        "3-е мероприятие Разобрать итоги на совещании по итогам процедуры срок нарушает правило",
    ]


def test_a_plan_without_days_or_rows_has_no_timeline_and_is_shown_all_the_same() -> None:
    empty = Plan(source=SourceFile(path="empty.txt"))
    page = opened(checked_of([empty], [judged(empty)]))
    assert not page.cssselect("table.timeline")
    assert flat(one(page, ".verdict")) == "Ни одно правило не дало ответа. Оценки нет"
    assert "Нарушений не найдено." in flat(page)


def test_rows_whose_numbers_begin_anew_are_told_apart() -> None:
    plan = plan_of(6)
    page = opened(checked_of([plan], [found_on_every_row(plan)]))
    labels = [link.text for link in page.cssselect("table.timeline th a")]
    assert labels == [f"п. {number} раздела {section}" for section in (1, 2, 3) for number in (1, 2)]


def test_rows_with_one_number_in_one_section_are_counted() -> None:
    plan = plan_of(2).model_copy(update={"sections": (), "measures": tuple(
        Measure(number="1", text=text, columns=(Column.NUMBER, Column.MEASURE)) for text in ("Первое", "Второе")
    )})  # fmt: skip
    page = opened(checked_of([plan], [judged(plan)]))
    labels = [link.text for link in page.cssselect("table.timeline th a")]
    assert labels == ["п. 1 (1-е мероприятие)", "п. 1 (2-е мероприятие)"]


def test_a_waived_finding_says_who_lets_it_stand_and_until_when(plan: Plan) -> None:
    outcome = RuleOutcome(
        rule="DOC004", name="responsible-empty", outcome=Outcome.WAIVED, severity=Severity.ERROR,
        subject=Subject("measure"), measures=(1,), message="Ответственный не указан.",
    )  # fmt: skip
    report = judged(plan, outcome)
    waiver = WaiverEntry(reason="Отвечает отдел", author="Ясенева Л. Д.", expires=dt.date(2025, 6, 1))
    report = report.model_copy(update={"outcomes": (report.outcomes[0].model_copy(update={"waiver": waiver}),)})
    page = opened(checked_of([plan], [report]))
    assert flat(one(page, ".waiver")) == "Принято как есть: Отвечает отдел; Ясенева Л. Д.; до 01.06.2025"


def test_a_rule_counts_as_broken_while_one_of_its_findings_is_not_waived(plan: Plan) -> None:
    outcomes = [
        RuleOutcome(rule="DOC004", name="n", outcome=outcome, severity=Severity.ERROR, measures=(at,), message="Нет.")
        for at, outcome in enumerate([Outcome.WAIVED, Outcome.FAILED])
    ]
    row = one(opened(checked_of([plan], [judged(plan, *outcomes)])), "table.requirements tbody tr")
    assert row.get("data-outcome") == "failed"


def test_a_doubt_about_many_rows_is_not_hung_on_each_of_them() -> None:
    plan = plan_of(8)
    doubt = RuleOutcome(
        rule="DDL002",
        name="n",
        outcome=Outcome.CANT_TELL,
        severity=Severity.ERROR,
        measures=tuple(range(8)),
        reason="?",
    )
    page = opened(checked_of([plan], [judged(plan, doubt)]))
    assert not page.cssselect("table.rows td.to a")
    assert len(page.cssselect(".finding .row")) == 5
    assert flat(one(page, ".finding .more")).startswith("и ещё 3 места: п. 3 раздела 2, п. 1 раздела 3")


def test_words_outside_the_table_are_quoted_with_their_place(plan: Plan) -> None:
    outcome = RuleOutcome(
        rule="PRV002", name="template-leftover", outcome=Outcome.FAILED, severity=Severity.WARNING,
        message="В плане осталось пустое место.", evidence=(Evidence(None, "Приказ № ____"),),
    )  # fmt: skip
    page = opened(checked_of([plan], [judged(plan, outcome)]))
    assert flat(one(page, ".quoted")) == "план в целом: Приказ № ____"


def test_a_row_of_another_plan_is_quoted_with_its_file_and_is_no_row_of_this_one(plan: Plan) -> None:
    outcome = RuleOutcome(
        rule="OBL001", name="obligation-unanswered", outcome=Outcome.FAILED, severity=Severity.ERROR,
        message="Нет ответа.",
    )  # fmt: skip
    there = EvidenceEntry(measure=1, number="5", quote="Провести обучение", path="town.docx")
    report = judged(plan, outcome)
    report = report.model_copy(update={"outcomes": (report.outcomes[0].model_copy(update={"evidence": (there,)}),)})
    page = opened(checked_of([plan], [report]))
    assert flat(one(page, ".quoted")) == "town.docx, п. 5: Провести обучение"
    assert "town.docx, п. 5: Провести обучение" in flat(one(page, "table.requirements tbody"))
    assert not page.cssselect("table.rows td.to a, .row")


def test_columns_of_the_plan_s_own_and_doubtful_cells_are_shown() -> None:
    plan = Plan(
        columns=(Column.MEASURE, Column.DEADLINE),
        measures=(
            Measure(
                text="Совещание", columns=(Column.MEASURE, Column.DEADLINE), doubtful=(Column.MEASURE,),
                deadline=Deadline(text="май"), other={"Классы": "4–8"},
            ),
            Measure(
                text="Семинар", responsible=Responsible(text="Завуч"), columns=(Column.MEASURE, Column.RESPONSIBLE),
            ),
        ),
    )  # fmt: skip
    page = opened(checked_of([plan], [judged(plan)]))
    assert [flat(cell) for cell in page.cssselect("table.rows thead th")][:4] == [
        "Мероприятие", "Срок", "Ответственный", "Классы",
    ]  # fmt: skip
    rows = [[flat(cell) for cell in row.cssselect("td")] for row in page.cssselect("table.rows tbody tr")]
    assert rows[0][:4] == ["Совещание распознано неуверенно", "май", "графы нет", "4–8"]
    assert rows[1][:4] == ["Семинар", "графы нет", "Завуч", ""]


def test_several_plans_begin_with_a_matrix_of_plans_and_rules(several: Checked) -> None:
    page = opened(several)
    assert flat(one(page, ".overview > .verdict")) == "Проверено: 2 плана, с ошибками: 1. Не проверено: 1 файл."
    assert "plans/scan.pdf: В файле нет текста." in flat(one(page, ".unread"))
    rules = [heading.text for heading in page.cssselect("table.matrix th.rule span")]
    assert rules[:7] == ["CRD001", "DOC004", "OBS002", "DDL003", "CRD003", "RCK003", "OBS003"]
    first, second = page.cssselect("table.matrix tbody tr")
    assert [mark.text_content()[:1] for mark in first.cssselect("td.mark")][:7] == ["+", "О", "О", "П", "?", "!", "–"]
    assert [mark.text_content() for mark in second.cssselect("td.mark")][:4] == [
        "",
        "",
        "",
        "П: нарушено, предупреждение",
    ]
    assert [flat(item) for item in page.cssselect(".overview .legend li")] == [
        "О нарушено, ошибка", "П нарушено, предупреждение", "! правило не сработало", "? решит человек",
        "+ выполнено", "– не применимо",
    ]  # fmt: skip


def test_the_filter_offers_only_what_there_is(page: Page, several: Checked) -> None:
    assert [flat(button) for button in page.cssselect("#filters button[aria-pressed]")] == [
        "2 ошибки", "2 предупреждения",
        "нарушено: 3", "решит человек: 1", "правило не сработало: 1", "выполнено: 1", "не применимо: 1",
    ]  # fmt: skip
    assert flat(opened(several).cssselect("#filters button")[1]) == "5 предупреждений"


def test_each_of_several_plans_has_a_part_with_its_own_anchors(several: Checked) -> None:
    page = opened(several)
    assert [part.get("id") for part in page.cssselect("article.plan")] == ["p1", "p2"]
    assert [link.get("href") for link in page.cssselect("table.matrix tbody th a")] == ["#p1", "#p2"]
    assert len(page.cssselect("#filters")) == 1


def test_files_that_were_not_read_are_a_page_too() -> None:
    unread = Unread(path="plans/scan.pdf", error="В файле нет текста.")
    page = opened(checked_of([], [], [unread]))
    assert flat(one(page, ".overview > .verdict")) == "Проверено: 0 планов, с ошибками: 0. Не проверено: 1 файл."
    assert not page.cssselect("table")


def test_a_plan_of_sixty_rows_with_a_finding_on_each_stays_under_the_limit() -> None:
    plan = plan_of(60)
    assert len(write(checked_of([plan], [found_on_every_row(plan)]), RU)) < LIMIT


def test_the_same_report_gives_the_same_bytes(several: Checked) -> None:
    assert write(several, RU) == write(several, RU)


def test_the_english_page_has_russian_words_only_from_the_plan() -> None:
    plan = plan_of(3).model_copy(
        update={"title": "Plan", "organisation": "School", "territory": None, "procedures": ()}
    )
    outcome = RuleOutcome(
        rule="DOC004", name="responsible-empty", outcome=Outcome.FAILED, severity=Severity.ERROR, measures=(1,),
        message="No one answers.", remedy="Name a post.", source=("an order",), suggestion={"measure": "Совещание"},
    )  # fmt: skip
    page = opened(checked_of([plan], [judged(plan, outcome, titles="Rule {}")], lang="en"), "en")
    assert one(page, "html[lang=en]") is not None
    for russian in page.xpath("//*[@lang='ru']"):
        russian.clear()
    left = [flat(element) for element in page.cssselect("body *:not(script)") if CYRILLIC.search(element.text or "")]
    assert left == []
    attributes = {name for element in page.iter() for name, text in element.attrib.items() if CYRILLIC.search(text)}
    assert attributes == set()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_hostile_words_stay_words(lang: str) -> None:
    written = write(hostile_check(lang), wording(lang))
    text = written.decode()
    page = lxml.html.document_fromstring(text)
    assert len(page.cssselect("script")) == 1
    assert len(page.cssselect("style")) == 1
    assert page.xpath("//img | //a[not(starts-with(@href, '#'))] | //@*[starts-with(name(), 'on')] | //comment()") == []
    assert {element.get("id") for element in page.cssselect("[id]")} == {
        element.get("id") for element in page.cssselect("[id]") if re.fullmatch("[a-z0-9-]+", element.get("id"))
    }
    assert re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069]", text) is None
    shown = flat(one(page, "#p1-r1"))
    assert "<script>alert('план')</script>" in shown
    assert HOSTILE[5] in shown
    assert "[31m" not in text


def test_hostile_words_reach_the_clipboard_as_they_are_read() -> None:
    button = opened(hostile_check()).cssselect("button.copy")[0]
    assert json.loads(button.get("data-cells"))[1].startswith("<script>alert('план')</script> </style></script><img")


def test_a_page_can_be_told_another_calendar(plan: Plan, report: PlanReport) -> None:
    day = dt.date(2025, 2, 3)
    own = Calendar((HeldWindow("ВПР", 2025, day, day, None, {"ru": "приказ района"}),))
    page = lxml.html.document_fromstring(write(checked_of([plan], [report]), EN, calendar_of=lambda _: own).decode())
    assert flat(one(page, "tr.procedure")) == "ВПР 2025-02-03 – 2025-02-03 приказ района"


def test_a_plan_of_no_known_level_or_period_says_so() -> None:
    plan = Plan(measures=(Measure(text="Совещание"),))
    about = flat(one(opened(checked_of([plan], [judged(plan)])), ".about"))
    assert "Уровень не определено" in about
    assert "Период не определено" in about
