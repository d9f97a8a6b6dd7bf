"""Which forms of the report go where: pairs the `-f` and `-o` of a call, and writes them."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from plancheck.cli.apiece import is_folder, names_in
from plancheck.cli.help_text import CommandHelp
from plancheck.cli.output import (
    CannotWriteError,
    complain,
    make_folder,
    put_bytes,
    put_text,
    put_written,
    refuse_read,
    write_whole,
)
from plancheck.cli.usage import CallError
from plancheck.report.wording import Wording
from plancheck.report.writers.registry import FORMS, Form, Manner, form_named_by

if TYPE_CHECKING:
    from plancheck.report.model import Checked

ORDER: Final = "plancheck.order"
"""Where the context keeps the names of the options in the order of the call."""


def in_order(command: type[CommandHelp]) -> type[CommandHelp]:
    """The command with its options' order kept: which `-o` belongs to which `-f` is told by it."""

    class InOrder(command):  # type: ignore[misc, valid-type]
        def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
            ctx.meta[ORDER] = [option.name for option in self.make_parser(ctx).parse_args(list(args))[2]]
            parsed: list[str] = super().parse_args(ctx, args)
            return parsed

    return InOrder


_LOOKED_AT: Final = 300  # plans whose paths are held against the reports' names: of more, only those of the call are


class Delivery(NamedTuple):
    """A form, and the file it goes to; None is the screen. `folder`: the target is one, for a file a plan."""

    form: Form
    target: Path | None = None
    folder: bool = False

    @property
    def file(self) -> Path | None:
        """A file whose folder must be there for it to be written."""
        return self.target / self.form.name if self.folder and self.target and self.target.exists() else self.target

    @property
    def doubtful(self) -> bool:
        """Whether the file's name speaks of another form, and this one has names of its own."""
        named = form_named_by(self.target) if self.target else None
        return bool(named and named != self.form and self.form.suffixes)


def deliveries(
    forms: Sequence[str], outputs: Sequence[str | Path], words: Wording, order: Sequence[str] = ()
) -> tuple[Delivery, ...]:
    """What is written where. CallError where that cannot be told.

    `order` names the options of the call as they stood, `form` and `output` among them. An `-o` belongs to the `-f`
    beside it; as many of the one as of the other, they are paired in order. A form without a file goes to the screen,
    a file without a form is written as its name says. Where these readings differ, the names of the files decide.
    A folder, or a name that ends in a slash, takes a file a plan, in a form that is named.
    """
    for name in forms:
        if name == "parquet":  # no form: what a table is written as
            raise CallError(words.say("usage.parquet"))
        if name not in FORMS:
            raise CallError(words.say("usage.choice", name="--format", value=name, choices=", ".join(FORMS)))
    paths = [Path(one) for one in outputs]
    folders = frozenset(path for path, given in zip(paths, outputs, strict=True) if is_folder(str(given)))
    for at, path in enumerate(paths):
        if path in paths[:at] and path not in folders:
            raise CallError(words.say("usage.same_output", path=path))
    asked = [FORMS[name] for name in forms]
    beside = _beside(asked, paths, order)
    in_turn = list(enumerate(range(len(paths)))) if len(asked) == len(paths) else beside
    sure = len(beside) == len(paths)  # every file has a form at its side
    for reading in [beside] if sure else [in_turn, beside, _by_names(asked, paths)]:
        told = tuple(_told(reading, asked, paths, folders, words))
        # A form is left for the screen though a file is left too: only text is meant so.
        spare = len(reading) < len(paths) and any(not one.target and one.form.name != "text" for one in told)
        if sure or not (spare or any(one.doubtful for one in told)):
            _for_the_screen(told, words)
            _no_form_twice(told, words)
            return told or (Delivery(FORMS["text"]),)
    raise CallError(words.say("usage.pairs"))


_Pairs = list[tuple[int, int]]
"""Positions of forms with those of their files."""


def _beside(asked: Sequence[Form], outputs: Sequence[Path], order: Sequence[str]) -> _Pairs:
    """Each file with the form right before it; right after it, where the call begins with a file."""
    named = [name for name in order if name in ("form", "output")]
    if named.count("form") != len(asked) or named.count("output") != len(outputs):
        named = [name for _ in range(max(len(asked), len(outputs))) for name in ("form", "output")]
    first = named[0] if named else ""
    pairs: _Pairs = []
    before, form, output = "", -1, -1
    for name in named:
        form, output = form + (name == "form"), output + (name == "output")
        together = before == first != name
        if together and form < len(asked) and output < len(outputs):
            pairs.append((form, output))
        before = "" if together else name
    return pairs


def _by_names(asked: Sequence[Form], outputs: Sequence[Path]) -> _Pairs:
    """Each file with the first form that its name fits."""
    pairs: _Pairs = []
    for output, path in enumerate(outputs):
        named = form_named_by(path)
        fits = (form for form, one in enumerate(asked) if one == named and form not in dict(pairs))
        pairs += [(form, output) for form in (next(fits, None),) if form is not None]
    return pairs


def _told(
    pairs: _Pairs, asked: Sequence[Form], outputs: Sequence[Path], folders: Collection[Path], words: Wording
) -> Iterator[Delivery]:
    """The screen first, then the files in the order of the call."""
    yield from (Delivery(form) for at, form in enumerate(asked) if at not in dict(pairs))
    paired = {output: asked[form] for form, output in pairs}
    for at, path in enumerate(outputs):
        if path in folders:
            yield Delivery(_for_a_folder(paired.get(at), path, words), path, folder=True)
        else:
            yield Delivery(paired.get(at) or _by_name(path, words), path)


def _for_a_folder(form: Form | None, path: Path, words: Wording) -> Form:
    """The form, if it is one that plans have a file each in; CallError for another one and for none."""
    if form is None or not form.apiece:
        forms = ", ".join(one.name for one in FORMS.values() if one.apiece)
        raise CallError(words.say("usage.folder", path=f"{path}{os.sep}", forms=forms))
    return form


def _by_name(path: Path, words: Wording) -> Form:
    """A name without a suffix (and a device) takes text; one with an unknown suffix is refused."""
    form = form_named_by(path)
    if form is None and path.suffix:
        suffixes = ", ".join(suffix for known in FORMS.values() for suffix in known.suffixes[:1])
        raise CallError(words.say("usage.no_suffix", path=path, suffixes=suffixes))
    return form or FORMS["text"]


def _for_the_screen(told: Sequence[Delivery], words: Wording) -> None:
    """Refuses what a terminal cannot show, and what would be spoilt by standing beside another form."""
    shown = [one.form for one in told if one.target is None]
    for form in shown:
        if form.binary and (len(shown) > 1 or sys.stdout.isatty()):
            raise CallError(words.say("usage.binary", form=form.name))


def _no_form_twice(told: Sequence[Delivery], words: Wording) -> None:
    """Refuses a folder that is named twice for one form."""
    for at, one in enumerate(told):
        if one.folder and one in told[:at]:
            raise CallError(words.say("usage.same_output", path=one.target))


def make_ready(written: Sequence[Delivery]) -> None:
    """Loads what the report in the terminal is laid out by, while files are read elsewhere."""
    if any(one.form.name == "text" and one.target is None for one in written):
        import plancheck.report.terminal  # noqa: F401


def deliver(written: Sequence[Delivery], checked: Checked, words: Wording, manner: Manner) -> None:
    """Makes every form, then writes them, so that one that cannot be made leaves no half of the call done.

    A form for one plan is left out, and said so, where none was read. CallError where there are several.
    """
    many = len(checked.report.plans)
    if many <= _LOOKED_AT:
        refuse_submitted(written, _paths(checked), words)
    made: list[tuple[Delivery, bytes | None]] = []
    for one in written:
        if one.folder:
            made.append((one, None))
        elif not one.form.several and many > 1:
            raise CallError(words.say("usage.one_plan", form=one.form.name, plans=words.count("plans", many)))
        elif not one.form.several and not many:
            complain(words.say("usage.not_written", path=one.target or one.form.name))
        elif one.form.streams_to(one.target):
            made.append((one, None))  # what is written while it is made is known not to fail
        else:
            made.append((one, _made(one, checked, words, manner)))
    for one, content in made:
        if one.folder and one.target:
            _apiece(one.form, one.target, checked, words, manner)
        elif content is not None:
            put_bytes(content, one.target)
        elif one.target is None and one.form.name == "text":
            _show(checked, words, manner)  # in the terminal's own width, colours and encoding
        else:
            put_written(partial(one.form.write_into, checked=checked, words=words, manner=manner), one.target)


def _made(one: Delivery, checked: Checked, words: Wording, manner: Manner) -> bytes:
    content = one.form.write(checked, words, manner._replace(target=str(one.target) if one.target else None))
    if one.form.name == "docx" and one.target:
        check_macros(one.target, content, words)
    return content


def _paths(checked: Checked) -> Iterable[str]:
    """The files of the plans; where the plans lie on disk, none is read for that."""
    plans = checked.report.plans
    told: Callable[[], Iterable[str]] | None = getattr(plans, "paths", None)
    return told() if told else [plan.source.path for plan in plans]


def refuse_submitted(written: Sequence[Delivery], files: Iterable[str], words: Wording) -> None:
    """Refuses to write a report over a file that the call reads. Raises CallError."""
    refuse_read((one.target for one in written if not one.folder), files, words)


def check_macros(target: Path, content: bytes, words: Wording) -> None:
    """Refuses a name under which Word would not open the document: one with macros is a .docm, and no other is."""
    from plancheck.word import has_macros

    suffix = target.suffix.lower()
    if suffix not in (".docx", ".docm"):
        return
    own = ".docm" if has_macros(content) else ".docx"
    if suffix != own:
        key = "usage.docm" if own == ".docm" else "usage.docx"
        raise CallError(words.say(key, path=target, name=target.with_suffix(own).name))


def _apiece(form: Form, folder: Path, checked: Checked, words: Wording, manner: Manner) -> None:
    """A file a plan, one after another, each for its own school alone.

    Raises CannotWriteError for one that failed when the others are written.
    """
    from plancheck.crossing import discreet
    from plancheck.errors import UnreadableError

    if not checked.report.plans:
        complain(words.say("usage.not_written", path=folder))
        return
    names = names_in(folder, [plan.source.path for plan in checked.report.plans], form.name, words)
    make_folder(folder)
    failed: list[CannotWriteError] = []
    for at, name in enumerate(names):
        target = folder / name
        try:
            content = form.write(discreet(checked.only(at), words), words, manner)
            write_whole(_named(target, form, content), content)
        except CannotWriteError as error:
            failed.append(error)
        except UnreadableError as error:  # a document that was read, and cannot be written into
            failed.append(CannotWriteError(str(target), error.text(words.lang)))
    for one in failed[:-1]:
        complain(words.say("error.cannot_write", path=one.path, why=one.why))
    if failed:
        raise failed[-1]


def _named(target: Path, form: Form, content: bytes) -> Path:
    """The file's name with the suffix of what it holds."""
    from plancheck.word import has_macros

    macros = form.name == "docx" and has_macros(content)
    return target.with_name(f"{target.name}{'.docm' if macros else form.apiece}")


def _show(checked: Checked, words: Wording, manner: Manner) -> None:
    from plancheck.report.terminal import write_report

    put_text(lambda page: write_report(checked.report, page, words, verbose=manner.verbose))
