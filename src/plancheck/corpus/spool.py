"""What was found, kept on disk while a run lasts: the parent's memory does not grow with the number of files."""

from __future__ import annotations

import contextlib
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Self

from plancheck.corpus.task import packed, unpacked

__all__ = ["Spool"]


class Spool:
    """Reports and plans in JSON by number, in a temporary file that is gone with the `with` block, or with `close`."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="plancheck-", ignore_cleanup_errors=True)
        self._base = sqlite3.connect(
            Path(self._folder.name) / "run.sqlite", isolation_level=None, check_same_thread=False
        )
        self._base.execute("PRAGMA journal_mode = OFF")
        self._base.execute("PRAGMA synchronous = OFF")
        self._base.execute("PRAGMA cache_size = -4000")  # kilobytes
        self._base.execute("CREATE TABLE judged (number INTEGER PRIMARY KEY, report BLOB, plan BLOB, sketch BLOB)")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def close(self) -> None:
        """Forgets everything."""
        with contextlib.suppress(sqlite3.Error):
            self._base.close()
        self._folder.cleanup()

    def put(self, number: int, report: bytes, plan: bytes, sketch: str | None = None) -> None:
        """Keeps a report and its plan, both packed, and the plan's sketch in JSON, if there is one."""
        row = (number, report, plan, sketch and packed(sketch))
        self._base.execute("INSERT OR REPLACE INTO judged VALUES (?, ?, ?, ?)", row)

    def amend(self, number: int, report: str) -> None:
        """Keeps another report in the place of the one there is."""
        self._base.execute("UPDATE judged SET report = ? WHERE number = ?", (packed(report), number))

    def report(self, number: int) -> str:
        """The report's JSON."""
        return unpacked(self._base.execute("SELECT report FROM judged WHERE number = ?", (number,)).fetchone()[0])

    def plan(self, number: int) -> str:
        """The plan's JSON."""
        return unpacked(self._base.execute("SELECT plan FROM judged WHERE number = ?", (number,)).fetchone()[0])

    def sketch(self, number: int) -> str | None:
        """The sketch's JSON; None where the plan came without."""
        kept = self._base.execute("SELECT sketch FROM judged WHERE number = ?", (number,)).fetchone()[0]
        return kept and unpacked(kept)

    def numbers(self) -> Iterator[int]:
        """The numbers there are, in order."""
        for row in self._base.execute("SELECT number FROM judged ORDER BY number"):
            yield row[0]
