"""Finds a plan's title among the lines before its table, joined over wrapped lines."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from plancheck.compiling_late import late_pattern
from plancheck.parsing.headlines import Line
from plancheck.parsing.stems import Pattern, alternation, any_of

_NUMBERING = re.compile(r"^\s*(?:\d{1,2}(?:\.\d{1,2})*[.)]|[IVX]{1,4}[.)])\s+")
_OPEN_END = late_pattern(r"(?:[,(«\"-]|\b[а-яё]{1,2})$", re.IGNORECASE)
_ABBREVIATED = re.compile(r"(?<!\w)\w{1,2}\.$")
_LONGEST = 14  # lines of one title


class TitleWords(NamedTuple):
    """What titles begin with, go on with, and are cut off by, compiled."""

    opens: Pattern
    carries_on: Pattern
    stops: Pattern
    further: Pattern
    verbs: Pattern
    subject: Pattern
    plan: Pattern
    aside: Pattern
    inline: Pattern

    @classmethod
    def of(cls, entry: Mapping[str, Any]) -> TitleWords:
        """From the section `title` of the head's lexicon."""
        return cls(
            opens=any_of(entry["opens"], led=r"(?:[\"«(]|(?>[“„]))*\s*"),
            carries_on=Pattern(rf"(?:{alternation(entry['carries_on'])}|[(«\"]|\d{{4}})", re.IGNORECASE),
            stops=any_of(entry["stops"], led=r"[\"«]?"),
            further=Pattern(rf"\s*\((?:{alternation(entry['further'])})[^)]*\)?", re.IGNORECASE),
            verbs=any_of(entry["verbs"]),
            subject=any_of(entry["subject"]),
            plan=any_of(entry["plan"]),
            aside=any_of(entry["aside"]),
            inline=any_of(entry["opens"], exact_case=True, led=r"(?<=[\d\s»])(?=[А-ЯЁ])(?i:", followed=")"),
        )


class FoundTitle(NamedTuple):
    """The title, and the lines it stands on: `[first, last]`, indices into the lines searched."""

    text: str
    first: int
    last: int


def find_title(lines: Sequence[Line], words: TitleWords) -> FoundTitle | None:
    """The heading nearest to the table that opens as a plan's title does; None where there is none."""
    best: tuple[int, FoundTitle] | None = None
    for place, line in enumerate(lines):
        text = _NUMBERING.sub("", line.text) if line.level or line.bold else line.text
        if not words.opens.match(text) or words.verbs.search(text):
            continue
        if best and place <= best[1].last:
            continue
        title = _joined(lines, place, text, words)
        weight = _weight(line, title, words)
        if best is None or weight >= best[0]:
            best = weight, title
    return best[1] if best else _inline(lines, words) or _of_order(lines, words) or _numbered(lines, words)


def _weight(line: Line, title: FoundTitle, words: TitleWords) -> int:
    """Headings over bold lines over plain ones; a bare «План» or a sentence counts least."""
    weight = 4 if line.level or line.bold or line.text.isupper() else 3
    return weight - (title.text.endswith((";", ":")) or not words.plan.search(title.text)) * 2


def _joined(lines: Sequence[Line], first: int, text: str, words: TitleWords) -> FoundTitle:
    last = first
    parts = [text]
    while last + 1 < len(lines) and last - first < _LONGEST:
        line = lines[last + 1]
        if not _goes_on(parts, lines[first], lines[last], line, words):
            break
        parts.append(line.text)
        last += 1
    whole = re.sub(r"(?<=\w)-\s(?=[а-яё])", "-", " ".join(parts))
    whole = words.further.sub("", whole)
    whole = " ".join(whole.split()).strip(" |*")
    return FoundTitle(whole if _ABBREVIATED.search(whole) else whole.rstrip("."), first, last)


def _goes_on(parts: Sequence[str], first: Line, previous: Line, line: Line, words: TitleWords) -> bool:
    text = line.text
    if words.stops.match(text) or _NUMBERING.match(text) or "\t" in text or "|" in text:
        return False
    if text[0].isupper() and words.opens.match(text):
        return False
    if words.carries_on.match(text) or text[0].islower() or _OPEN_END.search(parts[-1]):
        return not parts[-1].endswith((".", ":", ";")) or text[0].islower()
    if parts[-1].endswith((".", ":", ";")):
        return False
    alike = line.bold == first.bold and line.level == first.level
    whole_capitals = text.isupper() and parts[0].isupper()
    return alike and (whole_capitals or line.paragraph == previous.paragraph or bool(first.level and line.level))


def _inline(lines: Sequence[Line], words: TitleWords) -> FoundTitle | None:
    """A title on one line with the stamp before it («Приложение к приказу от … № … План мероприятий …»)."""
    for place, line in enumerate(lines):
        found = words.inline.search(line.text) if words.aside.match(line.text) else None
        if found:
            return _joined(lines, place, line.text[found.start() :], words)
    return None


def _numbered(lines: Sequence[Line], words: TitleWords) -> FoundTitle | None:
    """A plain numbered line («15. План мероприятий»), a report's chapter: the last resort."""
    for place, line in enumerate(lines):
        text = _NUMBERING.sub("", line.text)
        if words.opens.match(text) and not words.verbs.search(text) and not text.endswith((";", ".")):
            return _joined(lines, place, text, words)
    return None


def _of_order(lines: Sequence[Line], words: TitleWords) -> FoundTitle | None:
    """The plan's name out of the order's subject («Об утверждении плана …») where no heading bears it."""
    for place, line in enumerate(lines):
        subject = words.subject.search(line.text)
        plan = words.plan.search(line.text, subject.end()) if subject else None
        if plan:
            return _joined(lines, place, line.text[plan.start() :], words)
    return None
