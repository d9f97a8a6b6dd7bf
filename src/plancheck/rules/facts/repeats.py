"""Which measures say what an earlier measure says: found without comparing each with each."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from plancheck.plan import Column, Measure, Plan
from plancheck.rules.facts.reading import Reading
from plancheck.rules.facts.sayings import Saying, same, saying, told_apart
from plancheck.rules.fields import FactList

__all__ = ["add_repeat_facts", "repeats"]

_KEYS = 3  # rare words a measure is looked up by
_CANDIDATES = 100  # earlier measures looked at for one rare word
_LIKENESSES = 3  # so many of texts equal to the word are kept for near look-ups: they stand for the others
_SHORT = 4  # so few words are the same deed only within one section


def add_repeat_facts(facts: FactList, reading: Reading) -> None:
    """Adds a repeat fact for each measure that repeats an earlier one, the earliest."""
    for later, earlier in repeats(reading.plan):
        texts = {**reading.texts(later), "earlier_label": reading.label(earlier)}
        facts.add("repeat", texts, measure=later, earlier=earlier)


def repeats(plan: Plan) -> Iterator[tuple[int, int]]:
    """Pairs (later, earliest that says the same), by index.

    Texts alike to the word meet in a dictionary; near ones are looked up by their rarest words, so that time
    grows with the number of measures, not with its square.
    """
    sayings = [saying(measure.text) for measure in plan.measures]
    counted = Counter(word for one in sayings for word in one.weighty)
    alike: dict[tuple[str, ...], list[int]] = defaultdict(list)
    by_word: dict[str, list[int]] = defaultdict(list)
    by_key: dict[str, list[int]] = defaultdict(list)
    for index, one in enumerate(sayings):
        earlier = alike[one.content][:_CANDIDATES]
        keys = sorted(one.weighty, key=lambda word: (counted[word], word))[:_KEYS]
        # Of three rare words a misspelt one may be missing.
        near = _met(by_word, keys) | _met(by_key, one.weighty)
        for at in sorted({*earlier, *near}):
            if _one_deed(plan, plan.measures[at], plan.measures[index], sayings[at], one):
                yield index, at
                break
        if len(earlier) < _LIKENESSES:
            for word in one.weighty:
                by_word[word].append(index)
            for word in keys:
                by_key[word].append(index)
        alike[one.content].append(index)


def _met(places: Mapping[str, list[int]], words: Iterable[str]) -> set[int]:
    """The earlier measures that stand at nearly as many of the words as a measure is looked up by."""
    met = [at for word in words if word in places for at in places[word][:_CANDIDATES]]
    return {at for at, count in Counter(met).items() if count >= _KEYS - 1} if len(met) >= _KEYS - 1 else set()


def _one_deed(plan: Plan, earlier: Measure, later: Measure, one: Saying, other: Saying) -> bool:
    """The same words, and nothing else of the two measures tells them apart."""
    if plan.level_of(earlier) is not plan.level_of(later) or not _agree(earlier, later):
        return False
    if Column.MEASURE in later.spanned:  # one cell over several rows is written once
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
