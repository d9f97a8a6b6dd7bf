"""One job done, in whatever process: its file is read in a bounded child, judged, and reported on."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from pathlib import PurePath
from typing import Self

from plancheck.checking import Begin, check, in_its_turn, make_ready, or_unread
from plancheck.corpus.task import STAND_IN, Head, Job, Orders, Outcome, Refusal, packed
from plancheck.crossing import sketch_of
from plancheck.errors import PassingError
from plancheck.isolation import IsolatedReader
from plancheck.isolation.process import Process
from plancheck.isolation.reader import Make
from plancheck.plan import Plan
from plancheck.report.json_writer import plan_report_written
from plancheck.report.model import PlanReport, Unread
from plancheck.terms import Terms
from plancheck.waivers.finding import may_hold_waivers

__all__ = ["Judge"]


class Judge:
    """Does jobs, for as long as the `with` block lasts, in this process; its reading child is replaced as needed.

    `first` is a child that was started before, `make` starts further ones.
    """

    def __init__(self, orders: Orders, *, first: Process | None = None, make: Make = Process) -> None:
        self._orders = orders
        self._terms: dict[str, Terms] = {}
        self._reader = IsolatedReader(orders.limits, orders.seconds, first=first, make=make) if orders.seconds else None
        self._begin: Begin = self._reader.begin if self._reader else in_its_turn(orders.limits)
        if self._reader:
            make_ready()  # while the child loads

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        if self._reader:
            self._reader.close()

    def begin(self, job: Job) -> Callable[[], Outcome]:
        """Begins to read the job's file, in the child; the function given back judges it. Raises RulesetError."""
        name = f"{STAND_IN}{PurePath(job.name).suffix}"
        terms = self._own(job.terms)
        reading = self._begin(job.content, name, terms.lexicons)
        passing = False

        def judged() -> tuple[PlanReport, Plan]:
            nonlocal passing
            try:
                plan = reading()
            except PassingError:
                passing = True
                raise
            plan = plan.model_copy(update={"source": plan.source.model_copy(update={"path": ""})})
            return check(plan, terms=terms, limits=self._orders.limits), plan

        def done() -> Outcome:
            found = or_unread(judged, job.name, self._orders.lang)
            if isinstance(found, Unread):
                lasting = not passing and found.kind != "not_judged"
                return Outcome(job.number, refusal=Refusal(found.kind, found.error), lasting=lasting)
            report, plan = found
            waivers = may_hold_waivers(plan.source.format, job.content)
            approved = plan.approval.date if plan.approval else None
            head = Head(
                summary=report.summary,
                ruleset=report.ruleset,
                format=plan.source.format,
                organisation=plan.organisation,
                approved=approved,
                waivers=waivers,
            )
            return Outcome(
                job.number,
                head.model_dump_json().encode(),
                packed(plan_report_written(report)),
                packed(plan.model_dump_json().encode()),
                sketch_of(plan).packed(),
            )

        return done

    def do(self, job: Job) -> Outcome:
        """One job from its beginning to its end."""
        return self.begin(job)()

    def outcomes(self, jobs: Iterable[Job], *, ahead: int = 1) -> Iterator[Outcome]:
        """Jobs one after another: the child reads the next ones, `ahead` of them, while one is judged.

        Raises RulesetError.
        """
        begun: deque[Callable[[], Outcome]] = deque()
        for job in jobs:
            begun.append(self.begin(job))
            if len(begun) > ahead:
                yield begun.popleft()()
        for done in begun:
            yield done()

    def break_off(self) -> None:
        """Ends the reading that is going on: its file is told of as unreadable."""
        if self._reader:
            self._reader.break_off()

    def _own(self, key: str) -> Terms:
        """The terms of a key, unpacked once: rules are compiled for a ruleset as long as it lives."""
        if key not in self._terms:
            self._terms[key] = self._orders.terms[key].terms()
        return self._terms[key]
