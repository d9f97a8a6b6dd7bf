"""«Did you mean»: the known word nearest to a mistyped one."""

from __future__ import annotations

from collections.abc import Iterable

from plancheck.said import Said, said

__all__ = ["did_you_mean", "listed"]

_LIKE = 70.0  # per cent of likeness below which a guess would mislead


def did_you_mean(word: str, known: Iterable[str]) -> Said | None:
    """«; did you mean …?» to end a message with, or None where nothing is like the word; case is no difference."""
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - takes time, and most words are written right

    found = process.extractOne(word, sorted(known), scorer=fuzz.ratio, processor=str.lower, score_cutoff=_LIKE)
    return said("did_you_mean", word=found[0]) if found else None


def listed(known: Iterable[str], most: int = 12) -> str:
    """The known words, for a message; cut where there are too many to read."""
    words = sorted(known)
    return ", ".join(words[:most]) + (" …" if len(words) > most else "")
