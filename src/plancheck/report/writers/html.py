"""The report as one HTML page that needs nothing else: no network, no other file, and no script to be read."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from plancheck.report.folder_lines import folder_lines
from plancheck.report.model import Checked, PlanReport
from plancheck.report.safe_text import safe
from plancheck.report.wording import Wording
from plancheck.report.writers.html_parts.overview import overview
from plancheck.report.writers.html_parts.plan_part import plan_part
from plancheck.report.writers.standing import letter, said
from plancheck.resources import shipped_rulesets
from plancheck.rules.calendar import Calendar, load_calendar

_FOLDER: Final = Path(__file__).parent / "html_parts"


def write(checked: Checked, words: Wording, *, calendar_of: Callable[[PlanReport], Calendar] | None = None) -> bytes:
    """The page in UTF-8; the same report gives the same bytes.

    One plan has the page for itself; of several there is an overview first, with the files that were not read.
    `calendar_of` gives the windows of procedures by which a plan was judged, for the timeline; without it, the shipped
    calendar.
    """
    report = checked.report
    windows_of = calendar_of or _shipped
    parts = [
        plan_part(judged, plan, number, words, windows_of(judged))
        for number, (judged, plan) in enumerate(zip(report.plans, checked.plans, strict=True), 1)
    ]
    together = folder_lines(report.folder, words)
    several = len(parts) != 1 or bool(report.unread or report.skipped or together)
    tops, held = [part.anchors.top for part in parts], [part.requirements for part in parts]
    page = _environment().get_template("page.html.j2").render(
        words=words,
        say=words.say,
        letter=lambda outcome, severity: letter(outcome, severity, words),
        said=lambda outcome, severity: said(outcome, severity, words),
        report=report,
        parts=parts,
        several=several,
        together=together,
        overview=overview(report.plans, tops, held, words) if several and parts else None,
        style=_asset("style.css"),
        script=_asset("script.js"),
        policy=_policy(),
    )  # fmt: skip
    return page.encode("utf-8")


def _shipped(_: PlanReport) -> Calendar:
    return load_calendar(shipped_rulesets() / "calendars" / "procedures.yaml")


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _shown(value: Any) -> Any:
    """Every text that a template puts out goes this way: control characters and direction marks are left behind."""
    return safe(value) if isinstance(value, str) and not isinstance(value, Markup) else value


@cache
def _asset(name: str) -> Markup:
    """A file of our own that stands in the page as it is."""
    text = (_FOLDER / name).read_text(encoding="utf-8")
    if name == "style.css":
        dark = (_FOLDER / "dark.css").read_text(encoding="utf-8").strip()
        text = text.replace("/* dark */", dark)
    return Markup(text)


@cache
def _policy() -> str:
    """The page may run our script and wear our style, and fetch nothing: a second wall behind the escaping."""
    hashes = {
        name: b64encode(hashlib.sha256(_asset(name).encode()).digest()).decode() for name in ("style.css", "script.js")
    }
    return (
        f"default-src 'none'; style-src 'sha256-{hashes['style.css']}'; script-src 'sha256-{hashes['script.js']}'; "
        "base-uri 'none'; form-action 'none'"
    )
