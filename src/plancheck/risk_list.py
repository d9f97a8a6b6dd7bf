"""The list of schools at risk in a file: a YAML list, or any table or text whose cells or lines are schools' names."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from plancheck.document import Document, Table
from plancheck.errors import ListError, RulesetError
from plancheck.language import clean, fold
from plancheck.location import Location
from plancheck.opening import content_of
from plancheck.parsing import shipped_lexicons
from plancheck.parsing.schools import schools_in
from plancheck.readers import DEFAULT_LIMITS, Limits, read_document
from plancheck.report.place import place
from plancheck.report.safe_text import one_line, safe_path
from plancheck.report.wording import LANGUAGES, wording
from plancheck.rules.facts.school_names import read_school_name
from plancheck.yaml_source import YamlFile, read_yaml_file

__all__ = ["read_risk_list"]

_YAML = frozenset({".yaml", ".yml"})
_KEYS = ("schools", "школы")
_NAME_KEYS = ("school", "школа", "name", "название")
_SAYS_NOTHING = re.compile(r"\W*(?:(?:итого|всего)\b.*)?\W*|[\W\d]*", re.IGNORECASE | re.DOTALL)
_BARE_NUMBER = re.compile(r"\s*№?\s*(\d{1,4})\s*")
_CAPITALISED = re.compile(r"[А-ЯЁA-Z][\w-]*")
_QUOTE = re.compile(r"[«\"“„]")
_BULLET = re.compile(r"^\s*(?:[-•*]|\d{1,3}[.)])\s+")
_SHEETS = frozenset({"xlsx", "xls", "xml2003", "ods", "csv"})
_LONGEST = 300  # characters of a school's name with its legal form
_SHOWN = 80


class _Cell(NamedTuple):
    """A text of the list with its place."""

    text: str
    at: Location


def read_risk_list(path: str | Path, limits: Limits = DEFAULT_LIMITS) -> tuple[str, ...]:
    """The schools of the file as written there, each once.

    Raises UnreadableError where the file cannot be read, ListError with every line or cell that is no school's name.
    """
    content = content_of(Path(path), limits)
    cells = _of_yaml(Path(path)) if Path(path).suffix.lower() in _YAML else _of_document(content, path, limits)
    found: dict[str, None] = {}
    faults: list[tuple[str, _Cell]] = []
    for cell in cells:
        several = schools_in(cell.text, shipped_lexicons().schools)
        for name in several if len(several) > 1 else (one_line(cell.text),):
            if _names_school(_Cell(name, cell.at)):
                found[name] = None
            else:
                faults.append(("vague" if read_school_name(name).is_school else "no_school", cell))
    if faults:
        raise _wrong(path, faults)
    if not found:
        raise _wrong(path, [("empty", _Cell("", Location()))])
    return tuple(found)


def _wrong(path: str | Path, faults: Sequence[tuple[str, _Cell]]) -> ListError:
    """One line for each fault, with the place and the words, in both languages."""
    texts = {}
    for lang in LANGUAGES:
        words = wording(lang)
        lines = (
            ": ".join(
                part
                for part in (
                    safe_path(os.fspath(path)),
                    place(cell.at, words),
                    words.say(f"risk_list.{fault}", text=one_line(cell.text, _SHOWN)),
                )
                if part
            )
            for fault, cell in faults
        )
        texts[lang] = "\n".join(lines)
    return ListError(texts["ru"], texts["en"])


# ---------------------------------------------------------------------- YAML


def _of_yaml(path: Path) -> tuple[_Cell, ...]:
    try:
        source = read_yaml_file(path, safe_path(str(path)), plain_text=True)
    except RulesetError as error:
        told = "\n".join(str(problem) for problem in error.problems)
        raise ListError(told, told) from error
    return tuple(_entries(source))


def _entries(source: YamlFile) -> Iterator[_Cell]:
    """Each entry of the list, or of the list under «schools»; what is no text is shown as it is written."""
    value, at = source.value, []
    if isinstance(value, dict):
        at = [key for key in _KEYS if key in value][:1]
        value = value[at[0]] if at else None
    if not isinstance(value, list):
        raise _wrong(source.path, [("no_list", _Cell("", _at(source, at)))])
    for index, entry in enumerate(value):
        steps: list[str | int] = [*at, index]
        if isinstance(entry, dict):
            steps += [key for key in _NAME_KEYS if key in entry][:1]
        yield _Cell(source.written(steps) or "–", _at(source, steps))


def _at(source: YamlFile, steps: Sequence[str | int]) -> Location:
    line, column = source.position(steps)
    return Location(line=line, column=column)


# ---------------------------------------------------------------------- tables and texts


def _of_document(content: bytes, path: str | Path, limits: Limits) -> tuple[_Cell, ...]:
    """The column of schools of each table; without tables, the lines that name schools."""
    document = read_document(content, os.fspath(path), limits)
    columns = [cell for table in document.tables for cell in _school_column(table)]
    return tuple(columns) or tuple(_lines(document))


def _school_column(table: Table) -> Sequence[_Cell]:
    """The cells of the column in which the most are schools' names, from the first of them on.

    Where no cell names one, a column headed «№ школы» whose cells are numbers. Blank cells and totals are left out.
    """
    width = max((len(row.cells) for row in table.rows), default=0)
    columns = [[row.cells[at] for row in table.rows if at < len(row.cells)] for at in range(width)]
    texts = [[_Cell(clean(cell.text), cell.location) for cell in column if not cell.merged] for column in columns]
    return _best(texts)


def _best(columns: Sequence[Sequence[_Cell]]) -> Sequence[_Cell]:
    named = [sum(map(_names_school, column)) for column in columns]
    if any(named):
        best = columns[named.index(max(named))]
        first = next(at for at, cell in enumerate(best) if _names_school(cell))
        return [cell for cell in best[first:] if not _SAYS_NOTHING.fullmatch(cell.text)]
    for head, *below in (column for column in columns if column):
        numbers = [(_BARE_NUMBER.fullmatch(cell.text), cell) for cell in below if cell.text]
        if "школ" in head.text.lower() and numbers and all(number for number, _ in numbers):
            return [_Cell(f"школа {number[1]}", cell.at) for number, cell in numbers if number]
    return ()


def _names_school(cell: _Cell) -> bool:
    """Whether the text is a school's name, and no heading or sentence about schools: its own words are capitalised."""
    read = read_school_name(cell.text)
    if len(cell.text) > _LONGEST or not read.is_certain:
        return False
    if read.number or read.settlement or read.person or _QUOTE.search(cell.text):
        return True
    capitals = {fold(word) for word in _CAPITALISED.findall(clean(cell.text))}
    return all(word.written in capitals for word in read.own)


def _lines(document: Document) -> Sequence[_Cell]:
    """The lines that are schools' names. A sheet of one column has nothing else below the first of them.

    In a text something may follow the last of them: a signature.
    """
    lines = [
        _Cell(_BULLET.sub("", clean(line)).strip(" .,"), paragraph.location)
        for paragraph in document.paragraphs
        for line in re.split(r"[\n;]", paragraph.text)
    ]
    if document.source.format in _SHEETS:
        return _best([lines])
    named = [at for at, line in enumerate(lines) if _names_school(line)]
    between = lines[named[0] : named[-1] + 1] if named else []
    return [line for line in between if not _SAYS_NOTHING.fullmatch(line.text)]
