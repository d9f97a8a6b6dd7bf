"""Many plans against each other: copied plans (PRV003), several plans of one school, schools that sent none.

Plans are taken one by one into sketches, a few kilobytes each without their texts; `crossing` compares the sketches.
"""

from plancheck.crossing.comparing import Crossing, crossing
from plancheck.crossing.explaining import CODES, entries, is_about_copies, write_about_copies
from plancheck.crossing.joining import crossed, entries_in_json, folder_of, own_texts, with_crossing
from plancheck.crossing.sketches import PackedSketch, Sketch, sketch_of, sketch_of_texts

__all__ = [
    "CODES",
    "Crossing",
    "PackedSketch",
    "Sketch",
    "crossed",
    "crossing",
    "entries",
    "entries_in_json",
    "folder_of",
    "is_about_copies",
    "own_texts",
    "sketch_of",
    "sketch_of_texts",
    "with_crossing",
    "write_about_copies",
]
