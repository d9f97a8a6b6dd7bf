"""What all themes ask of a plan: labels of measures, procedures by their one name, days of a deadline."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypedDict

from plancheck.plan import Column, Mark, Measure, Plan, Topic
from plancheck.rules.facts.wording import fill, shown, shown_day, wording
from plancheck.rules.fields import Display

__all__ = ["Marks", "Reading", "dates_shown", "has_column", "marks_of", "says", "shortened"]

_SHOWN_TEXT = 90


@dataclass(frozen=True)
class Reading:
    """A plan with the answers that several themes need; made once for a plan."""

    plan: Plan

    @cached_property
    def _starts_over(self) -> bool:
        """Whether sections number their measures anew, so that a number alone says too little."""
        numbers = {(one.section, one.number) for one in self.plan.measures if one.number}
        return len({number for _, number in numbers}) < len(numbers)

    @cached_property
    def held(self) -> tuple[str, ...]:
        """The procedures that the plan holds or regulates."""
        return _by_one_name(self.plan.held_procedures)

    @cached_property
    def procedures(self) -> tuple[str, ...]:
        """All procedures of the plan, the held ones among them."""
        named = (name for one in self.plan.measures for name in one.procedures)
        return _by_one_name((*self.plan.procedures, *self.plan.held_procedures, *named))

    def named(self, measure: Measure) -> tuple[str, ...]:
        """The procedures the measure names, else those of its section's heading."""
        section = None if measure.section is None else self.plan.sections[measure.section]
        return _by_one_name(measure.procedures or (section.procedures if section else ()))

    def meant(self, measure: Measure) -> tuple[str, ...]:
        """The procedures a measure is about: the named ones, else all that the plan holds."""
        return self.named(measure) or self.held or self.procedures

    def label(self, index: int) -> Display:
        """A measure as people call it: by number, with its section where numbers repeat."""
        return self.texts(index)["label"]

    def _label(self, index: int) -> Display:
        measure = self.plan.measures[index]
        if measure.number is None or not measure.number.strip():
            return fill("labels", "unnumbered", row=str(index + 1))
        number = measure.number.strip().rstrip(".)")
        if measure.section is None or not self._starts_over:
            return fill("labels", "numbered", number=number)
        section = self.plan.sections[measure.section].number or str(measure.section + 1)
        return fill("labels", "numbered_in_section", number=number, section=section.strip().rstrip(".)"))

    def texts(self, index: int) -> Mapping[str, Display]:
        """The label and the first words of a measure."""
        found = self._texts.get(index)
        if found is None:
            found = {"label": self._label(index), "text": shortened(self.plan.measures[index].text)}
            self._texts[index] = found
        return found

    @cached_property
    def _texts(self) -> dict[int, Mapping[str, Display]]:
        """As they are asked for: many facts are of one measure."""
        return {}

    def place(self, index: int | None) -> Display:
        """Where something stands: a measure's label, or outside the table."""
        return shown("labels", "outside_table") if index is None else self.label(index)


def _by_one_name(names: Iterable[str]) -> tuple[str, ...]:
    same: Mapping[str, str] = wording("procedures")["same"]
    return tuple(dict.fromkeys(same.get(name, name) for name in names))


def shortened(text: str) -> str:
    """The first words of a text in one line, with «…» where it goes on."""
    line = " ".join(text.split())
    if len(line) <= _SHOWN_TEXT:
        return line
    return line[:_SHOWN_TEXT].rsplit(" ", 1)[0].rstrip(" ,;:.-–") + "…"


def says(text: str | None) -> bool:
    """Whether a cell says anything: a dash stands for an empty one."""
    return any(sign.isalnum() for sign in text or "")


def has_column(plan: Plan, measure: Measure, column: Column) -> bool:
    """Whether the measure's own table has the column; else among the plan's."""
    return column in (measure.columns or plan.columns)


class Marks(TypedDict):
    """The flags that `measure` and `topic` facts have of a measure's marks."""

    by_order: bool
    independent: bool
    outsiders: bool
    all_procedures: bool
    authority_act: bool
    looks_back: bool
    holding: bool


def marks_of(measure: Measure) -> Marks:
    """The marks of a measure; to issue an order is to name one."""
    return {
        "by_order": Mark.BY_ORDER in measure.marks or Topic.ORDER in measure.topics,
        "independent": Mark.INDEPENDENT in measure.marks,
        "outsiders": Mark.OUTSIDERS in measure.marks,
        "all_procedures": Mark.ALL_PROCEDURES in measure.marks,
        "authority_act": Mark.AUTHORITY_ACT in measure.marks,
        "looks_back": Mark.LOOKS_BACK in measure.marks,
        "holding": Mark.HOLDING in measure.marks,
    }


def dates_shown(first: dt.date | None, last: dt.date | None) -> Display:
    """A window as people write it."""
    if first is None and last is None:
        return shown("dates", "unknown")
    if first is None:
        return fill("dates", "until", last=shown_day(last))
    if last is None:
        return fill("dates", "since", first=shown_day(first))
    if first == last:
        return shown_day(first)
    return fill("dates", "between", first=shown_day(first), last=shown_day(last))
