"""Lemmas and grammar of Russian words: pymorphy3 behind a cache, loaded when first asked."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path
from threading import Lock
from typing import Any, Final, NamedTuple

from plancheck.language.normalise import fold

_loading = Lock()


class Reading(NamedTuple):
    """What `lemmas` and `grammemes` say of a word."""

    lemmas: frozenset[str]
    grammemes: tuple[frozenset[str], ...]


heard: Final[dict[str, Reading]] = {}
"""What another process said of words (`told_words`): they are not looked up here."""


@cache
def _load() -> Any:
    # The dictionary takes 0.1 s: only where words are read. Unless told its path, pymorphy3 looks for it in
    # every package installed, which takes as long again.
    from pymorphy3 import MorphAnalyzer  # noqa: PLC0415
    from pymorphy3_dicts_ru import get_path  # noqa: PLC0415

    with _tags_made_late():
        return MorphAnalyzer(path=get_path(), lang="ru")


@contextlib.contextmanager
def _tags_made_late() -> Iterator[None]:
    """Of five thousand combinations of grammemes a plan has a hundred: making them all takes half of the loading."""
    from pymorphy3.tagset import OpencorporaTag, registry  # noqa: PLC0415

    class LateTag(OpencorporaTag):  # type: ignore[misc]
        __slots__ = ()

        def __init__(self, tag: str) -> None:
            self._str = tag  # type: ignore[misc]

        def __getattr__(self, name: str) -> Any:
            if name not in OpencorporaTag.__slots__ or name == "_str":
                raise AttributeError(name)
            OpencorporaTag.__init__(self, self._str)
            return getattr(self, name)

    LateTag.__name__ = OpencorporaTag.__name__
    registry[OpencorporaTag.FORMAT] = LateTag
    try:
        yield
    finally:
        registry[OpencorporaTag.FORMAT] = OpencorporaTag


def edition() -> str:
    """Which dictionary, and which library that reads it, tells the lemmas, in one line; neither is loaded to tell."""
    found = (find_spec(name) for name in ("pymorphy3", "pymorphy3_dicts_ru"))
    homes = (Path(spec.origin) for spec in found if spec is not None and spec.origin is not None)
    return " ".join(home.with_name("version.py").read_text("utf-8").strip() for home in homes)


def analyzer() -> Any:
    """The one pymorphy3 analyzer of the process; reading with it is safe from threads."""
    with _loading:
        return _load()


def is_loaded() -> bool:
    """Whether the dictionary is loaded in this process."""
    return _load.cache_info().currsize > 0


@lru_cache(maxsize=65536)
def lemmas(word: str) -> frozenset[str]:
    """Every dictionary form the word may have («стали» → «стать», «сталь»), ё as е."""
    if word in heard:
        return heard[word].lemmas
    known_as = _dictionary_forms(fold(word))
    return known_as or frozenset(fold(parse.normal_form) for parse in analyzer().parse(fold(word)))


def _dictionary_forms(word: str) -> frozenset[str]:
    """The dictionary forms of a word that the dictionary has; none of a letter, which may be an initial too.

    What `parse` gives, without the grammar that it reads with each form.
    """
    if len(word) < 2:
        return frozenset()
    morph = analyzer()
    readings = morph.dictionary.words.similar_items(word, morph.char_substitutes)
    form = morph.dictionary.build_normal_form
    return frozenset(fold(form(paradigm, at, spelt)) for spelt, those in readings for paradigm, at in those)


def part_lemmas(word: str) -> frozenset[str]:
    """The dictionary forms of a hyphened word's parts («учителей-предметников» → «учитель», «предметник»)."""
    parts = [part for part in word.split("-") if len(part) > 2]
    return frozenset().union(*map(lemmas, parts)) if len(parts) > 1 else frozenset()


@lru_cache(maxsize=65536)
def known(word: str) -> bool:
    """Whether the dictionary has the word in this very form."""
    return all(analyzer().word_is_known(part) for part in word.lower().split("-") if part)


@lru_cache(maxsize=65536)
def grammemes(word: str) -> tuple[frozenset[str], ...]:
    """The grammemes of each reading of the word (OpenCorpora names: «NOUN», «nomn», «plur», «Surn» …)."""
    if word in heard:
        return heard[word].grammemes
    return tuple(frozenset(parse.tag.grammemes) for parse in analyzer().parse(word.lower()))


@lru_cache(maxsize=65536)
def may_be(word: str, *wanted: str) -> bool:
    """Whether some reading of the word has all the wanted grammemes."""
    asked = frozenset(wanted)
    return any(asked <= reading for reading in grammemes(word))
