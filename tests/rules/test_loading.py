"""Rulesets are loaded, inherited and overridden; every fault has its line, its column and a hint."""

from pathlib import Path

import pytest

from both_languages import told_in_both
from plancheck.errors import RulesetError
from plancheck.plan import Level
from plancheck.rules.conditions import Absent, Op, Pattern, Ref
from plancheck.rules.loading import load_ruleset, ruleset_names, ruleset_serving
from plancheck.rules.outcome import Severity

WRONG = sorted((Path(__file__).parent / "cases" / "wrong").glob("*.yaml"))
PLAIN = "  forbid: {topic: {topic: video}}\n"


@pytest.mark.parametrize("file", WRONG, ids=[file.stem for file in WRONG])
def test_what_is_wrong_is_said_with_its_place(file, kinds):
    """Each file says in its last lines which faults are expected; no others may be reported."""
    lines = file.read_text("utf-8").splitlines()
    expected = [line.removeprefix("# expect: ") for line in lines if line.startswith("# expect: ")]
    with pytest.raises(RulesetError) as raised:
        load_ruleset(file, kinds=kinds)
    found = [str(problem).removeprefix(f"{file}:") for problem in raised.value.problems]
    assert expected
    assert len(found) == len(expected), found
    for message, part in zip(found, expected, strict=True):
        assert message.startswith(part)
    for problem in raised.value.problems:
        told_in_both(problem)


def test_a_rule_is_read_into_the_normal_form(load):
    ruleset = load(
        "  for_each: {measure: {as: m, has_deadline: true, due: {ge: 2023-09-01, lt: 2024-09-01}}}\n"
        "  require:\n"
        "    - {topic: {measure: m.measure, topic: [video, order]}}\n"
        "    - all: [{m: {has_deadline: false}}, {without: {covers: {measure: m.measure}}}]\n"
    )
    (rule,) = ruleset.rules
    (selected,) = rule.selection
    assert [(one.field, one.op) for one in selected.conditions] == [
        ("has_deadline", Op.EQ),
        ("due", Op.GE),
        ("due", Op.LT),
    ]
    ((either,), (same, absent)) = rule.require
    assert isinstance(either, Pattern)
    assert either.conditions[0].value == Ref("m", "measure")
    assert either.conditions[1].value == ("video", "order")
    assert isinstance(same, Pattern)
    assert (same.kind, same.same) == ("measure", "m")
    assert isinstance(absent, Absent)
    assert [part.name for part in rule.parts] == ["held", "pass:0", "pass:1"]


def test_the_plan_joins_the_selection_where_a_condition_asks_for_it(load):
    asking = load("  for_each: {measure: m}\n  forbid: {m: {due: {lt: plan.start}}}\n").rules[0]
    telling = load("  for_each: {measure: m}\n  forbid: {m: {has_deadline: false}}\n").rules[0]
    assert [pattern.kind for pattern in asking.selection] == ["plan", "measure"]
    assert [pattern.kind for pattern in telling.selection] == ["measure"]


def test_a_parameter_stands_for_its_value(load):
    head = (
        "parameters:\n"
        "  wanted: {type: list, of: topic, default: [video, order, video], title: {ru: а, en: a}}\n"
        "  dated: {type: flag, default: true, title: {ru: а, en: a}}\n"
        "  main: {type: code, of: topic, default: order, title: {ru: а, en: a}}\n"
        "  most: {type: int, default: 3, title: {ru: а, en: a}}\n"
    )
    body = (
        "  forbid:\n"
        "    - {topic: {topic: $wanted, measure: {lt: $most}}}\n"
        "    - {topic: {topic: {not_in: $wanted}}}\n"
        "    - {topic: {topic: $main}}\n"
        "    - {measure: {has_deadline: $dated}}\n"
    )
    ruleset = load(body, head=head)
    values = [[one.value for one in terms[0].conditions] for terms in ruleset.rules[0].forbid]
    assert values == [[("video", "order"), 3], [("video", "order")], ["order"], [1]]
    assert ruleset.givens(("СОШ 1",)).parameters == {
        "wanted": ("video", "order"),
        "dated": 1,
        "main": "order",
        "most": 3,
    }


# -------------------------------------------------------------------------- several files


@pytest.fixture
def write(tmp_path):
    """Writes a ruleset file into a folder that stands for the shipped one."""

    def written(name, *codes, head="", body=PLAIN):
        rules = "".join(
            f"- code: {code}\n  name: a-rule\n  severity: warning\n  title: {{ru: а, en: a}}\n"
            f"  why: {{ru: а, en: a}}\n  source: [а]\n  message: {{ru: а, en: a}}\n"
            f"  remedy: {{ru: а, en: a}}\n{body}"
            for code in codes
        )
        start = f"schema: plancheck.ruleset/1\nname: {name}\nversion: '1'\ntitle: {{ru: а, en: a}}\n"
        file = tmp_path / f"{name}.yaml"
        file.parent.mkdir(exist_ok=True)
        file.write_text(start + head + (f"rules:\n{rules}" if codes else ""), "utf-8")
        return file

    return written


def test_a_ruleset_holds_the_rules_of_those_it_extends_first(write, tmp_path, kinds):
    write("base", "AAA001", "AAA002")
    write("other", "BBB001", head="extends: [base]\n")
    write("child", "CCC001", head="extends: [other, base]\nlevels: [school]\n")
    ruleset = load_ruleset("child", folder=tmp_path, kinds=kinds)
    assert [rule.code for rule in ruleset.rules] == ["AAA001", "AAA002", "BBB001", "CCC001"]
    assert [Path(path).stem for path, _ in ruleset.files] == ["base", "other", "child"]
    assert (ruleset.name, ruleset.levels, len(ruleset.sha256)) == ("child", (Level.SCHOOL,), 64)
    assert ruleset_names(tmp_path) == ("base", "child", "other")


def test_the_sum_changes_with_any_file(write, tmp_path, kinds):
    write("base", "AAA001")
    write("child", head="extends: [base]\n")
    before = load_ruleset("child", folder=tmp_path, kinds=kinds).sha256
    write("base", "AAA002")
    assert load_ruleset("child", folder=tmp_path, kinds=kinds).sha256 != before


def test_an_override_changes_severity_or_switches_off_with_its_reason(write, tmp_path, kinds):
    write("base", "AAA001", "AAA002", "AAA003")
    head = "extends: [base]\noverride:\n  AAA001: {severity: error}\n  AAA002: {off: не нужно}\n"
    write("child", head=head)
    write("grandchild", head="extends: [child]\noverride: {AAA002: {severity: note}}\n")
    child = load_ruleset("child", folder=tmp_path, kinds=kinds)
    assert [(rule.code, rule.severity) for rule in child.rules] == [
        ("AAA001", Severity.ERROR),
        ("AAA003", Severity.WARNING),
    ]
    assert child.switched_off == {"AAA002": ("не нужно", "не нужно")}
    grandchild = load_ruleset("grandchild", folder=tmp_path, kinds=kinds)
    assert grandchild.rule("AAA002").severity is Severity.NOTE
    assert grandchild.switched_off == {}


@pytest.mark.parametrize("given", ["[order]", "{default: [order]}"])
def test_a_child_gives_an_inherited_parameter_another_value(write, tmp_path, kinds, given):
    declared = "parameters: {wanted: {type: list, of: topic, default: [video], title: {ru: а, en: a}}}\n"
    write("base", "AAA001", head=declared, body="  forbid: {topic: {topic: $wanted}}\n")
    write("child", head=f"extends: [base]\nparameters: {{wanted: {given}}}\n")
    ruleset = load_ruleset("child", folder=tmp_path, kinds=kinds)
    assert ruleset.rules[0].forbid[0][0].conditions[0].value == ("order",)


def test_faults_of_all_files_are_shown_at_once(write, tmp_path, kinds):
    declared = "parameters: {wanted: {type: list, of: topic, default: [video], title: {ru: а, en: a}}}\n"
    write("base", "AAA001", head=declared, body="  forbid: {topik: {}}\n")
    write("mid", head="extends: [base, child]\n")
    write("broken", head="levels: [school\n")
    head = "extends: [mid, broken]\nparameters: {wanted: {value: [order]}}\nsurplus: 1\n"
    write("child", "AAA001", head=head)
    with pytest.raises(RulesetError) as raised:
        load_ruleset("child", folder=tmp_path, kinds=kinds)
    files = [Path(problem.path).stem for problem in raised.value.problems]
    assert files == sorted(files)
    assert set(files) == {"base", "mid", "broken", "child"}


def test_a_code_given_in_two_files_is_refused_with_both_places(write, tmp_path, kinds):
    write("base", "AAA001")
    write("child", "AAA001", head="extends: [base]\n")
    with pytest.raises(RulesetError, match=r"child\.yaml:7:9: code AAA001 is already given in .*base\.yaml:6"):
        load_ruleset("child", folder=tmp_path, kinds=kinds)


def test_an_inherited_parameter_takes_a_value_and_nothing_else(write, tmp_path, kinds):
    declared = "parameters: {wanted: {type: list, of: topic, default: [video], title: {ru: а, en: a}}}\n"
    write("base", head=declared)
    write("child", head="extends: [base]\nparameters: {wanted: {value: [order]}}\n")
    with pytest.raises(RulesetError, match="an inherited parameter is given «default», «values», or a value"):
        load_ruleset("child", folder=tmp_path, kinds=kinds)


def test_a_calendar_is_found_beside_the_file_that_names_it(write, tmp_path, kinds):
    (tmp_path / "procedures.yaml").write_text("{}")
    write("base", head="calendar: procedures.yaml\n")
    write("child", head="extends: [base]\n")
    assert load_ruleset("child", folder=tmp_path, kinds=kinds).calendar == tmp_path / "procedures.yaml"


def test_an_unknown_name_is_answered_with_the_nearest(write, tmp_path, kinds):
    write("objectivity-school")
    with pytest.raises(RulesetError, match="did you mean «objectivity-school»"):
        load_ruleset("objectivity-shool", folder=tmp_path, kinds=kinds)
    with pytest.raises(RulesetError, match="there are: objectivity-school"):
        load_ruleset("x", folder=tmp_path, kinds=kinds)


def test_the_ruleset_that_serves_a_level_is_found(write, tmp_path):
    write("one")
    write("two", head="levels: [municipal, regional]\n")
    assert ruleset_serving(Level.REGIONAL, tmp_path) == "two"
    assert ruleset_serving(Level.SCHOOL, tmp_path) is None


def test_a_rule_that_the_ruleset_lacks_is_a_key_error(load):
    ruleset = load(PLAIN)
    assert ruleset.rule("AAA001").name == "a-rule"
    assert str(ruleset.rule("AAA001").origin).endswith("small.yaml:6")
    with pytest.raises(KeyError):
        ruleset.only("AAA009")


def test_shipped_rulesets_use_the_declared_kinds():
    assert load_ruleset("objectivity-school").rules
