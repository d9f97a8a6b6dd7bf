"""Text of a plan as text of an XML part: escaped, and without what XML or a reader's eye cannot bear."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape

# What XML 1.0 forbids, the rest of C1, and the marks that reorder or hide text.
_UNFIT = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\ufffe\uffff]"
)
_LINE_END = re.compile("\r\n?|[\x85\u2028\u2029]")


def fit(text: str) -> str:
    """The text without characters that an XML part cannot hold or that turn its lines around."""
    return _UNFIT.sub("", _LINE_END.sub("\n", text))


def run(text: str, looks: str = "") -> str:
    """`w:r` with that text; lines are parted by `w:br`. `looks` is what stands in its `w:rPr`."""
    properties = f"<w:rPr>{looks}</w:rPr>" if looks else ""
    lines = (f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in fit(text).split("\n"))
    return f"<w:r>{properties}{'<w:br/>'.join(lines)}</w:r>"


def attribute(text: str) -> str:
    """Text as the value of an attribute, without its quotes."""
    return escape(" ".join(fit(text).split()), {'"': "&quot;"})
