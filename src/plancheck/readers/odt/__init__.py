"""OpenDocument texts (.odt, .ott, flat .fodt), made by LibreOffice, Word or Google Docs -> blocks."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from plancheck.readers.flow.laying import lay_out
from plancheck.readers.light import light_tree
from plancheck.readers.limits import Limits
from plancheck.readers.odt.names import OFFICE
from plancheck.readers.odt.styles import Styles
from plancheck.readers.odt.walking import Walk
from plancheck.readers.package import Package, damaged, encrypted
from plancheck.readers.reading import Reading
from plancheck.readers.sniffing import empty, picture

_BODY, _TEXT = f"{OFFICE}body", f"{OFFICE}text"
_ENCRYPTED = b"encryption-data"
_ENCRYPTED_WHOLE = "encrypted-package"


def read(content: bytes, limits: Limits) -> Reading:
    """The blocks of a document in reading order; tracked changes as if accepted, notes after the text.

    Raises UnreadableError where the file is damaged, under a password, without text, or over a limit.
    """
    roots = _roots(content, limits)
    bodies = (body for body in roots[-1] if body.tag == _BODY)
    text = next((text for body in bodies for text in body if text.tag == _TEXT), None)
    if text is None:
        raise damaged()
    walk = Walk(Styles(roots), limits)
    drafts = walk.body(text)
    blocks = lay_out(drafts, limits)
    if not blocks:
        raise picture() if walk.pictures else empty()
    return Reading(blocks, tuple(walk.remarks))


def _roots(content: bytes, limits: Limits) -> list[Element]:
    """The roots that hold styles, the last of them the text as well."""
    if not content.startswith(b"PK"):
        return [light_tree(content)]
    package = Package(content, limits)
    if _ENCRYPTED_WHOLE in package.names or _ENCRYPTED in (package.read("META-INF/manifest.xml") or b""):
        raise encrypted()
    parts = [package.read("styles.xml"), package.read("content.xml")]
    if parts[-1] is None:
        raise damaged()
    return [light_tree(part, limits) for part in parts if part is not None]
