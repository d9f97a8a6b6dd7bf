"""Explains the codes under which waivers themselves are found fault with."""

from __future__ import annotations

from typing import Final

from plancheck.report.page import Page
from plancheck.report.wording import Wording
from plancheck.waivers.about_waivers import KNOWN_AS

__all__ = ["WAIVER_CODES", "write_waiver_code"]

WAIVER_CODES: Final = {code: name for code, (name, *_) in KNOWN_AS.items()}
"""The codes with their names."""


def write_waiver_code(code: str, page: Page, words: Wording) -> None:
    """The code as `explain` shows a rule: what it asks, why, how grave it is, what to do, by which page."""
    name, severity, title, remedy, why = KNOWN_AS[code]
    page.text(f"{code}  {name}", style="bold")
    page.blank()
    for label, text in (
        ("explain.asks", words.say(title)),
        ("explain.why", words.say(why)),
        ("explain.severity", words.name("severity", severity)),
        ("label.remedy", words.say(remedy)),
        ("label.source", words.say("waivers.source")),
    ):
        page.labelled(words.say(label), text)
