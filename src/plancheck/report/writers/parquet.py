"""Rows as a Parquet file, by DuckDB (the extra `plancheck[tables]`); memory does not grow with the number of rows."""

from __future__ import annotations

import gzip
import json
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from plancheck.errors import MissingExtraError

__all__ = ["parquet"]

_ROW_GROUP: Final = 20_480  # rows: ten of DuckDB's vectors
_MEMORY: Final = "256MB"
_COMPRESSION: Final = 1  # of the rows on their way: the quickest


def parquet(columns: Sequence[tuple[str, str]], rows: Iterable[Iterable[object]]) -> bytes:
    """The whole file; columns are names with DuckDB's types, cells what JSON holds (days as 2024-09-01).

    Rows go to a temporary file first, and from there into row groups. Raises MissingExtraError without DuckDB.
    """
    try:
        import duckdb  # noqa: PLC0415 - an extra
    except ModuleNotFoundError as error:
        raise MissingExtraError("Parquet", "tables") from error

    names = [name for name, _ in columns]
    with tempfile.TemporaryDirectory(prefix="plancheck-", ignore_cleanup_errors=True) as folder:
        given, made = Path(folder) / "rows.json.gz", Path(folder) / "table.parquet"
        with gzip.open(given, "wt", compresslevel=_COMPRESSION, encoding="ascii") as file:
            for row in rows:
                file.write(json.dumps(dict(zip(names, row, strict=True))) + "\n")
        shape = ", ".join(f'"{name}": {_quoted(kind)}' for name, kind in columns)
        with duckdb.connect(config={"threads": "1", "memory_limit": _MEMORY, "temp_directory": folder}) as base:
            base.execute(
                f"COPY (SELECT * FROM read_json({_quoted(str(given))}, format = 'newline_delimited',"
                f" columns = {{{shape}}})) TO {_quoted(str(made))}"
                f" (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {_ROW_GROUP})"
            )
        return made.read_bytes()


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
