"""Tables of all outcomes and all measures: read back by pyarrow and DuckDB, typed, complete, and harmless."""

from __future__ import annotations

import csv
import datetime as dt
import io
import sys
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from plancheck.errors import MissingExtraError
from plancheck.plan import Anchor, Deadline, Measure, Plan, Recurrence, Responsible, Role, Topic
from plancheck.report.assembly import plan_report, whole_report
from plancheck.report.model import Checked, RulesetId
from plancheck.report.wording import wording
from plancheck.report.writers import FORMS, Manner, form_named_by
from plancheck.report.writers.parquet import parquet

DAY = dt.date(2024, 10, 1)
RU = wording("ru")


def table(form: str, checked: Checked) -> Any:
    """The Parquet file as pyarrow reads it."""
    return pq.read_table(pa.BufferReader(FORMS[form].write(checked, RU, Manner(target="t.PARQUET"))))


def csv_rows(form: str, checked: Checked) -> list[dict[str, str]]:
    text = FORMS[form].write(checked, RU, Manner(target="t.csv")).decode()
    return list(csv.DictReader(io.StringIO(text)))


@pytest.fixture
def understood() -> Checked:
    """A plan with every kind of deadline cell."""
    plan = Plan(
        organisation="МБОУ «Ольховская СОШ»",
        measures=(
            Measure(
                number="1.",
                text="Издать приказ\nо координаторе",
                deadline=Deadline(text="октябрь", windows=((dt.date(2024, 9, 2), None), (None, DAY)), inferred=True),
                responsible=Responsible(text="Директор", roles=(Role.SCHOOL_HEAD,)),
                topics=(Topic.ORDER, Topic.COORDINATOR),
                years=(2024, 2025),
            ),
            Measure(
                text="Провести", deadline=Deadline(recurrence=Recurrence.WEEKLY, anchor=Anchor.OWN_PLAN, ongoing=True)
            ),
            Measure(text="Провести без срока"),
        ),
    )
    report = plan_report(plan, (), RulesetId(name="own"), str)
    return Checked(whole_report([report], (), version="1", lang="ru"), (plan,))


def test_every_outcome_of_every_plan_is_a_row(checked: Checked) -> None:
    entries = [entry for plan in checked.report.plans for entry in plan.outcomes]
    read = table("outcomes", checked).to_pylist()
    assert [(row["rule"], row["outcome"], row["severity"], row["fingerprint"]) for row in read] == [
        (entry.rule, entry.outcome, entry.severity, entry.fingerprint) for entry in entries
    ]
    assert [tuple(row["measures"]) for row in read] == [entry.measures for entry in entries]
    assert {row["outcome"] for row in read} > {"passed", "failed", "inapplicable", "cant_tell"}


def test_every_measure_of_every_plan_is_a_row(checked: Checked) -> None:
    rows = [(at, row.number, row.text) for plan in checked.plans for at, row in enumerate(plan.measures)]
    assert [(row["measure"], row["number"], row["text"]) for row in table("measures", checked).to_pylist()] == rows


def test_days_are_days_and_lists_are_lists(understood: Checked) -> None:
    read = table("measures", understood)
    types = {field.name: field.type for field in read.schema}
    assert types["last_day"] == pa.date32()
    assert types["topics"] == pa.list_(pa.field("element", pa.string()))
    assert types["ongoing"] == pa.bool_()
    first, second, third = read.to_pylist()
    assert first["windows"] == [{"first": dt.date(2024, 9, 2), "last": None}, {"first": None, "last": DAY}]
    assert (first["first_day"], first["last_day"], first["inferred"]) == (dt.date(2024, 9, 2), DAY, True)
    assert (first["topics"], first["years"], first["roles"]) == (
        ["order", "coordinator"],
        [2024, 2025],
        ["school_head"],
    )
    assert first["text"] == "Издать приказ\nо координаторе"
    assert (second["recurrence"], second["anchor"], second["ongoing"]) == ("weekly", "own_plan", True)
    assert (second["checkable"], second["understood"], second["windows"]) == (True, True, [])
    assert (third["deadline"], third["ongoing"], third["responsible"]) == (None, None, None)


def test_csv_has_the_same_rows_with_lists_joined(understood: Checked) -> None:
    first, second, _ = csv_rows("measures", understood)
    assert list(first) == table("measures", understood).column_names
    assert first["windows"] == "2024-09-02/; /2024-10-01"
    assert (first["last_day"], first["topics"], first["years"]) == ("2024-10-01", "order; coordinator", "2024; 2025")
    assert (first["text"], second["ongoing"], second["last_day"]) == ("Издать приказ о координаторе", "true", "")


@pytest.mark.parametrize("form", ["outcomes", "measures"])
def test_duckdb_reads_csv_as_it_reads_parquet(form: str, checked: Checked, tmp_path: Path) -> None:
    names = ["file", "level", "period_start", "line"]
    told = []
    for suffix in ("csv", "parquet"):
        path = tmp_path / f"t.{suffix}"
        path.write_bytes(FORMS[form].write(checked, RU, Manner(target=path.name)))
        with duckdb.connect() as base:
            told.append(base.execute(f"SELECT {', '.join(names)} FROM '{path.as_posix()}'").fetchall())
    assert told[0] == told[1] != []


@pytest.mark.parametrize("form", ["outcomes", "measures"])
def test_hostile_text_acts_in_no_table(form: str, hostile_checked: Checked) -> None:
    for row in csv_rows(form, hostile_checked):
        assert not [cell for cell in row.values() if cell.lstrip(" \"'").startswith(("=", "+", "@")) and cell[0] != "'"]
    assert "взлом" in str(csv_rows(form, hostile_checked))
    (text,) = {row["school"] for row in table(form, hostile_checked).to_pylist()}
    assert not {"\x1b", "\x07", "\u202e"} & set(str(text))


def test_many_rows_come_in_several_groups_in_their_order() -> None:
    made = parquet([("n", "INTEGER"), ("it's", "VARCHAR")], ([n, "ж" * (n % 7)] for n in range(50_000)))
    read = pq.ParquetFile(pa.BufferReader(made))
    assert read.num_row_groups > 1
    assert read.read()["n"].to_pylist() == list(range(50_000))


def test_no_rows_make_a_table_all_the_same() -> None:
    empty = Checked(whole_report([], (), version="1", lang="ru"), ())
    assert table("outcomes", empty).num_rows == 0
    assert csv_rows("outcomes", empty) == []


def test_without_duckdb_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch, checked: Checked) -> None:
    monkeypatch.setitem(sys.modules, "duckdb", None)
    with pytest.raises(MissingExtraError) as told:
        FORMS["outcomes"].write(checked, RU, Manner(target="t.parquet"))
    assert "plancheck[tables]" in told.value.text("ru")
    assert "нужна библиотека" in told.value.text("ru")
    assert "plancheck[tables]" in told.value.text("en")


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("итоги.parquet", "outcomes"), ("measures.parquet", "measures"), ("outcomes.csv", "outcomes"),
        ("measures.CSV", "measures"), ("r.csv", "csv"),
    ],
)  # fmt: skip
def test_a_table_is_told_by_the_end_of_a_name(name: str, form: str) -> None:
    found = form_named_by(Path(name))
    assert found is not None
    assert found.name == form
