"""The one way through the house as a function: a file is read, understood, judged, and reported on."""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Protocol, TypeVar, Unpack

from plancheck import __version__
from plancheck.errors import EngineError, NotAPlanError, RulesetError, UnreadableError
from plancheck.language.morphology import analyzer
from plancheck.lexicons import Amendments
from plancheck.opening import Submission, content_of
from plancheck.plan import Level, Plan
from plancheck.readers.limits import DEFAULT_LIMITS, Limits
from plancheck.report.assembly import plan_report, whole_report
from plancheck.report.model import Checked, PlanReport, RulesetId, Unread
from plancheck.report.safe_text import safe_path
from plancheck.report.wording import wording
from plancheck.rules import Ruleset, Superior, day_of, judgement_on
from plancheck.terms import Asked, Engine, Terms, load_named, ruleset_name, settled

__all__ = [
    "Begin",
    "Engine",
    "Submission",
    "Superiors",
    "Terms",
    "check",
    "check_all",
    "in_its_turn",
    "load_named",
    "make_ready",
    "or_unread",
    "ruleset_id",
    "ruleset_name",
    "settled",
]


class Begin(Protocol):
    """Begins to read a file: its path or bytes, its name, and what a ruleset adds to the lexicons.

    What it gives waits for the plan and raises as `read_plan`; reading may begin at once.
    """

    def __call__(self, source: Path | bytes, name: str, lexicons: Amendments, /) -> Callable[[], Plan]: ...


Found = TypeVar("Found")
TermsOf = Callable[[str | Path | Submission], Terms]


def check(
    source: str | Path | bytes | Plan,
    *,
    terms: Terms | None = None,
    name: str | None = None,
    limits: Limits = DEFAULT_LIMITS,
    **asked: Unpack[Asked],
) -> PlanReport:
    """Judges one plan: a path, bytes, or a plan already read.

    The terms are given by keyword: `ruleset` (a shipped name, a file, or a loaded ruleset; without one the plan's level
    chooses), `profile` and `settings` of the ruleset, `as_of` (the day by whose rules, else the first of the plan's
    period), `engine`, `lang` (ru or en), `risk_schools` (as «СОШ 13»), `against` (the superior plan, or its file); or
    all at once as `terms`. `limits` say how much of a file is read. Prints nothing; safe to call from threads.
    Raises UnreadableError, NotAPlanError, RulesetError, EngineError; ValueError where terms contradict each other.
    """
    terms = settled(terms, asked).loaded()
    plan = source if isinstance(source, Plan) else _read(source, name, limits, terms.lexicons)
    chosen, lang = terms.serving(plan), terms.lang
    judged = judgement_on(
        plan,
        chosen,
        as_of=terms.as_of,
        engine=terms.engine,
        lang=lang,
        risk_schools=terms.risk_schools,
        superior=_superior(terms, limits),
    )
    remarks = [*(remark.text(lang) for remark in plan.remarks), *judged.remarks]
    if terms.ruleset is None and plan.level is None:
        remarks.append(wording(lang).say("checking.no_level"))
    titles = {rule.code: rule.title.of(lang) for rule in chosen.rules}
    report = plan_report(plan, judged.outcomes, ruleset_id(chosen), titles.__getitem__, remarks)
    return report.model_copy(update={"as_of": day_of(plan, terms.as_of)}) if chosen.eras else report


def _superior(terms: Terms, limits: Limits) -> Superior | None:
    """The superior plan, read here where it is named by its file. Raises UnreadableError."""
    against = terms.against
    if against is None or isinstance(against, Superior):
        return against
    return Superior.of(against if isinstance(against, Plan) else _read(against, None, limits, terms.lexicons))


@dataclass(slots=True)
class Superiors:
    """Superior plans, each file read once; one that cannot be read is told of, and nothing is judged against it."""

    begin: Begin
    lang: str
    _read: dict[tuple[str, Amendments], Superior] = field(default_factory=dict)
    _unread: list[Unread] = field(default_factory=list)

    def read_for(self, terms: Terms) -> Terms:
        """The terms with the plan itself where they name its file."""
        if not isinstance(terms.against, str | Path):
            return terms
        path = os.fspath(terms.against)
        known = (path, terms.lexicons)
        if known not in self._read:
            told = or_unread(self.begin(Path(path), path, terms.lexicons), path, self.lang)
            if isinstance(told, Unread):
                why = wording(self.lang).say("checking.superior_unread", why=told.error)
                self._unread.append(told.model_copy(update={"error": why}))
            self._read[known] = Superior(told if isinstance(told, Plan) else None, safe_path(path))
        return replace(terms, against=self._read[known])

    def and_unread(self, others: Sequence[Unread]) -> tuple[Unread, ...]:
        """All that could not be read, each file once."""
        own = {one.path for one in self._unread}
        return (*self._unread, *(one for one in others if one.path not in own))


def check_all(
    files: Iterable[str | Path | Submission],
    *,
    terms: Terms | None = None,
    terms_of: TermsOf | None = None,
    limits: Limits = DEFAULT_LIMITS,
    begin: Begin | None = None,
    meanwhile: Callable[[], None] | None = None,
    keep: bool = False,
    **asked: Unpack[Asked],
) -> Checked:
    """Judges files, no folders: the report, the plans that were judged, and with `keep` also their files' bytes.

    One that cannot be judged is listed in `unread`, and the others go on. The terms are given as to `check`. Raises
    RulesetError alone: where the rules are wrong, no file can be judged.

    `terms_of` tells the terms of each of the files, where they are not the same for all; the language is. `begin`
    begins to read a file, one ahead of the file that is judged (`isolation.IsolatedReader.begin` reads in a child
    process, under limits of its own); without it files are read here, within `limits`. Where there is one, what judging
    needs is made ready while the first file is read, and `meanwhile` is called.
    """
    common = settled(terms, asked).loaded()
    superiors = Superiors(begin or in_its_turn(limits), common.lang)
    common = superiors.read_for(common)
    own = terms_of or (lambda _: common)
    judged: list[tuple[PlanReport, Plan, bytes | None]] = []
    unread: list[Unread] = []
    every = ((file, superiors.read_for(own(file).loaded())) for file in files)
    waiting = begin is not None
    for one in _one_ahead(every, begin or in_its_turn(limits)):
        if waiting:
            waiting = False
            make_ready(common.ruleset if isinstance(common.ruleset, Ruleset) else None, dictionary=False)
            if meanwhile:
                meanwhile()
        found = _attempt(one, common.lang)
        if isinstance(found, Unread):
            unread.append(found)
        else:
            told, plan = found
            judged.append((told, plan, _kept(one.source, plan, limits) if keep else None))
    named = ruleset_id(common.ruleset) if isinstance(common.ruleset, Ruleset) and terms_of is None else None
    reports = [made for made, _, _ in judged]
    report = whole_report(reports, superiors.and_unread(unread), version=__version__, lang=common.lang, named=named)
    return Checked(report, tuple(plan for _, plan, _ in judged), tuple(content for _, _, content in judged))


def _kept(source: Path | bytes, plan: Plan, limits: Limits) -> bytes | None:
    """The bytes that a plan was read from; None where the file is gone or was changed meanwhile."""
    try:
        content = source if isinstance(source, bytes) else content_of(source, limits)
    except UnreadableError:
        return None
    return content if hashlib.sha256(content).hexdigest() == plan.source.sha256 else None


@dataclass(frozen=True, slots=True)
class _Begun:
    """A file whose reading was begun: the path or name to report it under, and what waits for its plan."""

    path: str
    source: Path | bytes
    plan: Callable[[], Plan]
    terms: Terms


def in_its_turn(limits: Limits) -> Begin:
    """Reads in this process, and not before the plan is asked for."""
    return lambda source, name, lexicons: partial(_read, source, name, limits, lexicons)


def _read(source: str | Path | bytes, name: str | None, limits: Limits, lexicons: Amendments) -> Plan:
    from plancheck.intake import read_plan  # noqa: PLC0415 - half of all modules, not needed where a child reads

    return read_plan(source, name=name, limits=limits, lexicons=lexicons)


def _one_ahead(files: Iterable[tuple[str | Path | Submission, Terms]], begin: Begin) -> Iterator[_Begun]:
    """The files in order, the reading of each begun before the one ahead of it is judged."""
    ahead: _Begun | None = None
    for file, terms in files:
        source = file.content if isinstance(file, Submission) else Path(file)
        name = file.name if isinstance(file, Submission) else str(Path(file))
        following = _Begun(name, source, begin(source, name, terms.lexicons), terms)
        if ahead is not None:
            yield ahead
        ahead = following
    if ahead is not None:
        yield ahead


def _attempt(file: _Begun, lang: str) -> tuple[PlanReport, Plan] | Unread:
    """The report on a file with its plan, or why it was not judged; a fault of ours stops one file, not thirty."""

    def judged() -> tuple[PlanReport, Plan]:
        plan = file.plan()
        return check(plan, terms=file.terms), plan

    return or_unread(judged, file.path, lang)


def or_unread(attempt: Callable[[], Found], path: str, lang: str) -> Found | Unread:
    """What the attempt gives, or why it gives nothing. Raises RulesetError alone."""
    words, shown = wording(lang), safe_path(path)
    try:
        return attempt()
    except NotAPlanError as error:
        return Unread(path=shown, error=error.text(lang), kind="not_a_plan")
    except UnreadableError as error:
        return Unread(path=shown, error=error.text(lang))
    except RulesetError:
        raise
    except EngineError as error:
        return Unread(path=shown, error=words.say("error.engine", why=error), kind="not_judged")
    except Exception as error:
        why = f"{type(error).__name__}: {error}"
        return Unread(path=shown, error=words.say("error.broke", why=why), kind="not_judged")


def make_ready(ruleset: Ruleset | None = None, *, dictionary: bool = True) -> None:
    """Loads what judging needs, by this ruleset or by that for schools: an empty plan is judged.

    Without the `dictionary`, that is loaded when a word is asked that the process which reads did not tell.
    """
    with contextlib.suppress(RulesetError, EngineError):
        check(Plan(), terms=Terms(ruleset=ruleset or load_named(f"objectivity-{Level.SCHOOL.value}")))
    if dictionary:
        analyzer()


def ruleset_id(ruleset: Ruleset) -> RulesetId:
    """What the report says of the rules that judged."""
    return RulesetId(name=ruleset.name, version=ruleset.version, sha256=ruleset.sha256, profile=ruleset.profile)
