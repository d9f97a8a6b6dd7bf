"""The Excel workbook, read back: what stands where, where links lead, and that no text of a plan acts."""

from __future__ import annotations

import re
import warnings
import zipfile
from collections.abc import Sequence
from io import BytesIO

import pytest
from lxml import etree
from made_checks import HOSTILE, checked_of, hostile_check, judged, plan_of
from python_calamine import CalamineWorkbook

from plancheck.plan import Plan, SourceFile
from plancheck.report.model import Checked, PlanReport, Unread
from plancheck.report.wording import LANGUAGES, wording
from plancheck.report.writers import FORMS
from plancheck.report.writers.xlsx_parts import book as book_module
from plancheck.report.writers.xlsx_parts.book import Book, Cell, Column, Spot, Tab, lines_of, tab_name
from plancheck.report.writers.xlsx_parts.listing import listing
from plancheck.report.writers.xlsx_parts.remarks import write_remarks
from plancheck.rules.outcome import Evidence, Outcome, RuleOutcome, Severity

RU = wording("ru")
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
SHEETS = ["Сводка", "Матрица", "Все замечания", "Не проверено", "Правила и знаки"]
Row = list[object]


def book_of(checked: Checked, lang: str = "ru") -> bytes:
    return FORMS["xlsx"].write(checked, wording(lang))


def rows_of(content: bytes, sheet: str) -> list[Row]:
    """The sheet from its cell A1 on; an empty cell is an empty text."""
    return [list(row) for row in CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_name(sheet).to_python()]


def table_of(content: bytes, sheet: str, first: str) -> list[dict[str, object]]:
    """The rows below the header that begins with `first`."""
    rows = rows_of(content, sheet)
    top = next(at for at, row in enumerate(rows) if row[0] == first and any(row[1:]))
    return [dict(zip(map(str, rows[top]), row, strict=True)) for row in rows[top + 1 :]]


def parts_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def sheet_xml(content: bytes, sheet: str) -> etree._Element:
    number = SHEETS.index(sheet) + 1
    return etree.fromstring(parts_of(content)[f"xl/worksheets/sheet{number}.xml"])


def links_of(content: bytes, sheet: str) -> dict[str, str]:
    """Where each linked cell of the sheet leads, by its address."""
    return {
        str(link.get("ref")): str(link.get("location")) for link in sheet_xml(content, sheet).iter(f"{MAIN}hyperlink")
    }


def at(content: bytes, location: str) -> object:
    """The value of a cell such as «'Матрица'!A5»."""
    found = re.fullmatch(r"'(.+)'!([A-Z]+)(\d+)", location)
    assert found, location
    column = 0
    for sign in found[2]:
        column = column * 26 + ord(sign) - ord("A") + 1
    return rows_of(content, found[1])[int(found[3]) - 1][column - 1]


def with_organisation(report: PlanReport, name: str, path: str) -> PlanReport:
    return report.model_copy(update={"organisation": name, "source": SourceFile(path=path, format="txt")})


@pytest.fixture
def checked(plan: Plan, report: PlanReport) -> Checked:
    """Two plans with an outcome of each kind but one that was accepted, one without a finding, a file not read."""
    passed = [
        RuleOutcome(rule="OBS003", name="observers-not-independent", outcome=Outcome.PASSED, severity=Severity.WARNING),
        RuleOutcome(rule="NEW001", name="new", outcome=Outcome.WAIVED, severity=Severity.NOTE, reason="Так решено."),
    ]
    clean = judged(plan, *passed).model_copy(update={"organisation": "Лицей", "source": SourceFile(path="c.txt")})
    reports = [with_organisation(report, "Школа А", "a.txt"), with_organisation(report, "Школа Б", "б.txt"), clean]
    return checked_of([plan] * 3, reports, [Unread(path="скан.pdf", error="В файле нет текста.", kind="unreadable")])


def test_there_are_five_sheets_in_the_readers_language(checked: Checked) -> None:
    assert CalamineWorkbook.from_filelike(BytesIO(book_of(checked))).sheet_names == SHEETS
    english = CalamineWorkbook.from_filelike(BytesIO(book_of(checked, "en"))).sheet_names
    assert english == ["Summary", "Matrix", "All remarks", "Not checked", "Rules and letters"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_excel_takes_the_names_of_the_sheets(lang: str) -> None:
    for tab in Tab:
        assert re.fullmatch(r"[^\[\]:*?/\\']{1,31}", tab_name(tab, wording(lang)))


def test_the_summary_counts_plans_and_findings(checked: Checked) -> None:
    figures = {str(row[0]): row[1] for row in rows_of(book_of(checked), "Сводка")[3:14]}
    assert figures == {
        "Планов": 3, "Файлов не проверено": 1, "Планов с ошибками": 2, "Планов без нарушений": 1,
        "Средняя оценка": pytest.approx((2 * (checked.report.plans[0].score or 0) + 100) / 3, abs=0.1),
        "Ошибок": 4, "Предупреждений": 4, "Замечаний": 0, "Решит человек": 2, "Принято как есть": 1,
        "Правил не сработало": 2,
    }  # fmt: skip


def test_the_summary_lists_the_plans_the_worst_score_first(checked: Checked) -> None:
    plans = table_of(book_of(checked), "Сводка", "Чей план")
    assert [(row["Чей план"], row["Файл"], row["Оценка"]) for row in plans] == [
        ("Школа А", "a.txt", checked.report.plans[0].score),
        ("Школа Б", "б.txt", checked.report.plans[1].score),
        ("Лицей", "c.txt", 100),
    ]
    assert (plans[0]["Ошибок"], plans[0]["Предупреждений"], plans[0]["Правил нарушено"]) == (2, 2, 3)


def test_the_charts_draw_the_cells_that_stand_beside_them(checked: Checked) -> None:
    content = book_of(checked)
    charts = [part for name, part in parts_of(content).items() if name.startswith("xl/charts/chart")]
    assert len(charts) == 2
    rows = rows_of(content, "Сводка")
    drawn = []
    for chart in charts:
        references = re.findall(r"<c:f>Сводка!\$(\w)\$(\d+):\$\w\$(\d+)</c:f>", chart.decode())
        assert [column for column, _, _ in references] == ["A", "B"]
        first, last = int(references[0][1]), int(references[0][2])
        drawn.append({str(row[0]): row[1] for row in rows[first - 1 : last]})
    assert drawn[0] == {"0–19,9": 0, "20–39,9": 2, "40–59,9": 0, "60–79,9": 0, "80–99,9": 0, "100": 1}
    assert list(drawn[1].values()) == [2, 2, 2]
    assert "DDL003 Сроки проверяемы" not in drawn[0]


def test_the_matrix_has_a_letter_for_each_outcome(checked: Checked) -> None:
    head, first, second, third = rows_of(book_of(checked), "Матрица")[3:]
    codes = ["CRD001", "DOC004", "OBS002", "DDL003", "CRD003", "RCK003", "OBS003", "NEW001"]
    assert head == ["Чей план", "Файл", "Оценка", *codes]
    assert first == ["Школа А", "a.txt", checked.report.plans[0].score, "+", "О", "О", "П", "?", "!", "–", ""]
    assert second[3:] == first[3:]
    assert third == ["Лицей", "c.txt", 100, "", "", "", "", "", "", "+", "="]


def test_the_matrix_says_in_how_many_plans_a_rule_is_broken(checked: Checked) -> None:
    assert rows_of(book_of(checked), "Матрица")[2] == ["Нарушено в планах", "", "", 0, 2, 2, 2, 0, 0, 0, 0]


def test_the_matrix_is_coloured_as_well_as_lettered(checked: Checked) -> None:
    content = book_of(checked)
    styles = etree.fromstring(parts_of(content)["xl/styles.xml"])
    fills = [fill.find(f".//{MAIN}fgColor") for fill in styles.iterfind(f"{MAIN}fills/{MAIN}fill")]
    formats = styles.findall(f"{MAIN}cellXfs/{MAIN}xf")
    colours = {}
    for cell in sheet_xml(content, "Матрица").iter(f"{MAIN}c"):
        address = str(cell.get("r"))
        fill = fills[int(str(formats[int(cell.get("s", "0"))].get("fillId")))]
        colours[address] = None if fill is None else fill.get("rgb")
    letters = [colours[f"{column}5"] for column in "DEFGHIJ"]
    assert letters == ["FFE2F3E6", "FFFDE8E6", "FFFDE8E6", "FFFFF0CC", "FFF0E7FB", "FFFFFFFF", "FFF4F6F8"]


def test_a_letter_leads_to_the_first_of_its_remarks(checked: Checked) -> None:
    content = book_of(checked)
    links = links_of(content, "Матрица")
    assert sorted(links) == sorted([*(f"{column}{row}" for row in (5, 6) for column in "EFGHI"), "K7"])
    remarks = table_of(content, "Все замечания", "№")
    head = rows_of(content, "Матрица")[3]
    for address, location in links.items():
        number = at(content, location)
        remark = next(row for row in remarks if row["№"] == number)
        assert remark["Правило"] == head["ABCDEFGHIJK".index(address[0])]
        assert remark["Чей план"] == at(content, f"'Матрица'!A{address[1:]}")
    ddl = next(link for link in sheet_xml(content, "Матрица").iter(f"{MAIN}hyperlink") if link.get("ref") == "G5")
    assert ddl.get("tooltip") == "нарушено, предупреждение; номера в списке замечаний: 3, 4"


def test_a_plan_leads_to_its_row_of_the_matrix(checked: Checked) -> None:
    content = book_of(checked)
    for sheet in ("Сводка", "Все замечания"):
        links = links_of(content, sheet)
        assert links
        for address, location in links.items():
            assert at(content, location) == at(content, f"'{sheet}'!{address}")


def test_a_code_in_the_header_has_what_its_rule_asks_as_a_note(checked: Checked) -> None:
    content = book_of(checked)
    notes = {
        str(note.get("ref")): "".join(map(str, note.itertext()))
        for note in etree.fromstring(parts_of(content)["xl/comments1.xml"]).iter(f"{MAIN}comment")
    }
    assert notes["D4"] == "CRD001: Назначен координатор (ошибка)"
    assert len(notes) == 8


def test_the_remarks_say_where_what_and_what_instead(checked: Checked) -> None:
    remarks = table_of(book_of(checked), "Все замечания", "№")
    assert [(row["№"], row["Чей план"], row["Правило"], row["Итог"], row["Важность"]) for row in remarks[:6]] == [
        (1, "Школа А", "DOC004", "нарушено", "ошибка"),
        (2, "Школа А", "OBS002", "нарушено", "ошибка"),
        (3, "Школа А", "DDL003", "нарушено", "предупреждение"),
        (4, "Школа А", "DDL003", "нарушено", "предупреждение"),
        (5, "Школа А", "RCK003", "правило не сработало", "ошибка"),
        (6, "Школа А", "CRD003", "решит человек", ""),
    ]
    empty, observers = remarks[:2]
    assert (empty["Файл"], empty["Где"], empty["Пункт"]) == ("a.txt", "строка 13, таблица 1", "1.2")
    assert empty["Графа"] == "Ответственный"
    assert empty["В плане"] == "Провести перепроверку работ"
    assert empty["Что не так"] == "У мероприятия не указан ответственный."
    assert (empty["Что сделать"], empty["Источник"]) == ("Впишите должность.", "политика проекта")
    assert observers["Где"] == "план в целом"
    assert observers["Готовая строка"] == "Мероприятие: Пригласить наблюдателей на ВПР; Срок: март 2025"
    assert remarks[5]["Что не так"] == "В календаре нет ВПР 2027 года."


def test_what_was_accepted_stands_with_its_reason(checked: Checked) -> None:
    last = table_of(book_of(checked), "Все замечания", "№")[-1]
    assert (last["Чей план"], last["Итог"], last["Что не так"]) == ("Лицей", "принято как есть", "Так решено.")


def test_files_that_were_not_judged_have_their_reasons(checked: Checked) -> None:
    assert table_of(book_of(checked), "Не проверено", "Файл") == [
        {"Файл": "скан.pdf", "Что случилось": "файл не читается", "Почему": "В файле нет текста."}
    ]


def test_the_rules_sheet_explains_letters_and_counts_plans(checked: Checked) -> None:
    content = book_of(checked)
    letters = {str(row[0]): row[1] for row in rows_of(content, "Правила и знаки")[2:10]}
    assert letters == {
        "О": "нарушено, ошибка", "П": "нарушено, предупреждение", "З": "нарушено, замечание", "+": "выполнено",
        "–": "не применимо", "?": "решит человек", "=": "принято как есть", "!": "правило не сработало",
    }  # fmt: skip
    rules = {row["Правило"]: row for row in table_of(content, "Правила и знаки", "Правило")}
    assert rules["OBS003"]["Что требуется"] == "Наблюдатели независимы"
    assert (rules["OBS003"]["Выполнено"], rules["OBS003"]["Не применимо"], rules["OBS003"]["Нарушено"]) == (1, 2, 0)
    assert (rules["DDL003"]["Важность"], rules["DDL003"]["Нарушено"]) == ("предупреждение", 2)


@pytest.mark.parametrize(
    ("sheet", "top", "left"), [("Матрица", 4, 3), ("Все замечания", 3, 3), ("Не проверено", 3, 1)]
)  # fmt: skip
def test_a_header_stays_in_sight_on_screen_and_on_paper(checked: Checked, sheet: str, top: int, left: int) -> None:
    content = book_of(checked)
    xml = sheet_xml(content, sheet)
    pane = next(xml.iter(f"{MAIN}pane"))
    assert (pane.get("state"), pane.get("ySplit"), pane.get("xSplit")) == ("frozen", str(top), str(left))
    assert next(xml.iter(f"{MAIN}pageSetup")).get("orientation") == "landscape"
    titles = [
        str(name.text)
        for name in etree.fromstring(parts_of(content)["xl/workbook.xml"]).iter(f"{MAIN}definedName")
        if name.get("name") == "_xlnm.Print_Titles" and name.get("localSheetId") == str(SHEETS.index(sheet))
    ]
    assert len(titles) == 1
    assert titles[0].endswith(f"${top}:${top}")


def test_every_table_has_filters(checked: Checked) -> None:
    content = book_of(checked)
    parts = parts_of(content)
    tables = [etree.fromstring(part) for name, part in parts.items() if name.startswith("xl/tables/")]
    assert sorted(str(table.get("name")) for table in tables) == ["Plans", "Remarks", "Rules", "Unread"]
    assert all(table.find(f"{MAIN}autoFilter") is not None for table in tables)
    found = next(sheet_xml(content, "Матрица").iter(f"{MAIN}autoFilter"))
    assert found.get("ref") == "A4:K7"


def test_a_row_is_as_high_as_its_fullest_cell(checked: Checked) -> None:
    long = checked.report.plans[0].model_copy(update={"organisation": "Школа " * 30})
    content = book_of(checked_of(checked.plans[:1], [long]))
    heights = {row.get("r"): float(row.get("ht", "15")) for row in sheet_xml(content, "Матрица").iter(f"{MAIN}row")}
    assert heights["5"] == 75  # 179 letters, 36 in a line


def test_the_same_check_is_written_in_the_same_bytes(checked: Checked) -> None:
    assert book_of(checked) == book_of(checked)
    assert b"2000-01-01T00:00:00Z" in parts_of(book_of(checked))["docProps/core.xml"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_hostile_text_stays_text(lang: str) -> None:
    content = book_of(hostile_check(lang), lang)
    parts = parts_of(content)
    for name, part in parts.items():
        if name.endswith((".xml", ".rels", ".vml")):
            root = etree.fromstring(part)
            assert root.tag
            assert not [one for one in root.iter("{*}Relationship") if one.get("TargetMode") == "External"], name
            assert not set("\x1b\x07\x00\x08\u202e\u2066\u200f") & set(part.decode()), name
        if name.startswith("xl/worksheets/sheet"):
            assert b"<f>" not in part
            assert b"<f " not in part
    shared = parts["xl/sharedStrings.xml"]
    assert b"=HYPERLINK(" in shared
    assert b"&lt;script&gt;" in shared
    assert b"<script" not in shared


FORMULAS = [
    "=1+1", '=HYPERLINK("http://a.bad")', "+1", "-1+1", "@SUM(A1)", "\t=1", "{=1}", "http://a.bad", "mailto:a@b.bad",
    "internal:'Матрица'!A1", "external:c:\\a.exe", "file://a/b", "12", "_x0041_", "'1",
]  # fmt: skip


@pytest.mark.parametrize("text", FORMULAS)
def test_no_text_becomes_a_formula_a_link_or_a_number(checked: Checked, text: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        plan = checked.report.plans[0].model_copy(update={"organisation": text, "territory": text})
        content = book_of(checked_of(checked.plans[:1], [plan], [Unread(path=text, error=text)]))
    seen = " ".join(text.split())
    assert rows_of(content, "Матрица")[4][0] == seen
    assert table_of(content, "Не проверено", "Файл")[0]["Почему"] == seen
    remark = table_of(content, "Все замечания", "№")[0]
    assert (remark["Чей план"], remark["Территория"]) == (seen, seen)


def test_a_text_that_is_typed_over_stays_text(checked: Checked) -> None:
    content = book_of(checked)
    formats = etree.fromstring(parts_of(content)["xl/styles.xml"]).findall(f"{MAIN}cellXfs/{MAIN}xf")
    texts = [cell for cell in sheet_xml(content, "Все замечания").iter(f"{MAIN}c") if cell.get("t") == "s"]
    below = [cell for cell in texts if int(re.sub(r"\D", "", str(cell.get("r")))) > 2]
    assert below
    assert all(formats[int(str(cell.get("s")))].get("quotePrefix") == "1" for cell in below)


@pytest.mark.parametrize(
    "text", ["\x00\x1b[31m\x08", "\ud800", "\ufffe\uffff", "\x85\u2028", "😀" * 20_000, "а" * 40_000]
)
def test_what_excel_cannot_hold_is_left_out(plan: Plan, text: str) -> None:
    found = RuleOutcome(
        rule="A", name="a", outcome=Outcome.FAILED, severity=Severity.ERROR, message=f"до{text}",
        remedy=text, reason=text, evidence=(Evidence(None, text),),
    )  # fmt: skip
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        content = book_of(checked_of([plan], [judged(plan, found)]))
    remark = table_of(content, "Все замечания", "№")[0]
    said = str(remark["Что не так"])
    assert said.startswith("до")
    assert len(said.encode("utf-16-le")) // 2 <= 32_767


def test_a_report_without_plans_says_so() -> None:
    content = book_of(checked_of([], [], [Unread(path="a.pdf", error="скан")]))
    assert rows_of(content, "Матрица")[1][0] == "Ни один план не проверен."
    assert table_of(content, "Не проверено", "Файл")[0]["Файл"] == "a.pdf"
    assert not [name for name in parts_of(content) if "chart" in name]


def test_a_report_without_findings_says_so(plan: Plan) -> None:
    good = RuleOutcome(rule="A", name="a", outcome=Outcome.PASSED, severity=Severity.ERROR)
    content = book_of(checked_of([plan], [judged(plan, good)]))
    assert rows_of(content, "Все замечания")[1][0] == RU.say("no_findings")
    assert rows_of(content, "Не проверено")[1][0] == "Проверены все файлы."


def test_a_plan_without_a_score_comes_last_and_is_counted(plan: Plan) -> None:
    unknown = RuleOutcome(rule="A", name="a", outcome=Outcome.CANT_TELL, severity=Severity.ERROR, reason="неясно")
    bad = RuleOutcome(rule="A", name="a", outcome=Outcome.FAILED, severity=Severity.ERROR, message="плохо")
    reports = [with_organisation(judged(plan, one), name, name) for one, name in ((unknown, "А"), (bad, "Б"))]
    content = book_of(checked_of([plan] * 2, reports))
    assert [(row["Чей план"], row["Оценка"]) for row in table_of(content, "Сводка", "Чей план")] == [
        ("Б", 0),
        ("А", ""),
    ]
    assert ["Оценки нет", 1] in [row[:2] for row in rows_of(content, "Сводка")]


def test_a_rule_is_what_the_least_settled_of_its_findings_is(plan: Plan) -> None:
    found = [
        RuleOutcome(rule="A", name="a", outcome=outcome, severity=severity, message="так", fingerprint=severity.value)
        for outcome, severity in ((Outcome.WAIVED, Severity.ERROR), (Outcome.FAILED, Severity.NOTE))
    ]
    content = book_of(checked_of([plan], [judged(plan, *found)]))
    assert rows_of(content, "Матрица")[4][3] == "З"
    rule = table_of(content, "Правила и знаки", "Правило")[0]
    assert (rule["Важность"], rule["Нарушено"], rule["Принято как есть"]) == ("замечание", 1, 0)


def test_remarks_beyond_the_rows_of_a_sheet_are_counted(checked: Checked) -> None:
    written = BytesIO()
    book = Book(written, RU)
    sheets = {tab: book.add(tab) for tab in Tab}
    listed = listing(checked.report.plans, most=2)
    write_remarks(sheets[Tab.REMARKS], listed, RU)
    book.close()
    assert [one.remarks for one in listed.standings[1].values()] == [()] * 7
    rows = rows_of(written.getvalue(), "Все замечания")
    assert len(rows) == 5
    assert str(rows[1][0]).endswith("Не поместилось замечаний: 11.")


def test_more_links_than_excel_takes_leave_their_text(monkeypatch: pytest.MonkeyPatch) -> None:
    assert book_module.MOST_LINKS < 65_530
    monkeypatch.setattr(book_module, "MOST_LINKS", 2)
    written = BytesIO()
    book = Book(written, RU)
    sheet = book.add(Tab.MATRIX)
    for row in range(4):
        sheet.put(row, 0, Cell("О", "mark_error", Spot(Tab.MATRIX, 0)))
    book.close()
    assert rows_of(written.getvalue(), "Матрица") == [["О"]] * 4
    with zipfile.ZipFile(written) as package:
        assert package.read("xl/worksheets/sheet1.xml").count(b"<hyperlink ") == 2


@pytest.mark.parametrize("columns", [[Column("а", 10), Column("б", 20)]])
def test_a_table_stands_under_its_headings(columns: Sequence[Column]) -> None:
    written = BytesIO()
    book = Book(written, RU)
    sheet = book.add(Tab.UNREAD)
    sheet.widths(columns)
    sheet.table(1, columns, [(Cell("=1"), Cell(2.5, "score")), (Cell(), Cell(HOSTILE[0]))], "Own")
    book.close()
    rows = (
        CalamineWorkbook.from_filelike(BytesIO(written.getvalue()))
        .get_sheet_by_index(0)
        .to_python(skip_empty_area=False)
    )
    assert rows[1:] == [["а", "б"], ["=1", 2.5], ["", HOSTILE[0]]]


def test_three_hundred_plans_of_many_findings_fit(checked: Checked) -> None:
    plan = plan_of(3)
    reports = [with_organisation(checked.report.plans[0], f"Школа {n}", f"{n}.txt") for n in range(300)]
    content = book_of(checked_of([plan] * 300, reports))
    assert len(rows_of(content, "Матрица")) == 304
    assert len(table_of(content, "Все замечания", "№")) == 1800


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 10, 1),
        ("слово слово", 11, 1),
        ("слово слово слово", 11, 2),
        ("длинные слова не рвутся", 12, 3),
        ("ШКОЛА ШКОЛА", 11, 2),
        ("папка/вложенная/файл.docx", 10, 3),
    ],
)
def test_lines_are_counted_as_words_fall(text: str, width: float, lines: int) -> None:
    assert lines_of(text, width) == lines
