"""Goes once through a cell's tokens and notes what each part says: windows with their bounds, and phrases."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from plancheck.parsing.deadlines.items import ItemReader
from plancheck.parsing.deadlines.lex import Token
from plancheck.parsing.deadlines.phrases import Meaning
from plancheck.parsing.deadlines.spans import Span, joined
from plancheck.parsing.deadlines.words import DeadlineWords
from plancheck.parsing.deadlines.years import Item
from plancheck.plan import Period

MOST_CONNECTORS = 8
BOUNDS = {"from": "since", "after": "after", "until": "until", "by": "until", "through": "through"}
CONNECTORS = ("from", "until", "through", "by", "after", "during", "in", "filler", "document", "not")


class Stretch(NamedTuple):
    """A stretch of time as the cell bounds it.

    `bound` is `closed`, `until` (its last day only; a month is then not begun), `through`, `after` or
    `since`; `throughout` says «в течение» or «весь»; `next_in_list` that only a comma or «и» parts it
    from the next.
    """

    span: Span
    bound: str = "closed"
    throughout: bool = False
    only_years: bool = False
    next_in_list: bool = False
    ranged: bool = False


class Throughout:
    """«в течение» something that has no dates."""


Said = Stretch | Meaning | Throughout


def said(tokens: Sequence[Token], words: DeadlineWords, period: Period | None) -> list[Said]:
    """What the cell says, in its order."""
    return _Grammar(tokens, words, period).read()


class _Grammar:
    def __init__(self, tokens: Sequence[Token], words: DeadlineWords, period: Period | None) -> None:
        self.tokens, self.words = tokens, words
        self.items = ItemReader(tokens, words, period)
        self.at = self.items.at
        self.text, self.starts = self._joined()

    def _joined(self) -> tuple[str, dict[int, int]]:
        """Spoken tokens joined by spaces, and where each of them begins."""
        parts: list[str] = []
        starts: dict[int, int] = {}
        offset = 0
        for place, token in enumerate(self.tokens):
            if token.spoken:
                starts[place] = offset
                parts.append(token.text)
                offset += len(token.text) + 1
        return " ".join(parts), starts

    def read(self) -> list[Said]:
        found: list[Said] = []
        place = 0
        while place < len(self.tokens):
            if self.at(place).has("in") and self.at(place + 1).has("during"):
                place += 1
            phrase = self._phrase(place)
            stretch = None if self.at(place).is_unknown else self._stretch(place)
            if phrase and (stretch is None or phrase[1] >= stretch[1]):
                found.append(phrase[0])
                place = phrase[1]
            elif stretch:
                found.extend(stretch[0])
                place = stretch[1]
            else:
                place = self._other_year(place)
        return found

    def _phrase(self, place: int) -> tuple[Meaning, int] | None:
        start = self.starts.get(place)
        if start is None:
            return None
        number = self.at(place).number is not None
        best = self.words.phrases.longest(self.text, start, number=number)
        if best is None:
            return None
        end, meaning = best
        after = place
        while after < len(self.tokens) and self.starts.get(after, -1) < end:
            after += 1
        while after > place + 1 and not self.tokens[after - 1].spoken:
            after -= 1
        return meaning, after

    def _other_year(self, place: int) -> int:
        """Steps over one token, or over «прошлого учебного года», which is not the plan's."""
        if self.at(place).has("other_year"):
            after = place + 1
            while self.at(after).has("school", "year", "period"):
                after += 1
            return after
        return place + 1

    def _stretch(self, place: int) -> tuple[list[Said], int] | None:
        bound, start, during, document = self._connectors(place)
        item = self.items.item(start, bare=during)
        if item is None:
            return ([Throughout()], start) if during and self.at(place).has("during") else None
        ranged = False
        if bound in ("closed", "since"):
            item, ranged = self._ranged(item, since=bound == "since")
        if document and not ranged:
            return [], item.after
        if self.at(item.after).kind == "no":
            return [], item.after
        throughout = during or item.throughout
        if ranged or (bound == "since" and any(span.exact and span.start != span.end for span in item.spans)):
            bound = "closed"
        listed = self._listed(item.after)
        stretches: list[Said] = [
            Stretch(span, bound, throughout, item.only_years, listed, ranged) for span in item.spans
        ]
        return stretches or ([Throughout()] if throughout else []), item.after

    def _connectors(self, place: int) -> tuple[str, int, bool, bool]:
        """What the small words before a stretch say: its bound, the place after them, «в течение», «от»."""
        bound, during, document = "closed", False, False
        start = place
        while place < start + MOST_CONNECTORS:
            token = self.at(place)
            if place > start and (hour := self._hour(place)):
                place += hour
                continue
            whole = token.has("period") and (during or self.at(place + 1).has("tail"))
            if not token.has(*CONNECTORS) or whole:
                break
            if token.has("not"):
                if not self.at(place + 1).has("later", "earlier"):
                    break
                bound = "through" if self.at(place + 1).has("later") else "since"
                place += 1
            elif token.has("during"):
                during = True
            elif token.has("document"):
                document = True
            elif not (token.has("through") and self.at(place + 1).has("closing")):
                bound = next((BOUNDS[code] for code in BOUNDS if token.has(code)), bound)
            place += 1
        return bound, place, during, document

    def _hour(self, place: int) -> int:
        """How many tokens at `place` are a time of day, which no deadline keeps: «18:00», «16 часов»."""
        if self.at(place).kind == "time":
            return 1
        return 2 if self.at(place).kind == "num" and self.at(place + 1).has("clock") else 0

    def _ranged(self, item: Item, *, since: bool) -> tuple[Item, bool]:
        """The item drawn out to «по …», «до …» or «- …» after it."""
        place = item.after
        if since and self.at(place).text == ",":
            place += 1
        sign = self.at(place)
        if not item.spans or not (sign.kind == "dash" or sign.has("until", "through")):
            return item, False
        place += 1
        while self.at(place).has("in", "filler", "until", "through"):
            place += 1
        end = self.items.item(place)
        if end is None or not end.spans:
            return item, False
        first, *more = end.spans
        last = item.spans[-1]
        years = item.only_years and end.only_years
        if item.only_years and not end.only_years:
            return item, False
        spans = (*item.spans[:-1], joined(last, first), *more)
        return Item(spans, end.after, item.throughout or end.throughout, years), True

    def _listed(self, place: int) -> bool:
        token = self.at(place)
        return token.text == "," or token.has("and")
