"""A database for what would be too much to hold: SQLite's own temporary file, of which no killed process leaves a
trace."""

from __future__ import annotations

import sqlite3

__all__ = ["temporary_base"]

_KILOBYTES = 500  # held in memory: the system has the rest at hand


def temporary_base(tables: str) -> sqlite3.Connection:
    """A new database with these tables, gone when it is closed. It may be used from any thread, by one at a time."""
    base = sqlite3.connect("", isolation_level=None, check_same_thread=False)
    for pragma in ("journal_mode = OFF", "synchronous = OFF", f"cache_size = -{_KILOBYTES}", "temp_store = FILE"):
        base.execute(f"PRAGMA {pragma}")
    base.executescript(tables)
    base.execute("BEGIN")  # never committed: nobody else reads it
    return base
