"""Cuts a deadline cell into words, numbers, dates and the signs between them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from plancheck.compiling_late import late_pattern
from plancheck.parsing.deadlines.words import UNKNOWN, DeadlineWords, Sense

CENTURY = 2000
LONGEST_MONTH = 8  # letters
YEARS = range(1990, 2100)


class Token(NamedTuple):
    """A piece of the cell.

    `kind` is word, num, date, month_year, time, sep, dash, slash, open, close, no (№) or junk.
    """

    kind: str
    text: str
    sense: Sense = UNKNOWN
    number: int | None = None
    date: tuple[int | None, int, int] | None = None  # year, month, day as written, possible or not

    def has(self, *codes: str) -> bool:
        return not self.sense.codes.isdisjoint(codes)

    @property
    def is_year(self) -> bool:
        return self.kind == "num" and len(self.text) == 4 and self.number in YEARS

    @property
    def is_unknown(self) -> bool:
        """Whether it neither means anything to the grammar nor is a number: no stretch of time begins with it."""
        return self.sense is UNKNOWN and self.kind not in ("date", "month_year", "num")

    @property
    def spoken(self) -> bool:
        """Whether phrases see the token: words and numbers, and what stops a phrase."""
        return self.kind in ("word", "num", "date", "month_year", "junk") or self.text == ";"


_CHARACTERS = str.maketrans(
    {
        **dict.fromkeys("‐‑‒–—―−\u00ac", "-"),
        **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff\x02«»„“”\"'*_`", ""),
        **dict.fromkeys("•·▪●◦‣\u2022\uf0b7", ";"),
        "ё": "е",
        "і": "i",  # of Roman numerals typed on a Ukrainian or Belarusian keyboard
        "\u00a0": " ",
        "|": " ",
    }
)
_BULLETS = late_pattern(r"(?:^|\n)[ \t]*-[ \t]*(?=\S)")
_ENUMERATORS = late_pattern(r"(?:^|\n)[ \t]*\d{1,2}[.)][ \t]+(?=[^\W\d])")
_GROWN = re.compile(r"(?<=[^\W\d_])(?=\d{1,2}\.\d)")
_LETTER = r"[^\W\d_]"
_ROMANS = {
    "i": 1,
    "ii": 2,
    "iii": 3,
    "iv": 4,
    "v": 5,
    "vi": 6,
    "vii": 7,
    "viii": 8,
    "ix": 9,
    "x": 10,
    "xi": 11,
    "xii": 12,
}
_QUARTERS = 4


@lru_cache(maxsize=8)
def _pieces(special: tuple[str, ...]) -> re.Pattern[str]:
    endings = "го|ого|его|е|ое|ая|я|й|ый|ий|ой|ом|м|ем|х|му|ю|ую|ти"
    specials = "|".join(re.escape(form) for form in special) or "(?!)"
    firsts = re.escape("".join({form[0] for form in special})) or "."
    return re.compile(
        rf"""
        (?P<special>(?=[{firsts}])(?<!\w)(?:{specials})(?!\w))
      | (?=\d)(?:  # what begins with a digit is tried there only
        (?P<iso>(?<!\d)(?:19|20)\d\d(?P<point>[-.])(?:0\d|1\d)(?P=point)[0-3]\d(?!\d)(?:t(?=\d))?)
      | (?P<dotted>(?<![\d.])\d{{1,2}}[ ]?\.[ ]?\d{{1,2}}[ ]?\.[ ]?(?:(?:19|20)\d\d|\d\d)(?![\d:]))
      | (?P<roman_date>(?<![\d.])\d{{1,2}}\.(?:[ivx]|(?>х)){{1,4}}\.(?:(?:19|20)\d\d|\d\d)(?!\d))
      | (?P<iso_month>(?<![\d-])(?<!{_LETTER}[ ])20\d\d-(?:0[1-9]|1[0-2])(?![\d-]|\.\d|[ ]?{_LETTER}))
      | (?P<slashed>(?<![\d/-])\d{{1,2}}(?:/\d{{1,2}}/(?:20)?|-\d{{1,2}}-20)\d\d(?![\d/]))
      | (?P<month_year>(?<![\d./])(?<!№[ ])(?<!№[ ]{{2}})(?:0?[1-9]|1[0-2])[./](?:19|20)\d\d(?![\d/]))
      | (?P<clock>(?<!\d)\d{{1,2}}:\d\d(?::\d\d)?(?!\d))
      | (?P<short>(?<![\d.,])\d{{1,2}}\.\d\d(?![\d%])(?!\.\d))
        )
      | (?P<roman_month>(?<!\w)(?:[ivx]|(?>х)){{1,4}}(?=[ ]?(?:-[ ]?(?:[ivx]|(?>х)){{1,4}}[ ]?)?(?:19|20)\d\d(?!\d)))
      | (?P<name>{_LETTER}++-?(?!\d{{1,2}}[ ]?[./][ ]?\d|\d{{4}}-\d\d-)\d[\w-]*
            |\d{{1,6}}(?:[-/]\d{{1,6}}){{0,3}}[-/]{_LETTER}{{1,3}}(?=[ ]от\b))
      | (?P<ordinal>\d{{1,2}}-(?:{endings})(?!\w))
      | (?P<num>\d+)
      | (?P<word>{_LETTER}+(?:-\n?[ ]?{_LETTER}+)*)
      | (?P<dash>-+)
      | (?P<slash>[/\\])
      | (?P<open>[(\[{{])
      | (?P<close>[)\]}}])
      | (?P<no>№)
      | (?P<sep>[,;:])
        """,
        re.VERBOSE,
    )


def tokens(text: str, words: DeadlineWords) -> list[Token]:
    """The tokens of a cell, in order; unknown words stay, as what parts known ones."""
    plain = unicodedata.normalize("NFKC", text.replace("№", " \x01 ")).lower().translate(_CHARACTERS)
    plain = plain.replace("\x01", "№")
    if "." in plain:
        plain = _GROWN.sub(" ", plain)
    bulleted = [_BULLETS] if plain.lstrip().startswith("-") else []
    numbered = [_ENUMERATORS] if "\n" in plain and len(_ENUMERATORS.findall(plain)) > 1 else []
    for marks in bulleted + numbered:
        plain = marks.sub("\n; ", plain)
    found: list[Token] = []
    for match in _pieces(words.special).finditer(plain):
        found.extend(_read(str(match.lastgroup), match[0], words))
    return _rejoined(found, words)


def _read(kind: str, text: str, words: DeadlineWords) -> Iterator[Token]:
    if kind in ("special", "word"):
        yield from _words(text, words)
        return
    if kind == "num":
        yield Token("num", text, number=int(text) if len(text) < 5 else None)
        return
    if kind == "ordinal":
        digits = text.partition("-")[0]
        yield Token("num", digits, Sense(ordinal=True), int(digits))
        return
    if kind == "name":
        yield from _named(text, words)
        return
    if kind in ("roman_month", "roman_date"):
        yield from _roman(text, words)
        return
    if kind in ("dash", "slash", "open", "close", "no", "sep", "clock"):
        yield Token("time" if kind == "clock" else kind, text)
        return
    parts = [int(part) for part in re.findall(r"\d+", text)]
    if kind == "iso":
        yield Token("date", text, date=(parts[0], parts[1], parts[2]))
    elif kind == "iso_month":
        yield Token("month_year", text, date=(parts[0], parts[1], 0))
    elif kind == "month_year":
        yield Token("month_year", text, date=(parts[1], parts[0], 0))
    elif kind == "short":
        possible = 1 <= parts[0] <= 31 and 1 <= parts[1] <= 12
        yield Token("date" if possible else "time", text, date=(None, parts[1], parts[0]) if possible else None)
    else:
        day, month, year = parts
        yield Token("date", text, date=(year if year >= 100 else CENTURY + year, month, day))


def _roman(text: str, words: DeadlineWords) -> Iterator[Token]:
    """«10.IV.2024», and «XI» before a year; up to IV a number alone may be a quarter's as well."""
    day, _, rest = text.rpartition(".")[0].partition(".")
    month = _ROMANS.get((rest or text).replace("х", "x"), 0)
    if day:
        year = int(text.rpartition(".")[2])
        yield Token("date", text, date=(year if year >= 100 else CENTURY + year, month, int(day)))
    elif month > _QUARTERS:
        yield Token("word", text, Sense(frozenset({"month"}), month=month))
    else:
        yield from _words(text, words)


def _words(text: str, words: DeadlineWords) -> Iterator[Token]:
    if words.sense(text) is UNKNOWN and "-" in text:
        whole = words.mended(re.sub(r"[-\s]", "", text))
        parts = re.split(r"-\s*", text)
        if whole in words.month_forms or (not all(map(words.knows, parts)) and words.knows(whole)):
            parts = [whole]
        for place, part in enumerate(parts):
            if place:
                yield Token("dash", "-")
            yield _word(part, words)
        return
    yield _word(text, words)


def _word(text: str, words: DeadlineWords) -> Token:
    mended = words.mended(text)
    sense = words.sense(mended)
    return Token("word", mended, sense, sense.number)


def _named(text: str, words: DeadlineWords) -> Iterator[Token]:
    """A word grown together with digits: a month and its year come apart, a name such as «А-12» does not."""
    match = re.fullmatch(rf"({_LETTER}+)(-?)(\d+)({_LETTER}*)", text)
    head = _word(match[1], words) if match else None
    if match and head and head.sense is not UNKNOWN:
        yield head
        if match[2]:
            yield Token("dash", "-")
        yield Token("num", match[3], number=int(match[3]) if len(match[3]) < 5 else None)
        if match[4]:
            yield _word(match[4], words)
    else:
        yield Token("junk", head.text if head else "\x03")


def _rejoined(found: list[Token], words: DeadlineWords) -> list[Token]:
    """Months torn by spaces («но ябрь», «м а р т») are put together where nothing else can be meant."""
    joined: list[Token] = []
    place = 0
    while place < len(found):
        token = found[place]
        letters = 1 if token.kind == "word" and len(token.text) == 1 else 0
        while 0 < letters < LONGEST_MONTH and place + letters < len(found) and _single(found[place + letters]):
            letters += 1
        run = 0
        for size in range(letters, 3, -1):
            if "".join(each.text for each in found[place : place + size]) in words.month_forms:
                run = size
                break
        if not run and place + 1 < len(found) and _torn(token, found[place + 1], words):
            run = 2
        if run:
            joined.append(_word("".join(each.text for each in found[place : place + run]), words))
        else:
            joined.append(token)
        place += run or 1
    return joined


def _single(token: Token) -> bool:
    return token.kind == "word" and len(token.text) == 1


def _torn(left: Token, right: Token, words: DeadlineWords) -> bool:
    if left.kind != "word" or right.kind != "word" or words.knows(right.text):
        return False
    return len(left.text) < 7 and left.text + right.text in words.month_forms
