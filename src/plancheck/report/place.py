"""Says where something stands, in the words a person finds it by: «строка 14, таблица 1, п. 3.2»."""

from __future__ import annotations

from plancheck.location import Location
from plancheck.plan import Column
from plancheck.report.model import EvidenceEntry
from plancheck.report.safe_text import safe_path
from plancheck.report.wording import Wording


def row_label(number: str | None, words: Wording) -> str:
    """«п. 3.2» for a row's own number, whatever stops stand around it; empty where it has none."""
    bare = (number or "").strip(" .)(")
    return words.say("place.item", n=bare) if bare else ""


def evidence_place(item: EvidenceEntry, words: Wording, *, cell: bool = False) -> str:
    """Where quoted words stand, with their file where that is not the plan's own; `cell`: and in which cell the fault.

    The words quoted are often the row's name, which stands in another cell.
    """
    where = place(item.location, words, item.number, item.column if cell else None)
    return ", ".join(part for part in (safe_path(item.path), where) if part)


def place(location: Location | None, words: Wording, number: str | None = None, column: Column | None = None) -> str:
    """The known parts from large to small; empty where nothing is known. `column` is that of a row's own cell."""
    known = location.known() if location else {}
    parts = [words.say(f"place.{part}", n=known[part]) for part in ("sheet", "page", "line", "table") if part in known]
    if "sheet" in known:
        parts = parts[:1]  # a sheet is found by its name; its tables have none
    if "address" in known:
        parts.append(words.say("place.address", n=known["address"]))
    elif "row" in known and "line" not in known:
        parts.append(words.say("place.row", n=known["row"]))
    if not parts and "paragraph" in known:
        parts.append(words.say("place.paragraph", n=known["paragraph"]))
    parts += [label] if (label := row_label(number, words)) else []
    parts += [words.say("place.column", n=words.name("column", column))] if column else []
    return ", ".join(parts)
