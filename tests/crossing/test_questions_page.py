"""The page of questions answers as it says: each query is run on a small folder of plans, and columns are all told."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter, defaultdict
from pathlib import Path
from statistics import mean
from typing import Any

import duckdb
import pytest
import yaml

from plancheck.checking import check_all
from plancheck.crossing import crossed, own_texts
from plancheck.plan import Level
from plancheck.report.model import Checked
from plancheck.report.wording import wording
from plancheck.report.writers import FORMS, Manner
from plancheck.report.writers.tables import HEAD, Field
from plancheck.report.writers.tables_measures import FIELDS as OF_MEASURES
from plancheck.report.writers.tables_outcomes import FIELDS as OF_OUTCOMES
from plancheck.rules import load_ruleset

HERE = Path(__file__).parent
PAGE = (HERE.parents[1] / "docs" / "questions.md").read_text("utf-8")
QUESTIONS = dict(re.findall(r"(?m)^### (.*\?)\n(?:[^#]*?)```sql\n((?:.*\n)*?)```", PAGE))
LISTS = re.compile(r"len\(|unnest|list_")
ANSWERS = yaml.safe_load((HERE / "answers.yaml").read_text("utf-8"))
KINDS = {
    "VARCHAR": {"текст", "код"}, "INTEGER": {"число"}, "DOUBLE": {"число"}, "DATE": {"день"}, "BOOLEAN": {"да/нет"},
    "VARCHAR[]": {"список текстов", "список кодов"}, "INTEGER[]": {"список чисел"},
}  # fmt: skip


@pytest.fixture(scope="module")
def region() -> Checked:
    """Two districts: one school names its coordinator late, two copied, one forgot observers at an exam …"""
    files = sorted((HERE / "region").glob("*.yaml"))
    checked = check_all(files, risk_schools=["СОШ 4", "СОШ 5"])
    assert not checked.report.unread
    return crossed(checked, given=[own_texts([load_ruleset("objectivity-school")])])


@pytest.fixture(scope="module")
def tables(region: Checked, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tables")
    for name in ("outcomes", "measures"):
        for suffix in ("parquet", "csv"):
            target = f"{name}.{suffix}"
            (folder / target).write_bytes(FORMS[name].write(region, wording("ru"), Manner(target=target)))
    return folder


def answer(query: str) -> list[list[Any]]:
    with duckdb.connect() as base:
        return [[plain(cell) for cell in row] for row in base.execute(query).fetchall()]


def plain(cell: Any) -> Any:
    return cell.isoformat() if isinstance(cell, dt.date) else cell


def test_there_are_ten_questions_and_an_answer_to_each() -> None:
    assert len(QUESTIONS) == 10
    assert list(QUESTIONS) == list(ANSWERS)


@pytest.mark.parametrize("question", [one for one, told in ANSWERS.items() if told != "counted"])
def test_the_query_gives_the_answer(question: str, tables: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tables)
    assert answer(QUESTIONS[question]) == ANSWERS[question]


@pytest.mark.parametrize("question", [one for one, query in QUESTIONS.items() if not LISTS.search(query)])
def test_csv_answers_the_same_where_no_list_is_asked(
    question: str, tables: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tables)
    assert answer(QUESTIONS[question].replace(".parquet", ".csv")) == answer(QUESTIONS[question])


def test_the_rule_broken_most_is_that_of_the_reports(
    region: Checked, tables: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken: dict[str, Counter[str]] = defaultdict(Counter)
    for plan in region.report.plans:
        broken[plan.territory or ""].update({entry.rule for entry in plan.findings})
    monkeypatch.chdir(tables)
    told = answer(QUESTIONS["Какое правило чаще всего нарушают в каждом районе?"])
    assert [(place, rule, plans) for place, rule, _, plans in told] == [
        (place, *min(counted.items(), key=lambda one: (-one[1], one[0]))) for place, counted in sorted(broken.items())
    ]


def test_the_best_district_is_that_of_the_reports(
    region: Checked, tables: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scores: dict[str, list[float]] = defaultdict(list)
    for plan in region.report.plans:
        if plan.level == Level.SCHOOL and plan.score is not None:
            scores[plan.territory or ""].append(plan.score)
    monkeypatch.chdir(tables)
    told = answer(QUESTIONS["У какого района планы лучше?"])
    assert {place: (plans, worst) for place, plans, _, worst in told} == {
        place: (len(found), min(found)) for place, found in scores.items()
    }
    means = [middle for _, _, middle, _ in told]
    assert means == sorted(means, reverse=True)
    assert means == [pytest.approx(mean(scores[place]), abs=0.06) for place, *_ in told]


def test_the_page_tells_every_column_with_its_kind() -> None:
    told = re.findall(r"(?m)^\| `(\w+)` \| ([^|]*) \|", PAGE)
    fields: list[Field] = [*HEAD, *OF_OUTCOMES[len(HEAD) :], *OF_MEASURES[len(HEAD) :]]
    assert [name for name, _ in told] == [field.name for field in fields]
    for (name, kind), field in zip(told, fields, strict=True):
        assert kind in KINDS.get(field.kind, {"список пар дней"}), name
