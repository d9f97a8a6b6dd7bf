"""A text that no parser takes is told in the reader's language, with what to do about it."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from plancheck.configuration.toml_source import read_toml
from plancheck.errors import ConfigurationError, RulesetError
from plancheck.said.parsers import complaint
from plancheck.yaml_source import read_yaml

CASES = yaml.safe_load(Path(__file__).with_name("parser_complaints.yaml").read_text("utf-8"))


@pytest.mark.parametrize(("language", "text", "russian", "english"), CASES)
def test_a_parsers_complaint_is_said_in_both_languages(language, text, russian, english):
    with pytest.raises((RulesetError, ConfigurationError)) as told:
        (read_yaml if language == "yaml" else read_toml)(text, "a.file")
    assert russian in told.value.text("ru")
    assert english in told.value.text("en")


def test_a_complaint_that_nobody_knows_stays_as_it_is():
    assert complaint("the parser is tired") == "the parser is tired"
