"""Writes the pages that are made from the program: rules.md, commands.md, vocabulary.md.

    .venv/bin/python docs/generate.py

tests/test_docs.py fails where a page is not what this would write.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path

from plancheck import load_ruleset
from plancheck.crossing.explaining import CODE as PRV003
from plancheck.crossing.explaining import NAME, SEVERITY
from plancheck.plan import Anchor, Column, Level, Recurrence, Role, Topic
from plancheck.report.rule_list import base_of, holders, own_rules
from plancheck.report.wording import wording
from plancheck.rules import ruleset_names
from plancheck.rules.messages import PLACEHOLDER
from plancheck.rules.outcome import Outcome, Severity
from plancheck.rules.ruleset import Rule, Ruleset
from plancheck.waivers.about_waivers import KNOWN_AS

HERE = Path(__file__).parent
WORDS = wording("ru")
COMMANDS = tuple(
    tuple(line.split())
    for line in (
        "", "check", "parse", "fix", "new", "rules", "rules test", "rules lint", "rules new", "rules match", "explain",
        "diff", "baseline write", "baseline prune", "calendar", "config", "cache", "schema", "completion",
    )
)  # fmt: skip


def rules_page() -> str:
    """Every rule of the shipped rulesets, in Russian: what it asks, why, by which source, what to do.

    Overlays stand apart, each with its own rules: who looks a code up is seldom in their territory.
    """
    loaded = [load_ruleset(name) for name in ruleset_names()]
    overlays = [one for one in loaded if base_of(one, loaded)]
    rulesets = [one for one in loaded if one not in overlays]
    lines = [
        "# Правила",
        "",
        "Эта страница составлена программой из наборов правил (`docs/generate.py`): правьте не её, а "
        "`rulesets/`. То же о каждом правиле, с примерами, говорит `plancheck explain КОД`; как писать "
        "правила – [rule-writers.md](rule-writers.md).",
        "",
        "| набор | чей план | правил |",
        "| --- | --- | --- |",
    ]
    for one in rulesets:
        levels = ", ".join(WORDS.name("level", level) for level in one.levels) or "любой"
        lines.append(f"| `{one.name}` {one.version} | {levels} | {len(one.rules)} |")
    lines += ["", "Многоточие «…» стоит там, где правило называет место, день или имя из плана.", ""]
    for code, held_by in holders(rulesets).items():
        lines += _rule(held_by[0].rule(code), held_by, everywhere=len(held_by) == len(rulesets))
    lines += [
        "## Надстройки",
        "",
        "Наборы, составленные по пяти планам-образцам: что требует или обещает сам документ. Каждый дополняет набор "
        "своего уровня; как они сделаны и как сделать свой – [overlays.md](overlays.md).",
        "",
    ]
    for one in overlays:
        lines += _overlay(one, loaded)
    return "\n".join([*lines, *_beyond_rulesets()])


def _beyond_rulesets() -> list[str]:
    """What is found where no ruleset has a rule: on the plans of a run together, and on waivers themselves."""
    lines = [
        "## Замечания не по наборам",
        "",
        "Их даёт сама программа: о планах одной проверки рядом друг с другом и о принятых замечаниях.",
        "",
    ]
    told = [
        (PRV003, NAME, SEVERITY, *(f"crossing.{PRV003}.{part}" for part in ("title", "why", "remedy", "source"))),
        *(
            (code, name, severity, title, why, remedy, "waivers.source")
            for code, (name, severity, title, remedy, why) in KNOWN_AS.items()
        ),
    ]
    for code, name, severity, title, why, remedy, source in told:
        lines += [
            f"### {code} {_text(WORDS.say(title))}",
            "",
            f"*{WORDS.name('severity', severity)}* · `{name}`",
            "",
            f"- **Зачем:** {_text(WORDS.say(why))}",
            f"- **Что сделать:** {_text(WORDS.say(remedy))}",
            f"- **Источник:** {_text(WORDS.say(source))}",
            "",
        ]
    return lines


def _overlay(ruleset: Ruleset, rulesets: Sequence[Ruleset]) -> list[str]:
    """What a ruleset says beyond the one that it is laid over."""
    base = base_of(ruleset, rulesets)
    own = own_rules(ruleset, rulesets)
    heading = f"### {_text(ruleset.title.ru)}"
    lines = [heading, "", f"*`{ruleset.name}` {ruleset.version} · на основе `{base.name if base else ''}`*", ""]
    lines += [f"- **{code} отключено:** {_text(why.ru)}" for code, why in ruleset.switched_off.items()]
    said_anew = [rule for rule in ruleset.rules if rule not in own and "severity" in rule.set_by]
    lines += [f"- **{rule.code} здесь:** {WORDS.name('severity', rule.severity)}" for rule in said_anew]
    lines += [
        f"- **{one.code} больше не даётся:** {_text(one.why.ru if one.why else '')}"
        for one in ruleset.withdrawn.values()
    ]
    lines += [f"- **Профиль `{one.name}`:** {_text(one.title.ru)}" for one in ruleset.profiles.values()]
    lines.append("")
    for rule in own:
        lines += _rule(rule, [ruleset], everywhere=False, heading="####")
    return lines


def _rule(rule: Rule, held_by: Sequence[Ruleset], *, everywhere: bool, heading: str = "##") -> list[str]:
    severities = dict.fromkeys(WORDS.name("severity", one.rule(rule.code).severity) for one in held_by)
    where = "все наборы" if everywhere else ", ".join(f"`{one.name}`" for one in held_by)
    lines = [
        f"{heading} {rule.code} {_text(rule.title.ru)}",
        "",
        f"*{' / '.join(severities)}* · {where} · `{rule.name}`",
        "",
        f"- **Зачем:** {_text(rule.why.ru)}",
        f"- **Что скажет:** {_text(rule.message.ru)}",
        f"- **Что сделать:** {_text(rule.remedy.ru)}",
    ]
    for suggestion in filter(None, (rule.suggestion, *rule.suggestion_by.values())):
        cells = (f"{WORDS.name('column', name)}: {_text(text)}" for name, text in suggestion.cells().items())
        lines.append(f"- **Готовая строка:** {' · '.join(cells)}")
    return [*lines, f"- **Источник:** {'; '.join(_text(one.ru) for one in rule.source)}", ""]


def _text(text: str) -> str:
    """A ruleset's text on one line, with its placeholders shown as «…» and nothing that Markdown reads."""
    plain = " ".join(PLACEHOLDER.sub("…", text).split())
    return plain.replace("_", r"\_").replace("*", r"\*").replace("|", r"\|")


def commands_page() -> str:
    """The help page of every command, at 80 columns, in Russian."""
    lines = [
        "# Commands",
        "",
        "Made from `--help` by `docs/generate.py`. Help speaks English with `--lang en` or `PLANCHECK_LANG=en`.",
        "What the exit statuses and the JSON mean to a program: [tool-builders.md](tool-builders.md).",
        "",
    ]
    for command in COMMANDS:
        lines += [f"## {' '.join(('plancheck', *command))}", "", "```text", _help(command), "```", ""]
    return "\n".join(lines)


def _help(command: Sequence[str]) -> str:
    calm = {name: value for name, value in os.environ.items() if name not in {"NO_COLOR", "FORCE_COLOR"}}
    done = subprocess.run(
        [sys.executable, "-m", "plancheck", *command, "--help"],
        env={**calm, "COLUMNS": "80", "PLANCHECK_LANG": "ru", "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return "\n".join(line.rstrip() for line in done.stdout.strip().splitlines())


CODES: dict[str, tuple[str, type[StrEnum]]] = {
    "level": ("Levels of a plan", Level),
    "column": ("Columns", Column),
    "topic": ("Topics of a measure", Topic),
    "role": ("Roles", Role),
    "recurrence": ("How often a deadline comes back", Recurrence),
    "anchor": ("What a deadline is tied to", Anchor),
    "outcome": ("Outcomes of a rule", Outcome),
    "severity": ("Severities", Severity),
}


def vocabulary_page() -> str:
    """Every code of the model, with what a person reads for it in both languages."""
    english = wording("en")
    lines = [
        "# Codes",
        "",
        "The codes of the JSON and of rules, and what a person reads for them. Codes are stable. Made by "
        "`docs/generate.py` from `plancheck/plan.py` and the catalogues of `plancheck/report/locale/`.",
        "",
    ]
    for group, (title, codes) in CODES.items():
        lines += [f"## {title}", "", "| code | Russian | English |", "| --- | --- | --- |"]
        lines += [f"| `{code}` | {WORDS.name(group, code)} | {english.name(group, code)} |" for code in codes]
        lines.append("")
    return "\n".join(lines)


PAGES = {"rules.md": rules_page, "commands.md": commands_page, "vocabulary.md": vocabulary_page}

if __name__ == "__main__":
    for name, page in PAGES.items():
        (HERE / name).write_text(page(), encoding="utf-8", newline="\n")
