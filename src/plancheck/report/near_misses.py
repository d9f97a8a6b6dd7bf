"""Shows what a rule lacked on a plan: what was excepted, what does not meet the requirement, and what came near."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from plancheck.plan import Plan
from plancheck.report.fact_line import fact_line, measure_line
from plancheck.report.page import Page
from plancheck.report.phrase_match import why_not
from plancheck.report.safe_text import one_line
from plancheck.report.wording import Wording
from plancheck.rules.tracing import Trace

if TYPE_CHECKING:
    from plancheck.parsing.near_words import NearWords

_MOST = 10


def write_shortfall(seen: Trace, near: Sequence[NearWords], plan: Plan, page: Page, words: Wording) -> None:
    """Nothing where nothing is lacking."""

    def shown(facts: Sequence[str]) -> str:
        return " + ".join(fact_line(fact, plan, words) for fact in facts)

    excepted = [f"{shown(one.selected)}: {one.exception}{_because(shown(one.because))}" for one in seen.excepted]
    lacking = [
        f"{fact_line(one.fact, plan, words)}: {words.say('explain.lacks', conditions=', '.join(one.unmet))}"
        for one in seen.near
    ]
    _write_list("explain.excepted", excepted, page, words)
    unmet = [shown(facts) for facts in seen.unmet if not (len(facts) == 1 and facts[0].startswith("plan{"))]
    _write_list("explain.unmet", unmet, page, words)
    _write_list("explain.near", lacking, page, words)
    _write_list("explain.near_words", [_spoken(one, plan, words) for one in near], page, words)


def _because(facts: str) -> str:
    return f" = {facts}" if facts else ""


def _write_list(heading: str, lines: Sequence[str], page: Page, words: Wording) -> None:
    if not lines:
        return
    page.labelled(words.say(heading), words.count("things", len(lines)), indent=1)
    for line in lines[:_MOST]:
        page.text(line, indent=3, lead="~ ")
    if len(lines) > _MOST:
        page.text(words.count("more_places", len(lines) - _MOST), indent=3)


def _spoken(near: NearWords, plan: Plan, words: Wording) -> str:
    """«п. 3.2 «Вебинар…» говорит о наблюдателях («…»), но …; прочитано как: …»."""
    measure = plan.measures[near.measure]
    topic, said = words.name("topic", near.topic), words.quote(one_line(near.said))
    if near.stand is None:
        told = words.say("explain.near_word", said=said, topic=topic)
    else:
        why = why_not(near.stand, near.by, words)
        told = words.say("explain.near_phrase", said=said, topic=topic, phrase=one_line(near.phrase, 80), why=why)
    read = words.names("topic", measure.topics) or words.say("none")
    return f"{measure_line(near.measure, plan, words)}: {told}; {words.say('explain.read_as', topics=read)}"
