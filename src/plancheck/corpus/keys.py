"""What a remembered answer is found by: whatever could make a fresh one differ from it."""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
import os
import re
import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final

import plancheck
from plancheck import __version__
from plancheck.readers import libreoffice
from plancheck.readers.limits import Limits
from plancheck.resources import shipped_rulesets
from plancheck.rules import Ruleset, Superior
from plancheck.terms import Terms

__all__ = ["comparison_key", "key_of", "terms_key"]

_NAMED: Final = re.compile(r"[\w.-]+")
_FORM: Final = 2  # of what is remembered


def key_of(content: bytes, name: str, terms: str, limits: Limits) -> str:
    """The key of a file's answer: its bytes, its suffix (which settles the format), terms, limits, and this program."""
    digest, suffix = hashlib.sha256(content).hexdigest(), os.path.splitext(name)[1]  # noqa: PTH122 - of thousands
    return _digest((_FORM, digest, suffix, terms, _told(limits), _program()))


def comparison_key(plans: Iterable[tuple[str, str]], terms: Iterable[str], schools: Sequence[str] | None) -> str:
    """The key of what plans are to each other: their names and keys in their order, all terms, the schools asked of."""
    made = hashlib.sha256(_digest((sorted(set(terms)), schools, _program())).encode())
    for name, key in plans:
        made.update(f"{len(name)} {name} {key}".encode("utf-8", "surrogatepass"))
    return made.hexdigest()


def terms_key(terms: Terms) -> str:
    """The terms in a word: the same for the same rules, whatever process or day it is."""
    named = terms.ruleset
    if isinstance(named, Ruleset):
        rules: Any = (
            named.name,
            named.sha256,
            named.profile,
            [rule.code for rule in named.rules],
            named.lexicons.told(),
        )
    else:
        rules = (str(named), repr(terms.chosen))
    against = terms.against
    superior = against and (
        (against.path, against.plan and against.plan.model_dump_json()) if isinstance(against, Superior) else against
    )
    return _digest((rules, str(terms.as_of), terms.engine, terms.lang, terms.risk_schools, superior))


def _digest(told: Any) -> str:
    return hashlib.sha256(json.dumps(told, default=str).encode()).hexdigest()


@lru_cache(maxsize=8)
def _told(limits: Limits) -> str:
    return repr(limits)


@cache
def _program() -> str:
    """This program as it is installed: its files, its rules and words, the libraries and programs it reads with."""
    folders = [Path(plancheck.__file__).parent, shipped_rulesets()]
    files = sorted({stamp for folder in folders for stamp in _stamps(str(folder))})
    programs = [libreoffice.program(), shutil.which("tesseract"), os.environ.get("PLANCHECK_OCR")]
    return _digest((__version__, sys.version, files, dict(_libraries()), programs))


def _stamps(folder: str) -> Iterator[tuple[str, int, int]]:
    """Every file of a program's folder, with its size and time."""
    for entry in os.scandir(folder):
        if not entry.is_dir():
            told = entry.stat()
            yield entry.path, told.st_size, told.st_mtime_ns
        elif entry.name != "__pycache__":
            yield from _stamps(entry.path)


def _libraries() -> Iterator[tuple[str, str]]:
    """The versions of what plancheck is made of."""
    for wanted in _said_by("plancheck", "Requires-Dist"):  # nothing where it is run from its folder
        name = _NAMED.match(wanted)
        if name and "'dev'" not in wanted and '"dev"' not in wanted:
            yield name.group(), "".join(_said_by(name.group(), "Version"))


def _said_by(name: str, field: str) -> list[str]:
    """The lines of a field in the metadata of an installed library; to parse all of it takes ten times as long."""
    try:
        library = importlib.metadata.distribution(name)
    except importlib.metadata.PackageNotFoundError:
        return []
    head, _, _ = (library.read_text("METADATA") or library.read_text("PKG-INFO") or "").partition("\n\n")
    return [line.removeprefix(f"{field}: ") for line in head.splitlines() if line.startswith(f"{field}: ")]
