"""A submitted file is taken in: opened, read by its format's reader, understood as a plan."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from plancheck.lexicons import NO_AMENDMENTS, Amendments
from plancheck.opening import content_of
from plancheck.parsing import lexicons_with, understand
from plancheck.plan import Plan
from plancheck.plan_file.recognising import is_plan_file
from plancheck.readers import DEFAULT_LIMITS, Limits, read_document
from plancheck.report.safe_text import safe_path

if TYPE_CHECKING:
    from plancheck.parsing import Lexicons


def read_plan(
    source: str | Path | bytes,
    *,
    name: str | None = None,
    lexicons: Lexicons | Amendments = NO_AMENDMENTS,
    limits: Limits = DEFAULT_LIMITS,
) -> Plan:
    """Reads a plan from a path (str or Path) or from its bytes.

    `name` is what the plan is called in reports: by default the path as given, «-» for bytes. `limits` say how
    much is read before a file is refused. `lexicons` are the words to understand it by, whole, or as a ruleset amends
    the shipped ones (`load_ruleset(…).lexicons`); the shipped ones by default.
    Raises UnreadableError where the file cannot be read, NotAPlanError where it holds no plan.
    """
    content = source if isinstance(source, bytes) else content_of(Path(source), limits)
    called = name if name is not None else "-" if isinstance(source, bytes) else os.fspath(source)
    try:
        known = lexicons_with(lexicons) if isinstance(lexicons, Amendments) else lexicons
        if is_plan_file(content, called):
            from plancheck.plan_file import read_plan_file  # noqa: PLC0415 - most plans are no plan files

            limits.check("file_bytes", len(content))
            return read_plan_file(content, safe_path(called), known)
        return understand(read_document(content, safe_path(called), limits), known)
    except RecursionError as error:
        from plancheck.readers.package import too_deep  # noqa: PLC0415 - seldom needed

        raise too_deep() from error
