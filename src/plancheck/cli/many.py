"""Many files of one call: judged by as many processes as pays, remembered, with their progress on the screen."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from plancheck.cli.acceptance import accepted_among
from plancheck.cli.options import STDIN, seconds_in, submissions
from plancheck.cli.output import complain
from plancheck.cli.settled import Settled, called
from plancheck.cli.usage import CallError
from plancheck.report.wording import Wording

if TYPE_CHECKING:
    from plancheck.corpus.cache import Cache
    from plancheck.corpus.progress import Tell
    from plancheck.corpus.run import Run
    from plancheck.corpus.workers import Workers
    from plancheck.report.model import Checked

__all__ = ["are_many", "cached", "checked_whole", "jobs_in", "judged", "shown", "with_accepted"]

_PATTERN: Final = "*?["


def are_many(files: Sequence[str]) -> bool:
    """Whether a call is about more than one file: several are named, or a folder, a pattern or an archive."""
    if len(files) != 1 or files[0] == STDIN:
        return len(files) > 1
    path = Path(files[0])
    try:
        if path.is_dir() or path.suffix.lower() == ".zip":
            return True
        return any(sign in files[0] for sign in _PATTERN) and not path.exists()
    except (OSError, ValueError):
        return False


def jobs_in(given: str, words: Wording) -> int | None:
    """The number of `--jobs`; None for «auto». CallError for what is neither."""
    if given == "auto":
        return None
    from plancheck.configuration.options import MOST_JOBS

    number = int(given) if given.isascii() and given.isdigit() and len(given) < 5 else 0
    if not 1 <= number <= MOST_JOBS:
        raise CallError(words.say("usage.jobs", value=given, most=MOST_JOBS))
    return number


def judged(
    files: Sequence[str],
    asked: Settled,
    words: Wording,
    *,
    jobs: int | None,
    scheduler: str | None,
    cache: Cache | None,
    schools: Sequence[str] | None = None,
    own_process: bool = False,
) -> Run:
    """The files of a call, judged on the terms that are asked for, with a bar on the screen.

    `schools` are those that should have sent a plan. `own_process`: this one runs the command and nothing else, so that
    workers may be copies of it.

    Raises RulesetError, and ClusterError where the scheduler's cluster cannot be used.
    """
    from plancheck.corpus.checking import check_corpus
    from plancheck.corpus.pool import Fitting

    workers: Workers = Fitting(jobs, copies=own_process)
    if scheduler:
        from plancheck.corpus.cluster import Cluster

        workers = Cluster(scheduler, otherwise=workers, lost=lambda: complain(words.say("error.cluster_lost")))
    own = {} if asked.alike else asked.loaded_terms()
    with shown(words) as tell:
        return check_corpus(
            submissions(files, words, asked.bounds),
            terms=asked.terms(),
            terms_of=(lambda file: own[called(file)]) if own else None,
            limits=asked.bounds,
            seconds=seconds_in(str(asked["timeout"]), words),
            workers=workers,
            cache=cache,
            tell=tell,
            schools=schools,
        )


def checked_whole(files: Sequence[str], asked: Settled, words: Wording) -> Checked:
    """The files of a call, found and judged as `check` does it, all held in memory: for what asks for every plan."""
    with (
        cached(words, without=not asked["cache"]) as cache,
        judged(files, asked, words, jobs=jobs_in(str(asked["jobs"]), words), scheduler=None, cache=cache) as run,
    ):
        if run.interrupted:
            raise KeyboardInterrupt
        return run.checked(contents=True, most=sys.maxsize)


def with_accepted(run: Run, asked: Settled, words: Wording) -> Checked:
    """What was checked, with the findings that somebody has accepted. Raises WaiverFileError."""
    waivers, baseline = asked.path("waivers"), asked.path("baseline")
    if waivers or baseline or run.may_have_waivers:
        released = accepted_among(run, waivers, baseline, asked["ruleset"], words)
        if released:
            run = run.recounted(*released)
    return run.checked(contents=True)


@contextlib.contextmanager
def cached(words: Wording, *, without: bool) -> Iterator[Cache | None]:
    """The user's cache; None where it is not wanted."""
    if without:
        yield None
        return
    from plancheck.corpus.cache import Cache
    from plancheck.keeping import cache_folder

    def put_aside(path: Path) -> None:
        complain(words.say("cache.put_aside", path=path))

    with Cache(cache_folder(os.environ), put_aside=put_aside) as cache:
        yield cache


@contextlib.contextmanager
def shown(words: Wording) -> Iterator[Tell | None]:
    """Tells a terminal how far the run is; None where standard error is none."""
    if not sys.stderr.isatty():
        yield None
        return
    from plancheck.cli.progress import progress_bar

    with progress_bar(words) as tell:
        yield tell
