"""Finds the sites a text links to, as hosts without «www.»."""

from __future__ import annotations

import re
from functools import cache

# No host is without it; a dot is what is found soonest.
_DOT = re.compile(r"\.(?<=[\w-]\.)[^\W\d_]{2}")
_ZONES = frozenset([
    "ru", "su", "com", "org", "net", "info", "edu", "gov", "me", "ms", "biz", "io", "us", "site", "online", "school",
    "рф", "рус", "дети", "москва", "орг", "сайт", "онлайн",
])  # fmt: skip


@cache
def _host() -> re.Pattern[str]:
    """Compiled for the first text that may have a host: many plans have none."""
    return re.compile(
        r"(?P<scheme>https?://)?(?:[\w.+-]{1,64}@)?"
        r"(?P<host>(?:[a-zа-яё0-9](?:[a-zа-яё0-9_-]{0,62})\.){1,8}(?P<tld>[a-zа-яё]{2,10}))(?![\w@])",
        re.IGNORECASE,
    )


def hosts_in(text: str) -> tuple[tuple[str, int], ...]:
    """Every host of a link or e-mail with the place it begins at; file names and abbreviations are none."""
    found: list[tuple[str, int]] = []
    if "." not in text or not _DOT.search(text):
        return ()
    for match in _host().finditer(text[:200_000]):
        host = match["host"].lower().removeprefix("www.")
        latin = re.fullmatch(r"[a-z]+", match["tld"].lower())
        known = match["tld"].lower() in _ZONES
        if "." in host and (known or (match["scheme"] and latin)):
            found.append((host, match.start()))
    return tuple(found)
