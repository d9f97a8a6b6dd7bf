"""HTML: tables as browsers lay them out, lists, what Word, Google Docs and sites put around a plan."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reading_shown import lines, only_table, rows

from plancheck.document import Block
from plancheck.errors import UnreadableError
from plancheck.readers.html import read
from plancheck.readers.limits import DEFAULT_LIMITS, Limits
from plancheck.readers.reading import Reading


def reading(page: str, limits: Limits = DEFAULT_LIMITS) -> Reading:
    return read(page.encode(), limits)


TEXTS = {
    "paragraphs, headings, bold": (
        "<h1>План</h1><h3>о <i>чём</i></h3><p><b>Жир</b> <strong>ный</strong></p><p><b>не</b> весь</p>",
        ["# **План**", "### **о чём**", "**Жир ный**", "не весь"],
    ),
    "bold by style, and taken back": (
        "<p style='font-weight:700'>а</p><p style='mso-bidi-font-weight:bold'>б</p>"
        "<b><span style='font-weight:normal'>в",
        ["**а**", "б", "в"],
    ),
    "white space": ("<p>  а\n  б&nbsp;в &shy;г<br>\n д<br><br>е </p>", ["а б\xa0в г\nд\nе"]),
    "text as written": ("<pre>а\n б</pre>", ["а\nб"]),
    "text without a paragraph": ("а<div>б<p>в</div>г", ["а", "б", "в", "г"]),
    "scripts, styles, forms, what is written for robots": (
        "<head><title>т</title></head><script>x</script><style>y</style><noscript>n</noscript>"
        "<form>а<select><option>o</select><textarea>t</textarea><button>b</button></form><svg><text>s</text></svg>",
        ["а"],
    ),
    "menus": (
        "<nav>м</nav><div class='top-menu'>м</div><div role=navigation>м</div><footer>м</footer><aside>м</aside>"
        "<ul><li><a href=/>Главная</a><li><a href=/a>Школа</a><ul><li>х</ul><li><a href=/b>Планы</a></ul>"
        "<main>а</main>",
        ["а"],
    ),
    "a list of three that are no links": ("<ul><li>а<li><a>б</a>в<li>г</ul>", ["• а", "• бв", "• г"]),
    "a menu that holds a table is none": ("<div class=menu>а<table><tr><td>б</table></div>", ["а", [["б"]]]),
    "numbered lists": (
        "<ol start=3><li>а<li value=7><p>б</p><p>в</p><li>г</ol>"
        "<ol type=a><li>д</ol><ol style='list-style:none'><li>е</ol>",
        ["3. а", "7. б", "в", "8. г", "a. д", "е"],
    ),
    "a list counted down": ("<ol reversed><li>а<li>б</ol>", ["2. а", "1. б"]),
    "a list in a list": (
        "<ol><li>а<ul><li>б</ul></li><li>в<ol type=I><li>г</ol></ol>",
        ["1. а", "• б", "2. в", "I. г"],
    ),
    "an item without a list": ("<li>а", ["• а"]),
    "hidden": (
        "<style>.x{display:none} .y .z{display:none} @media print{.w{display:none}} .n.w{display:none}</style>"
        "<p class=x>а</p><p class=z>б</p><p class=w>в</p><p hidden>г</p><p>д<span style='mso-hide:all'>е</span></p>",
        ["б", "в", "д"],
    ),
    "notes": (
        "<p>а<a href='#_ftn1' name='_ftnref1'><span>[1]</span></a> б<sup><a href='#ftnt1'>[1]</a></sup></p>"
        "<div id=ftn1><p><a href='#_ftnref1'>[1]</a> в</p></div>",
        ["а б", "в"],
    ),
    "comments of reviewers": (
        "<p>а<a href='#cmnt1'>[a]</a></p><div style='mso-element:comment-list'><p>к</p></div>"
        "<div><p><a href='#cmnt_ref1'>[a]</a><span>к</span></p></div>",
        ["а"],
    ),
    "an unfinished tag and a stray end": ("а</p></td><p>б<", ["а", "б<"]),
}


@pytest.mark.parametrize("case", TEXTS)
def test_text_is_what_a_browser_shows(case: str) -> None:
    page, expected = TEXTS[case]
    assert lines(reading(page)) == expected


WORD_LISTS = [
    (
        "<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]>"
        "<span style='mso-list:Ignore'>1."
        "<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp; </span></span><![endif]>Текст<o:p></o:p></p>",
        "1. Текст",
    ),
    ("<p><span style='font-family:Symbol;mso-list:Ignore'>·<span>&nbsp;&nbsp;</span></span>Текст</p>", "• Текст"),
    ("<p>1)<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp; </span>Текст</p>", "1) Текст"),
    ("<p><span>·<span style='font:7.0pt \"Times New Roman\"'>&nbsp; </span></span>Текст</p>", "• Текст"),
]


@pytest.mark.parametrize(("page", "expected"), WORD_LISTS)
def test_lists_that_word_wrote_as_paragraphs_keep_their_numbers(page: str, expected: str) -> None:
    assert lines(reading(page)) == [expected]


def test_lists_of_google_docs_are_counted_by_their_styles() -> None:
    page = (
        '<style>.lst-kix_a-0>li:before{content:"" counter(lst-ctn-kix_a-0,decimal) ". "}'
        '.lst-kix_a-1>li:before{content:"" counter(lst-ctn-kix_a-0,decimal) "."'
        ' counter(lst-ctn-kix_a-1,lower-latin) ") "}'
        '.lst-kix_b-0>li:before{content:"\\0025cf  "}.c1{font-weight:700}</style>'
        "<ol class='c0 lst-kix_a-0 start' start=1><li class=c1><span>а</span></li></ol>"
        "<ol class='lst-kix_a-1 start' start=1><li>б</li><li>в</li></ol><ol class='lst-kix_a-0' start=2><li>г</li></ol>"
        "<ul class='lst-kix_b-0'><li>д</li></ul>"
    )
    assert lines(reading(page)) == ["**1. а**", "1.a) б", "1.b) в", "2. г", "• д"]


TABLES = {
    "spans": (
        "<tr><th rowspan=2>а<th colspan=2>б<tr><td>в<td>г<tr><td colspan=3>д",
        [["а", "б", ">"], ["^", "в", "г"], ["д", ">", ">"]],
    ),
    "spans that reach out of the table": ("<tr><td rowspan=99>а<td colspan=99>б<tr><td>в", [["а", "б"], ["^", "в"]]),
    "spans that are no numbers": (
        "<tr><td rowspan=x colspan=-3>а<td colspan='2px'>б<tr><td>в<td>г<td>д",
        [["а", "б", ">"], ["в", "г", "д"]],
    ),
    "a row span of nought goes to the group's end": (
        "<tbody><tr><td rowspan=0>а<td>б<tr><td>в</tbody><tbody><tr><td>г<td>д",
        [["а", "б"], ["^", "в"], ["г", "д"]],
    ),
    "head first, foot last": (
        "<tfoot><tr><td>в</tfoot><tbody><tr><td>б</tbody><thead><tr><td>а</thead>",
        [["а"], ["б"], ["в"]],
    ),
    "rows without a group or a row": ("<thead><tr><th>а</thead><tr><td>б</tr><td>в</td>", [["а"], ["б"], ["в"]]),
    "paragraphs, breaks and lists in cells": (
        "<tr><td><p>а</p><p>б<br>в</p><td><ol start=4><li>г<li></ol><ul><li></ul>",
        [["а\nб\nв", "4. г\n5."]],
    ),
    "hidden rows and cells": ("<tr style='display:none'><td>а<td>б<tr><td>в<td hidden>г", [["?а", "?б"], ["в", "?г"]]),
    "a form between cells": ("<tr><form><td>а</td></form><td>б</td></tr>", [["а", "б"]]),
    "a small table in a cell": (
        "<tr><td>а<td>б<td>в<tr><td>г<td>д<td>е<table><tr><td>1<td>2<tr><td>3</table>ё",
        [["а", "б", "в"], ["г", "д", "е\n1 2\n3\nё"]],
    ),
}


@pytest.mark.parametrize("case", TABLES)
def test_a_table_has_one_grid(case: str) -> None:
    inside, expected = TABLES[case]
    assert rows(only_table(reading(f"<table>{inside}</table>"))) == expected


def test_what_stands_around_a_table_stays_around_it() -> None:
    page = "<table><caption>под</caption>вне<tr><td>а</table>за<table><tr><td> </table>"
    assert lines(reading(page)) == ["под", "вне", [["а"]], "за"]


def test_a_page_that_is_laid_out_by_tables_is_read_in_order() -> None:
    plan = "<table><tr><td>№<td>Что<td>Срок<tr><td>1<td>дело<td>май<tr><td>2<td>отчёт<td>июнь</table>"
    page = f"<table><tr><td colspan=2>шапка<tr><td>сбоку<td><p>План</p>{plan}после<tr><td colspan=2>низ</table>"
    assert [line for line in lines(reading(page)) if isinstance(line, str)] == [
        "шапка",
        "сбоку",
        "План",
        "после",
        "низ",
    ]
    assert rows(only_table(reading(page)))[1:] == [["1", "дело", "май"], ["2", "отчёт", "июнь"]]


def test_deleted_and_hidden_text_is_said() -> None:
    found = reading("<p>а<del>б</del><ins>в</ins></p><p style='display:none'>г</p>")
    assert lines(found) == ["ав"]
    assert len(found.remarks) == 2


def test_a_hidden_menu_is_not_worth_a_remark() -> None:
    assert reading("<div style='display:none'>меню</div><p>а</p>").remarks == ()


def test_a_page_that_breaks_off_in_a_table_is_remarked() -> None:
    found = reading("<html><body><table><tr><td>а</td></tr><tr><td>б")
    assert ["обрывается" in remark.ru for remark in found.remarks] == [True]


TEXT = "<p>Проверка плана мероприятий на год: сроки, ответственные и ожидаемые результаты работы школы.</p>"
CHARSETS = [
    ("utf-8", ""),
    ("utf-8-sig", "<meta charset=windows-1251>"),
    ("utf-16", "<meta charset=utf-8>"),
    ("utf-16-le", ""),
    ("cp1251", "<meta http-equiv=Content-Type content='text/html; charset=windows-1251'>"),
    ("cp1251", "<meta charset=utf-8>"),
    ("koi8_r", "<meta charset=windows-1251>"),
    ("cp866", ""),
    ("iso8859_5", "<meta charset=iso-8859-5>"),
    ("mac_cyrillic", "<meta charset='x-mac-cyrillic'>"),
    ("utf-8", "<meta charset=iso-8859-5>"),
    ("utf-8", '<?xml version="1.0" encoding="UTF-16"?>'),
    ("cp1251", "<meta charset=unicode_escape>"),
]


@pytest.mark.parametrize(("charset", "label"), CHARSETS)
def test_a_page_is_read_in_its_charset_whatever_its_label_says(charset: str, label: str) -> None:
    assert lines(read((label + TEXT).encode(charset), DEFAULT_LIMITS)) == [TEXT[3:-4]]


@pytest.mark.parametrize(
    ("page", "word"),
    [
        ("<html></html>", "пуст"),
        ("   ", "пуст"),
        ("<p><img src=scan.jpg></p>", "картинка"),
        ("<table>" * 65 + "<tr><td>а", "вложенности"),
        ("<ol>" * 65 + "<li>а", "вложенности"),
        ("<div>" * 3000 + "а", "вложенности"),
        ("<table><tr>" + "<td>а" * 65, "ячеек в одной строке"),
        ("<table>" + "<tr><td>а" * 20_001, "строк в одной таблице"),
        ("<p>а" * 200_001, "абзацев"),
        ("<p>а\x01\x02\x03\x04\x05\x06", "двоичные"),
    ],
)
def test_a_page_without_text_or_over_a_limit_is_refused(page: str, word: str) -> None:
    with pytest.raises(UnreadableError, match=word):
        reading(page)


PARTS = (
    "<table>", "</table>", "<tr>", "<td>", "<td rowspan=3 colspan=2>", "<td rowspan=0>", "</td>", "<thead>", "<tfoot>",
    "</tr>", "<p>", "<ol>", "<ul>", "<li>", "</ol>", "<b>", "</b>", "<br>", "<span style='mso-list:Ignore'>", "</span>",
    "<div class=menu>", "</div>", "<li value=x>", "текст", " ", "<!--", "-->", "<![if x]>", "&#0;", "&#xd800;",
    "<form>",
)  # fmt: skip


@settings(deadline=None)
@given(st.lists(st.sampled_from(PARTS), max_size=60))
def test_tags_in_any_order_end_in_blocks_or_a_clear_word(parts: list[str]) -> None:
    assert blocks_or_none("".join(parts).encode()) != ()


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_end_in_blocks_or_a_clear_word(noise: bytes) -> None:
    assert blocks_or_none(noise) != ()


def blocks_or_none(content: bytes) -> tuple[Block, ...] | None:
    try:
        return read(content, DEFAULT_LIMITS).blocks
    except UnreadableError:
        return None
