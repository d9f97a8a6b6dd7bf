"""Waiver files that are wrong: every fault at once, by line and column, in both languages."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
import yaml

from both_languages import told_in_both
from plancheck.waivers.faults import WaiverFileError
from plancheck.waivers.reading import read_waivers, waivers_inside
from plancheck.waivers.waiver import About

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "wrong_files.yaml").read_text("utf-8"))
CODES = frozenset({"OBS001", "OBS002", "DOC004", "DIR001"})


@pytest.mark.parametrize("lang", ["ru", "en"])
@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_each_fault_is_told_with_its_place_and_mend(case, lang, waiver_file, tmp_path):
    file = waiver_file(case["waiver"]) if "waiver" in case else tmp_path / "plancheck-waivers.yaml"
    if "text" in case:
        file.write_text(case["text"], "utf-8")
    with pytest.raises(WaiverFileError) as caught:
        read_waivers(file, codes=CODES)
    for one in caught.value.problems:
        told_in_both(one)
    told = [one.text(lang) for one in caught.value.problems]
    assert len(told) == len(case["faults"]), told
    for line, (place, *said) in zip(told, case["faults"], strict=True):
        assert line.startswith(f"{file}:{place}")
        assert said[lang == "en"] in line
    heading = caught.value.text(lang).splitlines()[0]
    assert heading.startswith("Файл отступлений" if lang == "ru" else "The waiver file")


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(WaiverFileError, match=r"nowhere\.yaml: "):
        read_waivers(tmp_path / "nowhere.yaml")


def test_a_waiver_holds_what_was_written(waiver_file):
    (one,) = read_waivers(waiver_file("rule: DOC004 | subject: {number: 1.10, text: Анализ} | file: school-*"))
    assert one.about == About("measure", number="1.10", text="Анализ")
    assert (one.rule, one.file, one.expires, one.line) == ("DOC004", "school-*", dt.date(2026, 5, 31), 3)
    assert str(one) == "DOC004 № 1.10 «Анализ» [school-*]"


INSIDE = """\
schema: plancheck.plan/1
measures:
- {number: "1", text: Совещание}
waivers:
- rule: DOC004
  subject: {number: 1}
  reason: так решил совет
  author: Ежова А. Б.
  expires: 2026-05-31
"""


def test_a_plan_file_may_hold_waivers_of_its_own():
    (one,) = waivers_inside(INSIDE.encode(), "plan.yaml", codes=CODES)
    assert (one.rule, one.file, one.line) == ("DOC004", None, 5)
    assert one.covers(Path("plan.yaml"))


@pytest.mark.parametrize("text", ["title: Освобождения waivers\n", "- waivers\n", "waivers:\n", "measures: []\n"])
def test_a_plan_file_without_them_has_none(text):
    assert waivers_inside(text.encode(), "plan.yaml") == ()


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        (("  reason: так решил совет\n", ""), "5:3: нет «reason»"),
        (("rule: DOC004", "rule: DOC044"), "5:9: правила DOC044 нет; может быть, «DOC004»?"),
        (("  author:", "  file: '*'\n  author:"), "8:3: здесь «file» не нужен"),
        (("waivers:\n- rule", "waivers: нет\nother:\n- rule"), "4:10: нужен список"),
        (("measures:", "measures: ["), "это не YAML"),
    ],
)
def test_faults_inside_a_plan_file_are_told_by_its_lines(changed, told):
    with pytest.raises(WaiverFileError, match=r"plan\.yaml") as caught:
        waivers_inside(INSIDE.replace(*changed).encode(), "plan.yaml", codes=CODES)
    assert told in caught.value.text("ru")
