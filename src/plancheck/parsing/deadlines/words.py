"""The lexicon of deadlines: which word carries which code, and the calendar it speaks of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple

from plancheck.errors import PlancheckError
from plancheck.parsing.deadlines.phrases import PhraseBook

MonthDay = tuple[int, int]
"""Month 1-12 and day; day 0 is the last of the month, -6 the sixth before it."""

SHORTEST_TYPO, LONGEST_TYPO, SHORTEST_MONTH = 7, 20, 6
"""Letters between which one slip is forgiven: shorter words have real neighbours, months have none."""


class Sense(NamedTuple):
    """What a known word can mean to the grammar."""

    codes: frozenset[str] = frozenset()
    number: int | None = None
    ordinal: bool = False
    month: int | None = None
    season: str | None = None


UNKNOWN = Sense()


@dataclass(frozen=True, eq=False)
class DeadlineWords:
    """The words of `rulesets/lexicons/deadlines.yaml`, made ready for looking up."""

    senses: Mapping[str, Sense]
    stems: tuple[tuple[str, Sense], ...]
    typo_targets: tuple[str, ...]
    special: tuple[str, ...]
    look_alikes: Mapping[int, str]
    spans: Mapping[str, tuple[tuple[MonthDay, MonthDay], ...]]
    phrases: PhraseBook
    month_forms: frozenset[str] = field(default=frozenset())

    @classmethod
    def from_mapping(cls, mapping: Mapping[str, Any]) -> DeadlineWords:
        """From the parsed YAML; raises PlancheckError where a part is missing or malformed."""
        try:
            return _build(cls, mapping)
        except (KeyError, TypeError, ValueError, AttributeError, IndexError) as fault:
            raise PlancheckError(f"deadlines.yaml: {type(fault).__name__}: {fault}") from fault

    def sense(self, word: str) -> Sense:
        """What a lower-case word means; UNKNOWN where the lexicon has nothing."""
        return _sense(self, word)

    def mended(self, word: str) -> str:
        """The word with look-alike letters repaired, and one slip where only one known word is that near."""
        return _mended(self, word)

    def knows(self, word: str) -> bool:
        """Whether the lexicon's grammar or phrases have the word."""
        return self.sense(word) is not UNKNOWN or self.phrases.knows(word)


@lru_cache(maxsize=8192)
def _sense(words: DeadlineWords, word: str) -> Sense:
    found = words.senses.get(word)
    if found is None:
        found = next((sense for stem, sense in words.stems if word.startswith(stem)), UNKNOWN)
    return found


@lru_cache(maxsize=8192)
def _mended(words: DeadlineWords, word: str) -> str:
    repaired = word.translate(dict(words.look_alikes))
    if repaired != word and (not word.isascii() or words.knows(repaired)) and not words.sense(word).number:
        word = repaired
    if words.knows(word) or not SHORTEST_MONTH - 1 <= len(word) <= LONGEST_TYPO:
        return word
    near = {
        target
        for target in words.typo_targets
        if max(len(target), len(word)) >= (SHORTEST_MONTH if target in words.month_forms else SHORTEST_TYPO)
        and len(target) >= SHORTEST_MONTH
        and _one_slip(word, target)
    }
    senses = {words.sense(target).month or words.phrases.keys_of(target) for target in near}
    return min(near) if len(senses) == 1 else word


def _one_slip(word: str, other: str) -> bool:
    """Whether one letter is wrong, too much, lacking, or two have changed places; long words only."""
    if word[:2] != other[:2] and word[-2:] != other[-2:]:  # one slip leaves the beginning or the end
        return False
    from rapidfuzz.distance import DamerauLevenshtein  # noqa: PLC0415  # most plans have no slip

    return DamerauLevenshtein.distance(word, other, score_cutoff=1) <= 1


def _build(cls: type[DeadlineWords], mapping: Mapping[str, Any]) -> DeadlineWords:
    gathered: dict[str, dict[str, Any]] = {}

    def note(forms: Iterable[Any], code: str | None = None, **more: Any) -> None:
        for form in forms:
            entry = gathered.setdefault(str(form).replace("ё", "е"), {"codes": set()})
            entry.update(more)
            if code:
                entry["codes"].add(code)

    for code, forms in mapping["words"].items():
        note(forms, code)
    for month, forms in mapping["months"].items():
        note(forms, "month", month=int(month))
    for season, forms in mapping["seasons"].items():
        note(forms, "season", season=season)
    for season, forms in mapping["season_adjectives"].items():
        note(forms, "season_adjective", season=season)
    for number, forms in mapping["numbers"].items():
        note(forms, "number", number=int(number))
    for number, forms in mapping["ordinals"].items():
        note(forms, "ordinal", number=int(number), ordinal=True)
    for number, forms in mapping["romans"].items():
        note(forms, "roman", number=int(number), ordinal=True)

    senses = {form: Sense(**{**entry, "codes": frozenset(entry["codes"])}) for form, entry in gathered.items()}
    months = frozenset(str(form) for forms in mapping["months"].values() for form in forms)
    numbers = [form for form, sense in senses.items() if sense.codes & {"number"}]
    targets = [*months, *(str(word) for word in mapping["typo_targets"])]
    return cls(
        senses={form: sense for form, sense in senses.items() if not form.endswith("*")},
        stems=tuple((form[:-1], sense) for form, sense in senses.items() if form.endswith("*")),
        typo_targets=tuple(sorted({word for word in targets if len(word) >= SHORTEST_MONTH})),
        special=tuple(sorted((f for f in senses if not f.rstrip("*").isalpha()), key=len, reverse=True)),
        look_alikes={ord(latin): str(letter) for latin, letter in mapping["look_alikes"].items()},
        spans={
            name: tuple((_month_day(first), _month_day(last)) for first, last in rows)
            for name, rows in mapping["calendar"].items()
        },
        phrases=PhraseBook.from_mapping({**mapping, "groups": {**mapping["groups"], "months": months}}, numbers),
        month_forms=months,
    )


def _month_day(text: object) -> MonthDay:
    """«3-15» or, for a month's last day, «3-last», and «3-last-6» for the sixth before it."""
    month, day, *before = str(text).split("-")
    return int(month), -int(before[0] if before else 0) if day == "last" else int(day)
