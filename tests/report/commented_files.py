"""Plans judged for the Word form, and what its files hold: comments by number and by rule, and where they stand."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from lxml import etree

from plancheck import check, read_plan
from plancheck.readers.docx.names import CELL, ID, PARAGRAPH, TEXT, word
from plancheck.report.assembly import whole_report
from plancheck.report.model import Checked
from plancheck.word import places_of

TESTS = Path(__file__).parents[1]


def judged(content: bytes, name: str) -> Checked:
    plan = read_plan(content, name=name)
    report = whole_report([check(plan)], [], version="0", lang="ru")
    return Checked(report, (plan,), (content,))


def example(name: str) -> Checked:
    return judged((TESTS.parent / "examples" / name).read_bytes(), name)


def comments(content: bytes) -> dict[str, list[str]]:
    """The lines of each comment by id."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        root = etree.fromstring(archive.read("word/comments.xml"))
    return {
        each.get(ID, ""): ["".join(text.text or "" for text in line.iter(TEXT)) for line in each.iter(PARAGRAPH)]
        for each in root
    }


def where(content: bytes) -> dict[str, str]:
    """The text of the cell, or of the paragraph outside the table, where each comment stands, by id."""
    found = {}
    for sign in places_of(content).root.iter(word("commentReference")):
        holder = next(sign.iterancestors(CELL), None)
        holder = next(sign.iterancestors(PARAGRAPH)) if holder is None else holder
        found[sign.get(ID, "")] = "".join(text.text or "" for text in holder.iter(TEXT))
    return found


def by_rule(content: bytes) -> dict[str, list[str]]:
    """Where the comments of each rule stand."""
    places = where(content)
    found: dict[str, list[str]] = {}
    for at, lines in comments(content).items():
        found.setdefault(lines[0].partition(",")[0], []).append(places[at])
    return found
