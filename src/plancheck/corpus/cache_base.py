"""The database that answers are remembered in: opened, made, and put aside where it is broken or somebody else's."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

__all__ = ["CacheBase", "whole"]

_NAME: Final = "judged.sqlite"
_OURS: Final = 0x706C616E  # «plan»: the application id in the database's head
_FORM: Final = 3
_BUSY_SECONDS: Final = 10.0
_COLUMNS: Final = "key, kind, bytes, used, crc, head, report, plan, sketch"
_TABLES: Final = """
CREATE TABLE IF NOT EXISTS judged (
    key TEXT PRIMARY KEY, kind TEXT, bytes INTEGER, used INTEGER, crc INTEGER,
    head BLOB, report BLOB, plan BLOB, sketch BLOB
);
CREATE INDEX IF NOT EXISTS by_use ON judged (used, bytes, key);
CREATE TABLE IF NOT EXISTS compared (key TEXT PRIMARY KEY, used REAL, crc INTEGER, of_all BLOB);
CREATE TABLE IF NOT EXISTS told (
    key TEXT, place INTEGER, summary BLOB, entries BLOB, PRIMARY KEY (key, place)
) WITHOUT ROWID;
"""


class CacheBase:
    """A database in a folder, safe under several processes; `connection` is None where there can be none.

    `put_aside` is told the place of one that had to be moved.
    """

    def __init__(self, folder: Path, put_aside: Callable[[Path], None] | None) -> None:
        self.path = folder / _NAME
        self._put_aside = put_aside
        self.connection = self._opened()

    def close(self) -> None:
        """Lets the database go."""
        if self.connection is not None:
            with contextlib.suppress(sqlite3.Error):
                self.connection.close()
        self.connection = None

    def bytes(self) -> int:
        """What it takes on disk, with what stands beside it."""
        return sum(path.stat().st_size for path in self._files() if path.exists())

    def trouble(self, error: sqlite3.DatabaseError) -> None:
        """Goes on without a cache; one found broken at work is put aside, one that is only busy or full stays."""
        self.close()
        if not isinstance(error, sqlite3.OperationalError) and self._moved():
            self.connection = self._opened()

    def _opened(self) -> sqlite3.Connection | None:
        """The database; a new one where the old one is unusable; None where there can be none."""
        for _ in range(2):
            try:
                return self._connected()
            except sqlite3.OperationalError:  # locked for too long, a full disk, a folder that is not to be written
                return None
            except sqlite3.DatabaseError:
                if not self._moved():
                    return None
            except OSError:
                return None
        return None

    def _connected(self) -> sqlite3.Connection:
        self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        base = sqlite3.connect(self.path, timeout=_BUSY_SECONDS, isolation_level=None)
        try:
            # Looked for in this order: another process may be making them.
            tables = base.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
            whose, form = (base.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version"))
            if tables and (whose, form) != (_OURS, _FORM):
                raise sqlite3.DatabaseError("not ours")
            base.execute("PRAGMA journal_mode = WAL")
            base.execute("PRAGMA synchronous = NORMAL")
            if not tables:
                base.execute("BEGIN IMMEDIATE")
                for statement in _TABLES.split(";"):
                    base.execute(statement)
                base.execute(f"PRAGMA application_id = {_OURS}")
                base.execute(f"PRAGMA user_version = {_FORM}")
                base.execute("COMMIT")
            base.execute(f"SELECT {_COLUMNS} FROM judged LIMIT 1").fetchone()
        except BaseException:
            base.close()
            raise
        return base

    def _moved(self) -> bool:
        """Puts the database aside under a name of its own, with its companions; False where that is not possible."""
        aside = self.path.with_name(f"{_NAME}.{os.getpid()}.broken")
        try:
            self.path.replace(aside)
            for companion in self._files()[1:]:
                companion.unlink(missing_ok=True)
        except OSError:
            return False
        if self._put_aside:
            self._put_aside(aside)
        return True

    def _files(self) -> list[Path]:
        return [self.path, *(self.path.with_name(f"{_NAME}{end}") for end in ("-wal", "-shm"))]


@contextlib.contextmanager
def whole(base: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """Changes that are made together or not at all."""
    base.execute("BEGIN IMMEDIATE")
    try:
        yield base
    except BaseException:
        with contextlib.suppress(sqlite3.Error):
            base.execute("ROLLBACK")
        raise
    base.execute("COMMIT")
