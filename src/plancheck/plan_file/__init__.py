"""Plans written as YAML or JSON, by a person or by `parse -o`: read with positions, strictly, and written back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plancheck.loading_late import late

if TYPE_CHECKING:
    from plancheck.plan_file.faults import PlanFileError
    from plancheck.plan_file.reading import read_plan_file
    from plancheck.plan_file.recognising import is_plan_file
    from plancheck.plan_file.texts import plan_file_json, plan_file_yaml
    from plancheck.plan_file.writing import plan_file_fields, without_places

__all__ = [
    "PlanFileError",
    "is_plan_file",
    "plan_file_fields",
    "plan_file_json",
    "plan_file_yaml",
    "read_plan_file",
    "without_places",
]

__getattr__ = late(
    __name__,
    {
        "plancheck.plan_file.faults": ("PlanFileError",),
        "plancheck.plan_file.reading": ("read_plan_file",),
        "plancheck.plan_file.recognising": ("is_plan_file",),
        "plancheck.plan_file.texts": ("plan_file_json", "plan_file_yaml"),
        "plancheck.plan_file.writing": ("plan_file_fields", "without_places"),
    },
)
