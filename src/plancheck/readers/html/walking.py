"""Walks the tree of a page in reading order and drafts its paragraphs, lists and tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lxml import etree
from lxml.etree import _Element

from plancheck.readers.flow.characters import BULLET, tidy
from plancheck.readers.flow.draft import Draft, DraftCell, DraftParagraph
from plancheck.readers.flow.numbers import shown
from plancheck.readers.flow.remarks import CHANGES, HIDDEN
from plancheck.readers.html import elements
from plancheck.readers.html.placing import GROUPS, RowGroup, placed, span
from plancheck.readers.html.styling import PLAIN, Look, Mark, class_looks, item_marks, look_of
from plancheck.readers.limits import Limits
from plancheck.remark import Remark

_ROOM = re.compile(r"[ \t\n\r\f\v]+")
_SPACES = re.compile(" {2,}")
_LIST_MARK = re.compile(r"mso-list\s*:\s*ignore", re.IGNORECASE)
_FILLER = re.compile(r"font(?:-size)?\s*:\s*7\.0pt", re.IGNORECASE)  # Word's room between a number and its text
_MIGHT_BE_PLAN = frozenset(
    ("p", "span", "font", "b", "i", "u", "li", "table", "tbody", "thead")
)  # hidden menus are of no interest


@dataclass(frozen=True, slots=True)
class Page:
    """What was drafted, what is to be said of it, and whether there are pictures on the page."""

    content: list[Draft]
    remarks: tuple[Remark, ...]
    pictures: bool


@dataclass(frozen=True, slots=True)
class _Style:
    bold: bool = False
    kept: bool = False  # white space stands as written: `pre`
    level: int = 0


@dataclass(slots=True)
class _OpenTable:
    outer: list[Draft]  # what the table stands in
    marker: str  # of the list item it stands in
    lists: list[_OpenList]
    groups: list[RowGroup] = field(default_factory=list)
    row: list[DraftCell] | None = None
    row_hidden: bool = False


@dataclass(slots=True)
class _OpenList:
    form: str | None  # None: bullets; "": no mark at all
    next_number: int = 1
    step: int = 1
    mark: Mark = ()


def walk(root: _Element, limits: Limits) -> Page:
    """Drafts of what the page shows. Raises UnreadableError where tables or lists are nested too deep."""
    return _Walk(root, limits).page()


class _Walk:
    def __init__(self, root: _Element, limits: Limits) -> None:
        self._root, self._limits = root, limits
        sheets = [_words(sheet) for sheet in root.iter("style")]
        self._looks = class_looks(sheets)
        self._marks = item_marks(sheets)
        self._counters: dict[str, int] = {}  # of lists with marks of their own, by the name of their counter
        self._over_tables = _ancestors(root.iter("table"))
        self._body: list[Draft] = []
        self._content = self._body
        self._styles = [_Style()]
        self._tables: list[_OpenTable] = []
        self._lists: list[_OpenList] = []
        self._pieces: list[str] = []
        self._plain = self._bold = False  # whether the paragraph has plain letters, bold letters
        self._paragraphs = 0
        self._marker = ""
        self._remarks: dict[Remark, None] = {}

    def page(self) -> Page:
        steps = etree.iterwalk(self._root, events=("start", "end"))
        passed_over = None
        for event, element in steps:
            if not isinstance(element.tag, str):
                continue
            if event == "end":
                if element is passed_over:
                    passed_over = None
                else:
                    self._end(element)
                    self._styles.pop()
                self._add(element.tail)
                continue
            look = self._look(element)
            if self._passed_over(element, look):
                steps.skip_subtree()  # its end comes all the same
                passed_over = element
                continue
            self._styles.append(self._style(element, look))
            self._start(element, look)
            self._add(element.text)
        self._flush()
        pictures = next(self._root.iter("img", "image", "object", "embed"), None) is not None
        return Page(self._body, tuple(self._remarks), pictures)

    def _look(self, element: _Element) -> Look:
        look = PLAIN
        for name in (element.get("class") or "").split():
            look = self._looks.get(name, PLAIN).over(look)
        declared = element.get("style")
        if declared:
            look = look_of(declared).over(look)
        if element.get("hidden") is not None and element.tag != "td":
            look = replace(look, hidden=True)
        return look

    def _style(self, element: _Element, look: Look) -> _Style:
        above = self._styles[-1]
        bold = look.bold if look.bold is not None else above.bold or element.tag in elements.BOLD
        kept = above.kept or element.tag == "pre"
        level = elements.HEADINGS.get(element.tag, above.level)
        same = (bold, kept, level) == (above.bold, above.kept, above.level)
        return above if same else _Style(bold, kept, level)

    def _passed_over(self, element: _Element, look: Look) -> bool:
        """Whether an element is not to be read; a list's mark or filler is put down here as text."""
        tag = element.tag
        if tag in elements.UNREAD or elements.is_note_mark(element) or elements.is_comment(element):
            if tag in elements.BLOCKS:
                self._flush()
            return True
        if tag == "del":
            self._remarks[CHANGES] = None
            return True
        if look.hidden and tag not in ("td", "th", "tr", "html", "body"):
            if tag in _MIGHT_BE_PLAN and _words(element).strip():
                self._remarks[HIDDEN] = None
            return True
        if element not in self._over_tables and not self._tables and elements.is_menu(element):
            self._flush()
            return True
        return tag == "span" and self._is_list_mark(element)

    def _is_list_mark(self, element: _Element) -> bool:
        declared = element.get("style") or ""
        if _LIST_MARK.search(declared):
            mark = tidy(_words(element).replace("\xa0", " "))
            self._add(f"{mark if any(map(str.isdigit, mark)) or len(mark) > 1 else BULLET} ")
            return True
        if not len(element) and _FILLER.search(declared) and not (element.text or "").strip():
            before = "".join(self._pieces[-3:]).strip() if len(self._pieces) <= 3 else ""
            if len(before) == 1 and not before.isdigit():
                self._pieces = [BULLET]
            self._add(" ")
            return True
        return False

    def _start(self, element: _Element, look: Look) -> None:
        tag = element.tag
        if tag == "br":
            self._pieces.append("\n")
        elif tag in elements.BLOCKS:
            self._flush()
            if tag in elements.LISTS:
                self._open_list(element, look)
            elif tag == "li":
                self._open_item(element, look)
        elif tag == "table":
            self._flush()
            self._tables.append(_OpenTable(self._content, self._marker, self._lists))
            self._limits.check("depth", len(self._tables))
            self._marker, self._lists = "", []
        elif tag in ("tr", "td", "th", *GROUPS) and self._tables:
            self._flush()
            if tag == "tr":
                self._open_row(hidden=bool(look.hidden))
            elif tag in GROUPS:
                self._tables[-1].groups.append(RowGroup(tag))
            else:
                self._open_cell(element, look)

    def _end(self, element: _Element) -> None:
        tag = element.tag
        if tag in elements.BLOCKS:
            self._flush()
            if tag in elements.LISTS and self._lists:
                self._lists.pop()
            elif tag == "li":
                self._close_item()
        elif tag == "table":
            self._flush()
            table = self._tables.pop()
            self._content, self._marker, self._lists = table.outer, table.marker, table.lists
            self._content.append(placed(table.groups, self._limits))
        elif tag in ("td", "th") and self._tables:
            self._flush()
            self._content = self._tables[-1].outer
            self._lists = []
        elif tag == "tr" and self._tables:
            self._flush()
            self._tables[-1].row = None
        elif tag in GROUPS and self._tables:
            self._tables[-1].groups.append(RowGroup("tbody"))  # of rows that stand behind it without a group

    def _open_row(self, *, hidden: bool) -> list[DraftCell]:
        table = self._tables[-1]
        if not table.groups:
            table.groups.append(RowGroup("tbody"))
        row: list[DraftCell] = []
        table.groups[-1].rows.append(row)
        table.row, table.row_hidden = row, hidden
        return row

    def _open_cell(self, element: _Element, look: Look) -> None:
        table = self._tables[-1]
        row = table.row if table.row is not None else self._open_row(hidden=False)
        hidden = table.row_hidden or bool(look.hidden) or element.get("hidden") is not None
        self._content = []
        row.append(DraftCell(0, span(element.get("colspan")) or 1, span(element.get("rowspan")), hidden, self._content))
        self._marker, self._lists = "", []

    def _open_list(self, element: _Element, look: Look) -> None:
        ordered = element.tag == "ol"
        form = look.form
        if form is None and ordered:
            form = elements.LIST_FORMS.get(element.get("type") or "1", "1")
        backwards = ordered and element.get("reversed") is not None
        first = _integer(element.get("start"), sum(each.tag == "li" for each in element) if backwards else 1)
        mark = next((self._marks[name] for name in (element.get("class") or "").split() if name in self._marks), ())
        self._lists.append(_OpenList(form, first, -1 if backwards else 1, mark))
        self._limits.check("depth", len(self._lists))

    def _open_item(self, element: _Element, look: Look) -> None:
        if not self._lists:
            self._marker = BULLET
            return
        inside = self._lists[-1]
        form = inside.form if look.form is None else look.form
        number = _integer(element.get("value"), inside.next_number)
        inside.next_number = number + inside.step
        self._marker = BULLET if form is None else f"{shown(number, form)}." if form else ""
        if inside.mark:
            counters = [name for name, _ in inside.mark if name]
            self._counters[counters[-1]] = number
            parts = [shown(self._counters.get(name, 1), form) if name else form for name, form in inside.mark]
            self._marker = tidy("".join(parts))

    def _close_item(self) -> None:
        """A numbered item without text still shows its number: so are the numbers of rows made."""
        if self._marker and self._marker != BULLET and self._tables:
            self._content.append(DraftParagraph(self._marker))
        self._marker = ""

    def _add(self, text: str | None) -> None:
        if not text:
            return
        style = self._styles[-1]
        self._pieces.append(text if style.kept else _ROOM.sub(" ", text))
        if (not self._plain or not self._bold) and not text.isspace():
            if style.bold:
                self._bold = True
            else:
                self._plain = True

    def _flush(self) -> None:
        """Ends the paragraph: what was gathered since the last block began or ended."""
        if not self._pieces:
            return
        text = tidy(_SPACES.sub(" ", "".join(self._pieces).replace("\r", "")))
        if text:
            if self._marker:
                text, self._marker = f"{self._marker} {text}", ""
            self._paragraphs += 1
            self._limits.check("paragraphs", self._paragraphs)
            self._content.append(DraftParagraph(text, self._styles[-1].level, self._bold and not self._plain))
        self._pieces = []
        self._plain = self._bold = False


def _ancestors(found: Iterator[_Element]) -> set[_Element]:
    """The elements, and all that they stand in."""
    over: set[_Element] = set()
    for element in found:
        above: _Element | None = element
        while above is not None and above not in over:
            over.add(above)
            above = above.getparent()
    return over


def _words(element: _Element) -> str:
    return "".join(map(str, element.itertext()))


def _integer(written: str | None, otherwise: int) -> int:
    try:
        return max(-999_999, min(999_999, int((written or "").strip())))
    except ValueError:
        return otherwise
