"""HTML pages, saved by Word, LibreOffice, Google Docs or off a site -> blocks.

libxml2's parser (lxml) serves: OpenDocument and Word files need it anyway, it mends what people's pages lack, and a
page comes as a tree that is walked without recursion. Nothing a page links to is fetched.
"""

from __future__ import annotations

import re

from lxml import etree

from plancheck.readers.flow.laying import lay_out
from plancheck.readers.html.decoding import decode_page
from plancheck.readers.html.walking import walk
from plancheck.readers.limits import Limits
from plancheck.readers.package import damaged
from plancheck.readers.reading import Reading
from plancheck.readers.sniffing import empty, picture, spoilt, without_controls
from plancheck.remark import Remark

_MOST_ATTRIBUTES = 10_000  # of one tag
_ATTRIBUTE = re.compile(r""""[^"]*"|'[^']*'|[^\s/="']+""")  # its names and values
_PARSER_DEPTH = 2_048  # libxml2's own bound on tags within tags


def read(content: bytes, limits: Limits) -> Reading:
    """The blocks of a page in reading order: what a browser would show, without menus and forms.

    Raises UnreadableError where the bytes are no text, show none, or go over a limit.
    """
    return read_page(content, None, limits)


def read_page(content: bytes, charset: str | None, limits: Limits) -> Reading:
    """As `read`; `charset` is what stands outside the page about it (a mail header), None where nothing does."""
    decoded = decode_page(content, charset)
    text, controls = without_controls(decoded.text)
    root = _parsed(text, limits)
    if root is None:
        raise empty()
    page = walk(root, limits)
    blocks = lay_out(page.content, limits)
    if not blocks:
        raise picture() if page.pictures else empty()
    return Reading(blocks, (*spoilt(decoded.damaged, controls, mended=decoded.mended), *page.remarks, *_cut_off(text)))


def _parsed(text: str, limits: Limits) -> etree._Element | None:
    """The tree of a page; None for one without any element."""
    limits.check("markup", text.count("<") + text.count("="))
    if _crowded(text):
        raise damaged()
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=True)
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        if not text.strip():
            return None
        raise damaged() from error
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        limits.check("depth", max(_PARSER_DEPTH, limits.depth + 1))
    return root


def _crowded(text: str) -> bool:
    """Whether a tag has so many attributes that libxml2, which compares each with all others, would not end."""
    for piece in text.split("<"):
        if len(piece) > _MOST_ATTRIBUTES:
            tag = piece.partition(">")[0]
            open_quote = tag.count('"') % 2 or tag.count("'") % 2  # it may hold the sign that seems to end the tag
            if len(_ATTRIBUTE.findall(piece if open_quote else tag)) > _MOST_ATTRIBUTES:
                return True
    return False


def _cut_off(text: str) -> tuple[Remark, ...]:
    """What to say of a page whose end is not there: a table is open and the page's own end is missing."""
    low = text.lower()
    if "<html" not in low or "</html" in low or low.count("<table") <= low.count("</table"):
        return ()
    return (
        Remark(
            "Страница обрывается внутри таблицы: конец плана мог не попасть в файл.",
            "The page breaks off inside a table: the end of the plan may be missing from the file.",
        ),
    )
