"""The words that periods are written with, made into patterns."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from plancheck.parsing.dates import Months
from plancheck.parsing.stems import Pattern, alternation, any_of, beginnings

SINGLE = r"(?:19|20)\d\d"


class PeriodWords(NamedTuple):
    """The words periods are written with, compiled."""

    months: Months
    year: str
    school_year: str
    aim: Pattern
    inside: Pattern
    up_to: Pattern
    results: Pattern
    singular: Pattern
    pair: Pattern
    short_pair: Pattern
    single: Pattern
    part: Pattern
    ordinals: tuple[Pattern, ...]
    units: Mapping[str, Pattern]
    month_span: Pattern
    one_month: Pattern
    day_span: Pattern
    until: Pattern
    joins: Pattern
    through: Pattern
    before_school_year: Pattern

    @classmethod
    def of(cls, entry: Mapping[str, Any], months: Months) -> PeriodWords:
        """From the section `period` of the head's lexicon."""
        year, school = alternation(entry["year"]), alternation(entry["school_year"])
        to, since = alternation(entry["to"]), alternation(entry["since"])
        dash = rf"\s*(?:-|/|\b{to})\s*"
        units = {code: any_of(names) for code, names in entry["units"].items()}
        unit = "|".join(alternation(names) for names in entry["units"].values())
        units_begin = beginnings(name for names in entry["units"].values() for name in names)
        ordinals = [any_of(forms) for forms in entry["ordinals"]]
        ordinal = "|".join(alternation(forms) for forms in entry["ordinals"])
        month = months.source
        tail = rf"(?:\s*-?\s*(?P<school>{school})|\s*(?P<year>{year}))?"
        ic = re.IGNORECASE
        return cls(
            months=months,
            year=year,
            school_year=school,
            aim=Pattern(
                rf"(?:{alternation(entry['for'])})(?:\s+(?:{alternation(entry['period'])}))*\s*\(?$",
                ic,
                beginnings(entry["for"]),
            ),
            inside=any_of([*entry["in"], *entry["since"]], followed=r"\s*$"),
            up_to=any_of(entry["to"], followed=r"\s*$"),
            results=any_of(entry["results"]),
            singular=any_of(entry["year_singular"]),
            pair=Pattern(
                rf"(?<![\d№./-])(?P<a>{SINGLE})(?:\s*(?:{year}))?{dash}(?P<b>{SINGLE}|\d\d)(?![\d./]|-\d){tail}",
                ic,
            ),
            short_pair=Pattern(
                rf"(?<![\d№./-])(?P<a>\d\d)\s*[-/]\s*(?P<b>\d\d)\s*(?P<school>{school})(?P<year>)",
                ic,
                beginnings(entry["school_year"]),
            ),
            single=Pattern(
                rf"(?<![\d№./-])(?P<a>{SINGLE})(?![\d/]|[.-]\d)(?:-?(?:{alternation(entry['ending'])}))?{tail}",
                ic,
            ),
            part=Pattern(
                rf"(?P<n>{ordinal})(?:-?(?:{alternation(entry['ending'])}))?\s*(?P<unit>{unit})", ic, units_begin
            ),
            ordinals=tuple(ordinals),
            units=units,
            month_span=Pattern(
                rf"(?P<m>{month})\s*(?P<a>{SINGLE})?(?:\s*(?:{year}))?{dash}(?P<n>{month})\s*(?P<b>{SINGLE})(?!\d)",
                ic,
                months.begins,
            ),
            one_month=Pattern(rf"(?P<m>{month})\s+(?P<a>{SINGLE})(?!\d)", ic, months.begins),
            day_span=Pattern(
                rf"{since}\s*(?P<d>\d{{1,2}})(?:\s+(?P<m>{month})|\.(?P<mm>\d\d)\.?)\s*(?:{to})\s*$",
                ic,
                beginnings(entry["since"]),
            ),
            until=any_of(entry["until"], followed=rf"\s*(?P<b>{SINGLE})(?![\d.])"),
            joins=Pattern(rf"\s*(?:[,;]|{alternation(entry['and'])})\s*(?:{alternation(entry['for'])})?\s*", ic),
            through=Pattern(rf"\s*(?:{year})?\s*(?:{to}|-)\s*", ic),
            before_school_year=any_of(entry["school_year"], followed=r"\s*$"),
        )
