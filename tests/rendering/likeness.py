"""When two readings are the same plan, and the same verdict: all but the places and the file."""

from __future__ import annotations

from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Any

from plancheck.checking import load_named, ruleset_name
from plancheck.document import Document, Paragraph
from plancheck.parsing import shipped_lexicons, understand
from plancheck.plan import Plan
from plancheck.rules import RuleOutcome, judgement

_PLACES = {"location", "places"}
_APART = {"source", "remarks", "skipped"}


def plan_of(document: Document) -> Plan:
    return understand(document, shipped_lexicons())


def said(plan: Plan, *, merged: bool = False) -> dict[str, Any]:
    """All that the plan says, without places; `merged`: with the columns told as merged down."""
    left_out = _PLACES if merged else _PLACES | {"spanned"}
    return {name: _bare(value, left_out) for name, value in plan.model_dump(exclude=_APART).items()}


def _bare(value: Any, left_out: set[str]) -> Any:
    if isinstance(value, dict):
        return {name: _bare(part, left_out) for name, part in value.items() if name not in left_out}
    if isinstance(value, list | tuple):
        return [_bare(part, left_out) for part in value]
    return value


def verdict(plan: Plan) -> list[tuple[object, ...]]:
    """Every outcome, by the reference evaluator: rule, outcome, subject, measures, message."""
    ruleset = load_named(ruleset_name(plan))
    return sorted(map(_outcome, judgement(plan, ruleset, engine="reference").outcomes), key=repr)


def _outcome(one: RuleOutcome) -> tuple[object, ...]:
    return one.rule, one.outcome, one.subject, one.measures, one.message


def shape(document: Document) -> list[object]:
    """The blocks as texts: what to hold side by side where two readings differ."""
    found: list[object] = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            found.append(block.text)
        else:
            found.append([[(cell.text, cell.merged) for cell in row.cells] for row in block.rows])
    return found


def cells_of(plan: Plan) -> list[tuple[str, ...]]:
    """The plan's cells, a tuple a measure, white space evened out: what PDF is counted by."""
    rows = []
    for measure in plan.measures:
        deadline, responsible = measure.deadline, measure.responsible
        texts = [
            measure.number or "",
            measure.text,
            deadline.text if deadline else "",
            responsible.text if responsible else "",
            measure.result or "",
            *measure.other.values(),
        ]
        rows.append(tuple(" ".join(text.split()) for text in texts))
    return rows


def cells_right(expected: Plan, found: Plan) -> tuple[int, int]:
    """How many cells (and titles of sections) of a plan were read as they are, of how many; none too many is right.

    Measures are set side by side by their texts, so that one lost row costs its own cells alone.
    """
    ours, theirs = cells_of(expected), cells_of(found)
    right = whole = 0
    matcher = SequenceMatcher(None, [row[1] for row in ours], [row[1] for row in theirs], autojunk=False)
    for _, i, stop, j, end in matcher.get_opcodes():
        for one, other in zip_longest(ours[i:stop], theirs[j:end], fillvalue=()):
            whole += max(len(one), len(other))
            right += sum(a == b for a, b in zip(one, other, strict=False))
    titles = [section.title for section in expected.sections]
    whole += len(titles)
    right += sum(title in {section.title for section in found.sections} for title in titles)
    return right, whole
