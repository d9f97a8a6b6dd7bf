"""Puts the parts together: a document is understood as a plan, or refused as none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from plancheck.document import TEAR, Block, Document, Paragraph, Row, Table
from plancheck.language import clean, rejoin, rejoin_doubtful, words
from plancheck.parsing.abbreviations import told_roles
from plancheck.parsing.columns import ColumnWords
from plancheck.parsing.flaws import Piece, find_leftovers, find_mixed_words
from plancheck.parsing.guessing import (
    listed_blocks,
    names_columns,
    rebuilt_blocks,
    table_sense,
    turned_blocks,
    upright_blocks,
)
from plancheck.parsing.head import Head, read_head
from plancheck.parsing.hidden import shown
from plancheck.parsing.level import level_of_roles
from plancheck.parsing.lexicons import Lexicons
from plancheck.parsing.measures import MeasureReader
from plancheck.parsing.mentions import find_mentions
from plancheck.parsing.organisation import may_be_one_school
from plancheck.parsing.procedures import all_procedures, procedures_in
from plancheck.parsing.rows import RawSection
from plancheck.parsing.schools import schools_in
from plancheck.parsing.sideways import with_cards_upright
from plancheck.parsing.subject import no_columns, no_table, refuse_other_languages, refuse_other_subjects
from plancheck.parsing.tables import Gathered, gather
from plancheck.parsing.territory import read_territory
from plancheck.parsing.topics import marks_of
from plancheck.plan import Level, Mark, Measure, Plan, Role, Section, SourceFile, Topic

_HOLDING = frozenset({Topic.ORDER, Topic.SCHEDULE, Topic.COORDINATOR, Topic.OBSERVERS})


def understand(document: Document, lexicons: Lexicons) -> Plan:
    """Reads a document into a plan; raises NotAPlanError where it is none, UnreadableError where its
    table came without its columns."""
    refuse_other_languages(document, lexicons.plans)
    blocks, hidden = shown(document.blocks)
    document = replace(document, blocks=tuple(map(_whole, blocks)))
    found = _gathered(document, lexicons)
    if found is None:
        raise no_columns() if names_columns(document.blocks, lexicons) else no_table()
    refuse_other_subjects(document, lexicons.procedures, lexicons.plans)
    head = read_head(found.before, found.after, lexicons.head)
    lexicons = _with_short_names(lexicons, found)
    rows = MeasureReader(head.period, lexicons)
    measures = tuple(with_outsiders(rows.read(raw), head, lexicons) for raw in found.measures)
    level = head.level
    if level is None or may_be_one_school(head.title, lexicons.head.organisation):
        level = level_of_roles(measures) or level
    sections = tuple(_section(raw, level, lexicons) for raw in found.sections)
    titles = [head.title or "", *(section.title for section in sections)]
    named = [*procedures_in(titles[0], lexicons.procedures), *(code for part in sections for code in part.procedures)]
    named += all_procedures([task for section in sections for task in section.tasks], lexicons.procedures)
    for measure in measures:
        named += [*measure.procedures, *procedures_in(measure.result or "", lexicons.procedures)]
    pieces = _pieces(found, measures)
    own = read_territory(
        head.texts, lexicons.territories, organisation=head.organisation, title=head.title, level=level
    )
    return Plan(
        source=SourceFile(path=document.source.path, format=document.source.format, sha256=document.source.sha256),
        title=head.title,
        level=level,
        level_inferred=level is not head.level,
        organisation=head.organisation,
        territory=own.name,
        region=own.region,
        period=head.period,
        approval=head.approval,
        columns=found.columns,
        other_columns=found.others,
        procedures=tuple(dict.fromkeys(named)),
        held_procedures=held_procedures(titles, measures, lexicons),
        sections=sections,
        measures=measures,
        mentions=find_mentions([(p.text, p.measure, p.location) for p in pieces], own, lexicons.territories),
        leftovers=find_leftovers(pieces, lexicons.flaws),
        mixed_words=find_mixed_words(pieces, lexicons.flaws),
        skipped=(*found.skipped, *hidden),
        remarks=document.remarks,
        recognised=document.recognised,
    )


def _whole(block: Block) -> Block:
    """A paragraph with the words whole again that its lines have torn.

    Cells are mended where they are read, but for words that may be two: titles are told by them.
    """
    if isinstance(block, Table):
        torn = any(TEAR in cell.text for row in block.rows for cell in row.cells)
        return replace(block, rows=tuple(map(_untorn, block.rows))) if torn else block
    return block._replace(text=rejoin(block.text)) if "\n" in block.text else block


def _untorn(row: Row) -> Row:
    cells = (c._replace(text=rejoin_doubtful(c.text)) if TEAR in c.text else c for c in row.cells)
    return row._replace(cells=tuple(cells))


def with_outsiders(measure: Measure, head: Head, lexicons: Lexicons) -> Measure:
    """A recheck is one from outside where a school's names another school, or a municipal commission answers for it."""
    if Topic.RECHECK not in measure.topics or Mark.OUTSIDERS in measure.marks:
        return measure
    if not (_names_another_school(measure, head, lexicons) or _commission_from_outside(measure, lexicons)):
        return measure
    return measure.model_copy(update={"marks": (*measure.marks, Mark.OUTSIDERS)})


def _names_another_school(measure: Measure, head: Head, lexicons: Lexicons) -> bool:
    own = {name.rpartition(" ")[2] for name in schools_in(head.organisation or "", lexicons.schools)}
    others = [name for name in measure.schools if name.rpartition(" ")[2] not in own]
    return head.level is Level.SCHOOL and bool(own and others)


def _commission_from_outside(measure: Measure, lexicons: Lexicons) -> bool:
    """Whether experts answer who are the municipality's or the region's; an official only sees to it."""
    if measure.responsible is None or Role.EXPERT_COMMISSION not in measure.responsible.roles:
        return False
    return Mark.OUTSIDERS in marks_of(words(clean(measure.responsible.text)), (), lexicons.marks)


def _gathered(document: Document, lexicons: Lexicons) -> Gathered | None:
    """The plan's tables; where there are none, one written sideways, what its paragraphs list, or the table
    that they were a dump of."""
    sense = table_sense(lexicons)
    upright = upright_blocks(with_cards_upright(document.blocks, lexicons.columns), lexicons)
    found = gather(upright, lexicons.columns, sense)
    for remade in (turned_blocks, listed_blocks, rebuilt_blocks) if found is None else ():
        blocks = remade(document.blocks, lexicons)
        found = gather(blocks, lexicons.columns, sense) if blocks else None
        if found is not None:
            break
    return found


def _with_short_names(lexicons: Lexicons, found: Gathered) -> Lexicons:
    """The lexicons with the short names that the plan gives to institutions of its own."""
    around = [block.text for block in (*found.before, *found.after) if isinstance(block, Paragraph)]
    cells = (text for raw in found.measures for text in raw.cells.values() if text and "далее" in text)
    told = told_roles((*around, *cells), lexicons.roles)
    return lexicons._replace(roles=lexicons.roles._replace(own=told)) if told else lexicons


def _section(raw: RawSection, level: Level | None, lexicons: Lexicons) -> Section:
    own = section_level(raw.title, lexicons.columns)
    return Section(
        number=raw.number,
        title=raw.title,
        tasks=raw.tasks,
        level=own if own != level else None,
        procedures=procedures_in(raw.title, lexicons.procedures),
        location=raw.location,
    )


def section_level(title: str, known: ColumnWords) -> Level | None:
    """The one level that a section's title speaks to («На уровне ОО»); None where it names none or several."""
    said = words(clean(title))
    found = list(known.levels.find(said))
    return Level(found[0]) if len(found) == 1 else None


def held_procedures(titles: Sequence[str], measures: Sequence[Measure], lexicons: Lexicons) -> tuple[str, ...]:
    """The procedures that the plan holds or regulates: in its title, a section's, or a measure that regulates."""
    named = list(all_procedures(titles, lexicons.procedures))
    named += [code for m in measures if _HOLDING & set(m.topics) for code in m.procedures]
    return tuple(dict.fromkeys(named))


def _pieces(found: Gathered, measures: Sequence[Measure]) -> list[Piece]:
    """Every text of the plan with its place, for flaws to be sought in."""

    def around(blocks: Sequence[Block]) -> list[Piece]:
        return [Piece(b.text, None, b.location) for b in blocks if isinstance(b, Paragraph)]

    pieces = around(found.before)
    pieces += [Piece(text, None, part.location) for part in found.sections for text in (part.title, *part.tasks)]
    for index, (raw, measure) in enumerate(zip(found.measures, measures, strict=True)):
        pieces += [Piece(text, index, measure.location, cell=True) for text in raw.cells.values() if text]
        pieces += [Piece(text, index, measure.location, cell=True) for text in raw.other.values()]
    return pieces + around(found.after)
