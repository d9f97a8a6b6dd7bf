"""GitLab's code quality report: what a merge request shows as found and as mended."""

from __future__ import annotations

import hashlib
import json
from typing import Any, Final

from plancheck.report.model import Checked
from plancheck.report.safe_text import json_safe, one_line
from plancheck.report.wording import Wording
from plancheck.report.writers.paths import slashed
from plancheck.report.writers.telling import gravest_first, location, marked, said, severity_of, where
from plancheck.rules.outcome import Outcome, Severity

_SEVERITIES: Final = {Severity.ERROR: "critical", Severity.WARNING: "major", Severity.NOTE: "minor", None: "info"}


def write(checked: Checked, words: Wording) -> bytes:
    """A JSON list in UTF-8; a file that was not judged is an issue of severity `blocker`."""
    report = checked.report
    issues = [
        _issue("unread", "blocker", one_line(unread.error), slashed(unread.path), 1, mark=unread.kind)
        for unread in report.unread
    ]
    for one in gravest_first(marked(report, Outcome.FAILED, Outcome.ERROR, Outcome.CANT_TELL)):
        entry, at = one.entry, location(one.entry)
        text = f"{entry.rule} {said(entry, words)} ({where(entry, words)})"
        path, line = slashed(one.plan.source.path), (at and at.line) or 1
        issues.append(_issue(entry.rule, _SEVERITIES[severity_of(entry)], text, path, line, mark=one.mark))
    return (json_safe(json.dumps(issues, ensure_ascii=False, indent=2)) + "\n").encode("utf-8", "replace")


def _issue(check: str, severity: str, text: str, path: str, line: int, *, mark: str) -> dict[str, Any]:
    """GitLab compares issues of two branches by `fingerprint`, over all files: so the path is in it, the line not."""
    fingerprint = hashlib.sha256(f"{path}\n{check}\n{mark}".encode("utf-8", "surrogateescape")).hexdigest()[:32]
    return {
        "description": text,
        "check_name": check,
        "fingerprint": fingerprint,
        "severity": severity,
        "location": {"path": path, "lines": {"begin": line}},
    }
