"""Shows what a ruleset adds to the lexicons and takes out of them, each entry with its file and line."""

from __future__ import annotations

from itertools import groupby

from plancheck.lexicons import Amendment, Amendments
from plancheck.report.page import Page
from plancheck.report.safe_text import one_line, safe_path
from plancheck.report.wording import Wording

__all__ = ["amendments_json", "write_amendments"]

_NAMED = {"topics": "topic", "roles": "role"}  # lexicons whose codes have names
_SHOWN = 100


def write_amendments(amendments: Amendments, page: Page, words: Wording) -> None:
    """By lexicon and list, in the order in which they take effect."""
    if not amendments:
        return
    page.blank()
    page.text(words.say("rules.section.lexicons"), style="bold")
    for (lexicon, path), several in groupby(amendments.each, lambda one: (one.lexicon, one.path)):
        page.text(_list_name(lexicon, path, words))
        for one in several:
            text = f"{one_line(one.text, _SHOWN)} – {safe_path(str(one))}"
            page.text(text, indent=2, lead="+ " if one.adds else "− ")
            if one.reason:
                page.text(one_line(one.reason), indent=4, style="dim")


def _list_name(lexicon: str, path: tuple[str, ...], words: Wording) -> str:
    """«topics, observers (независимые наблюдатели): phrases»."""
    kind = _NAMED.get(lexicon)
    if kind is None or path[0] == "groups" or len(path) < 2:
        return one_line(f"{lexicon}: {' → '.join(path)}")
    name = words.name(kind, path[1])
    rest = " → ".join((path[0], *path[2:]))
    return one_line(f"{lexicon}: {path[1]} ({name}), {rest}")


def amendments_json(amendments: Amendments) -> list[dict[str, object]]:
    """Each amendment as plain values, in its order."""
    return [_described(one) for one in amendments.each]


def _described(one: Amendment) -> dict[str, object]:
    return {
        "lexicon": one.lexicon,
        "list": list(one.path),
        "entry": one.entry,
        "adds": one.adds,
        "reason": one.reason or None,
        "set_by": {"path": one.file, "line": one.line},
    }
