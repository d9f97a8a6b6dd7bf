"""Option values that several commands share, and how their files are named."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING

from plancheck.cli.usage import CallError
from plancheck.report.wording import LANGUAGES, Wording

if TYPE_CHECKING:
    from plancheck.checking import Submission
    from plancheck.plan import Plan

STDIN = "-"


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


def schools_in(listed: str) -> tuple[str, ...]:
    """The schools of «СОШ 4, лицей 51»."""
    return tuple(school.strip() for school in listed.split(",") if school.strip())


def submissions(files: Sequence[str], words: Wording) -> list[str | Submission]:
    """The files as named; «-» is read from standard input, once."""
    from plancheck.checking import Submission

    if files.count(STDIN) > 1:
        raise CallError(words.say("usage.twice_stdin"))
    return [Submission(STDIN, _standard_input()) if file == STDIN else file for file in files]


def plan_of(file: str) -> Plan:
    """The plan in a file or on standard input; UnreadableError as `read_plan`."""
    from plancheck.checking import read_plan

    return read_plan(_standard_input() if file == STDIN else file, name=file)


def _standard_input() -> bytes:
    """Standard input, to one byte beyond what the readers take: they refuse it and name the limit."""
    from plancheck.readers import DEFAULT_LIMITS

    return sys.stdin.buffer.read(DEFAULT_LIMITS.file_bytes + 1)
