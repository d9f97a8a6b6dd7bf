"""«Did you mean»: the known word nearest to a mistyped one."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz import fuzz, process

__all__ = ["did_you_mean", "listed"]

_LIKE = 70.0  # per cent of likeness below which a guess would mislead


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """«; did you mean …?» to end a message with, or "" where nothing is like the word."""
    found = process.extractOne(word, sorted(known), scorer=fuzz.ratio, score_cutoff=_LIKE)
    return f"; did you mean «{found[0]}»?" if found else ""


def listed(known: Iterable[str], most: int = 12) -> str:
    """The known words, for a message; cut where there are too many to read."""
    words = sorted(known)
    return ", ".join(words[:most]) + (" …" if len(words) > most else "")
