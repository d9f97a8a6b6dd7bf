"""Rich Text (.rtf, often named .doc), written by Word, WordPad, LibreOffice or a program -> blocks.

The reader is our own: striprtf flattens a table to lines of «|», loses which cells are merged, and reads hidden and
deleted text as if it were there.
"""

from __future__ import annotations

from plancheck.readers.flow.laying import lay_out
from plancheck.readers.limits import Limits
from plancheck.readers.package import damaged
from plancheck.readers.reading import Reading
from plancheck.readers.rtf.walking import Walk
from plancheck.readers.sniffing import empty, picture


def read(content: bytes, limits: Limits) -> Reading:
    """The blocks of a document in reading order; tracked changes as if accepted, footnotes after the text.

    Raises UnreadableError where the file breaks off inside a table or paragraph, holds no text, or is over a limit.
    """
    if not content.lstrip().startswith(b"{\\rtf"):
        raise damaged()
    walk = Walk(content.decode("latin-1"), limits)
    drafts = walk.document()
    if walk.broken_off:
        raise damaged()
    blocks = lay_out(drafts, limits)
    if not blocks:
        raise picture() if walk.pictures else empty()
    return Reading(blocks, tuple(walk.remarks))
