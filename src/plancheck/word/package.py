"""A Word package written again: some of its parts changed, all others as they were."""

from __future__ import annotations

import copy
import io
import posixpath
import zipfile
from collections.abc import Mapping

from plancheck.readers.docx.names import RELATIONS
from plancheck.readers.limits import DEFAULT_LIMITS, Limits
from plancheck.readers.package import Package, parse_xml
from plancheck.word.edits import Edits
from plancheck.word.xml_text import attribute

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "[Content_Types].xml"
_OLDEST = (1980, 1, 1, 0, 0, 0)


class WordPackage:
    """The parts of a package by name, whatever the case; changed ones stand in for what was read.

    Raises UnreadableError where the package or a part is broken.
    """

    def __init__(self, content: bytes, limits: Limits) -> None:
        self._content, self._limits = content, limits
        self._package = Package(content, limits)
        self._spelled = {name.lower(): name for name in self._package.names}
        self._changed: dict[str, bytes] = {}

    def part(self, name: str) -> bytes | None:
        """A part as it is now; None where there is none."""
        spelled = self._spelled.get(name.lower(), name)
        return self._changed[spelled] if spelled in self._changed else self._package.read(spelled)

    def put(self, name: str, content: bytes) -> None:
        """Changes or adds a part."""
        spelled = self._spelled.setdefault(name.lower(), name)
        self._changed[spelled] = content

    def free_name(self, folder: str, stem: str) -> str:
        """The name of a part that there is none of yet: «word/comments.xml», «word/comments2.xml»."""
        names = (posixpath.join(folder, f"{stem}{number or ''}.xml") for number in (0, *range(2, 1_000)))
        return next(name for name in names if name.lower() not in self._spelled)

    def relate(self, part: str, kind: str, target: str, *, strict: bool) -> None:
        """Adds an internal relationship of `part` to the part `target`; `kind` is its last word («comments»)."""
        folder, name = posixpath.split(part)
        own = posixpath.join(folder, "_rels", f"{name}.rels")
        content = self.part(own) or f'{_HEAD}<Relationships xmlns="{_RELATIONSHIPS}"></Relationships>'.encode()
        root = parse_xml(content, self._limits)
        used = {each.get("Id") for each in root}
        new_id = next(f"rIdC{number}" for number in range(1, len(used) + 2) if f"rIdC{number}" not in used)
        kinds = "http://purl.oclc.org/ooxml/officeDocument/relationships" if strict else RELATIONS
        edits = Edits(content, root)
        edits.last_in(
            root,
            f'<Relationship xmlns="{_RELATIONSHIPS}" Id="{new_id}" Type="{kinds}/{kind}" '
            f'Target="{attribute(posixpath.relpath(target, folder or "."))}"/>',
        )
        self.put(own, edits.result())

    def declare(self, part: str, content_type: str) -> None:
        """Says what a new part holds, unless the package says it already."""
        content = self.part(_TYPES) or b""
        root = parse_xml(content, self._limits)
        named = f"/{part}".lower()
        if any(each.get("PartName", "").lower() == named for each in root):
            return
        edits = Edits(content, root)
        spaces = "http://schemas.openxmlformats.org/package/2006/content-types"
        edits.last_in(
            root,
            f'<Override xmlns="{spaces}" PartName="/{attribute(part)}" ContentType="{attribute(content_type)}"/>',
        )
        self.put(_TYPES, edits.result())

    def packed(self) -> bytes:
        """The whole package: its parts in their order, new ones last, dates and packing as they were."""
        return repacked(self._content, self._changed)


def repacked(content: bytes, changed: Mapping[str, bytes]) -> bytes:
    """An archive with some parts changed or added; the content of every other one is the same to the byte."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(written, "w") as after:
        names = set()
        for entry in before.infolist():
            names.add(entry.filename)
            kept = copy.copy(entry)
            kept.extra, kept.comment = b"", b""
            new = changed.get(entry.filename)
            after.writestr(kept, before.read(entry) if new is None else new, kept.compress_type)
        for name, new in changed.items():
            if name not in names:
                added = zipfile.ZipInfo(name, _OLDEST)
                after.writestr(added, new, zipfile.ZIP_DEFLATED)
    return written.getvalue()


def steady(content: bytes) -> bytes:
    """The same archive without the time at which it was packed: equal parts give equal bytes."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(written, "w") as after:
        for entry in before.infolist():
            after.writestr(zipfile.ZipInfo(entry.filename, _OLDEST), before.read(entry), zipfile.ZIP_DEFLATED)
    return written.getvalue()


def has_macros(content: bytes, limits: Limits = DEFAULT_LIMITS) -> bool:
    """Whether a document says of itself that it has macros: Word opens such a one as .docm alone."""
    return b"macroEnabled" in (Package(content, limits).read(_TYPES) or b"")
