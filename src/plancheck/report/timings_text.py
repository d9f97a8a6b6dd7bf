"""Shows where the time of a check went: stages, then the slowest rules."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from plancheck.report.page import Page
from plancheck.report.safe_text import safe_path
from plancheck.report.wording import Wording

_STAGES = {
    "open": "timings.open",
    "read": "timings.read",
    "understand": "timings.understand",
    "rules": "timings.rules",
    "facts": "timings.facts",
    "judge": "timings.judge",
}
_RULES = 10


class Timed(Protocol):
    """What was measured, in seconds (timings.py)."""

    @property
    def path(self) -> str: ...
    @property
    def stages(self) -> Sequence[tuple[str, float]]: ...
    @property
    def rules(self) -> Sequence[tuple[str, float]]: ...
    @property
    def facts(self) -> int: ...


def write_timings(timed: Timed, page: Page, words: Wording) -> None:
    """Milliseconds of each stage and of the slowest rules."""
    page.text(words.say("timings.of", file=safe_path(timed.path)), style="bold")
    for name, seconds in timed.stages:
        page.text(f"{1000 * seconds:9.1f}  {words.say(_STAGES[name], facts=timed.facts)}", indent=1)
    page.text(f"{1000 * sum(seconds for _, seconds in timed.stages):9.1f}  {words.say('timings.all')}", indent=1)
    page.text(words.say("timings.slowest"), style="bold")
    for code, seconds in timed.rules[:_RULES]:
        page.text(f"{1000 * seconds:9.2f}  {code}", indent=1)
