"""A document as a Word file (.docx), by python-docx and what it cannot do by hand, with the habits of Word's users."""

from __future__ import annotations

import io
import re
from copy import deepcopy
from dataclasses import dataclass

import docx
from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph as WordParagraph
from lxml import etree

from plancheck.document import Document, Paragraph, Table
from rendering.merging import Piece, pieces

_NUMBER = re.compile(r"(\d+)\.?|(\d+)\.(\d+)\.?")
_FIRST_NUMBERING = 40  # ids that the template does not use


@dataclass(frozen=True)
class DocxHabits:
    automatic_numbers: bool = False  # the numbers of rows are counted by Word
    repeated_header: bool = False  # the header row is marked to be shown on each page
    content_controls: bool = False  # rows, cells and paragraphs inside w:sdt
    tracked: bool = False  # words put in and taken out with changes recorded
    split_runs: bool = False  # a paragraph's text in many runs
    line_breaks: bool = False  # Shift+Enter instead of a paragraph
    framed: bool = False  # everything stands inside a table of one cell
    soft_hyphens: bool = False
    smart_tags: bool = False  # w:smartTag, w:hyperlink and proofing marks around runs
    narrow_first_row: bool = False  # w:gridBefore and w:gridAfter stay 0, w:tcW lie, as other programs write them


def write_docx(document: Document, habits: DocxHabits) -> bytes:
    """The bytes of the .docx. Cells keep their merging; `\\n` in a text parts paragraphs (or lines)."""
    return _Writer(habits).write(document)


class _Writer:
    def __init__(self, habits: DocxHabits) -> None:
        self.habits = habits
        self.word: WordDocument = docx.Document()
        page = self.word.sections[0]  # lying, in small letters: six columns fit
        page.page_width, page.page_height = Mm(297), Mm(210)
        page.left_margin = page.right_margin = Mm(15)
        self.word.styles["Normal"].font.size = Pt(10)
        self.numberings = 0
        self.counted: tuple[int, ...] = ()
        self.numbering_id: dict[str, int] = {}

    def write(self, document: Document) -> bytes:
        body = self.word.element.body
        for block in document.blocks:
            if isinstance(block, Paragraph):
                self._fill(self.word.add_paragraph(), block.text, bold=block.emphasised)
            else:
                self._table(block)
        self.word.add_paragraph()  # as Word has below a table that is the last
        if self.habits.framed:
            self._frame(body)
        if self.habits.content_controls:
            _control(next(body.iterchildren(qn("w:p"), qn("w:tbl"))))
        written = io.BytesIO()
        self.word.save(written)
        return written.getvalue()

    def _table(self, table: Table) -> None:
        width = max(len(row.cells) for row in table.rows)
        made = self.word.add_table(len(table.rows), width)
        if width > 2:  # the table of a stamp has no lines
            made.style = "Table Grid"
        rows = list(made._tbl.tr_lst)
        numbers = self._automatic(table)
        for place, (_, cells) in enumerate(pieces(table)):
            tr = rows[place]
            places = list(tr.tc_lst)
            for cell in cells:
                self._cell(places[cell.column], cell, numbers.get((place, cell.column)))
            for cell in reversed(cells):
                for covered in range(cell.column + cell.across - 1, cell.column, -1):
                    tr.remove(places[covered])
            if self.habits.repeated_header and place == 0:
                tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
            if self.habits.content_controls and place % 3 == 1:
                _control(tr)
            elif self.habits.tracked and place % 3 == 2:
                _mark_inserted(tr)
        if self.habits.tracked:
            made._tbl.append(_deleted_row(width))

    def _cell(self, tc: etree._Element, piece: Piece, number: tuple[int, int] | None) -> None:
        properties = tc.get_or_add_tcPr()
        if self.habits.narrow_first_row:
            for one in properties.findall(qn("w:tcW")):
                properties.remove(one)
        if piece.across > 1:
            span = OxmlElement("w:gridSpan")
            span.set(qn("w:val"), str(piece.across))
            properties.append(span)
        if piece.covered or piece.down > 1:
            merge = OxmlElement("w:vMerge")
            if not piece.covered:
                merge.set(qn("w:val"), "restart")
            properties.append(merge)
        if piece.covered:
            return
        cell = _Cell(tc, self.word)  # type: ignore[arg-type]
        paragraph = cell.paragraphs[0]
        if number is not None:
            _number(paragraph, *number)
            return
        lines = [piece.text] if self.habits.line_breaks else piece.text.split("\n")
        self._fill(paragraph, lines[0])
        for line in lines[1:]:
            self._fill(cell.add_paragraph(), line)
        if self.habits.content_controls and piece.column % 2:
            _control(paragraph._p)

    def _fill(self, paragraph: WordParagraph, text: str, *, bold: bool = False) -> None:
        for at, line in enumerate(text.split("\n")):
            if at:
                paragraph.add_run().add_break()
            for part in self._parts(line):
                run = paragraph.add_run(part)
                run.bold = bold or None
        runs = list(paragraph._p.iterchildren(qn("w:r")))
        if self.habits.tracked and runs:
            _track(runs[-1], len(text))
        if self.habits.smart_tags and runs:
            _tag(runs[0])

    def _parts(self, line: str) -> list[str]:
        if self.habits.soft_hyphens:
            line = re.sub(r"(?<=[а-яё]{4})(?=[бвгдклмнпрст][аеио][а-яё]{2})", "\u00ad", line, count=1)
        return re.findall(r".{1,7}", line) if self.habits.split_runs else [line]

    def _automatic(self, table: Table) -> dict[tuple[int, int], tuple[int, int]]:
        """The places whose number Word is to count: (numbering, level) by (row, column)."""
        if not self.habits.automatic_numbers or table.rows[0].cells[0].text[:1] not in "№N":
            return {}
        found: dict[tuple[int, int], tuple[int, int]] = {}
        for place, row in enumerate(table.rows[1:], 1):
            match = _NUMBER.fullmatch(row.cells[0].text)
            if not match or row.cells[1].text.isdigit():  # a row that counts the columns is typed
                continue
            flat, section, deep = (int(part) if part else 0 for part in match.groups())
            dotted = row.cells[0].text.endswith(".")
            follows = (flat - 1,) if flat else (section, deep - 1)
            if follows != self.counted or not self.numberings:
                self._new_numbering(section, start=flat or deep, dotted=dotted)
            self.counted = (flat,) if flat else (section, deep)
            found[place, 0] = (_FIRST_NUMBERING + self.numberings, 0)
        return found

    def _new_numbering(self, section: int, *, start: int, dotted: bool) -> None:
        """A list of its own that begins at `start`, shown as «1.», «1» or behind its section's number."""
        self.numberings += 1
        root = self.word.part.numbering_part.element
        identity = str(_FIRST_NUMBERING + self.numberings)
        shown = (f"{section}." if section else "") + "%1" + "." * dotted
        xml = (
            f'<w:abstractNum {_NS} w:abstractNumId="{identity}"><w:lvl w:ilvl="0"><w:start w:val="{start}"/>'
            f'<w:numFmt w:val="decimal"/><w:lvlText w:val="{shown}"/></w:lvl></w:abstractNum>'
        )
        first = root.find(qn("w:num"))
        made = etree.fromstring(xml)
        if first is None:
            root.append(made)
        else:
            first.addprevious(made)
        root.append(
            etree.fromstring(f'<w:num {_NS} w:numId="{identity}"><w:abstractNumId w:val="{identity}"/></w:num>')
        )

    def _frame(self, body: etree._Element) -> None:
        inside = [one for one in body if one.tag != qn("w:sectPr")]
        frame = self.word.add_table(1, 1)
        tc = frame.rows[0]._tr.tc_lst[0]
        for one in inside:
            tc.append(one)
        tc.remove(tc.find(qn("w:p")))
        tc.append(OxmlElement("w:p"))  # a cell ends in a paragraph


_NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_AUTHOR = {qn("w:id"): "7", qn("w:author"): "Секретарь", qn("w:date"): "2025-08-29T10:00:00Z"}


def _control(element: etree._Element) -> None:
    """Wraps a row, a paragraph or a table into a content control, in its place."""
    control = etree.fromstring(f'<w:sdt {_NS}><w:sdtPr><w:alias w:val="Поле"/></w:sdtPr><w:sdtContent/></w:sdt>')
    element.addprevious(control)
    control[-1].append(element)


def _mark_inserted(row: etree._Element) -> None:
    mark = OxmlElement("w:ins")
    for name, value in _AUTHOR.items():
        mark.set(name, value)
    row.get_or_add_trPr().append(mark)


def _deleted_row(width: int) -> etree._Element:
    cells = "".join(
        f'<w:tc><w:p><w:del w:id="{at}" w:author="А"><w:r><w:delText>Снято</w:delText></w:r></w:del></w:p></w:tc>'
        for at in range(width)
    )
    return etree.fromstring(f'<w:tr {_NS}><w:trPr><w:del w:id="99" w:author="А"/></w:trPr>{cells}</w:tr>')


def _track(run: etree._Element, seed: int) -> None:
    """The run was put in with changes recorded, and a few words before it were taken out."""
    taken = etree.fromstring(
        f'<w:del {_NS} w:id="{seed}" w:author="Секретарь">'
        '<w:r><w:delText xml:space="preserve">не нужно </w:delText></w:r></w:del>'
    )
    run.addprevious(taken)
    put = OxmlElement("w:ins")
    for name, value in _AUTHOR.items():
        put.set(name, value)
    run.addprevious(put)
    put.append(run)


def _tag(run: etree._Element) -> None:
    """What Word once put around names and addresses, inside a link, between proofing marks."""
    outer = etree.fromstring(
        f'<w:smartTag {_NS} w:uri="urn:schemas-microsoft-com:office:smarttags" w:element="place">'
        f'<w:hyperlink w:anchor="a"/></w:smartTag>'
    )
    kept = deepcopy(run)
    outer[0].append(kept)
    run.addprevious(etree.fromstring(f'<w:proofErr {_NS} w:type="spellStart"/>'))
    run.getparent().replace(run, outer)


def _number(paragraph: WordParagraph, numbering: int, level: int) -> None:
    xml = f'<w:numPr {_NS}><w:ilvl w:val="{level}"/><w:numId w:val="{numbering}"/></w:numPr>'
    paragraph._p.get_or_add_pPr().append(etree.fromstring(xml))
