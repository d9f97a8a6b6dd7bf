"""Shows a fact to a person: its measure by number and words, without the flags that are not set."""

from __future__ import annotations

import re

from plancheck.plan import Plan
from plancheck.report.place import row_label
from plancheck.report.safe_text import one_line
from plancheck.report.wording import Wording

_ROW = 50
_UNSET = re.compile(r", [a-z_]+: (?:false|(?=[,}]))")
_MEASURE = re.compile(r"(?<=[{ ])measure: (\d+)")


def fact_line(fact: str, plan: Plan, words: Wording) -> str:
    """A fact without the flags that are not set, its measure named as in the plan, not by its index."""
    return _MEASURE.sub(lambda found: measure_line(int(found[1]), plan, words), _UNSET.sub("", fact))


def measure_line(index: int, plan: Plan, words: Wording) -> str:
    """«п. 3.2 «Вебинар для наблюдателей…»»."""
    measure = plan.measures[index]
    quote = words.quote(one_line(measure.text, _ROW))
    return " ".join(part for part in (row_label(measure.number, words), quote) if part)
