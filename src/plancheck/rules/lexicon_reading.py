"""Reads what the files of a ruleset add to the lexicons and take out of them; every fault gets its line and a hint."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from plancheck.errors import Problem
from plancheck.faults.nearest import did_you_mean
from plancheck.lexicons import NO_AMENDMENTS, Amendment, Amendments
from plancheck.lexicons.amended import AmendedFile, entries_at, followed
from plancheck.lexicons.amendments import MOST_ENTRIES, text_of, written
from plancheck.lexicons.entry_faults import entry_fault, groups_named
from plancheck.lexicons.lists import Form, codes_at, groups_of
from plancheck.resources import shipped_rulesets
from plancheck.rules.gathering import Source
from plancheck.rules.lexicon_keys import AskedList, ListFinder
from plancheck.rules.ruleset import Origin
from plancheck.said import Said, said

__all__ = ["amendments_in"]

_MAY_BE_EMPTY: Final = frozenset({Form.ENTRY, Form.PHRASE, Form.CODE})


def amendments_in(sources: Iterable[Source], problems: list[Problem]) -> Amendments:
    """What the files say of lexicons, parents' first; faults are added to the problems."""
    speaking = [source for source in sources if source.model.lexicons]
    if not speaking:
        return NO_AMENDMENTS
    reader = _Reader(problems)
    for source in speaking:
        reader.take(source)
    reader.check_whole(speaking[-1])
    return Amendments(tuple(reader.made))


class _Reader:
    """The lexicons as they come to be, file by file; lives for one loading."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        self.made: list[Amendment] = []
        self.finder = ListFinder(problems)
        self.files = self.finder.files

    def take(self, source: Source) -> None:
        """Takes what one file says: groups before the phrases that name them, takings-out before additions."""
        asked = list(self.finder.asked_by(source))
        asked.sort(key=lambda one: one.form is not Form.MEMBER)
        for one in asked:
            self._check_keys(one)
            self._take_out(one, source)
            self._add(one, source)
            if one.form not in _MAY_BE_EMPTY and not self._entries(one.lexicon, one.path) and one.raw.get("without"):
                self.problems.append((one.origin / "without").problem(said("lexicon.emptied")))

    def check_whole(self, last: Source) -> None:
        """What can be told only when all files are read."""
        for (lexicon, name), origin in self.finder.new_groups.items():
            others = [one for one in groups_of(self.files[lexicon].value) if one != name]
            if not any(name in groups_named(text) for text in _texts(self.files[lexicon].value)):
                message = said("lexicon.idle_group", name=name, hint=did_you_mean(name, others))
                self.problems.append(origin.problem(message, at_key=True))
        if len(self.made) > MOST_ENTRIES:
            message = said("lexicon.many", count=len(self.made), most=MOST_ENTRIES)
            self.problems.append((last.origin / "lexicons").problem(message, at_key=True))

    def _entries(self, lexicon: str, path: tuple[str, ...]) -> list[Any]:
        return entries_at(self.files[lexicon].value, path)

    # ------------------------------------------------------------------ what is done

    def _check_keys(self, one: AskedList) -> None:
        for key in ("add", "without"):
            given = one.raw.get(key)
            if key in one.raw and (not isinstance(given, list) or not given):
                self.problems.append((one.origin / key).problem(said("wanted", what=said("wanted.list"), found="")))
        reason = one.raw.get("reason")
        if "reason" in one.raw and (not isinstance(reason, str) or not reason.strip()):
            self.problems.append((one.origin / "reason").problem(said("lexicon.reason")))
        elif "without" in one.raw and "reason" not in one.raw:
            self.problems.append((one.origin / "without").problem(said("lexicon.no_reason"), at_key=True))
        elif "reason" in one.raw and "add" not in one.raw and "without" not in one.raw:
            self.problems.append((one.origin / "reason").problem(said("lexicon.idle_reason"), at_key=True))

    def _take_out(self, one: AskedList, source: Source) -> None:
        for index, given in enumerate(_list_in(one.raw, "without")):
            origin = one.origin / "without" / index
            text = text_of(given)
            path = self._holding(one, text)
            if path is not None:
                self._make(one, path, text, origin, adds=False)
            elif not self._taken_out_beside(one, text, source):
                texts = [text_of(entry) for meant in self._lists(one) for entry in self._entries(one.lexicon, meant)]
                elsewhere = self._elsewhere(one, text)
                hint: Said | None = did_you_mean(text, texts)
                if elsewhere:
                    hint = said("lexicon.elsewhere", key=elsewhere)
                self.problems.append(origin.problem(said("lexicon.absent", entry=text, hint=hint)))

    def _lists(self, one: AskedList) -> list[tuple[str, ...]]:
        """The lists in which an entry is sought; those of deadlines' phrases are in each of its entries."""
        if one.form is Form.DEADLINE:
            return [("phrases", str(at), "say") for at in range(len(self._entries(one.lexicon, one.path)))]
        return list(one.meant)

    def _holding(self, one: AskedList, text: str) -> tuple[str, ...] | None:
        """The list that has an entry of these words."""
        for path in self._lists(one):
            if any(text_of(entry) == text for entry in self._entries(one.lexicon, path)):
                return path
        return None

    def _elsewhere(self, one: AskedList, text: str) -> str | None:
        """Another list beside the one meant that has the entry."""
        for path in one.meant:
            beside = followed(self.files[one.lexicon].value, path[:-1])
            for key in beside if isinstance(beside, dict) else ():
                if any(text_of(entry) == text for entry in self._entries(one.lexicon, (*path[:-1], str(key)))):
                    return str(key)
        return None

    def _taken_out_beside(self, one: AskedList, text: str, source: Source) -> bool:
        """Whether a file that this one does not build upon has taken it out already: two may wish the same."""
        return any(
            not made.adds and made.lexicon == one.lexicon and made.text == text and _beside(made, source)
            for made in self.made
        )

    def _add(self, one: AskedList, source: Source) -> None:
        file = self.files[one.lexicon]
        groups = groups_of(file.value)
        codes = codes_at(file.value, one.lexicon)
        for index, entry in enumerate(_list_in(one.raw, "add")):
            origin = one.origin / "add" / index
            for path, part in _single(entry):
                fault = entry_fault(part, one.form, groups, codes)
                if fault is None:
                    self._add_one(one, part, origin, source)
                    continue
                at = Origin(origin.file, (*origin.path, *(path if fault.path[:1] == ("say",) else fault.path)))
                self.problems.append(at.problem(fault.said))

    def _add_one(self, one: AskedList, entry: Any, origin: Origin, source: Source) -> None:
        file, text = self.files[one.lexicon], text_of(entry)
        for path in self._lists(one) if one.form is Form.DEADLINE else [one.path]:
            for at, standing in enumerate(self._entries(one.lexicon, path)):
                if standing not in (entry, text):
                    continue
                steps: list[str | int] = [int(step) if step.isdecimal() else step for step in path]
                added = file.added([*steps, at])
                if added is None or not _beside(added, source):
                    where = str(added) if added else self._shipped_place(file, [*steps, at])
                    self.problems.append(origin.problem(said("lexicon.there_already", entry=text, place=where)))
                return
        self._make(one, one.path, entry, origin, adds=True)

    def _shipped_place(self, file: AmendedFile, path: list[str | int]) -> str:
        path_of_file, line, _ = file.place(path)
        return f"{path_of_file.removeprefix(f'{shipped_rulesets()}/')}:{line}"

    def _make(self, one: AskedList, path: tuple[str, ...], entry: Any, origin: Origin, *, adds: bool) -> None:
        line, column = origin.file.position(origin.path)
        reason = one.raw.get("reason", "")
        made = Amendment(
            one.lexicon,
            path,
            written(entry),
            adds,
            file=origin.file.path,
            line=line,
            column=column,
            reason=reason if isinstance(reason, str) else "",
        )
        self.files[one.lexicon].amend(made)
        self.made.append(made)


def _beside(made: Amendment, source: Source) -> bool:
    """Whether an amendment is of a file that this one neither is nor builds upon."""
    return made.file != source.file.path and made.file not in source.above


def _list_in(raw: Mapping[str, Any], key: str) -> list[Any]:
    given = raw.get(key)
    return given if isinstance(given, list) else []


def _single(entry: Any) -> list[tuple[tuple[str | int, ...], Any]]:
    """An entry of deadlines with several phrases as several, each with its phrase's path; another one as it is."""
    if isinstance(entry, dict) and isinstance(entry.get("say"), list) and entry["say"]:
        return [(("say", at), {**entry, "say": [one]}) for at, one in enumerate(entry["say"])]
    return [((), entry)]


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    for one in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _texts(one)
