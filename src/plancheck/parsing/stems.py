"""Turns a lexicon's short phrases («учебн* год*», «уч. г.») into patterns over plain text.

For places where single characters count (dates, stamps, blanks); topics and roles use language.phrases.
"""

from __future__ import annotations

import re
import sys
from abc import ABC, abstractmethod
from codecs import charmap_decode, charmap_encode
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from encodings.cp1251 import decoding_table, encoding_table
from functools import cached_property, lru_cache
from itertools import groupby
from typing import Any, Generic, TypeVar

from plancheck.compiling_late import late_pattern
from plancheck.language import fold

_LETTER = r"[^\W\d_]"
_LETTER_OR_DIGIT = r"[^\W_]"
_RUN = re.compile(rf"(?<!{_LETTER})(?<!\*)({_LETTER}+)(\*?)")
_SHORTENED = re.compile(rf"(?<!\S)({_LETTER}{{1,2}})[-./]({_LETTER}{{1,2}})\.?(?!\S)")  # «р-на», «г.о.»
_TELLING = 3  # letters; the words of fewer are in most texts
_NO_LETTERS = late_pattern(r"[\W\d_]+")
_END = sys.maxsize
_MOST_RUNS = 65536
_MOST_NARROW = 16
_Key = TypeVar("_Key")


@dataclass(frozen=True)
class Pattern:
    """A regular expression over a lexicon's words, with the methods of `re.Pattern`, compiled when it is needed.

    A plan needs few of the lexicon's patterns: a text is not searched that has none of the `begins`
    (`beginnings` of which each match has one) or none of the `signs` (strings of which each match has one).
    """

    source: str
    flags: int = 0
    begins: tuple[str, ...] = ()
    signs: Sequence[str] = ()

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The expression itself: for texts that a `Sieve` has told may hold it."""
        return re.compile(self.source, self.flags)

    def __getstate__(self) -> dict[str, Any]:
        """What is kept of it for the next run: nothing that was compiled."""
        return {name: value for name, value in self.__dict__.items() if name != "compiled"}

    def may_be_in(self, text: str) -> bool:
        """False where the text surely holds no match."""
        if self.signs and not _any_in(self.signs, text):
            return False
        return not self.begins or _any_in(self.begins, _spaced(text))

    def letters_in(self, text: str) -> bool:
        """As `may_be_in`, less sure, but quicker of a text that nothing else parts into runs of letters."""
        return not self.begins or _any_in(self._letters, fold(text))

    @cached_property
    def _letters(self) -> tuple[str, ...]:
        return tuple(begin.strip() for begin in self.begins)

    @cached_property
    def _anywhere(self) -> bool:
        return not self.begins and not self.signs

    def search(self, text: str, start: int = 0, end: int = _END) -> re.Match[str] | None:
        return self.compiled.search(text, start, end) if self._anywhere or self.may_be_in(text) else None

    def match(self, text: str, start: int = 0, end: int = _END) -> re.Match[str] | None:
        return self.compiled.match(text, start, end) if self._anywhere or self.may_be_in(text) else None

    def fullmatch(self, text: str, start: int = 0, end: int = _END) -> re.Match[str] | None:
        return self.compiled.fullmatch(text, start, end) if self.may_be_in(text) else None

    def finditer(self, text: str, start: int = 0, end: int = _END) -> Iterator[re.Match[str]]:
        return self.compiled.finditer(text, start, end) if self._anywhere or self.may_be_in(text) else iter(())

    def sub(self, by: str | Callable[[re.Match[str]], str], text: str) -> str:
        return self.compiled.sub(by, text) if self.may_be_in(text) else text


def _any_in(parts: Sequence[str], text: str) -> bool:
    for part in parts:  # noqa: SIM110  # a plain loop: this is asked of every pattern for every text
        if part in text:
            return True
    return False


class AnyOf(Pattern):
    """Any of several phrases, the longest first: what `led` + `alternation` + `followed` gives, phrase by phrase.

    A text holds the beginnings of few of the phrases, and only those are made into patterns and sought.
    """

    _phrases: tuple[str, ...]
    _around: tuple[str, str]
    _made: dict[str, re.Pattern[str]]

    def __init__(self, phrases: Sequence[str], flags: int, begins: tuple[str, ...], led: str, followed: str) -> None:
        super().__init__("", flags, begins)
        ordered = tuple(sorted(map(str, phrases), key=len, reverse=True))
        self.__dict__.update(_phrases=ordered, _around=(led, followed), _made={})

    def __getstate__(self) -> dict[str, Any]:
        return {**super().__getstate__(), "_made": {}}

    @cached_property
    def _begun(self) -> tuple[tuple[str, str], ...]:
        """Each phrase with the beginning that a text must hold for it."""
        return tuple((_beginning(phrase), phrase) for phrase in self._phrases)

    @cached_property
    def _all_begins(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(begin for begin, _ in self._begun))

    def _held(self, text: str) -> list[re.Pattern[str]]:
        """The patterns of the phrases that may be in the text."""
        spaced = _spaced(text)
        held = [begin for begin in self._all_begins if begin in spaced]
        return [self._of(phrase) for begin, phrase in self._begun if begin in held] if held else []

    def _of(self, phrase: str) -> re.Pattern[str]:
        found = self._made.get(phrase)
        if found is None:
            source, flags = _alone(phrase, *self._around, self.flags)
            found = self._made[phrase] = re.compile(source, flags)
        return found

    def search(self, text: str, start: int = 0, end: int = _END) -> re.Match[str] | None:
        return _first(self._held(text), text, start, end)

    def match(self, text: str, start: int = 0, end: int = _END) -> re.Match[str] | None:
        return next(filter(None, (one.match(text, start, end) for one in self._held(text))), None)

    def fullmatch(self, text: str, start: int = 0, end: int = _END) -> re.Match[str] | None:
        return next(filter(None, (one.fullmatch(text, start, end) for one in self._held(text))), None)

    def finditer(self, text: str, start: int = 0, end: int = _END) -> Iterator[re.Match[str]]:
        held = self._held(text)
        while held and (found := _first(held, text, start, end)) is not None:
            yield found
            start = found.end()

    def sub(self, by: str | Callable[[re.Match[str]], str], text: str) -> str:
        parts, at = [], 0
        for found in self.finditer(text):
            parts += [text[at : found.start()], found.expand(by) if isinstance(by, str) else by(found)]
            at = found.end()
        return "".join([*parts, text[at:]])


class Narrowed(ABC):
    """A pattern over long lists of phrases of which a text holds few: it is made of those that may be in the text.

    `source` makes its source of the lists' alternations; a match has one of the phrases of the first `needed` lists.
    Only the first few choices of phrases are made into patterns of their own, then one of all serves.
    """

    def __init__(self, lists: Sequence[Iterable[str]], needed: int) -> None:
        self._lists = tuple(tuple((_beginning(phrase), phrase) for phrase in map(str, phrases)) for phrases in lists)
        self._may = Pattern("", begins=beginnings(phrase for one in self._lists[:needed] for _, phrase in one))
        self._narrow: dict[tuple[tuple[str, ...], ...], re.Pattern[str]] = {}

    def __getstate__(self) -> dict[str, Any]:
        """As of a `Pattern`."""
        return {**self.__dict__, "_narrow": {}}

    @abstractmethod
    def source(self, alternations: Sequence[str]) -> str:
        """The source of the pattern."""

    def search(self, text: str) -> re.Match[str] | None:
        return self._for(text).search(text) if self._may.may_be_in(text) else None

    def _for(self, text: str) -> re.Pattern[str]:
        spaced = _spaced(text)
        held = tuple(tuple(phrase for begin, phrase in one if begin in spaced) for one in self._lists)
        if held not in self._narrow and len(self._narrow) >= _MOST_NARROW:
            held = tuple(tuple(phrase for _, phrase in one) for one in self._lists)
        found = self._narrow.get(held)
        if found is None:
            parts = [alternation(phrases) if phrases else NEVER.source for phrases in held]
            found = self._narrow[held] = re.compile(self.source(parts))
        return found


def _first(patterns: Iterable[re.Pattern[str]], text: str, start: int, end: int) -> re.Match[str] | None:
    """The match that begins first; of those that begin together, that of the earlier pattern."""
    best: re.Match[str] | None = None
    for pattern in patterns:
        found = pattern.search(text, start, end)
        if found and (best is None or found.start() < best.start()):
            best = found
    return best


class Sieve(Generic[_Key]):
    """Tells which of many patterns a text may hold, by the beginnings of its words, each looked at once."""

    def __init__(self, always: frozenset[_Key], by_letters: Mapping[str, tuple[tuple[str, _Key], ...]]) -> None:
        self.always = always  # of patterns that may begin in any way
        self.by_letters = by_letters  # by the first two letters: a beginning and its key
        self._begun: dict[bytes | str, tuple[_Key, ...]] = {}  # what each run of letters met so far tells
        self._silent: set[bytes | str] = set()  # those that tell nothing, as most do

    @classmethod
    def of(cls, patterns: Iterable[tuple[_Key, Pattern]]) -> Sieve[_Key]:
        """From patterns and the keys they are to be told by; several patterns may have one key."""
        always: set[_Key] = set()
        by_letters: dict[str, dict[tuple[str, _Key], None]] = {}
        for key, pattern in patterns:
            if not pattern.begins or any(len(begin) < 3 for begin in pattern.begins):
                always.add(key)
                continue
            for begin in pattern.begins:
                first, _, rest = begin[1:].partition(" ")  # of « р на » the first run tells
                by_letters.setdefault(begin[1:3], {})[f"{first} " if rest or begin[-1] == " " else first, key] = None
        return cls(frozenset(always), {letters: tuple(found) for letters, found in by_letters.items()})

    def keys_in(self, text: str) -> Set[_Key]:
        """The keys of the patterns that may be in the text."""
        telling = set(_runs(text)) - self._silent
        if not telling:
            return self.always
        return self.always.union(*[self._begun.get(run) or self._begun_by(run) for run in telling])

    def _begun_by(self, run: bytes | str) -> tuple[_Key, ...]:
        """The keys that one run of letters tells."""
        word = f"{run if isinstance(run, str) else run.decode('cp1251')} "
        keys = tuple({key for begin, key in self.by_letters.get(word[:2], ()) if word.startswith(begin)})
        if not keys and len(self._silent) < _MOST_RUNS:
            self._silent.add(run)
        elif len(self._begun) < _MOST_RUNS:
            self._begun[run] = keys
        return keys


@lru_cache(maxsize=8)  # what several patterns ask of one text in turn
def _spaced(text: str) -> str:
    """The text's runs of letters, folded, with spaces around each."""
    try:
        return f" {charmap_decode(_letters(text), 'strict', decoding_table)[0]} "
    except UnicodeEncodeError:
        return f" {_NO_LETTERS.sub(' ', fold(text))} "


def _runs(text: str) -> Sequence[bytes | str]:
    """The text's runs of letters, folded: in Windows-1251 where they can be, which is quicker."""
    try:
        return _letters(text).split()
    except UnicodeEncodeError:
        return _NO_LETTERS.sub(" ", fold(text)).split()


def _letters(text: str) -> bytes:
    """The text, folded, with a space for what is no letter. Raises UnicodeEncodeError where letters are uncommon.

    Windows-1251 by its tables, as the codec itself does: this is asked of all texts.
    """
    return charmap_encode(text, "strict", encoding_table)[0].translate(_LETTERS_ALONE)


def _letter_alone(byte: int) -> bytes:
    letter = fold(bytes([byte]).decode("cp1251", "replace"))
    return letter.encode("cp1251") if letter.isalpha() else b" "


# Of each byte of Windows-1251 itself, folded, where it is a letter, else a space: nearly all texts are written so.
_LETTERS_ALONE = b"".join(map(_letter_alone, range(256)))


def beginnings(phrases: Iterable[str]) -> tuple[str, ...]:
    """For `Pattern.begins`: the longest word of each phrase, as « соответствии » or, of a stem, « муниципальн».

    Nothing where a phrase has no such word: its pattern is sought everywhere.
    """
    found = dict.fromkeys(_beginning(str(phrase)) for phrase in phrases)
    if "" in found:
        return ()
    kept: list[str] = []
    for one in sorted(found):  # of two of which one begins the other, the shorter stands first
        if not kept or not one.startswith(kept[-1]):
            kept.append(one)
    return tuple(kept)


def _beginning(phrase: str) -> str:
    """The longest word of a phrase as `beginnings` gives it, « р на » of «р-на»; "" where it has none."""
    folded = fold(phrase)
    runs = _RUN.findall(folded)
    if not runs:
        return ""
    run, rest = max(runs, key=lambda one: len(one[0]))
    if len(run) < _TELLING and (shortened := _SHORTENED.search(folded)):
        return f" {shortened[1]} {shortened[2]} "
    return f" {run}" if rest else f" {run} "


def _of_phrase(phrase: str) -> str:
    pieces: list[str] = []
    for token in phrase.split():
        if pieces:
            pieces.append(r"\s*" if pieces[-1].endswith(r"\.") else r"\s+")
        escaped = token if token.isalpha() else re.escape(token).replace(r"\*", r"[^\W\d_]*")
        pieces.append(escaped.replace("ё", "е").replace("е", "[её]").replace("Ё", "Е").replace("Е", "[ЕЁ]"))
    return "".join(pieces)


def _alone(phrase: str, led: str, followed: str, flags: int) -> tuple[str, int]:
    """Source and flags of a pattern of one phrase.

    One that begins with a letter is sought by that letter in its cases, and what may not stand before it is looked at
    then: a text is passed over in less time so.
    """
    source, behind = _of_phrase(phrase), f"{_after(phrase)}{followed}"
    if led or not phrase[0].isalpha():
        return f"{led}{_before(phrase)}{source}{behind}", flags
    first = _of_phrase(phrase[0])
    rest, parted = f"{source[len(first) :]}{behind}", f"(?<!{_LETTER}.)"
    if not flags & re.IGNORECASE:
        return f"{first}{parted}{rest}", flags
    cases = first.strip("[]")
    return f"[{cases.lower()}{cases.upper()}]{parted}(?i:{rest})", flags & ~re.IGNORECASE


def _before(phrase: str) -> str:
    return f"(?<!{_LETTER_OR_DIGIT if phrase[:1].isdigit() else _LETTER})"


def _after(phrase: str) -> str:
    if phrase.endswith((".", "*")):
        return ""
    return f"(?!{_LETTER_OR_DIGIT if phrase[-1:].isdigit() else _LETTER})"


def alternation(phrases: Iterable[str]) -> str:
    """Source of a pattern that matches any of the phrases as whole words, longest first.

    `*` stands for any ending (letters only), a blank for any white space (after a full stop it may
    be missing). A digit may touch a word: «2023г.» holds «г.».
    """
    ordered = sorted(map(str, phrases), key=len, reverse=True)
    alike = (  # what may not stand before or after is said once for all that ask it: half of the pattern
        f"{before}(?:{'|'.join(f'(?:{_either(those)}){after}' for after, those in groupby(group, _after))})"
        for before, group in groupby(ordered, _before)
    )
    return f"(?:{'|'.join(alike)})"


def _either(phrases: Iterable[str]) -> str:
    return "|".join(map(_of_phrase, phrases))


NEVER = Pattern(r"(?!)")


def any_of(phrases: Iterable[str], *, exact_case: bool = False, led: str = "", followed: str = "") -> Pattern:
    """An alternation, case-blind unless `exact_case`; of no phrases: NEVER, which matches nothing.

    `led` and `followed` are sources of what stands right before and behind the phrase.
    """
    listed = list(map(str, phrases))
    if not listed:
        return NEVER
    flags = 0 if exact_case else re.IGNORECASE
    begins = beginnings(listed)
    if len(listed) == 1:
        return Pattern(*_alone(listed[0], led, followed, flags), begins)
    if not begins:
        return Pattern(f"{led}{alternation(listed)}{followed}", flags, begins)
    return AnyOf(listed, flags, begins, led, followed)
