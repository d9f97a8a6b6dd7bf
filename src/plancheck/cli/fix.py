"""`plancheck fix FILE -o DRAFT`: a draft of the plan with what can be added to it, marked as added."""

# No `from __future__ import annotations`: see cli/check.py.

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from plancheck.cli.asking import Asking
from plancheck.cli.help_text import CommandHelp
from plancheck.cli.options import TIMEOUT, EngineName, check_lang, submissions
from plancheck.cli.output import complain, put_text, refuse_unwritable, write_whole
from plancheck.cli.settling import against_read, by_ruleset, settled
from plancheck.cli.usage import CallError
from plancheck.errors import UnreadableError
from plancheck.report.wording import Wording

if TYPE_CHECKING:
    from plancheck.drafting import Draft, DraftForm, Judge
    from plancheck.report.model import Checked
    from plancheck.rules import Ruleset

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


def register(app: typer.Typer, words: Wording, cls: type[CommandHelp]) -> None:
    """Adds the command to the application."""
    ask = Asking(words)

    @app.command("fix", cls=cls, help=words.say("help.fix"))
    def command(
        context: typer.Context,
        file: Annotated[str, typer.Argument(metavar="FILE", help=words.say("help.fix.file"))],
        output: Annotated[Path, ask.output("help.fix.output", "DRAFT")],
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
        form = form_of(output, file, words)
        refuse_unwritable(output)
        asked = settled(context, [file], words, config=config, without=no_config, command="fix")
        if Path(file).is_dir():
            raise UnreadableError(f"{file}: {words.say('error.is_folder')}")
        with asked.reading(context.obj) as begin:
            from plancheck.checking import check, check_all

            terms = against_read(asked.terms().loaded(), asked)
            checked = check_all(
                submissions([file], words, asked.bounds), terms=terms, limits=asked.bounds, begin=begin, keep=True
            )
        for unread in checked.report.unread:
            complain(words.say("usage.error", text=unread.error))
        if len(checked.plans) != 1:
            raise typer.Exit(UNREAD)
        from plancheck.drafting import write_draft

        terms = by_ruleset(terms, terms.serving(checked.plans[0]))
        draft = draft_of(checked, form, terms.serving(checked.plans[0]), lambda plan: check(plan, terms=terms), words)
        check_macros(output, draft.content, words)
        write_whole(output, draft.content)
        put_text(lambda page: write_draft(draft, str(output), page, words))
