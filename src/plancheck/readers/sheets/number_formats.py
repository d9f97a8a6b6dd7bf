"""Typed values of a sheet -> text as its program shows them; dates in figures, for a reader knows no month's name."""

from __future__ import annotations

import datetime as dt
import math
import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from plancheck.readers.sheets.sheet import clean_text

Value = int | float | str | bool | dt.time | dt.date | dt.datetime | dt.timedelta

BUILT_IN = {
    **{1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 14: "dd.mm.yyyy", 15: "d-mmm-yy"},
    **{16: "d-mmm", 17: "mmm-yy", 18: "h:mm", 19: "h:mm:ss", 20: "h:mm", 21: "h:mm:ss", 22: "dd.mm.yyyy h:mm"},
    **{37: "#,##0", 38: "#,##0", 39: "#,##0.00", 40: "#,##0.00", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss"},
}
"""Number formats that a file names by number alone; those left out show a value as it is."""

_LONGEST = 255  # characters of a number format, as Excel has it
_MOST_PLACES = 30
_WHOLE = 10**15  # from here on a double does not hold every whole number
_LAST_DAY = 2_958_465 - 1_462  # the last of year 9999, whichever day is the first
_FIRST_DAY, _SINCE_1904 = dt.datetime(1899, 12, 30), dt.datetime(1904, 1, 1)
_SECTION_END = re.compile(r'"[^"]*"|\\.|(;)', re.DOTALL)
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|_.|\*.|\[\$(?P<currency>[^\]-]*)[^\]]*\]|\[(?P<bracket>[^\]]*)\]'
    r"|(?P<general>General)|(?P<figures>[#0?][#0?,]*(?:\.[#0?]*)?|\.[#0?]+)|(?P<exponent>[eE][+-])|(?P<date>[ymdhs]+)"
    r"|(?P<other>.)",
    re.DOTALL | re.IGNORECASE,
)
_ELAPSED = re.compile(r"[hms]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """What a format code says: `before` and `after` the figures; for dates the parts it shows, as «dmyhs» letters."""

    before: str = ""
    after: str = ""
    figures: str = ""  # «#,##0.00»; empty: as the value is
    percent: bool = False
    dated: str = ""
    elapsed: bool = False  # hours are counted on beyond a day: «[h]:mm»


PLAIN = NumberFormat()


@lru_cache(maxsize=512)
def read_format(code: str) -> NumberFormat:
    """A format code (`0.00`, `dd.mm.yyyy`, `0"."`) as it reads for positive numbers; PLAIN where it says nothing."""
    if len(code) > _LONGEST:
        return PLAIN
    before = after = figures = dated = ""
    percent = value_seen = elapsed = False
    for token in _TOKEN.finditer(_first_section(code)):
        kind = token.lastgroup
        text = token[kind] if kind else ""
        if kind == "date" or (kind == "bracket" and _ELAPSED.fullmatch(text)):
            dated += text.lower()
            elapsed = elapsed or kind == "bracket"
        elif kind in ("general", "figures"):
            if value_seen:
                return PLAIN  # a fraction, a telephone number's groups: shown as it is
            value_seen, figures = True, text if kind == "figures" else ""
        elif kind == "exponent" or (kind == "other" and text in "/?" and value_seen):
            return PLAIN
        elif kind in ("quoted", "escaped", "currency", "other") and text != "@":
            percent = percent or (kind == "other" and text == "%")
            before, after = (before, after + text) if value_seen else (before + text, after)
    if dated:
        return NumberFormat(dated=_parts(dated), elapsed=elapsed)
    return NumberFormat(before, after, figures, percent) if value_seen else PLAIN


def _first_section(code: str) -> str:
    end = next((found.start() for found in _SECTION_END.finditer(code) if found[1]), len(code))
    return code[:end]


def _parts(letters: str) -> str:
    """Which of d, m (a month), y, h, s the letters of a date's format show; an m among hours is minutes."""
    clock = "h" in letters or "s" in letters
    month = "m" in letters and ("d" in letters or "y" in letters or not clock)
    return "".join(part for part in "dyhs" if part in letters) + "m" * month


def shown(value: Value, form: NumberFormat = PLAIN) -> str:
    """The text of a value under a number format.

    A date is dd.mm.yyyy (mm.yyyy or yyyy where the format shows no day), with HH:MM if it has a time.
    """
    if isinstance(value, str):
        return clean_text(value)
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, (int, float)):
        return _number(value, form)
    if isinstance(value, dt.timedelta):
        return _elapsed(value)
    if isinstance(value, dt.time):
        return _clock(value)
    return _date(value, form)


def shown_days(days: float, form: NumberFormat, *, since_1904: bool = False) -> str:
    """The text of a date or time that Excel counts in days; of what is beyond its calendar, the number."""
    if not 0 <= days <= _LAST_DAY:
        return shown(days)
    if form.elapsed:
        return _elapsed(dt.timedelta(days=days))
    # Excel has a 29.02.1900: days before it count from one day later
    first = _SINCE_1904 if since_1904 else _FIRST_DAY + dt.timedelta(days=days < 60)
    moment = (first + dt.timedelta(days=days, microseconds=500_000)).replace(microsecond=0)
    return _clock(moment.time()) if days < 1 and not since_1904 else _date(moment, form)


def _number(value: float, form: NumberFormat) -> str:
    if form is PLAIN and value % 1 == 0 and -_WHOLE < value < _WHOLE:
        return str(int(value))
    if not math.isfinite(value):
        return ""
    if form.figures and abs(value) < _WHOLE:
        text = _figures(Decimal(repr(value)) * (100 if form.percent else 1), form.figures)
    elif value == int(value) and abs(value) < _WHOLE:
        text = str(int(value))
    else:
        text = f"{value:.10g}"
    return clean_text(f"{form.before}{text}{form.after}")


def _figures(value: Decimal, figures: str) -> str:
    whole, stop, places = figures.partition(".")
    kept = min(len(places), _MOST_PLACES)
    rounded = f"{abs(value).quantize(Decimal(1).scaleb(-kept), ROUND_HALF_UP):f}"
    front, _, rest = rounded.partition(".")
    while rest and len(rest) > places.count("0") and rest.endswith("0"):
        rest = rest[:-1]
    front = front.lstrip("0").zfill(min(whole.count("0"), _MOST_PLACES))
    if "," in whole.rstrip(","):
        front = f"{int(front or 0):,}".replace(",", "\xa0")
    sign = "-" if value < 0 and (front + rest).strip("0") else ""
    return f"{sign}{front}{stop}{rest}"


def _date(value: dt.date, form: NumberFormat) -> str:
    parts = form.dated
    if "d" in parts or not ("m" in parts or "y" in parts):
        day = f"{value.day:02}.{value.month:02}.{value.year:04}"
    else:
        day = f"{value.month:02}.{value.year:04}" if "m" in parts else f"{value.year:04}"
    if not isinstance(value, dt.datetime) or value.time() == dt.time():
        return day
    if not parts:
        return f"{day} {_clock(value.time())}"
    if "h" not in parts:
        return day
    return f"{day} {_clock(value.time())}" if {"d", "m", "y"} & set(parts) else _clock(value.time())


def _clock(value: dt.time) -> str:
    seconds = f":{value.second:02}" if value.second else ""
    return f"{value.hour:02}:{value.minute:02}{seconds}"


def _elapsed(value: dt.timedelta) -> str:
    minutes, seconds = divmod(abs(round(value.total_seconds())), 60)
    sign, rest = "-" if value < dt.timedelta() else "", f":{seconds:02}" if seconds else ""
    return f"{sign}{minutes // 60}:{minutes % 60:02}{rest}"
