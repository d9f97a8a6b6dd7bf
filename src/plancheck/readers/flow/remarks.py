"""What is said of the reading of flowing documents, the same words for each format."""

from __future__ import annotations

from plancheck.remark import Remark

CHANGES = Remark(
    "В документе есть записанные исправления: они прочитаны так, будто приняты.",
    "The document has tracked changes: they were read as if accepted.",
)
HIDDEN = Remark(
    "В документе есть скрытый текст: он не прочитан.",
    "The document has hidden text: it was not read.",
)
