"""Which measures of a school's plan answer what a superior plan asks: by topic, and by procedure where one is named."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from plancheck.language.morphology import lemmas
from plancheck.language.normalise import clean, fold
from plancheck.plan import Mark, Measure, Topic
from plancheck.rules.facts.asking import Asking
from plancheck.rules.facts.reading import Reading
from plancheck.rules.facts.wording import wording

__all__ = ["Answers", "answers_to", "day_done"]

_NEAREST = 3  # rows shown to whoever must decide
_LIKE = 0.3  # the share of words that makes a row worth showing


@dataclass(frozen=True, slots=True)
class Answers:
    """`sure`: the rows that together answer; `near`: rows to look at where none do, the nearest first.

    `decisive` is the row whose deadline says when the answer is complete; None where nothing answers.
    """

    sure: tuple[int, ...] = ()
    near: tuple[int, ...] = ()
    decisive: int | None = None


def answers_to(asking: Asking, reading: Reading) -> Answers:
    """The rows that answer a requirement. All its topics must be answered, by one row or several.

    A row with the topic but for another procedure, or with some of the topics, is near; so are rows of like words
    where the requirement's own topic is unknown.
    """
    measures = reading.plan.measures
    same = tuple(row for row, one in enumerate(measures) if _bare(one.text) == _bare(asking.measure.text))
    if not asking.topics:
        return _met([same], reading) if same else Answers(near=_like(asking, reading))
    by_topic = {topic: tuple(_speaking(topic, measures)) for topic in asking.topics}
    for_procedures = {
        (topic, procedure): tuple(row for row in rows if _serves(measures[row], procedure, reading))
        for topic, rows in by_topic.items()
        for procedure in asking.procedures or ("",)
    }
    if all(for_procedures.values()):
        return _met(for_procedures.values(), reading)
    if same:
        return _met([same], reading)
    partly = dict.fromkeys(row for rows in by_topic.values() for row in rows)
    return Answers(near=tuple(partly) or _kindred(asking, reading))


def _speaking(topic: Topic, measures: Iterable[Measure]) -> Iterable[int]:
    return (row for row, one in enumerate(measures) if topic in one.topics)


def _serves(measure: Measure, procedure: str, reading: Reading) -> bool:
    """Whether a row is for a procedure: named, one of «all», or part of no other; the whole stands for its parts."""
    if not procedure or Mark.ALL_PROCEDURES in measure.marks:
        return True
    meant = reading.meant(measure)
    parts: Mapping[str, list[str]] = wording("procedures")["parts"]
    return not meant or any(name == procedure or procedure in parts.get(name, ()) for name in meant)


def _met(rows_of_parts: Iterable[tuple[int, ...]], reading: Reading) -> Answers:
    """Each part is met by its earliest row, the whole by the latest of these."""
    measures = reading.plan.measures
    parts = list(rows_of_parts)
    first = [min(rows, key=lambda row: (_day(measures[row]), row)) for rows in parts]
    rows = sorted({row for rows in parts for row in rows})
    return Answers(sure=tuple(rows), decisive=max(first, key=lambda row: (_day(measures[row]), -row)))


def _day(measure: Measure) -> dt.date:
    """For comparing rows: one without a day comes last."""
    return day_done(measure) or dt.date.max


def day_done(measure: Measure) -> dt.date | None:
    """The last day of the first window: by then it is done at least once.

    None for what goes on all the time, is repeated, or has no last day: when it is done, the row does not say.
    """
    deadline = measure.deadline
    if deadline is None or deadline.ongoing or deadline.recurrence is not None:
        return None
    return min((last for _, last in deadline.windows if last is not None), default=None)


def _kindred(asking: Asking, reading: Reading) -> tuple[int, ...]:
    """Rows that say nearly the same in other words, where no row has the topic: topics are told by words, too."""
    wanted = _content(asking.measure.text)
    shared = {row: _share(wanted, _content(one.text)) for row, one in enumerate(reading.plan.measures)}
    close = [row for row in shared if shared[row] >= 2 * _LIKE]
    return tuple(sorted(close, key=lambda row: -shared[row])[:_NEAREST])


def _like(asking: Asking, reading: Reading) -> tuple[int, ...]:
    wanted = _content(asking.measure.text)
    shared = {row: _share(wanted, _content(one.text)) for row, one in enumerate(reading.plan.measures)}
    close = [row for row in shared if shared[row] >= _LIKE]
    return tuple(sorted(close, key=lambda row: -shared[row])[:_NEAREST])


def _share(some: frozenset[str], others: frozenset[str]) -> float:
    """How much of the shorter text's words the other has."""
    fewest = min(len(some), len(others))
    return len(some & others) / fewest if fewest > 1 else 0.0


@lru_cache(maxsize=8192)
def _content(text: str) -> frozenset[str]:
    """The words of a text that say something, in one dictionary form each."""
    return frozenset(min(lemmas(word)) for word in re.findall(r"[^\W\d_]{4,}", fold(clean(text))))


@lru_cache(maxsize=8192)
def _bare(text: str) -> str:
    return " ".join(re.findall(r"\w+", fold(clean(text))))
