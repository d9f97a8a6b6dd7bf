"""`plancheck fix FILE -o DRAFT`: a draft of the plan with what can be added to it, marked as added."""

# No `from __future__ import annotations`: see cli/check.py.

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from plancheck.cli.help_text import CommandHelp
from plancheck.cli.options import (
    TIMEOUT,
    TIMEOUT_VARIABLE,
    EngineName,
    check_lang,
    limits_in,
    reading_apart,
    schools_in,
    seconds_in,
    submissions,
)
from plancheck.cli.output import complain, put_text, write_whole
from plancheck.cli.usage import CallError
from plancheck.report.wording import Wording

if TYPE_CHECKING:
    from plancheck.drafting import Draft, DraftForm, Judge
    from plancheck.report.model import Checked

UNREAD = 3
_FORMS = {".docx": "docx", ".docm": "docx", ".yaml": "yaml", ".yml": "yaml"}


def form_of(target: Path, source: str, words: Wording) -> "DraftForm":
    """The form that the draft's name asks for; CallError for another one, and for the submitted file's own name."""
    from plancheck.drafting import DraftForm

    form = _FORMS.get(target.suffix.lower())
    if form is None:
        raise CallError(words.say("usage.suffix", value=target, choices=", ".join(_FORMS)))
    with contextlib.suppress(OSError):
        if target.exists() and Path(source).exists() and target.samefile(source):
            raise CallError(words.say("usage.same_file", value=target))
    return DraftForm(form)


def check_macros(target: Path, content: bytes, words: Wording) -> None:
    """Refuses a name under which Word would not open the document: one with macros is a .docm, and no other is."""
    from plancheck.word import has_macros

    suffix = target.suffix.lower()
    if suffix in (".docx", ".docm") and has_macros(content) != (suffix == ".docm"):
        raise CallError(words.say("usage.suffix", value=target, choices=".docx" if suffix == ".docm" else ".docm"))


def draft_of(checked: "Checked", form: "DraftForm", calendar: "Path | None", judge: "Judge", words: Wording) -> "Draft":
    """The draft of the one plan that was checked; `judge` holds plans against the same rules once more."""
    import datetime as dt

    from plancheck.drafting import DraftWriter, LostRowsError, comment_on, drafted, propose
    from plancheck.intake import read_plan
    from plancheck.parsing import shipped_lexicons
    from plancheck.plan_file import plan_file_fields
    from plancheck.rules.calendar import NO_CALENDAR, load_calendar
    from plancheck.word import Author

    (plan,), (content,) = checked.plans, checked.contents
    known = shipped_lexicons()
    writer = DraftWriter(
        read=lambda written, name: read_plan(written, name=name),
        judge=judge,
        fields=lambda one: plan_file_fields(one, known),
        author=Author(when=dt.datetime.now(dt.UTC)),
        said=lambda added: comment_on(added, words),
    )
    proposals = propose(plan, judge, load_calendar(calendar) if calendar else NO_CALENDAR, known)
    try:
        return drafted(plan, content, proposals, form, writer)
    except LostRowsError as error:
        raise CallError(words.say("draft.lost", rows=error)) from error


def register(app: typer.Typer, words: Wording, cls: type[CommandHelp]) -> None:
    """Adds the command to the application."""

    @app.command("fix", cls=cls, help=words.say("help.fix"))
    def command(
        context: typer.Context,
        file: Annotated[str, typer.Argument(metavar="FILE", help=words.say("help.fix.file"))],
        output: Annotated[Path, typer.Option("--output", "-o", metavar="DRAFT", help=words.say("help.fix.output"))],
        ruleset: Annotated[str | None, typer.Option(metavar="RULESET", help=words.say("help.ruleset"))] = None,
        engine: Annotated[EngineName, typer.Option(help=words.say("help.engine"))] = EngineName.DURABLE,
        risk_schools: Annotated[
            str, typer.Option(metavar="SCHOOLS", help=words.say("help.risk_schools"), show_default=False)
        ] = "",
        timeout: Annotated[
            str,
            typer.Option(metavar="SECONDS", envvar=TIMEOUT_VARIABLE, show_envvar=False, help=words.say("help.timeout")),
        ] = TIMEOUT,
        limit: Annotated[
            list[str] | None, typer.Option(metavar="NAME=NUMBER", help=words.say("help.limit"), show_default=False)
        ] = None,
        lang: Annotated[str | None, typer.Option(metavar="ru|en", help=words.say("help.lang"))] = None,
    ) -> None:
        check_lang(lang, words)
        form, limits = form_of(output, file, words), limits_in(limit or (), words)
        schools = schools_in(risk_schools)
        with reading_apart(seconds_in(timeout, words), limits, context.obj) as begin:
            from plancheck.checking import check, check_all, load_named, ruleset_name

            checked = check_all(
                submissions([file], words, limits),
                ruleset=ruleset,
                engine=engine.value,
                lang=words.lang,
                risk_schools=schools,
                limits=limits,
                begin=begin,
                keep=True,
            )
        for unread in checked.report.unread:
            complain(words.say("usage.error", text=unread.error))
        if len(checked.plans) != 1:
            raise typer.Exit(UNREAD)
        from plancheck.drafting import write_draft

        chosen = load_named(ruleset or ruleset_name(checked.plans[0]))
        draft = draft_of(
            checked,
            form,
            chosen.calendar,
            lambda plan: check(plan, ruleset=chosen, engine=engine.value, lang=words.lang, risk_schools=schools),
            words,
        )
        check_macros(output, draft.content, words)
        write_whole(output, draft.content)
        put_text(lambda page: write_draft(draft, str(output), page, words))
