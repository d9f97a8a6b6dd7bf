"""Remnants of markup go, what only looks like markup stays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plancheck.readers.plain.markup import clean, heading

CASES = [
    ("<p>Первое</p> <p>Второе</p>", "Первое\nВторое"),
    ('<P class="x" id=y>Первое<BR />второе</P>', "Первое\nвторое"),
    ("<ul><li>а</li><li>б</li></ul>", "а\nб"),
    ("<b>Срок</b>: <i>май</i>, <a href='https://x.example'>сайт</a>", "Срок: май, сайт"),
    ("балл < 5, но > 2", "балл < 5, но > 2"),
    ("если a<b и c>d", "если a<b и c>d"),
    ("<указать школу>, <ФИО>", "<указать школу>, <ФИО>"),
    ("&laquo;Родник&raquo;&nbsp;&mdash; &#8470;&#x205;5", "«Родник» — №ȅ5"),
    ("R&D; и A&B, &неизвестно;", "R&D; и A&B, &неизвестно;"),
    ("&lt;b&gt;", "<b>"),
    ("1\\. Пункт \\*со звёздочкой\\* и \\_чертой\\_", "1. Пункт *со звёздочкой* и _чертой_"),
    ("**жирно** и *курсив*, __жирно__ и _курсив_", "жирно и курсив, жирно и курсив"),
    ("***и то и другое***", "и то и другое"),
    ("«____» ________ 20__ г. №___", "«____» ________ 20__ г. №___"),
    ("отчёт_за_год, 2*3*4, Иванов*", "отчёт_за_год, 2*3*4, Иванов*"),
    ("**начало без конца", "начало без конца"),
    ("конец без начала**", "конец без начала"),
    (
        "[сайт](https://x.example/a) и [https://x.example](https://x.example)",
        "сайт (https://x.example/a) и https://x.example",
    ),
    ("![герб](https://x.example/h.png) Школа", "герб Школа"),
    ("[ ] отметка, (см. ниже)", "[ ] отметка, (см. ниже)"),
    ("перенос\\\nстроки\\", "перенос\nстроки"),
    ("\ufeffтекст\u200b с\xa0пробелами \t и\u2028строками\x0bещё", "текст с пробелами и\nстроками\nещё"),
    ("\uf0b7 пункт", "• пункт"),
    ("<!-- скрыто -->видно", "видно"),
]


@pytest.mark.parametrize(("source", "expected"), CASES, ids=[source[:20] for source, _ in CASES])
def test_markup_is_cleaned(source: str, expected: str) -> None:
    assert clean(source).text == expected


@pytest.mark.parametrize(
    "text", ["**Всё жирно**", "**а** **б**", "__Всё__", "<b>Всё</b>", "**две\nстроки**", "**Срок**:"]
)
def test_text_that_is_all_bold_is_emphasised(text: str) -> None:
    assert clean(text).emphasised


@pytest.mark.parametrize("text", ["просто", "**Срок:** май", "____", "*курсив*", "№ __", ""])
def test_text_that_is_partly_bold_or_not_at_all_is_not_emphasised(text: str) -> None:
    assert not clean(text).emphasised


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("## Раздел", (2, "Раздел")),
        ("##Раздел", (2, "Раздел")),
        ("# Раздел ##", (1, "Раздел")),
        ("# Язык C#", (1, "Язык C#")),
        ("#хештег", (0, "#хештег")),
        ("####### семь", (0, "####### семь")),
        ("№ 5 # 6", (0, "№ 5 # 6")),
    ],
)
def test_marks_of_a_heading_give_its_level(line: str, expected: tuple[int, str]) -> None:
    assert heading(line) == expected


@given(st.text(max_size=200))
def test_cleaning_takes_any_text_and_leaves_it_tidy(text: str) -> None:
    found = clean(text).text
    assert found == found.strip(" \n")
    assert "\n\n" not in found
    assert "  " not in found


@given(st.text(alphabet="абв АБ12,.;:!?()«»№%/\"'", max_size=60))
def test_text_without_markup_loses_spaces_at_most(text: str) -> None:
    assert clean(text).text == " ".join(text.split(" ")).strip() or clean(text).text.split() == text.split()
