"""A plan of any format laid out as a Word document: stamp, title, one table with its sections."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from plancheck.location import Location
from plancheck.plan import Approval, Column, Period, Plan, Section
from plancheck.word.package import steady
from plancheck.word.spots import letters
from plancheck.word.xml_text import fit

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.table import Table, _Cell, _Row

_TITLES: Final = {
    Column.NUMBER: "№ п/п",
    Column.MEASURE: "Мероприятие",
    Column.DEADLINE: "Срок",
    Column.RESPONSIBLE: "Ответственный",
    Column.RESULT: "Ожидаемый результат",
}  # in Russian, as the plan they head
_WIDTHS: Final = {
    Column.NUMBER: 14,
    Column.MEASURE: 100,
    Column.DEADLINE: 45,
    Column.RESPONSIBLE: 50,
    Column.RESULT: 50,
}
_OTHER_WIDTH: Final = 35
_PAGE: Final = (297, 210)  # millimetres: a lying sheet, as most plans have
_MARGIN: Final = 18
_SCHOOL_YEAR: Final = (9, 1, 8, 31)
_CALENDAR_YEAR: Final = (1, 1, 12, 31)
_MADE: Final = dt.datetime(2000, 1, 1)  # not the day it was made on: the same plan gives the same bytes


class LaidOut(NamedTuple):
    """The bytes of the document; the places of its title and, by measure, of the cells of each row."""

    content: bytes
    title: Location
    cells: tuple[dict[Column, Location], ...]


def laid_out(plan: Plan, undated: str = "") -> LaidOut:
    """The plan's words as a Word file. Reads back to the same measures and sections.

    `undated` stands where the approving order has no date; without it nothing does. Text outside title, stamp and
    table is not in a plan, and so not in the document.
    """
    import docx  # noqa: PLC0415 - a large library, wanted for few reports
    from docx.enum.section import WD_ORIENT  # noqa: PLC0415
    from docx.shared import Mm, Pt  # noqa: PLC0415

    word = docx.Document()
    page = word.sections[0]
    page.orientation, page.page_width, page.page_height = WD_ORIENT.LANDSCAPE, Mm(_PAGE[0]), Mm(_PAGE[1])
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Mm(_MARGIN)
    normal = word.styles["Normal"]
    normal.font.name, normal.font.size = "Times New Roman", Pt(11)
    normal.paragraph_format.space_after = Pt(0)
    properties = word.core_properties
    properties.author, properties.title, properties.comments = "plancheck", fit(plan.title or ""), ""
    properties.created = properties.modified = _MADE
    above = _head(word, plan, undated)
    cells = _table(word, plan)
    word.add_paragraph()
    written = io.BytesIO()
    word.save(written)
    return LaidOut(steady(written.getvalue()), Location(paragraph=above), cells)


def _head(word: WordDocument, plan: Plan, undated: str) -> int:
    """Writes what stands above the table; the number of the title's paragraph."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH  # noqa: PLC0415

    stamp = list(_stamp(plan.approval, undated, blank=_has_blanks(plan))) if plan.approval else []
    there = [plan.title or "", *stamp]
    whose = [one for one in (plan.organisation, plan.territory) if one and not _said(one, there)]
    if len(whose) == 2 and _said(whose[1], whose[:1]):
        del whose[1]
    for lines, side in ((whose, WD_ALIGN_PARAGRAPH.CENTER), (stamp, WD_ALIGN_PARAGRAPH.RIGHT)):
        for line in lines:
            word.add_paragraph(fit(line)).alignment = side
        if lines:
            word.add_paragraph()
    period = [plan_period(plan.period)] if plan.period and not _dated(plan.title or "", plan.period) else []
    for line in [plan.title, *period] if plan.title else period or [""]:
        title = word.add_paragraph()
        title.alignment = WD_ALIGN_PARAGRAPH.CENTER
        title.add_run(fit(line)).bold = True
    word.add_paragraph()
    return sum(len(lines) + bool(lines) for lines in (whose, stamp)) + 1


def _said(words: str, texts: Sequence[str]) -> bool:
    return letters(words) in letters(" ".join(texts))


def _dated(title: str, period: Period) -> bool:
    return any(str(day.year) in title for day in (period.start, period.end))


def plan_period(period: Period) -> str:
    """A period as a plan's title has it, and as it is read: «на 2025-2026 учебный год»."""
    first, last = period.start, period.end
    whole = (first.month, first.day, last.month, last.day)
    if whole == _SCHOOL_YEAR and first.year < last.year:
        return f"на {first.year}-{last.year} {'учебный год' if last.year == first.year + 1 else 'учебные годы'}"
    if whole == _CALENDAR_YEAR and last.year == first.year:
        return f"на {first.year} год"
    if whole == _CALENDAR_YEAR and last.year > first.year + 1:  # two years with a dash are read as a school year
        return f"на {first.year}-{last.year} годы"
    return f"на период с {first:%d.%m.%Y} по {last:%d.%m.%Y}"


def _has_blanks(plan: Plan) -> bool:
    """Whether places to fill in were left outside of the rows."""
    return any(spot.measure is None for spot in plan.leftovers)


def _stamp(approval: Approval, undated: str, *, blank: bool) -> Iterator[str]:
    """«УТВЕРЖДАЮ», post, name, order; a part that is not there is left out, or a line for a pen where `blank` says so:
    a line that the school never left would be found as one."""
    yield "УТВЕРЖДАЮ"
    if approval.position:
        yield approval.position
    if approval.by:
        yield f"______________ {approval.by}"
    date = approval.date.strftime("%d.%m.%Y") if approval.date else undated or "____________" * blank
    if number := approval.number or "______" * blank:
        yield f"Приказ от {date} № {number}" if date else f"Приказ № {number}"
    elif date:
        yield date


def _table(word: WordDocument, plan: Plan) -> tuple[dict[Column, Location], ...]:
    from docx.shared import Mm  # noqa: PLC0415

    columns = [column for column in plan.columns if column in _TITLES] or [Column.MEASURE]
    # A column without a text in any row may be that of the sections, which are rows of their own here.
    others = [title for title in plan.other_columns if any(title in one.other for one in plan.measures)]
    table = word.add_table(1, len(columns) + len(others), style="Table Grid")
    table.autofit = False
    _fill(table.rows[0].cells, [*(_TITLES[column] for column in columns), *others], bold=True)
    _repeated(table)
    places = []
    for place, section in _order(plan):
        if section is not None:
            _section(table, section)
        if place is None:
            continue
        measure = plan.measures[place]
        _fill(
            _new_row(table),
            [*(measure.cell_text(column) for column in columns), *(measure.other.get(t, "") for t in others)],
        )
        number = len(table.rows)
        places.append({column: Location(table=1, row=number, cell=at) for at, column in enumerate(columns, start=1)})
    widths = [*(_WIDTHS[column] for column in columns), *[_OTHER_WIDTH] * len(others)]
    room = _PAGE[0] - 2 * _MARGIN
    for at, column in enumerate(table.columns):
        column.width = Mm(round(room * widths[at] / sum(widths)))
        for cell in column.cells:
            cell.width = column.width
    return tuple(places)


def _order(plan: Plan) -> Iterator[tuple[int | None, Section | None]]:
    """The measures in order, each with the section that begins above it; sections without measures in their places."""
    done = 0
    for place, measure in enumerate(plan.measures):
        wanted = done if measure.section is None else measure.section + 1
        while done < wanted - 1:
            yield None, plan.sections[done]
            done += 1
        begins = plan.sections[done] if done < wanted else None
        yield place, None if begins and done and _alike(begins, plan.sections[done - 1]) else begins
        done = max(done, wanted)
    for section in plan.sections[done:]:
        yield None, section


def _alike(one: Section, other: Section) -> bool:
    """Whether two sections are one that the document heads twice."""
    return (one.number, one.title, one.tasks) == (other.number, other.title, other.tasks)


def _section(table: Table, section: Section) -> None:
    cells = _new_row(table)
    joined = cells[0].merge(cells[-1])
    title = f"{section.number}. {section.title}" if section.number else section.title
    joined.paragraphs[0].add_run(fit(title)).bold = True
    for task in section.tasks:
        joined.add_paragraph(fit(f"Задачи: {task}"))


def _new_row(table: Table) -> Sequence[_Cell]:
    row: _Row = table.add_row()  # type: ignore[no-untyped-call]  # python-docx left it bare
    return row.cells


def _fill(cells: Sequence[_Cell], texts: Sequence[str], *, bold: bool = False) -> None:
    for cell, text in zip(cells, texts, strict=True):
        first, *rest = fit(text).split("\n")
        for at, line in enumerate((first, *rest)):
            paragraph = cell.add_paragraph() if at else cell.paragraphs[0]
            paragraph.add_run(line).bold = bold or None


def _repeated(table: Table) -> None:
    """Shows the header on every page."""
    from docx.oxml import OxmlElement  # noqa: PLC0415

    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
