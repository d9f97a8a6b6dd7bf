"""The files of lexicons as data: their lists of words and phrases, and what rulesets add to them or take out."""

from plancheck.lexicons.amendments import NO_AMENDMENTS, Amendment, Amendments

__all__ = ["NO_AMENDMENTS", "Amendment", "Amendments"]
