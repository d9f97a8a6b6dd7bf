"""Remembers what files came to, in an SQLite database of the user's: safe under several processes, bounded in size.

What cannot be kept or found again is no trouble: the file is judged anew. A database that is broken, or is somebody
else's, is put aside.
"""

from __future__ import annotations

import contextlib
import sqlite3
import time
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import reduce
from pathlib import Path
from typing import Final, Self

from plancheck.corpus.cache_base import CacheBase, whole
from plancheck.corpus.task import Outcome, Refusal
from plancheck.crossing.inserting import Insertion

__all__ = ["MOST_BYTES", "Cache", "Size"]

MOST_BYTES: Final = 500_000_000
_DAY: Final = 86_400
_AT_ONCE: Final = 500  # answers that are noted as used together
_COMPARISONS: Final = 10  # kept: a folder's is of use until one of its files changes


@dataclass(frozen=True, slots=True)
class Size:
    """How much is remembered: answers, and bytes on disk."""

    entries: int
    bytes: int


class _TooMuchError(Exception):
    """An answer is too large to be kept."""


class Cache:
    """The answers remembered in a folder. `put_aside` is told the place of a database that had to be moved.

    Of the answers, the longest unused go first when there are more than `most` bytes of them.
    """

    def __init__(
        self, folder: Path, *, most: int = MOST_BYTES, put_aside: Callable[[Path], None] | None = None
    ) -> None:
        self._kept = CacheBase(folder, put_aside)
        self.path = self._kept.path
        self._most = most
        self._used: list[str] = []  # answers that were of use for the first time today

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def close(self) -> None:
        """Lets the database go, after what is too much was forgotten."""
        if self._base is None:
            return
        self._mark_used()
        with contextlib.suppress(sqlite3.Error):
            self._forget_oldest(self._base)
        self._kept.close()

    @property
    def _base(self) -> sqlite3.Connection | None:
        return self._kept.connection

    def get(self, key: str, number: int) -> Outcome | None:
        """What is remembered under a key, as the outcome of that number."""
        if self._base is None:
            return None
        try:
            row = self._base.execute(
                "SELECT kind, used, crc, head, report, plan, sketch FROM judged WHERE key = ?", (key,)
            ).fetchone()
        except sqlite3.DatabaseError as error:
            self._kept.trouble(error)
            return None
        if row is None:
            return None
        kind, used, crc, head, *packs = row
        if crc != _crc(head, *packs):  # disks err
            return None
        if used < _today():
            self._used.append(key)
            if len(self._used) > _AT_ONCE:
                self._mark_used()
        if kind == "plan":
            return Outcome(number, head, *packs)
        return Outcome(number, refusal=Refusal(kind, bytes(head).decode()))

    def put(self, key: str, outcome: Outcome) -> None:
        """Remembers an outcome that is lasting."""
        if self._base is None or not outcome.lasting:
            return
        refusal = outcome.refusal
        kind, head = (refusal.kind, refusal.error.encode()) if refusal else ("plan", outcome.head)
        packs = (head, outcome.report, outcome.plan, outcome.sketch)
        row = (key, kind, len(key) + sum(map(len, packs)), _today(), _crc(*packs), *packs)
        try:
            self._base.execute("INSERT OR REPLACE INTO judged VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
        except sqlite3.DatabaseError as error:
            self._kept.trouble(error)

    def comparison(self, key: str, tell: Callable[[int, Insertion], None]) -> bytes | None:
        """What is remembered of plans among each other: what is said of all; `tell` hears what is said of each.

        None where there is nothing, or less than there was: what `tell` has heard then is to be forgotten.
        """
        if self._base is None:
            return None
        try:
            found = self._base.execute("SELECT crc, of_all FROM compared WHERE key = ?", (key,)).fetchone()
            if found is None:
                return None
            crc, of_all = found
            read = _crc(of_all)
            told = self._base.execute("SELECT place, summary, entries FROM told WHERE key = ? ORDER BY place", (key,))
            for place, summary, entries in told:
                read = zlib.crc32(entries, zlib.crc32(summary, read))
                tell(place, Insertion(summary, entries))
            if read != crc:
                return None
            self._base.execute("UPDATE compared SET used = ? WHERE key = ?", (time.time(), key))
        except sqlite3.DatabaseError as error:
            self._kept.trouble(error)
            return None
        return bytes(of_all)

    def put_comparison(self, key: str, of_all: bytes, told: Iterable[Insertion]) -> None:
        """Remembers what plans are to each other, in their order; of many such answers only the latest stay, and none
        that would take a twentieth of the room."""
        if self._base is None:
            return
        crc, left = _crc(of_all), self._most // 20
        try:
            with whole(self._base) as base:
                base.execute("DELETE FROM told WHERE key = ?", (key,))
                for place, one in enumerate(told):
                    crc = zlib.crc32(one.entries, zlib.crc32(one.summary, crc))
                    left -= len(one.entries)
                    if left < 0:
                        raise _TooMuchError
                    base.execute("INSERT INTO told VALUES (?, ?, ?, ?)", (key, place, *one))
                row = (key, time.time(), crc, of_all)
                base.execute("INSERT OR REPLACE INTO compared VALUES (?, ?, ?, ?)", row)
                old = f"SELECT key FROM compared ORDER BY used DESC LIMIT -1 OFFSET {_COMPARISONS}"
                base.execute(f"DELETE FROM told WHERE key IN ({old})")
                base.execute(f"DELETE FROM compared WHERE key IN ({old})")
        except _TooMuchError:
            return
        except sqlite3.DatabaseError as error:
            self._kept.trouble(error)

    def size(self) -> Size:
        """How much there is."""
        entries = 0
        if self._base is not None:
            with contextlib.suppress(sqlite3.DatabaseError):
                entries = self._base.execute("SELECT count(*) FROM judged").fetchone()[0]
        return Size(entries, self._kept.bytes())

    def clear(self) -> None:
        """Forgets everything. Others that are at work with it go on without what they knew."""
        if self._base is None:
            return
        try:
            for table in ("judged", "compared", "told"):
                self._base.execute(f"DELETE FROM {table}")
            self._base.execute("VACUUM")
            self._base.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        except sqlite3.DatabaseError as error:
            self._kept.trouble(error)

    def _mark_used(self) -> None:
        """Notes which answers were of use today."""
        if self._base is not None and self._used:
            rows = [(_today(), key) for key in self._used]
            with contextlib.suppress(sqlite3.DatabaseError), whole(self._base) as base:
                base.executemany("UPDATE judged SET used = ? WHERE key = ?", rows)
        self._used.clear()

    def _forget_oldest(self, base: sqlite3.Connection) -> None:
        held = base.execute("SELECT total(bytes) FROM judged").fetchone()[0]
        if held <= self._most:
            return
        goal, going = held - self._most * 0.8, 0
        keys: list[tuple[str]] = []
        for key, size in base.execute("SELECT key, bytes FROM judged ORDER BY used"):
            if going >= goal:
                break
            keys.append((key,))
            going += size
        base.executemany("DELETE FROM judged WHERE key = ?", keys)
        base.execute("VACUUM")


def _crc(*packs: bytes) -> int:
    return reduce(lambda sum_of, pack: zlib.crc32(pack, sum_of), packs, 0)


def _today() -> int:
    return int(time.time()) // _DAY
