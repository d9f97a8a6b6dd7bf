"""A child process that answers for durable-rules: a crash of the C module ends it, and not the tests.

Reads pickled (kinds, parts, fact lists) from standard input, writes pickled (matches, broken) for each list.
"""

import pickle
import sys

from plancheck.rules.durable import Engine
from plancheck.rules.fields import Fact, FactBase, FactKind, Field, FieldType


def base_of(kinds, facts):
    """Facts in the order given, each keeping its own number."""
    made = {
        name: FactKind(name, "", *(Field(field, FieldType(kind), "") for field, kind in fields))
        for name, fields in kinds.items()
    }
    listed = tuple(Fact(fid, made[kind], values, {}) for fid, kind, values in facts)
    by_kind = {name: tuple(fact for fact in listed if fact.kind.name == name) for name in made}
    return FactBase(listed, by_kind)


def main():
    while True:
        try:
            kinds, parts, orders = pickle.load(sys.stdin.buffer)
        except EOFError:
            return
        engine = Engine(parts)
        answers = [engine.matches(base_of(kinds, facts)) for facts in orders]
        pickle.dump(answers, sys.stdout.buffer)
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
