"""A table that reached us cell by cell is rebuilt where its rows are sure, and left alone where not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from plancheck.document import Paragraph
from plancheck.location import Location
from plancheck.parsing.dumps import Rebuilt, rebuild

FOLDER = Path(__file__).parent / "dump_cases"
TITLES = {
    "№": "number",
    "п/п": "number",
    "№ п/п": "number",
    "Дело": "measure",
    "Этап": "section",
    "Срок": "deadline",
    "Срок исполнения": "deadline",
    "Кто": "responsible",
    "Итог": "result",
    "Знак": "other",
    "Знак отдела": "other",
}
MONTHS = {"март", "апрель", "май"}
POSTS = {"Секретарь", "Вожатая", "Завуч"}


@dataclass(frozen=True)
class Words:
    """Looks by a list of words; a text that only holds a month's name among others mentions a time."""

    months: frozenset[str] = frozenset(MONTHS)

    def column(self, text: str) -> str | None:
        return TITLES.get(text)

    def deadline(self, text: str) -> bool:
        return text in self.months

    def broken_deadline(self, lines: Sequence[str]) -> bool:
        return " ".join(lines) in {"до мая", "к концу апреля"}

    def time(self, text: str) -> bool:
        return not self.months.isdisjoint(text.split()) or text in self.months

    def responsible(self, text: str) -> bool:
        return text in POSTS

    def section(self, text: str) -> bool:
        return text.startswith("Раздел ")

    def oblique(self, text: str) -> bool:
        return text.startswith("Нижней ")

    def hangs(self, text: str) -> bool:
        return text.endswith((",", " и"))


def load(name: str) -> Mapping[str, Any]:
    cases: Mapping[str, Any] = yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))
    return cases


SURELY, NEVER = load("surely.yaml"), load("never.yaml")


def paragraphs(text: str) -> list[Paragraph]:
    lines = enumerate(text.split("\n"), start=1)
    return [Paragraph(line.strip(), Location(line=number)) for number, line in lines if line.strip()]


def rebuilt(source: list[Paragraph]) -> Rebuilt | None:
    return rebuild(source, Words())


@pytest.mark.parametrize("name", SURELY)
def test_a_table_is_rebuilt_where_it_is_sure(name: str) -> None:
    case = SURELY[name]
    source = paragraphs(case["text"])
    found = rebuilt(source)
    assert found is not None
    assert [list(row.texts()) for row in found.table.rows] == case["rows"]
    assert found.table.rebuilt
    first, after = source[found.start], source[found.stop : found.stop + 1]
    assert first.text == case.get("from", source[0].text)
    assert [paragraph.text for paragraph in after] == ([case["upto"]] if "upto" in case else [])


@pytest.mark.parametrize("name", NEVER)
def test_no_table_is_made_where_its_rows_are_a_guess(name: str) -> None:
    assert rebuilt(paragraphs(NEVER[name])) is None


def test_cells_keep_the_lines_they_begin_on_and_take_the_tables_number() -> None:
    source = paragraphs(SURELY["cells_of_several_paragraphs"]["text"])
    found = rebuild(source, Words(), number=3)
    assert found is not None
    table = found.table
    assert [cell.location.line for cell in table.rows[1].cells] == [9, 11, 17, 21]
    assert table.rows[2].cells[1].location.known() == {"line": 27, "table": 3, "row": 3, "cell": 2}
    assert table.location.table == 3


def test_paragraphs_without_lines_are_taken_as_adjacent() -> None:
    text = SURELY["numbers_without_a_title"]["text"]
    source = [Paragraph(paragraph.text, Location()) for paragraph in paragraphs(text)]
    found = rebuilt(source)
    assert found is not None
    assert (len(found.table.rows), found.stop) == (3, len(source))


def test_a_bold_line_between_rows_is_a_sections_title() -> None:
    source = paragraphs(SURELY["who_before_when"]["text"])
    source.insert(8, Paragraph("Наглядность", Location(line=8), emphasised=True))
    found = rebuilt(source)
    assert found is not None
    assert found.table.rows[2].texts() == ("Наглядность", "", "", "")


def test_the_second_of_two_headers_serves_where_the_first_has_no_rows() -> None:
    source = paragraphs("Дело\nСрок\nКто\nОбщие слова о работе.\n" + SURELY["who_before_when"]["text"])
    found = rebuilt(source)
    assert found is not None
    assert found.table.rows[0].texts() == ("Дело", "Кто", "Срок", "Итог")
    assert found.start == 4


def test_a_day_written_like_a_number_is_a_deadline_where_it_is_known_for_one() -> None:
    source = paragraphs("№\nДело\nСрок\n1\nСверить списки\n01.09\n2\nОбновить стенд\n08.09\n")
    found = rebuild(source, Words(frozenset({"01.09", "08.09"})))
    assert found is not None
    assert [row.cells[2].text for row in found.table.rows] == ["Срок", "01.09", "08.09"]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(sorted(MONTHS)), st.sampled_from(sorted(POSTS))), min_size=2, max_size=9))
def test_a_regular_dump_of_any_length_is_rebuilt_whole(rows: list[tuple[str, str]]) -> None:
    cells = [[str(number), f"Дело номер {number}", *row] for number, row in enumerate(rows, start=1)]
    for between in ("\n", "\n\n"):
        found = rebuilt(
            paragraphs(between.join(text for row in [["№", "Дело", "Срок", "Кто"], *cells] for text in row))
        )
        assert found is not None
        assert [list(row.texts()) for row in found.table.rows[1:]] == cells


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from([*TITLES, *MONTHS, *POSTS, "1", "2", "3", "Сверить списки", "I. Часть", "-", "слово"]),
        max_size=40,
    )
)
def test_any_paragraphs_are_taken_without_a_stumble_and_none_is_lost(texts: list[str]) -> None:
    source = paragraphs("\n".join(texts))
    found = rebuilt(source)
    if found is not None:
        assert 0 <= found.start < found.stop <= len(source)
        kept = [word for row in found.table.rows for cell in row.cells for word in cell.text.split()]
        assert set(kept) <= {word for text in texts for word in text.split()}
