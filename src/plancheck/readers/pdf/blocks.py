"""Pages taken apart -> the document's blocks: tables joined over pages, paragraphs, each with its place."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from plancheck.document import Block, Cell, Paragraph, Row, Table
from plancheck.location import Location, Rectangle
from plancheck.readers.limits import Limits
from plancheck.readers.pdf.joining import join, join_rows, same_borders
from plancheck.readers.pdf.lattice import Lattice
from plancheck.readers.pdf.lines import TORN, Line, line_of
from plancheck.readers.pdf.parts import PartRow, ruled_part
from plancheck.readers.pdf.prose import Margins, Piece, paragraphs
from plancheck.readers.pdf.rivers import Columns, find_columns
from plancheck.readers.pdf.sheets import Sheet
from plancheck.readers.pdf.tears import mender
from plancheck.readers.pdf.words import Word

_INDENT = 6.0  # points by which tables stand out on both sides, so that the text in them is in line with the rest
_FULL = 0.55  # the share of a page's width that text takes at least where its lines are full
_NEAR = 6.0  # points between two grids of one table on one page

Chain = list[tuple[Sheet, Lattice, list[Word]]]


@dataclass(frozen=True, slots=True)
class _Found:
    """A table's rows before they are counted and placed; `guessed`: told by the white between columns."""

    rows: Sequence[PartRow]
    guessed: bool = False


def blocks_of(sheets: Sequence[Sheet], lines: Sequence[Sequence[Line]], limits: Limits) -> tuple[Block, ...]:
    """The blocks of all pages in reading order; `lines` are each page's outside ruled tables.

    Raises UnreadableError where there are more tables, rows, cells or paragraphs than are read.
    """
    pages = {sheet.number: sheet for sheet in sheets}
    margins = {sheet.number: _margins(sheet, own) for sheet, own in zip(sheets, lines, strict=True)}
    rules = {sheet.number: sheet.rules for sheet in sheets}
    found: list[_Found | Piece] = []
    for part in _parts(sheets, lines):
        if isinstance(part[0], Line):
            run = [line for line in part if isinstance(line, Line)]
            found += _told(run, find_columns(run, rules), margins)
        else:
            found.append(_Found(_rows([one for one in part if not isinstance(one, Line)], limits)))
    mended = mender(_texts(found))
    blocks: list[Block] = []
    tables = cells = 0
    limits.check("paragraphs", len(found))
    for one in found:
        if isinstance(one, Piece):
            place = Location(page=one.page, rectangle=pages[one.page].shown(one.box))
            blocks.append(Paragraph(mended(one.text), place, 0, one.bold))
            continue
        limits.check("rows", len(one.rows))
        table = _table(one.rows, tables + 1, pages, mended)
        if table is not None:
            tables += 1
            cells += sum(len(row.cells) for row in table.rows)
            limits.check("tables", tables)
            limits.check("cells", cells)
            blocks.append(replace(table, rebuilt=one.guessed))
    return tuple(blocks)


def _texts(found: Sequence[_Found | Piece]) -> Iterator[str]:
    for one in found:
        if isinstance(one, Piece):
            yield one.text
        else:
            yield from (place.text for row in one.rows for place in row.places if not place.merged)


def _parts(sheets: Sequence[Sheet], lines: Sequence[Sequence[Line]]) -> Iterator[Chain | list[Line]]:
    """Runs of lines, and the grids of one table after another, over the ends of pages."""
    chain: Chain = []
    run: list[Line] = []
    for sheet, own in zip(sheets, lines, strict=True):
        placed: list[tuple[float, Line | tuple[Lattice, list[Word]]]] = [
            *((lattice.ys[0], (lattice, words)) for lattice, words in sheet.tables),
            *((line.top, line) for line in own),
        ]
        for _, one in sorted(placed, key=lambda pair: pair[0]):
            if isinstance(one, Line):
                if chain:
                    yield chain
                    chain = []
                run.append(one)
                continue
            if run:
                yield run
                run = []
            lattice, words = one
            if chain and not _goes_on(chain[-1], sheet, lattice):
                yield chain
                chain = []
            chain.append((sheet, lattice, words))
    if run:
        yield run
    if chain:
        yield chain


def _goes_on(last: tuple[Sheet, Lattice, list[Word]], sheet: Sheet, lattice: Lattice) -> bool:
    before, above, _ = last
    near = before.number + 1 == sheet.number or (
        before.number == sheet.number and -_NEAR <= lattice.ys[0] - above.ys[-1] <= _NEAR
    )
    return near and same_borders(above.xs, lattice.xs) is not None


def _rows(chain: Chain, limits: Limits) -> list[PartRow]:
    """The rows of a ruled table; each page's grid is cut at the borders of all of them."""
    xs = chain[0][1].xs
    for _, lattice, _ in chain[1:]:
        xs = same_borders(xs, lattice.xs) or lattice.xs
    parts = []
    for sheet, lattice, words in chain:
        shift = lattice.xs[0] - xs[0]
        own = tuple(x + shift for x in xs)
        parts.append(ruled_part(lattice, words, sheet.number, own, limits))
    return join(parts)


def _table(rows: Sequence[PartRow], number: int, pages: dict[int, Sheet], mended: Callable[[str], str]) -> Table | None:
    """The table of the rows that hold text; None where none does."""
    made: list[Row] = []
    new = tuple.__new__
    for count, row in enumerate(rows, start=1):
        if not any(place[0] for place in row.places):
            continue
        page, shown = row.page, pages[row.page].shown
        # the fields in their order: calls by name would take as long as the reading of the page's words
        cells = [
            new(
                Cell,
                (
                    mended(text) if TORN in text else text,
                    new(Location, (None, None, None, number, count, column, None, page, None, shown(box))),
                    merged,
                    False,
                    False,
                ),
            )
            for column, (text, box, merged, _) in enumerate(row.places, start=1)
        ]
        made.append(Row(tuple(cells), Location(page=page, rectangle=shown(row.box), table=number, row=count)))
    if not made:
        return None
    first = rows[0]
    here = [row.box for row in rows if row.page == first.page]
    return Table(tuple(made), Location(page=first.page, rectangle=pages[first.page].shown(_around(here)), table=number))


def _around(boxes: Sequence[Rectangle]) -> Rectangle:
    return (
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    )


def _told(run: list[Line], regions: Sequence[Columns], margins: dict[int, Margins]) -> Iterator[_Found | Piece]:
    """A run of lines as tables and paragraphs; blocks of text side by side are read one after the other."""
    at = 0
    for region in regions:
        yield from paragraphs(run[at : region.start], margins)
        if region.rows:
            yield _Found(join_rows(region.rows, region.xs), guessed=True)
        else:
            yield from _beside(run[region.start : region.stop], region.xs, margins)
        at = region.stop
    yield from paragraphs(run[at:], margins)


def _beside(lines: Sequence[Line], borders: Sequence[float], margins: dict[int, Margins]) -> Iterator[Piece]:
    left, right = margins[lines[0].page]
    xs = [min(left, borders[0]), *borders[1:-1], max(right, borders[-1])]
    for column, (left, right) in enumerate(pairwise(xs)):
        own = []
        for line in lines:
            words = [
                word
                for word in line.words
                if min(max(bisect_right(xs, (word.left + word.right) / 2) - 1, 0), len(xs) - 2) == column
            ]
            if words:
                own.append(line_of(words)._replace(page=line.page, bold=line.bold))
        yield from paragraphs(own, dict.fromkeys({line.page for line in own}, (left, right)))


def _margins(sheet: Sheet, lines: Sequence[Line]) -> Margins:
    """From where to where text goes: as the lines do; where all are short, as tables do, or alike on both sides."""
    width, _ = sheet.extent
    edges = [(line.left, line.right) for line in lines]
    tables = [(lattice.xs[0] + _INDENT, lattice.xs[-1] - _INDENT) for lattice, _ in sheet.tables]
    for known in (edges, [*edges, *tables]):
        left, right = min((edge[0] for edge in known), default=width), max((edge[1] for edge in known), default=0.0)
        if right - left >= _FULL * width:
            return left, right
    return max(0.0, min(left, width - right)), max(right, width - left)
