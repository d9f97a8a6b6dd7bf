"""Cuts a text at the labels written into it: «Срок: …», «Ответственный – …», «(срок: …; отв.: …)»."""

from __future__ import annotations

import re
from typing import NamedTuple

from plancheck.language import clean
from plancheck.parsing.columns import ColumnWords, title_code
from plancheck.plan import Column

_LABEL = re.compile(
    r"(?P<lead>^|[.;,!?()\n]|\s[-–—](?=\s))\s*(?:[oо•·▪◦*–—-]\s+)?"
    r"(?P<label>(?:[А-ЯЁа-яё]{2,5}\.\s)?[А-ЯЁа-яё]{2,}(?:[ /]+[А-ЯЁа-яё]{1,20}){0,4}?)(?:\([а-яё]{1,3}\))?"
    r"\s*(?P<sign>\.?\s*:|\.?\s*[-–—](?=\s)|\.(?=\s+[А-ЯЁ]))"
)
_MARK = re.compile(r"\A\s*(?:[oо•·▪◦*–—-]\s+)?(?:\d{1,3}(?:\.\d{1,3})*[.)]\s*)?")
_CHIEF = frozenset({Column.DEADLINE.value, Column.RESPONSIBLE.value, Column.RESULT.value})
_BULLET_ALONE = re.compile(r"[oо•·▪◦*–—-]?")
_ABBREVIATED = 9  # letters; a label that ends in a point instead of a colon is one word cut short («Отв.»)
_TELLING = 2  # words of a label by which it is told: «Ожидаемый результат», not «Совещание по итогам»


class Label(NamedTuple):
    """A label's code and words as written, and the text behind it up to the next."""

    code: str
    title: str
    text: str


class Labelled(NamedTuple):
    """A text before its first label, and the labels in it."""

    lead: str
    labels: tuple[Label, ...]

    def of(self, column: Column) -> str:
        """What the labels of a column say, a newline between two of them; nothing where there is none."""
        return "\n".join(label.text for label in self.labels if label.code == column.value and label.text)


def cut_at_labels(text: str, known: ColumnWords) -> Labelled:
    """The text parted at the labels of deadlines, those responsible and results; at its start a measure's too."""
    found = []
    at = 0
    while match := _LABEL.search(text, at):
        code = _code(match, known, first=not _MARK.sub("", text[: match.start("label")], count=1).strip())
        if code:
            found.append((match, code))
        at = match.end() if code else match.start("label") + 1
    if not found:
        return Labelled(text.strip(), ())
    ends = [match.start() + (match["lead"] in ".!?") for match, _ in found[1:]] + [len(text)]
    labels = tuple(
        Label(code, clean(match["label"]).capitalize(), _tidy(text[match.end() : end]))
        for (match, code), end in zip(found, ends, strict=True)
    )
    lead = _tidy(text[: found[0][0].start("label")])
    return Labelled("" if _BULLET_ALONE.fullmatch(lead) else lead, labels)


def _code(match: re.Match[str], known: ColumnWords, *, first: bool) -> str | None:
    label, sign = match["label"], match["sign"]
    if sign[0] == "." and (len(label) > _ABBREVIATED or " " in label):
        return None
    code = title_code(label, known)
    if code is None or title_code(" ".join(label.split()[:_TELLING]), known) != code:
        return None
    if code in _CHIEF:
        return code if ":" in sign or match["lead"] != "," or " " not in label else None
    return code if first and ":" in sign else None


def is_label(text: str, known: ColumnWords) -> bool:
    """Whether a text is nothing but a label's words: «Срок», «Ответственный исполнитель»."""
    said = text.strip().rstrip(":")
    return 0 < len(said.split()) <= _TELLING and title_code(said, known) in _CHIEF


def _tidy(text: str) -> str:
    """The text without the signs that only joined it to what stood around."""
    text = text.strip(" \t\n;,–—•·▪◦*").removesuffix("-").rstrip(" ;,")
    text = text.removesuffix(".") if text.endswith(").") else text
    while text.endswith(("(", ")")) and text.count("(") != text.count(")"):
        text = text[:-1].rstrip(" ;,.")
    if text.endswith(".") and len(text.removesuffix(".").split(" ")[-1]) > 2:
        text = text.removesuffix(".")
    return text
