"""The forms a report is written in: a name, the suffixes that tell it, and the module whose `write` writes it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from types import MappingProxyType
from typing import IO, TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import PurePath

    from plancheck.report.model import Checked, PlanReport
    from plancheck.report.wording import Wording
    from plancheck.rules.calendar import Calendar

__all__ = ["FORMS", "Form", "Manner", "form_named_by"]

_HERE: Final = "plancheck.report.writers"


class Manner(NamedTuple):
    """What the caller asked of the whole check; a form that has no use for it is not told.

    `verbose`: every quote and reason. `fails_from`: the severity (error, warning, note) from which a finding makes
    the check fail, None where none does. `when` is the time of Word comments, `template` a letter's own, `days` the
    working days it gives, `target` the name of the file it goes to; `calendar_of` gives the calendar by which a plan
    was judged. None for what the form has of itself.
    """

    verbose: bool = False
    fails_from: str | None = "error"
    when: dt.datetime | None = None
    template: bytes | None = None
    days: int | None = None
    target: str | None = None
    calendar_of: Callable[[PlanReport], Calendar] | None = None


class Form(NamedTuple):
    """A form of the report.

    Its module has `write(checked, words) -> bytes`, with `manner` as a third parameter where `by_manner` says so;
    `takes` are the parts of the manner that it is given by name instead, where they are not None.
    `suffixes` are the ends of file names that ask for it, `binary` says that it is nothing for a screen, `several`
    that it takes any number of plans: where it is False, exactly one. `rewrites`: it needs the submitted bytes.
    `apiece` is the suffix of a plan's own file, in forms that a folder of plans may have a file each in.
    `streams`: the module has `write_into(file, …)` too, which writes plan by plan and holds none.
    """

    name: str
    module: str
    suffixes: tuple[str, ...] = ()
    binary: bool = False
    several: bool = True
    by_manner: bool = False
    rewrites: bool = False
    streams: bool = False
    takes: tuple[str, ...] = ()
    apiece: str = ""

    def write(self, checked: Checked, words: Wording, manner: Manner | None = None) -> bytes:
        """The whole file; the module with its libraries is loaded only now."""
        write = import_module(self.module).write
        manner = manner or Manner()
        given = {name: value for name in self.takes if (value := getattr(manner, name)) is not None}
        written: bytes = write(checked, words, manner) if self.by_manner else write(checked, words, **given)
        return written

    def write_into(self, file: IO[bytes], checked: Checked, words: Wording, manner: Manner) -> None:
        """The same into a file that is open, for a form that `streams`."""
        write_into = import_module(self.module).write_into
        given = {name: value for name in self.takes if (value := getattr(manner, name)) is not None}
        write_into(file, checked, words, *([manner] if self.by_manner else []), **given)

    def streams_to(self, target: PurePath | None) -> bool:
        """Whether it is written plan by plan there; Parquet is made on disk, and may lack its library."""
        return self.streams and not (target and target.suffix.lower() == ".parquet")


_FORMS: Final = (
    Form("text", f"{_HERE}.text", (".txt",), by_manner=True, streams=True),
    Form("json", f"{_HERE}.json", (".json",), streams=True),
    Form("sarif", f"{_HERE}.sarif", (".sarif", ".sarif.json")),
    Form("junit", f"{_HERE}.junit", (".xml",), by_manner=True),
    Form("github", f"{_HERE}.github"),
    Form("gitlab", f"{_HERE}.gitlab"),
    Form("markdown", f"{_HERE}.markdown", (".md", ".markdown")),
    Form("csv", f"{_HERE}.csv", (".csv",), streams=True),
    Form(
        "docx", f"{_HERE}.docx", (".docx", ".docm"),
        binary=True, several=False, rewrites=True, takes=("when",), apiece=".docx",
    ),
    Form("letter", f"{_HERE}.letter", binary=True, takes=("template", "days"), apiece=".docx"),
    Form("html", f"{_HERE}.html", (".html", ".htm"), takes=("calendar_of",), apiece=".html"),
    Form("xlsx", f"{_HERE}.xlsx", (".xlsx",), binary=True),
    Form("outcomes", f"{_HERE}.tables_outcomes", (".parquet", "outcomes.csv"), streams=True, takes=("target",)),
    Form("measures", f"{_HERE}.tables_measures", ("measures.parquet", "measures.csv"), streams=True, takes=("target",)),
)  # fmt: skip
FORMS: Final[Mapping[str, Form]] = MappingProxyType({form.name: form for form in _FORMS})


def form_named_by(path: PurePath) -> Form | None:
    """The form that a file name asks for by its suffix, whatever its case; the longer suffix goes first."""
    name = path.name.lower()
    fits = [(len(suffix), form) for form in _FORMS for suffix in form.suffixes if name.endswith(suffix)]
    return max(fits, key=lambda fit: fit[0])[1] if fits else None
