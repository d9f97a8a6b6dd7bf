"""A text whose words were looked up in a set of phrases: which phrases it may hold, and where each stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import itemgetter
from typing import TYPE_CHECKING

from plancheck.language.words import Word

if TYPE_CHECKING:
    from plancheck.language.phrases import PhraseSet, Slot

Run = tuple[int, int]  # first and last word of a place
# What a word may fill: numbers of slots, the same as the bits of one number, and the phrases to be tried for it.
Fills = tuple[frozenset[int], int, frozenset[int]] | tuple[()]  # most words of most sets have none
_NO_SLOTS: frozenset[int] = frozenset()
_FOLDED = itemgetter(Word._fields.index("folded"))


class Looked:
    """A text whose words were looked up in a set of phrases: which slots each of them may fill."""

    __slots__ = ("_filled", "_heads", "_known", "_lacking", "_places", "_ready", "_runs", "words")

    def __init__(self, words: Sequence[Word], known: PhraseSet, heads: frozenset[int]) -> None:
        self.words, self._known, self._heads = words, known, heads
        folded = list(map(_FOLDED, words))
        try:
            fills = list(map(known.seen.__getitem__, folded))
        except KeyError:  # a word that was not met before
            fills = [
                known.fill(word) if one is None else one
                for word, one in zip(folded, map(known.seen.get, folded), strict=True)
            ]
        # The words that may fill slots, in order.
        self._filled = [(at, one) for at, one in enumerate(fills) if one] if any(fills) else []
        self._lacking = 0  # the slots that no word may fill, as bits; none before candidates were asked for
        self._ready = _NO_SLOTS  # the slots whose places are known
        self._places: dict[int, list[int]] = {}
        self._runs: dict[int, list[Run]] = {}

    def candidates(self) -> list[int]:
        """The phrases of which the text has each word that must stand, in the set's order."""
        tried = [phrases for _, (_, _, phrases) in self._filled if phrases]
        if not tried:
            return []
        needs, held = self._known.needs, 0
        for _, (_, bits, _) in self._filled:
            held |= bits
        lacking = self._lacking = self._known.slots ^ held
        found = sorted([index for index in _NO_SLOTS.union(*tried) if not needs[index] & lacking])
        if found:
            self.prepare(found)
        return found

    def prepare(self, phrases: Iterable[int]) -> None:
        """Finds where the words stand that may fill slots of phrases, of all that will be asked for at once."""
        uses = self._known.uses
        wanted = _NO_SLOTS.union(*[uses[index] for index in phrases]) - self._ready
        if not wanted:
            return
        self._ready |= wanted
        places = self._places
        for at, (slots, _, _) in self._filled:
            for slot in slots & wanted:
                if slot in places:
                    places[slot].append(at)
                else:
                    places[slot] = [at]

    def place(self, index: int) -> tuple[int, ...] | None:
        """The first place of one of the set's phrases: the words that fill its slots; None where it is not held."""
        if not self._known.uses[index] <= self._ready:
            if self._known.needs[index] & self._lacking:
                return None
            self.prepare((index,))
        places = self._places
        phrase, slots = self._known.compiled[index]
        numbers = self._known.plain[index]
        if numbers:
            each = [places[number] for number in numbers if number in places]
            if len(each) < len(numbers):
                return None
            return (each[0][0],) if len(each) == 1 else _near(phrase.window, each[0], each[1], self.words)
        options = []
        for slot, number in slots:
            taken = self._runs.get(number)
            if taken is None:
                taken = self._runs[number] = self.runs(slot, number)
            if not taken:
                return None
            options.append(taken)
        return (_follow if phrase.ordered else _place)(phrase.window, options, self.words)

    def runs(self, slot: Slot, number: int) -> list[Run]:
        """Where a slot of a candidate stands: first and last word of each place, in order."""
        places = self._places
        found = [(at, at) for at in places.get(number, ())]
        if slot.is_plain:
            return found
        for row in self._known.rows[number]:
            begins = set(places.get(row[0], ()))
            for step, part in enumerate(row[1:], 1):
                begins &= {at - step for at in places.get(part, ())}
            last = len(row) - 1
            found += [
                (at, at + last) for at in sorted(begins) if self.words[at].sentence == self.words[at + last].sentence
            ]
        if slot.first:
            found = [run for run in found if run[0] in self._heads]
        return sorted(found) if slot.rows else found


def _near(window: int, one: list[int], two: list[int], text: Sequence[Word]) -> tuple[int, int] | None:
    """The first two words within the window and one sentence: from each place of the rarer the nearest of the other."""
    rare, other = (one, two) if len(one) <= len(two) else (two, one)
    for low in rare:
        best = window
        nearest = -1
        for at in other:
            if at >= low + best:
                break
            if at != low and abs(at - low) < best and text[at].sentence == text[low].sentence:
                best, nearest = abs(at - low), at
        if nearest >= 0:
            return (low, nearest) if low < nearest else (nearest, low)
    return None


def _place(window: int, options: Sequence[list[Run]], text: Sequence[Word]) -> tuple[int, ...] | None:
    """The first place where all slots stand in one sentence within the window, on different words."""
    if len(options) == 1:
        low, high = options[0][0]
        return tuple(range(low, high + 1))
    order = sorted(range(len(options)), key=lambda i: len(options[i]))
    for low, high in options[order[0]]:
        taken = set(range(low, high + 1))
        left, right = low, high
        for i in order[1:]:
            near = [
                run
                for run in options[i]
                if max(right, run[1]) - min(left, run[0]) < window
                and text[run[0]].sentence == text[low].sentence
                and taken.isdisjoint(range(run[0], run[1] + 1))
            ]
            if not near:
                break
            best = min(near, key=lambda run: abs(run[0] - low))
            taken.update(range(best[0], best[1] + 1))
            left, right = min(left, best[0]), max(right, best[1])
        else:
            return tuple(sorted(taken))
    return None


def _follow(window: int, options: Sequence[list[Run]], text: Sequence[Word]) -> tuple[int, ...] | None:
    """The first place where the slots stand in their order, in one sentence, within the window."""
    for first in options[0]:
        taken = list(range(first[0], first[1] + 1))
        for runs in options[1:]:
            after = next((run for run in runs if run[0] > taken[-1]), None)
            if after is None or after[1] - first[0] >= window or text[after[0]].sentence != text[first[0]].sentence:
                break
            taken += range(after[0], after[1] + 1)
        else:
            return tuple(taken)
    return None
