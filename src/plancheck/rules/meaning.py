"""What a finding means, whatever moves around it: its fingerprint, and what it rests on.

A finding is the same while its rule and what its subject says stay: the measure's words and those cells of its row
that the rule asks about. Line, number, order, severity and typography are no part of that.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain

from plancheck.plan import Column, Plan
from plancheck.rules.conditions import Absent, Condition, Op, Pattern, Ref
from plancheck.rules.fields import Fact, FactBase
from plancheck.rules.outcome import Subject
from plancheck.rules.ruleset import Rule

__all__ = ["ASKED_OF", "bare", "fingerprint", "grounds", "judged_cells", "mark"]

# Latin letters that look Cyrillic in print: in small letters, so that a case has its pairs, too.
_TWINS = str.maketrans("abcehkmoptxyё", "авсенкмортхуе")
_TOLD = re.compile(r"[^\W\d_]+|\d+|[%‰°§$€₽<>=≤≥≠±+~×]")
_BETWEEN_DIGITS = "-,./:"  # «5-8» is not «5, 8»
_LIST_SIGNS = str.maketrans("\u2010\u2011\u2012\u2013\u2014\u2015\u2212;", "-------,")
_BLANK = re.compile(r"_{2,}|\.{4,}|…{2,}|\([^()]*\)|<[^<>]*>|\[[^\[\]]*\]")
_NEAR = 8  # letters on each side that tell a blank: the words further off are cut now here, now there

_DEADLINE = ("deadline", "recurrence", "anchor", "dated", "by_schedule")
_SPAN = ("has_first", "first", "has_last", "last")
ASKED_OF: Mapping[str, Mapping[str, Column]] = {
    "measure": {
        **dict.fromkeys(_DEADLINE, Column.DEADLINE),
        **dict.fromkeys(("responsible", "impersonal"), Column.RESPONSIBLE),
        **dict.fromkeys(("result", "by_order"), Column.RESULT),
    },
    "topic": {"by_order": Column.RESULT},
    "role": dict.fromkeys(("role", "institution"), Column.RESPONSIBLE),
    "person": {"has_post": Column.RESPONSIBLE},
    "window": dict.fromkeys((*_SPAN, "reversed"), Column.DEADLINE),
    "appointment": {**dict.fromkeys((*_SPAN, "earliest"), Column.DEADLINE), "by_order": Column.RESULT},
    "duty": dict.fromkeys(("last", "earliest"), Column.DEADLINE),
    "preparation": {"begins": Column.DEADLINE},
    "analysis": dict.fromkeys(("due", "earlier"), Column.DEADLINE),
    "answer": dict.fromkeys(("has_last", "last", "decisive"), Column.DEADLINE),
}
"""Which cell of a row, beside the measure's words, a field of a fact is read from; other fields are the words' own."""


@lru_cache(maxsize=4096)
def bare(text: str) -> str:
    """The text without what typing alone changes: case, ё, look-alike letters, quotes, dashes, spaces, end signs.

    Between two numbers a sign stays, since «5-8», «5, 8» and «58» say different things.
    """
    composed = unicodedata.normalize("NFKC", text.replace("№", " ").translate(_LIST_SIGNS))
    folded = composed.casefold().translate(_TWINS)
    told: list[str] = []
    end = 0
    for found in _TOLD.finditer(folded):
        if told and told[-1][-1].isdigit() and found.group()[0].isdigit():
            gap = folded[end : found.start()]
            told.append(next((sign for sign in _BETWEEN_DIGITS if sign in gap), " "))
        told.append(found.group())
        end = found.end()
    return "".join(told)


def mark(*parts: str) -> str:
    """16 hexadecimal digits that stand for the parts."""
    return hashlib.sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def fingerprint(  # noqa: PLR0917 - each is another room's value
    rule: Rule, subject: Subject, measure: int | None, facts: Sequence[Fact], base: FactBase, plan: Plan
) -> str:
    """16 hexadecimal digits that stay while the finding's rule and subject stay, wherever it stands.

    `facts` are those the finding rests on, `base` all of the plan.
    """
    if rule.merge:  # one finding of all: which of its subjects comes first is no matter
        return mark(rule.code, subject.kind)
    if measure is None:
        return mark(rule.code, subject.kind, bare(subject.ref or ""))
    if _repeats(facts):
        return mark(rule.code, subject.kind, *_repeated(measure, base, plan))
    row = plan.measures[measure]
    cells = {
        Column.DEADLINE: row.deadline.text if row.deadline else "",
        Column.RESPONSIBLE: row.responsible.text if row.responsible else "",
        Column.RESULT: row.result or "",
    }
    asked = [f"{column}: {bare(cells[column])}" for column in judged_cells(rule)]
    return mark(rule.code, subject.kind, bare(row.text), *asked)


@lru_cache(maxsize=1024)
def judged_cells(rule: Rule) -> tuple[Column, ...]:
    """The cells of the subject's row, beside the measure's words, that the rule asks about."""
    patterns = [
        term.pattern if isinstance(term, Absent) else term
        for term in chain(rule.selection, *rule.require, *rule.forbid)
    ]
    own = _of_one_row(rule.subject.var, patterns)
    kinds = {one.var: one.kind for one in patterns}
    asked = {(one.kind, condition.field) for one in patterns if one.var in own for condition in one.conditions}
    referred = (condition.value for one in patterns for condition in one.conditions)
    asked |= {(kinds[ref.var], ref.field) for ref in referred if isinstance(ref, Ref) and ref.var in own & kinds.keys()}
    found = {ASKED_OF[kind][field] for kind, field in asked if field in ASKED_OF.get(kind, ())}
    return tuple(column for column in Column if column in found)


def _of_one_row(var: str | None, patterns: Sequence[Pattern]) -> set[str]:
    """The variables whose facts are about the subject's own row."""
    own = {var} if var else set[str]()
    links = [(one.var, other) for one in patterns for other in (one.same, *map(_row_of, one.conditions)) if other]
    for _ in links:  # a chain of links is no longer than there are links
        own |= {name for pair in links if own & set(pair) for name in pair}
    return own


def _row_of(condition: Condition) -> str | None:
    """The variable whose row the condition asks to be this one."""
    other = condition.value
    same = condition.field == "measure" and condition.op is Op.EQ
    return other.var if same and isinstance(other, Ref) and other.field == "measure" else None


def _repeated(measure: int, base: FactBase, plan: Plan) -> tuple[str, str]:
    """Two texts of the group of rows that say the same: which row is the later one depends on their order alone."""
    links = {fact.measure: int(fact.values["earlier"]) for fact in base.of("repeat") if fact.measure is not None}
    first = _first(measure, links)
    later = sorted(one for one in links if _first(one, links) == first)
    told = sorted(bare(plan.measures[one].text) for one in (first, *later))
    return told[0], told[1 + later.index(measure)]


def _repeats(facts: Iterable[Fact]) -> bool:
    return any(fact.kind.name == "repeat" for fact in facts)


def _first(measure: int, links: Mapping[int, int]) -> int:
    while measure in links:
        measure = links[measure]
    return measure


def grounds(rule: Rule, facts: Sequence[Fact], base: FactBase, plan: Plan) -> tuple[str, ...]:
    """A mark for each thing that a finding rests on: rows, words outside the rows, what the plan's head lacks.

    A finding that rests on less than before is the same, partly mended; one that rests on more is another.
    """
    rows = () if _repeats(facts) else _of_facts(facts, plan)  # repeated rows are told by the fingerprint itself
    return tuple(sorted({*rows, *_of_head(rule, base)}))


def _of_facts(facts: Iterable[Fact], plan: Plan) -> Iterator[str]:
    for fact in facts:
        named = fact.values.get("name")
        words = bare(named) if isinstance(named, str) and fact.quote else _core(fact.quote)
        if fact.measure is not None:
            yield mark("row", bare(plan.measures[fact.measure].text), words)
        elif fact.quote:
            yield mark("outside", fact.kind.name, words)


def _core(quote: str) -> str:
    """The words that tell a quote, whatever context it was cut with: those next to the blank, if it has one."""
    blank = _BLANK.search(quote.strip("…"))
    if blank is None:
        return bare(" ".join(word for word in quote.split() if "…" not in word))
    before, after = blank.string[: blank.start()], blank.string[blank.end() :]
    return "_".join((bare(before)[-_NEAR:], bare(blank.group()), bare(after)[:_NEAR]))


def _of_head(rule: Rule, base: FactBase) -> Iterator[str]:
    """The fields of the plan that are required to have a value and have another."""
    terms = chain.from_iterable(rule.require)
    required = [term.conditions for term in terms if isinstance(term, Pattern) and term.kind == "plan"]
    for fact in base.of("plan"):
        for condition in chain.from_iterable(required):
            if condition.op is Op.EQ and fact.values[condition.field] != condition.value:
                yield mark("plan", condition.field)
