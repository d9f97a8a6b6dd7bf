"""Tesseract, where it is installed with its Russian: a picture -> words with their boxes and certainties."""

from __future__ import annotations

import importlib.util
import os
import re
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from PIL.Image import Image

_LANGUAGE = "rus+eng"
_SPARSE = "--psm 11"  # words wherever they stand: cells of a table are no lines of one text
_SECONDS = 120  # for one page
_SPECKS = re.compile(r"[\s|_=~.,'`\-\u2013\u2014]*")  # what is left of a rule, and dust
_NOISE = 0.0  # a certainty below this is Tesseract's word for «no text»


class Seen(NamedTuple):
    """A word on a picture: its box in pixels from the top left corner, and Tesseract's certainty, 0–100."""

    text: str
    left: int
    top: int
    right: int
    bottom: int
    certainty: float


def available() -> bool:
    """Whether the extra `plancheck[ocr]` and Tesseract with Russian are installed, and PLANCHECK_OCR is not `off`."""
    return os.environ.get("PLANCHECK_OCR", "") != "off" and _installed()


@cache
def _installed() -> bool:
    if any(importlib.util.find_spec(name) is None for name in ("pytesseract", "PIL")):
        return False
    import pytesseract  # noqa: PLC0415 - of an extra

    try:
        return "rus" in pytesseract.get_languages(config="")
    except (OSError, pytesseract.TesseractError, pytesseract.TesseractNotFoundError):
        return False


def words_on(picture: Image) -> Sequence[Seen]:
    """The words on a picture. Raises RuntimeError where Tesseract fails or takes too long."""
    import pytesseract  # noqa: PLC0415

    told: dict[str, list[Any]] = pytesseract.image_to_data(
        picture, lang=_LANGUAGE, config=_SPARSE, timeout=_SECONDS, output_type=pytesseract.Output.DICT
    )
    columns = (told[name] for name in ("text", "left", "top", "width", "height", "conf"))
    return [
        Seen(text.strip(), left, top, left + width, top + height, float(certainty))
        for text, left, top, width, height, certainty in zip(*columns, strict=True)
        if float(certainty) >= _NOISE and not _SPECKS.fullmatch(text)
    ]
