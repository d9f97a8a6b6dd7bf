"""The command line goes before the environment, that before the file, that before what is usual."""

from __future__ import annotations

from plancheck.configuration.model import Configuration
from plancheck.configuration.options import OPTIONS, Value, differing, effective
from plancheck.rules.ruleset import Told

LINE, CALL, VARIABLE = Told("plancheck.toml", 3, 1), Told("--engine"), Told("PLANCHECK_ENGINE")


def places(**options: object) -> dict[str, Told]:
    inside = [f"{key}.{name}" for key, value in options.items() if isinstance(value, dict) for name in value]
    return dict.fromkeys([*options, *inside], LINE)


def test_each_option_of_a_configuration_has_its_default_and_is_known_to_the_model() -> None:
    keys = {field.alias or name for name, field in Configuration.model_fields.items()}
    assert keys == set(OPTIONS)


def test_what_nobody_gives_is_as_usual() -> None:
    found = effective({}, {}, {})
    assert found["engine"] == Value("durable")
    assert {key: one.value for key, one in found.items()} == {key: option.default for key, option in OPTIONS.items()}


def test_a_configuration_goes_before_what_is_usual() -> None:
    assert effective({}, {"engine": "both"}, places(engine="both"))["engine"] == Value("both", LINE)


def test_the_call_goes_before_the_configuration() -> None:
    for place in (CALL, VARIABLE):
        given = {"engine": Value("reference", place)}
        assert effective(given, {"engine": "both"}, places(engine="both"))["engine"] == given["engine"]


def test_tables_are_joined_name_by_name() -> None:
    configured = {"set": {"most": 3, "least": 1}}
    given = {"set": Value({"most": "5"}, Told("--set"))}
    found = effective(given, configured, places(**configured))
    assert found["set"] == Value({"most": "5", "least": 1})
    assert found["set.most"] == Value("5", Told("--set"))
    assert found["set.least"] == Value(1, LINE)


def test_whoever_says_what_is_written_says_also_where() -> None:
    configured = {"format": ["html"], "output": ["a.html"]}
    given = {"format": Value(["json"], Told("--format"))}
    found = effective(given, configured, places(**configured))
    assert (found["format"].value, found["output"].value) == (["json"], ())


def test_configurations_that_differ_are_told_with_both_places() -> None:
    one = effective({}, {"fail_on": "note"}, places(fail_on="note"))
    other = effective({}, {}, {})
    assert differing("call", [one, one]) is None
    assert differing("file", [one, other]) is None
    assert differing("call", [one, other]) == ("fail_on", Value("note", LINE), Value("error"))
    assert differing("call", []) is None
