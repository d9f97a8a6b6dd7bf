"""What a Word file holds, looked at part by part: its comments and where they stand, and the file without them."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping

from lxml import etree

from plancheck.readers.docx.names import CELL, ID, PARAGRAPH, TEXT, word
from plancheck.word import places_of

_MARKS = re.compile(
    rb'<w:commentRange(?:Start|End)(?: xmlns:w="[^"]*")? w:id="\d+"/>'
    rb'|<w:r(?: xmlns:w="[^"]*")?><w:commentReference w:id="\d+"/></w:r>'
)
_OF_COMMENTS = re.compile(
    rb'<(?:Relationship|Override)[^>]*?(?:/relationships/comments"|PartName="/word/comments)[^>]*/>'
)


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def repacked(content: bytes, changed: Mapping[str, bytes]) -> bytes:
    """The file with some parts changed or added."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, part in {**parts(content), **changed}.items():
            archive.writestr(name, part)
    return packed.getvalue()


def canonical(part: bytes) -> bytes:
    return etree.tostring(etree.fromstring(part), method="c14n")


def without_comments(content: bytes) -> dict[str, bytes]:
    """The parts of a file with all comments and their marks taken out; XML that was changed is canonical."""
    found = {}
    for name, part in parts(content).items():
        if re.fullmatch(r"word/comments\d*\.xml", name):
            continue
        found[name] = _MARKS.sub(b"", _OF_COMMENTS.sub(b"", part))
    return found


def texts_of_comments(content: bytes) -> dict[str, list[str]]:
    """The lines of each comment by its id."""
    name = next((one for one in parts(content) if re.fullmatch(r"word/comments\d*\.xml", one)), None)
    root = etree.fromstring(parts(content)[name]) if name else ()
    return {
        next(value for key, value in each.items() if key.endswith("}id")): [
            "".join(text.text or "" for text in line.iter("{*}t")) for line in each.iter("{*}p")
        ]
        for each in root
    }


def cells_of_comments(content: bytes) -> dict[str, str]:
    """The text of the cell, or of the paragraph outside a table, where each comment's sign stands; by its id."""
    found = {}
    for sign in places_of(content).root.iter(word("commentReference")):
        holder = next(
            sign.iterancestors(CELL, PARAGRAPH)
            if not any(True for _ in sign.iterancestors(CELL))
            else sign.iterancestors(CELL)
        )
        found[sign.get(ID, "")] = "".join(text.text or "" for text in holder.iter(TEXT))
    return found
