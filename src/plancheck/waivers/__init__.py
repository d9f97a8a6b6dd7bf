"""Findings that somebody has accepted for a time, and findings known from before: they are shown, and do not fail."""

from plancheck.waivers.applying import waived
from plancheck.waivers.baseline import Baseline, baseline_json, baseline_of, pruned, read_baseline
from plancheck.waivers.faults import WaiverFileError
from plancheck.waivers.finding import WAIVERS_FILE
from plancheck.waivers.reading import read_waivers
from plancheck.waivers.waiver import About, Waiver

__all__ = [
    "WAIVERS_FILE",
    "About",
    "Baseline",
    "Waiver",
    "WaiverFileError",
    "baseline_json",
    "baseline_of",
    "pruned",
    "read_baseline",
    "read_waivers",
    "waived",
]
