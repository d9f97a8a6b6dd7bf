"""Option values that several commands share, and how their files are named."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator, Sequence
from dataclasses import fields, replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Final

from plancheck.cli.early import TIMEOUT_VARIABLE
from plancheck.cli.usage import CallError
from plancheck.errors import UnreadableError
from plancheck.report.wording import LANGUAGES, Wording

if TYPE_CHECKING:
    from plancheck.checking import Begin
    from plancheck.isolation.process import Process
    from plancheck.opening import Submission
    from plancheck.readers import Limits

__all__ = [
    "TIMEOUT",
    "TIMEOUT_VARIABLE",
    "EngineName",
    "Format",
    "check_lang",
    "limits_in",
    "naming",
    "reading_apart",
    "schools_in",
    "seconds_in",
    "standard_input",
    "submissions",
]

STDIN = "-"
TIMEOUT: Final = "60"
_LONGEST: Final = 86_400
# What a list of schools may stand in. By its name alone: a school «СОШ 4» is no file, and a missing file no school.
LIST_SUFFIXES: Final = frozenset(
    {
        ".yaml",
        ".yml",
        ".csv",
        ".tsv",
        ".txt",
        ".md",
        ".xlsx",
        ".xlsm",
        ".xls",
        ".ods",
        ".docx",
        ".doc",
        ".odt",
        ".rtf",
        ".pdf",
        ".html",
        ".htm",
        ".mht",
    }
)


class Format(StrEnum):
    """What a command writes."""

    TEXT = "text"
    JSON = "json"


class EngineName(StrEnum):
    """What evaluates the rules."""

    DURABLE = "durable"
    REFERENCE = "reference"
    BOTH = "both"


def check_lang(lang: str | None, words: Wording) -> None:
    """Refuses a language there is none of; the language itself was chosen before (cli/app.py)."""
    if lang is not None and lang not in LANGUAGES:
        raise CallError(words.say("usage.choice", name="--lang", value=lang, choices=", ".join(LANGUAGES)))


@contextlib.contextmanager
def naming(file: str) -> Iterator[None]:
    """Tells which file could not be read, where the call names several."""
    try:
        yield
    except UnreadableError as error:
        reason, reason_en = (f"{file}: {one}" for one in (error.reason, error.reason_en))
        raise UnreadableError(reason, error.advice, reason_en=reason_en, advice_en=error.advice_en) from error


def schools_in(listed: str) -> tuple[str, ...]:
    """The schools of «СОШ 4, лицей 51», or of the file that is named.

    Raises UnreadableError where there is no such file, ListError where it is no list of schools.
    """
    if Path(listed).suffix.lower() in LIST_SUFFIXES:
        from plancheck.risk_list import read_risk_list

        with naming(listed):
            return read_risk_list(listed)
    return tuple(school.strip() for school in listed.split(",") if school.strip())


def seconds_in(given: str, words: Wording) -> float:
    """The seconds of `--timeout`; CallError for what is no number of them."""
    try:
        seconds = float(given)
    except ValueError:
        seconds = -1
    if not 0 <= seconds <= _LONGEST:
        raise CallError(words.say("usage.seconds", name="--timeout", value=given, most=_LONGEST))
    return seconds


def limits_in(given: Sequence[str], words: Wording) -> Limits:
    """The default limits with those of `--limit rows=50000`; CallError for an unknown name or a wrong number."""
    from plancheck.readers.limits import DEFAULT_LIMITS

    known = [bound.name for bound in fields(DEFAULT_LIMITS)]
    changed: dict[str, int] = {}
    for one in given:
        name, _, figure = (part.strip() for part in one.partition("="))
        if not (figure.isascii() and figure.isdigit() and 0 < len(figure) < 16 and name):
            raise CallError(words.say("usage.limit", value=one))
        if name not in known:
            raise CallError(f"{words.say('usage.no_limit', name=name)} {_nearest_limits(name, known, words)}")
        changed[name] = int(figure)
    return replace(DEFAULT_LIMITS, **changed)


def _nearest_limits(name: str, known: Sequence[str], words: Wording) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name, known, n=3)
    return (
        words.say("usage.maybe", options=", ".join(near)) if near else words.say("usage.limits", names=", ".join(known))
    )


@contextlib.contextmanager
def reading_apart(seconds: float, limits: Limits, early: Process | None) -> Iterator[Begin | None]:
    """A process that reads, loading while we go on: the one started early (cli/early.py) or one started now.

    None where files are read in this process.
    """
    if not seconds or not sys.executable:
        yield None
        return
    from plancheck.isolation import IsolatedReader

    with IsolatedReader(limits, seconds, first=early) as reader:
        yield reader.begin


def submissions(files: Sequence[str], words: Wording, limits: Limits) -> list[str | Submission]:
    """The files as named; «-» is read from standard input, once."""
    from plancheck.opening import Submission

    if files.count(STDIN) > 1:
        raise CallError(words.say("usage.twice_stdin"))
    return [Submission(STDIN, standard_input(limits)) if file == STDIN else file for file in files]


def standard_input(limits: Limits) -> bytes:
    """What comes in on standard input, to one byte beyond what the readers take: they refuse it and name the limit."""
    return sys.stdin.buffer.read(limits.file_bytes + 1)
