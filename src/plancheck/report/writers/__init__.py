"""The forms of a report: one module a form, named in the registry. Nothing heavy is loaded here."""

from plancheck.report.writers.registry import FORMS, Form, Manner, form_named_by

__all__ = ["FORMS", "Form", "Manner", "form_named_by"]
