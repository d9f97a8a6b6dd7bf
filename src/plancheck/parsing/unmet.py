"""Tells which entries that a ruleset adds to lexicons speak in none of the texts that it is tested by."""

from __future__ import annotations

from collections.abc import Iterable

from plancheck.lexicons import Amendment, Amendments
from plancheck.parsing.matching import Met, Stand, matched

__all__ = ["unmet"]


def unmet(texts: Iterable[str], amendments: Amendments) -> tuple[Amendment, ...]:
    """The added entries (topics, marks, roles, procedures, phrases of deadlines) that speak in none of the texts."""
    told = {"topics": "topics", "marks": "marks", "roles": "", "procedures": "procedures", "deadlines": "phrases"}
    silent = [one for one in amendments.each if one.adds and one.path[0].startswith(told.get(one.lexicon, "-"))]
    silent = [one for one in silent if one.path[0] != "groups" and one.path[-1] not in ("unless", "yields_to")]
    for text in dict.fromkeys(texts):
        if not silent:
            break
        met = {(one.path, one.line, one.entry) for one in matched(text, amendments=amendments).met if _speaks(one)}
        silent = [one for one in silent if (one.file, one.line, one.text) not in met]
    return tuple(silent)


def _speaks(met: Met) -> bool:
    return met.added and met.stand is Stand.GIVEN
