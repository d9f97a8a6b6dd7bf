"""JUnit XML: a suite a plan, a case a rule, so that any CI server shows which requirements a plan meets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby

from lxml import etree

from plancheck.report.model import Checked, OutcomeEntry, PlanReport, SkippedFile, Unread
from plancheck.report.safe_text import safe, safe_path
from plancheck.report.terminal import verdict
from plancheck.report.wording import Wording
from plancheck.report.writers.registry import Manner
from plancheck.report.writers.telling import lines, said, title
from plancheck.rules.outcome import Outcome, Severity

_NO_XML = re.compile("[\ufffe\uffff]")
_SKIPPED = (Outcome.CANT_TELL, Outcome.INAPPLICABLE, Outcome.WAIVED)


def write(checked: Checked, words: Wording, manner: Manner) -> bytes:
    """UTF-8, by the schema of Jenkins (junit-10.xsd).

    A finding at or above `fails_from` is a failure, one below stands in `system-out` of a case that passed. What
    only a person can tell, does not apply or is waived is skipped with its reason; a rule that broke and a file that
    was not judged are errors.
    """
    report = checked.report
    threshold = Severity(manner.fails_from) if manner.fails_from else None
    root = etree.Element("testsuites", name="plancheck", time="0")
    for plan in report.plans:
        _suite(root, plan, threshold, words)
    for unread in report.unread:
        _unread_suite(root, unread, words)
    if report.skipped:
        _skipped_suite(root, report.skipped, words)
    for counted in ("tests", "failures", "errors"):
        root.set(counted, str(sum(int(suite.get(counted, "0")) for suite in root)))
    etree.indent(root)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8") + b"\n"


def _xml(text: str) -> str:
    """Text that XML can hold: no control characters, no half of a pair, no non-character."""
    return _NO_XML.sub("\ufffd", safe(text))


def _suite(root: etree._Element, plan: PlanReport, threshold: Severity | None, words: Wording) -> None:
    path = _xml(safe_path(plan.source.path))
    suite = etree.SubElement(root, "testsuite", name=path, time="0", file=path)
    properties = etree.SubElement(suite, "properties")
    for name, value in (
        ("ruleset", f"{plan.ruleset.name} {plan.ruleset.version}".strip()),
        ("level", plan.level.value if plan.level else ""),
        ("score", "" if plan.score is None else f"{plan.score:g}"),
        ("cant_tell", str(plan.summary.cant_tell)),
    ):
        etree.SubElement(properties, "property", name=name, value=_xml(value))
    tally = {"tests": 0, "failures": 0, "errors": 0, "skipped": 0}
    for _, same in groupby(plan.outcomes, key=lambda entry: entry.rule):
        tally["tests"] += 1
        ended = _case(suite, path, list(same), threshold, words)
        if ended:
            tally[ended] += 1
    for name, number in tally.items():
        suite.set(name, str(number))
    etree.SubElement(suite, "system-out").text = _xml("\n".join([verdict(plan, words), *plan.remarks]))


def _case(
    suite: etree._Element, path: str, entries: list[OutcomeEntry], threshold: Severity | None, words: Wording
) -> str:
    """Adds the case of a rule and tells what to count it as; empty where it passed."""
    first = entries[0]
    name = f"{first.rule} {title(first)}"
    case = etree.SubElement(suite, "testcase", name=_xml(name), classname=path, time="0")
    if first.outcome == Outcome.ERROR:
        _told(case, "error", "rule_broke", entries, words)
        return "errors"
    if first.outcome in _SKIPPED:
        etree.SubElement(case, "skipped", message=_xml(said(first, words)))
        return "skipped"
    grave = [entry for entry in entries if threshold and entry.severity.rank >= threshold.rank]
    light = [entry for entry in entries if entry not in grave and entry.outcome == Outcome.FAILED]
    failed = [entry for entry in grave if entry.outcome == Outcome.FAILED]
    if failed:
        gravest = max(failed, key=lambda entry: entry.severity.rank)
        _told(case, "failure", gravest.severity.value, failed, words)
    if light:
        etree.SubElement(case, "system-out").text = _xml(_paragraphs(light, words))
    return "failures" if failed else ""


def _told(case: etree._Element, tag: str, kind: str, entries: list[OutcomeEntry], words: Wording) -> None:
    element = etree.SubElement(case, tag, type=kind, message=_xml(said(entries[0], words)))
    element.text = _xml(_paragraphs(entries, words))


def _paragraphs(entries: Iterable[OutcomeEntry], words: Wording) -> str:
    return "\n\n".join(
        "\n".join([f"{words.name('severity', entry.severity)}: {said(entry, words)}", *lines(entry, words)])
        for entry in entries
    )


def _skipped_suite(root: etree._Element, skipped: Sequence[SkippedFile], words: Wording) -> None:
    """One suite of all files that were found and are no plans."""
    name, count = _xml(words.say("table.skipped")), str(len(skipped))
    suite = etree.SubElement(
        root, "testsuite", name=name, time="0", tests=count, failures="0", errors="0", skipped=count
    )
    for one in skipped:
        case = etree.SubElement(suite, "testcase", name=_xml(safe_path(one.path)), classname=name, time="0")
        etree.SubElement(case, "skipped", message=_xml(one.reason))


def _unread_suite(root: etree._Element, unread: Unread, words: Wording) -> None:
    path = _xml(safe_path(unread.path))
    suite = etree.SubElement(
        root, "testsuite", name=path, time="0", file=path, tests="1", failures="0", errors="1", skipped="0"
    )
    case = etree.SubElement(suite, "testcase", name=_xml(words.say("table.unread")), classname=path, time="0")
    etree.SubElement(case, "error", type=unread.kind, message=_xml(unread.error))
