"""`plancheck explain CODE [FILE]`: what a rule asks, and why it did or did not fire on a plan."""

# No `from __future__ import annotations`: see cli/check.py.

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from plancheck.cli.asking import Asking
from plancheck.cli.help_text import CommandHelp
from plancheck.cli.options import TIMEOUT, EngineName, check_lang
from plancheck.cli.output import put_text
from plancheck.cli.settled import Settled, against_read, by_ruleset
from plancheck.cli.settling import settled
from plancheck.cli.usage import CallError
from plancheck.report.wording import Wording

if TYPE_CHECKING:
    from plancheck.isolation.process import Process
    from plancheck.report.page import Page
    from plancheck.rules.ruleset import Ruleset
    from plancheck.terms import Terms


def found_code(
    code: str, held: "Mapping[str, Sequence[Ruleset]]", words: Wording, others: Mapping[str, str] | None = None
) -> str:
    """The code as the rulesets write it, or by a rule's name; CallError with the nearest codes.

    `others` are codes that no ruleset has, with their names.
    """
    by_name = {ruleset.rule(known).name: known for known, rulesets in held.items() for ruleset in rulesets}
    by_name |= {name: known for known, name in (others or {}).items()}
    codes = {*held, *(others or {})}
    known = code.upper() if code.upper() in codes else by_name.get(code.lower())
    if known:
        return known
    near = _nearest(code.upper(), codes) or _nearest(code.lower(), by_name)
    hint = words.say("error.did_you_mean", codes=", ".join(near)) if near else words.say("error.see_rules")
    raise CallError(f"{words.say('error.no_code', code=code)} {hint}")


def _nearest(code: str, known: Iterable[str]) -> list[str]:
    """The codes a slip or two away, the nearest first; swapped digits are one slip."""
    from rapidfuzz.distance import OSA

    slips = {one: OSA.distance(code, one) for one in known}
    return sorted((one for one in slips if slips[one] <= 2), key=lambda one: (slips[one], one))[:3]


def rulesets_with(code: str, terms: "Terms") -> "list[Ruleset]":
    """The rulesets in which a code is sought: the one that is named, and where it has none such, the shipped ones."""
    from plancheck.checking import load_named
    from plancheck.rules import Ruleset, ruleset_names

    own = [terms.ruleset] if isinstance(terms.ruleset, Ruleset) else []
    if any(code.upper() in one.withdrawn or code.upper() in (rule.code for rule in one.rules) for one in own):
        return own
    return [*own, *(load_named(name) for name in ruleset_names() if name not in [one.name for one in own])]


def register(app: typer.Typer, words: Wording, cls: type[CommandHelp]) -> None:
    """Adds the command to the application."""
    ask = Asking(words)

    @app.command("explain", cls=cls, help=words.say("help.explain"))
    def command(
        context: typer.Context,
        code: Annotated[str, typer.Argument(metavar="CODE", help=words.say("help.explain.code"))],
        file: Annotated[str | None, typer.Argument(metavar="[FILE]", help=words.say("help.explain.file"))] = None,
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
        asked = settled(context, [file or "."], words, config=config, without=no_config, command="explain")
        from plancheck.crossing import is_about_copies, write_about_copies
        from plancheck.report.explain import write_rule
        from plancheck.report.rule_list import holders
        from plancheck.report.withdrawn_page import withdrawn_in, write_withdrawn
        from plancheck.waivers.code_page import WAIVER_CODES, write_waiver_code

        terms = asked.terms().loaded()
        rulesets = rulesets_with(code, terms)
        old = withdrawn_in(code, rulesets)
        if old is not None:
            put_text(lambda page: write_withdrawn(old, rulesets, page, words))
            return
        if is_about_copies(code):
            put_text(lambda page: write_about_copies(page, words))
            return
        held = holders(rulesets)
        known = found_code(code, held, words, WAIVER_CODES)
        if known in WAIVER_CODES:
            put_text(lambda page: write_waiver_code(known, page, words))
        elif file is None:
            put_text(lambda page: write_rule(held[known][0].rule(known), held[known], page, words))
        else:
            put_text(_on_plan(known, file, held, asked, terms, context.obj.process))


def _on_plan(
    code: str,
    file: str,
    held: "Mapping[str, Sequence[Ruleset]]",
    asked: Settled,
    terms: "Terms",
    early: "Process | None",
) -> "Callable[[Page], None]":
    """Draws the rule, and what became of it on the plan in the file."""
    from plancheck.checking import check
    from plancheck.nearness import near_words_of
    from plancheck.report.explain import write_on_plan, write_rule
    from plancheck.rules import Superior, day_of, trace

    plan = asked.plan_of(file, early)
    terms = against_read(terms, asked)
    serving = terms.serving(plan).on(day_of(plan, terms.as_of))
    selected = any(rule.code == code for rule in serving.rules)
    report = check(plan, terms=by_ruleset(terms, serving))
    seen = None
    if selected:
        superior = terms.against if isinstance(terms.against, Superior) else None
        seen = trace(
            plan,
            serving,
            code,
            engine=terms.engine,
            lang=terms.lang,
            risk_schools=terms.risk_schools,
            superior=superior,
        )
    near = near_words_of(plan, seen, serving.lexicons) if seen else ()

    def draw(page: "Page") -> None:
        rule = serving.rule(code) if selected else held[code][0].rule(code)
        write_rule(rule, held[code], page, asked.words)
        write_on_plan(report, seen, plan, page, asked.words, code=code, near=near)

    return draw
