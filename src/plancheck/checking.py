"""The one way through the house as a function: a file is read, understood, judged, and reported on."""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Literal

from plancheck import __version__
from plancheck.errors import EngineError, NotAPlanError, RulesetError, UnreadableError
from plancheck.language.morphology import analyzer
from plancheck.opening import cannot_open, content_of
from plancheck.plan import Level, Plan
from plancheck.readers.limits import DEFAULT_LIMITS, Limits
from plancheck.report.assembly import plan_report, whole_report
from plancheck.report.model import Checked, PlanReport, Report, RulesetId, Unread
from plancheck.report.safe_text import safe_path
from plancheck.report.wording import wording
from plancheck.rules import Ruleset, judgement, load_ruleset

__all__ = [
    "Begin",
    "Engine",
    "Submission",
    "check",
    "check_all",
    "check_files",
    "load_named",
    "make_ready",
    "ruleset_id",
    "ruleset_name",
    "submitted",
]

Engine = Literal["durable", "reference", "both"]
Begin = Callable[[Path | bytes, str], Callable[[], Plan]]
"""(file or its bytes, its name) -> what waits for the plan and raises as `read_plan`; reading may begin at once."""


@dataclass(frozen=True, slots=True)
class Submission:
    """A file that is already in memory: the name to report it under, and its bytes."""

    name: str
    content: bytes


def check(
    source: str | Path | bytes | Plan,
    *,
    ruleset: str | Path | Ruleset | None = None,
    engine: Engine = "durable",
    lang: str = "ru",
    risk_schools: Sequence[str] = (),
    name: str | None = None,
    limits: Limits = DEFAULT_LIMITS,
) -> PlanReport:
    """Judges one plan: a path, bytes, or a plan already read.

    `ruleset` is a shipped name, a file, or a loaded ruleset; without one the plan's level chooses.
    `risk_schools` are the schools of the risk list, as «СОШ 13». Texts are in `lang` (ru or en). `limits` say how
    much of a file is read. Prints nothing; safe to call from threads.
    Raises UnreadableError, NotAPlanError, RulesetError, EngineError.
    """
    plan = source if isinstance(source, Plan) else _read(source, name, limits)
    chosen = ruleset if isinstance(ruleset, Ruleset) else load_named(ruleset or ruleset_name(plan))
    judged = judgement(plan, chosen, engine=engine, lang=lang, risk_schools=tuple(risk_schools))
    remarks = [*(remark.text(lang) for remark in plan.remarks), *judged.remarks]
    if ruleset is None and plan.level is None:
        remarks.append(wording(lang).say("checking.no_level"))
    titles = {rule.code: rule.title.of(lang) for rule in chosen.rules}
    return plan_report(plan, judged.outcomes, ruleset_id(chosen), titles.__getitem__, remarks)


def check_files(
    files: Iterable[str | Path | Submission],
    *,
    ruleset: str | Path | Ruleset | None = None,
    engine: Engine = "durable",
    lang: str = "ru",
    risk_schools: Sequence[str] = (),
    limits: Limits = DEFAULT_LIMITS,
    begin: Begin | None = None,
) -> Report:
    """Judges many files. One that cannot be judged is listed in `unread`, and the others go on.

    Raises RulesetError alone: where the rules are wrong, no file can be judged.
    """
    return check_all(
        files, ruleset=ruleset, engine=engine, lang=lang, risk_schools=risk_schools, limits=limits, begin=begin
    ).report


def check_all(
    files: Iterable[str | Path | Submission],
    *,
    ruleset: str | Path | Ruleset | None = None,
    engine: Engine = "durable",
    lang: str = "ru",
    risk_schools: Sequence[str] = (),
    limits: Limits = DEFAULT_LIMITS,
    begin: Begin | None = None,
    keep: bool = False,
) -> Checked:
    """As `check_files`, with the plans that were judged; with `keep` also the bytes of their files.

    `begin` begins to read a file, one ahead of the file that is judged (`isolation.IsolatedReader.begin` reads in a
    child process, under limits of its own); without it files are read here, within `limits`.
    """
    chosen = load_named(ruleset) if isinstance(ruleset, str | Path) else ruleset
    judged: list[tuple[PlanReport, Plan, bytes | None]] = []
    unread: list[Unread] = []
    every = (one for file in files for one in submitted(file, lang))
    for one in _one_ahead(every, begin or _in_its_turn(limits)):
        if isinstance(one, Unread):
            unread.append(one)
            continue
        found = _attempt(one, chosen, engine, lang, risk_schools)
        if isinstance(found, Unread):
            unread.append(found)
        else:
            told, plan = found
            judged.append((told, plan, _kept(one.source, plan, limits) if keep else None))
    named = ruleset_id(chosen) if chosen else None
    report = whole_report([made for made, _, _ in judged], unread, version=__version__, lang=lang, named=named)
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


def _in_its_turn(limits: Limits) -> Begin:
    """Reads in this process, and not before the plan is asked for."""
    return lambda source, name: partial(_read, source, name, limits)


def _read(source: str | Path | bytes, name: str | None, limits: Limits) -> Plan:
    from plancheck.intake import read_plan  # noqa: PLC0415 - half of all modules, not needed where a child reads

    return read_plan(source, name=name, limits=limits)


def _one_ahead(files: Iterable[Path | Submission | Unread], begin: Begin) -> Iterator[_Begun | Unread]:
    """The files in order, the reading of each begun before the one ahead of it is judged."""
    ahead: _Begun | Unread | None = None
    for file in files:
        following: _Begun | Unread
        if isinstance(file, Unread):
            following = file
        elif isinstance(file, Submission):
            following = _Begun(file.name, file.content, begin(file.content, file.name))
        else:
            following = _Begun(os.fspath(file), file, begin(file, os.fspath(file)))
        if ahead is not None:
            yield ahead
        ahead = following
    if ahead is not None:
        yield ahead


def _attempt(
    file: _Begun, ruleset: Ruleset | None, engine: Engine, lang: str, risk_schools: Sequence[str]
) -> tuple[PlanReport, Plan] | Unread:
    """The report on a file with its plan, or why it was not judged; a fault of ours stops one file, not thirty."""
    words, shown = wording(lang), safe_path(file.path)
    try:
        plan = file.plan()
        return check(plan, ruleset=ruleset, engine=engine, lang=lang, risk_schools=risk_schools), plan
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


def submitted(file: str | Path | Submission, lang: str = "ru") -> Iterator[Path | Submission | Unread]:
    """The files that one stands for: itself, or a folder's own files by name.

    A folder's hidden files and Word's lock files («~$plan.docx») are left out; one without files is unread.
    """
    if isinstance(file, Submission):
        yield file
        return
    path = Path(file)
    try:
        if not path.is_dir():
            yield path
            return
        found = sorted(one for one in path.iterdir() if one.is_file() and not one.name.startswith((".", "~$")))
    except (OSError, ValueError) as error:
        yield Unread(path=safe_path(str(path)), error=cannot_open(error).text(lang))
        return
    if not found:
        yield Unread(path=safe_path(str(path)), error=wording(lang).say("error.empty_folder"))
    yield from found


def ruleset_name(plan: Plan) -> str:
    """The shipped ruleset that serves a plan of this level."""
    return f"objectivity-{plan.level.value}" if plan.level else "objectivity-base"


@cache
def _loaded(name: str) -> Ruleset:
    return load_ruleset(name)


def load_named(name: str | Path) -> Ruleset:
    """A ruleset by name or path. Shipped ones do not change while we run and are loaded once."""
    shipped = isinstance(name, str) and not any(sign in name for sign in "./\\")
    return _loaded(str(name)) if shipped else load_ruleset(name)


def make_ready(ruleset: str | Path | None = None) -> None:
    """Loads what judging needs, while files are read elsewhere; a wrong ruleset is left for `check` to report."""
    with contextlib.suppress(RulesetError):
        load_named(ruleset or f"objectivity-{Level.SCHOOL.value}")
    analyzer()


def ruleset_id(ruleset: Ruleset) -> RulesetId:
    """What the report says of the rules that judged."""
    return RulesetId(name=ruleset.name, version=ruleset.version, sha256=ruleset.sha256)
