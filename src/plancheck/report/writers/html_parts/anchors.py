"""The names that links within the page go to; made of numbers alone, so no text of a plan gets into an address."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Link:
    """A link within the page: what it says, the anchor it goes to; of a finding its outcome and severity, too."""

    label: str
    to: str
    outcome: str = ""
    severity: str = ""


@dataclass(frozen=True, slots=True)
class Anchors:
    """The anchors of one plan; `plan` counts the plans of the page from 1, all other numbers from 0."""

    plan: int

    @property
    def top(self) -> str:
        return f"p{self.plan}"

    def part(self, name: str) -> str:
        """A section of the plan's own: findings, requirements, timeline, rows."""
        return f"p{self.plan}-{name}"

    def row(self, measure: int) -> str:
        return f"p{self.plan}-r{measure + 1}"

    def finding(self, entry: int) -> str:
        """An entry of the report's `outcomes`, by its place there."""
        return f"p{self.plan}-f{entry + 1}"

    def rule(self, rule: int) -> str:
        """A requirement, by its place among the rules that were selected."""
        return f"p{self.plan}-q{rule + 1}"
