"""The text view of a plan: what stands in it beside what was read from it."""

from __future__ import annotations

import datetime as dt
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
    Plan,
    Recurrence,
    Section,
    Skipped,
    SkipReason,
)
from plancheck.report.plan_text import deadline_reading, write_plan_text
from plancheck.report.wording import wording

RU, EN = wording("ru"), wording("en")
FIRST, LAST = dt.date(2024, 11, 1), dt.date(2025, 3, 31)


@pytest.fixture
def shown(plan: Plan, drawn: Callable[..., str]) -> str:
    return drawn(lambda page: write_plan_text(plan, page, RU))


def test_the_head_says_what_is_known_and_what_is_not(shown: str) -> None:
    head = shown.partition("\n\n")[0]
    assert "Уровень: школа" in head
    assert "Период: 01.09.2024 – 31.08.2025" in head
    assert "Утверждение: директор, И. И. Берёзкина, № 17, дата не указана" in head
    assert "Мероприятий: 3" in head
    assert "Замечание к чтению: Кодировка определена" in head


def test_a_plan_of_which_nothing_is_known_says_so(drawn: Callable[..., str]) -> None:
    text = drawn(lambda page: write_plan_text(Plan(), page, RU))
    assert "Уровень: не определено" in text
    assert "Утверждение: нет" in text
    assert "Регион" not in text


def test_an_approval_shows_its_number_and_day(drawn: Callable[..., str]) -> None:
    plan = Plan(approval=Approval(number=None, date=FIRST), region="Томская область", other_columns=("Классы",))
    text = drawn(lambda page: write_plan_text(plan, page, RU))
    assert "Утверждение: номер не указан, от 01.11.2024" in text
    assert "Регион: Томская область" in text
    assert "Прочие графы: Классы" in text


def test_measures_stand_under_their_sections(shown: str) -> None:
    order = [
        "РАЗДЕЛ 1 Подготовка",
        "Задачи: Назначить людей",
        "п. 1.1",
        "п. 1.2",
        "БЕЗ РАЗДЕЛА",
        "Разобрать итоги",
    ]
    assert sorted(order, key=shown.index) == order


def test_a_section_that_speaks_to_another_level_says_so(drawn: Callable[..., str]) -> None:
    plan = Plan(sections=(Section(title="В школах", level=Level.SCHOOL),), measures=(Measure(section=0, text="а"),))
    assert "уровень раздела: школа" in drawn(lambda page: write_plan_text(plan, page, RU))


def test_a_cell_is_shown_with_its_reading(shown: str) -> None:
    row = shown[shown.index("п. 1.1") : shown.index("п. 1.2")]
    assert "Срок: «до 01.10» – до 01.10.2024; год взят из периода плана" in row
    assert "Ответственный: «Директор» – роли: директор" in row
    assert "Темы: приказы, назначение координатора" in row
    assert "Где: строка 12, таблица 1" in row


def test_an_empty_cell_and_one_not_understood_are_told_apart(shown: str) -> None:
    row = shown[shown.index("п. 1.2") : shown.index("БЕЗ РАЗДЕЛА")]
    assert "Срок: «в своё время» – не понято" in row
    assert "Ответственный: пусто" in row


def test_a_column_that_the_table_lacks_is_not_shown_as_empty(drawn: Callable[..., str]) -> None:
    plan = Plan(measures=(Measure(text="Провести", procedures=("ВПР",), schools=("СОШ 5",)),))
    text = drawn(lambda page: write_plan_text(plan, page, RU))
    assert "Срок" not in text
    assert "Процедуры: ВПР" in text
    assert "Школы: СОШ 5" in text


def test_an_empty_deadline_cell_is_called_empty(drawn: Callable[..., str]) -> None:
    plan = Plan(measures=(Measure(text="", columns=(Column.DEADLINE,)),))
    text = drawn(lambda page: write_plan_text(plan, page, RU))
    assert "\nпусто\n   Срок: пусто\n" in text


def test_persons_stand_beside_roles(shown: str) -> None:
    assert "лица: П. П. Ольхина" in " ".join(shown.split())


def test_what_was_left_out_is_named_with_its_reason(shown: str) -> None:
    skipped = " ".join(shown[shown.index("ПРОПУЩЕНО: 1") :].split())
    assert skipped.endswith("- «Состав комиссии»: таблица без столбца мероприятий (таблица 3)")


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_every_reason_for_leaving_out_is_said_in_words(lang: str, drawn: Callable[..., str]) -> None:
    parts = tuple(Skipped(what=f"Часть {why}", why=why, location=Location(table=2, row=5)) for why in SkipReason)
    text = " ".join(drawn(lambda page: write_plan_text(Plan(skipped=parts), page, wording(lang))).split())
    reasons = [wording(lang).name("skipped", why) for why in SkipReason]
    assert len(set(reasons) - set(SkipReason)) == len(SkipReason)
    assert all(reason in text for reason in reasons)
    assert text.count({"ru": "(таблица 2, ряд 5)", "en": "(table 2, row 5)"}[lang]) == len(parts)


def test_the_doubtful_cells_of_a_recognised_text_are_marked(drawn: Callable[..., str]) -> None:
    row = Measure(
        number="3",
        text="Провести перепроверку",
        deadline=Deadline(text="до 15.O5"),
        result="Протокол",
        columns=(Column.DEADLINE, Column.RESULT),
        doubtful=(Column.DEADLINE,),
    )
    other = Measure(number="4", text="Разобрать", doubtful=(Column.NUMBER, Column.MEASURE))
    text = drawn(lambda page: write_plan_text(Plan(recognised=True, measures=(row, other)), page, RU))
    assert "Срок: «до 15.O5» – не понято [распознано неуверенно]" in text
    assert "Результат: Протокол\n" in text
    assert "п. 4 [распознано неуверенно]  Разобрать [распознано неуверенно]" in text
    assert "распозна" not in drawn(lambda page: write_plan_text(Plan(measures=(Measure(text="а"),)), page, RU))


@pytest.mark.parametrize(
    ("deadline", "reading"),
    [
        (Deadline(windows=((FIRST, LAST),)), "01.11.2024 – 31.03.2025"),
        (Deadline(windows=((FIRST, FIRST), (None, LAST))), "01.11.2024; до 31.03.2025"),
        (Deadline(windows=((FIRST, None),)), "с 01.11.2024"),
        (Deadline(windows=((None, None),)), "не определено"),
        (Deadline(recurrence=Recurrence.MONTHLY, ongoing=True), "ежемесячно; в течение всего времени"),
        (Deadline(anchor=Anchor.PROCEDURE_SCHEDULE), "по графику процедуры"),
        (Deadline(windows=((None, LAST),), inferred=True), "до 31.03.2025; год взят из периода плана"),
        (Deadline(text="когда-нибудь"), "не понято"),
    ],
)
def test_a_deadline_is_read_aloud(deadline: Deadline, reading: str) -> None:
    assert deadline_reading(deadline, RU) == reading


def test_the_english_view_names_codes_in_english(plan: Plan, drawn: Callable[..., str]) -> None:
    text = drawn(lambda page: write_plan_text(plan, page, EN))
    assert "Level: school" in text
    assert "Topics: orders, naming the coordinator" in text
