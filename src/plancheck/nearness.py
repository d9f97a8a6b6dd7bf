"""Joins what a rule asks for in vain, told by the rules' room, with what measures nearly say, told by parsing."""

from __future__ import annotations

from plancheck.lexicons import NO_AMENDMENTS, Amendments
from plancheck.parsing import lexicons_with
from plancheck.parsing.near_words import NearWords, near_words
from plancheck.plan import Plan
from plancheck.rules import Trace
from plancheck.rules.facts.measure_facts import DIRECTIONS_OF

__all__ = ["near_words_of"]


def near_words_of(plan: Plan, seen: Trace, lexicons: Amendments = NO_AMENDMENTS) -> tuple[NearWords, ...]:
    """The measures whose words come near the topics (or those of the directions) that a rule asks for in vain.

    `lexicons` is what the ruleset adds to the words that plans are read by.
    """
    topics: dict[str, None] = {}
    for field, code in seen.wanted:
        if field == "topic":
            topics[code] = None
        else:
            topics |= {str(topic): None for topic, served in DIRECTIONS_OF.items() if code in served}
    if not topics:
        return ()
    known = lexicons_with(lexicons)
    return near_words(plan, list(topics), known.topics, known.clauses)
