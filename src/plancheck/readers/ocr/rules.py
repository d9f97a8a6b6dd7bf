"""The straight dark rules on a picture of a page, and the picture without them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from plancheck.readers.pdf.strokes import Rule

if TYPE_CHECKING:
    from PIL.Image import Image

_DARK = 190  # of 255: darker is ink; hairlines are scanned grey
_FAINT = 235  # the same on the small copy, where a thin rule is paler
_SHORTEST = 0.45  # inch: letters have no strokes that long
_MOST_RUNS = 20_000  # on one page; a picture of more is no table
_ANGLES = tuple(step / 4 for step in range(-10, 11))  # degrees by which a sheet may lie askew
_SMALL = 1_000  # pixels of the longer side of the copy that the angle is told by
_ERASED = 2  # pixels beside a rule that are whitened with it


def find_rules(picture: Image, dpi: float) -> tuple[list[Rule], list[Rule], Image]:
    """Level and upright rules in points, and the grey picture with them whitened, for letters alone are left."""
    from PIL import Image as Pictures  # noqa: PLC0415 - of an extra
    from PIL import ImageDraw  # noqa: PLC0415

    grey = picture.convert("L")
    ink = grey.point(lambda value: 1 if value < _DARK else 0)
    level = _runs(ink, dpi)
    upright = _runs(ink.transpose(Pictures.Transpose.TRANSPOSE), dpi)
    clean = grey.copy()
    pen = ImageDraw.Draw(clean)
    for y, start, stop in level:
        pen.rectangle((start, y - _ERASED, stop, y + _ERASED), fill=255)
    for x, start, stop in upright:
        pen.rectangle((x - _ERASED, start, x + _ERASED, stop), fill=255)
    scale = 72 / dpi
    return [_scaled(run, scale) for run in level], [_scaled(run, scale) for run in upright], clean


def straightened(picture: Image) -> Image:
    """The picture turned so that its level rules are level; as it is where it has none."""
    from PIL import Image as Pictures  # noqa: PLC0415

    grey = picture.convert("L")
    small = grey.copy()
    small.thumbnail((_SMALL, _SMALL), Pictures.Resampling.BOX)
    dpi = _SMALL / 11.7
    best, angle = 0, 0.0
    for turn in sorted(_ANGLES, key=abs):
        turned = small.rotate(turn, resample=Pictures.Resampling.BILINEAR, fillcolor=255)
        ink = turned.point(lambda value: 1 if value < _FAINT else 0)
        inked = sum((end - start) ** 2 for _, start, end in _runs(ink, 3 * dpi))  # unbroken rules, not blurred ones
        if inked > best * 1.05:
            best, angle = inked, turn
    if not angle:
        return grey
    return grey.rotate(angle, resample=Pictures.Resampling.BICUBIC, fillcolor=255)


def _runs(ink: Image, dpi: float) -> list[tuple[int, int, int]]:
    """Runs of ink along the lines of a picture: line, first and last pixel."""
    width, height = ink.size
    pixels = ink.tobytes()
    run = re.compile(rb"\x01{%d,}" % int(_SHORTEST * dpi))
    found: list[tuple[int, int, int]] = []
    for y in range(height):
        line = pixels[y * width : (y + 1) * width]
        found += [(y, match.start(), match.end()) for match in run.finditer(line)]
        if len(found) > _MOST_RUNS:
            return []
    return found


def _scaled(run: tuple[int, int, int], scale: float) -> Rule:
    return run[0] * scale, run[1] * scale, run[2] * scale
