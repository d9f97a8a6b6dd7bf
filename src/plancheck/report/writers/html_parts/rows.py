"""Rows of the plan as they stand: every cell, what is empty, what is at fault, and the findings on each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from plancheck.plan import Column, Measure, Plan
from plancheck.report.fault import Fault
from plancheck.report.place import place, row_label
from plancheck.report.safe_text import one_line, safe
from plancheck.report.wording import Wording
from plancheck.report.writers.html_parts.anchors import Anchors, Link
from plancheck.report.writers.html_parts.marking import parted


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its column's title, its text in pieces (with whether each is at fault), a word of ours, if any."""

    title: str
    pieces: tuple[tuple[str, bool], ...] = ()
    remark: str = ""
    fault: bool = False
    kind: str = "other"


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its own anchor is `link.to`; `where` is its place in the file; `findings` lead to what was found."""

    link: Link
    where: str
    cells: tuple[Cell, ...]
    findings: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class RowGroup:
    """The rows of one section, in document order; `title` is empty for rows that stand in none."""

    title: str
    rows: tuple[Row, ...]


def labels_of(plan: Plan, words: Wording) -> tuple[str, ...]:
    """«п. 3.2» for each row, no two alike: numbers that begin anew are told by section or by counting rows."""
    items = [row_label(one_line(measure.number or ""), words) for measure in plan.measures]
    full = [_in_section(plan, measure, item, words) for measure, item in zip(plan.measures, items, strict=True)]
    once, in_section = Counter(items), Counter(full)
    return tuple(
        words.say("html.nth", n=at)
        if not item
        else item
        if once[item] == 1
        else longer
        if in_section[longer] == 1
        else words.say("html.item_nth", item=item, n=at)
        for at, (item, longer) in enumerate(zip(items, full, strict=True), 1)
    )


def _in_section(plan: Plan, measure: Measure, item: str, words: Wording) -> str:
    if measure.section is None:
        return item
    number = one_line(plan.sections[measure.section].number or "").strip(" .") or str(measure.section + 1)
    return words.say("html.in_section", section=number, item=item)


def columns_of(plan: Plan) -> tuple[Column, ...]:
    """The plan's columns in its own order, then those that only some of its tables have."""
    some = {column for measure in plan.measures for column in measure.columns}
    late = (column for column in Column if column in some and column not in plan.columns)
    return (*plan.columns, *late) or (Column.MEASURE,)


def others_of(plan: Plan) -> tuple[str, ...]:
    """Titles of columns that are none of the five, as far as a row has a cell in them."""
    return tuple(dict.fromkeys(title for measure in plan.measures for title in measure.other))


class Rows:
    """Shows the rows of one plan."""

    def __init__(self, plan: Plan, anchors: Anchors, words: Wording) -> None:
        self.plan, self.anchors, self.words = plan, anchors, words
        self.columns, self.others = columns_of(plan), others_of(plan)
        self.labels = labels_of(plan, words)

    def link(self, index: int) -> Link:
        return Link(self.labels[index], self.anchors.row(index))

    def row(self, index: int, at_fault: Sequence[Fault] = (), findings: Iterable[Link] = ()) -> Row:
        """All cells of a row; those at fault are marked."""
        measure = self.plan.measures[index]
        cells = [self._cell(column, measure, at_fault) for column in self.columns]
        cells += [Cell(one_line(title), ((safe(measure.other.get(title, "")), False),)) for title in self.others]
        return Row(self.link(index), place(measure.location, self.words), tuple(cells), tuple(findings))

    def _cell(self, column: Column, measure: Measure, at_fault: Sequence[Fault]) -> Cell:
        text, here = safe(measure.cell_text(column)).strip(), [one for one in at_fault if one.column == column]
        return Cell(
            title=self.words.name("column", column),
            pieces=parted(text, tuple(one.words for one in here)),
            remark=self._remark(column, measure, text),
            fault=bool(here),
            kind=column.value,
        )

    def _remark(self, column: Column, measure: Measure, text: str) -> str:
        if not text:
            return self.words.say("row.empty" if column in measure.columns else "row.no_column")
        return self.words.say("html.doubtful") if column in measure.doubtful else ""

    def groups(self, findings: Sequence[Sequence[Link]], at_fault: Sequence[Sequence[Fault]]) -> tuple[RowGroup, ...]:
        """Every row by its section; `findings` and `at_fault` are those on each row."""
        groups: list[tuple[int | None, list[Row]]] = []
        for index, measure in enumerate(self.plan.measures):
            if not groups or groups[-1][0] != measure.section:
                groups.append((measure.section, []))
            groups[-1][1].append(self.row(index, at_fault[index], findings[index]))
        return tuple(RowGroup(self._section(section), tuple(rows)) for section, rows in groups)

    def _section(self, index: int | None) -> str:
        if index is None:
            return ""
        section = self.plan.sections[index]
        return " ".join(part for part in (one_line(section.number or ""), one_line(section.title)) if part)
