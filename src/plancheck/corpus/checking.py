"""Many files judged as one run: found, remembered or handed out to workers, and put in the order of input."""

from __future__ import annotations

import os
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Final, Unpack

from plancheck import __version__
from plancheck.corpus.cache import Cache
from plancheck.corpus.finding import Found, Item, PassedOver, Sources
from plancheck.corpus.keys import comparison_key, key_of, terms_key
from plancheck.corpus.progress import Progress, Tell
from plancheck.corpus.run import Run
from plancheck.corpus.spool import Spool
from plancheck.corpus.task import STAND_IN, Head, Job, Orders, Outcome, SentTerms
from plancheck.corpus.together import Remembered, said_together
from plancheck.errors import UnreadableError
from plancheck.opening import Submission
from plancheck.readers.limits import DEFAULT_LIMITS, Limits
from plancheck.report.assembly import joined_ids
from plancheck.report.model import Report, RulesetId, SkippedFile, ToolId, Unread
from plancheck.report.safe_text import safe_path
from plancheck.report.tally import Sums
from plancheck.report.wording import wording
from plancheck.rules import Ruleset
from plancheck.terms import Asked, Terms, settled
from plancheck.waivers.finding import waiver_file_of

if TYPE_CHECKING:
    from plancheck.checking import Superiors
    from plancheck.corpus.workers import Workers

__all__ = ["SECONDS", "check_corpus"]

SECONDS: Final = 60.0
TermsOf = Callable[[str | Path | Submission], Terms]


def check_corpus(
    files: Iterable[str | Path | Submission],
    *,
    terms: Terms | None = None,
    terms_of: TermsOf | None = None,
    limits: Limits = DEFAULT_LIMITS,
    seconds: float = SECONDS,
    workers: Workers | None = None,
    cache: Cache | None = None,
    tell: Tell | None = None,
    schools: Sequence[str] | None = None,
    **asked: Unpack[Asked],
) -> Run:
    """Judges files, whole folders (walked deep), patterns («plans/**/*.docx») and .zip archives of plans.

    The terms are given as to `check_files`; `terms_of` tells those of each of `files`, where they differ. Each file is
    read in a process of its own for no longer than `seconds` (0: in the worker, without bound). `workers` do the work:
    by default as many processes as there are cores, where that pays. `cache` is looked into before a file is read.
    `tell` hears how far the run is. Several plans are held against each other (`report.folder`, rule PRV003); `schools`
    are those that should have sent one. The plans are walked in the order of `files`, those of a folder by name; close
    the run, or use it in a `with` block.

    A file that cannot be judged is in `report.unread`; one found that is no plan in `report.skipped`. Ctrl-C does not
    raise: `interrupted` says so, and what was not judged by then is unread. Raises RulesetError alone.
    """
    common = settled(terms, asked).loaded()
    named = list(files)
    own = {_called(file): terms_of(file).loaded() for file in named} if terms_of else {}
    common, own, lost = _with_superiors(common, own, limits, seconds)
    sources = Sources(limits, common.lang)
    work = _Work(common, own, limits, cache, tell, sources, Spool(), schools)
    interrupted = False
    try:
        work.begin(named)
        orders = Orders(work.sent_terms(), limits, seconds, common.lang)
        for outcome in (workers or _fitting()).outcomes(work.jobs(), orders):
            work.take(outcome)
    except KeyboardInterrupt:
        interrupted = True
    except BaseException:
        work.spool.close()
        raise
    finally:
        sources.close()
    return work.over(lost, interrupted=interrupted, one_ruleset=terms_of is None)


def _fitting() -> Workers:
    from plancheck.corpus.pool import Fitting  # noqa: PLC0415 - may be given

    return Fitting()


def _called(file: str | Path | Submission) -> str:
    return file.name if isinstance(file, Submission) else str(file)


def _with_superiors(
    common: Terms, own: dict[str, Terms], limits: Limits, seconds: float
) -> tuple[Terms, dict[str, Terms], tuple[Unread, ...]]:
    """The terms with the superior plans that they name by file, and what is to be said of those not read."""
    if not any(isinstance(one.against, str | Path) for one in (common, *own.values())):
        return common, own, ()

    from plancheck.checking import Superiors, in_its_turn  # noqa: PLC0415 - seldom needed
    from plancheck.isolation import IsolatedReader  # noqa: PLC0415

    def read_by(superiors: Superiors) -> tuple[Terms, dict[str, Terms], tuple[Unread, ...]]:
        read = {id(one): superiors.read_for(one) for one in (common, *own.values())}
        return read[id(common)], {name: read[id(one)] for name, one in own.items()}, superiors.and_unread(())

    if not seconds:
        return read_by(Superiors(in_its_turn(limits), common.lang))
    with IsolatedReader(limits, seconds) as reader:
        return read_by(Superiors(reader.begin, common.lang))


@dataclass(slots=True)
class _Work:
    """A run while it lasts: what was found, and what has come of it so far, by number."""

    common: Terms
    own: dict[str, Terms]
    limits: Limits
    cache: Cache | None
    tell: Tell | None
    sources: Sources
    spool: Spool
    schools: Sequence[str] | None
    items: list[Item] = field(default_factory=list)
    _keys: dict[int, tuple[str, str]] = field(default_factory=dict)  # of terms: as sent, and as remembered
    _kept_under: dict[int, str] = field(default_factory=dict)  # of files at work
    _judged: bytearray = field(default_factory=bytearray)  # by number, 1 where there is a report
    _sums: Sums = field(default_factory=Sums)
    _rulesets: dict[RulesetId, int] = field(default_factory=dict)  # with the first plan that each served
    _waivers: bool = False
    _done: int = 0
    _remembered: int = 0
    _unread: int = 0
    _at_work: str = ""

    def begin(self, named: Iterable[str | Path | Submission]) -> None:
        """Finds what there is to do."""
        items = list(self.sources.found(named))
        self._judged = bytearray(len(items))
        self.items = items

    def sent_terms(self) -> dict[str, SentTerms]:
        """All terms, by the key that jobs name them by."""
        made: dict[str, SentTerms] = {}
        for terms in (self.common, *self.own.values()):
            if id(terms) not in self._keys:
                sent = SentTerms.of(terms)
                made[sent.key] = sent
                self._keys[id(terms)] = sent.key, terms_key(terms) if self.cache else ""
        return made

    def jobs(self) -> Iterator[Job]:
        """What must be handed out: found, opened, and not remembered."""
        self._done = sum(not isinstance(item, Found) for item in self.items)
        self._unread = sum(isinstance(item, Unread) for item in self.items)
        for number, item in enumerate(self.items):
            if not isinstance(item, Found):
                continue
            self._at_work = item.name
            try:
                content = self.sources.content(item)
            except UnreadableError as error:
                self._settle(number, Unread(path=item.name, error=error.text(self.common.lang)))
                continue
            sent, kept = self._keys[id(self.own.get(item.called, self.common))]
            if self.cache:
                key = key_of(content, item.name, kept, self.limits)
                known = self.cache.get(key, number)
                if known:
                    self._remembered += 1
                    self.take(known, key)
                    continue
                self._kept_under[number] = key
            yield Job(number, item.name, sent, content)

    def take(self, outcome: Outcome, key: str | None = None) -> None:
        """What has come: kept, remembered, told. `key` is what it was found in the cache by, if it was."""
        number = outcome.number
        item = self.items[number]
        if not isinstance(item, Found) or self._judged[number]:
            return  # told twice: the first holds
        if key is None:
            key = self._kept_under.pop(number, "")
            if self.cache and key:
                self.cache.put(key, outcome)
        if outcome.refusal:
            name = f"{STAND_IN}{PurePath(item.name).suffix}"
            error = outcome.refusal.error.replace(name, safe_path(item.name))
            passed = outcome.refusal.kind == "not_a_plan" and not item.asked
            unread = Unread(path=item.name, error=error, kind=outcome.refusal.kind)
            self._settle(number, PassedOver(item.name, "not_a_plan", error) if passed else unread)
            return
        head = Head.model_validate_json(outcome.head)
        self.spool.put(outcome, key)
        self._judged[number] = True
        self._waivers |= head.waivers
        self._sums.add(head.summary)
        self._rulesets[head.ruleset] = min(number, self._rulesets.get(head.ruleset, number))
        self._tell()

    def _settle(self, number: int, item: Unread | PassedOver) -> None:
        """A file that gives no report."""
        self.items[number] = item
        self._unread += isinstance(item, Unread)
        self._tell()

    def _tell(self) -> None:
        self._done += 1
        if self.tell:
            self.tell(
                Progress(
                    self._done,
                    len(self.items),
                    self._at_work,
                    self._sums.by_severity,
                    self._remembered,
                    self._unread,
                )
            )

    def over(self, lost: tuple[Unread, ...], *, interrupted: bool, one_ruleset: bool) -> Run:
        """The run, with whatever is left said to be not judged."""
        words = wording(self.common.lang)
        left = words.say("error.not_judged_interrupted" if interrupted else "error.not_judged_lost")
        numbers = array("I", (number for number, judged in enumerate(self._judged) if judged))
        names = tuple(item.name for number in numbers if isinstance(item := self.items[number], Found))
        unread = list(lost)
        own = {one.path for one in lost}
        skipped: list[SkippedFile] = []
        for number, item in enumerate(self.items):
            if isinstance(item, PassedOver):
                reason = item.error or words.name("skipped_file", item.why)
                skipped.append(SkippedFile(path=safe_path(item.name), why=item.why, reason=reason))
            elif isinstance(item, Unread):
                if item.path not in own:
                    unread.append(item.model_copy(update={"path": safe_path(item.path)}))
            elif not self._judged[number]:
                unread.append(Unread(path=safe_path(item.name), error=left, kind="not_judged"))
        run = Run(
            report=Report(
                ruleset=self._ruleset(one_ruleset=one_ruleset),
                tool=ToolId(version=__version__),
                lang=self.common.lang,
                summary=self._sums.summary,
                unread=tuple(unread),
                skipped=tuple(skipped),
            ),
            names=names,
            may_have_waivers=self._waivers or _waiver_file_beside(names),
            interrupted=interrupted,
            remembered=self._remembered,
            _numbers=numbers,
            _spool=self.spool,
            _contents=self._content_of,
            _sources=self.sources,
        )
        if len(run) < 2 and self.schools is None:
            return run
        remembered = Remembered(self.cache, self._comparison_key(names)) if self.cache else None
        served = (one.name for one in self._rulesets)
        return said_together(run, (self.common, *self.own.values()), served, self.schools, remembered)

    def _comparison_key(self, names: Iterable[str]) -> str:
        """What is remembered of these plans among each other."""
        plans = zip(names, self.spool.keys(), strict=True)
        return comparison_key(plans, (kept for _, kept in self._keys.values()), self.schools)

    def _ruleset(self, *, one_ruleset: bool) -> RulesetId:
        if one_ruleset and isinstance(self.common.ruleset, Ruleset):
            from plancheck.checking import ruleset_id  # noqa: PLC0415 - a ruleset is not always loaded

            return ruleset_id(self.common.ruleset)
        return joined_ids(sorted(self._rulesets, key=self._rulesets.__getitem__))

    def _content_of(self, number: int) -> bytes:
        item = self.items[number]
        assert isinstance(item, Found)
        return self.sources.content(item)


def _waiver_file_beside(names: Iterable[str]) -> bool:
    folders = {os.path.dirname(name): name for name in names}  # noqa: PTH120 - of thousands
    return any(waiver_file_of(Path(name)) for name in folders.values())
