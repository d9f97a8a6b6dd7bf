"""Rules put to the test, put together: rulesets and cases from the rules' room, plans from those that read them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from plancheck.checking import load_named
from plancheck.errors import Problem, RulesetError, UnreadableError
from plancheck.lexicons import NO_AMENDMENTS, Amendments
from plancheck.parsing import lexicons_with
from plancheck.parsing.lexicon_lint import LexiconFinding, lint_amendments, lint_lexicons
from plancheck.parsing.unmet import unmet
from plancheck.plan import Plan
from plancheck.plan_file import PlanFileError
from plancheck.plan_file.inside import plan_inside
from plancheck.resources import shipped_rulesets
from plancheck.rules import Ruleset, load_ruleset, ruleset_names
from plancheck.rules.ruleset import Origin
from plancheck.rules.testing.arguing import read_arguments, sifted
from plancheck.rules.testing.case_files import CaseFile, is_case_file, read_case_file, ruleset_of
from plancheck.rules.testing.gathering import Gathered, gather
from plancheck.rules.testing.lint_texts import lint_texts
from plancheck.rules.testing.linting import LintFinding, LintKind, LintRun, lint_rules
from plancheck.rules.testing.running import CaseRun, lacking, run_case_file, run_ruleset
from plancheck.said import said

__all__ = ["NothingToTestError", "case_run", "lint_run", "place_of", "plan_at", "taken_code"]


class NothingToTestError(RulesetError):
    """No ruleset and no test file stands where one was sought."""

    def __init__(self, place: Path) -> None:
        super().__init__([Problem(str(place), 1, 1, said("rules_test.nothing"))])


def place_of(named: str | None) -> Path:
    """The file or folder that a person means: a path, a shipped name; without one `rulesets/`, else where we are.

    Raises RulesetError, with the nearest names, for a name that no shipped ruleset has.
    """
    if named is None:
        folder = Path("rulesets")
        return folder if folder.is_dir() else Path()
    shipped = shipped_rulesets() / f"{named}.yaml"
    is_name = not any(sign in named for sign in "./\\") and not Path(named).exists()
    if is_name and not shipped.is_file():
        load_named(named)  # says what there is
    return shipped if is_name else Path(named)


def case_run(named: str | None, *, engine: str = "durable") -> CaseRun:
    """Runs what stands at a place (`place_of`): examples inside rules, and the cases of test files.

    Raises RulesetError with every fault of every ruleset and test file, or where there is none of either.
    """
    place = place_of(named)
    loaded = _Loaded(gather(place), None if place.is_dir() or is_case_file(place) else place.resolve())
    if not loaded.rulesets and not loaded.files:
        raise NothingToTestError(place)
    results = [one for ruleset in loaded.own_rules() for one in run_ruleset(ruleset, engine=engine)]
    results += [one for file in loaded.files for one in run_case_file(file, engine=engine)]
    own = [*loaded.rulesets, *(file.ruleset for file in loaded.files)]
    return CaseRun(
        rulesets=tuple(ruleset.name for ruleset in loaded.rulesets),
        files=tuple(str(file.path) for file in loaded.files),
        results=tuple(results),
        lacking=lacking(own, loaded.files),
    )


class _Loaded:
    """The rulesets and test files of a place; every fault of all of them is raised at once.

    Where `only` one ruleset was named, of the test files beside it those that test it.
    """

    def __init__(self, found: Gathered, only: Path | None) -> None:
        self.problems: list[Problem] = []
        self.rulesets: list[Ruleset] = []
        self.places = [file.resolve() for file in found.rulesets]
        self.files: list[CaseFile] = []
        self._by_place: dict[str, Ruleset | None] = {}
        for file in found.rulesets:
            ruleset = self._ruleset(file)
            self.rulesets += [ruleset] if ruleset else []
        for file in found.cases:
            self._cases(file, only)
        if self.problems:
            raise RulesetError(sorted(set(self.problems), key=lambda one: (one.path, one.line, one.column)))

    def own_rules(self) -> Iterator[Ruleset]:
        """Each ruleset with the rules whose examples are its own to run: of its file, and of parts that no ruleset is.

        An inherited rule is proved where it stands: a ruleset that changes its parameters need not bear it out.
        """
        shipped = shipped_rulesets().resolve()
        for ruleset, home in zip(self.rulesets, self.places, strict=True):
            elsewhere = {place for place in self.places if place != home}
            codes = []
            for rule in ruleset.rules:
                place = Path(rule.origin.file.path).resolve()
                whole = place.parent == shipped and place != home  # a ruleset of its own, not a part of others
                borrowed = whole or (shipped in place.parents and shipped not in home.parents)
                if place not in elsewhere and not borrowed:
                    codes.append(rule.code)
            yield ruleset.only(*codes)

    def _ruleset(self, named: str | Path) -> Ruleset | None:
        key = named if isinstance(named, str) else str(named.resolve())
        if key not in self._by_place:
            try:
                self._by_place[key] = load_named(named) if isinstance(named, str) else load_ruleset(named)
            except RulesetError as error:
                self.problems += error.problems
                self._by_place[key] = None
        return self._by_place[key]

    def _cases(self, file: Path, only: Path | None) -> None:
        try:
            named = ruleset_of(file)
            place = shipped_rulesets() / f"{named}.yaml" if isinstance(named, str) else named
            if only not in (None, place.resolve()):
                return
            ruleset = self._ruleset(named)
            if ruleset is not None:
                self.files.append(read_case_file(file, ruleset, partial(plan_at, lexicons=ruleset.lexicons)))
        except RulesetError as error:
            self.problems += error.problems


def lint_run(named: str | None) -> LintRun:
    """Lints the rulesets at a place (`place_of`), and the lexicons that stand in a folder `lexicons` beside them.

    Raises RulesetError with every fault of rulesets, lexicons and arguments, or where there is no ruleset.
    """
    place = place_of(named)
    found = gather(place)
    loaded = _Loaded(Gathered(found.rulesets, ()), None)
    folder = place if place.is_dir() else place.parent
    lexicons = folder / "lexicons"
    if not loaded.rulesets and not lexicons.is_dir():
        raise NothingToTestError(place)
    findings = [one for ruleset in loaded.rulesets for one in (*lint_rules(ruleset), *lint_texts(ruleset))]
    in_lexicons = list(lint_lexicons(lexicons)) if lexicons.is_dir() else []
    in_lexicons += [one for ruleset in loaded.rulesets for one in _lint_added(ruleset, found.cases)]
    for one in in_lexicons:
        findings.append(LintFinding(LintKind(one.kind), one.path, one.line, one.column, values=one.values))
    distinct = {(one.kind, one.path, one.line, one.column, one.rule, str(one.values)): one for one in findings}
    return LintRun(
        rulesets=tuple(ruleset.name for ruleset in loaded.rulesets),
        findings=tuple(sifted(distinct.values(), read_arguments(folder))),
    )


def _lint_added(ruleset: Ruleset, cases: Sequence[Path]) -> Iterator[LexiconFinding]:
    """What is found in the entries that a ruleset adds to lexicons; `cases` are the test files at its place."""
    if not ruleset.lexicons:
        return
    yield from lint_amendments(ruleset.lexicons)
    own, _ = ruleset.files[-1]
    texts = [text for file in cases for text in _texts_tried(file, ruleset, Path(own).resolve())]
    for one in unmet(texts, ruleset.lexicons):
        if one.file != own:  # another ruleset's, and for its tests
            continue
        values = {"entry": one.text, "lexicon": one.lexicon}
        yield LexiconFinding("untested_entry", one.file, one.line, one.column, values)


def _texts_tried(file: Path, ruleset: Ruleset, home: Path) -> Iterator[str]:
    """The words of the plans in a test file, where it tests the ruleset that stands at `home`."""
    named = ruleset_of(file)
    if not isinstance(named, Path) or named.resolve() != home:
        return
    for case in read_case_file(file, ruleset, partial(plan_at, lexicons=ruleset.lexicons)).cases:
        for measure in case.plan.measures:
            parts = (measure.text, measure.deadline, measure.responsible)
            yield from (one if isinstance(one, str) else one.text for one in parts if one)


def plan_at(origin: Origin, folder: Path, lexicons: Amendments = NO_AMENDMENTS) -> Plan:
    """The plan of a case: written in it, or the file that it names, read as `plancheck check` reads it.

    `lexicons` is what the ruleset under test adds to the words that plans are read by.
    Raises RulesetError with the faults at their places in the test file.
    """
    value = origin.file.value
    for step in origin.path:
        value = value[step]
    if isinstance(value, dict):
        try:
            return plan_inside(origin.file, origin.path, lexicons_with(lexicons))
        except PlanFileError as error:
            raise RulesetError(error.faults) from error
    from plancheck.intake import read_plan  # noqa: PLC0415 - the readers of all formats, for cases that name a file

    try:
        return read_plan(folder / str(value), name=str(value), lexicons=lexicons)
    except UnreadableError as error:
        raise RulesetError([origin.problem(said("case.plan", file=value, why=error))]) from error


def taken_code(code: str) -> str | None:
    """The name of the shipped ruleset that has a rule of the code; None where it is free."""
    for name in ruleset_names():
        if any(rule.code == code for rule in load_named(name).rules):
            return name
    return None
