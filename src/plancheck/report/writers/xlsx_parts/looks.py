"""How the cells of the workbook look: fonts, colours and number forms by name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from plancheck.rules.outcome import Outcome, Severity

_LINE: Final = "#C4CCD6"
# Ink on paper, as the HTML page has them; each pair reads with a contrast above 4.5 to 1.
_TONES: Final = {
    "error": ("#A11A13", "#FDE8E6"),
    "warning": ("#704700", "#FFF0CC"),
    "note": ("#0B4F91", "#E1EFFB"),
    "passed": ("#17602F", "#E2F3E6"),
    "cant_tell": ("#5F349A", "#F0E7FB"),
    "broke": ("#A11A13", "#FFFFFF"),
    "waived": ("#4B5563", "#E9EDF1"),
    "inapplicable": ("#4B5563", "#F4F6F8"),
}
_CELL: Final = {"valign": "top", "border": 1, "border_color": _LINE}
# What is typed over such a cell stays text too: «=1» does not begin to compute, «3.2» does not turn into a date.
_TEXT: Final = {**_CELL, "text_wrap": True, "quote_prefix": True}
_MARK: Final = {**_TEXT, "text_wrap": False, "align": "center", "bold": True}
_HEADER: Final = {**_CELL, "bold": True, "text_wrap": True, "bg_color": "#E9EDF1", "quote_prefix": True}

BAR: Final = "#2F6FD0"  # of charts
PALE_BAR: Final = "#A9C8F2"  # of the bars that scores are read on
LOOKS: Final[Mapping[str, Mapping[str, Any]]] = {
    "title": {"bold": True, "font_size": 16},
    "heading": {"bold": True, "font_size": 12},
    "caption": {"font_color": "#525C67", "quote_prefix": True},
    "header": _HEADER,
    "rule": {**_HEADER, "rotation": 90, "align": "center", "text_wrap": False},
    "text": _TEXT,
    "link": {**_TEXT, "font_color": "#0B4FC4", "underline": 1},
    "number": {**_CELL, "num_format": "0"},
    "figure": {**_CELL, "num_format": "0", "align": "left"},
    "score": {**_CELL, "num_format": "0.0"},
    "score_figure": {**_CELL, "num_format": "0.0", "align": "left"},
    **{
        f"mark_{tone}": {
            **_TEXT,
            "text_wrap": False,
            "align": "center",
            "bold": True,
            "font_color": ink,
            "bg_color": bg,
        }
        for tone, (ink, bg) in _TONES.items()
    },
    **{f"tone_{tone}": {**_TEXT, "font_color": ink, "bg_color": bg} for tone, (ink, bg) in _TONES.items()},
}


def tone_of(outcome: Outcome, severity: Severity | None) -> str:
    """The name of a colour: a breach by how grave it is, any other outcome by itself."""
    if outcome == Outcome.FAILED and severity:
        return severity.value
    return "broke" if outcome == Outcome.ERROR else outcome.value
