"""What is said of all plans together, in words: headings with lines, the same for every form."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from plancheck.report.folder import CommonPattern, CopiedPlan, FiledPlan, Folder, ListedSchools, SchoolsPlans
from plancheck.report.safe_text import one_line, safe_path
from plancheck.report.wording import Wording

__all__ = ["Lines", "folder_lines"]

_NAMED: Final = 10  # plans of a pattern that are named, before «и ещё 20»
_QUOTE: Final = 80


class Lines(NamedTuple):
    """A heading and the lines below it; plain text, safe on a screen, escaped for no form yet."""

    heading: str
    lines: tuple[str, ...]


def folder_lines(folder: Folder | None, words: Wording) -> tuple[Lines, ...]:
    """Who copied whom, what had one pattern, who sent several plans, who sent none; empty where there is nothing."""
    if folder is None:
        return ()
    parts = [
        Lines(words.say("crossing.copied"), tuple(_copied(one, words) for one in folder.copied)),
        Lines(words.say("crossing.patterns"), tuple(_pattern(one, words) for one in folder.patterns)),
        Lines(words.say("crossing.several"), tuple(_several(one, words) for one in folder.several)),
    ]
    if folder.schools:
        parts += _schools(folder.schools, words)
    return tuple(part for part in parts if part.lines)


def _called(plan: FiledPlan) -> str:
    """«МБОУ «СОШ № 4» (plans/4.docx)»; the path alone where no school is named."""
    path = safe_path(one_line(plan.path))
    return f"{one_line(plan.organisation, 80)} ({path})" if plan.organisation else path


def _copied(one: CopiedPlan, words: Wording) -> str:
    line = words.say(
        "crossing.copied_line",
        plan=_called(one.plan),
        other=_called(one.other),
        same=one.same,
        own=one.own,
        share=round(100 * one.same / one.own),
    )
    return line if one.sure else words.say("crossing.copied_unsure", line=line)


def _pattern(one: CommonPattern, words: Wording) -> str:
    plans, measures = words.count("plans", len(one.plans)), one.measures
    names = _first([one_line(plan.organisation or safe_path(plan.path), 80) for plan in one.plans], words)
    line = words.say("crossing.pattern_line", plans=plans, measures=measures, names=names)
    quotes = "; ".join(words.quote(one_line(quote, _QUOTE)) for quote in one.quotes)
    return f"{line}. {words.say('crossing.quotes')}: {quotes}" if quotes else line


def _first(names: Sequence[str], words: Wording) -> str:
    more = len(names) - _NAMED
    told = [*names[:_NAMED], *([words.say("crossing.and_more", n=more)] if more > 0 else [])]
    return ", ".join(told)


def _several(one: SchoolsPlans, words: Wording) -> str:
    plans = ", ".join(
        words.say("crossing.approved", path=safe_path(plan.path), day=words.day(plan.approved))
        if plan.approved
        else safe_path(plan.path)
        for plan in one.plans
    )
    said = words.say("crossing.several_line", school=one_line(one.school), plans=one_line(plans))
    latest = words.say("crossing.latest", path=safe_path(one.latest)) if one.latest else words.say("crossing.no_latest")
    return f"{said}; {latest}"


def _schools(schools: ListedSchools, words: Wording) -> Iterator[Lines]:
    sent = words.say("crossing.sent", sent=schools.sent, listed=schools.listed)
    yield Lines(words.say("crossing.schools"), (sent,))
    yield Lines(words.say("crossing.missing"), tuple(map(one_line, schools.missing)))
    unsure = (
        words.say(
            "crossing.unsure_line",
            school=one_line(one.school),
            candidates=_first([_called(plan) for plan in one.candidates], words),
        )
        for one in schools.unsure
    )
    yield Lines(words.say("crossing.unsure"), tuple(unsure))
    yield Lines(words.say("crossing.unlisted"), tuple(map(_called, schools.unlisted)))
    yield Lines(words.say("crossing.unnamed"), tuple(map(_called, schools.unnamed)))
