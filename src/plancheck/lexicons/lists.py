"""Which lists of words a lexicon has, which tables of codes, and what an entry of each list is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any, Final

from plancheck.lexicons.amended import step_into
from plancheck.plan import Mark, Role, Topic

__all__ = ["LISTS_OF", "OPEN", "ROOTS", "Form", "codes_at", "form_at", "groups_of"]

ROOTS: Final[Mapping[str, tuple[str, ...]]] = {
    "topics": ("topics",),
    "marks": ("marks",),
    "columns": ("columns",),
    "procedures": ("procedures",),
    "roles": ("posts", "bodies"),
}
"""The tables whose codes may be named without naming the table: «topics: {observers: …}»."""

OPEN: Final = frozenset({("procedures", "procedures")})
"""Tables (lexicon, key) that may have codes of a ruleset's own."""

LISTS_OF: Final[Mapping[str, tuple[str, ...]]] = {
    "topics": ("phrases", "spoken", "anywhere", "unless", "yields_to"),
    "marks": ("phrases", "spoken", "anywhere", "unless"),
    "procedures": ("acronyms", "names"),
}
"""The lists that a code of the table may have, whether it has them or not; the first of topics' is meant by `add`."""


_TYPED: Final[Mapping[str, type[StrEnum]]] = {"topics": Topic, "marks": Mark, "roles": Role}


class Form(StrEnum):
    """What an entry of a list is."""

    ENTRY = "entry"  # a phrase, or one with its own `unless`
    PHRASE = "phrase"
    RUN = "run"  # words next to each other: who answers for a measure
    DEADLINE = "deadline"  # {anchor: …, say: […]}
    MEMBER = "member"  # a word of a group
    CODE = "code"  # a code of the table
    WORD = "word"  # words as they stand in documents


_PHRASES: Final[Mapping[str, frozenset[str]]] = {
    "columns": frozenset(
        {"columns", "begins", "ends", "section_rows", "plan_titles", "plan_words", "continued", "appendices", "levels"}
    ),
    "clauses": frozenset({"tails", "talks"}),
    "plans": frozenset({"subjects"}),
}
_NOT_WORDS: Final = frozenset(
    {("deadlines", "calendar"), ("deadlines", "look_alikes"), ("deadlines", "barriers"), ("head", "months")}
)


def form_at(lexicon: str, path: Sequence[str], value: Any) -> Form | None:
    """What the entries of the list at a path are; None where there is no list that may be amended.

    `value` is what stands there, None for a list that is not there yet.
    """
    if not path or (lexicon, path[0]) in _NOT_WORDS or path[0] == "schema":
        return None
    match lexicon, *path:
        case (_, "groups", *rest):
            form = Form.MEMBER if len(rest) == 1 else None
        case ("topics" | "marks" | "procedures", root, *rest) if root in ROOTS[lexicon]:
            form = _form_of_code(lexicon, rest)
        case ("roles", "posts" | "bodies", *rest):
            form = Form.RUN if len(rest) == 1 else None
        case ("deadlines", "phrases", *rest):
            form = None if rest else Form.DEADLINE
        case ("territories", "regions", *rest):
            listed = isinstance(value, list) or path[-1] in ("districts", "towns")
            form = Form.WORD if len(rest) == 2 and listed else None
        case _ if isinstance(value, list) and not any(isinstance(one, list | dict) for one in value):
            form = Form.PHRASE if path[0] in _PHRASES.get(lexicon, ()) else Form.WORD
        case _:
            form = None
    return form


def _form_of_code(lexicon: str, path: Sequence[str]) -> Form | None:
    """Of a list below a code of a table: the path is the code and the list."""
    if len(path) != 2 or path[1] not in LISTS_OF[lexicon]:
        return None
    if lexicon == "procedures":
        return Form.WORD
    return {"unless": Form.PHRASE, "yields_to": Form.CODE}.get(path[1], Form.ENTRY)


def groups_of(value: Any) -> Mapping[str, Sequence[str]]:
    """The groups of words that phrases of a lexicon may name."""
    return (value.get("groups") if isinstance(value, dict) else None) or {}


def codes_at(value: Any, lexicon: str) -> tuple[str, ...]:
    """The codes of a lexicon's tables, and those that rules and facts know beside them."""
    tables = (step_into(value, root) for root in ROOTS.get(lexicon, ()))
    written = (str(code) for table in tables if isinstance(table, dict) for code in table)
    return tuple(dict.fromkeys((*written, *map(str, _TYPED.get(lexicon, ())))))
