"""How a list's number is written, by the name Word has for its form."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from plancheck.readers.flow.numbers import shown

_SHOWN: Mapping[str, str] = MappingProxyType(
    {
        "decimalZero": "01",
        "upperRoman": "I",
        "lowerRoman": "i",
        "upperLetter": "A",
        "lowerLetter": "a",
        "russianUpper": "А",
        "russianLower": "а",
    }
)


def numeral(count: int, form: str) -> str:
    """The count as the `w:numFmt` of that name writes it; Arabic for a name that is not known here."""
    if form in {"none", "bullet"}:
        return ""
    return f"- {count} -" if form == "numberInDash" else shown(count, _SHOWN.get(form, "1"))
