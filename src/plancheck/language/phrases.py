"""The phrase language of the lexicons: lemmas in any order within a window, with alternatives and groups.

A phrase is written as words in their dictionary form, separated by spaces; each is a *slot*:

    присутствие наблюдатель          both words, any order, any forms, close together
    анализ|разбор результат|итог     alternatives in a slot
    <appoint> координатор            a named group of words
    методич* помощь                  a beginning of a word
    *иро курс                        an end of a word that no dictionary has («СОИРО»; not «жиро»)
    =на =сайте                       this very form
    "горячая линия"                  the words next to each other in this order; may be one of the alternatives
    ^приказ                          only as the first word of its clause
    > контроль организация           the slots in this order
    … ~8                             at most 8 words from the first to the last slot (default: slots + 4)
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from operator import attrgetter
from typing import Any, NamedTuple

from plancheck.language.morphology import known, lemmas, part_lemmas
from plancheck.language.normalise import fold
from plancheck.language.typos import Vocabulary
from plancheck.language.words import Word
from plancheck.said import SaidError, said

_PIECE = re.compile(r'(?:"[^"]*"|[^\s"])+')
_ALTERNATIVE = re.compile(r'(?:"[^"]*"|[^|"])+')
_PART = re.compile(r"([^*]{2,})\*|\*([^*]{2,})")  # a beginning or an end of a word, of two letters at least
_SLACK = 4
_MOST_MEANINGS = 16_384

Run = tuple[int, int]  # first and last word of a place
_Fills = tuple[frozenset[int], frozenset[int]] | tuple[()]  # numbers of slots, indices of phrases: most words have none
_NO_SLOTS: frozenset[int] = frozenset()
_FOLDED = attrgetter("folded")


class PhraseError(SaidError):
    """A phrase that is not written in the phrase language; `said` tells which part and why."""


class Slot(NamedTuple):
    """One place of a phrase: the words that may fill it, and the `rows` of words next to each other that may."""

    lemmas: frozenset[str] = frozenset()
    prefixes: tuple[str, ...] = ()
    forms: frozenset[str] = frozenset()
    rows: tuple[tuple[Slot, ...], ...] = ()
    first: bool = False
    suffixes: tuple[str, ...] = ()

    @property
    def rarity(self) -> tuple[int, int]:
        """The less, the rarer the words that fill it (few, and long ones): by the rarest a phrase is ruled out."""
        words = len(self.lemmas) + len(self.forms)
        if self.rows:
            rarest = [min(part.rarity for part in row) for row in self.rows]
            return words + sum(one for one, _ in rarest), max(short for _, short in rarest)
        words += 9 * (len(self.prefixes) + len(self.suffixes))
        return words, -min(map(len, self.forms)) if self.forms else 0

    @property
    def is_plain(self) -> bool:
        """Whether any one word fills it, wherever it stands."""
        return not self.rows and not self.first

    @property
    def width(self) -> int:
        return max(map(len, self.rows)) if self.rows else 1


@dataclass(frozen=True, slots=True, eq=False)
class Phrase:
    """A compiled phrase, one of its kind; `text` is as written, `window` the greatest span in words."""

    text: str
    slots: tuple[Slot, ...]
    window: int
    ordered: bool = False


class Found(NamedTuple):
    """A match: the phrase, and the indices of the words that fill its slots, ascending."""

    phrase: Phrase
    at: tuple[int, ...]


def compile_phrase(text: str, groups: Mapping[str, Sequence[str]]) -> Phrase:
    """Read one phrase; raises PhraseError for an unknown group or an empty phrase."""
    if text.replace(" ", "").isalpha():  # plain words, as in most phrases
        plain = tuple(map(_of_word, text.split()))
        return Phrase(text, plain, len(plain) + _SLACK)
    slots: list[Slot] = []
    window = 0
    pieces = _PIECE.findall(text)
    ordered = pieces[:1] == [">"]
    for piece in pieces[ordered:]:
        if piece.startswith("~") and piece[1:].isdigit():
            window = int(piece[1:])
        else:
            slots.append(_slot(piece, groups))
    if not slots:
        raise PhraseError(said("phrase.empty", phrase=text))
    width = sum(slot.width for slot in slots)
    return Phrase(text, tuple(slots), window or width + _SLACK, ordered)


def _slot(piece: str, groups: Mapping[str, Sequence[str]]) -> Slot:
    first = piece.startswith("^")
    if piece.isalpha():  # as most are
        return _of_word(piece)
    found = _Fillers(set(), set(), set(), set())
    rows: list[tuple[Slot, ...]] = []
    for word in _ALTERNATIVE.findall(piece.removeprefix("^")):
        if word.startswith('"'):
            rows.append(tuple(_slot(part, groups) for part in word.strip('"').split()))
        elif word.startswith("<") and word.endswith(">"):
            name = word[1:-1]
            if name not in groups:
                raise PhraseError(said("phrase.no_group", name=name))
            found.add_all(_of_group(tuple(groups[name])))
        else:
            found.add(word)
    return Slot(
        frozenset(found.lemmas),
        tuple(sorted(found.prefixes)),
        frozenset(found.forms),
        tuple(rows),
        first,
        tuple(sorted(found.suffixes)),
    )


@lru_cache(maxsize=_MOST_MEANINGS)
def _of_word(word: str) -> Slot:
    return Slot(_meant(word))


class _Fillers(NamedTuple):
    """What may fill a slot, as it is gathered."""

    lemmas: set[str]
    prefixes: set[str]
    forms: set[str]
    suffixes: set[str]

    def add_all(self, others: _Fillers) -> None:
        for own, more in zip(self, others, strict=True):
            own.update(more)

    def add(self, word: str) -> None:
        if word.isalpha():
            self.lemmas.update(_meant(word))
            return
        word = fold(word)
        if word.startswith("=") and len(word) > 1:
            self.forms.add(word[1:])
        elif "*" in word and (part := _PART.fullmatch(word)):
            begin, end = part.groups()
            (self.prefixes if begin else self.suffixes).add(begin or end)
        elif word.strip("=") and "*" not in word:
            self.lemmas.update(_meant(word))
        else:
            raise PhraseError(said("phrase.no_word", word=word))


@lru_cache(maxsize=256)
def _of_group(members: tuple[str, ...]) -> _Fillers:
    """What a group's words fill a slot with; not to be changed."""
    found = _Fillers(set(), set(), set(), set())
    for member in members:
        found.add(member)
    return found


_MEANINGS: dict[str, frozenset[str]] = {}


def _meant(word: str) -> frozenset[str]:
    """The lemmas that a lexicon's word stands for; it may be written with any form: its own readings count."""
    known = _MEANINGS.get(word)
    if known is not None:
        return known
    folded = fold(word)
    own = frozenset({folded}) if folded.isdigit() else lemmas(folded)
    meant = frozenset({folded}) if folded in own else own
    if len(_MEANINGS) < _MOST_MEANINGS:
        _MEANINGS[word] = meant
    return meant


def meanings() -> dict[str, list[str]]:
    """The lemmas of all words of phrases that were compiled so far."""
    return {word: sorted(meant) for word, meant in _MEANINGS.items()}


def recall(told: Mapping[str, Iterable[str]]) -> None:
    """Spares looking up what words of phrases mean: `told` is what `meanings` gave with the same dictionary."""
    for word, meant in told.items():
        _MEANINGS.setdefault(word, frozenset(meant))


class PhraseSet:
    """Many phrases, sought together: each word of a text is looked up once, whatever the number of phrases."""

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        self.phrases = tuple(phrases)
        self._numbers: dict[Slot, int] = {}
        self._by_lemma: dict[str, list[int]] = {}
        self._by_form: dict[str, list[int]] = {}
        self._prefixes: list[tuple[str, int]] = []
        self._suffixes: list[tuple[str, int]] = []
        self.compiled = [
            (phrase, tuple((slot, self._number(slot)) for slot in phrase.slots)) for phrase in self.phrases
        ]
        self.rows = {
            number: tuple(tuple(self._numbers[part] for part in row) for row in slot.rows)
            for slot, number in self._numbers.items()
        }
        self._sought = self._keyed()
        # For each phrase the slots without which no text holds it; all its slots with the parts of their rows; and of
        # those of one or two plain slots in any order, as most are, the slots.
        self.needs, self.uses, self.plain = list[frozenset[int]](), list[frozenset[int]](), list[tuple[int, ...]]()
        odd = {number for slot, number in self._numbers.items() if slot.rows or slot.first}
        for phrase, slots in self.compiled:
            numbers = tuple([number for _, number in slots])
            needs = uses = frozenset(numbers)
            plain = odd.isdisjoint(numbers)
            if not plain:
                uses = uses.union(*(part for number in numbers for part in self.rows[number]))
                needs = frozenset(chain.from_iterable(self._must(slot, number) for slot, number in slots))
            self.needs.append(needs)
            self.uses.append(uses)
            self.plain.append(numbers if plain and len(numbers) <= 2 and not phrase.ordered else ())
        self._vocabulary = Vocabulary(self._by_lemma)
        self.seen: dict[str, _Fills] = {}

    def __getstate__(self) -> dict[str, Any]:
        """What is kept of it for the next run: all but the words it has met."""
        return {**self.__dict__, "seen": {}}

    def _number(self, slot: Slot) -> int:
        """The slot's number; equal slots of different phrases share it."""
        if slot not in self._numbers:
            number = self._numbers[slot] = len(self._numbers)
            for lemma in slot.lemmas:
                self._by_lemma.setdefault(lemma, []).append(number)
            for form in slot.forms:
                self._by_form.setdefault(form, []).append(number)
            self._prefixes += [(prefix, number) for prefix in slot.prefixes]
            self._suffixes += [(suffix, number) for suffix in slot.suffixes]
            for row in slot.rows:
                for part in row:
                    self._number(part)
        return self._numbers[slot]

    def _must(self, slot: Slot, number: int) -> Iterable[int]:
        """What a text must hold for a slot: of one row and nothing else each of its words."""
        if not slot.rows:
            return (number,)
        alone = len(slot.rows) == 1 and not (slot.lemmas or slot.forms or slot.prefixes or slot.suffixes)
        return self.rows[number][0] if alone else ()

    def _keyed(self) -> dict[int, list[int]]:
        """By the slot that the fewest words fill, the phrases that need it: only those are tried on a text."""
        rarity = [slot.rarity for slot in self._numbers].__getitem__  # by number: they are numbered in order
        found: dict[int, list[int]] = {}
        for index, (_, slots) in enumerate(self.compiled):
            number = min([number for _, number in slots], key=rarity) if len(slots) > 1 else slots[0][1]
            found.setdefault(number, []).append(index)
            for row in self.rows[number]:
                found.setdefault(min(row, key=rarity), []).append(index)
        return found

    def fill(self, word: str) -> _Fills:
        """The slots that a word may fill, and the phrases to be tried for it."""
        numbers = {n for lemma in lemmas(word) for n in self._by_lemma.get(lemma, ())}
        numbers.update(self._by_form.get(word, ()))
        numbers.update(n for prefix, n in self._prefixes if word.startswith(prefix))
        ended = {n for suffix, n in self._suffixes if word.endswith(suffix)} - numbers
        if ended and not known(word):  # an abbreviation, not «прирост»: a dictionary's word is sought by its lemma
            numbers |= ended
        if not numbers:  # of a compound no phrase has, its parts speak: «план-графика», «эксперт-учитель»
            numbers = {n for lemma in part_lemmas(word) for n in self._by_lemma.get(lemma, ())}
        if not numbers:
            numbers = {n for lemma in self._vocabulary.meant(word) for n in self._by_lemma[lemma]}
        tried = (index for number in numbers for index in self._sought.get(number, ()))
        found: _Fills = (frozenset(numbers), frozenset(tried)) if numbers else ()
        if len(self.seen) < 200_000:  # a bound, not a policy: real plans use a few thousand words
            self.seen[word] = found
        return found

    def look(self, text: Sequence[Word], heads: frozenset[int] = frozenset({0})) -> Looked:
        """The text with its words looked up, to be asked for phrases; `heads` are the clauses' first words."""
        return Looked(text, self, heads)

    def find(self, text: Sequence[Word], heads: frozenset[int] = frozenset({0})) -> tuple[Found, ...]:
        """The phrases that the words hold, each once at its first place; `heads` are the clauses' first words."""
        looked = self.look(text, heads)
        if not looked.is_told:
            return ()
        placed = ((index, looked.place(index)) for index in looked.candidates())
        return tuple(Found(self.phrases[index], at) for index, at in placed if at is not None)

    def places(self, text: Sequence[Word]) -> tuple[tuple[int, int, Phrase], ...]:
        """Every place of every one-slot phrase: first and last word and the phrase, in the text's order."""
        looked = self.look(text)
        found = [
            (low, high, phrase)
            for phrase, slots in map(self.compiled.__getitem__, looked.candidates())
            if len(slots) == 1
            for low, high in looked.runs(*slots[0])
        ]
        return tuple(sorted(found, key=lambda place: place[:2]))


class Looked:
    """A text whose words were looked up in a set of phrases: which slots each of them may fill."""

    __slots__ = ("_filled", "_heads", "_held", "_known", "_places", "_ready", "_runs", "words")

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
        self._held: frozenset[int] | None = None  # the slots that some word may fill
        self._ready = _NO_SLOTS  # the slots whose places are known
        self._places: dict[int, list[int]] = {}
        self._runs: dict[int, list[Run]] = {}

    @property
    def is_told(self) -> bool:
        """Whether any word may fill a slot."""
        return bool(self._filled)

    def candidates(self) -> list[int]:
        """The phrases of which the text has each word that must stand, in the set's order."""
        tried = [phrases for _, (_, phrases) in self._filled if phrases]
        if not tried:
            return []
        needs = self._known.needs
        held = self._held = _NO_SLOTS.union(*[slots for _, (slots, _) in self._filled])
        found = sorted([index for index in _NO_SLOTS.union(*tried) if needs[index] <= held])
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
        for at, (slots, _) in self._filled:
            for slot in slots & wanted:
                if slot in places:
                    places[slot].append(at)
                else:
                    places[slot] = [at]

    def place(self, index: int) -> tuple[int, ...] | None:
        """The first place of one of the set's phrases: the words that fill its slots; None where it is not held."""
        if not self._known.uses[index] <= self._ready:
            if self._held is not None and not self._known.needs[index] <= self._held:
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
