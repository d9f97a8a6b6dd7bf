"""Reads the titles of columns that stand for a stretch of time each: «сентябрь», «IX», «1 квартал», «2 нед.»."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from plancheck.compiling_late import late_pattern
from plancheck.language import clean, fold
from plancheck.parsing.deadlines import DeadlineWords

MONTH, _YEARLY = "month", "year"  # units, beside those of the lexicon of deadlines
_LONGEST = 30  # characters; a longer title says more than when
_PART = re.compile(r"[a-zа-я]+|\d+")
_ENDING = late_pattern(r"(?<=[\dixvхі])\s?-\s?[а-я]{1,2}(?![а-я])")  # of «1-е», «II-й»
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_NUMBERED_YEAR = re.compile(r"(0?[1-9]|1[0-2])[./](20\d\d)")
_ROMAN = {
    text: at
    for at, text in enumerate(["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"], start=1)
}
_ROMAN_LETTERS = str.maketrans("хі", "xi")  # Russian letters typed for Latin ones
_UNITS = frozenset({"quarter", "term", "trimester", "half_year", "week", "ten_days"})
_PARTS = frozenset({"week", "ten_days"})  # of a month
_BESIDE = frozenset({"year", "school", "month_word"})
_FEWEST = 2  # columns; one that is called «Сентябрь» is no grid
_MOST_TERMS = 4  # four Roman numbers may be quarters as well as months
_MONTHS = 12
_AUTUMN, _SUMMER = 9, 7  # months: a school year's first, and the first that may be put before it


class MonthTitle(NamedTuple):
    """What a column stands for.

    `name` as a person writes it («сентябрь 2025»), `genitive` as it goes after a day or «в течение» («сентября 2025»).
    Of two titles of one `unit` the later has the greater `order`; the next has one more.
    """

    name: str
    genitive: str
    unit: str
    order: int


class _Read(NamedTuple):
    """What a title says by itself: `number` units (2 of «2 квартал»), `written` as they were.

    `unit` is empty for a number alone.
    """

    unit: str
    number: int
    written: str = ""
    year: int = 0


def month_titles(
    rows: Sequence[Sequence[str]], is_deadline: Callable[[str], bool], words: DeadlineWords
) -> Mapping[int, MonthTitle]:
    """The columns that stand for a stretch of time, by place; empty where there are not two or more of them.

    `rows` are a header's rows, of one length: the last has the titles, those above say more of them (a year, a month
    over its weeks, «Квартал»). `is_deadline` tells a deadline's title: numbers below it are months.
    """
    read = {at: one for at, text in enumerate(rows[-1]) if (one := _read(text, words))}
    if len(read) < _FEWEST:
        return {}
    above = _above(rows[:-1], list(read))
    read = _counted(read, above, is_deadline, words)
    first = next((one.number for one in read.values() if one.unit == MONTH), _AUTUMN)
    made = {at: _title(one, above[at], first, words) for at, one in read.items()}
    found = {at: title for at, title in made.items() if title}
    return found if len({title.name for title in found.values()}) == len(found) >= _FEWEST else {}


def _above(rows: Sequence[Sequence[str]], places: Sequence[int]) -> dict[int, str]:
    """What stands above each column; a title over several may be written in the first of them alone."""
    found = {at: " ".join(filter(None, (clean(row[at]) for row in rows))) for at in places}
    for before, at in pairwise(places):
        found[at] = found[at] or (found[before] if before + 1 == at else "")
    return found


def _read(text: str, words: DeadlineWords) -> _Read | None:
    """What one title says by itself; None where it says no stretch of time, or something besides."""
    tidy = clean(text).replace("\n", " ").strip(" .") if len(text) <= 2 * _LONGEST else ""
    if not tidy or len(tidy) > _LONGEST:
        return None
    if dated := _NUMBERED_YEAR.fullmatch(tidy):
        return _Read(MONTH, int(dated[1]), year=int(dated[2]))
    folded = fold(tidy)
    said = _said(_ENDING.sub("", folded) if "-" in folded else folded, words)
    if said is None:
        return None
    units, months, numbers, years = said
    year = years[0] if years else 0
    read: _Read | None = None
    match len(units), len(months), len(numbers), len(years):
        case 0, 1, 0, (0 | 1):
            read = _Read(MONTH, months[0], year=year)
        case 1, 0, 1, (0 | 1):
            read = _Read(units[0], _number(numbers[0], words), _as_written(numbers[0]), year)
        case 0, 0, 1, 0:
            read = _Read("", _number(numbers[0], words), _as_written(numbers[0]))
        case 0, 0, 0, 1:
            read = _Read(_YEARLY, year, str(year))
    return read


def _said(folded: str, words: DeadlineWords) -> tuple[list[str], list[int], list[str], list[int]] | None:
    """The units, months, numbers and years of a title; None where it has words of something else."""
    units, months, numbers, years = list[str](), list[int](), list[str](), list[int]()
    for found in _PART.finditer(folded):
        part = found.group()
        sense = words.sense(part)
        if _YEAR.fullmatch(part):
            years.append(int(part))
        elif sense.month:
            months.append(sense.month)
        elif sense.codes & _UNITS:
            units.extend(sense.codes & _UNITS)
        elif _number(part, words):
            numbers.append(part)
        elif not sense.codes & _BESIDE:
            return None
    return units, months, numbers, years


def _number(part: str, words: DeadlineWords) -> int:
    """1-12 of a number in figures, Roman ones or a word; 0 where it is none."""
    if part.isdigit():
        return int(part) if 1 <= int(part) <= _MONTHS else 0
    return _ROMAN.get(part.translate(_ROMAN_LETTERS)) or words.sense(part).number or 0


def _as_written(part: str) -> str:
    """A number as a title has it: Roman ones in capital letters, first words as they are."""
    roman = part.translate(_ROMAN_LETTERS)
    return roman.upper() if roman in _ROMAN else part


def _counted(
    read: Mapping[int, _Read], above: Mapping[int, str], is_deadline: Callable[[str], bool], words: DeadlineWords
) -> dict[int, _Read]:
    """Numbers alone as what the titles above say they count: months of a deadline, or a unit; classes are none."""
    bare = {at: one for at, one in read.items() if not one.unit}
    if not bare:
        return dict(read)
    numbers = [one.number for one in bare.values()]
    run = all(later == earlier % 12 + 1 for earlier, later in pairwise(numbers)) and max(numbers) > _MOST_TERMS
    written = all(one.written.startswith("0") or not one.written.isdigit() or one.number > 9 for one in bare.values())
    sure = all(is_deadline(above[at]) for at in bare) or (written and max(numbers) >= _AUTUMN)
    made = dict(read)
    for at, one in bare.items():
        unit = _unit_in(above[at], words) or (MONTH if run and sure else "")
        if unit:
            made[at] = one._replace(unit=unit)
        else:
            del made[at]
    return made


def _unit_in(above: str, words: DeadlineWords) -> str:
    """The unit that the titles above name; below a month stand its weeks."""
    senses = [words.sense(part) for part in _PART.findall(fold(above))]
    named = next((unit for sense in senses for unit in sense.codes & _UNITS), "")
    return named or ("week" if any(sense.month for sense in senses) else "")


def _title(read: _Read, above: str, first: int, words: DeadlineWords) -> MonthTitle | None:
    """A title made whole by what stands above it; None for weeks of no month."""
    years = [read.year] if read.year else [int(year) for year in _YEAR.findall(above)]
    month = read.number if read.unit == MONTH else 0
    if read.unit in _PARTS:
        month = next((number for part in _PART.findall(fold(above)) if (number := words.sense(part).month)), 0)
        if not month:
            return None
    year = _year(years, month, first) if month else years[0] if len(years) == 1 and read.unit != _YEARLY else 0
    tail = f" {year}" if year else ""
    if month:
        called, of_it = _forms(words, month=month)
        if read.unit == MONTH:
            return MonthTitle(called + tail, of_it + tail, MONTH, year * 12 + month)
        tail = f" {of_it}{tail}"
    called, of_it = _forms(words, code=read.unit)
    name, genitive = f"{read.written} {called}{tail}", f"{read.written} {of_it}{tail}"
    return MonthTitle(name, genitive, f"{read.unit}{tail}", read.number)


def _year(years: Sequence[int], month: int, first: int) -> int:
    """The year of a month: the one written, or that of the two of a school year whose columns begin so; 0: none."""
    if len(years) == 1:
        return years[0]
    if len(years) != 2 or years[1] != years[0] + 1:
        return 0
    begins = first if _SUMMER <= first <= _AUTUMN else _AUTUMN
    return years[0] if month >= begins else years[1]


def _forms(words: DeadlineWords, *, month: int = 0, code: str = "") -> tuple[str, str]:
    """How a month or a unit is called, and how it goes after a number: the lexicon's first two forms."""
    forms = [form for form, sense in words.senses.items() if (sense.month == month if month else code in sense.codes)]
    return forms[0], forms[1]
