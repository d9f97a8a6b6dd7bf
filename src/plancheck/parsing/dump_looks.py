"""Tells what a line of a dumped table looks like: a deadline, a word with a time in it, a post, a section's title."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from plancheck.language import Word, words
from plancheck.language.morphology import grammemes, known
from plancheck.parsing.columns import title_code
from plancheck.parsing.deadlines import ANY_YEAR, read_deadline
from plancheck.parsing.persons import persons_in

if TYPE_CHECKING:
    from plancheck.parsing.lexicons import Lexicons

_BULLET = re.compile(r"[-\u2013\u2014•·*]\s+")
_BRACKETS = re.compile(r"\([^()]*\)")
_ROMAN = re.compile(r"[IVXІХ]+")
_DIGIT = re.compile(r"\d")
_AGENT, _DIRECT = frozenset({"nomn"}), frozenset({"NOUN", "ADJF", "PRTF", "INFN", "VERB"})
_INFLECTED = frozenset({"NOUN", "ADJF", "PRTF"})
_OPENING = frozenset({"nomn", "accs"})
_CASES = frozenset({"gent", "datv", "ablt", "loct", "gen2", "loc2"})
_OPENERS = frozenset({"PREP", "PRCL", "ADVB", "NUMR"})  # «до», «не», «ежегодно», «два»
_TAIL = 40  # characters in which a last word is sought
_SHORT = 3  # words of a list's item that may be a deadline
_LONG = 6  # words of a deadline, over which its second half must speak of time too
_PREFIX = 4  # words by which a deadline that a preposition opens shows itself
_LEAD = 5  # words among which a post must begin


class LexiconLooks(NamedTuple):
    """Asks the shipped lexicons what a line of a dump may be."""

    lexicons: Lexicons

    def column(self, text: str) -> str | None:
        """The code of the column whose title the text is."""
        return title_code(text, self.lexicons.columns)

    def deadline(self, text: str) -> bool:
        """Whether the text says when, from its first words on."""
        bare = _BRACKETS.sub(" ", _BULLET.sub("", text, count=1)).strip()  # «(до 18:00 мск)» adds nothing
        if not self.time(bare):
            return False
        said = words(bare)
        if not said or _DIGIT.match(bare):
            return True
        item = bool(_BULLET.match(text)) and len(said) > _SHORT  # of a list, that only mentions a time
        trails_off = len(said) > _LONG and not self.time(bare[said[len(said) // 2].start :])
        if item or trails_off or self.oblique(bare) or self._goes_on_about_a_procedure(bare, said[0]):
            return False
        return self.time(bare[: said[0].end]) or self._opens_with_time(bare, said)

    def _opens_with_time(self, text: str, said: Sequence[Word]) -> bool:
        """Whether the time is named where the text begins, not after words that could do without it."""
        readings = grammemes(said[0].text)
        if len(said[0].text) > 1 and said[0].text.isupper() and not _ROMAN.fullmatch(said[0].text):
            return False  # «ВПР 2025 года»
        lead = 1 if any(_DIRECT & reading for reading in readings) else 0
        if any("PREP" in reading for reading in readings):
            lead = 2
            if self.time(text[: said[:_PREFIX][-1].end]):
                return True
        return lead == 0 or len(said) <= lead or not self._says_the_same(text, text[said[lead].start :])

    def broken_deadline(self, lines: Sequence[str]) -> bool:
        """Whether the lines together say when, and the first has a part in it that says nothing by itself."""
        said, whole = words(lines[0]), " ".join(lines)
        if not said or self.deadline(lines[0]) or not self.deadline(whole):
            return False
        opens = lines[0][0].isdigit() or any(_OPENERS & reading for reading in grammemes(said[0].text))
        rest = " ".join(lines[1:])
        return opens and (self.oblique(rest) or not self._says_the_same(whole, rest))

    def time(self, text: str) -> bool:
        """Whether the text names a time anywhere."""
        known = self.lexicons.deadlines
        return read_deadline(text, ANY_YEAR, known).understood or any(
            word.folded in known.month_forms for word in words(text)
        )

    def responsible(self, text: str) -> bool:
        """Whether the text begins with a post, in the case that a list of posts has, or with a person."""
        said = words(text)[:_LEAD]
        places = self.lexicons.roles.phrases.places(said)
        if any(_is_led_in(said[:start]) and _is_agent(said, start) for start, _, _ in places):
            return True
        return any(person.start == 0 for person in persons_in(text, self.lexicons.roles.patronymics))

    def section(self, text: str) -> bool:
        """Whether the text begins as a section's title does («Раздел 2», «На уровне …»)."""
        return bool(self.lexicons.columns.sections.find(words(text)))

    def oblique(self, text: str) -> bool:
        """Whether the first word is a noun or adjective that cannot stand in the nominative or accusative."""
        said = words(text)
        if not said or said[0].start > 0 or not known(said[0].text):
            return False
        return all(
            _INFLECTED & reading and not _OPENING & reading and _CASES & reading for reading in grammemes(said[0].text)
        )

    def hangs(self, text: str) -> bool:
        """Whether the text breaks off: at a comma, an opening mark, a hyphen, or a word that asks for the next."""
        last = words(text[-_TAIL:])
        asks = bool(last) and text.endswith(last[-1].text) and last[-1].folded in self.lexicons.columns.hanging
        return text.endswith((",", "(", "«", "-")) or asks

    def _goes_on_about_a_procedure(self, text: str, word: Word) -> bool:
        """Whether a text begins, in lower case, with a noun and names no time but a procedure («проведения ВПР»)."""
        if not word.text[:1].islower() or not all("NOUN" in reading for reading in grammemes(word.text)):
            return False
        said = read_deadline(text, None, self.lexicons.deadlines)
        return said.anchor is not None and not (said.windows or said.recurrence or said.ongoing)

    def _says_the_same(self, text: str, rest: str) -> bool:
        known = self.lexicons.deadlines
        whole, part = read_deadline(text, None, known), read_deadline(rest, None, known)
        return whole.model_copy(update={"text": ""}) == part.model_copy(update={"text": ""}) and self.time(rest)


def _is_led_in(before: Sequence[Word]) -> bool:
    """Whether only adjectives, abbreviations and numerals stand before a post («главный», «и.о.»)."""
    return all(
        len(word.text) < 4
        or not known(word.text)
        or any({"ADJF", "PRTF"} & reading and _AGENT & reading for reading in grammemes(word.text))
        for word in before
    )


def _is_agent(said: Sequence[Word], start: int) -> bool:
    word = said[start].text
    if (start > 0 and len(said[start - 1].text) < 3) or not known(word):
        return True
    readings = grammemes(word)
    persons = [reading for reading in readings if "anim" in reading]  # «техника» is no «техник» in this case
    return any(_AGENT & reading for reading in persons or readings)
