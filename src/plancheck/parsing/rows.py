"""Turns the rows of a plan's table into raw measures, sections and tasks: glues what pages have torn."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import NamedTuple

from plancheck.document import Location, Row
from plancheck.language import clean, rejoin, words
from plancheck.parsing.columns import (
    MARKED,
    OTHER,
    SECTION,
    SECTION_NUMBER,
    ColumnWords,
    Layout,
    is_column_numbers,
    is_header,
)
from plancheck.parsing.month_marks import Marked, mark_in, told_by_marks
from plancheck.plan import Column

_NUMBER = re.compile(r"\s*(?:№\s*)?((?:\d{1,3}(?:\s?[./]\s?\d{1,3}){0,3}|[IVXLC]{1,6}))\s?[.)]?\s*")
_LED = re.compile(
    r"\s*((?:\d{1,3}(?:\.\d{1,3}){0,3}|[IVXLC]{1,6}(?![A-Za-z])(?![А-я])))(?:[.)]+\s*|\s+(?=[А-ЯЁA-Z«\"]))(?=\D)"
)
_EMPTY = re.compile(r"[\s\-–—_.*]*")
_COLUMNS = tuple(Column)
_CODES = frozenset(column.value for column in Column)
_NOWHERE: Mapping[Column, Location] = MappingProxyType({})


class RawMeasure(NamedTuple):
    """A row of the plan before its cells are understood; `cells` by column, `other` by the column's title."""

    number: str | None
    cells: Mapping[Column, str]
    other: Mapping[str, str]
    section: int | None
    columns: tuple[Column, ...]
    location: Location
    spanned: tuple[Column, ...] = ()  # cells merged down from the row above
    doubtful: tuple[Column, ...] = ()  # cells recognised with little certainty
    places: Mapping[Column, Location] = _NOWHERE

    @property
    def text(self) -> str:
        return self.cells.get(Column.MEASURE, "")


class RawSection(NamedTuple):
    number: str | None
    title: str
    tasks: tuple[str, ...]
    location: Location


@dataclass(slots=True)
class RowReader:
    """Takes the rows of all the plan's tables in order, and headings between them; gives sections and measures.

    The one mutable value of the room: it holds what has been read so far, for one document.
    """

    known: ColumnWords
    sections: list[RawSection] = field(default_factory=list)
    measures: list[RawMeasure] = field(default_factory=list)
    blank: list[tuple[str, Location]] = field(default_factory=list)  # rows with a number and nothing else
    _started: int = 0  # rows read since the last section or table began
    _opened: str = ""  # the section that its own column named last
    _named: dict[str, int] = field(default_factory=dict)  # all that the column named: a section may come up again
    _current: int | None = None
    _columns: tuple[Column, ...] = ()  # those of the table that is read

    def heading(self, text: str, location: Location) -> None:
        """A paragraph above a table, or a row of its own, that opens a section; it may carry its tasks."""
        title, tasks = self._tasks_of(clean(text))
        if not title:
            self.add_tasks(tasks)
            return
        number, rest = split_number(title)
        self.sections.append(RawSection(number, (rest or title).strip(" :"), tasks, location))
        self._current = len(self.sections) - 1
        self._started = 0

    @property
    def named_twice(self) -> bool:
        """Whether both a column and headings or rows of their own name the sections."""
        return bool(self._named) and len(self.sections) > len(self._named) + 1

    def add_tasks(self, tasks: Sequence[str]) -> None:
        if self.sections and tasks:
            last = self.sections[-1]
            self.sections[-1] = last._replace(tasks=(*last.tasks, *tasks))

    def _tasks_of(self, text: str) -> tuple[str, tuple[str, ...]]:
        """A heading's title and the tasks written behind it («… Задачи: …»)."""
        for word in words(text) if ":" in text else ():
            if word.lemmas & self.known.tasks and text[word.end : word.end + 2].lstrip().startswith(":"):
                tasks = text[word.end :].lstrip(" :").strip()
                return text[: word.start].strip(" \n.;"), (tasks,) if tasks else ()
        return text, ()

    def table(self, rows: Sequence[Row], layout: Layout) -> None:
        """The rows of one table below its header; `layout` tells what its cells hold."""
        self._started, self._columns = 0, layout.columns
        columns = tuple(Column(code) if code in _CODES else None for code in layout.codes)
        tidy = [[clean(text) for text in row.texts()] for row in rows]
        ahead = [_cells(row, texts, layout, columns, self.known) for row, texts in zip(rows, tidy, strict=True)]
        for index, (row, texts) in enumerate(zip(rows, tidy, strict=True)):
            if self._started == 0 and is_column_numbers(texts):
                continue
            if not any(texts) or is_header(texts, layout, self.known):
                continue
            self._row(ahead[index], _next_number(ahead, index), row, layout)

    def _row(self, cells: _Cells, following: str | None, row: Row, layout: Layout) -> None:
        texts = set(cells.by_column.values()) - {""}
        if len(texts) > 1:
            cells = _unshifted(cells)
        filled = [c for c in _COLUMNS if cells.by_column.get(c)]
        if cells.section and cells.section != self._opened and set(cells.by_column.values()) - {"", cells.section}:
            self._column_names(cells.section, row.location)
        if not filled:
            self._stray(cells, row)
            return
        if filled == [Column.NUMBER] and _is_number(cells.by_column[Column.NUMBER]):
            self.blank.append((cells.by_column[Column.NUMBER], row.location))
        elif len(texts) == 1 and not _is_number(next(iter(texts))):
            self._alone(next(iter(texts)), filled, cells, row, layout)
        elif self._is_torn(cells, filled):
            self._glue(cells)
        elif self._opens_section(cells, filled, following):
            number = cells.by_column[Column.NUMBER]
            self.heading(f"{number} {cells.by_column[Column.MEASURE]}", row.location)
        else:
            self._measure(cells, row.location)

    def _column_names(self, section: str, location: Location) -> None:
        """A column of sections names another than in the row before: a new one, or one that was there already."""
        self._opened = section
        if section not in self._named:
            self.heading(section, location)
            self._named[section] = len(self.sections) - 1
        self._current = self._named[section]
        self._started = 0

    def _alone(self, text: str, filled: Sequence[Column], cells: _Cells, row: Row, layout: Layout) -> None:
        """A row with one text: a section, its tasks, a measure with empty cells, or the end of a torn row."""
        title, tasks = self._tasks_of(text)
        if not title:
            self.add_tasks(tasks)
        elif not ({Column.NUMBER, Column.MEASURE} & set(filled)) and self._is_title(text):
            self.heading(text, row.location)
        elif self._goes_on(text) or not ({Column.NUMBER, Column.MEASURE} & set(filled)):
            column = Column.MEASURE if filled[0] is Column.NUMBER else filled[0]
            self._glue(_Cells({column: text}, {}, ""))
        elif filled == [Column.MEASURE] and self._is_measure_alone(text, row, layout):
            self._measure(cells, row.location)
        else:
            self.heading(text, row.location)

    def _stray(self, cells: _Cells, row: Row) -> None:
        """A row that fills no column of the plan: a section's title may stand in the first column, whatever it is."""
        texts = set(cells.other.values())
        if len(texts) == 1 and self._is_title(text := next(iter(texts))):
            self.heading(text, row.location)

    def _is_title(self, text: str) -> bool:
        """Whether a text alone in its row is a section's title: led by a number, or with a section's word."""
        return not self._goes_on(text) and bool(split_number(text)[0] or self.known.sections.find(words(text)))

    def _is_measure_alone(self, text: str, row: Row, layout: Layout) -> bool:
        """Whether a text standing alone under «Мероприятия» is a measure whose other cells are empty.

        Only where the number column is there and every row of the plan so far left it empty, or the row is
        as a merged cell never is: with a separate, empty cell before it and no section's word.
        """
        if Column.NUMBER not in self._columns or self.known.sections.find(words(text)):
            return False
        if split_number(text)[0] or text.isupper():
            return False
        numbered = any(measure.number for measure in self.measures)
        merged = len(row.cells) < len(layout.codes) or any(cell.merged for cell in row.cells)
        return not merged and not numbered and bool(self.measures)

    def _goes_on(self, text: str) -> bool:
        """Whether a text can only be the end of the row before it."""
        if not self.measures or self._started == 0:
            return False
        begins_low = text[0].islower() or text[0] in ",;.)»"
        led = bool(split_number(text)[0])
        return (begins_low and not led) or (self._hangs(self.measures[-1].text) and not led)

    def _hangs(self, text: str) -> bool:
        """Whether a text breaks off: at a comma, an opening mark, a hyphen, or a word that asks for the next."""
        last = words(text[-40:])
        return text.endswith((",", "(", "«", "-")) or (
            bool(last) and text.endswith(last[-1].text) and last[-1].folded in self.known.hanging
        )

    def _is_torn(self, cells: _Cells, filled: Sequence[Column]) -> bool:
        """A row without a number that goes on where the one before it broke off."""
        if not self.measures or self._started == 0 or cells.by_column.get(Column.NUMBER):
            return False
        text = cells.by_column.get(Column.MEASURE, "")
        if not text:
            return True
        before = self.measures[-1]
        broke = self._hangs(before.text) or text[0].islower() or text[0] in ",;.)»"
        if broke:
            return True
        lacks = not cells.by_column.get(Column.DEADLINE) and not cells.by_column.get(Column.RESPONSIBLE)
        has_number = Column.NUMBER in before.columns and before.number is not None
        return lacks and has_number and not before.text.rstrip().endswith((".", ";", "!"))

    def _opens_section(self, cells: _Cells, filled: Sequence[Column], following: str | None) -> bool:
        """A numbered row with nothing but its title: a section if its number is Roman or the next goes deeper."""
        if filled != [Column.NUMBER, Column.MEASURE] or not (set(self._columns) - {Column.NUMBER, Column.MEASURE}):
            return False
        number = cells.by_column[Column.NUMBER].strip(" .)")
        if re.fullmatch(r"[IVXLC]+", number) or cells.by_column[Column.MEASURE].isupper():
            return True
        if self.known.sections.find(words(cells.by_column[Column.MEASURE])):
            return True
        if not following:
            return False
        deeper = following.strip(" .)").startswith(number + ".")
        return deeper or (following.strip(" .)") == "1" and number != "0")

    def _measure(self, cells: _Cells, location: Location) -> None:
        number = cells.by_column.get(Column.NUMBER) or None
        texts = dict(cells.by_column)
        if number and not _is_number(number):
            led, rest = split_number(number)
            if led and rest and texts.get(Column.MEASURE):
                number, texts[Column.MEASURE] = led, f"{rest} {texts[Column.MEASURE]}"
        if number is None:
            led, rest = split_number(texts.get(Column.MEASURE, ""))
            if led and rest:
                number, texts[Column.MEASURE] = led, rest
        tidy = number.strip().rstrip(".)").strip() if number else None
        self.measures.append(
            RawMeasure(
                tidy or None,
                texts,
                cells.other,
                self._current,
                self._columns,
                location,
                cells.spanned,
                cells.doubtful,
                cells.places,
            )
        )
        self._started += 1

    def _glue(self, cells: _Cells) -> None:
        if not self.measures:
            return
        last = self.measures[-1]
        joined = dict(last.cells)
        for column, text in cells.by_column.items():
            if text and column is not Column.NUMBER:
                joined[column] = _join(joined.get(column, ""), text)
        self.measures[-1] = last._replace(cells=joined)


class _Cells(NamedTuple):
    by_column: Mapping[Column, str]
    other: Mapping[str, str]
    section: str
    spanned: tuple[Column, ...] = ()
    doubtful: tuple[Column, ...] = ()
    places: Mapping[Column, Location] = _NOWHERE


def _unshifted(cells: _Cells) -> _Cells:
    """A torn row whose rest slid into the number's column: the words there belong to the measure."""
    number = cells.by_column.get(Column.NUMBER, "")
    if not number or cells.by_column.get(Column.MEASURE) or _is_number(number) or split_number(number)[0]:
        return cells
    return cells._replace(by_column={**cells.by_column, Column.NUMBER: "", Column.MEASURE: number})


def split_number(text: str) -> tuple[str | None, str]:
    """A leading number («1.2. Текст», «II. Текст», «3) Текст») and the rest; None where there is none."""
    match = _LED.match(text)
    if not match:
        return None, text
    return match.group(1).strip(), text[match.end() :].strip()


def _is_number(text: str) -> bool:
    return bool(_NUMBER.fullmatch(text))


def _cells(
    row: Row, texts: Sequence[str], layout: Layout, columns: Sequence[Column | None], known: ColumnWords
) -> _Cells:
    """The cells of a row, whose clean `texts` and the layout's `columns` are given."""
    by_column: dict[Column, str] = {}
    other: dict[str, str] = {}
    section = ""
    ends: list[str] = []
    places: dict[Column, Location] = {}
    spanned, doubtful = [], []
    for index, cell in enumerate(row.cells):
        code = layout.codes[index] if index < len(layout.codes) else None
        text = texts[index] if "\n" not in cell.text else clean(rejoin(cell.text))
        if _EMPTY.fullmatch(text):
            text = ""
        if code in (None, OTHER):
            title = layout.titles[index] if index < len(layout.titles) else ""
            if text and title:
                other[title] = text
        elif code in (SECTION, SECTION_NUMBER):
            section = f"{section} {text}".strip()
        elif code != MARKED and (column := columns[index]):
            if column is Column.DEADLINE and layout.span:
                ends = ends if cell.merged == "across" and ends == [text] else [*ends, text]
            elif not by_column.get(column):
                by_column[column] = text
                places[column] = cell.location
            if cell.merged == "down":
                spanned.append(column)
            if cell.doubtful:
                doubtful.append(column)
            places.setdefault(column, cell.location)
    if layout.span:
        by_column[Column.DEADLINE] = _span(ends, known)
    cells = _Cells(by_column, other, section, tuple(spanned), tuple(doubtful), places)
    return _with_marks(cells, row, layout, known) if layout.months else cells


def _with_marks(cells: _Cells, row: Row, layout: Layout, known: ColumnWords) -> _Cells:
    """The cells with what the columns of months say; a deadline's own column, where it is filled, goes before."""
    if cells.by_column.get(Column.DEADLINE):
        return cells
    months = [(at, title, row.cells[at]) for at, title in layout.months.items() if at < len(row.cells)]
    alone = set(cells.by_column.values()) - {""}  # one text over the whole row is no mark
    found: list[Marked] = []
    other = dict(cells.other)
    for at, title, cell in months:
        mark = mark_in(at, title, cell.text, known.marks, known.times)
        if mark and mark.free and clean(rejoin(cell.text)) in alone:
            continue
        if mark:
            found.append(mark)
        if mark and mark.free:
            other[layout.titles[at]] = clean(rejoin(cell.text))
    marked = {one.place for one in found}
    where = [cell for at, _, cell in months if at in marked]
    down, unsure = (Column.DEADLINE,) * all(c.merged == "down" for c in where), any(c.doubtful for c in where)
    first = next(iter(where or [cell for _, _, cell in months]), None)
    return cells._replace(
        by_column={**cells.by_column, Column.DEADLINE: told_by_marks(found, len(layout.months), known.marks)},
        other=other,
        spanned=(*cells.spanned, *down) if where else cells.spanned,
        doubtful=(*cells.doubtful, Column.DEADLINE) if unsure else cells.doubtful,
        places={**cells.places, Column.DEADLINE: first.location} if first else cells.places,
    )


def _span(ends: Sequence[str], known: ColumnWords) -> str:
    """The deadline of its two cells: from the first day to the last, one of them open, or one text over both."""
    first, last = ends if len(ends) == 2 else (*ends, "", "")[:2]
    if first and last:
        return f"{first} - {last}"
    if len(ends) == 2 and (first or last)[:1].isdigit():
        return f"{known.since} {first}" if first else f"{known.until} {last}"
    return first or last


def _next_number(rows: Sequence[_Cells], index: int) -> str | None:
    for cells in rows[index + 1 : index + 4]:
        number = cells.by_column.get(Column.NUMBER)
        if number:
            return number
    return None


def _join(before: str, after: str) -> str:
    if re.search(r"[а-яё]-$", before) and after[:1].islower():
        return rejoin(f"{before}\n{after}")
    return f"{before} {after}".strip()
