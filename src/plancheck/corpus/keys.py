"""What a remembered answer is found by: whatever could make a fresh one differ from it."""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
import os
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
    files = sorted({(str(path), *_stamp(path)) for folder in folders for path in _files(folder)})
    programs = [libreoffice.program(), shutil.which("tesseract"), os.environ.get("PLANCHECK_OCR")]
    return _digest((__version__, sys.version, files, dict(_libraries()), programs))


def _files(folder: Path) -> Iterator[Path]:
    for at, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name != "__pycache__"]
        yield from (Path(at, name) for name in names)


def _stamp(path: Path) -> tuple[int, int]:
    told = path.stat()
    return told.st_size, told.st_mtime_ns


def _libraries() -> Iterator[tuple[str, str]]:
    """The versions of what plancheck is made of."""
    try:
        wanted = importlib.metadata.requires("plancheck") or []
    except importlib.metadata.PackageNotFoundError:  # run from its folder
        return
    for one in wanted:
        name = one.split(";")[0].split("[")[0].strip()
        name = name[: next((at for at, sign in enumerate(name) if sign in "<>=!~ "), len(name))]
        if "'dev'" in one or '"dev"' in one:
            continue
        try:
            yield name, importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            yield name, ""
