"""Reads the approval of a plan: its stamp, its «appendix to the order» line, or the order in the same file.

«Согласовано», «Принято», a bare signature and an act that the preamble cites approve nothing.
A protocol counts only under «Утверждено», where no order stands with it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from plancheck.compiling_late import late_pattern
from plancheck.parsing.dates import FoundDate, Months
from plancheck.parsing.headlines import Group, Line, joined
from plancheck.parsing.stems import Pattern, alternation, any_of, beginnings
from plancheck.plan import Approval

NAME = re.compile(
    r"(?<![\w.])(?:[А-ЯЁ]\.\s?(?:[А-ЯЁ]\.?\s?)?[А-ЯЁ][Ё-ё]+(?:-[А-ЯЁ][Ё-ё]+)?"
    r"|[А-ЯЁ][Ё-ё]+(?:-[А-ЯЁ][Ё-ё]+)?\s+[А-ЯЁ]\.\s?(?:[А-ЯЁ]\.)?"
    r"(?![ \t]*(?:[А-ЯЁ]\.\s?)?[А-ЯЁ][а-яё]{2}))(?!\w)"
)
FULL_NAME = re.compile(r"(?<!\w)[А-ЯЁ][а-яё]+\s+[А-ЯЁ][а-яё]+\s+[А-ЯЁ][а-яё]+(?:вич|вна|ична|ьич|оглы|кызы)(?!\w)")
_NUMBER = re.compile(
    r"(?:№|N[o°]?(?![A-Za-z])(?![А-я]))[\s_]*(?P<n>[^\W\d_]{0,6}[/.-]?\d[\w/.]*(?:\s?-\s?(?:\d[\w/]*|[^\W\d_]{1,4}(?!\w)(?:/[А-я]{1,3}(?!\w))?))*"
    r"(?: [Ё-ё](?=\s*(?:\n|$)))?)"
)
_BARE_NUMBER = late_pattern(r"[.\s]*(?P<n>\d{1,4}(?:[/-]\w{1,4}|[а-яё])?)(?=\s+\w)(?!\s*\.)", re.IGNORECASE)
_STAMP_LINES = 9
_APPENDIX_LINES = 8
_BEHEADED_LINES = 5
_ORDER_HEAD_LINES = 8


class ApprovalWords(NamedTuple):
    """The words of stamps and orders, compiled."""

    months: Months
    stamp: Pattern
    stamp_form: Pattern
    others: Pattern
    order: Pattern
    protocol: Pattern
    appendix: Pattern
    to_order: Pattern
    heading: Pattern
    letterhead: Pattern
    commands: Pattern
    approves_plan: Pattern
    position: Pattern
    numbered: Pattern
    numbered_order: Pattern
    organisation: Pattern
    council: Pattern

    @classmethod
    def of(cls, entry: Mapping[str, Any], months: Months) -> ApprovalWords:
        """From the section `approval` of the head's lexicon."""
        order, plan = alternation(entry["order"]), alternation(entry["plan"])
        approved = alternation(entry["approved"])
        spaced = "|".join(r"\s*".join(map(re.escape, word)) for word in entry["order_heading"])
        ic = re.IGNORECASE
        return cls(
            months=months,
            stamp=any_of(entry["approve"], led=r"[\s\"«(]*"),
            stamp_form=Pattern(rf"[\s\"«(]*(?:(?:{plan})\s+)?(?:{approved})", ic, beginnings(entry["approved"])),
            others=any_of(entry["others"], led=r"\W*"),
            order=Pattern(order, ic, beginnings(entry["order"])),
            protocol=any_of(entry["protocol"]),
            appendix=any_of(entry["appendix"], led=r"\W*"),
            to_order=Pattern(rf"(?:{alternation(entry['to'])})\s+(?:{order})", ic, beginnings(entry["order"])),
            heading=Pattern(rf"\W*(?:{spaced})(?!\w)", ic),
            letterhead=Pattern(
                rf"\W*(?:{alternation(entry['order_heading'])})\W*(?:$|\d|№|N\b|{alternation(entry['from'])})",
                ic,
                beginnings(entry["order_heading"]),
            ),
            commands=any_of(entry["commands"]),
            approves_plan=Pattern(
                rf"(?:{alternation(entry['approving'])})[^.;]{{0,80}}?(?:{plan})", ic, beginnings(entry["plan"])
            ),
            position=any_of(entry["position"]),
            numbered=any_of(entry["numbered"], followed=r"[»\" ]*\Z"),
            numbered_order=any_of(entry["numbered_order"], followed=r"\s*\Z"),
            organisation=Pattern(
                rf"\s*(?:{alternation(entry['organisation'])})", begins=beginnings(entry["organisation"])
            ),
            council=any_of(entry["council"]),
        )


def read_approval(
    groups: Sequence[Group], after: Sequence[Line], title_line: int | None, words: ApprovalWords
) -> Approval | None:
    """The approval that tells most; of equals the stamp's, then the appendix line's, then the order's.

    `groups` are the lines before the table, the running text first; `title_line` is the title's index in it.
    Parts one record lacks are taken from another of the same number, or of none.
    """
    records: list[Approval] = []
    for number, group in enumerate(groups):
        records += _stamps(group, title_line if number == 0 else None, words)
    records += _stamps(after, None, words, tail=True)
    for number, group in enumerate(groups):
        records += _appendices(group, title_line if number == 0 else None, words)
    records += _orders(groups[0] if groups else (), title_line, words)
    records = records or _beheaded(groups, title_line, words)
    if not records:
        return None
    best = max(records, key=lambda one: (one.number is not None) + (one.date is not None))
    alike = [one for one in records if one.number in (None, best.number) or best.number is None]
    return Approval(
        by=best.by or next((one.by for one in alike if one.by), None),
        position=best.position or next((one.position for one in alike if one.position), None),
        number=best.number or next((one.number for one in alike if one.number), None),
        date=best.date or next((one.date for one in alike if one.date), None),
    )


def _stamps(lines: Sequence[Line], title_line: int | None, words: ApprovalWords, tail: bool = False) -> list[Approval]:
    """Every «Утверждаю» and «Утверждено …»; `tail`: after the table only the former and orders count."""
    found = []
    for place, line in enumerate(lines):
        shouted = words.stamp.match(line.text)
        stated = words.stamp_form.match(line.text)
        if not shouted and not stated:
            continue
        taken = [line.text]
        for number, other in enumerate(lines[place + 1 : place + _STAMP_LINES], place + 1):
            if number == title_line or words.others.match(other.text) or words.stamp.match(other.text):
                break
            taken.append(other.text)
        record = _record("\n".join(taken), words, orders_only=tail and not shouted)
        if shouted or record.number or record.date or words.order.search("\n".join(taken)):
            found.append(record)
    return found


def _record(text: str, words: ApprovalWords, orders_only: bool = False) -> Approval:
    """What a stamp says. Its number is the order's, else the one beside its date, never a school's."""
    order = words.order.search(text) or (None if orders_only else words.protocol.search(text))
    number, day = _number_and_date(text[order.end() :] if order else text, words, near=order is None)
    if day is None and order:  # «1 сентября 2025 г., приказ № 7»: the day stands before the order
        before = words.months.dates_in(text[: order.start()])
        day = before[-1].day if before else None
    by, position = _signed(text, words)
    council = words.council.search(text)
    return Approval(by=by or (council.group() if council else None), position=position, number=number, date=day)


def _number_and_date(text: str, words: ApprovalWords, near: bool = False) -> tuple[str | None, dt.date | None]:
    """The first date, and the number after it, else before it; with `near` only one beside the date."""
    dates = words.months.dates_in(text)
    day: FoundDate | None = dates[0] if dates else None
    numbers = [one for one in _NUMBER.finditer(text) if _is_orders(text[max(0, one.start() - 40) : one.start()], words)]
    numbers = [one for one in numbers if not any(date.start <= one.start("n") < date.end for date in dates)]
    if near:
        numbers = [one for one in numbers if day and _beside(text, one, day)]
    later = [one for one in numbers if day and one.start() >= day.end]
    chosen = next(iter(later or numbers), None)
    if chosen is None and not near:
        bare = _BARE_NUMBER.match(text)
        if bare and not any(date.start <= bare.start("n") < date.end for date in dates):
            chosen = bare
    number = re.sub(r"\s+", "", chosen["n"]).strip("_.-/") if chosen else None
    return number or None, day.day if day else None


def _is_orders(before: str, words: ApprovalWords) -> bool:
    """Whether a number with that text before it is an order's, and not an institution's."""
    return not words.numbered.search(before) or words.numbered_order.search(before) is not None


def _beside(text: str, number: re.Match[str], day: FoundDate) -> bool:
    first, second = (number.end(), day.start) if number.end() <= day.start else (day.end, number.start())
    return second - first <= 12 and "\n\n" not in text[first:second]


def _signed(text: str, words: ApprovalWords) -> tuple[str | None, str | None]:
    """Name and post of who signs; the post without the organisation's name."""
    name = NAME.search(text) or FULL_NAME.search(text)
    by = " ".join(name.group().split()) if name else None
    for line in text.splitlines():
        post = words.position.search(line)
        if post and not words.order.search(line[: post.start()]):  # «приказом директора» names no signer
            whole = line[post.start() :]
            cut = NAME.search(whole) or FULL_NAME.search(whole)
            whole = whole[: cut.start()] if cut else whole
            return by, _post(whole, words)
    return by, None


def _post(text: str, words: ApprovalWords) -> str | None:
    text = re.split(r"[_/(:«\"\d]|№|\s-\s", text)[0]
    for gap in re.finditer(r"\s+", text):
        if words.organisation.match(text, gap.start()):
            text = text[: gap.start()]
            break
    return " ".join(text.split()).strip(" .,;") or None


def _appendices(lines: Sequence[Line], title_line: int | None, words: ApprovalWords) -> list[Approval]:
    """«Приложение № 1 к приказу … от … № …», also where only its second line has stayed."""
    found = []
    for place, line in enumerate(lines):
        opening = words.appendix.match(line.text)
        if not opening and not words.to_order.match(line.text):
            continue
        taken = [line.text]
        for number, other in enumerate(lines[place + 1 : place + _APPENDIX_LINES], place + 1):
            if number == title_line or words.others.match(other.text) or words.stamp.match(other.text):
                break
            if words.appendix.match(other.text) or words.heading.fullmatch(other.text):
                break
            taken.append(other.text)
        text = "\n".join(taken)
        order = words.to_order.search(text)
        if not order or (opening and order.start() > opening.end() + 60):
            continue
        number_, day = _number_and_date(_without_title(text[order.end() :], words), words)
        found.append(Approval(number=number_, date=day))
    return found


def _beheaded(groups: Sequence[Group], title_line: int | None, words: ApprovalWords) -> list[Approval]:
    """A stamp whose «Утверждаю» is lost: a post on top, an order's number and date right below."""
    found = []
    for number, group in enumerate(groups):
        end = len(group) if number or title_line is None else title_line
        for place, line in enumerate(group[:end]):
            text = joined(group[place : min(end, place + _BEHEADED_LINES)])
            if words.position.match(line.text) and words.order.search(text):
                record = _record(text, words, orders_only=True)
                if record.number and (record.date or words.months.dates_in(text)):
                    dates = words.months.dates_in(text)
                    found.append(record.model_copy(update={"date": record.date or dates[0].day}))
    return found[:1]


def _without_title(text: str, words: ApprovalWords) -> str:
    """The appendix line alone: its text up to the blank after its date or number has been read."""
    lines = text.splitlines()
    for place in range(len(lines)):
        so_far = "\n".join(lines[: place + 1])
        number, day = _number_and_date(so_far, words)
        if number and day:
            return so_far
    return text


def _orders(lines: Sequence[Line], title_line: int | None, words: ApprovalWords) -> list[Approval]:
    """An order in the same file that approves the plan, with the date and number of its own head."""
    found = []
    end = len(lines) if title_line is None else title_line
    for place, line in enumerate(lines[:end]):
        if not (words.heading.fullmatch(line.text.strip(" *")) or words.letterhead.match(line.text)):
            continue
        body = lines[place:]
        if not words.approves_plan.search(joined(body).replace("\n", " ")):
            continue
        head: list[str] = []
        for other in body[:_ORDER_HEAD_LINES]:
            if words.commands.search(other.text) or words.approves_plan.search(other.text):
                break
            head.append(other.text)
        number, day = _number_and_date("\n".join(head), words)
        if not (number or day):
            number, day = _number_and_date(joined(lines[max(0, place - 3) : place]), words, near=True)
        by, position = _signature(lines[place:end], words)
        found.append(Approval(by=by, position=position, number=number, date=day))
    return found


def _signature(lines: Sequence[Line], words: ApprovalWords) -> tuple[str | None, str | None]:
    """The last name below the order's text, with the post on its line or up to three lines above it."""
    for place in range(len(lines) - 1, -1, -1):
        text = lines[place].text
        name = NAME.search(text)
        if not name or re.match(r"\d+[.)]", text) or len(text) > 120:
            continue
        above = joined(lines[max(0, place - 3) : place + 1])
        posts = list(words.position.finditer(above))
        at_start = [one for one in posts if above[: one.start()].rpartition("\n")[2].strip() == ""]
        if at_start:
            return " ".join(name.group().split()), _post(
                above[at_start[-1].start() :].splitlines()[0].partition(name.group())[0], words
            )
    return None, None
