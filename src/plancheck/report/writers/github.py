"""Annotations of GitHub Actions: workflow commands, one a line, for the log of a job."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from plancheck.report.model import Checked
from plancheck.report.safe_text import one_line, safe
from plancheck.report.wording import Wording
from plancheck.report.writers.paths import slashed
from plancheck.report.writers.telling import Marked, gravest_first, lines, location, marked, said, severity_of
from plancheck.rules.outcome import Outcome, Severity

_COMMANDS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice", None: "notice"}


def write(checked: Checked, words: Wording) -> bytes:
    """UTF-8 lines «::error file=…,line=…,title=…::…», the gravest first: GitHub shows ten of a kind a step."""
    report = checked.report
    commands = [
        _command("error", one_line(unread.error), file=slashed(unread.path), title=words.say("table.unread"))
        for unread in report.unread
    ]
    told = gravest_first(marked(report, Outcome.FAILED, Outcome.ERROR, Outcome.CANT_TELL))
    commands += [_annotation(one, words) for one in told]
    return "".join(f"{command}\n" for command in commands).encode("utf-8", "replace")


def _annotation(one: Marked, words: Wording) -> str:
    entry, at = one.entry, location(one.entry)
    placed: dict[str, str] = {}
    if at and at.line:
        placed["line"] = str(at.line)
        if at.column:
            placed["col"] = str(at.column)
    return _command(
        _COMMANDS[severity_of(entry)],
        "\n".join([said(entry, words), *lines(entry, words)]),
        file=slashed(one.plan.source.path),
        **placed,
        title=f"plancheck {entry.rule}",
    )


def _command(name: str, message: str, **properties: str) -> str:
    listed = ",".join(f"{key}={''.join(_property(text))}" for key, text in properties.items() if text)
    return f"::{name} {listed}::{_message(message)}"


def _message(text: str) -> str:
    return safe(text).replace("%", "%25").replace("\n", "%0A")


def _property(text: str) -> Iterator[str]:
    """As GitHub's own toolkit escapes them; a path keeps its spaces, and a control character in it is dropped."""
    yield _message(text).replace(":", "%3A").replace(",", "%2C")
