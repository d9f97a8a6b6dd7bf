"""Reads a plan's head: title, organisation, level, period and approval, each by its own reader."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from plancheck.document import Block
from plancheck.parsing.approval import ApprovalWords, read_approval
from plancheck.parsing.dates import Months
from plancheck.parsing.headlines import Group, joined, lay_out
from plancheck.parsing.organisation import (
    OrganisationWords,
    find_organisation,
    level_of_body,
    level_of_preamble,
    level_of_title,
    may_be_one_school,
)
from plancheck.parsing.period import read_period
from plancheck.parsing.period_words import PeriodWords
from plancheck.parsing.title import FoundTitle, TitleWords, find_title
from plancheck.plan import Approval, Level, Period

_SURELY, _STATED, _MENTIONED = 4, 2, 1  # the rank a period must reach: preamble, order, title


class HeadWords(NamedTuple):
    """All the words of a plan's head."""

    period: PeriodWords
    title: TitleWords
    approval: ApprovalWords
    organisation: OrganisationWords

    @classmethod
    def of(cls, entry: Mapping[str, Any]) -> HeadWords:
        """From the lexicon `head.yaml`, read to plain dicts and lists."""
        months = Months.named(entry["months"])
        return cls(
            PeriodWords.of(entry["period"], months),
            TitleWords.of(entry["title"]),
            ApprovalWords.of(entry["approval"], months),
            OrganisationWords.of(entry["organisation"]),
        )


class Head(NamedTuple):
    """What the head says; None for a part it does not say. `texts` are its lines."""

    title: str | None
    organisation: str | None
    level: Level | None
    period: Period | None
    approval: Approval | None
    texts: tuple[str, ...]


def read_head(before: Sequence[Block], after: Sequence[Block], words: HeadWords) -> Head:
    """Reads the blocks before the plan's first table (stamp tables among them) and those after its last."""
    groups = lay_out(before, words.approval.stamp, words.title.opens)
    flow: Group = groups[0]
    ends = tuple(line for group in lay_out(after, words.approval.stamp, words.title.opens) for line in group)
    titled = find_title(flow, words.title)
    aside = (found for group in groups[1:] if (found := find_title(group, words.title)))
    named = titled or next(aside, None)
    title = named.text if named else None
    approval = read_approval(groups, ends, titled.first if titled else None, words.approval)
    organisation = find_organisation(flow[: titled.first] if titled else flow, title, words.organisation)
    level = _level(title, organisation, groups, ends, words)
    period = read_period(
        [(title or "", _MENTIONED), *_order_and_preamble(flow, titled)],
        level,
        words.period,
        since=approval.date if approval else None,
    )
    texts = tuple(line.text for group in groups for line in group)
    return Head(title, organisation, level, period, approval, texts)


def _order_and_preamble(flow: Group, found: FoundTitle | None) -> list[tuple[str, int]]:
    """First the lines above the title (an order's subject and items), then those between it and the table."""
    if found is None:
        return [(joined(flow), _SURELY), (joined(flow), _STATED)]
    over, below = joined(flow[: found.first]), joined(flow[found.last + 1 :])
    return [(over, _SURELY), (below, _SURELY), (over, _STATED), (below, _STATED)]


def _level_of_stamp(groups: Sequence[Group], words: HeadWords) -> Level | None:
    """Whose head or order approves the plan."""
    for group in (*groups[1:], groups[0]):
        for place, line in enumerate(group):
            if words.approval.stamp.match(line.text) or words.approval.to_order.search(line.text):
                level = level_of_body(joined(group[place : place + 5]), words.organisation)
                if level:
                    return level
    return None


def _level(
    title: str | None, organisation: str | None, groups: Sequence[Group], ends: Group, words: HeadWords
) -> Level | None:
    """Whose plan it is, from the most telling source that says so; None where none does."""
    bodies = words.organisation
    level = level_of_body(organisation, bodies) if organisation and organisation not in (title or "") else None
    level = level or level_of_title(title, bodies)
    if level and not may_be_one_school(title, bodies):
        return level
    approved = _level_of_stamp(groups, words)
    if approved is Level.SCHOOL or not level:
        level = approved
    if level:
        return level
    for lines in (groups[0], ends):
        for place, line in enumerate(lines):
            agreed = place and words.approval.others.match(lines[place - 1].text)
            if words.approval.position.match(line.text) and not agreed:
                level = level_of_body(joined(lines[place : place + 2]), bodies)
                if level:
                    return level
    return level_of_preamble(joined(groups[0]), bodies)
