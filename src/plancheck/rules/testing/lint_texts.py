"""Finds what is wrong with the words of a ruleset: missing translations, parameters that nothing asks for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from plancheck.rules.messages import Text
from plancheck.rules.ruleset import Origin, Rule, Ruleset
from plancheck.rules.testing.linting import LintFinding, LintKind, found_at
from plancheck.yaml_source import YamlFile, read_yaml_file

__all__ = ["lint_texts"]

_CYRILLIC = re.compile(r"[А-Яа-яЁё]")
_LATIN = re.compile(r"[A-Za-z]")
_PLACEHOLDER = re.compile(r"\{[^{}]*\}")
_NAMED = re.compile(r"\{?\$([a-z][a-z0-9_]*)\}?")
_BILINGUAL = frozenset({"ru", "en"})


def lint_texts(ruleset: Ruleset) -> Iterator[LintFinding]:
    """Findings on the texts and parameters of a ruleset with all that it extends."""
    files = [read_yaml_file(Path(path)) for path, _ in ruleset.files]
    for file in files:
        yield from _translations(file)
    yield from _parameters(files)
    for rule in ruleset.rules:
        yield from _suggestions(rule, ruleset)


def _translations(file: YamlFile) -> Iterator[LintFinding]:
    for origin, text in _texts(Origin(file, ()), file.value):
        code = _code_at(origin)
        ru, en = (_PLACEHOLDER.sub("", each) for each in text)
        if _CYRILLIC.search(en) and (text.ru == text.en or not _LATIN.search(en)):
            yield found_at(origin / "en", LintKind.NOT_TRANSLATED, code, text=text.en)
        elif _LATIN.search(ru) and not _CYRILLIC.search(ru):
            yield found_at(origin / "ru", LintKind.NOT_RUSSIAN, code, text=text.ru)
        shown = [Counter(_PLACEHOLDER.findall(each)).keys() for each in text]
        if shown[0] != shown[1]:
            odd = ", ".join(sorted(shown[0] ^ shown[1]))
            yield found_at(origin, LintKind.OTHER_PLACEHOLDERS, code, placeholders=odd)


def _texts(origin: Origin, value: Any) -> Iterator[tuple[Origin, Text]]:
    """Every text in two languages, wherever it stands but inside examples."""
    if isinstance(value, dict):
        if value.keys() == _BILINGUAL and all(isinstance(one, str) for one in value.values()):
            yield origin, Text(value["ru"], value["en"])
            return
        for key, one in value.items():
            if key != "examples":
                yield from _texts(origin / key, one)
    elif isinstance(value, list):
        for index, one in enumerate(value):
            yield from _texts(origin / index, one)


def _code_at(origin: Origin) -> str:
    """The code of the rule that a text stands in; "" outside rules."""
    value = origin.file.value
    for step in origin.path:
        if isinstance(value, dict) and isinstance(value.get("code"), str):
            return str(value["code"])
        value = value[step]
    return ""


def _parameters(files: list[YamlFile]) -> Iterator[LintFinding]:
    """A parameter that no condition and no text of any file names."""
    named = {name for file in files for text in _words(_asking(file)) for name in _NAMED.findall(text)}
    for file in files:
        declared = file.value.get("parameters") if isinstance(file.value, dict) else None
        for name in declared if isinstance(declared, dict) else ():
            if name not in named:
                yield found_at(Origin(file, ("parameters", name)), LintKind.UNUSED_PARAMETER, name=str(name))


def _asking(file: YamlFile) -> Any:
    """All of a file but what declares its parameters."""
    value = file.value
    return {key: one for key, one in value.items() if key != "parameters"} if isinstance(value, dict) else None


def _words(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    for one in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _words(one)


def _suggestions(rule: Rule, ruleset: Ruleset) -> Iterator[LintFinding]:
    """A row for a subject whose code the rule's subject can never have."""
    if not rule.suggestion_by or rule.subject.var is None or rule.subject.field is None:
        return
    kind = next((one.kind for one in rule.selection if one.var == rule.subject.var), None)
    codes = ruleset.kinds[kind].fields[rule.subject.field].codes if kind else None
    for ref in rule.suggestion_by:
        if codes is not None and ref not in codes.codes:
            yield found_at(rule.origin / "suggest_by" / ref, LintKind.UNKNOWN_SUBJECT, rule.code, ref=ref)
