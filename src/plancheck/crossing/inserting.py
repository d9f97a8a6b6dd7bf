"""Puts what was found between plans into reports that are written already, without reading them."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from plancheck.report.model import OutcomeEntry, Summary

__all__ = ["Insertion", "insertion", "with_insertion"]

_SUMMARY, _SUMMARY_ENDS = b'\n      "summary": ', b"\n      }"
_OPENING, _LAST, _NONE = b'"outcomes": [', b"\n      ]\n    }", b'"outcomes": []\n    }'


class Insertion(NamedTuple):
    """What is said of a plan among others, as it stands in the report on it: the summary that it comes to, and the
    entries, which are packed."""

    summary: bytes
    entries: bytes


def insertion(before: Summary, told: Sequence[OutcomeEntry]) -> Insertion:
    """The entries, which are those of rules that the report has none of, with the report's summary before them."""
    from plancheck.report.safe_text import json_safe  # noqa: PLC0415 - not needed where a run is remembered
    from plancheck.report.tally import add_up, summarise  # noqa: PLC0415

    more = summarise(told).model_copy(update={"plans": 0})
    summary = add_up((before, more)).model_dump_json(indent=2).replace("\n", "\n      ")
    entries = ",".join(f"\n{one.model_dump_json(indent=2)}".replace("\n", "\n        ") for one in told)
    return Insertion(summary.encode(), zlib.compress(json_safe(entries).encode(), 1))


def with_insertion(report: bytes, told: Insertion) -> bytes:
    """A report as it is written (`plan_report_written`) with what is told of the plan among others."""
    counted = report.index(_SUMMARY) + len(_SUMMARY)
    rest = report.index(_SUMMARY_ENDS, counted) + len(_SUMMARY_ENDS)
    end, opening = (len(report) - len(_NONE), _OPENING) if report.endswith(_NONE) else (len(report) - len(_LAST), b",")
    return b"".join((report[:counted], told.summary, report[rest:end], opening, zlib.decompress(told.entries), _LAST))
