"""What a page's styles say of an element: shown or hidden, bold or not, and how a list is numbered."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

_HIDDEN = re.compile(r"(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all)")
_WEIGHT = re.compile(r"(?:^|[;\s])font-weight\s*:\s*(bold|[6-9]00|normal|[1-5]00)")
_MARKER = re.compile(
    r"(?:^|[;\s])list-style(?:-type)?\s*:[^;]*?\b(none|decimal|(?:lower|upper)-(?:alpha|latin|roman))\b"
)
_BEFORE_ITEM = re.compile(r"[\w*-]*\.([\w-]+)\s*>\s*li::?before")
_CONTENT = re.compile(r"content\s*:([^;]*)")
_COUNTED = re.compile(r"""counter\(\s*([\w-]+)\s*(?:,\s*([\w-]+)\s*)?\)|"([^"\\]*)"|'([^'\\]*)'""")
_SELECTOR = re.compile(r"[\w*-]*\.([\w-]+)")
_FORMS = {
    "decimal": "1", "lower-alpha": "a", "lower-latin": "a", "upper-alpha": "A", "upper-latin": "A",
    "lower-roman": "i", "upper-roman": "I", "none": "",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Look:
    """What is said of an element; None where nothing is. `form` is a list's form of number («1», «a», "" for none)."""

    hidden: bool | None = None
    bold: bool | None = None
    form: str | None = None

    def over(self, under: Look) -> Look:
        """This look, and where it says nothing, the other's."""
        return Look(
            under.hidden if self.hidden is None else self.hidden,
            under.bold if self.bold is None else self.bold,
            under.form if self.form is None else self.form,
        )


PLAIN = Look()
Mark = tuple[tuple[str, str], ...]


def look_of(declarations: str) -> Look:
    """What a list of CSS declarations says."""
    low = declarations.lower()
    weight, marker = _WEIGHT.search(low), _MARKER.search(low)
    return Look(
        True if _HIDDEN.search(low) else None,
        weight.group(1) in ("bold", "600", "700", "800", "900") if weight else None,
        _FORMS[marker.group(1)] if marker else None,
    )


def class_looks(sheets: Iterable[str]) -> Mapping[str, Look]:
    """The looks of classes by the rules of one class alone (`.c3`, `p.c3`); rules for print or a width are left out.

    Rules that need more of the page to be understood (`.menu li`) are passed over: no text is lost by a guess.
    """
    looks: dict[str, Look] = {}
    for sheet in sheets:
        for selectors, declarations in _rules(sheet):
            look = look_of(declarations)
            if look == PLAIN:
                continue
            for selector in selectors.split(","):
                matched = _SELECTOR.fullmatch(selector.strip())
                if matched:
                    looks[matched.group(1)] = look.over(looks.get(matched.group(1), PLAIN))
    return looks


def item_marks(sheets: Iterable[str]) -> Mapping[str, Mark]:
    """The marks that rules put before the items of a class of lists, as Google Docs numbers its lists («1.2.»).

    A mark is (counter's name, form) pairs and, with an empty name, text. Marks without a counter are bullets: left out.
    """
    marks: dict[str, Mark] = {}
    for sheet in sheets:
        for selectors, declarations in _rules(sheet):
            matched, content = _BEFORE_ITEM.fullmatch(selectors.strip()), _CONTENT.search(declarations)
            if not matched or not content:
                continue
            parts = [
                (name, _FORMS.get(form, "1")) if name else ("", quoted or single)
                for name, form, quoted, single in _COUNTED.findall(content.group(1))
            ]
            if any(name for name, _ in parts):
                marks[matched.group(1)] = tuple(parts)
    return marks


def _rules(sheet: str) -> Iterable[tuple[str, str]]:
    """(selectors, declarations) of the rules that stand in no block of their own."""
    sheet = re.sub(r"/\*.*?(?:\*/|\Z)", " ", sheet, flags=re.DOTALL).replace("<!--", " ").replace("-->", " ")
    depth, start, selectors = 0, 0, ""
    for sign in re.finditer("[{}]", sheet):
        at = sign.start()
        if sign.group() == "{":
            if depth == 0:
                selectors = sheet[start:at].rpartition(";")[2]
                start = at + 1
            depth += 1
            continue
        depth = max(0, depth - 1)
        if depth == 0:
            if not selectors.lstrip().startswith("@"):
                yield selectors, sheet[start:at]
            start = at + 1
