"""All hostile files by name; they are made when they are asked for, the same bytes each time."""

from __future__ import annotations

import documents
import markup
import sheets
import spoilt
import zips
from made import Cases

CASES: Cases = {**zips.CASES, **markup.CASES, **sheets.CASES, **documents.CASES, **spoilt.CASES}
