"""Makes lexicons of their files: what topics, roles, columns and the rest are called, as data, checked."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from plancheck.errors import Problem, RulesetError
from plancheck.keeping import kept
from plancheck.language import Phrase, PhraseError, PhraseLists, PhraseSet, fold
from plancheck.language.morphology import edition
from plancheck.language.phrases import compile_phrase, meanings, recall
from plancheck.lexicons import NO_AMENDMENTS, Amendments
from plancheck.lexicons.amended import AmendedFile
from plancheck.parsing.clauses import ClauseWords
from plancheck.parsing.columns import ColumnWords
from plancheck.parsing.deadlines import DeadlineWords
from plancheck.parsing.flaws import FlawWords
from plancheck.parsing.head import HeadWords
from plancheck.parsing.lexicons import Lexicons
from plancheck.parsing.month_marks import MarkWords
from plancheck.parsing.procedures import ProcedureNames
from plancheck.parsing.responsible import RoleWords
from plancheck.parsing.schools import SchoolWords
from plancheck.parsing.subject import PlanWords
from plancheck.parsing.territory import TerritoryWords
from plancheck.parsing.topics import Elsewhere, Entry, PhraseBook, Reach
from plancheck.plan import Role
from plancheck.resources import shipped_rulesets
from plancheck.yaml_source import read_yaml_file

__all__ = ["lexicon_files", "lexicons_of", "load_lexicons", "shipped_made"]

_REACHES: Mapping[str, Reach] = {"phrases": "head", "spoken": "spoken", "anywhere": "anywhere"}

Groups = Mapping[str, list[str]]


class _Faults:
    """Collects what is wrong in a lexicon, with the file and line."""

    def __init__(self, file: AmendedFile) -> None:
        self.file, self.found = file, list[Problem]()

    def phrase(self, text: str, path: tuple[str | int, ...], groups: Groups) -> Phrase | None:
        try:
            return compile_phrase(text, groups)
        except PhraseError as error:
            self.found.append(self.file.problem(path, error.said))
            return None

    def phrases(self, path: tuple[str | int, ...], groups: Groups) -> tuple[Phrase, ...]:
        """All the phrases of the list at a path (one phrase may stand alone)."""
        texts = _at(self.file.value, path) or []
        texts = [texts] if isinstance(texts, str) else texts
        made = (self.phrase(str(text), (*path, i), groups) for i, text in enumerate(texts))
        return tuple(phrase for phrase in made if phrase is not None)


def lexicon_files(folder: Path, amendments: Amendments = NO_AMENDMENTS) -> Mapping[str, AmendedFile]:
    """The files of a folder of lexicons by name, as a ruleset amends them. Raises RulesetError."""
    paths = sorted(folder.glob("*.yaml"))
    return {path.stem: AmendedFile(read_yaml_file(path, keep=True), amendments.of(path.stem)) for path in paths}


def load_lexicons(folder: Path) -> Lexicons:
    """Reads the lexicons of a folder; raises RulesetError with every wrong phrase and its line."""
    return lexicons_of(lexicon_files(folder))


def lexicons_of(read: Mapping[str, AmendedFile]) -> Lexicons:
    """The lexicons of files that were read; raises RulesetError with every wrong phrase and its line."""
    faults: list[Problem] = []
    files = {name: _Faults(file) for name, file in read.items()}
    topics, marks = _book(files["topics"], "topics"), _book(files["marks"], "marks")
    values = {name: file.file.value for name, file in files.items()}
    head = HeadWords.of(values["head"])
    deadlines = DeadlineWords.from_mapping(values["deadlines"])
    made = Lexicons(
        topics=topics,
        marks=marks,
        clauses=_clauses(files["clauses"]),
        columns=_columns(files["columns"], deadlines),
        roles=_roles(files["roles"]),
        deadlines=deadlines,
        head=head,
        procedures=ProcedureNames.of(values["procedures"]),
        flaws=FlawWords.of(values["flaws"], head.period.months),
        schools=_schools(values["schools"]),
        plans=_plans(files["plans"]),
        territories=TerritoryWords.of(values["territories"]),
    )
    for file in files.values():
        faults += file.found
    if faults:
        raise RulesetError(faults)
    return made


def shipped_made(amendments: Amendments) -> Lexicons:
    """The lexicons of the shipped files as a ruleset amends them; raises RulesetError as `lexicons_of`.

    What their words mean is kept for the next run: the dictionary is asked a thousand times for it.
    """
    folder = shipped_rulesets() / "lexicons"
    made: list[Lexicons] = []

    def learned() -> dict[str, list[str]]:
        made.append(load_lexicons(folder))
        return meanings()

    sums = [hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.glob("*.yaml"))]
    recall(kept("lexicons-meanings", " ".join((edition(), *sums)), learned))
    return made[0] if made and not amendments else lexicons_of(lexicon_files(folder, amendments))


def _at(value: Any, path: Iterable[str | int]) -> Any:
    for step in path:
        value = value.get(step) if isinstance(value, dict) else value[step]
    return value


def _book(file: _Faults, root: str) -> PhraseBook:
    value = file.file.value
    groups: Groups = value.get("groups") or {}
    entries: list[Entry] = []
    affairs, assessed = (
        file.phrases(("elsewhere", part), groups) if "elsewhere" in value else () for part in Elsewhere._fields
    )
    yields: dict[str, frozenset[str]] = {}
    both = set()
    for code, topic in value[root].items():
        path = (root, code)
        own = file.phrases((*path, "unless"), groups)
        yields[code] = frozenset(topic.get("yields_to") or ())
        if topic.get("also_result"):
            both.add(code)
        for kind, reach in _REACHES.items():
            for index, item in enumerate(topic.get(kind) or ()):
                at = (*path, kind, index)
                text = item["phrase"] if isinstance(item, dict) else item
                phrase = file.phrase(str(text), at, groups)
                besides = file.phrases((*at, "unless"), groups) if isinstance(item, dict) else ()
                if phrase:
                    entries.append(Entry(code, phrase, reach, own + besides))
    return PhraseBook(tuple(entries), yields, frozenset(both), Elsewhere(affairs, assessed))


def _clauses(file: _Faults) -> ClauseWords:
    value = file.file.value
    return ClauseWords(
        actions=frozenset(value["actions"]),
        marks=PhraseLists({name: file.phrases((name,), {}) for name in ("tails", "talks")}),
        joins=frozenset(value["joins"]),
        relatives=frozenset(value["relatives"]),
        places=frozenset(value["places"]),
        bearers=frozenset(value["bearers"]),
    )


def _columns(file: _Faults, deadlines: DeadlineWords) -> ColumnWords:
    value = file.file.value
    return ColumnWords(
        number_titles=frozenset(value["number_titles"]),
        titles=PhraseLists({code: file.phrases(("columns", code), {}) for code in value["columns"]}),
        begins=PhraseSet(file.phrases(("begins",), {})),
        ends=PhraseSet(file.phrases(("ends",), {})),
        since=str(value["since"]),
        until=str(value["until"]),
        sections=PhraseSet(file.phrases(("section_rows",), {})),
        plan_titles=PhraseSet(file.phrases(("plan_titles",), {})),
        plan_words=PhraseSet(file.phrases(("plan_words",), {})),
        tasks=frozenset(value["tasks"]),
        hanging=frozenset(value["hanging"]),
        continued=PhraseSet(file.phrases(("continued",), {})),
        appendices=PhraseSet(file.phrases(("appendices",), {})),
        ditto=frozenset(map(fold, value["ditto"])),
        levels=PhraseLists({level: file.phrases(("levels", level), {}) for level in value["levels"]}),
        marks=MarkWords.of(value),
        times=deadlines,
    )


def _roles(file: _Faults) -> RoleWords:
    value = file.file.value
    groups: Groups = value["groups"]
    made: dict[str, dict[Phrase, Role]] = {"posts": {}, "bodies": {}}
    for kind, roles in made.items():
        for code, texts in value[kind].items():
            for index, text in enumerate(texts):
                phrase = file.phrase(f'"{text}"' if " " in text else text, (kind, code, index), groups)
                if phrase:
                    roles[phrase] = Role(code)
    return RoleWords(
        phrases=PhraseSet([*made["posts"], *made["bodies"]]),
        posts=made["posts"],
        bodies=made["bodies"],
        joins=frozenset(value["joins"]),
        within=frozenset(value["within"]),
        patronymics=tuple(value["patronymics"]),
        named_after=frozenset(value["named_after"]),
    )


def _schools(value: Mapping[str, Any]) -> SchoolWords:
    kinds = {fold(word): kind for kind, names in value["kinds"].items() for word in names}
    places = {fold(word): sign for sign, words in value["places"].items() for word in words}
    return SchoolWords(kinds, frozenset(value["joins"]), frozenset(value["at"]), places)


def _plans(file: _Faults) -> PlanWords:
    value = file.file.value
    return PlanWords(
        PhraseSet(file.phrases(("subjects",), {})),
        frozenset(value["foreign_letters"]),
        frozenset(value["own_letters"]),
    )
