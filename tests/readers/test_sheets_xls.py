"""The old Excel: files of the corpus, and what becomes of them where they are spoilt."""

from __future__ import annotations

from pathlib import Path

import pytest
from sheet_files import blocks_of, only_table

from plancheck.document import Paragraph
from plancheck.errors import UnreadableError
from plancheck.readers import read_document

CORPUS = Path(__file__).parents[1] / "corpus" / "xls"
TYPED = (CORPUS / "typed-merged-pass.xls").read_bytes()
NAME = "план.xls"
BEGIN = b"\x09\x08\x10\x00\x00\x06\x05\x00"  # the record that opens the stream of the book


def test_typed_numbers_dates_and_merged_cells_are_read() -> None:
    title, *_ = blocks_of(TYPED, NAME)
    assert isinstance(title, Paragraph)
    assert title.location.known() == {"row": 1, "cell": 1, "sheet": "План", "address": "A1"}
    table = only_table(TYPED, NAME)
    section, first = table.rows[1], table.rows[2]
    assert len(set(section.texts())) == 1
    assert [cell.merged for cell in section.cells] == ["", *["across"] * 4]
    assert (first.cells[0].text, first.cells[2].text) == ("1", "15.09.2025")


def test_hidden_rows_and_columns_are_marked() -> None:
    rows = only_table((CORPUS / "hidden-rows-fail-OBS001.xls").read_bytes(), NAME).rows
    hidden = [row.cells[1].text for row in rows if row.cells[0].hidden]
    assert len(hidden) == 2
    assert all("наблюдател" in text for text in hidden)
    columns = only_table((CORPUS / "hidden-column-pass.xls").read_bytes(), NAME).rows[2].cells
    assert [cell.location.address for cell in columns if cell.hidden] == ["G13"]


def test_a_password_is_said() -> None:
    at = TYPED.index(BEGIN) + 4 + 16  # the next record becomes FILEPASS
    with pytest.raises(UnreadableError, match="паролем"):
        blocks_of(TYPED[:at] + b"\x2f\x00" + TYPED[at + 2 :], NAME)


FONT = b"\x05\x00Arial"  # a font's name: its length, the kind of its letters, the letters
SHEETS = b"\x85\x00"  # the record that says where a sheet begins


def spoilt(record: bytes, at: int, new: bytes) -> bytes:
    """The book with bytes of the first such record changed, `at` bytes behind its beginning."""
    place = TYPED.index(record, TYPED.index(BEGIN)) + at
    return TYPED[:place] + new + TYPED[place + len(new) :]


@pytest.mark.parametrize("length", [600, 1024, 5000, len(TYPED) - 600])
def test_a_file_cut_short_is_refused(length: int) -> None:
    with pytest.raises(UnreadableError):
        blocks_of(TYPED[:length], NAME)


def test_a_book_that_points_beyond_itself_is_damaged() -> None:
    with pytest.raises(UnreadableError, match="повреждён"):
        blocks_of(spoilt(SHEETS, 4, b"\xff\xff\xff\x7f"), NAME)


def test_a_file_with_odd_styles_is_read_without_them_and_that_is_said() -> None:
    book = read_document(spoilt(FONT, 1, b"\x01"), NAME)
    assert len(book.tables[0].rows) == len(only_table(TYPED, NAME).rows)
    assert [remark.en.partition(":")[0] for remark in book.remarks] == ["The file's styles are damaged"]
