"""`plancheck fix FILE -o DRAFT`: a draft of the plan with what can be added to it, marked as added."""

# No `from __future__ import annotations`: see cli/check.py.

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from plancheck.cli.apiece import is_folder, names_in
from plancheck.cli.asking import Asking
from plancheck.cli.deliveries import check_macros
from plancheck.cli.help_text import CommandHelp
from plancheck.cli.many import are_many, checked_whole
from plancheck.cli.options import TIMEOUT, EngineName, check_lang, submissions
from plancheck.cli.output import (
    CannotWriteError,
    complain,
    make_folder,
    put_text,
    refuse_read,
    refuse_unwritable,
    write_whole,
)
from plancheck.cli.settled import against_read, by_ruleset
from plancheck.cli.settling import settled
from plancheck.cli.usage import CallError
from plancheck.errors import UnreadableError
from plancheck.report.wording import Wording

if TYPE_CHECKING:
    from plancheck.drafting import Draft, DraftForm, Judge
    from plancheck.report.model import Checked
    from plancheck.rules import Ruleset
    from plancheck.terms import Terms

FAILED = 2  # as any draft that cannot be written
UNREAD = 3
_PLAN_FILES = ("yaml", "json")
_FORMS = {".docx": "docx", ".docm": "docx", ".yaml": "yaml", ".yml": "yaml"}


def form_of(target: Path, words: Wording) -> "DraftForm":
    """The form that the draft's name asks for; CallError for another one."""
    from plancheck.drafting import DraftForm

    form = _FORMS.get(target.suffix.lower())
    if form is None:
        raise CallError(words.say("usage.suffix", value=target, choices=", ".join(_FORMS)))
    return DraftForm(form)


def draft_of(checked: "Checked", form: "DraftForm", ruleset: "Ruleset", judge: "Judge", words: Wording) -> "Draft":
    """The draft of the one plan that was checked; `judge` holds plans against the same rules once more."""
    import datetime as dt

    from plancheck.drafting import DraftWriter, LostRowsError, comment_on, drafted, propose
    from plancheck.intake import read_plan
    from plancheck.parsing import lexicons_with
    from plancheck.plan_file import plan_file_fields
    from plancheck.rules.calendar import NO_CALENDAR, load_calendar
    from plancheck.word import Author

    (plan,), (content,) = checked.plans, checked.contents
    known = lexicons_with(ruleset.lexicons)
    writer = DraftWriter(
        read=lambda written, name: read_plan(written, name=name, lexicons=known),
        judge=judge,
        fields=lambda one: plan_file_fields(one, known),
        author=Author(when=dt.datetime.now(dt.UTC)),
        said=lambda added: comment_on(added, words),
    )
    proposals = propose(plan, judge, load_calendar(ruleset.calendar) if ruleset.calendar else NO_CALENDAR, known)
    try:
        return drafted(plan, content, proposals, form, writer)
    except LostRowsError as error:
        raise CallError(words.say("draft.lost", rows=error)) from error


def _drafted(checked: "Checked", form: "DraftForm", terms: "Terms", words: Wording) -> "Draft":
    """The draft of the one plan. Raises CallError."""
    from plancheck.checking import check

    ruleset = terms.serving(checked.plans[0])
    own = by_ruleset(terms, ruleset)
    return draft_of(checked, form, ruleset, lambda plan: check(plan, terms=own), words)


def _write(draft: "Draft", target: Path, words: Wording) -> None:
    from plancheck.drafting import write_draft

    write_whole(target, draft.content)
    put_text(lambda page: write_draft(draft, str(target), page, words))


def _write_each(checked: "Checked", folder: Path, terms: "Terms", words: Wording) -> bool:
    """A draft a plan: of a plan file another one, of all else a Word file.

    One that fails is told of and does not stop the others; whether all were written.
    """
    from plancheck.drafting import DraftForm
    from plancheck.word import has_macros

    paths = [plan.source.path for plan in checked.plans]
    make_folder(folder)
    whole = True
    for at, name in enumerate(names_in(folder, paths, "draft", words)):
        form = DraftForm.YAML if checked.plans[at].source.format in _PLAN_FILES else DraftForm.DOCX
        if whole and at:
            put_text(lambda page: page.blank())
        try:
            draft = _drafted(checked.only(at), form, terms, words)
            macros = form is DraftForm.DOCX and has_macros(draft.content)
            _write(draft, folder / f"{name}.{'docm' if macros else form.value}", words)
        except CallError as error:
            whole = False
            complain(words.say("usage.error", text=f"{paths[at]}: {error}"))
        except CannotWriteError as error:
            whole = False
            complain(words.say("error.cannot_write", path=error.path, why=error.why))
    return whole


def register(app: typer.Typer, words: Wording, cls: type[CommandHelp]) -> None:
    """Adds the command to the application."""
    ask = Asking(words)

    @app.command("fix", cls=cls, help=words.say("help.fix"))
    def command(
        context: typer.Context,
        file: Annotated[str, typer.Argument(metavar="FILE", help=words.say("help.fix.file"))],
        output: Annotated[str, ask.output("help.fix.output", "DRAFT")],  # no path: a folder's slash would be lost
        ruleset: Annotated[str | None, ask.ruleset] = None,
        profile: Annotated[str | None, ask.profile] = None,
        setting: Annotated[list[str] | None, ask.set] = None,
        as_of: Annotated[str | None, ask.as_of] = None,
        engine: Annotated[EngineName, ask.engine] = EngineName.DURABLE,
        risk_schools: Annotated[str, ask.risk_schools] = "",
        against: Annotated[str | None, ask.against] = None,
        timeout: Annotated[str, ask.timeout] = TIMEOUT,
        limit: Annotated[list[str] | None, ask.limit] = None,
        config: Annotated[Path | None, ask.config] = None,
        no_config: Annotated[bool, ask.no_config] = False,
        lang: Annotated[str | None, ask.lang] = None,
    ) -> None:
        check_lang(lang, words)
        folder = Path(output) if is_folder(output) else None
        form = None if folder else form_of(Path(output), words)
        refuse_unwritable(folder / "_" if folder and folder.exists() else Path(output))
        asked = settled(context, [file], words, config=config, without=no_config, command="fix")
        if not folder:
            refuse_read([Path(output)], asked.read, words)
        if not folder and Path(file).is_dir():
            raise UnreadableError(f"{file}: {words.say('draft.folder')}")
        with asked.reading(context.obj.process) as begin:
            from plancheck.checking import check_all

            terms = against_read(asked.terms().loaded(), asked)
            if are_many([file]):
                checked = checked_whole([file], asked, words)
            else:
                checked = check_all(
                    submissions([file], words, asked.bounds), terms=terms, limits=asked.bounds, begin=begin, keep=True
                )
        for unread in checked.report.unread:
            complain(words.say("usage.error", text=f"{unread.path}: {unread.error}" if folder else unread.error))
        for passed_over in checked.report.skipped:
            if passed_over.why == "not_a_plan":  # perhaps a school's mistake
                complain(f"{passed_over.path}: {passed_over.reason}")
        if folder and checked.plans and not _write_each(checked, folder, terms, words):
            raise typer.Exit(FAILED)
        if form and len(checked.plans) == 1:
            draft = _drafted(checked, form, terms, words)
            check_macros(Path(output), draft.content, words)
            _write(draft, Path(output), words)
        if checked.report.unread or not checked.plans:
            raise typer.Exit(UNREAD)
