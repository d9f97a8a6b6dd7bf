"""Tells what each column of a table holds, by the meaning of its header cells, not by their place."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from plancheck.language import PhraseLists, PhraseSet, Word, clean, fold, words
from plancheck.parsing.deadlines import DeadlineWords
from plancheck.parsing.month_marks import MarkWords
from plancheck.parsing.month_titles import MonthTitle, month_titles
from plancheck.plan import Column

OTHER, SECTION, SECTION_NUMBER = "other", "section", "section number"
MARKED = "marked"  # a column of a month: a mark in it is the deadline
_NO_COLUMNS = (None, OTHER, SECTION, SECTION_NUMBER)
_TITLE_WORDS = 9  # a header cell is short; longer ones are text
_TITLE_LENGTH = 160
_CHIEF = frozenset({Column.MEASURE.value, Column.DEADLINE.value, Column.RESPONSIBLE.value})
_PROMISED = frozenset({Column.RESULT.value, Column.DEADLINE.value, Column.RESPONSIBLE.value})
_EVERY_ROW = (Column.NUMBER.value, Column.MEASURE.value)
_BARE_TITLE = 2  # words; «План мероприятий» may be a column's title, more is the plan's own
_SQUEEZE = re.compile(r"(?!№)[^a-zа-я]")


class ColumnWords(NamedTuple):
    """The lexicon of columns made ready; `titles` in the order in which codes are tried."""

    number_titles: frozenset[str]
    titles: PhraseLists
    begins: PhraseSet
    ends: PhraseSet
    since: str
    until: str
    sections: PhraseSet
    plan_titles: PhraseSet
    plan_words: PhraseSet
    tasks: frozenset[str]
    hanging: frozenset[str]  # words that ask for the next: a cell that ends in one was torn
    continued: PhraseSet
    appendices: PhraseSet
    ditto: frozenset[str]  # folded
    levels: PhraseLists
    marks: MarkWords
    times: DeadlineWords


class Layout(NamedTuple):
    """What each cell of a row holds: a column's code, `other`, `section`, its number, `marked`, or None
    (nothing known).

    `titles` are the header cells as written; `span` says that two deadline cells are a range's ends. `months` are
    the columns that stand for a stretch of time each, by place: the deadline is where a mark is.
    """

    codes: tuple[str | None, ...]
    titles: tuple[str, ...]
    span: bool = False
    months: Mapping[int, MonthTitle] = MappingProxyType({})

    @property
    def columns(self) -> tuple[Column, ...]:
        """The plan's columns in the table's order, each once."""
        codes = (Column.DEADLINE.value if code == MARKED else code for code in self.codes)
        return tuple(dict.fromkeys(Column(code) for code in codes if code not in _NO_COLUMNS))

    @property
    def others(self) -> tuple[str, ...]:
        return tuple(t for t, c in zip(self.titles, self.codes, strict=True) if c in (OTHER, SECTION) and t)

    def without_sections(self) -> Layout:
        """The same with no column that names sections: it is one beside the plan's own."""
        plain = {SECTION: OTHER, SECTION_NUMBER: Column.NUMBER.value}
        return self._replace(codes=tuple(plain.get(code or "", code) for code in self.codes))


def title_code(text: str, known: ColumnWords) -> str | None:
    """The code of one header cell, None where it is no header's title."""
    tidy = clean(text) if len(text) < _TITLE_LENGTH else ""
    if not tidy:
        return None
    letters = _SQUEEZE.sub("", fold(tidy))
    if letters in known.number_titles:
        return Column.NUMBER.value
    said = words(tidy.replace("\n", " ")) if letters else ()
    plan_title = len(said) > _BARE_TITLE and known.plan_titles.find(said)  # «План-график проведения ВПР» stands above
    if not said or len(said) > _TITLE_WORDS or tidy.rstrip().endswith((";", "!")) or plan_title:
        return None
    places = _said_columns(said, known)
    if not places:
        return None
    first = min(places.values())
    if [code for code, at in places.items() if not at] == [SECTION]:
        return SECTION  # «Направление работы», «Блок мероприятий»
    # «Ожидаемый результат», «Срок исполнения мероприятия»: the head noun comes first, but «Наименование мероприятия».
    near = [code for code in known.titles.names if places.get(code, 99) <= max(first, 1 if len(said) > 1 else 0)]
    return near[0]


def _said_columns(said: Sequence[Word], known: ColumnWords) -> dict[str, int]:
    """The columns that a title's words may name, each with the place of its first word."""
    return {code: min(at[0] for at in places) for code, places in known.titles.find(said).items()}


def read_header(
    cells: Sequence[str], known: ColumnWords, months: Mapping[int, MonthTitle] = MappingProxyType({})
) -> Layout | None:
    """The layout that a row of header cells gives; None where the row is no header.

    A header names the measures and at least a deadline, those responsible, a result or a number, and all its
    filled cells are titles, but for one in four; for half of them where measures, deadlines and those
    responsible are all named. `months` are columns known to stand for a stretch of time: together a deadline.
    """
    filled = [i for i, cell in enumerate(cells) if cell.strip() and i not in months]
    if 4 * sum(len(cells[i]) < _TITLE_LENGTH and not cells[i].strip().rstrip(".").isdigit() for i in filled) < 3 * len(
        filled
    ):
        return None
    codes = [None if i in months else title_code(cell, known) for i, cell in enumerate(cells)]
    titled = [i for i in filled if codes[i]]
    named = {*codes, Column.DEADLINE.value} if months else set(codes)
    if len(filled) < (1 if months else 2) or (2 if named >= _CHIEF else 4 / 3) * len(titled) < len(filled):
        return None
    codes = _settled(codes, cells, known)
    codes = [MARKED if i in months else code for i, code in enumerate(codes)]
    kinds = {Column.DEADLINE.value if code == MARKED else code for code in codes if code}
    if Column.MEASURE.value not in kinds or not kinds & {c.value for c in Column} - {Column.MEASURE.value}:
        return None
    if kinds <= {Column.MEASURE.value, Column.NUMBER.value, OTHER, SECTION}:
        return None
    deadlines = [i for i, code in enumerate(codes) if code == Column.DEADLINE.value]
    span = len(deadlines) == 2 and _is_span([cells[i] for i in deadlines], known)
    if not span:
        codes = _once(codes)
    return Layout(tuple(codes), tuple(clean(cell).replace("\n", " ") for cell in cells), span, months)


def is_header(cells: Sequence[str], layout: Layout, known: ColumnWords) -> bool:
    """Whether a row of clean cells is the table's header again (as at the top of each page)."""
    if len(cells) == len(layout.titles) and any(cells) and all(map(_is_title, cells, layout.titles)):
        return True
    if len(cells) != len(layout.codes):
        return False
    if layout.months:
        return _is_part_of_header(cells, layout, known)
    for code in _EVERY_ROW:  # a row's number is the quickest told from its title
        if code in layout.codes and title_code(cells[layout.codes.index(code)], known) != code:
            return False
    found = read_header(cells, known)
    if found is None or found.codes != layout.codes:
        return False
    return Column.NUMBER.value in layout.codes or _is_retold(cells, layout)


def _is_part_of_header(cells: Sequence[str], layout: Layout, known: ColumnWords) -> bool:
    """Whether a row is one of the two or three of a header over columns of months, which each page may repeat."""
    plain = [(clean(cell).replace("\n", " "), at) for at, cell in enumerate(cells) if at not in layout.months]
    if not all(cell in layout.titles[at] for cell, at in plain):
        return False
    named = title_code(cells[layout.codes.index(Column.MEASURE.value)], known) == Column.MEASURE.value
    lowest = [cell if at in layout.months else "" for at, cell in enumerate(cells)]
    return named or len(month_titles([lowest], lambda _: True, known.times)) > 1


def _is_retold(cells: Sequence[str], layout: Layout) -> bool:
    """Whether half of the cells share a word with the title above: a measure may be made of titles' words too."""
    pairs = [(words(fold(cell)), words(fold(title))) for cell, title in zip(cells, layout.titles, strict=True) if cell]
    shared = sum(any(a.lemmas & b.lemmas for a in cell for b in title) for cell, title in pairs)
    return 2 * shared > len(pairs)


def _is_title(cell: str, title: str) -> bool:
    return cell.replace("\n", " ") == title


def is_column_numbers(cells: Sequence[str]) -> bool:
    """Whether a row only counts the columns: 1, 2, 3 … (the first may be glued to the title above)."""
    values: list[int] = []
    for tidy in filter(None, map(clean, cells)):
        number = tidy.rstrip(".")
        if not number.isdigit():
            return False
        values.append(int(number))
    values = list(dict.fromkeys(values))  # a number merged over columns of months stands in each
    return len(values) > 1 and values[0] in (1, 2) and values == list(range(values[0], values[0] + len(values)))


def _settled(codes: list[str | None], cells: Sequence[str], known: ColumnWords) -> list[str | None]:
    """Let the most telling title hold the measures: «Направление» beside «Мероприятия» is its section."""
    measures = [i for i, code in enumerate(codes) if code == Column.MEASURE.value]
    sections = [i for i, code in enumerate(codes) if code == SECTION]
    if not measures and not sections:  # «Мероприятия, сроки»
        named = ((i, _said_columns(words(clean(cells[i])), known)) for i, c in enumerate(codes) if c)
        measures = [i for i, places in named if places.get(Column.MEASURE.value) == 0][:1]
        for index in measures:
            codes[index] = Column.MEASURE.value
    if not measures and sections:
        codes[sections[0]] = Column.MEASURE.value
        sections = sections[1:]
    if len(measures) > 1:
        for index in measures[1:]:  # «Что будет сделано (результат)»
            besides = [code for code in _said_columns(words(clean(cells[index])), known) if code in _PROMISED]
            codes[index] = besides[0] if besides and besides[0] not in codes else OTHER
    return codes


def _once(codes: list[str | None]) -> list[str | None]:
    """Of two columns with one code the first keeps it."""
    seen: set[str] = set()
    kept: list[str | None] = []
    for code in codes:
        again = code in seen and code not in (OTHER, SECTION, MARKED)
        kept.append(OTHER if again else code)
        if code:
            seen.add(code)
    return kept


def _is_span(titles: Sequence[str], known: ColumnWords) -> bool:
    first, second = (words(clean(title)) for title in titles)
    return bool(known.begins.find(first) and known.ends.find(second))
