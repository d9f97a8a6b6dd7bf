"""The letter of remarks («замечания») to whoever submitted the plan, by a Word template that may be replaced."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from plancheck.errors import PlancheckError
from plancheck.report.model import Checked, OutcomeEntry, PlanReport
from plancheck.report.place import evidence_place, row_label
from plancheck.report.safe_text import one_line, safe_path
from plancheck.report.terminal import verdict
from plancheck.report.wording import Wording
from plancheck.rules.outcome import Outcome, Severity
from plancheck.word.package import steady
from plancheck.word.xml_text import fit

__all__ = ["WORKING_DAYS", "LetterTemplateError", "letter_context", "write"]

WORKING_DAYS: Final = 10
_FOLDER: Final = Path(__file__).parent / "templates"
_TITLES: Final = {Severity.ERROR: "letter.error", Severity.WARNING: "letter.warning", Severity.NOTE: "letter.note"}
_QUOTE: Final = 300
_QUOTES: Final = 5


class LetterTemplateError(PlancheckError):
    """The template is no Word file, or what it asks for is written wrongly; the text says what."""


def write(checked: Checked, words: Wording, *, template: bytes | None = None, days: int = WORKING_DAYS) -> bytes:
    """The bytes of a Word file: a letter a plan, each from a new page.

    `template` is a Word file with fields as docs/letter.md lists them, in place of the shipped one; `days` the
    working days within which to correct the plan. Raises LetterTemplateError.
    """
    from docxtpl import DocxTemplate  # type: ignore[import-untyped]  # noqa: PLC0415 - with it come python-docx and jinja, for this form alone
    from jinja2 import StrictUndefined, TemplateError  # noqa: PLC0415
    from jinja2.sandbox import ImmutableSandboxedEnvironment  # noqa: PLC0415

    content = template if template is not None else (_FOLDER / f"letter.{words.lang}.docx").read_bytes()
    # A template may come from anywhere: it sees values alone, and what it does not know is an error.
    environment = ImmutableSandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    written = io.BytesIO()
    try:
        letter = DocxTemplate(io.BytesIO(content))
        letter.render(letter_context(checked, words, days), environment, autoescape=True)
        letter.save(written)
    except TemplateError as error:
        raise LetterTemplateError(words.say("letter.bad_template", why=error)) from error
    except Exception as error:  # python-docx and zipfile have a dozen ways to say that this is no Word file
        raise LetterTemplateError(words.say("letter.no_template", why=error)) from error
    return steady(written.getvalue())


def letter_context(checked: Checked, words: Wording, days: int = WORKING_DAYS) -> dict[str, Any]:
    """What a template may speak of (docs/letter.md): plain texts, lists of them, and numbers."""
    return {
        "plans": [_plan(plan, words) for plan in checked.report.plans],
        "days": days,
        "deadline": words.count("working_days", days),
        "tool": f"plancheck {checked.report.tool.version}",
    }


def _plan(plan: PlanReport, words: Wording) -> dict[str, Any]:
    numbers = iter(range(1, len(plan.outcomes) + 1))
    groups = []
    for severity in sorted(Severity, key=lambda one: -one.rank):
        entries = [entry for entry in plan.findings if entry.severity == severity]
        if entries:
            title = words.say(_TITLES[severity])
            groups.append({"title": title, "remarks": [_remark(next(numbers), entry, words) for entry in entries]})
    return {
        "organisation": _text(plan.organisation),
        "title": _text(plan.title) or safe_path(Path(plan.source.path).name),
        "file": _text(safe_path(Path(plan.source.path).name)),
        "territory": _text(plan.territory),
        "period": f"{words.day(plan.period.start)} – {words.day(plan.period.end)}" if plan.period else "",
        "verdict": verdict(plan, words),
        "score": "" if plan.score is None else f"{plan.score:g}",
        "ruleset": f"{plan.ruleset.name} {plan.ruleset.version}".strip(),
        "groups": groups,
        "questions": [
            {"number": at, "rule": entry.rule, "title": _text(entry.title or entry.name), "reason": _text(entry.reason)}
            for at, entry in enumerate(plan.with_outcome(Outcome.CANT_TELL), start=1)
        ],
    }


def _remark(number: int, entry: OutcomeEntry, words: Wording) -> dict[str, Any]:
    cells = entry.suggestion.model_dump() if entry.suggestion else {}
    return {
        "number": number,
        "rule": entry.rule,
        "severity": words.name("severity", entry.severity),
        "title": _text(entry.title or entry.name),
        "where": "; ".join(_places(entry, words)) or words.say("place.whole"),
        "message": _text(entry.message or entry.title),
        "quotes": list(_quotes(entry)),
        "remedy": _text(entry.remedy),
        "row": [{"name": words.name("column", cell), "text": _text(text)} for cell, text in cells.items() if text],
        "source": [_text(one) for one in entry.source],
    }


def _places(entry: OutcomeEntry, words: Wording) -> Sequence[str]:
    """The rows by their own numbers, those without by their place in the file."""
    found = (row_label(item.number, words) or evidence_place(item, words) for item in entry.evidence)
    return [one_line(each) for each in dict.fromkeys(found) if each][: 2 * _QUOTES]


def _quotes(entry: OutcomeEntry) -> Iterator[str]:
    """The words at fault, but for those that the message has already."""
    message = one_line(entry.message)
    quotes = dict.fromkeys(
        one_line(item.quote, _QUOTE) for item in entry.evidence if item.quote.strip() and not item.path
    )
    yield from [fit(quote) for quote in quotes if quote not in message][:_QUOTES]


def _text(text: str | None) -> str:
    return fit(one_line(text or ""))
