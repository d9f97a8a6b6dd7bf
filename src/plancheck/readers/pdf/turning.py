"""Places on a PDF page -> places as they are shown: the page's rotation and the corner of its box undone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pypdfium2.raw as pdfium

Point = Callable[[float, float], tuple[float, float]]


class Turn:
    """Page space -> the page as shown: its rotation and the corner of its crop box undone."""

    def __init__(self, page: Any) -> None:
        boxed = pdfium.FPDF_GetPageBoundingBox(page, rect := pdfium.FS_RECTF())
        left, top, right, bottom = (rect.left, rect.top, rect.right, rect.bottom) if boxed else (0.0, 0.0, 0.0, 0.0)
        self.quarter = pdfium.FPDFPage_GetRotation(page) % 4
        self.left, self.top, self.right, self.bottom = left, top, right, bottom
        width, height = abs(right - left), abs(top - bottom)
        self.width, self.height = (height, width) if self.quarter % 2 else (width, height)
        self.point: Point = (self._upright, self._clockwise, self._upside_down, self._counter)[self.quarter]

    def _upright(self, x: float, y: float) -> tuple[float, float]:
        return x - self.left, self.top - y

    def _clockwise(self, x: float, y: float) -> tuple[float, float]:
        return y - self.bottom, x - self.left

    def _upside_down(self, x: float, y: float) -> tuple[float, float]:
        return self.right - x, y - self.bottom

    def _counter(self, x: float, y: float) -> tuple[float, float]:
        return self.top - y, self.right - x
