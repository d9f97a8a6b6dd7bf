"""Rulesets are put together: heirs, profiles and the call say anew what earlier ones said, and each place is known."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from plancheck.errors import RulesetError
from plancheck.rules.choosing import AS_WRITTEN, Chosen, Setting
from plancheck.rules.loading import load_ruleset
from plancheck.rules.messages import Text
from plancheck.rules.outcome import Severity
from plancheck.rules.ruleset import Told

HEAD = "schema: plancheck.ruleset/1\nname: {name}\nversion: '1'\ntitle: {{ru: а, en: a}}\n"
BASE = """\
parameters:
  wanted: {type: list, of: topic, default: [video], title: {ru: а, en: a}}
  most: {type: int, default: 3, title: {ru: а, en: a}}
  since: {type: date, default: 2024-09-01, title: {ru: а, en: a}}
  office: {type: text, default: "каб. 12", title: {ru: а, en: a}}
  strict: {type: flag, default: false, title: {ru: а, en: a}}
rules:
- code: AAA001
  name: first
  severity: warning
  title: {ru: Первое, en: First}
  why: {ru: а, en: a}
  source: [приказ]
  forbid: {topic: {as: t, topic: $wanted}}
  subject: {kind: plan}
  message: {ru: "Есть. Вопросы: {$office}, с {$since}, до {$most}", en: "There is: {$office}, {$since}, {$most}"}
  remedy: {ru: Уберите, en: Drop it}
  suggest: {measure: "Дело {$office}"}
- code: AAA002
  name: second
  severity: note
  title: {ru: Второе, en: Second}
  why: {ru: а, en: a}
  source: [приказ]
  for_each: {measure: m}
  forbid: {m: {due: {gt: $since}}}
  message: {ru: "{m.label}", en: "{m.label}"}
  remedy: {ru: а, en: a}
profiles:
  strict:
    title: {ru: Строгий, en: Strict}
    parameters: {most: 1}
    override: {AAA002: {severity: error}}
"""


@pytest.fixture
def write(tmp_path: Path):
    """Writes a ruleset file by its name and the rest of its text; the folder stands for the shipped one."""

    def written(name: str, text: str) -> Path:
        file = tmp_path / f"{name}.yaml"
        file.write_text(HEAD.format(name=name) + text, "utf-8")
        return file

    return written


@pytest.fixture
def read(tmp_path: Path, kinds):
    """Loads a ruleset of that folder."""
    return lambda name, chosen=AS_WRITTEN: load_ruleset(name, folder=tmp_path, kinds=kinds, chosen=chosen)


def test_texts_show_the_parameters_that_they_name(write, read):
    write("base", BASE)
    first = read("base").rule("AAA001")
    assert first.message == Text("Есть. Вопросы: каб. 12, с 01.09.2024, до 3", "There is: каб. 12, 2024-09-01, 3")
    assert first.suggestion.measure == "Дело каб. 12"


def test_a_date_stands_for_its_day_in_conditions(write, read):
    write("base", BASE)
    (terms,) = read("base").rule("AAA002").forbid
    assert terms[0].conditions[0].value == dt.date(2024, 9, 1).toordinal()


OVERRIDES = """\
extends: [base]
override:
  AAA001:
    severity: error
    title: {ru: Другое, en: Other}
    message: {ru: "Нельзя: {$office}", en: "No: {$office}"}
    remedy: {ru: Иначе, en: Otherwise}
    source: [наш приказ]
    suggest: {measure: Своё}
    parameters: {wanted: [order]}
"""


def test_an_heir_says_anew_what_a_rule_is_and_says(write, read):
    write("base", BASE)
    write("heir", OVERRIDES)
    rule = read("heir").rule("AAA001")
    assert (rule.severity, rule.title.en, rule.message.ru) == (Severity.ERROR, "Other", "Нельзя: каб. 12")
    assert (rule.remedy.en, rule.source, rule.suggestion.measure) == (
        "Otherwise",
        (("наш приказ", "наш приказ"),),
        "Своё",
    )
    assert rule.forbid[0][0].conditions[0].value == ("order",)


def test_what_was_not_said_anew_stays_with_its_place(write, read):
    write("base", BASE)
    write("heir", OVERRIDES)
    heir = read("heir")
    set_by = heir.rule("AAA001").set_by
    assert {part: (Path(place.file.path).name, place.line) for part, place in set_by.items()} == {
        "severity": ("heir.yaml", 8),
        "title": ("heir.yaml", 9),
        "message": ("heir.yaml", 10),
        "remedy": ("heir.yaml", 11),
        "source": ("heir.yaml", 12),
        "suggest": ("heir.yaml", 13),
        "parameters.wanted": ("heir.yaml", 14),
    }
    assert heir.rule("AAA002").set_by == {}
    assert heir.rule("AAA001").origin.line == 12
    assert heir.parameters["wanted"].value == ("video",)


def test_a_value_of_one_rule_stays_with_that_rule(write, read):
    write("base", BASE)
    write("heir", "extends: [base]\noverride: {AAA002: {parameters: {since: 2030-01-01}}}\n")
    heir = read("heir")
    assert "01.09.2024" in heir.rule("AAA001").message.ru
    assert heir.rule("AAA002").forbid[0][0].conditions[0].value == dt.date(2030, 1, 1).toordinal()


def test_the_later_heir_wins_part_by_part(write, read):
    write("base", BASE)
    write("heir", "extends: [base]\noverride: {AAA001: {severity: error, remedy: {ru: раз, en: one}}}\n")
    write("grandchild", "extends: [heir]\noverride: {AAA001: {remedy: {ru: два, en: two}}}\n")
    rule = read("grandchild").rule("AAA001")
    assert (rule.severity, rule.remedy.en) == (Severity.ERROR, "two")
    assert [Path(rule.set_by[part].file.path).stem for part in ("severity", "remedy")] == ["heir", "grandchild"]


def test_an_overriding_text_may_name_only_what_is_bound(write, read):
    write("base", BASE)
    text = "{ru: '{n.label}', en: '{$offise}'}"
    write("heir", f"extends: [base]\noverride:\n  AAA002:\n    message: {text}\n")
    with pytest.raises(RulesetError) as caught:
        read("heir")
    assert [str(one).partition("heir.yaml:")[2] for one in caught.value.problems] == [
        "8:19: {n.label}: no variable «n» is bound; bound here: m, plan",
        "8:36: {$offise}: unknown parameter «offise»; did you mean «office»?",
    ]


# -------------------------------------------------------------------------- profiles and the call


def test_a_profile_is_a_bundle_of_values_and_overrides(write, read):
    write("base", BASE)
    plain, strict = read("base"), read("base", Chosen("strict"))
    assert (plain.rule("AAA002").severity, strict.rule("AAA002").severity) == (Severity.NOTE, Severity.ERROR)
    assert (plain.parameters["most"].value, strict.parameters["most"].value) == (3, 1)
    assert (plain.profile, strict.profile, strict.profiles["strict"].title.en) == (None, "strict", "Strict")


def test_heirs_add_to_a_profile_of_the_same_name(write, read):
    write("base", BASE)
    more = "profiles: {strict: {title: {ru: Свой, en: Own}, override: {AAA001: {off: не для нас}}}}\n"
    write("heir", f"extends: [base]\n{more}")
    strict = read("heir", Chosen("strict"))
    assert strict.switched_off == {"AAA001": ("не для нас", "не для нас")}
    assert strict.rule("AAA002").severity is Severity.ERROR
    assert [Path(place.file.path).stem for place in strict.profiles["strict"].places] == ["base", "heir"]


def test_a_profile_there_is_none_of_is_refused_with_the_nearest(write, read):
    write("base", BASE)
    with pytest.raises(RulesetError, match=r"^--profile: the rules have no profile «stric»; did you mean «strict»\?$"):
        read("base", Chosen("stric"))


def test_profiles_that_are_not_chosen_are_checked_too(write, read):
    wrong = (
        "  loose:\n    title: {ru: а, en: a}\n    parameters: {moost: 1}\n    override: {AAA009: {severity: note}}\n"
    )
    write("base", BASE + wrong)
    with pytest.raises(RulesetError) as caught:
        read("base")
    assert [one.message.partition(";")[0] for one in caught.value.problems] == [
        "there is no parameter «moost»",
        "no rule has the code AAA009",
    ]


@pytest.mark.parametrize(
    ("name", "given", "value"),
    [
        ("most", "7", 7),
        ("most", "-1", -1),
        ("most", 7, 7),
        ("strict", "true", 1),
        ("strict", True, 1),
        ("wanted", "order, observers", ("order", "observers")),
        ("wanted", ("order",), ("order",)),
        ("wanted", "", ()),
        ("since", "2025-01-02", dt.date(2025, 1, 2).toordinal()),
        ("since", dt.date(2025, 1, 2), dt.date(2025, 1, 2).toordinal()),
        ("office", "каб. 7", "каб. 7"),
    ],
)
def test_the_call_gives_a_value_as_text_or_as_its_type(write, read, name, given, value):
    write("base", BASE)
    ruleset = read("base", Chosen(settings=(Setting(name, given),)))
    assert ruleset.parameters[name].value == value
    assert str(ruleset.parameters[name].place) == "--set"


@pytest.mark.parametrize(
    ("name", "given", "said"),
    [
        ("moost", "7", "the rules have no parameter «moost»; did you mean «most»?"),
        ("most", "seven", "a whole number is wanted, not «seven»"),
        ("strict", "yes", "true or false is wanted, not «yes»"),
        ("wanted", "ordr", "«ordr» is no code of topic; did you mean «order»?"),
        ("since", "01.09.2025", "a date is written as 2023-09-01, not «01.09.2025»; did you mean «2025-09-01»?"),
        ("office", "{plan.level}", "a text without braces is wanted, not «{plan.level}»"),
    ],
)
def test_a_value_that_does_not_fit_is_refused_at_the_place_of_the_call(write, read, name, given, said):
    write("base", BASE)
    with pytest.raises(RulesetError) as caught:
        read("base", Chosen(settings=(Setting(name, given, Told("plancheck.toml", 4, 1)),)))
    assert [str(one) for one in caught.value.problems] == [f"plancheck.toml:4:1: {said}"]


def test_the_sum_covers_what_the_call_has_chosen_and_the_calendar(write, read, tmp_path):
    write("base", BASE + "calendar: dates.yaml\n")
    (tmp_path / "dates.yaml").write_text("{}")
    sums = [
        read("base", one).sha256
        for one in (
            AS_WRITTEN,
            Chosen("strict"),
            Chosen(settings=(Setting("most", "1"),)),
            Chosen(settings=(Setting("most", 2),)),
            Chosen("strict", (Setting("most", "1"),)),
        )
    ]
    assert len(set(sums)) == len(sums)
    assert read("base", Chosen(settings=(Setting("most", 1, Told("a.toml", 1)),))).sha256 == sums[2]
    (tmp_path / "dates.yaml").write_text("{ }")
    assert read("base").sha256 != sums[0]


# -------------------------------------------------------------------------- withdrawn codes

WITHDRAWN = "withdrawn:\n  AAA009: {since: 2024-01-01, replaced_by: [AAA001], why: {ru: слито, en: merged}}\n"


def test_a_withdrawn_code_is_kept_with_what_stands_instead(write, read):
    write("base", BASE + WITHDRAWN)
    old = read("base").withdrawn["AAA009"]
    assert (old.since, old.replaced_by, old.why.en) == (dt.date(2024, 1, 1), ("AAA001",), "merged")


def test_a_withdrawn_code_is_never_given_again(write, read):
    write("base", BASE + WITHDRAWN)
    write(
        "heir",
        "extends: [base]\n" + BASE[BASE.index("rules:") : BASE.index("- code: AAA002")].replace("AAA001", "AAA009"),
    )
    with pytest.raises(RulesetError) as caught:
        read("heir")
    (fault,) = caught.value.problems
    assert (Path(fault.path).name, fault.line, fault.column) == ("heir.yaml", 7, 9)
    assert "code AAA009 was withdrawn in" in fault.message
    assert "is never given again: take another" in fault.message


def test_an_heir_does_not_withdraw_the_code_of_a_living_rule(write, read):
    write("base", BASE)
    write("heir", "extends: [base]\nwithdrawn:\n  AAA001: {since: 2024-01-01, why: {ru: а, en: a}}\n")
    with pytest.raises(RulesetError, match=r"heir\.yaml:7:3: AAA001 is the rule of .*base\.yaml:12: switch it off"):
        read("heir")


def test_a_source_and_the_reason_of_an_off_may_be_said_in_each_language(write, read):
    write("base", BASE)
    said_anew = "AAA001: {source: [{ru: наш приказ, en: our order}, совет]}\n  AAA002: {off: {ru: нет, en: none}}"
    write("heir", f"extends: [base]\noverride:\n  {said_anew}\n")
    heir = read("heir")
    assert heir.rule("AAA001").source == (("наш приказ", "our order"), ("совет", "совет"))
    assert heir.switched_off == {"AAA002": ("нет", "none")}
