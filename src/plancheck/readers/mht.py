"""Web archives (.mht, .mhtml), saved by Word, Internet Explorer or Chrome: the page inside is read as HTML."""

from __future__ import annotations

import email
import email.policy
import re
from email.errors import CloseBoundaryNotFoundDefect, StartBoundaryNotFoundDefect
from email.message import Message

from plancheck.readers.html import read_page
from plancheck.readers.limits import Limits
from plancheck.readers.package import damaged
from plancheck.readers.plain import text
from plancheck.readers.reading import Reading
from plancheck.readers.sniffing import empty, picture

_HOLDS_PARTS = re.compile(rb"^content-type:\s*(?:multipart|message)/", re.IGNORECASE | re.MULTILINE)
_PART = re.compile(rb"^content-type:", re.IGNORECASE | re.MULTILINE)


def read(content: bytes, limits: Limits) -> Reading:
    """The blocks of the archive's page. Pictures and pages beside it are not read, nothing is fetched.

    Raises UnreadableError where the archive breaks off, holds no page, or goes over a limit.
    """
    limits.check("depth", len(_HOLDS_PARTS.findall(content)))
    limits.check("package_parts", len(_PART.findall(content)))
    archive = _parsed(content)
    parts = [part for part in archive.walk() if not part.is_multipart()]
    pages = [part for part in parts if part.get_content_type() in ("text/html", "application/xhtml+xml")]
    if pages:
        if pages[0] is parts[-1] and any(isinstance(defect, CloseBoundaryNotFoundDefect) for defect in archive.defects):
            raise damaged()  # the file breaks off inside the page
        return _page(pages[0], limits)
    notes = [part for part in parts if part.get_content_type() == "text/plain" and _content(part).strip()]
    if notes:
        return text.read(_content(notes[0]), limits)
    if any(part.get_content_maintype() == "image" for part in parts):
        raise picture()
    raise empty()


def _parsed(content: bytes) -> Message:
    """The archive's parts; whatever the parser of mail stumbles over is damage."""
    try:
        message = email.message_from_bytes(content.lstrip(), policy=email.policy.compat32)
    except Exception as error:
        raise damaged() from error
    if any(isinstance(defect, StartBoundaryNotFoundDefect) for defect in message.defects):
        raise damaged()
    return message


def _page(part: Message, limits: Limits) -> Reading:
    try:
        charset = part.get_content_charset()
    except Exception:  # a label that is itself damaged
        charset = None
    return read_page(_content(part), charset, limits)


def _content(part: Message) -> bytes:
    """The bytes of a part, its transfer encoding undone."""
    try:
        decoded = part.get_payload(decode=True)
    except Exception as error:
        raise damaged() from error
    return decoded if isinstance(decoded, bytes) else b""
