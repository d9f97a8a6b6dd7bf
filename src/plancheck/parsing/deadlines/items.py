"""Reads one named stretch of time from tokens: a date, days of a month, a term, a season, a part of these."""

from __future__ import annotations

from collections.abc import Callable

from plancheck.parsing.deadlines.lex import Token
from plancheck.parsing.deadlines.spans import Span, in_year, is_calendar, of_period, settled
from plancheck.parsing.deadlines.years import Dating, Item, YearReader

MOST_DAYS = 12  # of a list «1, 8, 15 марта»: what is longer is no list of days, and reading stays linear
EDGES = ("start", "middle", "end")
SEASONS = ("winter", "spring", "summer", "autumn")
PARTS = ("week", "ten_days", "half", "numbers")
TERMS = ("quarter", "term", "trimester", "half_year")


class ItemReader(YearReader):
    """The grammar of one stretch; every method takes a place among the tokens and returns an Item or None."""

    def item(self, place: int, *, bare: bool = False) -> Item | None:
        """The stretch at `place`; `bare` lets «года» or «периода» alone be the plan's period."""
        token = self.at(place)
        if token.is_unknown:
            return None
        for read in self._readers(token):
            if found := read(place):
                return found
        return self._period(place, bare=bare) if token.kind == "word" else None

    def _readers(self, token: Token) -> list[Callable[[int], Item | None]]:
        """What may begin with such a token, the likelier first."""
        if token.kind == "date":
            return [self._date]
        if token.kind in ("month_year", "num"):
            return [self._month_year, self._years, self._days, self._part, self._terms]
        if token.number is not None:
            return [self._days, self._part, self._terms]
        readers = {
            "whole": self._whole,
            "month": self._month,
            "season": self._season,
            "season_adjective": self._season,
            "last": self._part,
            **dict.fromkeys(EDGES, self._edges),
        }
        return [read for code, read in readers.items() if token.has(code)]

    def _whole(self, place: int) -> Item | None:
        """«весь учебный год», «весь март 2024»."""
        found = None if self.at(place + 1).has("whole") else self.item(place + 1, bare=True)
        return found._replace(throughout=True) if found else None

    # Days and months

    def _date(self, place: int) -> Item | None:
        token = self.at(place)
        if token.date is None:
            return None
        year, month, day = token.date
        return Item((Span((month, day), (month, day), year, year, exact=True),), self._years_word(place + 1))

    def _month_year(self, place: int) -> Item | None:
        """«03.2024» and «08-09.2023»."""
        ranged = self.at(place).kind == "num" and self.at(place + 1).kind == "dash"
        last = place + 2 if ranged else place
        token, first = self.at(last), self.at(place).number if ranged else None
        if token.kind != "month_year" or token.date is None or not (first is None or 1 <= first <= 12):
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
            if named := self.at(place).sense.month:
                return self._in_month(days, named, place + 1, None)
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
        """«первая неделя марта», «2 декада апреля», «1-я и 3-я недели марта», «последние числа мая»."""
        last_one = self.at(place).has("last")
        numbers, place = ([(0, 0)], place + 1) if last_one else self._numbers(place)
        unit = next((code for code in PARTS if self.at(place).has(code)), None)
        month = self.at(place + 1).sense.month
        if unit is None or month is None:
            return None
        rows = self.words.spans[f"last_{unit}" if last_one else f"parts_{unit}"]
        if any(max(pair) > len(rows) for pair in numbers):
            return None
        days = [(rows[max(first, 1) - 1][0][1], rows[max(last, 1) - 1][1][1]) for first, last in numbers]
        return self._dated([Span((month, first), (month, last)) for first, last in days], place + 2)

    # Terms, seasons, edges

    def _numbers(self, place: int) -> tuple[list[tuple[int, int]], int]:
        """Numbers and spans of them, «1», «II и IV», «1-2»: first and last of each, and the place after."""
        numbers: list[tuple[int, int]] = []
        while len(numbers) < MOST_DAYS and (first := self._small(place)) is not None:
            last, place = first, place + 1
            if self.at(place).kind == "dash" and (upper := self._small(place + 1)) is not None:
                last, place = upper, place + 2
            numbers.append((first, last))
            if not (self.at(place).text == "," or self.at(place).has("and")):
                break
            place += 1
        return numbers, place

    def _small(self, place: int) -> int | None:
        token = self.at(place)
        return token.number if token.number is not None and 1 <= token.number <= 6 else None

    def _terms(self, place: int) -> Item | None:
        """«3 четверть», «I-II кварталы 2024», «1 и 3 четверти», «первая половина учебного года»."""
        numbers, place = self._numbers(place)
        while self.at(place).has("school") and self.at(place + 1).has(*TERMS):
            place += 1
        unit = next((code for code in TERMS if self.at(place).has(code)), None)
        named_half = unit is None and self.at(place).has("half")
        if named_half:
            unit = "half_year" if self._names_year(place + 1) else None
        if unit is None or not numbers:
            return None
        school = self._says_school(place + 1)
        dating, after = self._dating(place + 1)
        if unit == "half_year" and not school and not self._of_school_year(numbers, dating, named_half):
            unit = "calendar_half"
        rows = self.words.spans[unit]
        spans = []
        for first, last in numbers:
            if not (first <= len(rows) and last <= len(rows)):
                return None
            whole = Span(rows[first - 1][0], rows[last - 1][1])
            spans.extend(dating(whole) if dating else [whole])
        return Item(tuple(spans), after)

    def _of_school_year(self, numbers: list[tuple[int, int]], dating: Dating | None, named_half: bool) -> bool:
        """Whether halves of the school year are meant: not in a plan of calendar years or «половина 2024 г.».

        «II полугодие 2024» is of the school year where that lies in the plan's period.
        """
        if is_calendar(self.period) or dating is None or named_half:
            return not is_calendar(self.period) and dating is None
        halves = self.words.spans["half_year"]
        for number in {each for pair in numbers for each in pair if each <= len(halves)}:
            for first, last in settled(dating(Span(*halves[number - 1]))[0], None, every=False):
                if self.period is None or not self.period.start <= first <= last <= self.period.end:
                    return False
        return True

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
        start, end = self.words.spans["seasons"][SEASONS.index(token.sense.season or "")]
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
            return span._replace(start=(span.start[0], part[0][1]), end=(span.end[0], part[1][1]), edge=edge)
        if (span.start, span.end) == ((9, 1), (8, 31)) and not span.inferred:
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
