"""What is wrong with an entry of a lexicon's list: the phrase languages, checked as a writer would want them to be."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

from plancheck.faults.nearest import did_you_mean, listed
from plancheck.language.phrases import PhraseError, compile_phrase
from plancheck.lexicons.lists import Form
from plancheck.plan import Anchor, Recurrence
from plancheck.said import Said, said

__all__ = ["LONGEST", "EntryFault", "entry_fault", "groups_named"]

LONGEST: Final = 300  # characters of one entry

_PIECE: Final = re.compile(r'(?:"[^"]*"|[^\s"])+')
_ALTERNATIVE: Final = re.compile(r'(?:"[^"]*"|[^|"])+')
_GROUP: Final = re.compile(r"<([^<>]*)>")
_MEANINGS: Final = {"recurrence": sorted(map(str, Recurrence)), "anchor": sorted(map(str, Anchor))}
_SAYS: Final = ("anchor", "lasting", "ongoing", "recurrence", "say")  # what an entry of deadlines may have
_MONTHS: Final = "months"  # a group that is made of the lexicon's months

Groups = Mapping[str, Sequence[str]]


class EntryFault(NamedTuple):
    """What is wrong, and at which path within the entry."""

    said: Said
    path: tuple[str | int, ...] = ()


def groups_named(text: str) -> tuple[str, ...]:
    """The groups that a phrase names."""
    return tuple(_GROUP.findall(text))


def entry_fault(entry: Any, form: Form, groups: Groups, codes: Collection[str]) -> EntryFault | None:
    """What is wrong with an entry of a list, if anything. `groups` are those of the lexicon, `codes` of its table."""
    return next(_faults(entry, form, groups, codes), None)


def _faults(entry: Any, form: Form, groups: Groups, codes: Collection[str]) -> Iterator[EntryFault]:
    """The first one counts: what comes after it need not make sense."""
    match form:
        case Form.ENTRY if isinstance(entry, dict):
            yield from _conditioned(entry, groups)
            return
        case Form.DEADLINE:
            yield from _deadline(entry, groups)
            return
    if not isinstance(entry, str) or not entry.strip():
        yield EntryFault(_wanted(form))
    if len(entry) > LONGEST:
        yield EntryFault(said("lexicon.long", most=LONGEST))
    if form in (Form.MEMBER, Form.WORD) and not any(sign.isalnum() or sign == "№" for sign in entry):
        yield EntryFault(said("phrase.no_word", word=entry))
    if form is Form.MEMBER and len(entry.split()) > 1:
        yield EntryFault(said("lexicon.member", word=entry))
    if form in (Form.MEMBER, Form.WORD):
        yield from _strange_groups(entry, groups if form is Form.MEMBER else {})
    if form is Form.CODE and entry not in codes:
        yield EntryFault(said("lexicon.no_code", code=entry, hint=did_you_mean(entry, codes)))
    if form in (Form.ENTRY, Form.PHRASE, Form.RUN):
        yield from _phrase(entry, groups, in_a_row=form is Form.RUN)


def _strange_groups(text: str, groups: Groups) -> Iterator[EntryFault]:
    for name in groups_named(text):
        if name not in groups and name != _MONTHS:
            yield EntryFault(said("lexicon.no_group", phrase=text, name=name, hint=did_you_mean(name, groups)))


def _wanted(form: Form) -> Said:
    return said("lexicon.wanted", what=said(f"lexicon.form.{form}"))


def _unknown_key(key: object, known: Sequence[str]) -> EntryFault:
    hint = did_you_mean(str(key), known) or said("hint.keys", known=listed(known))
    return EntryFault(said("unknown_key", name=key, hint=hint), (str(key),))


def _conditioned(entry: Mapping[str, Any], groups: Groups) -> Iterator[EntryFault]:
    """A phrase with its own `unless`."""
    for key in entry:
        if key not in ("phrase", "unless"):
            yield _unknown_key(key, ("phrase", "unless"))
    if "phrase" not in entry:
        yield EntryFault(said("missing", name="phrase"))
    unless = entry.get("unless") or []
    voiding = enumerate(unless if isinstance(unless, list) else [unless])
    parts = [(("phrase",), entry["phrase"]), *((("unless", at), one) for at, one in voiding)]
    for path, text in parts:
        yield from (found._replace(path=path) for found in _faults(text, Form.PHRASE, groups, ()))


def _phrase(text: str, groups: Groups, *, in_a_row: bool) -> Iterator[EntryFault]:
    """What the phrase language refuses, and what it would pass over in silence."""
    if text.count('"') % 2:
        yield EntryFault(said("lexicon.quotation", phrase=text))
    if text.count("<") != text.count(">") - text.startswith("> ") or "<>" in text:
        yield EntryFault(said("lexicon.group_form", phrase=text))
    yield from _strange_groups(text, groups)
    pieces = _PIECE.findall(text)
    words = [piece for at, piece in enumerate(pieces) if not (piece == ">" and at == 0) and not _window(piece)]
    if not words:
        yield EntryFault(said("phrase.empty", phrase=text))
    for piece in words:
        if piece.startswith("~"):
            yield EntryFault(said("lexicon.window", phrase=text, part=piece))
        bare = piece.removeprefix("^")
        if bare != "|".join(_ALTERNATIVE.findall(bare)):
            yield EntryFault(said("lexicon.alternative", phrase=text))
        if bare in (">", ""):
            yield EntryFault(said("phrase.no_word", word=piece))
    try:
        compile_phrase(f'"{text}"' if in_a_row and " " in text else text, groups)
    except PhraseError as error:
        yield EntryFault(error.said)


def _window(piece: str) -> bool:
    return piece.startswith("~") and piece[1:].isdecimal()


def _deadline(entry: Any, groups: Groups) -> Iterator[EntryFault]:
    """An entry of the deadlines' phrases: what it says of when, and its patterns."""
    if not isinstance(entry, dict):
        yield EntryFault(_wanted(Form.DEADLINE))
    for key, value in entry.items():
        if key not in _SAYS:
            yield _unknown_key(key, _SAYS)
        if key in _MEANINGS and value not in _MEANINGS[key]:
            hint, allowed = did_you_mean(str(value), _MEANINGS[key]), ", ".join(_MEANINGS[key])
            yield EntryFault(said("none_of", value=value, allowed=allowed, hint=hint), (str(key),))
        if key in ("ongoing", "lasting") and not isinstance(value, bool):
            yield EntryFault(said("wanted", what=said("wanted.flag"), found=""), (str(key),))
    say = entry.get("say")
    if not isinstance(say, list) or not say:
        yield EntryFault(said("lexicon.say"), ("say",) if "say" in entry else ())
    for at, pattern in enumerate(say or ()):
        yield from (found._replace(path=("say", at)) for found in _pattern(pattern, groups))


def _pattern(pattern: Any, groups: Groups) -> Iterator[EntryFault]:
    """What is wrong with a phrase of deadlines."""
    if not isinstance(pattern, str) or not pattern.strip():
        yield EntryFault(_wanted(Form.PHRASE))
    if len(pattern) > LONGEST:
        yield EntryFault(said("lexicon.long", most=LONGEST))
    first, *rest = pattern.split()
    if first[0] in "~!" or first.endswith("?"):
        yield EntryFault(said("lexicon.begins", phrase=pattern))
    for element in (first, *rest):
        if element[0] == "~":
            if not element[1:].isdecimal():
                yield EntryFault(said("lexicon.window", phrase=pattern, part=element))
            continue
        words = element.removesuffix("?")
        if element[0] == "!":
            reach, _, words = element[1:].rpartition(":")
            if reach and not reach.isdecimal():
                yield EntryFault(said("lexicon.reach", phrase=pattern, part=element))
        for word in words.split("|"):
            name = word[1:-1] if word.startswith("<") and word.endswith(">") else None
            if name is not None and name not in groups and name != _MONTHS:
                yield EntryFault(said("lexicon.no_group", phrase=pattern, name=name, hint=did_you_mean(name, groups)))
            if not word.strip("*<>"):
                yield EntryFault(said("lexicon.alternative", phrase=pattern))
