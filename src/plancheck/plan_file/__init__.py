"""Plans written as YAML or JSON, by a person or by `parse -o`: read with positions, strictly, and written back."""

from plancheck.plan_file.faults import Fault, PlanFileError
from plancheck.plan_file.reading import read_plan_file
from plancheck.plan_file.recognising import is_plan_file
from plancheck.plan_file.texts import plan_file_json, plan_file_yaml
from plancheck.plan_file.writing import plan_file_fields, without_places

__all__ = [
    "Fault",
    "PlanFileError",
    "is_plan_file",
    "plan_file_fields",
    "plan_file_json",
    "plan_file_yaml",
    "read_plan_file",
    "without_places",
]
