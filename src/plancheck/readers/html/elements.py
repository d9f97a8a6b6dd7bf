"""What each HTML element is to a reader: text, a block, a thing that is no text of the page."""

from __future__ import annotations

import re

from lxml.etree import _Element

BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dir", "div",
    "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
    "header", "hr", "html", "legend", "li", "main", "menu", "ol", "p", "pre", "section", "summary", "ul",
))  # fmt: skip
UNREAD = frozenset((
    "applet", "area", "audio", "base", "button", "canvas", "colgroup", "datalist", "dialog", "embed", "frame",
    "frameset", "head", "iframe", "input", "link", "map", "math", "meta", "meter", "nav", "noembed",
    "noframes", "noscript", "object", "option", "output", "param", "progress", "rp", "rt", "script", "select",
    "source", "style", "svg", "template", "textarea", "title", "track", "video", "xml",
))  # fmt: skip
BOLD = frozenset(("b", "strong", "th", "h1", "h2", "h3", "h4", "h5", "h6"))
HEADINGS = {f"h{level}": level for level in range(1, 7)}
LISTS = frozenset(("ol", "ul", "menu", "dir"))
LIST_FORMS = {"1": "1", "a": "a", "A": "A", "i": "i", "I": "I"}
_MENU_ROLES = frozenset(("navigation", "menu", "menubar", "search", "contentinfo"))
_MENU_NAMES = re.compile(
    r"(?:^|\s)(?:top-?|main-?|left-?|side-?|footer-?)?(?:menu|nav|navbar|navigation|breadcrumbs?|sidebar|footer|pagination)"
    r"(?=\s|$)",
    re.IGNORECASE,
)
_MENU_LINKS = 3  # a list of at least so many items, each a short link, is a menu
_MENU_WORDS = 60  # characters of a short link
# Marks of footnotes and comments: Word's, LibreOffice's, Google's. The note itself stands below and is read there.
_NOTE_LINK = re.compile(r"#(?:_ftn|_edn|_msocom|_cmnt|ftnt|cmnt|sdfootnote|sdendnote)", re.IGNORECASE)
_COMMENTS = re.compile(r"mso-element\s*:\s*comment(?:-list)?(?:\s*;|\s*$)", re.IGNORECASE)


def is_note_mark(element: _Element) -> bool:
    """Whether an `a` leads to a footnote or comment, or back from one."""
    return element.tag == "a" and bool(_NOTE_LINK.match(element.get("href") or ""))


def is_comment(element: _Element) -> bool:
    """Whether a `div` holds a reviewer's comment (Word's list of them, Google's one by one)."""
    if element.tag != "div":
        return False
    if _COMMENTS.search(element.get("style") or ""):
        return True
    first = element[0] if len(element) else None
    return first is not None and first.tag == "p" and len(first) > 0 and _is_comment_link(first[0])


def _is_comment_link(element: _Element) -> bool:
    return element.tag == "a" and (element.get("href") or "").startswith("#cmnt_ref")


def is_menu(element: _Element) -> bool:
    """Whether an element is the site's and not the page's: a menu, a path of links, the site's foot."""
    if element.tag in ("footer", "aside") or (element.get("role") or "").lower() in _MENU_ROLES:
        return True
    if element.tag in ("div", "ul", "ol", "section") and _MENU_NAMES.search(
        f"{element.get('class') or ''} {element.get('id') or ''}"
    ):
        return True
    return element.tag == "ul" and len(element) >= _MENU_LINKS and all(map(_is_short_link, element))


def _is_short_link(item: _Element) -> bool:
    """A list item with nothing but a link, or a link and a list below it."""
    if item.tag != "li" or (item.text or "").strip() or not len(item) or item[0].tag != "a":
        return False
    if any((each.tail or "").strip() or each.tag not in ("a", "ul") for each in item):
        return False
    inside = "".join(text or "" for each in item[0] for text in (each.text, each.tail))
    return 0 < len((item[0].text or "") + inside) <= _MENU_WORDS
