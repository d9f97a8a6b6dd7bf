"""Bytes of a submitted file -> `Document`: one file a format, chosen by content first, suffix second."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plancheck.loading_late import late
from plancheck.readers.limits import DEFAULT_LIMITS, Limits

if TYPE_CHECKING:
    from plancheck.readers.documents import read_document

__all__ = ["DEFAULT_LIMITS", "Limits", "read_document"]

__getattr__ = late(__name__, {"plancheck.readers.documents": ("read_document",)})
