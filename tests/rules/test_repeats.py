"""Which measures say the same, and which only look alike."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from plans import facts, plan, values

from plancheck.rules.facts.repeats import _one_deed, repeats
from plancheck.rules.facts.sayings import is_light, same, saying

ONE = [  # two ways to say one thing
    ("Совещание", "Совещание"),
    ("Беседы с классными руководителями", "Беседы  с классными РУКОВОДИТЕЛЯМИ."),
    (
        "Инструктаж дежурных учителей перед началом проверочной работы",
        "Проведение инструктажа дежурных учителей перед началом проверочной работы",
    ),
    (
        "Собрания выпускников и родителей о правилах поведения на экзамене",
        "Собрание выпускников и родителей по правилам поведения на экзамене",
    ),
    (
        "Взаимопроверка работ учениками седьмых классов по истории края",
        "Взаимопроверка работ обучающимися седьмых классов по истории края",
    ),
    (
        "Сверка журнальных отметок с баллами за контрольную работу по химии",
        "Сверка журнальных отметок с баллами за контрольную работу по химии в целях выявления расхождений",
    ),
    (
        "Опрос выпускников о доверии к выставленным баллам",
        "Опрос выпускников о доверии к выставленным баллам с использованием электронной анкеты",
    ),
    (
        "Хранение вариантов и бланков в опечатанном сейфе кабинета",
        "Хранение вариантов и бланков в опечатаном сейфе кабинета",
    ),
    (
        "Тренинг экспертов по шифровке бланков комиссией округа",
        "Тренинги экспертов комиссиями округа по шифровке бланков",
    ),
]
TWO = [  # what differs makes two of them
    ("Сдача отчёта о работе над ошибками за 2023 год", "Сдача отчёта о работе над ошибками за 2024 год"),
    (
        "Пробный диктант с проверкой по критериям в 5 классах",
        "Пробный диктант с проверкой по критериям в 6 классах",
    ),
    ("Практикум экспертов по физике о шифровке бланков", "Практикум экспертов по химии о шифровке бланков"),
    ("Памятка дежурным учителям о телефонах на экзамене", "Памятка родителям о телефонах на экзамене"),
    ("Выдача бланков участникам утренней смены", "Сбор бланков участников утренней смены"),
    (
        "Учёт объективных отметок в журнале седьмых классов",
        "Учёт необъективных отметок в журнале седьмых классов",
    ),
    (
        "Опечатать кабинеты перед ОГЭ и сдать ключи дежурному",
        "Опечатать кабинеты перед ЕГЭ и сдать ключи дежурному",
    ),
    ("Проведение работы", "Организация деятельности"),
    (
        "Опечатать кабинеты и бланки до проверки работ комиссией",
        "Опечатать кабинеты и бланки после проверки работ комиссией",
    ),
    ("Список экспертов с правом выезда в школы округа", "Список экспертов без права выезда в школы округа"),
    (
        "Опрос учителей о доверии к баллам с целью выбора темы педсовета",
        "Опрос учителей о доверии к баллам с целью подбора экспертов",
    ),
    ("", ""),
    ("…", "№"),
]
WORDS = st.sampled_from(
    [
        "проведение",
        "анализ",
        "бланк",
        "бланки",
        "эксперт",
        "учитель",
        "родители",
        "на",
        "сайт",
        "школа",
        "5",
        "6",
        "2024",
        "критерий",
        "ВПР",
        "в",
        "целях",
        "журнал",
    ]
)
TEXTS = st.lists(WORDS, max_size=9).map(" ".join)


@pytest.mark.parametrize(("one", "other"), ONE)
def test_the_same_in_nearly_the_same_words_is_one(one: str, other: str) -> None:
    assert same(saying(one), saying(other))
    assert same(saying(other), saying(one))


@pytest.mark.parametrize(("one", "other"), TWO)
def test_another_year_class_subject_audience_or_deed_makes_two(one: str, other: str) -> None:
    assert not same(saying(one), saying(other))
    assert not same(saying(other), saying(one))


@given(TEXTS, TEXTS)
def test_saying_the_same_is_mutual(one: str, other: str) -> None:
    assert same(saying(one), saying(other)) == same(saying(other), saying(one))


@given(TEXTS)
def test_a_text_with_a_word_says_what_it_says(text: str) -> None:
    assert same(saying(text), saying(text)) == bool(saying(text).content)


@given(st.lists(TEXTS, max_size=8))
def test_repeats_are_found_wherever_two_texts_are_equal(texts: list[str]) -> None:
    found = dict(repeats(plan(*({"text": text} for text in texts))))
    for later, earlier in found.items():
        assert earlier < later
        assert same(saying(texts[later]), saying(texts[earlier]))
    for index, text in enumerate(texts):
        if saying(text).content and text in texts[:index]:
            assert index in found


def each_with_each(texts: list[str]) -> list[tuple[int, int]]:
    """The repeats by the plain look at all pairs."""
    said = [saying(text) for text in texts]
    pairs = (
        (later, next((at for at in range(later) if same(said[at], said[later])), None)) for later in range(len(said))
    )
    return [(later, earlier) for later, earlier in pairs if earlier is not None]


SLIPS = st.sampled_from(["", "проведение ", "семинар ", "тренинг ", "комиссии ", "о ходе "])
NEAR = st.builds(
    lambda light, text, slip, tail: (light + text.replace(slip[0], slip[1]) + tail).strip(),
    SLIPS,
    st.sampled_from([text for pair in (*ONE, *TWO) for text in pair]),
    st.sampled_from(
        [("", ""), ("бланков", "бланкав"), ("экзаменационной", "экзаменацонной"), ("учителей", "учителями")]
    ),
    st.sampled_from(["", " в целях контроля", " с использованием анкеты", " 2024", " бланков бланков"]),
)


@pytest.mark.parametrize("few", [0, 64])
@settings(max_examples=60, deadline=None)
@given(texts=st.lists(NEAR, max_size=12))
def test_all_that_a_plain_look_at_each_pair_would_find_is_found(texts: list[str], few: int) -> None:
    assert list(repeats(plan(*({"text": text} for text in texts)), few)) == each_with_each(texts)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.fixed_dictionaries(
            {"text": st.sampled_from([*ONE[5], *ONE[2], ONE[0][0]])},
            optional={
                "section": st.integers(0, 2),
                "procedures": st.sampled_from([["ОГЭ"], ["ЕГЭ"]]),
                "other": st.sampled_from([{"Классы": "4"}, {"Классы": "5", "Цель": "—"}, {"Цель": "отчёт"}]),
                "spanned": st.just(["measure"]),
            },
        ),
        max_size=10,
    )
)
def test_rows_alike_in_all_that_counts_have_one_answer(rows: list[dict[str, Any]]) -> None:
    sections = [{"title": "Работа в 5 классах"}, {"title": "Работа в 6 классах"}, {"title": "Контроль"}]
    made = plan(*rows, sections=sections)
    expected = [
        (later, earlier)
        for later, one in enumerate(made.measures)
        if not one.spanned
        for earlier in range(later)
        if _one_deed(made, made.measures[earlier], one, saying(made.measures[earlier].text), saying(one.text))
    ]
    assert (
        list(repeats(made, 0))
        == list(repeats(made))
        == [
            (later, min(earlier for at, earlier in expected if at == later))
            for later in dict.fromkeys(at for at, _ in expected)
        ]
    )


def test_light_words_are_known_in_their_dictionary_form() -> None:
    assert all(is_light(word) for word in saying("организации проведений обеспечена работа").content[:2])
    assert not is_light("наблюдатель")


LONG = "Шифровка бланков экзаменационной комиссией до начала проверки"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"procedures": ["ОГЭ"]}, {"procedures": ["ЕГЭ"]}),
        ({"years": [2023]}, {"years": [2024]}),
        ({"schools": ["СОШ 1"]}, {"schools": ["СОШ 2"]}),
        ({"other": {"Классы": "4"}}, {"other": {"Классы": "5"}}),
        ({"section": 0}, {"section": 1}),
    ],
)
def test_what_the_plan_tells_apart_beside_the_words_makes_two(one: dict[str, Any], other: dict[str, Any]) -> None:
    sections = [{"title": "Муниципалитет"}, {"title": "Школы", "level": "school"}]
    base = facts({"text": LONG, **one}, {"text": LONG, **other}, level="municipal", sections=sections)
    assert base.of("repeat") == ()


@pytest.mark.parametrize(("text", "repeated"), [(LONG, True), ("Родительское собрание", False)])
def test_a_few_words_may_return_in_another_section(text: str, repeated: bool) -> None:
    base = facts(
        {"text": text, "section": 0},
        {"text": text, "section": 1},
        sections=[{"title": "Начальная школа"}, {"title": "Старшая школа"}],
    )
    assert bool(base.of("repeat")) is repeated


@pytest.mark.parametrize(
    ("one", "other", "repeated"),
    [
        ("Раздел 1. Физика", "Раздел 2. Химия", False),
        ("Работа с родителями", "Работа с учителями", False),
        ("Для 5 класса", "Для 6 класса", False),
        ("Осень 2023 года", "Осень 2024 года", False),
        ("Раздел 1. Контроль", "Раздел 2. Контроль", True),
        ("Работа с родителями", "Контроль", True),
    ],
)
def test_sections_for_other_classes_subjects_and_audiences_may_have_equal_rows(
    one: str, other: str, repeated: bool
) -> None:
    base = facts(
        {"text": LONG, "section": 0},
        {"text": LONG, "section": 1},
        sections=[{"title": one}, {"title": other}],
    )
    assert bool(base.of("repeat")) is repeated


def test_one_cell_over_two_rows_is_no_repetition() -> None:
    assert facts({"text": LONG}, {"text": LONG, "spanned": ["measure"]}).of("repeat") == ()


def test_deadlines_do_not_tell_measures_apart_and_the_first_is_named() -> None:
    texts = [LONG, "Совещание", LONG, LONG]
    deadlines = ["сентябрь", "май", "январь", "май"]
    rows = [
        {"text": a, "deadline": {"text": b}, "number": str(n)}
        for n, (a, b) in enumerate(zip(texts, deadlines, strict=True), 1)
    ]
    base = facts(*rows)
    assert values(base, "repeat", "measure", "earlier") == [(2, 0), (3, 0)]
    assert base.of("repeat")[0].display["earlier_label"] == {"ru": "п. 1", "en": "item 1"}


@pytest.mark.no_cover
def test_ten_thousand_measures_are_compared_in_seconds() -> None:
    nouns = [
        "бланк",
        "журнал",
        "эксперт",
        "дежурный",
        "сейф",
        "протокол",
        "вариант",
        "критерий",
        "аудитория",
        "шифр",
    ]
    texts = [f"{nouns[n % 10]} {nouns[n // 10 % 10]} кабинета номер {n} этаж корпус смена" for n in range(10_000)]
    texts[9_999] = texts[17]
    assert list(repeats(plan(*({"text": text} for text in texts)))) == [(9_999, 17)]
