"""A draft of a plan: written, read back and judged again before anything is said of what it mends."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from plancheck.drafting.judged import Judge, Judged, Key
from plancheck.drafting.mending import BLANKS
from plancheck.drafting.proposals import AddedRow, AddedWords, Proposals
from plancheck.drafting.word_draft import word_draft
from plancheck.drafting.yaml_draft import Said, UnfitYamlError, yaml_draft
from plancheck.errors import PlancheckError, UnreadableError
from plancheck.plan import Plan
from plancheck.plan_file import plan_file_yaml
from plancheck.report.model import OutcomeEntry, PlanReport
from plancheck.word import Author, laid_out
from plancheck.word.spots import letters

__all__ = ["Draft", "DraftForm", "DraftWriter", "LostRowsError", "drafted", "losses"]


class DraftForm(StrEnum):
    """What a draft is written as."""

    DOCX = "docx"
    YAML = "yaml"


class LostRowsError(PlancheckError):
    """The draft, read back, has not all rows of the plan: it is not written."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft and what came of it.

    `settled` findings are gone when the draft is judged, though nothing a person must fill in stands for them;
    `marked` ones wait for a person at a marked place; `left` are as they were; `risen` are new in the draft, but
    for the blanks it marks. `anew`: the document was laid out anew, not changed in place.
    """

    content: bytes
    proposals: Proposals
    before: Judged
    report: PlanReport
    settled: tuple[OutcomeEntry, ...] = ()
    marked: tuple[OutcomeEntry, ...] = ()
    left: tuple[OutcomeEntry, ...] = ()
    risen: tuple[OutcomeEntry, ...] = ()
    anew: bool = False


@dataclass(frozen=True, slots=True)
class DraftWriter:
    """What a draft is made with: how a file is read, how a plan is judged, who adds, what comments say.

    `fields` gives the fields of a plan file for a plan.
    """

    read: Callable[[bytes, str], Plan]
    judge: Judge
    fields: Callable[[Plan], dict[str, object]]
    author: Author
    said: Said


def drafted(plan: Plan, content: bytes | None, proposals: Proposals, form: DraftForm, writer: DraftWriter) -> Draft:
    """The draft of a plan whose submitted bytes are `content`, None where they are no longer at hand.

    Raises LostRowsError where no way of writing it keeps every row.
    """
    lost: list[str] = []
    for written, anew in _attempts(plan, content, proposals, form, writer):
        try:
            read = writer.read(written, f"draft.{form.value}")
        except UnreadableError as error:
            lost.append(str(error))
            continue
        missing = losses(plan, read, proposals)
        if not missing:
            now = Judged(read, writer.judge(read))
            return _compared(Judged(plan, writer.judge(plan)), now, written, proposals, anew=anew)
        lost += missing
    raise LostRowsError("; ".join(dict.fromkeys(lost)))


def _attempts(
    plan: Plan, content: bytes | None, proposals: Proposals, form: DraftForm, writer: DraftWriter
) -> Iterator[tuple[bytes, bool]]:
    """The ways of writing a draft, the one nearest to what was submitted first, and whether it is laid out anew."""
    own = plan.source.format
    if form is DraftForm.DOCX:
        if own == "docx" and content is not None:
            yield word_draft(content, [one.places for one in plan.measures], proposals, writer.author), False
        made = laid_out(plan)
        yield word_draft(made.content, made.cells, proposals, writer.author), True
        return
    if own == "yaml" and content is not None:
        with contextlib.suppress(UnfitYamlError, UnicodeDecodeError):  # then the same fields, a key a line
            yield yaml_draft(content.decode("utf-8-sig"), proposals, writer.said).encode(), False
    yield yaml_draft(plan_file_yaml(writer.fields(plan)), proposals, writer.said).encode(), True


def _compared(before: Judged, now: Judged, written: bytes, proposals: Proposals, *, anew: bool) -> Draft:
    waiting = {one.finding for one in proposals.words if one.marked}
    findings = [(before.key(entry), entry) for entry in before.report.findings]
    others = [(key, entry) for key, entry in findings if key not in waiting]
    risen = now.risen_since(before)
    return Draft(
        content=written,
        proposals=proposals,
        before=before,
        report=now.report,
        settled=tuple(entry for key, entry in others if now.settles(key)),
        marked=tuple(entry for key, entry in findings if key in waiting),
        left=tuple(entry for key, entry in others if not now.settles(key)),
        risen=tuple(entry for entry in risen if not any(blank in entry.message for blank in BLANKS.values())),
        anew=anew,
    )


def losses(before: Plan, after: Plan, proposals: Proposals) -> list[str]:
    """The measures of a plan that are not in its draft, in their order and with all their words; none if all are."""
    added = {(one.measure, one.column) for one in proposals.words}
    kept = iter(range(len(after.measures)))
    lost = []
    for index, measure in enumerate(before.measures):
        mine = _cells(before, index)
        for at in kept:
            theirs = _cells(after, at)
            if all(
                theirs[cell].startswith(text) if (index, cell) in added else theirs[cell] == text
                for cell, text in mine.items()
            ):
                break
        else:
            lost.append(measure.number or measure.text[:60])
            kept = iter(range(len(after.measures)))
    return lost


def _cells(plan: Plan, index: int) -> dict[str, str]:
    measure = plan.measures[index]
    section = "" if measure.section is None else plan.sections[measure.section].title
    cells = {
        "measure": measure.text,
        "deadline": measure.deadline.text if measure.deadline else "",
        "responsible": measure.responsible.text if measure.responsible else "",
        "result": measure.result or "",
        "section": section,
    }
    return {name: letters(text) for name, text in cells.items()}


def added_of(proposals: Proposals, finding: Key) -> list[AddedRow | AddedWords]:
    """What was proposed for a finding."""
    every: list[AddedRow | AddedWords] = [*proposals.rows, *proposals.words]
    return [one for one in every if one.finding == finding]
