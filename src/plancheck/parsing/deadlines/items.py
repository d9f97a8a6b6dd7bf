"""Reads one named stretch of time from tokens: a date, days of a month, a term, a season, years, the plan's period."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from plancheck.parsing.deadlines.lex import CENTURY, YEARS, Token
from plancheck.parsing.deadlines.spans import Span, in_school_year, in_year, is_calendar, of_period
from plancheck.parsing.deadlines.words import UNKNOWN, DeadlineWords
from plancheck.plan import Period

MOST_DAYS = 12  # of a list «1, 8, 15 марта»: what is longer is no list of days, and reading stays linear
MOST_YEARS = 10
EDGES = ("start", "middle", "end")
PARTS = ("week", "ten_days", "half", "numbers")
TERMS = ("quarter", "term", "trimester", "half_year")
END = Token("end", "")

Dating = Callable[[Span], list[Span]]


@dataclass(frozen=True, slots=True)
class Item:
    """What was read, and the place after it; `throughout` says «весь», `only_years` that only years were named."""

    spans: tuple[Span, ...]
    after: int
    throughout: bool = False
    only_years: bool = False


class ItemReader:
    """The grammar of one stretch; every method takes a place among the tokens and returns an Item or None."""

    def __init__(self, tokens: Sequence[Token], words: DeadlineWords, period: Period | None) -> None:
        self.tokens, self.words, self.period = tokens, words, period

    def at(self, place: int) -> Token:
        return self.tokens[place] if 0 <= place < len(self.tokens) else END

    def item(self, place: int, *, bare: bool = False) -> Item | None:
        """The stretch at `place`; `bare` lets «года» or «периода» alone be the plan's period."""
        token = self.at(place)
        if token.kind == "date":
            return self._date(place)
        if token.kind == "month_year":
            return self._month_year(place, place)
        if token.kind == "num" and self.at(place + 1).kind == "dash" and self.at(place + 2).kind == "month_year":
            return self._month_year(place, place + 2)
        if token.kind == "num" or token.number is not None:
            found = self._years(place) or self._days(place) or self._part(place) or self._terms(place)
            if found:
                return found
        if token.sense is UNKNOWN:
            return None
        if token.has(*EDGES):
            return self._edges(place)
        if token.has("last"):
            return self._part(place)
        if token.sense.month:
            return self._month(place)
        if token.has("season", "season_adjective"):
            return self._season(place)
        return self._period(place, bare=bare)

    # Days and months

    def _date(self, place: int) -> Item | None:
        token = self.at(place)
        if token.date is None:
            return None
        year, month, day = token.date
        return Item((Span((month, day), (month, day), year, year, exact=True),), self._years_word(place + 1))

    def _month_year(self, place: int, last: int) -> Item | None:
        """«03.2024» and «08-09.2023»."""
        token, first = self.at(last), self.at(place).number if last > place else None
        if token.date is None or not (first is None or 1 <= first <= 12):
            return None
        year, month, _ = token.date
        return Item((in_year(Span((first or month, 1), (month, 0)), year or 0),), self._years_word(last + 1))

    def _days(self, place: int) -> Item | None:
        """«15 мая», «2-4 октября», «с 10 по 15 апреля», «1, 8 и 15 марта», «10-15.04.2024»."""
        days: list[tuple[int, int]] = []
        while len(days) < MOST_DAYS and (first := self._day(place)) is not None:
            place, last = place + 1, first
            if self.at(place).kind == "dash" or self.at(place).has("through", "until"):
                upper = self.at(place + 1)
                if upper.kind == "date" and upper.date:
                    year, month, day = upper.date
                    return self._in_month([*days, (first, day)], month, place + 2, year)
                if (second := self._day(place + 1)) is None:
                    return None
                place, last = place + 2, second
            days.append((first, last))
            while self.at(place).has("date_number"):
                place += 1
            month = self.at(place).sense.month
            if month:
                return self._in_month(days, month, place + 1, None)
            if not (self.at(place).text == "," or self.at(place).has("and")):
                return None
            place += 1
        return None

    def _day(self, place: int) -> int | None:
        token = self.at(place)
        fits = token.kind == "num" or (token.sense.ordinal and token.has("ordinal"))
        return token.number if fits and token.number is not None and 1 <= token.number <= 31 else None

    def _in_month(self, days: list[tuple[int, int]], month: int, place: int, year: int | None) -> Item:
        spans = [Span((month, first), (month, last), year, year, exact=True) for first, last in days]
        if year is not None:
            return Item(tuple(spans), self._years_word(place))
        return self._dated(spans, place)

    def _month(self, place: int) -> Item:
        month = self.at(place).sense.month or 0
        place += 1
        while self.at(place).has("month_word"):
            place += 1
        return self._dated([Span((month, 1), (month, 0))], place)

    def _part(self, place: int) -> Item | None:
        """«первая неделя марта», «2 декада апреля», «1-я половина марта», «последние числа мая»."""
        span = self._numbers(place)
        if span is None and not self.at(place).has("last"):
            return None
        first, last, place = span or (0, 0, place + 1)
        unit = next((code for code in PARTS if self.at(place).has(code)), None)
        month = self.at(place + 1).sense.month
        if unit is None or month is None:
            return None
        rows = self.words.spans[f"parts_{unit}" if first else f"last_{unit}"]
        first, last = first or 1, last or 1
        if not (first <= len(rows) and last <= len(rows)):
            return None
        (_, start), (_, end) = rows[first - 1][0], rows[last - 1][1]
        return self._dated([Span((month, start), (month, end))], place + 2)

    # Terms, seasons, edges

    def _numbers(self, place: int) -> tuple[int, int, int] | None:
        """A number or a span of them, «1», «II», «первая», «1-2»: the first, the last, the place after."""
        first = self._small(place)
        if first is None:
            return None
        if self.at(place + 1).kind == "dash" and (last := self._small(place + 2)) is not None:
            return first, last, place + 3
        return first, first, place + 1

    def _small(self, place: int) -> int | None:
        token = self.at(place)
        return token.number if token.number is not None and 1 <= token.number <= 6 else None

    def _terms(self, place: int) -> Item | None:
        """«3 четверть», «I-II кварталы 2024», «1 и 3 четверти», «первая половина учебного года»."""
        numbers: list[tuple[int, int]] = []
        while len(numbers) < MOST_DAYS and (found := self._numbers(place)) is not None:
            first, last, place = found
            numbers.append((first, last))
            if not (self.at(place).text == "," or self.at(place).has("and")):
                break
            place += 1
        while self.at(place).has("school") and self.at(place + 1).has(*TERMS):
            place += 1
        unit = next((code for code in TERMS if self.at(place).has(code)), None)
        if unit is None and self.at(place).has("half"):
            unit = "half_year" if self._names_year(place + 1) else None
        if unit is None or not numbers:
            return None
        school = self._says_school(place + 1)
        dating, after = self._dating(place + 1)
        if unit == "half_year" and not school and (dating is not None or is_calendar(self.period)):
            unit = "calendar_half"
        rows = self.words.spans[unit]
        spans = []
        for first, last in numbers:
            if not (first <= len(rows) and last <= len(rows)):
                return None
            whole = Span(rows[first - 1][0], rows[last - 1][1])
            spans.extend(dating(whole) if dating else [whole])
        return Item(tuple(spans), after)

    def _names_year(self, place: int) -> bool:
        return self.at(place).is_year or self._skip(place, "school", "period_adjective", "year") > place

    def _says_school(self, place: int) -> bool:
        """Whether a school year follows: «учебного года», «2023-2024»."""
        for ahead in range(place, place + 5):
            token = self.at(ahead)
            if token.has("school") or (token.is_year and self._pair(ahead)):
                return True
            if not (token.is_year or token.kind in ("dash", "slash") or token.has("period_adjective")):
                return False
        return False

    def _season(self, place: int) -> Item | None:
        token = self.at(place)
        if token.has("season_adjective"):
            if not self.at(place + 1).has("period", "month_word"):
                return None
            place += 1
        start, end = self.words.spans["seasons"][("winter", "spring", "summer", "autumn").index(token.sense.season or "")]
        place += 1
        if (years := self._pair(place)) and token.sense.season == "winter":
            return Item((Span(start, end, years[0], years[1]),), self._years_word(years[2]))
        return self._dated([Span(start, end)], place)

    def _edges(self, place: int) -> Item | None:
        """«конец августа», «начало и конец учебного года», «середина II четверти»."""
        edges: list[str] = []
        while edge := next((code for code in EDGES if self.at(place).has(code)), None):
            edges.append(edge)
            place += 1
            joint = self.at(place).kind in ("sep", "slash") or self.at(place).has("and")
            joint = joint or (self.at(place).kind == "dash" and self.at(place + 1).has(*EDGES))
            beyond = place + 2 if self.at(place + 1).has("in") else place + 1
            if len(edges) >= len(EDGES) or not (joint and self.at(beyond).has(*EDGES)):
                break
            place = beyond
        base = self._edge_base(place)
        if base is None:
            return None
        spans, after = base
        return Item(tuple(self._edge(span, edge) for edge in edges for span in spans), after)

    def _edge_base(self, place: int) -> tuple[tuple[Span, ...], int] | None:
        token = self.at(place)
        if token.sense.month:
            found: Item | None = self._month(place)
        elif token.has("season", "season_adjective"):
            found = self._season(place)
        else:
            found = self._years(place) or self._terms(place)
        if found:
            return found.spans, found.after
        after = self._skip(place, "period_adjective", "whole")
        school = self.at(after).has("school")
        after = self._skip(after, "school")
        if self.at(after).has("year"):
            after = self._years_word(after)
            year = Span((9, 1), (8, 31)) if school or not is_calendar(self.period) else Span((1, 1), (12, 31))
            pair = self._pair(after)
            return ((in_year(year, pair[1]),), self._years_word(pair[2])) if pair else ((year,), after)
        if self.at(after).has("period") and self.period:
            return (of_period(self.period),), self._skip(after + 1, "tail")
        return None

    def _edge(self, span: Span, edge: str) -> Span:
        """The first, middle or last part: ten days of a month, a month of a term, and so for a year."""
        months = (span.end[0] - span.start[0]) % 12 + 1
        if span.exact:
            return span
        if months == 1:
            part = self.words.spans["parts_ten_days"][EDGES.index(edge)]
            return replace(span, start=(span.start[0], part[0][1]), end=(span.end[0], part[1][1]), edge=edge)
        if (span.start, span.end) == ((9, 1), (8, 31)):
            start, end = self.words.spans["school_year"][EDGES.index(edge)]
            return self._moved(span, start, end, edge)
        at = {"start": 0, "middle": (months - 1) // 2, "end": months - 1}[edge]
        month = (span.start[0] - 1 + at) % 12 + 1
        return self._moved(span, (month, 1), (month, 0), edge)

    @staticmethod
    def _moved(span: Span, start: tuple[int, int], end: tuple[int, int], edge: str) -> Span:
        if span.first is None or span.last is None:
            return Span(start, end, edge=edge, inferred=span.inferred)
        first = span.first if start >= span.start else span.last
        last = span.last if end[0] <= span.end[0] else span.first
        if edge == "end":
            first = last = span.last
        return Span(start, end, first, max(first, last), edge=edge, inferred=span.inferred)

    # Years and the plan's period

    def _pair(self, place: int) -> tuple[int, int, int] | None:
        """«2023-2024», «2023/24»: both years and the place after."""
        first, second = self.at(place), self.at(place + 2)
        if not first.is_year or self.at(place + 1).kind not in ("dash", "slash") or first.number is None:
            return None
        if second.is_year and second.number is not None and second.number > first.number:
            return (first.number, second.number, place + 3) if not self.at(place + 3).sense.month else None
        if second.kind == "num" and len(second.text) == 2 and second.number == first.number % 100 + 1:
            return first.number, first.number + 1, place + 3
        return None

    def _years(self, place: int) -> Item | None:
        """«2023 год», «2023-2024 учебный год», «2022-2027 гг.», a bare «2024» that no unknown word stands by."""
        token = self.at(place)
        if not token.is_year or token.number is None:
            return self._short_years(place)
        pair = self._pair(place)
        first, last, after = pair or (token.number, token.number, place + 1)
        school = self.at(after).has("school")
        slash = pair is not None and self.at(place + 1).kind == "slash"
        named = self.at(self._skip(after, "school")).has("year")
        if not (named or pair) and self.at(place - 1).sense is UNKNOWN and self.at(place - 1).kind in ("word", "junk", "no"):
            return None
        after = self._years_word(self._skip(after, "school")) if named or school else after
        if (school or slash) and last <= first + 1:
            span = Span((9, 1), (8, 31), first, first + 1)
        elif self._is_period(first, last) and self.period:
            span = replace(of_period(self.period), inferred=False)
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
