"""The one way through the house as a function: a file is read, understood, judged, and reported on."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from plancheck import __version__
from plancheck.errors import EngineError, NotAPlanError, RulesetError, UnreadableError
from plancheck.parsing import shipped_lexicons, understand
from plancheck.plan import Plan
from plancheck.readers import DEFAULT_LIMITS, read_document
from plancheck.report.assembly import plan_report, whole_report
from plancheck.report.model import PlanReport, Report, RulesetId, Unread
from plancheck.report.safe_text import safe_path
from plancheck.report.wording import wording
from plancheck.rules import Ruleset, judgement, load_ruleset

if TYPE_CHECKING:
    from plancheck.parsing import Lexicons

Engine = Literal["durable", "reference", "both"]


@dataclass(frozen=True, slots=True)
class Submission:
    """A file that is already in memory: the name to report it under, and its bytes."""

    name: str
    content: bytes


def read_plan(source: str | Path | bytes, *, name: str | None = None, lexicons: Lexicons | None = None) -> Plan:
    """Reads a plan from a path (str or Path) or from its bytes.

    `name` is what the plan is called in reports: by default the path as given, «-» for bytes.
    Raises UnreadableError where the file cannot be read, NotAPlanError where it holds no plan.
    """
    content = source if isinstance(source, bytes) else _content(Path(source))
    called = name if name is not None else "-" if isinstance(source, bytes) else os.fspath(source)
    document = read_document(content, safe_path(called))
    return understand(document, lexicons or shipped_lexicons())


def check(
    source: str | Path | bytes | Plan,
    *,
    ruleset: str | Path | Ruleset | None = None,
    engine: Engine = "durable",
    lang: str = "ru",
    risk_schools: Sequence[str] = (),
    name: str | None = None,
) -> PlanReport:
    """Judges one plan: a path, bytes, or a plan already read.

    `ruleset` is a shipped name, a file, or a loaded ruleset; without one the plan's level chooses.
    `risk_schools` are the schools of the risk list, as «СОШ 13». Texts are in `lang` (ru or en).
    Prints nothing; safe to call from threads.
    Raises UnreadableError, NotAPlanError, RulesetError, EngineError.
    """
    plan = source if isinstance(source, Plan) else read_plan(source, name=name)
    chosen = ruleset if isinstance(ruleset, Ruleset) else load_named(ruleset or ruleset_name(plan))
    judged = judgement(plan, chosen, engine=engine, lang=lang, risk_schools=tuple(risk_schools))
    remarks = list(judged.remarks)
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
) -> Report:
    """Judges many files. One that cannot be judged is listed in `unread`, and the others go on.

    Raises RulesetError alone: where the rules are wrong, no file can be judged.
    """
    chosen = load_named(ruleset) if isinstance(ruleset, str | Path) else ruleset
    plans: list[PlanReport] = []
    unread: list[Unread] = []
    for file in files:
        for one in submitted(file, lang):
            result = one if isinstance(one, Unread) else _attempt(one, chosen, engine, lang, risk_schools)
            if isinstance(result, Unread):
                unread.append(result)
            else:
                plans.append(result)
    named = ruleset_id(chosen) if chosen else None
    return whole_report(plans, unread, version=__version__, lang=lang, named=named)


def _attempt(
    file: Path | Submission, ruleset: Ruleset | None, engine: Engine, lang: str, risk_schools: Sequence[str]
) -> PlanReport | Unread:
    """The report on a file, or why it was not judged; a fault of ours stops one file, not thirty."""
    source, path = (file.content, file.name) if isinstance(file, Submission) else (file, os.fspath(file))
    words, shown = wording(lang), safe_path(path)
    try:
        return check(source, ruleset=ruleset, engine=engine, lang=lang, risk_schools=risk_schools, name=path)
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
        yield Unread(path=safe_path(str(path)), error=_cannot_open(error).text(lang))
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


def ruleset_id(ruleset: Ruleset) -> RulesetId:
    """What the report says of the rules that judged."""
    return RulesetId(name=ruleset.name, version=ruleset.version, sha256=ruleset.sha256)


def _content(path: Path) -> bytes:
    """The bytes of a file, none of a file over the readers' limit; UnreadableError in both languages."""
    try:
        if path.is_dir():
            raise _unreadable("error.is_folder")
        DEFAULT_LIMITS.check("file_bytes", path.stat().st_size)
        return path.read_bytes()
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        raise _cannot_open(error) from error


def _cannot_open(error: Exception) -> UnreadableError:
    if isinstance(error, FileNotFoundError):
        return _unreadable("error.missing_file")
    if isinstance(error, PermissionError):
        return _unreadable("error.no_access")
    return _unreadable("error.cannot_open", why=getattr(error, "strerror", None) or str(error))


def _unreadable(key: str, **values: object) -> UnreadableError:
    russian, english = (wording(lang).say(key, **values) for lang in ("ru", "en"))
    return UnreadableError(russian, reason_en=english)
