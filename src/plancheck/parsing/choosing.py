"""Chooses among a document's tables those that are the plan, and says of each other one why it is none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from plancheck.document import Block, Paragraph, Row, Table
from plancheck.language import clean
from plancheck.parsing.columns import ColumnWords, Layout, title_code
from plancheck.parsing.headers import find_header
from plancheck.plan import Column, Skipped, SkipReason

_CHIEF = frozenset({Column.MEASURE, Column.DEADLINE, Column.RESPONSIBLE})
_TITLE = 60  # characters of a cell of a header whose words nobody knows


class TableSense(NamedTuple):
    """What can be told of a table by the words in its cells.

    `guess`: the layout of a table without a header. `suits`: whether cells hold what a layout says.
    `speech`: the share of a table's measures (0–1) that speak of what plans plan. `elsewhere`: whether
    paragraphs title a plan of something else. `appended`: whether they head an appendix. `stamp`: whether cells
    are a stamp, signatures or a letterhead. `unjoin`: a table with its column of deadlines and those responsible
    made two; None where it has none such.
    """

    guess: Callable[[Table], Layout | None]
    suits: Callable[[Table, Layout], bool]
    speech: Callable[[Sequence[Row], Layout], float]
    elsewhere: Callable[[Sequence[Paragraph]], bool]
    appended: Callable[[Sequence[Paragraph]], bool]
    stamp: Callable[[Table], bool]
    unjoin: Callable[[Table, Layout], tuple[Table, Layout] | None]


class PlanTable(NamedTuple):
    """A table of the plan: its place among the blocks, its layout, and the rows that its header takes."""

    place: int
    skip: int
    layout: Layout


def plan_tables(
    blocks: Sequence[Block], known: ColumnWords, sense: TableSense
) -> tuple[tuple[PlanTable, ...], tuple[Skipped, ...]]:
    """The tables that are the plan, in order, and the others with the reason why they are none."""
    tables = [(place, block) for place, block in enumerate(blocks) if isinstance(block, Table)]
    headed = [
        PlanTable(place, *found) for place, table in tables for found in [find_header(table.rows, known)] if found
    ]
    headed = _by_largest(headed, blocks)
    own = _about_plan(headed, blocks, sense) if len(headed) > 1 else headed
    refused = {one.place for one in headed} - {one.place for one in own}
    chosen = _with_continued(own, refused, tables, known, sense) if own else _guessed(tables, sense)
    places = {one.place for one in chosen}
    left = [(place, table) for place, table in tables if place not in places and table.rows]
    return chosen, tuple(_skipped(table, place in refused, sense) for place, table in left)


def _by_largest(headed: Sequence[PlanTable], blocks: Sequence[Block]) -> list[PlanTable]:
    """The tables, those under the same titles with one layout: what the rows of the largest of them tell."""
    layouts: dict[tuple[str, ...], Layout] = {}
    for one in sorted(headed, key=lambda one: len(rows_of(blocks[one.place]))):
        layouts[one.layout.titles] = one.layout
    return [one._replace(layout=layouts[one.layout.titles]) for one in headed]


def _about_plan(headed: Sequence[PlanTable], blocks: Sequence[Block], sense: TableSense) -> list[PlanTable]:
    """The tables with a header of measures that are the plan.

    One that names deadlines and those responsible, or has the columns of one that is surely the plan, is believed
    unless it is titled as a plan of something else; any other where its rows speak as a plan's do.
    """
    speech = {one.place: sense.speech(rows_of(blocks[one.place])[one.skip :], one.layout) for one in headed}
    full = [one for one in headed if set(one.layout.columns) >= _CHIEF]
    dated = any(Column.DEADLINE in one.layout.columns for one in headed)
    spoken = [one for one in headed if speech[one.place] >= _share(one, dated=dated)]
    alike = {one.layout.codes for one in spoken}
    kept = []
    for one in headed:
        above = paragraphs_above(blocks, one.place)
        like = one.layout.codes in alike
        apart = bool(spoken) and not like and not speech[one.place] and sense.appended(above)
        elsewhere = sense.elsewhere(above)
        titled_so = (one in full or like) and not elsewhere
        slightly = speech[one.place] and (like or (one in full and not (elsewhere and spoken)))
        if one in spoken or ((titled_so or slightly) and not apart):
            kept.append(one)
    return kept or list(headed)


def _share(one: PlanTable, *, dated: bool) -> float:
    """The share of rows that must speak as a plan's: more where a table alone among its like has no deadlines."""
    return 1 / 2 if Column.DEADLINE in one.layout.columns or not dated else 3 / 4


def _with_continued(
    own: Sequence[PlanTable],
    refused: set[int],
    tables: Sequence[tuple[int, Table]],
    known: ColumnWords,
    sense: TableSense,
) -> tuple[PlanTable, ...]:
    """The plan's tables with those after each that go on with its columns under no header of their own."""
    headed = {one.place: one for one in own}
    chosen: list[PlanTable] = []
    current: Layout | None = None
    for place, table in tables:
        if place in headed:
            chosen.append(headed[place])
            current = headed[place].layout
        elif place in refused:
            current = None
        elif current and _continues(table.rows, current, known) and sense.suits(table, current):
            chosen.append(PlanTable(place, 0, current))
    return (*_begun_above(own[0], refused, tables, sense), *chosen)


def _begun_above(
    first: PlanTable, refused: set[int], tables: Sequence[tuple[int, Table]], sense: TableSense
) -> list[PlanTable]:
    """The tables above the first with a header that it belongs to as well: it was typed on the second page only."""
    layout = first.layout
    earlier = [(place, table) for place, table in tables if place < first.place and table.rows]
    if len(layout.codes) < 3 or not earlier or refused & {place for place, _ in earlier}:
        return []
    found = [
        PlanTable(place, 0, layout)
        for place, table in earlier
        if {len(row.cells) for row in table.rows} == {len(layout.codes)}
        and sense.suits(table, layout)
        and 2 * sense.speech(table.rows, layout) >= 1
    ]
    return found if [one.place for one in found] == [place for place, _ in earlier][-len(found) :] else []


def _guessed(tables: Sequence[tuple[int, Table]], sense: TableSense) -> tuple[PlanTable, ...]:
    """Where no table has a header with words that are known: those whose cells tell their layout."""
    found = ((place, table, sense.guess(table)) for place, table in tables)
    return tuple(_below_titles(place, table, layout, sense) for place, table, layout in found if layout)


def _below_titles(place: int, table: Table, layout: Layout, sense: TableSense) -> PlanTable:
    """The table without its first row where that holds titles: it is no row of such a layout, and short."""
    first = table.rows[0]
    texts = [clean(text) for text in first.texts()]
    alone = Table((first,), table.location)
    titled = len(set(filter(None, texts))) > 2 and len(texts) == len(layout.codes) and max(map(len, texts)) < _TITLE
    if not titled or any(text[:1].isdigit() for text in texts) or sense.suits(alone, layout):
        return PlanTable(place, 0, layout)
    return PlanTable(place, 1, layout._replace(titles=tuple(texts)))


def _continues(rows: Sequence[Row], layout: Layout, known: ColumnWords) -> bool:
    """Whether a table may go on with the columns of the one before: as wide, and without titles of its own."""
    widest = max((len(row.cells) for row in rows), default=0)
    if not 2 <= widest <= len(layout.codes) or widest < len(layout.codes) - 1:
        return False
    titles = [clean(text) for text in rows[0].texts()]
    if tuple(titles) == layout.titles:
        return True
    codes = [title_code(title, known) for title in titles if title]
    titled = len(codes) > 1 and all(codes)  # «Класс», «Предмет», «Дата»: a header of something else
    return not titled and (Column.NUMBER.value not in codes or not all(len(title) < 40 for title in titles))


def rows_of(block: Block) -> Sequence[Row]:
    """The rows of a block that is known to be a table."""
    assert isinstance(block, Table)
    return block.rows


def paragraphs_above(blocks: Sequence[Block], place: int) -> list[Paragraph]:
    """The paragraphs between a table and the one before it."""
    found: list[Paragraph] = []
    for block in reversed(blocks[:place]):
        if isinstance(block, Table):
            break
        found.insert(0, block)
    return found


def _skipped(table: Table, titled: bool, sense: TableSense) -> Skipped:
    """A table that is not the plan, by its first row."""
    why = SkipReason.ANOTHER_SUBJECT if titled else SkipReason.NO_MEASURES
    texts = dict.fromkeys(map(clean, table.rows[0].texts()))
    return Skipped(
        what=" | ".join(filter(None, texts)),
        why=SkipReason.STAMP if not titled and sense.stamp(table) else why,
        location=table.location,
    )
