"""Makes the plan files of tests/corpus/yaml from examples/good-school.yaml: run it and commit what it writes.

Not called yaml.py: it would stand before the library of that name for whatever runs from this folder.
"""

from __future__ import annotations

import json
from pathlib import Path

ROOT = Path(__file__).parents[3]
FOLDER = ROOT / "tests" / "corpus" / "yaml"
BASE = (ROOT / "examples" / "good-school.yaml").read_text(encoding="utf-8")


def changed(*pairs: tuple[str, str]) -> str:
    """The base with each piece of text put in place of another; every piece must be there."""
    text = BASE
    for before, after in pairs:
        if before not in text:
            raise ValueError(before)
        text = text.replace(before, after)
    return text


def without_row(number: str) -> str:
    """The base without one measure."""
    lines = BASE.splitlines(keepends=True)
    start = lines.index(f"      - number: {number}\n")
    end = next(i for i in range(start + 1, len(lines)) if not lines[i].startswith("        "))
    return "".join(lines[:start] + lines[end:])


PARSED = {  # as `parse --format json` writes, with fields that are not read again
    "schema": "plancheck.plan/1",
    "source": {"path": "план.docx", "format": "docx", "sha256": "0" * 64},
    "title": "План мероприятий МБОУ «Кленовская СОШ» по объективности ВПР на 2025-2026 учебный год",
    "level": "school",
    "period": {"start": "2025-09-01", "end": "2026-08-31"},
    "sections": [{"number": "1", "title": "Наблюдение", "location": {"table": 1, "row": 2}}],
    "measures": [
        {
            "number": "1.10",
            "section": 0,
            "text": "Присутствие независимых наблюдателей на ВПР \U0001f393",
            "deadline": {"text": "до 20.05.2026", "windows": [[None, "2026-05-20"]]},
            "responsible": {"text": "Директор школы", "roles": ["school_head"], "persons": []},
            "result": None,
            "location": {"table": 1, "row": 3},
            "places": {"measure": {"table": 1, "row": 3, "cell": 2}},
        }
    ],
}
FLAT = """\
schema: plancheck.plan/1
title: План мероприятий МБОУ «Ясеневская СОШ» по объективности ВПР на 2025-2026 учебный год
sections:
  - {number: I, title: Наблюдение}
measures:
  - {section: I, text: Присутствие независимых наблюдателей на ВПР, deadline: , responsible: Завуч, result: Акты}
  - {section: I, text: Анализ результатов ВПР, deadline: до 15.06.2026, responsible: Завуч, result: Справка}
"""
BOMB = "schema: plancheck.plan/1\na: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join(['*' + before] * 9)}]\n" for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)

FILES: dict[str, tuple[str, str | bytes]] = {
    "by-hand-pass.yaml": ("a plan as a person writes it: words alone, measures under their sections", BASE),
    "no-marks-pass.yml": (
        "no «schema» line, no level, no period, no territory: measures and suffix tell, the title tells the rest",
        changed(
            ("schema: plancheck.plan/1\n", ""),
            ("level: school\n", ""),
            ("period: {start: 2025-09-01, end: 2026-08-31}\n", ""),
            ("territory: Заозёрский район\n", ""),
        ),
    ),
    "utf16-pass.yaml": ("UTF-16 with its mark, as Notepad's «Unicode» saves", BASE.encode("utf-16")),
    "crlf-bom-pass.yaml": (
        "UTF-8 with a byte order mark and Windows line ends",
        b"\xef\xbb\xbf" + BASE.replace("\n", "\r\n").encode(),
    ),
    "no-observers-fail-OBS001.yaml": ("nobody observes: the row was left out", without_row("3.1")),
    "empty-deadline-fail-DOC005.yaml": (
        "flat measures by their section's number; an empty deadline is a finding, not a fault of the file",
        FLAT,
    ),
    "parsed-fail-DOC001.json": (
        "as parse writes it: source, location and places are not read, 1.10 stays, an escaped pair is one sign",
        json.dumps(PARSED, ensure_ascii=True, indent=2),
    ),
    "minified-fail-DOC001.json": (
        "JSON on one line without spaces",
        json.dumps(PARSED, ensure_ascii=False, separators=(",", ":")),
    ),
    "mistyped-unread.yaml": (
        "an unknown key, unknown codes and a Russian date: all are named at once, with what was meant",
        changed(
            ("organisation:", "organization:"),
            ("level: school", "level: scool"),
            ("start: 2025-09-01", "start: 01.09.2025"),
            ("anchor: procedure_schedule", "anchor: procedure_shedule"),
        ),
    ),
    "doubled-key-unread.yaml": (
        "a measure with two deadlines",
        FLAT.replace("deadline: ,", "deadline: май, deadline: июнь,"),
    ),
    "no-measures-unread.yaml": ("a plan without a measure", "schema: plancheck.plan/1\ntitle: План\nmeasures: []\n"),
    "bomb-unread.yaml": ("aliases that would grow to millions of values", BOMB),
    "cut-unread.json": ("JSON that breaks off", json.dumps(PARSED, ensure_ascii=False)[:400]),
    "windows-1251-unread.yaml": ("not UTF-8: what to do is said", BASE.encode("cp1251", "replace")),
    "report-notplan.json": ("a report of plancheck, not a plan", '{"schema": "plancheck.report/1", "plans": []}\n'),
    "compose-notplan.yaml": ("YAML of another program", "services:\n  web:\n    image: nginx\n"),
}


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    about = "# What each plan file shows; made by tests/corpus/make/plan_files.py.\n"
    for name, (shows, content) in FILES.items():
        (FOLDER / name).write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        about += f"{name}: {json.dumps(shows, ensure_ascii=False)}\n"
    (FOLDER / "about.yaml").write_bytes(about.encode("utf-8"))


if __name__ == "__main__":
    main()
