"""Which measures say what an earlier measure says: found without comparing each with each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from plancheck.plan import Column, Measure, Plan
from plancheck.rules.facts.reading import Reading
from plancheck.rules.facts.sayings import LEAST_COMMON, Outline, Saying, families, outline, same, saying, told_apart
from plancheck.rules.fields import FactList

__all__ = ["add_repeat_facts", "repeats"]

_FEW = 64  # so many measures are told apart well enough by how many words they have
_CANDIDATES = 100  # of rows alike in words, and yet not the same row, so many are looked at, the earliest
_SHORT = 4  # so few words are the same deed only within one section

_Rows = defaultdict[object, list[tuple[int, Outline]]]


def add_repeat_facts(facts: FactList, reading: Reading) -> None:
    """Adds a repeat fact for each measure that repeats an earlier one, the earliest."""
    for later, earlier in repeats(reading.plan):
        texts = {**reading.texts(later), "earlier_label": reading.label(earlier)}
        facts.add("repeat", texts, measure=later, earlier=earlier)


def repeats(plan: Plan, few: int = _FEW) -> Iterator[tuple[int, int]]:
    """Pairs (later, earliest that says the same), by index.

    Rows of one text in one place of the plan have one answer. Those that say the same in other words have as many
    words that weigh, each of one family with one of the other's; so with more than a `few` measures rows meet by
    the families of their words, and time grows with the number of measures, not with its square.
    """
    texts = {text: saying(text) for text in dict.fromkeys(measure.text for measure in plan.measures)}
    kin = families(word for one in texts.values() for word in one.weighty) if len(plan.measures) > few else None
    outlines = {one: tuple(outline(words, kin) for words in (one.content, *one.shorter)) for one in texts.values()}
    answers: dict[object, int] = {}
    alike: dict[tuple[str, ...], list[int]] = defaultdict(list)
    whole: _Rows = defaultdict(list)  # rows by the outline of their text
    cut: _Rows = defaultdict(list)  # and by those of the text without its last part
    for index, measure in enumerate(plan.measures):
        one = texts[measure.text]
        if not one.content:
            continue
        row = (one, *_beside_the_words(measure))
        answer = answers.get(row)
        if answer is None:
            own, *shorter = outlines[one]
            near = {*_near(own, whole), *_near(own, cut), *(at for short in shorter for at in _near(short, whole))}
            for at in sorted({*alike[one.content][:_CANDIDATES], *near}):
                earlier = plan.measures[at]
                if _one_deed(plan, earlier, measure, texts[earlier.text], one):
                    answer = at
                    break
            answers[row] = index if answer is None else answer
            alike[one.content].append(index)
            whole[own.key].append((index, own))
            for short in shorter:
                cut[short.key].append((index, short))
        if answer is not None and Column.MEASURE not in measure.spanned:  # one cell over several rows is written once
            yield index, answer


def _near(one: Outline, rows: _Rows) -> Iterator[int]:
    """The rows of the same outline that have enough words in common."""
    if len(one.words) >= LEAST_COMMON and one.key in rows:
        for at, other in rows[one.key][:_CANDIDATES]:
            if len(one.words & other.words) >= LEAST_COMMON:
                yield at


def _beside_the_words(measure: Measure) -> tuple[object, ...]:
    """All else that decides whether two rows are one deed (`_one_deed`): rows that have it in common are alike."""
    return (
        measure.section,
        frozenset(measure.procedures),
        frozenset(measure.years),
        frozenset(measure.schools),
        frozenset((title, cell.strip()) for title, cell in measure.other.items()),
    )


def _one_deed(plan: Plan, earlier: Measure, later: Measure, one: Saying, other: Saying) -> bool:
    """The same words, and nothing else of the two measures tells them apart."""
    if plan.level_of(earlier) is not plan.level_of(later) or not _agree(earlier, later):
        return False
    if all(about := [_sets_apart(plan, measure) for measure in (earlier, later)]) and about[0] != about[1]:
        return False
    if earlier.section != later.section and min(len(one.weighty), len(other.weighty)) < _SHORT:
        return False
    return same(one, other)


def _sets_apart(plan: Plan, measure: Measure) -> frozenset[str]:
    """The years, classes, subjects and audiences that the section's heading speaks to."""
    return frozenset() if measure.section is None else told_apart(plan.sections[measure.section].title)


def _agree(earlier: Measure, later: Measure) -> bool:
    """Where both say procedures, years, schools or a further column, they say the same."""
    pairs: Sequence[tuple[object, object]] = (
        (set(earlier.procedures), set(later.procedures)),
        (set(earlier.years), set(later.years)),
        (set(earlier.schools), set(later.schools)),
        *((earlier.other[title].strip(), later.other[title].strip()) for title in earlier.other.keys() & later.other),
    )
    return all(one == other for one, other in pairs if one and other)
