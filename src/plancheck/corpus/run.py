"""A run that is over: its report, and the plans judged, walked in the order of input from where they lie on disk."""

from __future__ import annotations

import json
from array import array
from collections.abc import Callable, Iterable, Iterator, Set
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final, Self

from plancheck.as_asked import AsAsked
from plancheck.corpus.finding import Sources
from plancheck.corpus.spool import Spool
from plancheck.corpus.task import Head
from plancheck.errors import UnreadableError
from plancheck.plan import Plan
from plancheck.report.folder import FiledPlan
from plancheck.report.json_writer import plan_report_written
from plancheck.report.model import Checked, PlanReport, Report, Summary, Unread
from plancheck.report.safe_text import json_safe, safe_path
from plancheck.report.tally import Sums
from plancheck.report.wording import wording

if TYPE_CHECKING:
    from plancheck.crossing import Crossing, Filing, Insertion, Sketch

__all__ = ["HELD", "Run"]

HELD: Final = 40
"""Plans up to which a run is held in memory when it is asked for as `Checked`."""


@dataclass(frozen=True, slots=True)
class Run:
    """What a run came to.

    `report` is the report without its plans: summary, what was not judged, what was passed over. `names` are those of
    the plans judged, in order. `may_have_waivers`: one may have waivers of its own or beside it. `interrupted`: it was
    broken off (Ctrl-C), and the rest stands in `report.unread`. `remembered` are the files that came from the cache.
    `filing` is what is said of all plans together, which `report.folder` tells with their names; of more than `HELD`
    plans these are read from disk as they are asked for, so that the report is written by `report_json`.
    Plans are on disk until `close`, or the end of the `with` block.
    """

    report: Report
    names: tuple[str, ...]
    may_have_waivers: bool
    interrupted: bool
    remembered: int
    _numbers: array[int]
    _spool: Spool
    _contents: Callable[[int], bytes]
    _sources: Sources
    filing: Filing | None = None
    _filed: Callable[[int], FiledPlan] | None = None  # by the places that the filing tells, whatever is left out since

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def close(self) -> None:
        """Forgets the plans; the report stays."""
        self._spool.close()
        self._sources.close()

    def __len__(self) -> int:
        """How many plans were judged."""
        return len(self._numbers)

    def __iter__(self) -> Iterator[tuple[PlanReport, Plan]]:
        """Every plan judged, with its report, in the order of input; as often as asked."""
        return ((self.report_at(at), self.plan_at(at)) for at in range(len(self)))

    def report_at(self, at: int) -> PlanReport:
        """The report on one plan, by its place among those judged."""
        return PlanReport.model_validate_json(self.written_at(at))

    def written_at(self, at: int) -> bytes:
        """The same as it stands in the JSON of the whole report."""
        return _under_its_name(self._spool.report(self._numbers[at]), self.names[at])

    def written(self) -> Iterator[bytes]:
        """All of them, in order; quicker than one by one."""
        left = zip(self._numbers, self.names, strict=True)
        number, name = next(left, (None, ""))
        for its, report in self._spool.reports():
            if its == number:  # else it is left out
                yield _under_its_name(report, name)
                number, name = next(left, (None, ""))

    def compared(self, found: Crossing) -> Run:
        """The run with what its plans are to each other beside each report, and in the report on all."""
        from plancheck.crossing import entries, filing_of, insertion  # noqa: PLC0415 - not where it is remembered

        words, sums = wording(self.report.lang), Sums()
        for at, number in enumerate(self._numbers):
            before = self._head(number).summary
            if told := entries(at, found, self.plan_at, words):
                said = insertion(before, told)
                self.tell(at, said)
                before = Summary.model_validate_json(said.summary)
            sums.add(before)
        return self.told(sums.summary, filing_of(found, self.plan_at))

    def tell(self, at: int, said: Insertion) -> None:
        """Puts what is said of a plan among others into the report on it."""
        self._spool.tell(self._numbers[at], said)

    def tell_nothing(self) -> None:
        """Takes what was said of plans among others from all reports."""
        self._spool.tell_nothing()

    def insertions(self) -> Iterator[Insertion]:
        """What is said of each plan among others, in order."""
        return self._spool.told()

    def told(self, summary: Summary, filing: Filing) -> Run:
        """The run with another summary, and with what is said of all its plans."""
        update = {"summary": summary, "folder": filing.folder(self._filed_at, held=len(self) <= HELD)}
        return replace(self, filing=filing, _filed=self._filed_at, report=self.report.model_copy(update=update))

    def _filed_at(self, at: int) -> FiledPlan:
        head = self._head(self._numbers[at])
        return FiledPlan(path=safe_path(self.names[at]), organisation=head.organisation, approved=head.approved)

    def _head(self, number: int) -> Head:
        return Head.model_validate_json(self._spool.head(number))

    def plan_at(self, at: int) -> Plan:
        """The plan itself."""
        plan = Plan.model_validate_json(self._spool.plan(self._numbers[at]))
        return plan.model_copy(update={"source": plan.source.model_copy(update={"path": safe_path(self.names[at])})})

    def sketch_at(self, at: int) -> Sketch:
        """What it is held against other plans by."""
        from plancheck.crossing import Sketch, sketch_of  # noqa: PLC0415 - not needed where a run is remembered

        kept = self._spool.sketch(self._numbers[at])
        return Sketch.unpacked(kept, safe_path(self.names[at])) if kept else sketch_of(self.plan_at(at))

    def content_at(self, at: int) -> bytes | None:
        """The bytes that it was read from; None where the file is gone."""
        try:
            return self._contents(self._numbers[at])
        except UnreadableError:
            return None

    def named_at(self, at: int) -> tuple[str, str]:
        """The path of a plan's file as reported, and its format."""
        return safe_path(self.names[at]), self._head(self._numbers[at]).format

    def amend(self, at: int, report: PlanReport) -> None:
        """Puts another report on a plan in the place of the one there is."""
        bare = report.model_copy(update={"source": report.source.model_copy(update={"path": ""})})
        self._spool.amend(self._numbers[at], plan_report_written(bare))

    def recounted(self, summary: Summary, left_out: Set[int], unread: Iterable[Unread]) -> Run:
        """The run with what its reports add up to now, and without the plans of some places."""
        kept = [at for at in range(len(self)) if at not in left_out]
        update = {"summary": summary, "unread": (*self.report.unread, *unread)}
        return replace(
            self,
            report=self.report.model_copy(update=update),
            names=tuple(self.names[at] for at in kept),
            _numbers=array("I", (self._numbers[at] for at in kept)),
        )

    def checked(self, *, contents: bool = False, most: int | None = None) -> Checked:
        """As the writers of reports take it: held in memory up to `most` plans, else read from disk as they are asked
        for, so that what goes through them once (JSON, CSV, text) takes no more memory for more plans."""
        many = range(len(self))
        if len(self) <= (HELD if most is None else most):
            folder = self.filing.folder(self._filed) if self.filing and self._filed else self.report.folder
            report = self.report.model_copy(update={"plans": tuple(map(self.report_at, many)), "folder": folder})
            kept = tuple(map(self.content_at, many)) if contents else ()
            return Checked(report, tuple(map(self.plan_at, many)), kept)
        report = self.report.model_copy(update={"plans": _Reports(self)})
        bytes_of: Any = AsAsked(self.content_at, len(self)) if contents else ()
        plans: Any = AsAsked(self.plan_at, len(self))
        return Checked(report, plans, bytes_of)


class _Reports(AsAsked[PlanReport]):
    """Reports on plans; `written` are they in JSON, `paths` their files, for whoever need not know more."""

    def __init__(self, run: Run) -> None:
        super().__init__(run.report_at, len(run))
        self.written, self._names = run.written, run.names

    def paths(self) -> Iterator[str]:
        return map(safe_path, self._names)


def _under_its_name(report: bytes, name: str) -> bytes:
    """A report as it is written, with the path of its file."""
    named = json_safe(json.dumps(safe_path(name), ensure_ascii=False))
    return report.replace(b'"path": ""', f'"path": {named}'.encode(), 1)
