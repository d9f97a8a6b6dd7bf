"""YAML is read with the place of each value, without the conversions and bombs of YAML 1.1."""

import hashlib

import pytest

from plancheck.errors import RulesetError
from plancheck.said import said
from plancheck.yaml_source import YamlLimits, read_yaml, read_yaml_file

VALUES = [
    ("no", "no"),
    ("yes", "yes"),
    ("on", "on"),
    ("True", "True"),
    ("true", True),
    ("false", False),
    ("null", None),
    ("~", None),
    ("", None),
    ("12:30", "12:30"),
    ("2023-10-01", "2023-10-01"),
    ("007", "007"),
    ("0x1F", "0x1F"),
    ("1_000", "1_000"),
    ("0", 0),
    ("-5", -5),
    ("1.10", 1.1),
    (".5", ".5"),
    ("1e3", "1e3"),
    ("'5'", "5"),
    ('"true"', "true"),
    ("!!str 5", "5"),
    ("99999999999999999999", "99999999999999999999"),
    ("«слова»", "«слова»"),
    ("|\n    a\n    b\n", "a\nb\n"),
]


@pytest.mark.parametrize(("written", "value"), VALUES)
def test_a_scalar_is_a_number_a_flag_nothing_or_text(written, value):
    read = read_yaml(f"key: {written}", "a.yaml").value["key"]
    assert (read, type(read)) == (value, type(value))


def test_as_plain_text_nothing_becomes_a_number():
    assert read_yaml("[1.10, 5, true, null, '']", "a.yaml", plain_text=True).value == [
        "1.10",
        "5",
        "true",
        None,
        "",
    ]


def test_every_key_and_value_has_its_place():
    file = read_yaml("a: 1\nlist:\n  - b: {c: 1.10}\n  - x\n5: y\n", "a.yaml")
    assert file.position() == (1, 1)
    assert file.position(("list", 0, "b", "c")) == (3, 12)
    assert file.key_position(("list", 0, "b", "c")) == (3, 9)
    assert file.key_position(("list", 1)) == file.position(("list", 1)) == (4, 5)
    assert file.key_position((5,)) == (5, 1)
    assert file.written(("list", 0, "b", "c")) == "1.10"
    assert file.written(("list",)) is None
    assert file.written(("nowhere",)) is None


def test_the_place_of_what_is_absent_is_that_of_what_would_hold_it():
    file = read_yaml("a:\n  b: {c: 1}\n", "a.yaml")
    assert file.position(("a", "b", "x", "y")) == (2, 6)
    assert file.key_position(("a", "b", "x")) == (2, 3)
    wrong = said("must_be_text.it")
    assert str(file.problem(("a", "b"), wrong, at_key=True)) == f"a.yaml:2:3: {wrong}"
    assert str(file.problem(("a", "b"), wrong)) == f"a.yaml:2:6: {wrong}"


def test_an_alias_stands_for_its_value_and_keeps_its_place():
    file = read_yaml("a: &x {b: 1}\nc: *x\n", "a.yaml")
    assert file.value == {"a": {"b": 1}, "c": {"b": 1}}
    assert file.position(("c", "b")) == (1, 11)
    assert file.key_position(("c",)) == (2, 1)


def test_an_empty_text_has_no_value():
    assert read_yaml("", "a.yaml").value is None
    assert read_yaml("# only a remark\n", "a.yaml").value is None


BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join(['*' + before] * 9)}]\n" for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)
WRONG = [
    ("a: 1\na: 2", "2:1: key «a» is given twice (first in line 1)"),
    ("a: {b: 1, c: 2, b: 3}", "1:17: key «b» is given twice"),
    ("a: [1", "2:1: not YAML"),
    ("a: *x", "1:4: alias *x stands for no &x above it"),
    ("a: &x [*x]", "1:8: alias *x stands inside its own value"),
    ("<<: {a: 1}", "1:1: merge keys (<<) are not supported"),
    ("a: !!python/object:os.system {}", "1:4: tag tag:yaml.org,2002:python/object:os.system is not allowed"),
    ("a: !mine [1]", "1:4: tag !mine is not allowed"),
    ("? [1, 2]\n: 3", "1:3: a key must be a word"),
    ("a: 1\n---\nb: 1", "2:1: a second document"),
    ("a: " + "[" * 100, "1:43: nested deeper than 40 levels"),
    ("a: &a " + "[" * 30 + "]" * 30 + "\nb: " + "[" * 20 + "*a" + "]" * 20, "2:24: nested deeper than 40"),
    ("\ta: b", "1:1: not YAML"),
    (BOMB, "6:20: more than 300000 values"),
    ("a: " + "x" * 200_001, "1:1: longer than 200000 characters"),
    ("[" + "*x, " * 300 + "]", "1:2: alias *x stands for no"),
    ("- &x 1\n" + "- *x\n" * 300, "202:3: more than 200 aliases"),
]


@pytest.mark.parametrize(("text", "message"), WRONG)
def test_what_is_wrong_is_refused_with_its_place(text, message):
    with pytest.raises(RulesetError) as raised:
        read_yaml(text, "a.yaml", limits=YamlLimits(characters=200_000))
    assert f"a.yaml:{message}" in str(raised.value)


def test_a_bomb_is_refused_before_it_grows():
    with pytest.raises(RulesetError, match="more than 300000 values"):
        read_yaml(BOMB, "a.yaml")


def test_all_doubled_keys_are_named_at_once():
    with pytest.raises(RulesetError) as raised:
        read_yaml("a: 1\nb: {c: 1, c: 2}\na: 2\n", "a.yaml")
    assert [problem.line for problem in raised.value.problems] == [2, 3]


def test_characters_that_no_text_has_are_refused_where_they_stand():
    with pytest.raises(RulesetError, match=r"a\.yaml:2:\d+: not YAML"):
        read_yaml("a: 1\nb: \x00\n", "a.yaml")


def test_a_file_is_read_with_its_sum_and_without_its_byte_order_mark(tmp_path):
    file = tmp_path / "a.yaml"
    file.write_bytes("\ufeffa: 1\n".encode())
    read = read_yaml_file(file, "shown.yaml")
    assert (read.value, read.path, read.position(("a",))) == ({"a": 1}, "shown.yaml", (1, 4))
    assert read.sha256 == hashlib.sha256(file.read_bytes()).hexdigest()


def test_a_file_that_cannot_be_read_is_a_problem_of_its_own(tmp_path):
    with pytest.raises(RulesetError, match=r"none\.yaml: cannot be read"):
        read_yaml_file(tmp_path / "none.yaml")
    wrong = tmp_path / "wrong.yaml"
    wrong.write_bytes("имя: школа".encode("cp1251"))
    with pytest.raises(RulesetError, match="is not UTF-8"):
        read_yaml_file(wrong)
    wrong.write_bytes(b"a" * 100)
    with pytest.raises(RulesetError, match="larger than 40 bytes"):
        read_yaml_file(wrong, limits=YamlLimits(characters=10))
