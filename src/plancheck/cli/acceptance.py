"""What was checked, with the findings that somebody has accepted shown as such."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict

from plancheck.report.wording import Wording

if TYPE_CHECKING:
    from plancheck.report.model import Checked
    from plancheck.waivers.applying import Judged, Released
    from plancheck.waivers.baseline import Baseline


def accepted(
    checked: Checked, waivers: Path | None, baseline: Path | None, ruleset: str | None, words: Wording
) -> Checked:
    """As `plancheck.waivers.applying.waived`, as of today; the files may be None. Raises WaiverFileError."""
    from plancheck.waivers.finding import has_waivers

    if not waivers and not baseline and not has_waivers(checked):
        return checked
    from plancheck.waivers.applying import waived

    return waived(checked, **_by(waivers, baseline, ruleset, words))


def accepted_among(
    judged: Judged, waivers: Path | None, baseline: Path | None, ruleset: str | None, words: Wording
) -> Released | None:
    """As `plancheck.waivers.applying.released`, in the same way."""
    from plancheck.waivers.applying import released

    return released(judged, **_by(waivers, baseline, ruleset, words))


class _By(TypedDict):
    today: dt.date
    file: Path | None
    baseline: Baseline | None
    lang: str
    codes: Callable[[], frozenset[str]]


def _by(waivers: Path | None, baseline: Path | None, ruleset: str | None, words: Wording) -> _By:
    from plancheck.waivers.baseline import read_baseline

    return {
        "today": dt.date.today(),
        "file": waivers,
        "baseline": read_baseline(baseline) if baseline else None,
        "lang": words.lang,
        "codes": lambda: rule_codes(ruleset),
    }


def rule_codes(ruleset: str | None) -> frozenset[str]:
    """The codes of the shipped rules and of the ruleset that serves, switched off ones among them."""
    from plancheck.checking import load_named
    from plancheck.report.tally import OF_THE_RUN
    from plancheck.rules import ruleset_names

    rulesets = [load_named(name) for name in (*ruleset_names(), *([ruleset] if ruleset else []))]
    own = {code for one in rulesets for code in (*(rule.code for rule in one.rules), *one.switched_off)}
    return OF_THE_RUN | own
