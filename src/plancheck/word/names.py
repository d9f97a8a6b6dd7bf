"""The namespace in which a document's own WordprocessingML stands, for elements that are put into it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plancheck.readers.docx.names import STRICT, WORD

if TYPE_CHECKING:
    from lxml.etree import _Element

_STRICT_WORD = next(strict for strict, usual in STRICT.items() if usual == WORD)
_STRICT_RELATIONS = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_OPENING = 5_000  # bytes in which a part's root stands


def is_strict(part: bytes) -> bool:
    """Whether a part is written in the namespaces of ISO 29500 Strict."""
    return _STRICT_WORD.encode() in part[:_OPENING]


def namespace(part: bytes) -> str:
    """The namespace of a part's own elements."""
    return _STRICT_WORD if is_strict(part) else WORD


def declaration(part: bytes, root: _Element) -> str:
    """What a new element with the prefix w must carry: nothing where the root has declared that prefix already.

    `root` is the root of the part, in its own namespaces or in the transitional ones.
    """
    own = root.nsmap.get("w") in (WORD, _STRICT_WORD)
    return "" if own else f' xmlns:w="{namespace(part)}"'
