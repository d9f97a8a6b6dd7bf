"""Rich Text: tables with merged cells, charsets, lists, and what is not to be read as text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading_shown import lines, only_table, rows

from plancheck.document import Block
from plancheck.errors import UnreadableError
from plancheck.readers import read_document
from plancheck.readers.limits import DEFAULT_LIMITS
from plancheck.readers.reading import Reading
from plancheck.readers.rtf import read

HEAD = (
    r"{\rtf1\ansi\ansicpg1251\deff0{\fonttbl{\f0\fcharset204 Times New Roman;}{\f1\fcharset2 Symbol;}"
    r"{\f2\fcharset0 Arial;}{\f3\fcharset161 Greek;}}"
)


def reading(body: str, head: str = HEAD) -> Reading:
    return read((head + body + "}").encode("latin-1"), DEFAULT_LIMITS)


def row(definition: str, *cells: str) -> str:
    return rf"\trowd{definition}\pard\intbl " + "".join(rf"{cell}\cell " for cell in cells) + r"\row "


TEXTS = [
    (r"\'cf\'eb\'e0\'ed\par", ["План"]),
    (r"\u1055\'cf\u1083\'eb\u1072\'e0\u1085\'ed\par", ["План"]),
    (r"\uc0\u1055\u1083\uc2\u1072 ??\u1085\'3f?\par", ["План"]),
    (r"{\uc0 \u1055}\u1083?\u1072?\u1085?\par", ["План"]),
    ("\xcf\xeb\xe0\xed\\par", ["План"]),
    (r"\f2\'cf\'eb\'e0\'ed\par", ["План"]),
    (r"\f3\'e1\par", ["α"]),
    (r"\u-10179?\u-8704?\par", ["\U0001f600"]),
    (r"\u-10179?x\par", ["\ufffdx"]),
    (r"a\line b\tab c\~d\_e\-f\emdash g\'97h\par", ["a\nb c\xa0d\u2011ef—g—h"]),
    (r"\{a\}\\b\par", ["{a}\\b"]),
    ("a\r\nb\\par", ["ab"]),
    (r"{\b A}\b0  \par{\b A}b\par \plain\b A\plain  b\par", ["**A**", "Ab", "A b"]),
    (r"\pard\outlinelevel0 A\par\pard\outlinelevel9 B\par", ["# A", "B"]),
    (r"{\stylesheet{\s1\outlinelevel1 heading 2;}{\s2 body;}}\pard\s1 A\par\pard\s2 B\par", ["## A", "B"]),
    (
        r"{\listtext\pard\plain 1.\tab}A\par{\pntext\f1\'b7\tab}B\par{\listtext\u-3913?\tab}C\par",
        ["1. A", "• B", "• C"],
    ),
    (r"a{\*\unknown b{\x c}}{\info{\title d}}{\header e\par}f\par", ["af"]),
    (r"{\field{\*\fldinst HYPERLINK x}{\fldrslt a}}{\xe b}\par", ["a"]),
    (r"{\pict\pngblip 89504e47}a{\*\shppict{\pict\bin6 {}}}\'\'cf}b\par", ["ab"]),
    (r"{\upr{ab}{\*\ud{\u1072?\u1073?}}}\par", ["аб"]),
    (r"a\chftn{\footnote\pard note\par}b\par c\par", ["ab", "c", "note"]),
    (
        r"{\shp{\*\shpinst{\sp{\sn x}{\sv y}}{\shptxt box\par}}{\shprslt{\*\do{\dptxbxtext box\par}}}}a\par",
        ["box", "a"],
    ),
    (r"a\sect b", ["a", "b"]),
]


@pytest.mark.parametrize(("body", "expected"), TEXTS, ids=[body[:40] for body, _ in TEXTS])
def test_text_is_read_as_word_shows_it(body: str, expected: list[str]) -> None:
    assert lines(reading(body)) == expected


@pytest.mark.parametrize(
    ("head", "text"),
    [
        (r"{\rtf1\mac ", "\x8f\xeb"),
        (r"{\rtf1\pca ", "\x8f\xab"),
        (r"{\rtf1\ansi\ansicpg866 ", "\x8f\xab"),
        (r"{\rtf1\ansi ", "\xcf\xeb"),
        (r"{\rtf1\ansi\ansicpg9999 ", "\xcf\xeb"),
    ],
)
def test_bytes_are_read_in_the_charset_that_the_head_names(head: str, text: str) -> None:
    assert lines(reading(text + r"\par", head)) == ["Пл"]


TABLES = {
    "cells hold paragraphs and line breaks": (
        row(r"\cellx1000\cellx2000", r"a\par b", r"c\line d"),
        [["a\nb", "c\nd"]],
    ),
    "cells merged down": (
        row(r"\clvmgf\cellx1000\cellx2000", "a", "b") + row(r"\clvmrg\cellx1000\cellx2000", "", "c"),
        [["a", "b"], ["^", "c"]],
    ),
    "a cell that only says it is merged keeps its words": (
        row(r"\cellx1000\cellx2000", "a", "b") + row(r"\clvmrg\cellx1000\cellx2000", "x", "c"),
        [["a", "b"], ["x", "c"]],
    ),
    "cells merged across": (
        row(r"\clmgf\cellx1000\clmrg\cellx2000", "a", "") + row(r"\cellx1000\cellx2000", "b", "c"),
        [["a", ">"], ["b", "c"]],
    ),
    "a wide cell reaches over the columns of other rows": (
        row(r"\cellx2000", "a") + row(r"\cellx1000\cellx2000", "b", "c"),
        [["a", ">"], ["b", "c"]],
    ),
    "edges that are nearly one are one": (
        row(r"\cellx1000\cellx2000", "a", "b") + row(r"\cellx1030\cellx1990", "c", "d"),
        [["a", "b"], ["c", "d"]],
    ),
    "a row that begins further right leaves its first place empty": (
        row(r"\cellx1000\cellx2000", "a", "b") + row(r"\trleft1000\cellx2000", "c"),
        [["a", "b"], ["", "c"]],
    ),
    "the definition may stand again before the row's end": (
        r"\trowd\cellx1000\pard\intbl a\cell b\cell{\trowd\cellx1000\cellx2000\row}\pard x\par",
        [["a", "b"]],
    ),
    "cells without a definition are counted": (r"\trowd\pard\intbl a\cell b\cell\row", [["a", "b"]]),
    "cells that no row ends are a row": (row(r"\cellx1000", "a") + r"\pard\intbl b\cell\pard x\par", [["a"], ["b"]]),
    "a program may not say that a paragraph is in a table": (
        r"\trowd\cellx1000\cellx2000 a\par a\cell b\cell\row\pard x\par",
        [["a\na", "b"]],
    ),
    "text behind the last cell is not lost": (r"\trowd\cellx1000\cellx2000\pard\intbl a\cell b\row", [["a", "b"]]),
    "numbers of rows are numbers without text": (
        row(r"\cellx1000\cellx2000", r"{\listtext 1.\tab}", "a")
        + row(r"\cellx1000\cellx2000", r"{\listtext\'b7}", "b"),
        [["1.", "a"], ["", "b"]],
    ),
    "a table in a cell is its text": (
        row(r"\cellx1000\cellx2000", "a", "b")
        + r"\trowd\cellx1000\cellx2000\pard\intbl c\cell\pard\intbl\itap2 d\nestcell e\nestcell"
        + r"{\*\nesttableprops\trowd\cellx500\cellx900\nestrow}{\nonesttables\par}\pard\intbl f\cell\row",
        [["a", "b"], ["c", "d e\nf"]],
    ),
    "cells that LibreOffice adds behind a nested table are none": (
        row(r"\cellx1000\cellx2000", "a", "b") + r"\trowd\cellx1000\cellx2000\pard\intbl c\cell d\cell\cell\cell\row",
        [["a", "b"], ["c", "d"]],
    ),
    "a table in a text box leaves the outer row as it is": (
        r"\trowd\cellx1000\cellx2000\pard\intbl a{\shp{\*\shpinst{\shptxt \pard p\par}}}\cell b\cell\row",
        [["p\na", "b"]],
    ),
}


@pytest.mark.parametrize("case", TABLES)
def test_a_table_has_one_grid(case: str) -> None:
    body, expected = TABLES[case]
    assert rows(only_table(reading(body))) == expected


def test_places_count_paragraphs_tables_rows_and_cells() -> None:
    found = reading(
        r"a\par\par b\par" + row(r"\cellx1\cellx2000", "", "") + row(r"\cellx999\cellx2000", "c", "d") + r"\pard e\par"
    )
    table = only_table(found)
    assert [block.location.paragraph for block in found.blocks] == [1, 3, None, 4]
    place = table.rows[0].cells[1].location
    assert (place.table, place.row, place.cell) == (1, 2, 2)


def test_deleted_and_hidden_text_is_left_out_and_said() -> None:
    found = reading(r"a{\deleted b}{\revised c}{\v d}e\par")
    assert lines(found) == ["ace"]
    assert len(found.remarks) == 2
    assert all(remark.ru != remark.en for remark in found.remarks)


def test_a_file_that_breaks_off_in_its_table_is_damaged() -> None:
    whole = (HEAD + row(r"\cellx1000", "a") + row(r"\cellx1000", "b")).encode("latin-1")
    with pytest.raises(UnreadableError, match="повреждён"):
        read(whole[:-12], DEFAULT_LIMITS)
    assert rows(only_table(read(whole, DEFAULT_LIMITS))) == [["a"], ["b"]]  # the last brace alone may be missing


def test_what_stands_behind_the_end_is_not_read() -> None:
    assert lines(read((HEAD + r"a\par}b\par").encode(), DEFAULT_LIMITS)) == ["a"]


@pytest.mark.parametrize(
    ("body", "word"),
    [("", "пуст"), (r"{\pict 8950}", "картинка"), ("{" * 200, "вложенности"), (r"\par" * 200_001, "абзацев")],
)
def test_a_file_without_text_or_over_a_limit_is_refused(body: str, word: str) -> None:
    with pytest.raises(UnreadableError, match=word):
        reading(body)


def test_bytes_that_do_not_begin_as_rich_text_are_damaged() -> None:
    with pytest.raises(UnreadableError, match="повреждён"):
        read(b"rtf1", DEFAULT_LIMITS)


def test_what_is_named_doc_and_is_rich_text_is_read_as_such() -> None:
    document = read_document((HEAD + r"\'cf\par}").encode(), "план.doc")
    assert (document.source.format, document.paragraphs[0].text) == ("rtf", "П")


PARTS = (
    r"\par ", r"\cell ", r"\row ", r"\trowd", r"\cellx9 ", r"\cellx-9 ", r"\clvmrg", r"\clmrg", r"\intbl ",
    r"\itap2 ", r"\itap9 ", r"\nestcell ", r"\nestrow ", r"\u1055?", r"\u-1?", r"\uc0", r"\uc9 ", r"\*",
    r"\'e0", r"\v ", r"\b ", r"\bin3 ", r"\footnote ", r"\shptxt ", r"\listtext ", r"\upr ", r"\pard ", r"\s1 ",
    r"\f9 ", r"\~", "{", "}", "а", " text ", "\\",
)  # fmt: skip


def blocks_or_none(content: bytes) -> tuple[Block, ...] | None:
    try:
        return read(content, DEFAULT_LIMITS).blocks
    except UnreadableError:
        return None


@given(st.lists(st.sampled_from(PARTS), max_size=60))
def test_words_in_any_order_end_in_blocks_or_a_clear_word(parts: list[str]) -> None:
    assert blocks_or_none((HEAD + "".join(parts)).encode("cp1251")) != ()


@given(st.binary(max_size=200))
def test_any_bytes_end_in_blocks_or_a_clear_word(noise: bytes) -> None:
    assert blocks_or_none(b"{\\rtf1 " + noise) != ()
