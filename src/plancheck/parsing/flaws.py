"""Finds blanks that a template left behind, and words that mix Latin letters into Cyrillic."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, NamedTuple

from plancheck.compiling_late import late_pattern
from plancheck.location import Location
from plancheck.parsing.approval import FULL_NAME, NAME
from plancheck.parsing.dates import Months
from plancheck.parsing.stems import Pattern, alternation, any_of, beginnings
from plancheck.plan import Flaw

NOWHERE = Location()
_AROUND = 24  # characters of context on each side of a quoted blank
_MARKUP = re.compile(r"(?<![\w_])(_{1,3})(?=[^\W_])([^_\n]{1,200})(?<=[^\s_])\1(?![\w_])")
_NUMBERED = re.compile(r"№[\s_]*\d[\w/-]*")
_BLANK = re.compile(r"_{2,}(?:\s*_{2,})*")
_DOTS = late_pattern(r"(?:\.{5,}+|…{2,}+)(?!\s*\d{1,4}\s*$)")
_ALONE = late_pattern(r"[\s_|/.,:;()\"«»-]*")
_ADDRESS = late_pattern(
    r"(?:https?://|www\.)\S+|[\w.+-]{1,64}@[\w.-]+|\b[\w-]{1,64}\.(?:ru|com|org|net|рф)\b\S*", re.IGNORECASE
)
_ADDRESS_SIGNS = ("://", "www.", "@", ".ru", ".com", ".org", ".net", ".рф")  # one is in every address
# What no blank is without, but for a date's form in letters («дд.мм.гггг»): most lines have none of it. Of the
# signs that most of it consists of, a text is asked one by one: that is quicker than the pattern.
_SIGNS_OF_TRACE = ("_", "…", "№", "[", "<", "{", "(")
_HINTS_OF_TRACE = ("..", ".X", ".x", ".Х", ".х", "20", "«", '"', "“")
_TRACE = re.compile(r"[_\[<{(]|…|№|\.(?:\.{4}|[Xx]|[Хх])|20\d?(?:[Xx]|[Хх]|\.{3})|[«\"]\s\s|“\s\s")
_LETTERS = late_pattern(r"[A-Za-z\u0400-\u04ff]+")
_LATIN, _CYRILLIC = re.compile(r"[A-Za-z]"), re.compile(r"[\u0400-\u04ff]")
_TWINS = frozenset("AaBCcEeHKMOoPpTXxYy")  # Latin letters that look Cyrillic in print


class Piece(NamedTuple):
    """A text with its place: the measure it belongs to, if any, and whether it is a table's cell."""

    text: str
    measure: int | None = None
    location: Location = NOWHERE
    cell: bool = False


class FlawWords(NamedTuple):
    """The words templates leave and signature lines carry, compiled."""

    months: Months
    signs: tuple[Pattern, ...]
    date_form: Pattern
    signature: Pattern
    posts: Pattern
    caption: Pattern
    number_blank: Pattern
    numeral_ending: Pattern

    @classmethod
    def of(cls, entry: Mapping[str, Any], months: Months) -> FlawWords:
        """From the lexicon `flaws.yaml` and the months' names."""
        ic = re.IGNORECASE
        asks, name = alternation(entry["asks"]), alternation(entry["person"])
        what, of_order = alternation(entry["what"]), alternation(entry["before_number"])
        year = alternation(entry["year"])
        dummy, inner = "[XxХх]", r"[^\[\]<>{}\n]"
        date_form = Pattern(rf"(?<!\w)(?:{alternation(entry['date_forms'])})", ic, beginnings(entry["date_forms"]))
        signs = (
            Pattern(rf"[\[<{{]{inner}{{0,60}}?(?:{asks}|{what}|{name}){inner}{{0,60}}[\]>}}](?!\()", ic, signs="[<{"),
            Pattern(rf"\((?:{name})(?:\s+(?:{alternation(entry['whose'])}))?\)", ic, beginnings(entry["person"]), "("),
            Pattern(rf"\((?:{asks})[^()\n]{{0,80}}\)", ic, beginnings(entry["asks"]), "("),
            Pattern(
                rf"\((?:{what})\s+(?:{alternation(entry['of_whom'])})[^()\n]{{0,60}}\)",
                ic,
                beginnings(entry["of_whom"]),
                "(",
            ),
            Pattern(
                rf"(?<!\w)20\d?(?:_+|\s_+|{dummy}{{1,2}}(?!\w)|(?:…|\.{{3}})(?=\s*(?:{year})))",
                ic,
                signs=("20",),
            ),
            Pattern(
                rf"(?<!\w)(?:{dummy}{{2}}|\d\d)\.{dummy}{{2}}\.(?:\d\d)?(?:{dummy}{{2}}){{1,2}}(?!\w)",
                signs=(".X", ".x", ".Х", ".х"),
            ),
            date_form,
            Pattern(r"№\s*(?:…|\.{3}|[NХX]{1,3}(?![\w-])|\*+)", signs="№"),
            Pattern(rf"№\s+(?={alternation(entry['from'])}\s+[«\"_\dd])", ic, signs="№"),
            Pattern(r"[«\"“]\s{2,}[»\"”]\s*(?=_|20)", signs='«"“'),
        )
        return cls(
            months=months,
            signs=signs,
            date_form=date_form,
            signature=any_of(entry["signature"]),
            posts=any_of(entry["posts"], led=r"\W*"),
            caption=any_of(entry["caption"]),
            number_blank=Pattern(rf"(?:{of_order})[^\n№]{{0,80}}№\s*$", ic, beginnings(entry["before_number"])),
            numeral_ending=Pattern(rf"[IVXLCDM]+(?:{'|'.join(entry['numeral_endings'])})"),
        )


def find_leftovers(pieces: Iterable[Piece], words: FlawWords) -> tuple[Flaw, ...]:
    """Every blank a template left, quoted with a little around it; signature lines and rules have none."""
    blanks = cache(lambda text, cell: leftovers(text, words, cell=cell))
    return _flaws((piece, blanks(piece.text, piece.cell)) for piece in pieces)


def find_mixed_words(pieces: Iterable[Piece], words: FlawWords) -> tuple[Flaw, ...]:
    """Every word that mixes the scripts, as written; one in a web address is none."""
    mixed = cache(lambda text: mixed_words(text, words))
    return _flaws((piece, mixed(piece.text)) for piece in pieces)


def _flaws(found: Iterable[tuple[Piece, tuple[str, ...]]]) -> tuple[Flaw, ...]:
    return tuple(
        Flaw(quote=quote, measure=piece.measure, location=piece.location) for piece, quotes in found for quote in quotes
    )


def leftovers(text: str, words: FlawWords, *, cell: bool = False) -> tuple[str, ...]:
    """The blanks of one text, in order; each quoted as «… around ____ it …»."""
    if not _may_hold_blank(text, words):
        return ()
    found: list[str] = []
    lines = text.splitlines()
    for place, line in enumerate(lines):
        following = lines[place + 1] if place + 1 < len(lines) else ""
        spans = _spans(line, following, words, cell)
        found += [_quote(line, start, end) for start, end in _merged(spans)]
    return tuple(dict.fromkeys(found))


def _spans(line: str, following: str, words: FlawWords, cell: bool) -> list[tuple[int, int]]:
    if not _may_hold_blank(line, words):
        return []
    bare = _ADDRESS.sub(lambda found: "a" * len(found.group()), line) if _may_hold_address(line) else line
    if "_" in bare:
        bare = _MARKUP.sub(lambda found: found.group().replace("_", " "), bare)
    for date in reversed(words.months.dates_in(bare)):  # a date whose parts are all filled in is whole
        bare = bare[: date.start] + "d" * (date.end - date.start) + bare[date.end :]
    if "№" in bare:
        bare = _NUMBERED.sub(lambda found: "n" * len(found.group()), bare)
    spans = [found.span() for sign in words.signs for found in sign.finditer(bare)]
    number = words.number_blank.search(bare) if "№" in bare else None
    blanks = [*_BLANK.finditer(bare)] if "__" in bare else []
    if "...." in bare or "……" in bare:
        blanks += _DOTS.finditer(bare)
    if not (spans or number or blanks):
        return []
    captioned = bool(words.caption.search(line) or words.caption.search(following))
    if captioned:
        spans = [(start, end) for start, end in spans if bare[start] != "("]
    if number and not re.match(r"\s*\d", following):
        spans.append((bare.rindex("№"), len(bare.rstrip())))
    signed = captioned or _is_signature(line, bare, words, cell)
    for blank in blanks:
        before = bare[max(0, blank.start() - _AROUND) : blank.start()].rstrip()
        after = bare[blank.end() : blank.end() + _AROUND].lstrip()
        dated = before.endswith(("»", '"', "”", "«", "“", "№")) or re.match(r"[»\"]|”|20\d?\d?(?!\d)", after)
        if dated or not signed:
            spans.append(blank.span())
    return spans


def _may_hold_blank(text: str, words: FlawWords) -> bool:
    return _may_hold_trace(text) or (words.date_form.letters_in(text) and words.date_form.may_be_in(text))


def _may_hold_trace(text: str) -> bool:
    for sign in _SIGNS_OF_TRACE:  # plain loops: this is asked of every text
        if sign in text:
            return True
    for hint in _HINTS_OF_TRACE:
        if hint in text:
            return _TRACE.search(text) is not None
    return False


def _may_hold_address(text: str) -> bool:
    lowered = text.lower()
    return any(sign in lowered for sign in _ADDRESS_SIGNS)


def _is_signature(line: str, bare: str, words: FlawWords, cell: bool) -> bool:
    """A line to sign on: a name or post beside the blank, «М.П.», or (outside a cell) the blank alone."""
    if words.signature.search(line) or NAME.search(line) or FULL_NAME.search(line) or words.posts.match(line):
        return True
    return not cell and _ALONE.fullmatch(bare) is not None


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Overlapping or nearly touching spans as one: «__» ______ 20__ г. is one blank date."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start - joined[-1][1] <= 8:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return joined


def _quote(line: str, start: int, end: int) -> str:
    first, last = max(0, start - _AROUND), min(len(line), end + _AROUND)
    return " ".join(("…" * (first > 0) + line[first:last] + "…" * (last < len(line))).split())


def mixed_words(text: str, words: FlawWords) -> tuple[str, ...]:
    """The words of the text that join Cyrillic and Latin letters in one run, in order, as written.

    None are: a Roman numeral with its ending («IVв»), a Latin abbreviation with a Russian ending («SMSка»).
    """
    if not _LATIN.search(text):
        return ()
    plain = _ADDRESS.sub(" ", text) if _may_hold_address(text) else text
    return tuple(word for word in _LETTERS.findall(plain) if _is_mixed(word, words))


def _is_mixed(word: str, words: FlawWords) -> bool:
    latin, cyrillic = _LATIN.findall(word), _CYRILLIC.findall(word)
    if not latin or not cyrillic or words.numeral_ending.fullmatch(word):
        return False
    if all(letter in _TWINS for letter in latin):
        return True
    abbreviation = re.match(r"[A-Z]{2,}", word)
    inside = _CYRILLIC.match(word) and (_CYRILLIC.match(word[-1]) or len(cyrillic) > len(latin))
    return bool(inside) and not abbreviation
