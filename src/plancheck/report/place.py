"""Says where something stands, in the words a person finds it by: «строка 14, таблица 1, п. 3.2»."""

from __future__ import annotations

from plancheck.location import Location
from plancheck.report.model import EvidenceEntry
from plancheck.report.safe_text import safe_path
from plancheck.report.wording import Wording


def row_label(number: str | None, words: Wording) -> str:
    """«п. 3.2» for a row's own number, whatever stops stand around it; empty where it has none."""
    bare = (number or "").strip(" .)(")
    return words.say("place.item", n=bare) if bare else ""


def evidence_place(item: EvidenceEntry, words: Wording) -> str:
    """Where quoted words stand, with their file where that is not the plan's own."""
    return ", ".join(part for part in (safe_path(item.path), place(item.location, words, item.number)) if part)


def place(location: Location | None, words: Wording, number: str | None = None) -> str:
    """The known parts from large to small; empty where nothing is known."""
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
    label = row_label(number, words)
    return ", ".join([*parts, label] if label else parts)
