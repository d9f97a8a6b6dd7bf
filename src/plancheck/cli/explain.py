"""`plancheck explain CODE [FILE]`: what a rule asks, and why it did or did not fire on a plan."""

# No `from __future__ import annotations`: see cli/check.py.

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

import typer

from plancheck.cli.help_text import CommandHelp
from plancheck.cli.options import TIMEOUT, TIMEOUT_VARIABLE, check_lang, plan_of, schools_in
from plancheck.cli.output import put_text
from plancheck.cli.usage import CallError
from plancheck.report.wording import Wording

if TYPE_CHECKING:
    from plancheck.report.page import Page
    from plancheck.rules.ruleset import Ruleset


def found_code(code: str, held: "dict[str, list[Ruleset]]", words: Wording) -> str:
    """The code as the rulesets write it, or by a rule's name; CallError with the nearest codes."""
    names = {ruleset.rule(known).name: known for known, rulesets in held.items() for ruleset in rulesets}
    known = code.upper() if code.upper() in held else names.get(code.lower())
    if known:
        return known
    near = _nearest(code.upper(), held)
    hint = words.say("error.did_you_mean", codes=", ".join(near)) if near else words.say("error.see_rules")
    raise CallError(f"{words.say('error.no_code', code=code)} {hint}")


def _nearest(code: str, known: Iterable[str]) -> list[str]:
    """The codes a slip or two away, the nearest first; swapped digits are one slip."""
    from rapidfuzz.distance import OSA

    slips = {one: OSA.distance(code, one) for one in known}
    return sorted((one for one in slips if slips[one] <= 2), key=lambda one: (slips[one], one))[:3]


def register(app: typer.Typer, words: Wording, cls: type[CommandHelp]) -> None:
    """Adds the command to the application."""

    @app.command("explain", cls=cls, help=words.say("help.explain"))
    def command(
        context: typer.Context,
        code: Annotated[str, typer.Argument(metavar="CODE", help=words.say("help.explain.code"))],
        file: Annotated[str | None, typer.Argument(metavar="[FILE]", help=words.say("help.explain.file"))] = None,
        ruleset: Annotated[str | None, typer.Option(metavar="RULESET", help=words.say("help.ruleset"))] = None,
        risk_schools: Annotated[
            str, typer.Option(metavar="SCHOOLS", help=words.say("help.risk_schools"), show_default=False)
        ] = "",
        against: Annotated[
            str | None, typer.Option(metavar="FILE", help=words.say("help.against"), show_default=False)
        ] = None,
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
        from plancheck.checking import check, load_named, ruleset_name
        from plancheck.nearness import near_words_of
        from plancheck.report.explain import write_on_plan, write_rule
        from plancheck.report.rule_list import holders
        from plancheck.report.withdrawn_page import withdrawn_in, write_withdrawn
        from plancheck.rules import Superior, day_of, ruleset_names, trace

        rulesets = [load_named(name) for name in ([ruleset] if ruleset else ruleset_names())]
        old = withdrawn_in(code, rulesets)
        if old is not None:
            put_text(lambda page: write_withdrawn(old, rulesets, page, words))
            return
        held = holders(rulesets)
        known = found_code(code, held, words)
        schools = schools_in(risk_schools)
        plan = plan_of(file, timeout, limit or (), words, context.obj) if file else None
        superior = Superior.of(plan_of(against, timeout, limit or (), words)) if plan and against else None
        serving = load_named(ruleset or ruleset_name(plan)).on(day_of(plan)) if plan else held[known][0]
        selected = any(rule.code == known for rule in serving.rules)
        rule = serving.rule(known) if selected else held[known][0].rule(known)

        def draw(page: "Page") -> None:
            write_rule(rule, held[known], page, words)
            if plan:
                report = check(plan, ruleset=serving, lang=words.lang, risk_schools=schools, against=superior)
                seen = None
                if selected:
                    seen = trace(plan, serving, known, lang=words.lang, risk_schools=schools, superior=superior)
                near = near_words_of(plan, seen) if seen else ()
                write_on_plan(report, seen, plan, page, words, code=known, near=near)

        put_text(draw)
