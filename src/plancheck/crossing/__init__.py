"""Many plans against each other: copied plans (PRV003), several plans of one school, schools that sent none.

Plans are taken one by one into sketches, a few kilobytes each without their texts; `crossing` compares the sketches.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from plancheck.loading_late import late

if TYPE_CHECKING:
    from plancheck.crossing.comparing import Crossing, crossing
    from plancheck.crossing.discretion import discreet
    from plancheck.crossing.explaining import CODES, entries, is_about_copies, write_about_copies
    from plancheck.crossing.filing import Filing
    from plancheck.crossing.inserting import Insertion, insertion, with_insertion
    from plancheck.crossing.joining import crossed, filing_of, own_texts, with_crossing
    from plancheck.crossing.sketches import Sketch, sketch_of, sketch_of_texts

__all__ = [
    "CODES",
    "Crossing",
    "Filing",
    "Insertion",
    "Sketch",
    "crossed",
    "crossing",
    "discreet",
    "entries",
    "filing_of",
    "insertion",
    "is_about_copies",
    "own_texts",
    "sketch_of",
    "sketch_of_texts",
    "with_crossing",
    "with_insertion",
    "write_about_copies",
]

__getattr__ = late(
    __name__,
    {
        "plancheck.crossing.comparing": ("Crossing", "crossing"),
        "plancheck.crossing.discretion": ("discreet",),
        "plancheck.crossing.explaining": ("CODES", "entries", "is_about_copies", "write_about_copies"),
        "plancheck.crossing.filing": ("Filing",),
        "plancheck.crossing.inserting": ("Insertion", "insertion", "with_insertion"),
        "plancheck.crossing.joining": ("crossed", "filing_of", "own_texts", "with_crossing"),
        "plancheck.crossing.sketches": ("Sketch", "sketch_of", "sketch_of_texts"),
    },
)
