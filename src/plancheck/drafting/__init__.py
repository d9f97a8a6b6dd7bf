"""Drafts: a plan mended as far as a program can mend it, and a plan to begin with."""

from plancheck.drafting.blank_plan import BlankPlan, blank_plan, school_year
from plancheck.drafting.draft import Draft, DraftForm, DraftWriter, LostRowsError, drafted, losses
from plancheck.drafting.judged import Judge
from plancheck.drafting.proposals import Proposals
from plancheck.drafting.proposing import propose
from plancheck.drafting.telling import comment_on, write_draft

__all__ = [
    "BlankPlan",
    "Draft",
    "DraftForm",
    "DraftWriter",
    "Judge",
    "LostRowsError",
    "Proposals",
    "blank_plan",
    "comment_on",
    "drafted",
    "losses",
    "propose",
    "school_year",
    "write_draft",
]
