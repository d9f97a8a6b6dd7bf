"""The submitted Word file with remarks as Word comments; a plan of another format laid out in Word with the same."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from plancheck.location import Location
from plancheck.plan import Column, Plan
from plancheck.report.fault import fault_in
from plancheck.report.model import Checked, OutcomeEntry, PlanReport
from plancheck.report.place import row_label
from plancheck.report.safe_text import one_line, safe
from plancheck.report.terminal import verdict
from plancheck.report.wording import Wording
from plancheck.rules.outcome import Outcome
from plancheck.word import Author, Comment, Spot, commented, laid_out, places_of
from plancheck.word.title import title_place

__all__ = ["comments_on", "write"]

PLACES: Final = 20  # comments that one finding may make: more say nothing new
_QUOTE: Final = 160  # characters of a row that a comment quotes
_TEXT: Final = 2_000  # characters of a line of a comment
Cells = Sequence[Mapping[Column, Location]]


def write(checked: Checked, words: Wording, when: dt.datetime | None = None) -> bytes:
    """The bytes of a Word file; exactly one plan. `when` is the time of the comments (UTC), else they have none.

    A submitted Word file keeps every part but for the comments and their marks in the text; of another format, or
    where the bytes are no longer at hand, the plan is laid out anew.
    """
    ((plan, report),) = zip(checked.plans, checked.report.plans, strict=True)
    content = checked.contents[0] if checked.contents else None
    author = Author(when=when)
    if plan.source.format == "docx" and content is not None:
        blocks = places_of(content).blocks
        title = Spot(title_place(blocks, plan.title))
        comments = [*comments_on(plan, report, [measure.places for measure in plan.measures], title, words)]
        return commented(content, comments, author, title)
    made = laid_out(plan)
    title = Spot(made.title)
    return commented(made.content, [*comments_on(plan, report, made.cells, title, words)], author, title)


def comments_on(plan: Plan, report: PlanReport, cells: Cells, title: Spot, words: Wording) -> Iterator[Comment]:
    """The comments: the verdict at the title, then the findings in their order, the gravest first."""
    yield Comment(tuple(_verdict(report, words)), title)
    findings = sorted(report.findings, key=lambda entry: -entry.severity.rank)
    for entry in findings:
        spots = list(dict.fromkeys(_spots(entry, plan, cells)))[:PLACES] or [title]
        lines = tuple(_lines(entry, words))
        yield Comment(lines, spots[0])
        for spot in spots[1:]:
            yield Comment((lines[0], words.say("comment.again", rule=entry.rule)), spot)


def _spots(entry: OutcomeEntry, plan: Plan, cells: Cells) -> Iterator[Spot]:
    """The places of a finding: of a row the cell at fault, of a quote outside the rows its paragraph.

    A finding about one row stands there alone: the rows it is compared with are named in its words.
    """
    own = tuple(item for item in entry.evidence if not item.path)
    if entry.subject.kind == "measure" and entry.measures:
        own = tuple(item for item in own if item.measure == entry.measures[0])
    for item in own:
        if item.measure is None:
            yield Spot(item.location, item.quote.strip("… \n"))
            continue
        measure = plan.measures[item.measure]
        fault = fault_in(entry, item, measure)
        places = cells[item.measure]
        at = places.get(fault.column)
        if at is not None:
            yield Spot(at, fault.words)
        else:
            yield Spot(places.get(Column.MEASURE) or item.location or measure.location)


def _verdict(report: PlanReport, words: Wording) -> Iterator[str]:
    yield f"plancheck: {verdict(report, words)}"
    if report.score is not None:
        yield words.say("score", score=f"{report.score:g}")
    for entry in report.with_outcome(Outcome.CANT_TELL):
        yield _line(f"{words.name('outcome', entry.outcome)}: {entry.rule} {entry.title}. {entry.reason}")


def _lines(entry: OutcomeEntry, words: Wording) -> Iterator[str]:
    """Code and severity, what is wrong, the words at fault, what to do and to write instead, the source."""
    yield f"{entry.rule}, {words.name('severity', entry.severity)}"
    message = _line(entry.message or entry.title)
    yield message
    related = [row_label(item.number, words) for item in entry.evidence if item.measure in entry.measures[1:]]
    if any(related):
        yield words.say("comment.related", rows=", ".join(filter(None, dict.fromkeys(related))))
    quote = next((one_line(item.quote, _QUOTE) for item in entry.evidence if item.quote.strip() and not item.path), "")
    if quote and quote not in message:
        yield f"{words.say('label.quote')}: {words.quote(quote)}"
    if entry.remedy:
        yield f"{words.say('label.remedy')}: {_line(entry.remedy)}"
    if entry.suggestion:
        yield f"{words.say('label.suggestion')}:"
        for cell, text in entry.suggestion.model_dump().items():
            if text:
                yield f"– {words.name('column', cell)}: {_line(text)}"
    if entry.source:
        yield f"{words.say('label.source')}: {_line('; '.join(entry.source))}"


def _line(text: str) -> str:
    return one_line(safe(text), _TEXT)
