"""Fills what a plan file leaves out: the parsing room understands its words as it does any document's."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from plancheck.document import Paragraph
from plancheck.location import Location
from plancheck.parsing.flaws import Piece, find_leftovers, find_mixed_words
from plancheck.parsing.head import Head, read_head
from plancheck.parsing.level import level_of_roles
from plancheck.parsing.mentions import find_mentions
from plancheck.parsing.organisation import find_organisation, level_of_body
from plancheck.parsing.period import read_period
from plancheck.parsing.procedures import all_procedures, procedures_in
from plancheck.parsing.territory import OwnTerritory, read_territory
from plancheck.parsing.understanding import held_procedures as held_by
from plancheck.parsing.understanding import section_level
from plancheck.plan import Approval, Column, Flaw, Level, Measure, Mention, Period, Plan, Section, Skipped
from plancheck.plan_file.row_filling import filled_measure
from plancheck.plan_file.rows import Row
from plancheck.plan_file.shape import FlawShape, FlawsOutside, MentionShape, MentionsOutside, PlanShape, SectionShape
from plancheck.remark import Remark

if TYPE_CHECKING:
    from plancheck.parsing import Lexicons

__all__ = ["Where", "filled"]

Where = Callable[[tuple[str | int, ...]], Location]
"""Line and column of what stands at a path of the file."""

_IN_PASSING = 1  # the rank that a title's period must reach, as in a document's head


def filled(shape: PlanShape, rows: Sequence[Row], where: Where, known: Lexicons) -> Plan:
    """The plan that a file of sound shape and references holds; `source` is left to the caller."""
    head = _head(shape, known)
    columns = shape.given("columns", lambda: _columns(rows))
    measures = tuple(filled_measure(row, head, columns, where, known) for row in rows)
    level = shape.given("level", lambda: head.level or level_of_roles(measures))
    sections = tuple(
        _section(one, level, where(("sections", place)), known) for place, one in enumerate(shape.sections)
    )
    titles = [head.title or "", *(section.title for section in sections)]
    own = read_territory(
        [*head.texts, *filter(None, (shape.territory, shape.region))],
        known.territories,
        organisation=head.organisation,
        title=head.title,
        level=level,
    )
    findings = _Findings(shape, _above(head, sections, where), _below(measures), where, own, known)
    return Plan(
        title=head.title,
        level=level,
        level_inferred=shape.given("level_inferred", lambda: level is not head.level),
        organisation=head.organisation,
        territory=shape.given("territory", lambda: own.name),
        region=shape.given("region", lambda: own.region),
        period=head.period,
        approval=head.approval,
        columns=columns,
        other_columns=shape.given("other_columns", lambda: tuple(dict.fromkeys(t for m in measures for t in m.other))),
        procedures=shape.given("procedures", lambda: _procedures(titles, sections, measures, known)),
        held_procedures=shape.given("held_procedures", lambda: held_by(titles, measures, known)),
        sections=sections,
        measures=measures,
        mentions=findings.mentions(),
        leftovers=findings.flaws("leftovers"),
        mixed_words=findings.flaws("mixed_words"),
        skipped=tuple(
            Skipped(what=one.what, why=one.why, location=where(("skipped", index)))
            for index, one in enumerate(shape.skipped)
        ),
        remarks=tuple(Remark(one.ru, one.en) for one in shape.remarks),
        recognised=shape.recognised,
    )


def _head(shape: PlanShape, known: Lexicons) -> Head:
    """The head as its words would be read over a table: stamp, organisation, title, each a paragraph."""
    approval = Approval(**shape.approval.model_dump()) if shape.approval else None
    stamp = [approval.position, approval.by] if approval else []
    texts = [text for text in ("\n".join(filter(None, stamp)), shape.organisation, shape.title) if text]
    blocks = [Paragraph(text, Location(), level=int(text == shape.title)) for text in texts]
    read = read_head(blocks, (), known.head)
    organisation = shape.given(
        "organisation", lambda: find_organisation((), shape.title, known.head.organisation) if shape.title else None
    )
    level: Level | None = shape.given(
        "level", lambda: read.level or level_of_body(organisation, known.head.organisation)
    )
    since = approval.date if approval else None

    def period() -> Period | None:
        return read_period([(shape.title or "", _IN_PASSING)], level, known.head.period, since=since)

    given = Period(start=shape.period.start, end=shape.period.end) if shape.period else None
    return Head(
        title=shape.title,
        organisation=organisation,
        level=level,
        period=given if "period" in shape.model_fields_set else period(),
        approval=approval,
        texts=read.texts,
    )


def _columns(rows: Sequence[Row]) -> tuple[Column, ...]:
    """The columns that any row has a cell for; that of the measures is always there."""
    fields = {name for row in rows for name in row.shape.model_fields_set} | {"measure"}
    return tuple(column for column in Column if column.value in fields)


def _section(shape: SectionShape, level: Level | None, location: Location, known: Lexicons) -> Section:
    own = section_level(shape.title, known.columns)
    return Section(
        number=shape.number,
        title=shape.title,
        tasks=shape.tasks,
        level=shape.given("level", lambda: own if own != level else None),
        procedures=shape.given("procedures", lambda: procedures_in(shape.title, known.procedures)),
        location=location,
    )


def _procedures(
    titles: Sequence[str], sections: Sequence[Section], measures: Sequence[Measure], known: Lexicons
) -> tuple[str, ...]:
    named = list(all_procedures([*titles, *(task for one in sections for task in one.tasks)], known.procedures))
    for measure in measures:
        named += [*measure.procedures, *procedures_in(measure.result or "", known.procedures)]
    return tuple(dict.fromkeys(named))


def _above(head: Head, sections: Sequence[Section], where: Where) -> list[Piece]:
    """The texts outside the rows, with their places."""
    said = head.approval
    texts = [("approval", said.position), ("approval", said.by)] if said else []
    texts += [("organisation", head.organisation), ("title", head.title)]
    pieces = [Piece(text, None, where((key,))) for key, text in texts if text]
    return pieces + [Piece(text, None, one.location) for one in sections for text in (one.title, *one.tasks) if text]


def _below(measures: Sequence[Measure]) -> list[Piece]:
    """The texts of the rows, cell by cell."""
    pieces = []
    for index, measure in enumerate(measures):
        order = dict.fromkeys([*measure.columns, *Column])
        pieces += [
            Piece(text, index, measure.places.get(column, measure.location), cell=True)
            for column in order
            if (text := measure.cell_text(column))
        ]
        pieces += [Piece(text, index, measure.location, cell=True) for text in measure.other.values() if text]
    return pieces


@dataclass(frozen=True, slots=True)
class _Findings:
    """What the texts name and lack: as given, or found in the words outside the rows and inside them."""

    shape: PlanShape
    outside: list[Piece]
    inside: list[Piece]
    where: Where
    own: OwnTerritory
    known: Lexicons

    def mentions(self) -> tuple[Mention, ...]:
        given = self.shape.given("mentions", lambda: None)
        if isinstance(given, tuple):
            return self._given_mentions(given, ("mentions",))
        inside = self._found_mentions(self.inside)
        if not isinstance(given, MentionsOutside):
            return (*self._found_mentions(self.outside), *inside)
        above, below = (self._given_mentions(getattr(given, side), ("mentions", side)) for side in ("above", "below"))
        return (*above, *inside, *below)

    def _found_mentions(self, pieces: Sequence[Piece]) -> tuple[Mention, ...]:
        texts = [(one.text, one.measure, one.location) for one in pieces]
        return find_mentions(texts, self.own, self.known.territories)

    def _given_mentions(self, given: Sequence[MentionShape], path: tuple[str, ...]) -> tuple[Mention, ...]:
        return tuple(
            Mention(**one.model_dump(), location=self.where((*path, index))) for index, one in enumerate(given)
        )

    def flaws(self, name: str) -> tuple[Flaw, ...]:
        """The leftovers, or the mixed words."""
        given = self.shape.given(name, lambda: None)
        if isinstance(given, tuple):
            return self._given_flaws(given, (name,))
        find = find_leftovers if name == "leftovers" else find_mixed_words
        inside = find(self.inside, self.known.flaws)
        if not isinstance(given, FlawsOutside):
            return (*find(self.outside, self.known.flaws), *inside)
        above, below = (self._given_flaws(getattr(given, side), (name, side)) for side in ("above", "below"))
        return (*above, *inside, *below)

    def _given_flaws(self, given: Sequence[FlawShape], path: tuple[str, ...]) -> tuple[Flaw, ...]:
        return tuple(
            Flaw(quote=one.quote, measure=one.measure, location=self.where((*path, index)))
            for index, one in enumerate(given)
        )
