"""What one job is and what it comes to: plain values that can be sent to another process or machine."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import pickle
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Final, Literal

from plancheck.plan import Value
from plancheck.readers.limits import DEFAULT_LIMITS, Limits
from plancheck.report.model import RulesetId, Summary
from plancheck.terms import Terms

__all__ = ["STAND_IN", "Head", "Job", "Orders", "Outcome", "Refusal", "SentTerms", "crashed", "packed", "unpacked"]

STAND_IN: Final = "plancheck-7d1f0c2a"
"""The name that a file is read under, with its own suffix: what is said of it must not depend on where it lies."""

Kind = Literal["unreadable", "not_a_plan", "not_judged"]


@dataclass(frozen=True, slots=True)
class Job:
    """One document to judge: its place in the input, its name as reported, its bytes, the key of its terms."""

    number: int
    name: str
    terms: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a file was not judged; its `error` has STAND_IN with the suffix where the file's name belongs."""

    kind: Kind
    error: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a job came to: a report and a plan, or a refusal.

    `report` is a `PlanReport` as it is written, `plan` a `Plan` in JSON, `source.path` empty, packed (`packed`,
    `unpacked`); `head` is what is counted of the report (`Head`), to count by without unpacking it; `sketch` is held
    against other plans'. `lasting`: the same bytes on the same terms would come to the same, so that it may be
    remembered; a refusal for want of time or memory is not.
    """

    number: int
    head: bytes = b""
    report: bytes = field(default=b"", repr=False)
    plan: bytes = field(default=b"", repr=False)
    sketch: bytes = field(default=b"", repr=False)
    refusal: Refusal | None = None
    lasting: bool = True


class Head(Value):
    """What is counted of a plan's report, and what it is named by. `waivers`: its file may hold some."""

    summary: Summary
    ruleset: RulesetId
    format: str = ""
    organisation: str | None = None
    approved: dt.date | None = None
    waivers: bool = False


@dataclass(frozen=True, slots=True)
class SentTerms:
    """Terms that travel: everything a worker needs that does not see our disk, rulesets and the superior plan too.

    `key` names them in jobs. `content` is a pickle: only for processes of our own, or of a cluster that is trusted.
    """

    key: str
    content: bytes = field(repr=False)

    @classmethod
    def of(cls, terms: Terms) -> SentTerms:
        """`terms.ruleset` and `terms.against` are values by now, not names of files."""
        packed = io.BytesIO()
        _Pickler(packed).dump(terms)
        content = packed.getvalue()
        return cls(hashlib.sha256(content).hexdigest(), content)

    def terms(self) -> Terms:
        """The terms, in whatever process."""
        made: Terms = pickle.loads(self.content)
        return made


@dataclass(frozen=True, slots=True)
class Orders:
    """What holds for all jobs of a run: the terms by their keys, the limits, and the seconds for reading one file.

    `seconds` 0 is reading in the worker's own process, without bound. `lang` is the language of refusals.
    """

    terms: Mapping[str, SentTerms]
    limits: Limits = DEFAULT_LIMITS
    seconds: float = 60.0
    lang: str = "ru"

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (dict(self.terms), self.limits, self.seconds, self.lang)


def packed(content: bytes) -> bytes:
    """A text as it is sent and kept: a seventh of its size, in a third of a millisecond."""
    return zlib.compress(content, 1)


def unpacked(content: bytes) -> bytes:
    """What was packed; zlib.error where it is not whole."""
    return zlib.decompress(content)


def crashed(number: int, lang: str) -> Outcome:
    """The outcome of a job that two workers were lost on."""
    from plancheck.isolation.troubles import crashed as died  # noqa: PLC0415 - seldom needed

    return Outcome(number, refusal=Refusal("unreadable", died().text(lang)), lasting=False)


class _Pickler(pickle.Pickler):
    """Knows read-only mappings, which pickle alone does not."""

    def reducer_override(self, value: Any) -> Any:
        return (_read_only, (dict(value),)) if isinstance(value, MappingProxyType) else NotImplemented


def _read_only(values: dict[Any, Any]) -> Mapping[Any, Any]:
    return MappingProxyType(values)
