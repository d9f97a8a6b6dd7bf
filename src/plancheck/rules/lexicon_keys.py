"""Finds which list of which lexicon each part of a ruleset's `lexicons` means."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Final, NamedTuple

from plancheck.errors import Problem
from plancheck.faults.nearest import did_you_mean, listed
from plancheck.lexicons.amended import AmendedFile, followed, step_into
from plancheck.lexicons.lists import LISTS_OF, OPEN, ROOTS, Form, codes_at, form_at
from plancheck.resources import shipped_rulesets
from plancheck.rules.gathering import Source
from plancheck.rules.ruleset import Origin
from plancheck.said import said
from plancheck.yaml_source import read_yaml_file

__all__ = ["AskedList", "ListFinder", "lexicon_names"]

_OWN: Final = ("add", "without", "reason")
_SPEAKING: Final = ("phrases", "spoken", "anywhere")  # the lists that `without` of a code means
_CLOSED: Final = frozenset({"columns", "marks", "roles", "topics"})  # what rules and facts know of them is typed
_LONGEST_CODE: Final = 20


class AskedList(NamedTuple):
    """What one place asks of one list. `meant` are the lists in which what is to be taken out is sought."""

    lexicon: str
    path: tuple[str, ...]
    form: Form
    meant: tuple[tuple[str, ...], ...]
    origin: Origin
    raw: Mapping[str, Any]


@cache
def lexicon_names() -> tuple[str, ...]:
    """The names of the shipped lexicons."""
    return tuple(sorted(file.stem for file in (shipped_rulesets() / "lexicons").glob("*.yaml")))


class ListFinder:
    """The lexicons that a ruleset names, as far as it has amended them; lives for one loading.

    `new_groups` are the groups of words (lexicon, name) that no lexicon had before.
    """

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        self.files: dict[str, AmendedFile] = {}
        self.new_groups: dict[tuple[str, str], Origin] = {}

    def asked_by(self, source: Source) -> Iterator[AskedList]:
        """What one file asks of each list, in its order; faults are noted."""
        for name, raw in source.model.lexicons.items():
            origin = source.origin / "lexicons" / name
            if name not in lexicon_names():
                hint = did_you_mean(str(name), lexicon_names()) or said("hint.there_are", known=listed(lexicon_names()))
                self.problems.append(origin.problem(said("lexicon.none", name=name, hint=hint), at_key=True))
                continue
            if name not in self.files:
                self.files[name] = AmendedFile(
                    read_yaml_file(shipped_rulesets() / "lexicons" / f"{name}.yaml", keep=True)
                )
            yield from self._within(name, raw, (), origin)

    def _within(self, lexicon: str, raw: Any, path: tuple[str, ...], origin: Origin) -> Iterator[AskedList]:
        """What stands under a key: `add`, `without` and `reason` of the list it names, and the keys below it."""
        if not isinstance(raw, dict):
            self.problems.append(origin.problem(said("lexicon.table")))
            return
        if any(key in raw for key in _OWN):
            yield from self._of_list(lexicon, {key: raw[key] for key in _OWN if key in raw}, path, origin)
        elif not raw:
            self.problems.append(origin.problem(said("lexicon.idle"), at_key=True))
        for key, below in raw.items():
            if key not in _OWN:
                inner = self._step(lexicon, path, str(key), origin / key)
                if inner is not None:
                    yield from self._within(lexicon, below, inner, origin / key)

    def _of_list(
        self, lexicon: str, raw: Mapping[str, Any], path: tuple[str, ...], origin: Origin
    ) -> Iterator[AskedList]:
        value = self.files[lexicon].value
        form = form_at(lexicon, path, followed(value, path))
        if form is not None:
            yield AskedList(lexicon, path, form, (path,), origin, raw)
            return
        if lexicon in ("topics", "marks") and len(path) == 2 and path[0] == lexicon:
            meant = tuple((*path, one) for one in _SPEAKING)
            yield AskedList(lexicon, meant[0], Form.ENTRY, meant, origin, raw)
            return
        below = self._known(lexicon, path)
        message = said("lexicon.which_list", known=listed(below)) if below else said("lexicon.no_list")
        self.problems.append(origin.problem(message))

    def _step(self, lexicon: str, path: tuple[str, ...], key: str, origin: Origin) -> tuple[str, ...] | None:
        """The path one key further; None where there is no such key, which is noted."""
        value = self.files[lexicon].value
        known = self._known(lexicon, path)
        if path and (key in known or path == ("groups",)):
            if path == ("groups",) and key not in known:
                self.new_groups.setdefault((lexicon, key), origin)
            return (*path, key)
        if (lexicon, *path) in OPEN or (not path and (lexicon, lexicon) in OPEN and key not in known):
            return self._new_code(lexicon, key, origin)
        if not path and key in (str(one) for one in value):
            return (key,)
        roots = ROOTS.get(lexicon, ()) if key in codes_at(value, lexicon) else ()
        tables = [root for root in roots if step_into(value.get(root), key) is not None] or list(roots)
        if not path and len(tables) == 1:
            return (tables[0], key)
        if not path and tables:
            message = said("lexicon.several", key=key, tables=", ".join(tables))
        else:
            hint = did_you_mean(key, known) or said("hint.there_are", known=listed(known))
            in_table = lexicon in _CLOSED and (not path or path[0] in ROOTS[lexicon]) and len(path) < 2
            closed = said("lexicon.closed") if in_table else None
            message = said("lexicon.no_key", key=key, lexicon=lexicon, hint=hint, closed=closed)
        self.problems.append(origin.problem(message, at_key=True))
        return None

    def _new_code(self, lexicon: str, key: str, origin: Origin) -> tuple[str, ...] | None:
        """A code of the ruleset's own, or one that is there."""
        if key == ROOTS[lexicon][0]:
            return (key,)
        if len(key.split()) != 1 or len(key) > _LONGEST_CODE:
            message = said("lexicon.code_form", code=key, most=_LONGEST_CODE)
            self.problems.append(origin.problem(message, at_key=True))
            return None
        return (ROOTS[lexicon][0], key)

    def _known(self, lexicon: str, path: tuple[str, ...]) -> list[str]:
        """The keys that there are below a path."""
        value = self.files[lexicon].value
        if not path:
            top = [str(key) for key, one in value.items() if isinstance(one, dict | list)]
            return [*dict.fromkeys((*codes_at(value, lexicon), *top))]
        if lexicon in LISTS_OF and len(path) == 2 and path[0] in ROOTS[lexicon]:
            return list(LISTS_OF[lexicon])
        found = followed(value, path)
        if not isinstance(found, dict):
            return []
        if path[0] in ROOTS.get(lexicon, ()) and len(path) == 1:
            return list(codes_at(value, lexicon))
        return [str(key) for key, one in found.items() if isinstance(one, dict | list) or lexicon == "territories"]
