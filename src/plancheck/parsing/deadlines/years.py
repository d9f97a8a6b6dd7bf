"""Reads years, school years and the plan's period, alone or after a stretch that they date."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from plancheck.parsing.deadlines.lex import CENTURY, YEARS, Token
from plancheck.parsing.deadlines.spans import Span, in_school_year, in_year, is_calendar, of_period
from plancheck.parsing.deadlines.words import UNKNOWN, DeadlineWords
from plancheck.plan import Period

MOST_YEARS = 10
END = Token("end", "")

Dating = Callable[[Span], list[Span]]


class Item(NamedTuple):
    """What was read, and the place after it.

    `throughout` says «весь»; `only_years` that nothing but years was named.
    """

    spans: tuple[Span, ...]
    after: int
    throughout: bool = False
    only_years: bool = False


class YearReader:
    """The part of the grammar that knows years; a method takes a place among the tokens."""

    def __init__(self, tokens: Sequence[Token], words: DeadlineWords, period: Period | None) -> None:
        self.tokens, self.words, self.period = tokens, words, period

    def at(self, place: int) -> Token:
        return self.tokens[place] if 0 <= place < len(self.tokens) else END

    def _pair(self, place: int) -> tuple[int, int, int] | None:
        """«2023-2024», «2023/24»: both years and the place after."""
        first, second = self.at(place), self.at(place + 2)
        if not first.is_year or self.at(place + 1).kind not in ("dash", "slash") or first.number is None:
            return None
        if self.at(place + 3).sense.month:  # «1 января 2029 - 30 января»: what follows is a day
            return None
        if second.is_year and second.number is not None and second.number > first.number:
            return first.number, second.number, place + 3
        if second.kind == "num" and len(second.text) == 2 and second.number == first.number % 100 + 1:
            return first.number, first.number + 1, place + 3
        return None

    def _years(self, place: int) -> Item | None:
        """«2023 год», «2023-2024 учебный год», «2022-2027 гг.», «2024» with no unknown word before it."""
        token = self.at(place)
        if not token.is_year or token.number is None:
            return self._short_years(place)
        pair = self._pair(place)
        first, last, after = pair or (token.number, token.number, place + 1)
        school = self.at(after).has("school")
        slash = pair is not None and self.at(place + 1).kind == "slash"
        named = self.at(self._skip(after, "school")).has("year")
        before = self.at(place - 1)
        if not (named or pair) and before.sense is UNKNOWN and before.kind in ("word", "num", "junk", "no"):
            return None
        after = self._years_word(self._skip(after, "school")) if named or school else after
        if (school or slash) and last <= first + 1:
            span = Span((9, 1), (8, 31), first, first + 1)
        elif self._is_period(first, last) and self.period:
            span = of_period(self.period)._replace(inferred=False)
        else:
            span = Span((1, 1), (12, 31), first, last)
        return Item((span,), after, only_years=True)

    def _short_years(self, place: int) -> Item | None:
        """«23/24 учебный год»."""
        first, second = self.at(place), self.at(place + 2)
        joint = self.at(place + 1).kind in ("dash", "slash")
        if not joint or len(first.text) != 2 or first.number is None or second.number != first.number + 1:
            return None
        if not self.at(place + 3).has("school"):
            return None
        year = CENTURY + first.number
        return Item((Span((9, 1), (8, 31), year, year + 1),), self._years_word(place + 4), only_years=True)

    def _is_period(self, first: int, last: int) -> bool:
        """Whether two years written without «учебный» are the plan's own, which is no calendar year."""
        period = self.period
        if period is None or first == last or is_calendar(period):
            return False
        return (period.start.year, period.end.year) == (first, last)

    def _period(self, place: int, *, bare: bool) -> Item | None:
        """«учебный год», «весь период», «планового периода», «срока реализации плана»; with `bare` «года»."""
        after, throughout, named = place, False, bare
        while self.at(after).has("period_adjective", "school", "whole"):
            throughout = throughout or self.at(after).has("whole")
            named = True
            after += 1
        named = named or (self.at(after).has("stretch") and self._opens_nothing(after + 1))
        if not named or not self.at(after).has("year", "period"):
            return None
        if self.at(after).has("period"):
            after = self._skip(after + 1, "tail")
        else:
            after = self._years_word(after)
            if pair := self._pair(after):
                span = Span((9, 1), (8, 31), pair[0], pair[1])
                return Item((span,), self._years_word(pair[2]), throughout)
        spans = (of_period(self.period),) if self.period else ()
        return Item(spans, after, throughout)

    def _opens_nothing(self, place: int) -> bool:
        """«период реализации» is the plan's; «период реализации: март» is a heading of what follows."""
        after = self._skip(place, "tail")
        return after > place and self.at(after).kind not in ("sep", "dash", "date", "num")

    def _dated(self, spans: list[Span], place: int) -> Item:
        dating, after = self._dating(place)
        return Item(tuple(found for span in spans for found in dating(span)) if dating else tuple(spans), after)

    def _dating(self, place: int) -> tuple[Dating | None, int]:
        """What the year after a stretch does to it, and the place after; None where no year stands there."""
        start = place
        opened = self.at(place).kind == "open"
        bridged = opened or self.at(place).text == "," or self.at(place).kind == "dash"
        place = self._skip(place + bridged, "period_adjective")
        token = self.at(place)
        if token.is_year and token.number is not None:
            dating, after = self._written_year(place, token.number)
        elif self._short_year(place) and not bridged:
            year = CENTURY + (token.number or 0)
            dating, after = (lambda span: [in_year(span, year)]), self._years_word(place + 1)
        elif (after := self._skip(place, "school", "year")) > place and not bridged:
            return None, after
        else:
            return None, start
        if opened and self.at(after).kind == "close":
            after += 1
        return dating, after

    def _written_year(self, place: int, year: int) -> tuple[Dating, int]:
        if pair := self._pair(place):
            first, last, after = pair
            after = self._years_word(self._skip(after, "school"))
            if last == first + 1:
                return lambda span: [in_school_year(span, first)], after
            years = range(first, min(last, first + MOST_YEARS) + 1)
            return lambda span: [in_year(span, each) for each in years], after
        listed, place = [year], place + 1
        if self.at(place).has("school"):
            return lambda span: [in_school_year(span, year)], self._years_word(self._skip(place, "school"))
        while len(listed) < MOST_YEARS and (more := self._further_year(self._years_word(place))) is not None:
            listed.append(more)
            place = self._years_word(place) + 2
        return lambda span: [in_year(span, each) for each in listed], self._years_word(place)

    def _further_year(self, place: int) -> int | None:
        """The next of «2022, 2023 гг.», unless it opens something of its own."""
        joint, token, beyond = self.at(place), self.at(place + 1), self.at(place + 2)
        if not (joint.text == "," or joint.has("and")) or not token.is_year:
            return None
        own = beyond.sense.month or beyond.kind in ("dash", "slash", "open") or beyond.has("school")
        return None if own else token.number

    def _short_year(self, place: int) -> bool:
        token = self.at(place)
        return (
            token.kind == "num"
            and len(token.text) == 2
            and CENTURY + (token.number or 0) in YEARS
            and self.at(place + 1).has("year")
        )

    def _years_word(self, place: int) -> int:
        return self._skip(place, "year")

    def _skip(self, place: int, *codes: str) -> int:
        while self.at(place).has(*codes):
            place += 1
        return place
