"""Comments put into a Word document, which is otherwise left as it is, part by part."""

from __future__ import annotations

import posixpath
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from plancheck.readers.docx import WordPlaces
from plancheck.readers.docx import places as places_of
from plancheck.readers.docx.names import ID, PARAGRAPH, PARAGRAPH_PROPERTIES, child, number, word
from plancheck.readers.limits import DEFAULT_LIMITS, Limits
from plancheck.readers.package import parse_xml
from plancheck.word.author import Author
from plancheck.word.edits import Edits
from plancheck.word.names import declaration, is_strict, namespace
from plancheck.word.package import WordPackage
from plancheck.word.spots import Range, Spot, range_of
from plancheck.word.xml_text import attribute, run

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["Comment", "Spot", "commented"]

_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


@dataclass(frozen=True, slots=True)
class Comment:
    """What a comment says, a paragraph a line, the first in bold; and the spot it stands at."""

    lines: tuple[str, ...]
    spot: Spot


def commented(
    content: bytes, comments: Sequence[Comment], author: Author, otherwise: Spot, limits: Limits = DEFAULT_LIMITS
) -> bytes:
    """The document with the comments. One whose spot the document does not have stands at `otherwise`, and where
    there is no such spot either at the first paragraph or cell.

    Only the main part, the comments, the list of types and the main part's relationships change.
    Raises UnreadableError where the document cannot be read.
    """
    if not comments:
        return content
    package, places = WordPackage(content, limits), places_of(content, limits)
    main = package.part(places.main) or b""
    declared = declaration(main, places.root)
    part, existing = _comments_part(package, places, limits)
    first_id = 1 + _highest_id(places.root, existing)
    edits = Edits(main, places.root)
    numbered = []
    for at, comment in enumerate(comments, start=first_id):
        where = range_of(places, comment.spot) or range_of(places, otherwise) or _beginning(places)
        _mark(edits, where, at, declared)
        numbered.append((at, comment, where.controlled))
    package.put(places.main, edits.result())
    if existing is None:
        inside = "".join(_written(*one, author, "") for one in numbered)
        content = f'{_HEAD}<w:comments xmlns:w="{namespace(main)}">{inside}</w:comments>'.encode()
    else:
        before = package.part(part) or b""
        theirs, own = Edits(before, existing), declaration(before, existing)
        theirs.last_in(existing, *(_written(*one, author, own) for one in numbered))
        content = theirs.result()
    package.put(part, content)
    return package.packed()


def _comments_part(package: WordPackage, places: WordPlaces, limits: Limits) -> tuple[str, _Element | None]:
    """The name of the part of comments and its root; without one the package is told of a new part."""
    folder, name = posixpath.split(places.main)
    relations = package.part(posixpath.join(folder, "_rels", f"{name}.rels"))
    for each in () if relations is None else parse_xml(relations, limits):
        if each.get("Type", "").endswith("/relationships/comments") and each.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, each.get("Target", ""))).lstrip("/")
            content = package.part(target)
            package.declare(target, _TYPE)
            return target, None if content is None else parse_xml(content, limits)
    part = package.free_name(folder, "comments")
    package.relate(places.main, "comments", part, strict=is_strict(package.part(places.main) or b""))
    package.declare(part, _TYPE)
    return part, None


def _highest_id(document: _Element, existing: _Element | None) -> int:
    """The highest id of a comment that there is or that the text speaks of; -1 where there is none."""
    spoken = (each.get(ID) for each in document.iter(word("commentReference"), word("commentRangeStart")))
    listed = () if existing is None else tuple(existing)
    there = (str(value) for each in listed for name, value in each.items() if str(name).endswith("}id"))
    return max((number(each) for each in (*spoken, *there)), default=-1)


def _beginning(places: WordPlaces) -> Range:
    """The whole first paragraph of the body."""
    first = next(places.root.iter(PARAGRAPH))
    return Range(first, None, first, None)


def _mark(edits: Edits, where: Range, at: int, declared: str) -> None:
    """The beginning, the end and the sign of a comment, all children of paragraphs.

    In a cell that a content control stands around they are one point before its words: LibreOffice (7.4) would
    take the words for the comment's and lose them.
    """
    begin = f'<w:commentRangeStart{declared} w:id="{at}"/>'
    end = f'<w:commentRangeEnd{declared} w:id="{at}"/>'
    sign = f'<w:r{declared}><w:commentReference w:id="{at}"/></w:r>'
    opening = (begin, end, sign) if where.controlled else (begin,)
    properties = child(where.first, PARAGRAPH_PROPERTIES)
    if where.since is not None and not where.controlled:
        edits.before(where.since, *opening)
    elif properties is not None:
        edits.after(properties, *opening)
    else:
        edits.first_in(where.first, *opening)
    if where.controlled:
        return
    if where.until is not None:
        edits.after(where.until, end, sign)
    else:
        edits.last_in(where.last, end, sign)


def _written(at: int, comment: Comment, controlled: bool, author: Author, declared: str) -> str:
    """LibreOffice takes the first paragraph of a comment for text of the content control around its cell."""
    first, *others = comment.lines
    paragraphs = ["<w:p/>"] if controlled else []
    paragraphs.append(f"<w:p><w:r><w:annotationRef/></w:r>{run(first, '<w:b/>')}</w:p>")
    paragraphs += [f"<w:p>{run(line)}</w:p>" for line in others]
    initials = attribute(author.initials)
    return (
        f'<w:comment{declared} w:id="{at}" {author.attributes()} w:initials="{initials}">{"".join(paragraphs)}'
        "</w:comment>"
    )
