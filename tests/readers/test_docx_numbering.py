"""Automatic numbers of Word documents: counted as Word counts them, written in front of the text."""

from __future__ import annotations

import pytest
from word_files import cell, listing, paragraph, row, run, table, word_file

from plancheck.document import Paragraph, Table
from plancheck.readers.docx import read
from plancheck.readers.docx.numerals import numeral
from plancheck.readers.limits import DEFAULT_LIMITS

LEGAL = listing([("decimal", "%1."), ("decimal", "%1.%2."), ("decimal", "%1.%2.%3")])
ANEW = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'


def shown(numbering: str, items: list[tuple[int, int]], styles: str = "") -> list[str]:
    """What stands in front of each item; items are the ids of lists with their levels."""
    body = "".join(paragraph("Текст", item=item) for item in items)
    blocks = read(word_file(body, numbering=numbering, styles=styles), DEFAULT_LIMITS).blocks
    return [block.text.removesuffix("Текст") for block in blocks if isinstance(block, Paragraph)]


def again(list_id: int, abstract: int, more: str = "") -> str:
    return f'<w:num w:numId="{list_id}"><w:abstractNumId w:val="{abstract}"/>{more}</w:num>'


COUNTS = {
    "levels count below one another, and begin anew below the next": (
        LEGAL,
        [(1, 0), (1, 1), (1, 1), (1, 2), (1, 0), (1, 1)],
        ["1. ", "1.1. ", "1.2. ", "1.2.1 ", "2. ", "2.1. "],
    ),
    "a level above that was passed over counts as begun": (LEGAL, [(1, 1), (1, 0)], ["1.1. ", "2. "]),
    "lists of one abstract list count on": (
        LEGAL + again(2, 1),
        [(1, 0), (1, 0), (2, 0), (1, 0)],
        ["1. ", "2. ", "3. ", "4. "],
    ),
    "a list told to begin anew does so once": (
        LEGAL + again(2, 1, ANEW),
        [(1, 0), (1, 0), (2, 0), (2, 0), (1, 0)],
        ["1. ", "2. ", "1. ", "2. ", "3. "],
    ),
    "lists of their own count on their own": (
        LEGAL + listing([("upperRoman", "%1.")], 2),
        [(1, 0), (2, 0), (1, 0), (2, 0)],
        ["1. ", "I. ", "2. ", "II. "],
    ),
    "a start of its own": (
        LEGAL + again(2, 1, '<w:lvlOverride w:ilvl="1"><w:startOverride w:val="5"/></w:lvlOverride>'),
        [(2, 0), (2, 1), (2, 1), (2, 0), (2, 1)],
        ["1. ", "1.5. ", "1.6. ", "2. ", "2.5. "],
    ),
    "a level of its own": (
        LEGAL
        + again(
            2,
            1,
            '<w:lvlOverride w:ilvl="0"><w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="upperLetter"/>'
            '<w:lvlText w:val="%1)"/></w:lvl></w:lvlOverride>',
        ),
        [(2, 0), (2, 0)],
        ["C) ", "D) "],
    ),
    "a level that never begins anew": (
        listing(
            [("upperRoman", "%1."), ("decimal", "%2.")],
            extra=["", '<w:lvlRestart w:val="0"/>'],
        ),
        [(1, 0), (1, 1), (1, 1), (1, 0), (1, 1)],
        ["I. ", "1. ", "2. ", "II. ", "3. "],
    ),
    "a level that begins anew only after the first": (
        listing(
            [("decimal", "%1."), ("decimal", "%1.%2."), ("lowerLetter", "%3)")],
            extra=["", "", '<w:lvlRestart w:val="1"/>'],
        ),
        [(1, 0), (1, 1), (1, 2), (1, 1), (1, 2), (1, 0), (1, 2)],
        ["1. ", "1.1. ", "a) ", "1.2. ", "b) ", "2. ", "a) "],
    ),
    "a legal level writes all numbers Arabic": (
        listing([("upperRoman", "%1."), ("decimal", "%1.%2.")], extra=["", "<w:isLgl/>"]),
        [(1, 0), (1, 1)],
        ["I. ", "1.1. "],
    ),
    "Russian letters": (listing([("russianLower", "%1)")]), [(1, 0)] * 3, ["а) ", "б) ", "в) "]),
    "no space behind the number": (
        listing([("decimal", "№%1")], extra=['<w:suff w:val="nothing"/>']),
        [(1, 0)],
        ["№1"],
    ),
    "a number without any sign": (listing([("none", "%1")]), [(1, 0)], [""]),
    "a bullet": (listing([("bullet", "–")]), [(1, 0)], ["– "]),
    "a bullet of a symbol font": (listing([("bullet", "\uf0b7")]), [(1, 0)], ["• "]),
    "a bullet that is a letter of another font": (
        listing([("bullet", "§")], extra=['<w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr>']),
        [(1, 0)],
        ["• "],
    ),
    "a bullet that is a Latin letter": (listing([("bullet", "o")]), [(1, 0)], ["• "]),
    "an empty bullet": (listing([("bullet", "")]), [(1, 0)], [""]),
    "a format that only new programs know": (
        '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><mc:AlternateContent><mc:Choice>'
        '<w:numFmt w:val="custom"/></mc:Choice><mc:Fallback><w:numFmt w:val="upperRoman"/></mc:Fallback>'
        f'</mc:AlternateContent><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>{again(1, 1)}',
        [(1, 0), (1, 0)],
        ["I. ", "II. "],
    ),
    "a list taken away": (LEGAL, [(0, 0)], [""]),
    "a list or a level that is not there": (LEGAL, [(9, 0), (1, 12), (1, 7)], ["", "", ""]),
    "a pattern too long to be a number": (listing([("decimal", "%1." * 80)]), [(1, 0)], [""]),
}


@pytest.mark.parametrize("name", COUNTS)
def test_numbers_are_counted_as_word_counts(name: str) -> None:
    numbering, items, expected = COUNTS[name]
    assert shown(numbering, items) == expected


STYLED = """
<w:style w:type="paragraph" w:styleId="item"><w:name w:val="Пункт"/>
  <w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="child"><w:name w:val="Подпункт"/><w:basedOn w:val="item"/>
  <w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="deep"><w:name w:val="Третий"/><w:basedOn w:val="item"/></w:style>
<w:style w:type="paragraph" w:styleId="lost"><w:name w:val="Чужой"/>
  <w:pPr><w:numPr><w:numId w:val="77"/></w:numPr></w:pPr></w:style>
<w:style w:type="numbering" w:styleId="lists"><w:name w:val="Список"/>
  <w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
"""


def test_a_style_brings_its_list_and_level() -> None:
    numbering = listing(
        [("decimal", "%1."), ("decimal", "%1.%2."), ("lowerLetter", "%3)")], extra=["", "", '<w:pStyle w:val="deep"/>']
    )
    none = '<w:numPr><w:numId w:val="0"/></w:numPr>'
    names = ["item", "child", "child", "deep", "item"]
    body = "".join(paragraph("Текст", f'<w:pStyle w:val="{name}"/>') for name in names)
    body += paragraph("Текст", f'<w:pStyle w:val="item"/>{none}') + paragraph("Текст", '<w:pStyle w:val="lost"/>')
    blocks = read(word_file(body, numbering=numbering, styles=STYLED), DEFAULT_LIMITS).blocks
    assert [block.text for block in blocks if isinstance(block, Paragraph)] == [
        "1. Текст", "1.1. Текст", "1.2. Текст", "a) Текст", "2. Текст", "Текст", "Текст",
    ]  # fmt: skip


@pytest.mark.parametrize("link", ['<w:styleLink w:val="lists"/>', ""])
def test_a_list_may_stand_for_another_by_a_style(link: str) -> None:
    """The style's own list is found by `w:styleLink`, or by the list that the style names."""
    numbering = (
        f'<w:abstractNum w:abstractNumId="1">{link}<w:lvl w:ilvl="0"><w:start w:val="1"/>'
        f'<w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>{again(1, 1)}'
        f'<w:abstractNum w:abstractNumId="2"><w:numStyleLink w:val="lists"/></w:abstractNum>{again(2, 2)}'
    )
    assert shown(numbering, [(1, 0), (2, 0)], STYLED) == ["I. ", "II. "]


def cells_of(body: str, numbering: str = LEGAL) -> list[tuple[str, ...]]:
    blocks = read(word_file(body, numbering=numbering), DEFAULT_LIMITS).blocks
    return [row.texts() for block in blocks if isinstance(block, Table) for row in block.rows]


def test_a_column_of_empty_numbered_paragraphs_holds_their_numbers() -> None:
    number = cell(paragraph(item=(1, 0)))
    body = table([["№", "Мероприятие"], [number, "Совещание"], [number, "Семинар"]])
    assert cells_of(body) == [("№", "Мероприятие"), ("1.", "Совещание"), ("2.", "Семинар")]


def test_numbers_go_on_from_the_text_into_cells() -> None:
    body = paragraph("Раздел", item=(1, 0)) + table([[cell(paragraph("Семинар", item=(1, 1))), "до мая"]])
    assert cells_of(body) == [("1.1. Семинар", "до мая")]


def test_empty_numbered_paragraphs_beside_text_are_counted_and_not_shown() -> None:
    items = paragraph("сбор", item=(1, 0)) + paragraph(item=(1, 0)) + paragraph("сверка", item=(1, 0))
    assert cells_of(table([[cell(items), "завуч"]])) == [("1. сбор\n3. сверка", "завуч")]


def test_an_empty_bullet_is_no_text() -> None:
    numbering = listing([("bullet", "•")])
    assert cells_of(table([[cell(paragraph(item=(1, 0))), "завуч"]]), numbering) == [("", "завуч")]


def test_what_word_does_not_show_is_not_counted() -> None:
    number = cell(paragraph(item=(1, 0)))
    deleted = row([number, "Отменено"], '<w:del w:id="1"/>')
    covered = cell(paragraph(item=(1, 0)), down="continue")
    first = cell(paragraph(item=(1, 0)), down="restart")
    hidden = paragraph(run("тайно", "<w:vanish/>"), "<w:rPr><w:vanish/></w:rPr>", item=(1, 0))
    body = hidden + table([[first, "Сбор"], [covered, "Сверка"], deleted, [number, "Отчёт"]])
    assert cells_of(body) == [("1.", "Сбор"), ("1.", "Сверка"), ("2.", "Отчёт")]


NUMERALS = [
    ("decimal", 12, "12"), ("decimalZero", 7, "07"), ("upperRoman", 44, "XLIV"), ("lowerRoman", 9, "ix"),
    ("upperRoman", 0, "0"), ("upperRoman", 4000, "4000"), ("upperLetter", 27, "AA"), ("lowerLetter", 3, "c"),
    ("russianUpper", 25, "Щ"), ("russianLower", 10, "к"), ("lowerLetter", 1_001, "1001"),
    ("lowerLetter", 0, "0"), ("numberInDash", 2, "- 2 -"), ("none", 1, ""), ("чужой", 5, "5"),
]  # fmt: skip


@pytest.mark.parametrize(("form", "count", "written"), NUMERALS)
def test_numbers_are_written_in_their_form(form: str, count: int, written: str) -> None:
    assert numeral(count, form) == written
