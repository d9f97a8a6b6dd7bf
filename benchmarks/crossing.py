"""Comparing plans with each other: time and memory from 100 to 10,000 plans, and what is found of the copies hidden.

    .venv/bin/python benchmarks/crossing.py [--sizes 100 1000 10000]

Plans are made: 40 measures of about 12 words each, a quarter of them by the pattern of their town (one of 30 schools),
and every fiftieth plan copied from another with one word in ten changed. Each size is a process of its own, so that
the peak of its memory is its own. The yardstick compares every plan with every other, measure by measure, with
rapidfuzz; it is run for the smallest size alone. Status 1 where a copy is missed, an honest plan is accused, or time
grows more than twice as quick as the number of plans.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import subprocess
import sys
import time
from dataclasses import replace
from itertools import combinations, pairwise

from rapidfuzz.distance import Indel

MEASURES, WORDS, TOWN, COPIED = 40, 12, 30, 50
SYLLABLES = ["ра", "бо", "та", "ви", "ме", "ко", "ну", "шли", "пер", "стро", "гла", "вед", "ци", "лон", "жа", "кри"]


def vocabulary(chance: random.Random, size: int = 6_000) -> list[str]:
    return ["".join(chance.choices(SYLLABLES, k=chance.randint(2, 4))) for _ in range(size)]


def sentence(chance: random.Random, words: list[str]) -> str:
    """Some words are far commoner than others, as in any language."""
    return " ".join(words[int(len(words) * chance.random() ** 3)] for _ in range(chance.randint(WORDS - 4, WORDS + 4)))


def rows_of(plans: int) -> tuple[list[list[str]], set[int]]:
    """The rows of each plan, and which plans were copied or copied from."""
    chance = random.Random(plans)
    words = vocabulary(chance)
    made: list[list[str]] = []
    dishonest: set[int] = set()
    pattern: list[str] = []
    for at in range(plans):
        if at % TOWN == 0:
            pattern = [sentence(chance, words) for _ in range(MEASURES // 4)]
        if at % COPIED == COPIED - 1:
            source = chance.randrange(at - at % TOWN, at) if at % TOWN else at - 1
            copied = [
                " ".join(word if chance.random() > 0.1 else chance.choice(words) for word in row.split())
                for row in made[source][len(pattern) :]
            ]
            dishonest |= {at, source}
            made.append([*pattern, *copied])
        else:
            made.append([*pattern, *(sentence(chance, words) for _ in range(MEASURES - len(pattern)))])
    return made, dishonest


def measured(plans: int) -> dict[str, float]:
    """One size, in this process: seconds of user time and megabytes above what was there before."""
    from plancheck.crossing import Sketch, crossing, sketch_of_texts  # noqa: PLC0415

    rows, dishonest = rows_of(plans)
    texts = [(f"СОШ № {at}", f"Город {at // TOWN}", one) for at, one in enumerate(rows)]
    before = resource.getrusage(resource.RUSAGE_SELF)
    sketches: list[Sketch] = []
    for school, town, one in texts:
        bare = sketch_of_texts(one)
        sketches.append(replace(bare, path=f"{school}.docx", organisation=school, territory=town))
    middle = resource.getrusage(resource.RUSAGE_SELF)
    found = crossing(sketches)
    after = resource.getrusage(resource.RUSAGE_SELF)
    return {
        "plans": plans,
        "sketching": middle.ru_utime - before.ru_utime,
        "comparing": after.ru_utime - middle.ru_utime,
        "megabytes": (after.ru_maxrss - before.ru_maxrss) / 1024,
        "missed": len(dishonest - found.copies.keys()),
        "accused": len(found.copies.keys() - dishonest),
        "hidden": len(dishonest),
        "patterns": len(found.patterns),
        "towns": -(-plans // TOWN),
    }


def each_with_each(plans: int) -> float:
    """Seconds of user time to compare every two plans, measure with measure, word by word."""
    rows = [[row.split() for row in one] for one in rows_of(plans)[0]]
    begun = time.process_time()
    for one, other in combinations(rows, 2):
        for row in one:
            for its in other:
                Indel.normalized_similarity(row, its, score_cutoff=0.8)
    return time.process_time() - begun


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--sizes", type=int, nargs="+", default=[100, 1_000, 10_000])
    asked.add_argument("--one", type=int, help=argparse.SUPPRESS)
    given = asked.parse_args()
    if given.one:
        print(json.dumps(measured(given.one)))
        return 0
    sizes, told = sorted(given.sizes), []
    for size in sizes:
        run = subprocess.run([sys.executable, __file__, "--one", str(size)], capture_output=True, check=True)
        told.append(json.loads(run.stdout))
    print("| plans | sketches, s | comparison, s | memory, MB | hidden copies missed | honest accused | patterns |")
    print("| ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    for one in told:
        print(
            "| {plans:,} | {sketching:.2f} | {comparing:.2f} | {megabytes:.0f} | {missed} of {hidden} | {accused} |"
            " {patterns} of {towns} |".format(**one)
        )
    yardstick = each_with_each(sizes[0])
    print(
        f"\nEach with each at {sizes[0]:,} plans: {yardstick:.2f} s, {yardstick / told[0]['comparing']:.0f} times ours."
    )
    growth = [
        (later["comparing"] / earlier["comparing"]) / (later["plans"] / earlier["plans"])
        for earlier, later in pairwise(told)
    ]
    print("Time a plan, against the size before: " + ", ".join(f"{one:.2f}" for one in growth))
    return int(any(one["missed"] or one["accused"] for one in told) or any(one > 2 for one in growth))


if __name__ == "__main__":
    sys.exit(main())
