"""The parts of a Word package: the main one found as Word finds it, the others by its relationships."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree

from plancheck.readers.docx.names import STRICT, word
from plancheck.readers.limits import Limits
from plancheck.readers.package import Package, damaged, parse_xml

if TYPE_CHECKING:
    from lxml.etree import _Element

_STRICT_NAMES = "{http://purl.oclc.org/"
_MAIN_TYPES = (
    "wordprocessingml.document.main+xml",
    "wordprocessingml.template.main+xml",
    "ms-word.document.macroEnabled.main+xml",
    "ms-word.template.macroEnabledTemplate.main+xml",
)


@dataclass(frozen=True, slots=True)
class Relation:
    """A relationship of the main part: the last word of its type («styles»), the part it leads to."""

    kind: str
    target: str


class Parts:
    """The XML parts of a Word package. External targets are never followed, macros never touched.

    `main` is the name of the main part as the package spells it.
    Raises UnreadableError where there is no main part, or where a part asked for is broken.
    """

    def __init__(self, content: bytes, limits: Limits) -> None:
        self._package = Package(content, limits)
        self._limits = limits
        self._spelled = {name.lower(): name for name in self._package.names}
        main = self._main()
        if main is None:
            raise damaged()
        self.main = self._spelled.get(main.lower(), main)
        self.relations = self._relations(main)
        root = self.xml(main)
        body = None if root is None or root.tag != word("document") else root.find(word("body"))
        if root is None or body is None:
            raise damaged()
        self.document, self.body = root, body

    def xml(self, name: str) -> _Element | None:
        """The root of a part, in the transitional namespaces; None where there is no such part."""
        spelled = self._spelled.get(name.lower())  # no two parts differ only by case
        root = None if spelled is None else self._package.xml(spelled)
        if root is not None and root.tag.startswith(_STRICT_NAMES):
            return _transitional(root, self._limits)
        return root

    def bytes_of(self, relation_id: str) -> bytes | None:
        """The content of the part that the main one relates to by that id; None where there is none."""
        relation = self.relations.get(relation_id)
        return None if relation is None else self._package.read(self._spelled.get(relation.target.lower(), ""))

    def related(self, kind: str) -> _Element | None:
        """The root of the first part the main one is related to in that way («styles»); None where there is none."""
        targets = (relation.target for relation in self.relations.values() if relation.kind == kind)
        return next((root for root in map(self.xml, targets) if root is not None), None)

    def _main(self) -> str | None:
        for relation in self._relations("").values():
            if relation.kind == "officeDocument" and relation.target.lower() in self._spelled:
                return relation.target
        types = self.xml("[Content_Types].xml")
        for override in () if types is None else types.iterchildren("{*}Override"):
            if override.get("ContentType", "").endswith(_MAIN_TYPES):
                return override.get("PartName", "").lstrip("/")
        return "word/document.xml" if "word/document.xml" in self._spelled else None

    def _relations(self, part: str) -> dict[str, Relation]:
        """The internal relationships of a part (of the package where `part` is empty) by their ids."""
        folder, name = posixpath.split(part)
        root = self.xml(posixpath.join(folder, "_rels", f"{name}.rels"))
        found: dict[str, Relation] = {}
        for entry in () if root is None else root.iterchildren("{*}Relationship"):
            if entry.get("TargetMode") == "External":
                continue
            target = posixpath.normpath(posixpath.join("/", folder, entry.get("Target", ""))).lstrip("/")
            kind = entry.get("Type", "").rpartition("/")[2]
            found[entry.get("Id", "")] = Relation(kind, target)
        return found


def _transitional(root: _Element, limits: Limits) -> _Element:
    """A part of ISO 29500 Strict written in the namespaces that every Word has known."""
    content = etree.tostring(root, encoding="utf-8")
    for strict, usual in STRICT.items():
        content = content.replace(f'"{strict}"'.encode(), f'"{usual}"'.encode())
    return parse_xml(content, limits)
