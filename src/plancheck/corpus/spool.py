"""What was found, kept on disk while a run lasts: the parent's memory does not grow with the number of files."""

from __future__ import annotations

import contextlib
import sqlite3
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, Final, Self

from plancheck.corpus.task import Outcome, packed, unpacked
from plancheck.crossing.inserting import Insertion, with_insertion
from plancheck.temporary_base import temporary_base

__all__ = ["Spool"]

_TABLES: Final = """
CREATE TABLE judged (number INTEGER PRIMARY KEY, key TEXT, head BLOB, report BLOB, plan BLOB, sketch BLOB);
CREATE TABLE told (number INTEGER PRIMARY KEY, summary BLOB, entries BLOB);
"""
_AHEAD: Final = 6  # reports that are unpacked while another one is written
_REPORTS: Final = "SELECT number, report, summary, entries FROM judged LEFT JOIN told USING (number)"


class Spool:
    """Reports and plans by number, in a temporary file that is gone with the `with` block, or with `close`."""

    def __init__(self) -> None:
        self._base = temporary_base(_TABLES)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def close(self) -> None:
        """Forgets everything."""
        with contextlib.suppress(sqlite3.Error):
            self._base.close()

    def put(self, outcome: Outcome, key: str = "") -> None:
        """Keeps a plan that was judged, by its number; `key` is what it is remembered by."""
        row = (outcome.number, key, outcome.head, outcome.report, outcome.plan, outcome.sketch)
        self._base.execute("INSERT OR REPLACE INTO judged VALUES (?, ?, ?, ?, ?, ?)", row)

    def amend(self, number: int, report: bytes) -> None:
        """Keeps another report in the place of the one there is, and of what was told of the plan."""
        self._base.execute("UPDATE judged SET report = ? WHERE number = ?", (packed(report), number))
        self._base.execute("DELETE FROM told WHERE number = ?", (number,))

    def tell(self, number: int, told: Insertion) -> None:
        """Keeps what is said of a plan among others."""
        self._base.execute("INSERT OR REPLACE INTO told VALUES (?, ?, ?)", (number, *told))

    def tell_nothing(self) -> None:
        """Forgets what was said of plans among others."""
        self._base.execute("DELETE FROM told")

    def told(self) -> Iterator[Insertion]:
        """What is said of plans among others, in the order of their numbers."""
        yield from map(Insertion._make, self._base.execute("SELECT summary, entries FROM told ORDER BY number"))

    def report(self, number: int) -> bytes:
        """The report as it is written (`plan_report_written`), without its path."""
        return _report(*self._base.execute(f"{_REPORTS} WHERE number = ?", (number,)).fetchone())[1]

    def reports(self) -> Iterator[tuple[int, bytes]]:
        """All reports with their numbers, in order; some are unpacked ahead, while others are written."""
        with ThreadPoolExecutor(2) as apart:
            ahead: deque[Future[tuple[int, bytes]]] = deque()
            for row in self._base.execute(f"{_REPORTS} ORDER BY number"):
                ahead.append(apart.submit(_report, *row))
                if len(ahead) > _AHEAD:
                    yield ahead.popleft().result()
            for one in ahead:
                yield one.result()

    def plan(self, number: int) -> bytes:
        """The plan's JSON."""
        return unpacked(self._of(number, "plan"))

    def head(self, number: int) -> bytes:
        """What is counted of the report."""
        head: bytes = self._of(number, "head")
        return head

    def sketch(self, number: int) -> bytes:
        """The sketch, packed; empty where the plan came without."""
        sketch: bytes = self._of(number, "sketch")
        return sketch

    def keys(self) -> Iterator[str]:
        """What each plan is remembered by, in order."""
        yield from (key for (key,) in self._base.execute("SELECT key FROM judged ORDER BY number"))

    def _of(self, number: int, column: str) -> Any:
        return self._base.execute(f"SELECT {column} FROM judged WHERE number = ?", (number,)).fetchone()[0]


def _report(number: int, report: bytes, summary: bytes | None, entries: bytes | None) -> tuple[int, bytes]:
    written = unpacked(report)
    if summary is None or entries is None:
        return number, written
    return number, with_insertion(written, Insertion(summary, entries))
