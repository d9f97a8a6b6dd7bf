"""All that is wrong in a plan file is said at once, each fault at its line and column, in both languages."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from both_languages import told_in_both
from plancheck import check_files
from plancheck.checking import Submission
from plancheck.errors import NotAPlanError, UnreadableError
from plancheck.parsing import Lexicons
from plancheck.plan import Plan
from plancheck.plan_file import PlanFileError, read_plan_file
from plancheck.yaml_source import YamlLimits

Read = Callable[..., Plan]
ROW = "measures: [{text: А}]\n"
FAULTS = [
    ("titel: План\n" + ROW, "1:1", "неизвестный ключ «titel»; может быть, «title»?"),
    ("foobarbaz: 1\n" + ROW, "1:1", "неизвестный ключ «foobarbaz»; есть: approval, columns, held_procedures"),
    ("measures: [{txt: А}]", "1:12", "нет «text»"),
    ("measures: [{text: }]", "1:19", "text: нужен текст"),
    ("measures: [{text: [А]}]", "1:19", "text: нужен текст"),
    ("measures: [Приказ]", "1:12", "нужны поля (ключ: значение), а не «Приказ»"),
    ("measures: {text: А}", "1:11", "measures: нужен список"),
    ("measures: []", "1:1", "в плане нет ни одного мероприятия"),
    (
        "level: scool\n" + ROW,
        "1:8",
        "можно school, municipal, regional; может быть, «school»?",
    ),
    ("level: школа\n" + ROW, "1:8", "«школа» здесь не подходит: можно school, municipal, regional"),
    ("schema: plancheck.plan/2\n" + ROW, "1:9", "может быть, «plancheck.plan/1»?"),
    ("measures: [{text: А, topics: [order, vidio]}]", "1:38", "может быть, «video»?"),
    ("measures: [{text: А, deadline: {recurrence: montly}}]", "1:45", "может быть, «monthly»?"),
    ("measures: [{text: А, responsible: {roles: [director]}}]", "1:44", "«director» здесь не подходит"),
    ("measures: [{text: А, deadline: {txt: май}}]", "1:33", "неизвестный ключ «txt»; может быть, «text»?"),
    ("measures: [{text: А, deadline: [май]}]", "1:32", "deadline: нужны поля"),
    ("measures: [{text: А, deadline: {windows: [[2025-01-01]]}}]", "1:43", "нужна пара [первый день"),
    ("measures: [{text: А, deadline: {windows: [[2025-02-30, null]]}}]", "1:44", "а не «2025-02-30»; такого дня нет"),
    ("measures: [{text: А, deadline: {ongoing: yes}}]", "1:42", "ongoing: нужно true или false, а не «yes»"),
    (
        "period: {start: 01.09.2025, end: 2026-08-31}\n" + ROW,
        "1:17",
        "а не «01.09.2025»; может быть, «2025-09-01»?",
    ),
    ("period: {start: 2025-09-01}\n" + ROW, "1:9", "нет «end»"),
    (
        "period: {start: 2025-09-01T00:00, end: 1700000000}\n" + ROW,
        "1:40",
        "2023-09-01, а не «1700000000»",
    ),
    ("measures: [{text: А, years: [2O25]}]", "1:30", "нужно целое число от нуля, а не «2O25»"),
    ("measures: [{text: А, section: 0}]", "1:31", "раздела с местом 0 нет: их 0"),
    ("sections: [{number: 1}]\nmeasures: [{text: А, section: 1}]", "2:31", "номер раздела пишите в кавычках: '1'"),
    ("sections: [{number: 1}]\nmeasures: [{text: А, section: 2.}]", "2:31", "раздела «2.» нет; есть: «1»"),
    ("sections: [{number: 1}, {number: 1}]\nmeasures: [{text: А, section: '1'}]", "2:31", "раздел «1» не один"),
    ("sections: [{}, {measures: [{text: А, section: 0}]}]", "1:47", "мероприятие уже стоит в другом разделе"),
    ("sections: [{}]\nmeasures: [{text: А, section: [1]}]", "2:31", "нужен номер раздела или его место"),
    ("mentions: 5\n" + ROW, "1:11", "mentions: нужен список или поля above, below, а не «5»"),
    ("mentions: [{name: А, measure: 1}]\n" + ROW, "1:31", "мероприятия 1 нет: их 1, счёт с нуля"),
    ("leftovers: {below: [{quote: А, measure: 7}]}\n" + ROW, "1:41", "мероприятия 7 нет"),
    ("leftovers: {abov: []}\n" + ROW, "1:13", "неизвестный ключ «abov»; может быть, «above»?"),
    ("title: " + "а" * 100_001 + "\n" + ROW, "1:8", "текст длиннее 100000 знаков"),
    ("measures: [" + "{text: А}," * 20_001 + "]", "1:1", "мероприятий больше 20000"),
    ("measures: [{text: А, text: Б}]", "1:22", "ключ «text» дан дважды (впервые в строке 1)"),
    ("measures: [{text: А}", "2:1", "это не YAML и не JSON: "),
    ("a: &a [*a]\n" + ROW, "1:8", "ссылка *a стоит внутри того, что обозначает"),
    ("a: *b\n" + ROW, "1:4", "ссылка *b: выше нет метки &b"),
    ("a: !!python/name:os {}\n" + ROW, "1:4", "тег tag:yaml.org,2002:python/name:os не допускается"),
    ("? [a]\n: 1\n" + ROW, "1:3", "ключ должен быть словом"),
    ("<<: {a: 1}\n" + ROW, "1:1", "ключи слияния (<<) не читаются"),
    (ROW + "---\n" + ROW, "2:1", "здесь начинается второй документ"),
    ("a: " + "[" * 60, "1:43", "вложено глубже 40 уровней"),
    ("a: &a 1\nb: [" + "*a, " * 201 + "]", "2:805", "больше 200 ссылок"),
]


@pytest.mark.parametrize(("text", "place", "said"), FAULTS, ids=[said for _, _, said in FAULTS])
def test_a_fault_is_said_at_its_place_in_both_languages(read: Read, text: str, place: str, said: str) -> None:
    with pytest.raises(PlanFileError) as raised:
        read(text)
    faults = {f"{one.line}:{one.column}": one for one in raised.value.faults}
    assert place in faults
    told_in_both(faults[place])
    assert said in faults[place].text("ru")
    russian = raised.value.text("ru").splitlines()
    assert russian[0] == "Файл плана заполнен неверно:"
    assert any(line.startswith(f"plan.yaml:{place}: ") and said in line for line in russian)
    english = re.sub("«[^»]*»|'[^']*'", "", faults[place].text("en"))
    assert not re.search("[а-яё]", english)
    assert raised.value.text("en").startswith("The plan file is wrong:\nplan.yaml:")


def test_all_faults_are_said_at_once_in_the_order_of_the_file(read: Read) -> None:
    text = (
        "titel: А\nlevel: town\nsections:\n  - {titl: Раз}\nmeasures:\n  - {section: 3}\n  - {text: Б, topics: [x]}\n"
    )
    with pytest.raises(PlanFileError) as raised:
        read(text)
    found = [(one.line, one.message.partition(";")[0]) for one in raised.value.faults]
    assert found == [
        (1, "unknown key «titel»"),
        (2, "«town» is none of school, municipal, regional"),
        (4, "unknown key «titl»"),
        (6, "«text» is missing"),
        (6, "there is no section at place 3: there are 1, counted from 0"),
        (
            7,
            "«x» is none of order, local_acts, coordinator, schedule, accountability, plan, explain_staff, "
            "publication, hotline, training, observer_training, methodical_support …",
        ),
    ]


def test_a_message_lists_fifty_faults_and_counts_the_rest(read: Read) -> None:
    with pytest.raises(PlanFileError) as raised:
        read("measures:\n" + "  - {txt: А}\n" * 60)
    assert len(raised.value.faults) == 120
    lines = raised.value.text().splitlines()
    assert (len(lines), lines[-1]) == (52, "… и ещё: 70")


def test_the_limits_of_yaml_hold(known: Lexicons) -> None:
    few = YamlLimits(nodes=10, characters=60)
    for text, said in (
        ("measures: [{text: А}, {text: Б}, {text: В}]", "больше 10 значений"),
        ("#" * 61, "больше 60 знаков"),
    ):
        with pytest.raises(PlanFileError, match=said):
            read_plan_file(text.encode(), "plan.yaml", known, few)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("services: {web: {image: nginx}}", "ни «schema: plancheck.plan/1», ни мероприятий"),
        ("- text: А", "ни «schema: plancheck.plan/1», ни мероприятий"),
        ("просто слова", "ни «schema: plancheck.plan/1», ни мероприятий"),
        ("# ничего\n", "ни «schema: plancheck.plan/1», ни мероприятий"),
        ("schema: plancheck.report/1\nplans: []", "в нём указано «schema: plancheck.report/1»"),
    ],
)
def test_another_file_is_no_plan(read: Read, text: str, said: str) -> None:
    with pytest.raises(NotAPlanError, match=re.escape(said)):
        read(text)


def test_another_encoding_is_refused_with_what_to_do(read: Read) -> None:
    with pytest.raises(UnreadableError, match="не в UTF-8") as raised:
        read(ROW.encode("cp1251"))
    assert raised.value.text("en") == "The plan file is not in UTF-8. Save it in UTF-8."


def test_a_wrong_plan_file_stops_no_other_file() -> None:
    good = Submission("good.yaml", "schema: plancheck.plan/1\nmeasures: [{text: Наблюдение на ВПР}]".encode())
    bad = Submission("bad.yaml", "schema: plancheck.plan/1\nmeasures: [{txt: А}]".encode())
    other = Submission("compose.yaml", b"services: {}")
    report = check_files([bad, other, good], engine="reference")
    assert [plan.source.path for plan in report.plans] == ["good.yaml"]
    assert [(one.path, one.kind) for one in report.unread] == [
        ("bad.yaml", "unreadable"),
        ("compose.yaml", "not_a_plan"),
    ]
    assert "bad.yaml:2:12: нет «text»" in report.unread[0].error
