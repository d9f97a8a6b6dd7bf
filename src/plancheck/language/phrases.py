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

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import Any, NamedTuple

from plancheck.compiling_late import late_pattern
from plancheck.language.looked import Fills, Looked
from plancheck.language.morphology import known, lemmas, part_lemmas
from plancheck.language.normalise import fold
from plancheck.language.typos import Vocabulary
from plancheck.language.words import Word
from plancheck.said import SaidError, said

_PIECE = late_pattern(r'(?:"[^"]*"|[^\s"])+')
_ALTERNATIVE = late_pattern(r'(?:"[^"]*"|[^|"])+')
_PART = late_pattern(r"([^*]{2,})\*|\*([^*]{2,})")  # a beginning or an end of a word, of two letters at least
_SLACK = 4
_MOST_MEANINGS = 16_384


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
        # For each phrase the slots without which no text holds it, as bits of a number; all its slots with the parts of
        # their rows; and of those of one or two plain slots in any order, as most are, the slots.
        self.needs, self.uses, self.plain = list[int](), list[frozenset[int]](), list[tuple[int, ...]]()
        odd = {number for slot, number in self._numbers.items() if slot.rows or slot.first}
        for phrase, slots in self.compiled:
            numbers = tuple([number for _, number in slots])
            needs = uses = frozenset(numbers)
            plain = odd.isdisjoint(numbers)
            if not plain:
                uses = uses.union(*(part for number in numbers for part in self.rows[number]))
                needs = frozenset(chain.from_iterable(self._must(slot, number) for slot, number in slots))
            self.needs.append(_bits(needs))
            self.uses.append(uses)
            self.plain.append(numbers if plain and len(numbers) <= 2 and not phrase.ordered else ())
        self.slots = (1 << len(self._numbers)) - 1  # the bits of all of them
        self._vocabulary = Vocabulary(self._by_lemma)
        self.seen: dict[str, Fills] = {}

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

    def fill(self, word: str) -> Fills:
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
        found: Fills = (frozenset(numbers), _bits(numbers), frozenset(tried)) if numbers else ()
        if len(self.seen) < 200_000:  # a bound, not a policy: real plans use a few thousand words
            self.seen[word] = found
        return found

    def look(self, text: Sequence[Word], heads: frozenset[int] = frozenset({0})) -> Looked:
        """The text with its words looked up, to be asked for phrases; `heads` are the clauses' first words."""
        return Looked(text, self, heads)

    def find(self, text: Sequence[Word], heads: frozenset[int] = frozenset({0})) -> tuple[Found, ...]:
        """The phrases that the words hold, each once at its first place; `heads` are the clauses' first words."""
        looked = self.look(text, heads)
        placed = [(index, looked.place(index)) for index in looked.candidates()]
        return tuple([Found(self.phrases[index], at) for index, at in placed if at is not None]) if placed else ()

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


def _bits(numbers: Iterable[int]) -> int:
    """A set of small numbers as one number: whether it holds another is told soonest so."""
    return sum(1 << number for number in numbers)
