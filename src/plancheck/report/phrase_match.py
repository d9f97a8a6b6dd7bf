"""Shows what words are read as, and the entry of a lexicon behind each reading, with its file and line."""

from __future__ import annotations

import json
from collections.abc import Sequence

from plancheck.parsing.matching import Met, PhraseReading, Stand
from plancheck.report.page import Page
from plancheck.report.plan_text import deadline_reading
from plancheck.report.safe_text import json_safe, one_line, safe_path
from plancheck.report.wording import Wording

PHRASE_MATCH_SCHEMA = "plancheck.phrase_match/1"
_KINDS = {
    "topic": "match.topic",
    "mark": "match.mark",
    "role": "match.role",
    "procedure": "match.procedure",
    "school": "match.school",
    "recurrence": "match.recurrence",
    "anchor": "match.anchor",
    "ongoing": "match.ongoing",
    "window": "match.window",
}
_STANDS = {Stand.VOIDED: "match.voided", Stand.BEYOND: "match.beyond", Stand.YIELDS: "match.yields"}
_NAMED = {
    "topic": "topic",
    "role": "role",
    "recurrence": "recurrence",
    "anchor": "anchor",
}  # kinds whose codes have names


def write_phrase_match(found: PhraseReading, page: Page, words: Wording) -> None:
    """What the text is read as; then the entries behind it, and those that nearly speak, each with what hinders it."""
    page.text(words.quote(one_line(found.text)), style="bold")
    page.blank()
    read = (
        ("row.topics", words.names("topic", found.topics)),
        ("match.marks", ", ".join(found.marks)),
        ("match.roles", words.names("role", found.roles)),
        ("row.procedures", ", ".join(found.procedures)),
        ("row.schools", ", ".join(found.schools)),
        ("row.deadline", deadline_reading(found.deadline, words) if found.deadline.understood else ""),
    )
    for label, text in read:
        page.labelled(words.say(label), one_line(text) or words.say("none"))
    _write_met("match.entries", [one for one in found.met if one.stand is Stand.GIVEN], page, words)
    _write_met("match.near", [one for one in found.met if one.stand is not Stand.GIVEN], page, words)


def _write_met(heading: str, met: Sequence[Met], page: Page, words: Wording) -> None:
    if not met:
        return
    page.blank()
    page.text(words.say(heading), style="bold")
    for one in met:
        page.text(_said(one, words), indent=1)
        whose = f" ({words.say('match.added')})" if one.added else ""
        page.text(f"{safe_path(one.path)}:{one.line}{whose}: {one_line(one.entry, 200)}", indent=4, style="dim")
        if one.stand is not Stand.GIVEN:
            page.text(why_not(one.stand, one.by, words), indent=4)


def _said(one: Met, words: Wording) -> str:
    kind = words.say(_KINDS[one.kind])
    name = words.name(_NAMED[one.kind], one.code) if one.kind in _NAMED else ""
    code = f"{one.code} ({name})" if name and name != one.code else one.code
    told = f"{kind} {code}"
    return f"{told}: {words.quote(one_line(one.said))}" if one.said else told


def why_not(stand: Stand, by: str, words: Wording) -> str:
    """Why an entry whose words stand in the text does not speak."""
    return words.say(_STANDS[stand], by=words.name("topic", by) if stand is Stand.YIELDS else by)


def phrase_match_json(found: PhraseReading) -> str:
    """`plancheck.phrase_match/1`: what the text is read as, and each entry met."""
    content = {
        "schema": PHRASE_MATCH_SCHEMA,
        "text": found.text,
        "topics": list(found.topics),
        "marks": list(found.marks),
        "roles": list(found.roles),
        "procedures": list(found.procedures),
        "schools": list(found.schools),
        "deadline": found.deadline.model_dump(mode="json"),
        "entries": [one._asdict() for one in found.met],
    }
    return json_safe(json.dumps(content, ensure_ascii=False, indent=2)) + "\n"
