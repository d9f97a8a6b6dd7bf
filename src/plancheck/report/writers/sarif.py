"""SARIF 2.1.0, for GitHub code scanning and whatever else reads it (docs/ci.md says how each outcome shows)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, Final

from plancheck.location import Location
from plancheck.report.model import Checked, EvidenceEntry, OutcomeEntry, PlanReport, Report
from plancheck.report.place import place
from plancheck.report.safe_text import json_safe, one_line, safe, safe_path
from plancheck.report.wording import Wording
from plancheck.report.writers.markdown import escaped
from plancheck.report.writers.paths import uri
from plancheck.report.writers.telling import (
    Marked,
    lines,
    location,
    marked,
    named_place,
    quote,
    said,
    severity_of,
    title,
)
from plancheck.rules.outcome import Outcome

SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"
_ROOT: Final = "SRCROOT"
_KINDS: Final = ("address", "row", "line", "paragraph", "page")


def write(checked: Checked, words: Wording) -> bytes:
    """One run over all files.

    Findings are results of kind `fail`, waived ones suppressed; what only a person can tell is of kind `review`.
    What passed or does not apply is left out, since GitHub shows every result as an alert. A place without a line
    (Word, Excel, PDF) gets line 1, where GitHub shows it, and its own name as a logical location.
    """
    report = checked.report
    rules = _rules(report)
    index = {rule["id"]: at for at, rule in enumerate(rules)}
    listed = marked(report, Outcome.FAILED, Outcome.CANT_TELL, Outcome.WAIVED)
    run = {
        "tool": {"driver": {"name": report.tool.name, "version": report.tool.version, "rules": rules}},
        "language": words.lang,
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(report, words)],
        "artifacts": [_artifact(plan) for plan in report.plans],
        "results": [_result(one, index[one.entry.rule], words) for one in listed],
        "properties": {"ruleset": report.ruleset.model_dump(), "summary": report.summary.model_dump()},
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return (json_safe(json.dumps(log, ensure_ascii=False, indent=2)) + "\n").encode("utf-8", "replace")


def _plain(text: str) -> str:
    """Text in which no viewer finds a link («[…](…)») or a placeholder («{0}»)."""
    return safe(text).replace("](", "] (").replace("{", "{{").replace("}", "}}")


def _rules(report: Report) -> list[dict[str, Any]]:
    """Every rule that was asked, in the order of codes, as its entries tell of it."""
    asked: dict[str, list[OutcomeEntry]] = {}
    for plan in report.plans:
        for entry in plan.outcomes:
            asked.setdefault(entry.rule, []).append(entry)
    return [_rule(code, entries) for code, entries in sorted(asked.items())]


def _rule(code: str, entries: list[OutcomeEntry]) -> dict[str, Any]:
    first = entries[0]
    own = min((entry.severity for entry in entries), key=lambda severity: severity.rank)  # findings may be raised
    asks, name = title(first), one_line(first.name)
    help_lines = [asks, *map(one_line, first.source), f"plancheck explain {code}"]
    return {
        "id": code,
        "name": name or code,
        "shortDescription": {"text": _plain(asks)},
        "fullDescription": {"text": _plain(asks)},
        "help": {
            "text": _plain("\n".join(help_lines)),
            "markdown": "\n\n".join([*map(escaped, help_lines[:-1]), f"`plancheck explain {escaped(code)}`"]),
        },
        "defaultConfiguration": {"level": own.value},
        "properties": {"source": [one_line(one) for one in first.source]},
    }


def _artifact_location(path: str) -> dict[str, Any]:
    """GitHub takes a relative path from the repository's root."""
    reference = uri(path)
    return {"uri": reference} if reference.startswith("file:") else {"uri": reference, "uriBaseId": _ROOT}


def _artifact(plan: PlanReport) -> dict[str, Any]:
    artifact: dict[str, Any] = {
        "location": _artifact_location(plan.source.path),
        "roles": ["analysisTarget"],
        "properties": {"score": plan.score, "summary": plan.summary.model_dump()},
    }
    if plan.source.sha256:
        artifact["hashes"] = {"sha-256": plan.source.sha256}
    return artifact


def _place(path: str, at: Location | None, named: str, quoted: str) -> dict[str, Any]:
    """A physical location, and by name what a person finds it by: «таблица 1, ряд 5, п. 3.2, графа «Срок»»."""
    region: dict[str, Any] = {"startLine": (at and at.line) or 1}
    if at and at.line and at.column:
        region["startColumn"] = at.column
    if quoted:
        region["snippet"] = {"text": safe(quoted)}
    found = {"physicalLocation": {"artifactLocation": _artifact_location(path), "region": region}}
    if not named:
        return found
    kind = next((kind for kind in _KINDS if at and kind in at.known()), "row")
    return {**found, "logicalLocations": [{"fullyQualifiedName": _plain(named), "kind": _logical(kind)}]}


def _logical(kind: str) -> str:
    return "cell" if kind == "address" else kind


def _related(path: str, entry: OutcomeEntry, words: Wording) -> Iterator[dict[str, Any]]:
    """The other rows that the finding quotes."""
    main = location(entry)
    others: Iterable[EvidenceEntry] = (
        one for one in entry.evidence if one.location and (one.path or one.location != main)
    )
    for number, one in enumerate(others, start=1):
        quoted = one_line(one.quote)
        named = one_line(place(one.location, words, one.number, one.column))
        yield {
            "id": number,
            "message": {"text": _plain(quoted or named or "…")},
            **_place(one.path or path, one.location, named, quoted),
        }


def _result(one: Marked, rule_index: int, words: Wording) -> dict[str, Any]:
    entry, path = one.entry, one.plan.source.path
    asked = entry.outcome == Outcome.CANT_TELL
    severity = severity_of(entry)
    quoted = next((evidence.quote for evidence in entry.evidence if evidence.quote.strip()), quote(entry))
    result: dict[str, Any] = {
        "ruleId": entry.rule,
        "ruleIndex": rule_index,
        "kind": "review" if asked else "fail",
        "level": "none" if severity is None else severity.value,  # the standard allows no other with `review`
        "message": {"text": _plain("\n".join([said(entry, words), *lines(entry, words)]))},
        "locations": [_place(path, location(entry), named_place(entry, words), one_line(quoted))],
        # The first is GitHub's, which looks at no other: findings of a file without lines are told apart by it.
        "partialFingerprints": {"primaryLocationLineHash": one.mark, "plancheck/v1": one.mark},
        "properties": {
            "outcome": entry.outcome.value,
            "severity": entry.severity.value,
            "subject": entry.subject.model_dump(),
        },
    }
    related = list(_related(path, entry, words))
    if related:
        result["relatedLocations"] = related
    if entry.outcome == Outcome.WAIVED:
        why = _plain(one_line(entry.reason or entry.message))
        result["suppressions"] = [{"kind": "external", "status": "accepted", "justification": why}]
    return result


def _invocation(report: Report, words: Wording) -> dict[str, Any]:
    """What was not judged or went otherwise than usual; the run is no success where anything was not judged."""
    notifications = [
        {
            "level": "error",
            "descriptor": {"id": one.kind},
            "message": {"text": _plain(one_line(one.error) or one.kind)},
            "locations": [{"physicalLocation": {"artifactLocation": _artifact_location(one.path)}}],
        }
        for one in report.unread
    ]
    broke = list(marked(report, Outcome.ERROR))
    for one in broke:
        notifications.append(
            {
                "level": "error",
                "descriptor": {"id": "rule_broke"},
                "associatedRule": {"id": one.entry.rule},
                "message": {"text": _plain(said(one.entry, words))},
                "locations": [{"physicalLocation": {"artifactLocation": _artifact_location(one.plan.source.path)}}],
            }
        )
    for plan in report.plans:
        for remark in plan.remarks:
            notifications.append(
                {
                    "level": "note",
                    "descriptor": {"id": "remark"},
                    "message": {"text": _plain(one_line(remark) or safe_path(plan.source.path))},
                    "locations": [{"physicalLocation": {"artifactLocation": _artifact_location(plan.source.path)}}],
                }
            )
    return {"executionSuccessful": not (report.unread or broke), "toolExecutionNotifications": notifications}
