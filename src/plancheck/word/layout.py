"""A plan of any format laid out as a Word document: stamp, title, one table with its sections."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from plancheck.location import Location
from plancheck.plan import Approval, Column, Plan, Section
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
_MADE: Final = dt.datetime(2000, 1, 1)  # not the day it was made on: the same plan gives the same bytes


class LaidOut(NamedTuple):
    """The bytes of the document; the places of its title and, by measure, of the cells of each row."""

    content: bytes
    title: Location
    cells: tuple[dict[Column, Location], ...]


def laid_out(plan: Plan, undated: str = "____________") -> LaidOut:
    """The plan's words as a Word file. Reads back to the same measures and sections.

    `undated` stands where the approving order has no date. Text outside title, stamp and table is not in a plan,
    and so not in the document.
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

    lines = list(_stamp(plan.approval, plan, undated)) if plan.approval else []
    if plan.territory and letters(plan.territory) not in letters(" ".join((plan.title or "", *lines))):
        lines.insert(min(len(lines), 2), plan.territory)
    for line in lines:
        word.add_paragraph(fit(line)).alignment = WD_ALIGN_PARAGRAPH.RIGHT
    if lines:
        word.add_paragraph()
    title = word.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title.add_run(fit(plan.title or "")).bold = True
    word.add_paragraph()
    return len(lines) + bool(lines) + 1


def _stamp(approval: Approval, plan: Plan, undated: str) -> Iterator[str]:
    """«УТВЕРЖДАЮ», post, name, order; a part that the plan leaves blank is a line for a pen."""
    yield "УТВЕРЖДАЮ"
    organisation = plan.organisation or ""
    post = approval.position or ""
    if organisation and organisation not in (plan.title or "") and organisation not in post:
        post = f"{post} {organisation}".strip()
    if post:
        yield post
    if approval.by:
        yield f"______________ {approval.by}"
    date = approval.date.strftime("%d.%m.%Y") if approval.date else undated
    yield f"Приказ от {date} № {approval.number or '______'}"


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
