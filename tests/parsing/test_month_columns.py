"""Deadlines given as marks in columns of months: how the columns are titled, what marks them, what the marks say."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

import pytest
from made_documents import document, line, table
from written_layouts import Write, as_grid, in_markdown, with_ended_cells, with_semicolons, with_tabs

from plancheck.parsing import Lexicons, understand
from plancheck.parsing.columns import ColumnWords
from plancheck.parsing.month_headers import find_marked_header
from plancheck.parsing.month_titles import month_titles
from plancheck.plan import Column, Plan
from plancheck.readers import read_document

HEAD = "План-график управления образования города Полянска\nпо объективности ВПР на 2025-2026 учебный год\n\n"
MONTHS = ["сентябрь", "октябрь", "ноябрь", "декабрь", "январь", "февраль", "март", "апрель", "май"]
ROWS = [
    ("Издание приказа о проведении ВПР", "Начальник управления образования"),
    ("Назначение муниципального координатора ВПР", "Начальник управления образования"),
    ("Обучение общественных наблюдателей", "Методисты"),
    ("Анализ результатов ВПР в школах города", "Муниципальный координатор"),
]
Marks = Mapping[int, str]
ONE_ROW = [["№ п/п", "Мероприятие", *MONTHS, "Ответственный"]]


def under(title: str, names: Sequence[str]) -> list[list[str]]:
    """A header of two rows: one title over the columns of months."""
    blank = [""] * (len(names) - 1)
    return [["№ п/п", "Мероприятие", title, *blank, "Ответственный"], ["", "", *names, ""]]


def plan_of(header: Sequence[Sequence[str]], marked: Sequence[Marks], lexicons: Lexicons) -> Plan:
    width = len(header[-1]) - 3
    rows = [
        [str(number), text, *(marks.get(at, "") for at in range(width)), who]
        for number, ((text, who), marks) in enumerate(zip(ROWS, [*marked, *[{}] * len(ROWS)], strict=False), start=1)
    ]
    titles = [line(text) for text in HEAD.splitlines() if text]
    return understand(document(*titles, table(*header, *rows)), lexicons)


def deadline_of(cells: Marks, lexicons: Lexicons) -> str | None:
    """What the first measure's deadline says, of cells below September to May."""
    deadline = plan_of(ONE_ROW, [cells], lexicons).measures[0].deadline
    return deadline.text if deadline else None


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({0: "+"}, "сентябрь"),
        ({0: "+", 5: "+"}, "сентябрь, февраль"),
        ({2: "х", 3: "x", 4: "V"}, "ноябрь - январь"),
        ({0: "✓", 1: "✔", 8: "●"}, "сентябрь - октябрь, май"),
        ({3: "*"}, "декабрь"), ({3: "да"}, "декабрь"), ({3: "\uf0fc"}, "декабрь"), ({3: "Да."}, "декабрь"),
        ({3: "нет", 4: "-", 5: "–", 6: "+"}, "март"),
        (dict.fromkeys(range(9), "+"), "в течение сентября - мая"),
        ({0: "15"}, "15 сентября"), ({1: "до 20", 5: "10-14"}, "до 20 октября, 10-14 февраля"),
        ({2: "15, 20"}, "15, 20 ноября"), ({1: "2 неделя"}, "2 неделя октября"), ({0: "начало"}, "начало сентября"),
        ({8: "15.05"}, "15.05"), ({8: "15.05.2026"}, "15.05.2026"), ({5: "еженедельно"}, "февраль, еженедельно"),
        ({0: "в течение года"}, "в течение года"), (dict.fromkeys(range(9), "в течение года"), "в течение года"),
        ({7: "в день проведения ВПР"}, "в день проведения ВПР"),
        ({0: "+ (9 классы)"}, "сентябрь (9 классы)"),
        ({0: "[указать срок]"}, "[указать срок]"), ({0: "с 5", 1: "до 10"}, "с 5 сентября, до 10 октября"),
        ({}, None),
    ],
)  # fmt: skip
def test_marks_say_what_a_person_would_write(cells: Marks, said: str | None, lexicons: Lexicons) -> None:
    assert deadline_of(cells, lexicons) == said


@pytest.mark.parametrize(
    ("header", "said"),
    [
        (ONE_ROW, "октябрь, февраль"),
        (under("Срок", MONTHS), "октябрь, февраль"),
        (under("Месяц", ["сен", "окт", "ноя", "дек", "янв", "фев", "мар", "апр", "май"]), "октябрь, февраль"),
        (under("Сроки", ["сент.", "окт.", "нояб.", "дек.", "янв.", "февр.", "март", "апр.", "май"]),
         "октябрь, февраль"),
        (under("Срок", ["IX", "X", "XI", "XII", "I", "II", "III", "IV", "V"]), "октябрь, февраль"),
        (under("Срок", ["09", "10", "11", "12", "01", "02", "03", "04", "05"]), "октябрь, февраль"),
        (under("Месяц", ["9", "10", "11", "12", "1", "2", "3", "4", "5"]), "октябрь, февраль"),
        ([["№ п/п", "Мероприятие", "Срок", "Ответственный"], ["", "", *MONTHS, ""]], "октябрь, февраль"),
        (under("2025-2026 учебный год", MONTHS), "октябрь 2025, февраль 2026"),
        (under("Квартал", ["I", "II", "III", "IV", "", ""]), "II квартал"),
        (under("Срок", ["1-е полугодие", "2-е полугодие"]), "2 полугодие"),
        ([["№", "Мероприятие", "2024 г.", "2025 г.", "2026", "Ответственный"]], "2025 год"),
        ([["№", "Мероприятие", *["октябрь"] * 4, *["ноябрь"] * 4, "Ответственный"],
          ["№", "Мероприятие", *["1 нед.", "2 нед.", "3 нед.", "4 нед."] * 2, "Ответственный"]],
         "2 неделя октября, 2 неделя ноября"),
        ([["№", "Мероприятие", "Срок", *[""] * 8, "Ответственный"],
          ["", "", *["2025 год", *[""] * 3], *["2026 год", *[""] * 4], ""], ["", "", *MONTHS, ""]],
         "октябрь 2025, февраль 2026"),
    ],
)  # fmt: skip
def test_columns_of_months_are_told_by_their_titles(
    header: Sequence[Sequence[str]], said: str, lexicons: Lexicons
) -> None:
    plan = plan_of(header, [{1: "+", 5: "+"}, {0: "+"}], lexicons)
    assert plan.columns == (Column.NUMBER, Column.MEASURE, Column.DEADLINE, Column.RESPONSIBLE)
    assert plan.other_columns == ()
    assert len(plan.measures) == len(ROWS)
    assert plan.measures[0].deadline is not None
    assert plan.measures[0].deadline.text == said


@pytest.mark.parametrize("write", [with_tabs, in_markdown, with_semicolons, as_grid, with_ended_cells])
@pytest.mark.parametrize("header", [ONE_ROW, under("Срок", MONTHS)], ids=["one row", "two rows"])
def test_marks_are_read_in_every_layout(write: Write, header: list[list[str]], lexicons: Lexicons) -> None:
    rows = [
        [str(n), text, *("+" if n - 1 == at else "" for at in range(9)), who]
        for n, (text, who) in enumerate(ROWS, start=1)
    ]
    name = "plan.csv" if write is with_semicolons else "plan.txt"
    plan = understand(read_document((HEAD + write([*header, *rows])).encode(), name), lexicons)
    assert [measure.deadline.text for measure in plan.measures if measure.deadline] == MONTHS[:4]


def test_a_year_is_taken_from_the_plans_period(lexicons: Lexicons) -> None:
    deadline = plan_of(ONE_ROW, [{0: "+", 5: "+"}], lexicons).measures[0].deadline
    assert deadline is not None
    assert deadline.inferred
    assert deadline.windows == (
        (dt.date(2025, 9, 1), dt.date(2025, 9, 30)), (dt.date(2026, 2, 1), dt.date(2026, 2, 28)),
    )  # fmt: skip


def test_all_months_marked_is_a_measure_that_goes_on(lexicons: Lexicons) -> None:
    deadline = plan_of(ONE_ROW, [dict.fromkeys(range(9), "+")], lexicons).measures[0].deadline
    assert deadline is not None
    assert deadline.ongoing
    assert deadline.windows == ((dt.date(2025, 9, 1), dt.date(2026, 5, 31)),)


def test_the_first_day_and_the_last_in_two_months_are_one_stretch(lexicons: Lexicons) -> None:
    deadline = plan_of(ONE_ROW, [{0: "с 5", 1: "до 10"}], lexicons).measures[0].deadline
    assert deadline is not None
    assert deadline.windows == ((dt.date(2025, 9, 5), dt.date(2025, 10, 10)),)


def test_the_deadline_stands_in_the_first_marked_cell(lexicons: Lexicons) -> None:
    plan = plan_of(ONE_ROW, [{4: "+", 5: "+"}, {}], lexicons)
    assert plan.measures[0].places[Column.DEADLINE].cell == 7
    assert plan.measures[1].places[Column.DEADLINE].cell == 3


def test_without_marks_the_deadline_is_an_empty_cell_of_a_column_that_is_there(lexicons: Lexicons) -> None:
    plan = plan_of(under("Срок", MONTHS), [], lexicons)
    assert Column.DEADLINE in plan.columns
    assert all(measure.deadline is None and Column.DEADLINE in measure.columns for measure in plan.measures)


def test_a_column_of_deadlines_goes_before_the_months(lexicons: Lexicons) -> None:
    header = ["№", "Мероприятие", "Срок", "сентябрь", "октябрь", "Ответственный"]
    rows = [["1", ROWS[0][0], "март 2026", "+", "", "Методисты"], ["2", ROWS[1][0], "", "+", "", "Методисты"]]
    plan = understand(document(line(HEAD), table(header, *rows)), lexicons)
    assert [measure.deadline and measure.deadline.text for measure in plan.measures] == ["март 2026", "сентябрь"]


def test_words_in_a_month_mark_it_and_are_kept(lexicons: Lexicons) -> None:
    plan = plan_of(ONE_ROW, [{3: "Совещание директоров"}, {0: "+"}, {1: "+"}], lexicons)
    assert plan.measures[0].deadline is not None
    assert plan.measures[0].deadline.text == "декабрь"
    assert plan.measures[0].other == {"декабрь": "Совещание директоров"}


def test_a_header_of_two_rows_may_come_again_and_a_section_marks_no_month(lexicons: Lexicons) -> None:
    header = under("Срок", MONTHS)
    first = ["1", ROWS[0][0], "+", *[""] * 8, "Методисты"]
    second = ["2", ROWS[1][0], "", "+", *[""] * 7, "Методисты"]
    title = ["Раздел 1. Приказы и распоряжения"] * 12
    plan = understand(document(line(HEAD), table(*header, title, first, *header, second)), lexicons)
    assert [section.title for section in plan.sections] == ["Раздел 1. Приказы и распоряжения"]
    assert [measure.deadline and measure.deadline.text for measure in plan.measures] == ["сентябрь", "октябрь"]


def columns_marked(header: Sequence[Sequence[str]], rows: Sequence[Sequence[str]], known: ColumnWords) -> bool:
    return find_marked_header(table(*header, *rows).rows, 0, known) is not None


def test_classes_and_texts_are_no_months(lexicons: Lexicons) -> None:
    classes = [["№", "Мероприятие", "Классы", "", "", "", ""], ["", "", "5", "6", "7", "8", "9"]]
    assert not columns_marked(classes, [["1", ROWS[0][0], "+", "", "", "", "+"]], lexicons.columns)
    texts = ["Семинар для учителей", "Издание приказа", "Совещание директоров"]
    header = [["№", "Мероприятие", *MONTHS[:3]]]
    assert not columns_marked(header, [["1", ROWS[0][0], *texts], ["2", ROWS[1][0], *texts]], lexicons.columns)
    assert columns_marked(header, [["1", ROWS[0][0], "+", "", ""]], lexicons.columns)


@pytest.mark.parametrize("titles", [["сентябрь", "Классы"], ["сентябрь", "сентябрь"], ["на сентябрь", "за октябрь"]])
def test_titles_that_say_more_than_when_are_no_columns_of_months(titles: list[str], lexicons: Lexicons) -> None:
    assert not month_titles([titles], lambda _: True, lexicons.deadlines)
