"""The words that periods are written with, made into patterns."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from plancheck.parsing.dates import Months
from plancheck.parsing.stems import alternation, any_of

SINGLE = r"(?:19|20)\d\d"


@dataclass(frozen=True, slots=True)
class PeriodWords:
    """The words periods are written with, compiled."""

    months: Months
    year: str
    school_year: str
    aim: re.Pattern[str]
    inside: re.Pattern[str]
    up_to: re.Pattern[str]
    results: re.Pattern[str]
    singular: re.Pattern[str]
    pair: re.Pattern[str]
    short_pair: re.Pattern[str]
    single: re.Pattern[str]
    part: re.Pattern[str]
    ordinals: tuple[re.Pattern[str], ...]
    units: Mapping[str, re.Pattern[str]]
    month_span: re.Pattern[str]
    one_month: re.Pattern[str]
    day_span: re.Pattern[str]
    until: re.Pattern[str]
    joins: re.Pattern[str]
    through: re.Pattern[str]
    before_school_year: re.Pattern[str]

    @classmethod
    def of(cls, entry: Mapping[str, Any], months: Months) -> PeriodWords:
        """From the section `period` of the head's lexicon."""
        year, school = alternation(entry["year"]), alternation(entry["school_year"])
        to, since = alternation(entry["to"]), alternation(entry["since"])
        dash = rf"\s*(?:-|/|\b{to})\s*"
        units = {code: any_of(names) for code, names in entry["units"].items()}
        unit = "|".join(alternation(names) for names in entry["units"].values())
        ordinals = [any_of(forms) for forms in entry["ordinals"]]
        ordinal = "|".join(alternation(forms) for forms in entry["ordinals"])
        month = months.source
        tail = rf"(?:\s*-?\s*(?P<school>{school})|\s*(?P<year>{year}))?"
        ic = re.IGNORECASE
        return cls(
            months=months,
            year=year,
            school_year=school,
            aim=re.compile(rf"(?:{alternation(entry['for'])})(?:\s+(?:{alternation(entry['period'])}))*\s*\(?$", ic),
            inside=re.compile(rf"(?:{alternation([*entry['in'], *entry['since']])})\s*$", ic),
            up_to=re.compile(rf"(?:{to})\s*$", ic),
            results=any_of(entry["results"]),
            singular=any_of(entry["year_singular"]),
            pair=re.compile(
                rf"(?<![\d№./-])(?P<a>{SINGLE})(?:\s*(?:{year}))?{dash}(?P<b>{SINGLE}|\d\d)(?![\d./]|-\d){tail}",
                ic,
            ),
            short_pair=re.compile(
                rf"(?<![\d№./-])(?P<a>\d\d)\s*[-/]\s*(?P<b>\d\d)\s*(?P<school>{school})(?P<year>)", ic
            ),
            single=re.compile(
                rf"(?<![\d№./-])(?P<a>{SINGLE})(?![\d/]|[.-]\d)(?:-?(?:{alternation(entry['ending'])}))?{tail}",
                ic,
            ),
            part=re.compile(rf"(?P<n>{ordinal})(?:-?(?:{alternation(entry['ending'])}))?\s*(?P<unit>{unit})", ic),
            ordinals=tuple(ordinals),
            units=units,
            month_span=re.compile(
                rf"(?P<m>{month})\s*(?P<a>{SINGLE})?(?:\s*(?:{year}))?{dash}(?P<n>{month})\s*(?P<b>{SINGLE})(?!\d)",
                ic,
            ),
            one_month=re.compile(rf"(?P<m>{month})\s+(?P<a>{SINGLE})(?!\d)", ic),
            day_span=re.compile(
                rf"{since}\s*(?P<d>\d{{1,2}})(?:\s+(?P<m>{month})|\.(?P<mm>\d\d)\.?)\s*(?:{to})\s*$", ic
            ),
            until=re.compile(rf"(?:{alternation(entry['until'])})\s*(?P<b>{SINGLE})(?![\d.])", ic),
            joins=re.compile(rf"\s*(?:[,;]|{alternation(entry['and'])})\s*(?:{alternation(entry['for'])})?\s*", ic),
            through=re.compile(rf"\s*(?:{year})?\s*(?:{to}|-)\s*", ic),
            before_school_year=re.compile(rf"(?:{school})\s*$", ic),
        )
