"""OpenDocument texts: lists counted as LibreOffice counts them, tables with spans and repeats, what is not text."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading_shown import lines, only_table, rows

from plancheck.errors import UnreadableError
from plancheck.readers import read_document
from plancheck.readers.limits import DEFAULT_LIMITS, Limits
from plancheck.readers.odt import read
from plancheck.readers.reading import Reading

NAMES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (
        ("office", "office"),
        ("text", "text"),
        ("table", "table"),
        ("style", "style"),
        ("draw", "drawing"),
        ("fo", "xsl-fo-compatible"),
    )
)
LOEXT = 'xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"'
STYLES = """
<style:style style:name="Head" style:family="paragraph"><style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="Listed" style:family="paragraph" style:list-style-name="N"/>
<style:style style:name="Round1" style:family="paragraph" style:parent-style-name="Round2"/>
<style:style style:name="Round2" style:family="paragraph" style:parent-style-name="Round1"/>
<text:outline-style style:name="Outline">
<text:outline-level-style text:level="1" style:num-format="I" style:num-suffix="."/>
<text:outline-level-style text:level="2" style:num-format=""/></text:outline-style>
"""
AUTOMATIC = """
<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Head"/>
<style:style style:name="P2" style:family="paragraph"><style:text-properties text:display="none"/></style:style>
<style:style style:name="B" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="L" style:family="text"><style:text-properties fo:font-weight="normal"/></style:style>
<style:style style:name="H" style:family="text"><style:text-properties text:display="none"/></style:style>
<text:list-style style:name="N"><text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>
<text:list-level-style-number text:level="2" style:num-format="1" style:num-suffix="." text:display-levels="2"/>
<text:list-level-style-number text:level="3" style:num-format="а, б, .., аа, аб, ... (ru)" style:num-suffix=")"/>
</text:list-style>
<text:list-style style:name="D"><text:list-level-style-bullet text:level="1" text:bullet-char=""/></text:list-style>
<text:list-style style:name="S"><text:list-level-style-number text:level="1" style:num-format="1" text:start-value="5"
 style:num-prefix="(" style:num-suffix=")"/></text:list-style>
<text:list-style style:name="X"><text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."
 loext:num-list-format="п. %1%"/></text:list-style>
<text:list-style style:name="E"><text:list-level-style-number text:level="1" style:num-format=""/></text:list-style>
"""


def content(body: str) -> str:
    return (
        f"<office:document-content {NAMES} {LOEXT}><office:automatic-styles>{AUTOMATIC}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )


def packed(parts: dict[str, str]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(zipfile.ZipInfo("mimetype"), "application/vnd.oasis.opendocument.text")
        for name, part in parts.items():
            package.writestr(name, part)
    return written.getvalue()


def reading(body: str, limits: Limits = DEFAULT_LIMITS) -> Reading:
    styles = f"<office:document-styles {NAMES}><office:styles>{STYLES}</office:styles></office:document-styles>"
    return read(packed({"styles.xml": styles, "content.xml": content(body)}), limits)


def p(text: str, style: str = "") -> str:
    return f'<text:p text:style-name="{style}">{text}</text:p>'


def items(style: str, *texts: str, more: str = "") -> str:
    inside = "".join(f"<text:list-item>{text}</text:list-item>" for text in texts)
    return f'<text:list text:style-name="{style}" {more}>{inside}</text:list>'


TEXTS = {
    "spaces, tabs, breaks": (
        p("  а\n  б<text:s/><text:s text:c='2'/>в<text:tab/>г<text:line-break/>д&#173;е&#160;ё"),
        ["а б   в г\nде\xa0ё"],
    ),
    "bold by style, by span, and taken back": (
        p("а", "P1") + p("<text:span text:style-name='B'>б</text:span> ")
        + p("в<text:span text:style-name='B'>г</text:span>")
        + p("<text:span text:style-name='L'>д</text:span>", "Head"),
        ["**а**", "**б**", "вг", "д"],
    ),
    "styles that inherit in a ring": (p("а", "Round1"), ["а"]),
    "fields, links, marks": (
        p("<text:a>а</text:a><text:bookmark/><text:date>б</text:date><text:soft-page-break/>"
          "<office:annotation><text:p>x</text:p></office:annotation><text:ruby><text:ruby-base>в</text:ruby-base>"
          "<text:ruby-text>x</text:ruby-text></text:ruby>"),
        ["абв"],
    ),
    "headings and the outline's numbers": (
        "<text:h text:outline-level='1'>а</text:h><text:h text:outline-level='2'>б</text:h>"
        "<text:h text:outline-level='1' text:is-list-header='true'>в</text:h><text:h text:outline-level='1'>г</text:h>"
        "<text:h text:outline-level='9'>д</text:h>",
        ["# I. а", "## б", "# в", "# II. г", "###### д"],
    ),
    "notes stand at the end": (
        p("а<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>н</text:p></text:note-body>"
          "</text:note>б") + p("в"),
        ["аб", "в", "н"],
    ),
    "frames stand before their paragraph": (
        p("а<draw:frame><draw:text-box><text:p>б</text:p></draw:text-box></draw:frame>")
        + p("<draw:g><draw:custom-shape><text:p>в</text:p></draw:custom-shape></draw:g>г")
        + "<draw:frame><draw:text-box><text:p>д</text:p></draw:text-box></draw:frame>",
        ["б", "а", "в", "г", "д"],
    ),
    "sections and indexes": (
        "<text:section><text:p>а</text:p><text:table-of-content><text:table-of-content-source><text:p>x</text:p>"
        "</text:table-of-content-source><text:index-body><text:index-title><text:p>б</text:p></text:index-title>"
        "</text:index-body></text:table-of-content></text:section>",
        ["а", "б"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", TEXTS)
def test_text_is_read_as_libreoffice_shows_it(case: str) -> None:
    body, expected = TEXTS[case]
    assert lines(reading(body)) == expected


LISTS = {
    "levels": (
        items("N", p("а") + items("", p("б"), p("в") + items("", p("г"))), p("д") + items("", p("е"))),
        ["1. а", "1.1. б", "1.2. в", "а) г", "2. д", "2.1. е"],
    ),
    "an item of two paragraphs": (items("N", p("а") + p("б"), p("в")), ["1. а", "б", "2. в"]),
    "items that only lead deeper are not counted": (
        items("N", items("", p("а"))) + items("N", p("б")),
        ["1.1. а", "1. б"],
    ),
    "a list goes on with the one of its style": (
        items("N", p("а")) + items("D", p("б")) + items("N", p("в"), more='text:continue-numbering="true"'),
        ["1. а", "• б", "2. в"],
    ),
    "a list goes on with the one it names": (
        items("N", p("а"), more='xml:id="one"')
        + items("N", p("б"))
        + items("N", p("в"), more='text:continue-list="one"'),
        ["1. а", "1. б", "2. в"],
    ),
    "a list that names one that is not there": (items("N", p("а"), more='text:continue-list="no"'), ["1. а"]),
    "start values": (
        items("S", p("а")) + "<text:list text:style-name='S'><text:list-item text:start-value='9'><text:p>б</text:p>"
        "</text:list-item></text:list>",
        ["(5) а", "(9) б"],
    ),
    "LibreOffice's own pattern": (items("X", p("а")), ["п. 1 а"]),
    "no number": (items("E", p("а")) + items("unknown", p("б")), ["а", "б"]),
    "a header has no number": (
        "<text:list text:style-name='N'><text:list-header><text:p>а</text:p></text:list-header><text:list-item>"
        "<text:p>б</text:p></text:list-item></text:list>",
        ["а", "1. б"],
    ),
    "a list style named by the paragraph's style": (items("", p("а", "Listed")), ["1. а"]),
    "numbered paragraphs": (
        "<text:numbered-paragraph text:list-id='q' text:style-name='N'><text:p>а</text:p></text:numbered-paragraph>"
        "<text:numbered-paragraph text:list-id='q' text:style-name='N' text:level='2'><text:p>б</text:p>"
        "</text:numbered-paragraph>",
        ["1. а", "1.1. б"],
    ),
    "an empty item of the text is counted and not shown": (items("N", p(""), p("а")), ["2. а"]),
}


@pytest.mark.parametrize("case", LISTS)
def test_lists_are_counted_as_libreoffice_counts_them(case: str) -> None:
    body, expected = LISTS[case]
    assert lines(reading(body)) == expected


def c(text: str = "", more: str = "") -> str:
    return f"<table:table-cell {more}>{p(text) if text else ''}</table:table-cell>"


def r(*cells: str, more: str = "") -> str:
    return f"<table:table-row {more}>{''.join(cells)}</table:table-row>"


def in_cell(inside: str) -> str:
    return f"<table:table-cell>{inside}</table:table-cell>"


def table(*rows: str) -> str:
    return f"<table:table>{''.join(rows)}</table:table>"


def repeated(what: str, times: str) -> str:
    return f'table:number-{what}-repeated="{times}"'


ACROSS = 'table:number-columns-spanned="{}"'.format
DOWN = 'table:number-rows-spanned="{}"'.format
COVERED = "<table:covered-table-cell/>"
HIDDEN = 'table:visibility="collapse"'
TABLES = {
    "spans": (
        r(c("а", DOWN(2)), c("б", ACROSS(2)), COVERED) + r(COVERED, c("в"), c("г")),
        [["а", "б", ">"], ["^", "в", "г"]],
    ),
    "covered cells may be repeated": (
        r(c("а", ACROSS(3)), '<table:covered-table-cell table:number-columns-repeated="2"/>')
        + r(c("б"), c("в"), c("г")),
        [["а", ">", ">"], ["б", "в", "г"]],
    ),
    "covered cells without a span are empty places": (
        r(c("а"), COVERED, c("б")) + r(c("в"), c("г"), c("д")),
        [["а", "", "б"], ["в", "г", "д"]],
    ),
    "rows in groups": (
        f"<table:table-header-rows>{r(c('а'))}</table:table-header-rows><table:table-rows><table:table-row-group>"
        f"{r(c('б'))}</table:table-row-group></table:table-rows>",
        [["а"], ["б"]],
    ),
    "repeated rows and cells": (
        r(c("а", 'table:number-columns-repeated="2"'), c("", 'table:number-columns-repeated="900"'))
        + r(c("б"), more='table:number-rows-repeated="2"'),
        [["а", "а", ""], ["б"], ["б"]],
    ),
    "hidden rows and columns": (
        f"<table:table-column/><table:table-columns><table:table-column {HIDDEN}/></table:table-columns>"
        + r(c("а"), c("б")) + r(c("в"), c("г"), more=HIDDEN),
        [["а", "?б"], ["?в", "?г"]],
    ),
    "numbers of rows are items without text": (
        r("<table:table-cell>" + items("N", p(""), more='xml:id="n"') + "</table:table-cell>", c("а"))
        + r("<table:table-cell>" + items("N", p(""), more='text:continue-list="n"') + "</table:table-cell>", c("б"))
        + r("<table:table-cell>" + items("D", p("")) + "</table:table-cell>", c("в")),
        [["1.", "а"], ["2.", "б"], ["", "в"]],
    ),
    "a table in a cell is its text": (
        r(c("а"), c("б"), c("в"))
        + r(c("г"), c("д"), in_cell(p("е") + table(r(c("1"), c("2"))))),
        [["а", "б", "в"], ["г", "д", "е\n1 2"]],
    ),
    "a cell split by a sub table": (
        r(c("а"), c("б"), c("в"))
        + r(
            c("г"),
            '<table:table-cell><table:table table:is-sub-table="true">'
            + r(c("1"), c("2")) + r(c("3", ACROSS(2)), COVERED) + "</table:table></table:table-cell>",
            c("д"),
        )
        + r(c("е"), c("ё"), c("ж")),
        [["а", "б", ">", "в"], ["г", "1", "2", "д"], ["^", "3", ">", "^"], ["е", "ё", ">", "ж"]],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", TABLES)
def test_a_table_has_one_grid(case: str) -> None:
    body, expected = TABLES[case]
    assert rows(only_table(reading(f"<table:table>{body}</table:table>"))) == expected


def test_a_table_that_only_frames_another_is_opened() -> None:
    inner = table(r(c("1"), c("2")))
    assert lines(reading(table(r(in_cell(p("а") + inner + p("б")))))) == ["а", [["1", "2"]], "б"]


def test_tracked_changes_are_read_as_accepted_and_said() -> None:
    deleted = "<text:changed-region><text:deletion><text:p>было</text:p></text:deletion></text:changed-region>"
    found = reading(f"<text:tracked-changes>{deleted}</text:tracked-changes>{p('ста<text:change/>ло')}")
    assert lines(found) == ["стало"]
    assert len(found.remarks) == 1
    assert reading("<text:tracked-changes/>" + p("а")).remarks == ()


@pytest.mark.parametrize(
    "hidden",
    [
        p("x", "P2"),
        p("<text:span/>x", "P2"),
        p("а<text:span text:style-name='H'>x</text:span>"),
        p("x<text:hidden-paragraph text:is-hidden='true'/>"),
        "<text:section text:display='none'><text:p>x</text:p></text:section>",
    ],
)
def test_hidden_text_is_left_out_and_said(hidden: str) -> None:
    found = reading(p("а") + hidden)
    assert not any("x" in str(line) for line in lines(found))
    assert ["скрытый" in remark.ru for remark in found.remarks] == [True]


def test_a_flat_document_is_read_as_well() -> None:
    flat = content(p("План")).replace("document-content", "document")
    assert lines(read(flat.encode(), DEFAULT_LIMITS)) == ["План"]


def test_a_document_is_known_by_its_content() -> None:
    document = read_document(packed({"content.xml": content(p("План"))}), "план.docx")
    assert (document.source.format, document.paragraphs[0].location.paragraph) == ("odt", 1)


MANIFEST = "<manifest><file-entry full-path='content.xml'><encryption-data/></file-entry></manifest>"


@pytest.mark.parametrize(
    ("parts", "word"),
    [
        ({"content.xml": content(p("а")), "META-INF/manifest.xml": MANIFEST}, "парол"),
        ({"encrypted-package": "x"}, "парол"),
        ({"styles.xml": content("")}, "повреждён"),
        ({"content.xml": "<office:document-content"}, "повреждён"),
        ({"content.xml": f"<office:document-content {NAMES}/>"}, "повреждён"),
        ({"content.xml": '<!DOCTYPE a [<!ENTITY b "c">]>' + content(p("&b;"))}, "DOCTYPE"),
    ],
)
def test_a_file_that_is_no_plain_document_is_refused(parts: dict[str, str], word: str) -> None:
    with pytest.raises(UnreadableError, match=word):
        read(packed(parts), DEFAULT_LIMITS)


@pytest.mark.parametrize(
    ("body", "word"),
    [
        (p(""), "пуст"),
        (p("<draw:frame><draw:image/></draw:frame>"), "картинка"),
        ("<text:list><text:list-item>" * 70 + "</text:list-item></text:list>" * 70, "вложенности"),
        (p("<text:span>" * 70 + "</text:span>" * 70), "вложенности"),
        (table("<table:table-rows>" * 70 + "</table:table-rows>" * 70), "вложенности"),
        (table(r(c("а"), more=repeated("rows", "99999999"))), "строк в одной"),
        (table(r(c(""), more=repeated("rows", "20000"))) * 20, "ячеек"),
        (table(r(c("а", repeated("columns", "99999")))), "ячеек в одной"),
        (table(r(*[c("а")] * 65)), "ячеек в одной"),
    ],
    ids=lambda value: value[:30],
)
def test_a_text_without_words_or_over_a_limit_is_refused(body: str, word: str) -> None:
    with pytest.raises(UnreadableError, match=word):
        reading(body)


WHOLE = packed({"content.xml": content(p("а") + table(TABLES["spans"][0]))})
NUMBERS = st.sampled_from(["0", "-1", "2", "65536", "9" * 30, "x", ""])


def spans(columns: str, across: str, down: str) -> str:
    return f"{repeated('columns', columns)} {ACROSS(across)} {DOWN(down)}"


@given(st.lists(NUMBERS, min_size=7, max_size=7))
def test_any_numbers_in_a_table_end_in_blocks_or_a_clear_word(numbers: list[str]) -> None:
    cells = c("а", spans(*numbers[:3])), c("б", spans(*numbers[3:6]))
    body = table(r(*cells, more=repeated("rows", numbers[6])), r(c("в")))
    try:
        blocks = reading(body).blocks
    except UnreadableError:
        return
    assert blocks


@given(st.integers(0, len(WHOLE) - 1), st.integers(0, 255), st.integers(0, len(WHOLE)))
def test_spoilt_bytes_end_in_blocks_or_a_clear_word(at: int, byte: int, end: int) -> None:
    spoilt = bytearray(WHOLE)
    spoilt[at] = byte
    try:
        blocks = read(bytes(spoilt[: max(end, at)]), DEFAULT_LIMITS).blocks
    except UnreadableError:
        return
    assert blocks
