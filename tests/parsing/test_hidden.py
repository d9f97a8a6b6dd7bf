"""What a file does not show is not judged, and is said to be left out."""

from __future__ import annotations

from dataclasses import replace

from made_documents import HEADER, document, line, table

from plancheck.document import Table
from plancheck.parsing import Lexicons, understand
from plancheck.parsing.hidden import shown
from plancheck.plan import SkipReason

HEAD = [line("План мероприятий по обеспечению объективности ВПР"), line("на 2024/2025 учебный год")]
PLAN = table(
    [*HEADER, "Заметки"],
    ["1", "Издать приказ о координаторе ВПР", "август 2024", "директор", "приказ", "черновик"],
    ["2", "Направить наблюдателей на ВПР", "март 2025", "завуч", "список", ""],
)


def hide(made: Table, *, row: int | None = None, column: int | None = None) -> Table:
    return replace(
        made,
        rows=tuple(
            each._replace(
                cells=tuple(
                    cell._replace(hidden=row in (None, at) and column in (None, place))
                    for place, cell in enumerate(each.cells)
                )
            )
            for at, each in enumerate(made.rows)
        ),
    )


def test_a_hidden_row_is_no_measure(lexicons: Lexicons) -> None:
    plan = understand(document(*HEAD, hide(PLAN, row=2)), lexicons)
    assert [measure.number for measure in plan.measures] == ["1"]
    assert [(part.why, part.what[:11]) for part in plan.skipped] == [(SkipReason.HIDDEN, "2 | Направи")]
    assert plan.skipped[0].location.row == 3


def test_a_hidden_column_is_none_of_the_plan(lexicons: Lexicons) -> None:
    plan = understand(document(*HEAD, hide(PLAN, column=5)), lexicons)
    assert plan.other_columns == ()
    assert [measure.other for measure in plan.measures] == [{}, {}]
    assert [part.what for part in plan.skipped] == ["Заметки"]


def test_a_hidden_table_is_left_out_as_one() -> None:
    blocks, left = shown([hide(PLAN)])
    assert blocks == ()
    assert [part.what.split(" | ")[0] for part in left] == ["№"]


def test_what_is_shown_stays_as_it_is() -> None:
    assert shown([*HEAD, PLAN]) == ((*HEAD, PLAN), ())
