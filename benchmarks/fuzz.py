"""Feeds spoilt files to every reader and reports whatever is not a document or the readers' own error.

    .venv/bin/python benchmarks/fuzz.py [--inputs 200000] [--seconds 10] [--finds FOLDER] [--only docx]

Seeds are the good files of tests/hostile and, as they are there, of tests/corpus. A spoilt file is a seed with
bytes flipped, cut out, doubled or moved, or with pieces of another seed in it; in zipped formats and in PDF the
unpacked parts are spoilt and packed again. Every input follows from its number alone. Inputs are read in a process
that is replaced when it crashes; what takes longer than `--seconds` is a hang. One in fifty of the documents is
understood as a plan as well. Finds are written to the folder and listed; status 1 where there are any.
"""

from __future__ import annotations

import argparse
import io
import mmap
import os
import random
import re
import signal
import struct
import sys
import tempfile
import time
import traceback
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from plancheck.errors import UnreadableError
from plancheck.parsing import shipped_lexicons, understand
from plancheck.plan_file import read_plan_file
from plancheck.plan_file.recognising import is_plan_file
from plancheck.readers import DEFAULT_LIMITS, read_document
from plancheck.readers.registry import READERS, reader_of
from plancheck.readers.sniffing import sniff

ROOT = Path(__file__).resolve().parents[1]
HOSTILE = ROOT / "tests" / "hostile"
sys.path.insert(0, str(HOSTILE))

import base  # noqa: E402 - found by the line above
import packages  # noqa: E402

LARGEST_SEED = 40_000  # bytes: larger ones are slow, and say nothing that small ones do not
ROWS = 7  # of the plan in the made seeds
TOKENS = (
    *rb"0 -1 1 65536 4294967296 99999999999999999999 &amp; &#0; &#xD800; < > </ /> ' { } \ \u-1 \bin9999 \'ff".split(),
    *rb'obj endobj stream endstream << >> [ ] R ( ) ; , " %00 true NaN 1e308'.split(),
    *(b"\t", b"\r\n", b"\x00", b"\xef\xbb\xbf", b"\xe2\x80\xae"),
)
_STREAM = re.compile(rb"(<<[^<>]*(?:<<[^<>]*>>[^<>]*)*>>)\s*stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_NUMBER = re.compile(rb"\d+")
Seeds = dict[str, list[tuple[str, bytes]]]


def seeds() -> Seeds:
    """Good files by the format they are of, each with its name."""
    lines, rows = base.plan()
    base.plan = lambda: (lines, rows[:ROWS])
    found: Seeds = {}
    made = [(f"good.{suffix}", make()) for suffix, make in base.GOOD.items()]
    kept = [
        (path.name, path.read_bytes())
        for folder in (HOSTILE / "files", ROOT / "tests" / "corpus", ROOT / "tests" / "readers" / "plain" / "cases")
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.suffix not in (".py", ".md", ".doc")  # LibreOffice reads the last
    ]
    for name, content in (*made, *kept):
        if name == "about.yaml" or not 0 < len(content) <= LARGEST_SEED:
            continue
        kind = "plan file" if is_plan_file(content, name) else sniff(content, name).code
        if (kind in READERS and kind != "doc") or kind == "plan file":
            found.setdefault(kind, []).append((name, content))
    return found


def spoil(content: bytes, chance: random.Random, other: bytes = b"") -> bytes:
    """The bytes with one to six things done to them."""
    spoilt = bytearray(content)
    for _ in range(chance.choice((1, 1, 1, 2, 3, 6))):
        at = chance.randrange(len(spoilt) + 1)
        length = min(int(chance.expovariate(0.05)) + 1, 2_000)
        match chance.randrange(9):
            case 0 if spoilt:
                spoilt[at % len(spoilt)] ^= 1 << chance.randrange(8)
            case 1 if spoilt:
                spoilt[at % len(spoilt)] = chance.randrange(256)
            case 2:
                del spoilt[at : at + length]
            case 3:
                spoilt[at:at] = spoilt[at : at + length] * chance.choice((1, 1, 2, 50))
            case 4:
                piece = spoilt[at : at + length]
                del spoilt[at : at + length]
                to = chance.randrange(len(spoilt) + 1)
                spoilt[to:to] = piece
            case 5:
                spoilt[at:at] = chance.choice(TOKENS)
            case 6:
                numbers = list(_NUMBER.finditer(spoilt))
                if numbers:
                    found = chance.choice(numbers)
                    spoilt[found.start() : found.end()] = chance.choice(TOKENS[:6])
            case 7 if other:
                begin = chance.randrange(len(other))
                spoilt[at:at] = other[begin : begin + length]
            case _:
                del spoilt[at + chance.randrange(len(spoilt) - at + 1) :]
    return bytes(spoilt)


def spoil_zipped(content: bytes, chance: random.Random, other: bytes = b"") -> bytes:
    """An archive with one or two parts spoilt, or left out, or swapped."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = [(entry.filename, archive.read(entry)) for entry in archive.infolist()]
    for _ in range(chance.choice((1, 1, 2))):
        at = chance.randrange(len(parts))
        name, part = parts[at]
        match chance.randrange(12):
            case 0 if len(parts) > 1:
                del parts[at]
            case 1:
                parts[at] = (name, parts[chance.randrange(len(parts))][1])
            case 2:
                parts.append((spoil(name.encode(), chance).decode("utf-8", "replace").replace("\0", ""), part))
            case _:
                # Most of a package is small print: the largest part, which holds the plan, is spoilt as often.
                if chance.random() < 0.5:
                    at = max(range(len(parts)), key=lambda one: len(parts[one][1]))
                    name, part = parts[at]
                parts[at] = (name, spoil(part, chance, part))
    return packages.zipped([(name or "a", part) for name, part in parts], zipfile.ZIP_STORED)


def spoil_pdf(content: bytes, chance: random.Random, other: bytes = b"") -> bytes:
    """A PDF with one of its streams unpacked and spoilt; its table no longer fits, as after a broken download."""
    streams = [found for found in _STREAM.finditer(content) if b"FlateDecode" in found[1]]
    if not streams:
        return spoil(content, chance, other)
    found = chance.choice(streams)
    try:
        unpacked = zlib.decompress(found[2])
    except zlib.error:
        return spoil(content, chance, other)
    spoilt = spoil(unpacked, chance, unpacked)
    if len(spoilt) > 2_000_000:
        return spoil(content, chance, other)
    entries = re.sub(rb"/Length\s+\d+(?:\s+\d+\s+R)?", b"/Length %d" % len(spoilt), found[1])
    entries = re.sub(rb"/Filter\s*\[?\s*/FlateDecode\s*\]?", b"", entries)
    return content[: found.start()] + entries + b"\nstream\n" + spoilt + b"\nendstream" + content[found.end() :]


def input_of(number: int, files: Seeds) -> tuple[str, str, bytes]:
    """The format, the name and the bytes of the input of that number."""
    kinds, chance = sorted(files), random.Random(number)
    kind = kinds[number % len(kinds)]
    name, content = chance.choice(files[kind])
    other = chance.choice(files[chance.choice(kinds)])[1] if chance.random() < 0.2 else content
    if content.startswith(b"PK") and chance.random() < 0.85:
        with_parts = spoil_zipped
    elif content.startswith(b"%PDF") and chance.random() < 0.5:
        with_parts = spoil_pdf
    else:
        with_parts = spoil
    try:
        return kind, name, with_parts(content, chance, other)
    except (zipfile.BadZipFile, UnicodeError, ValueError, struct.error):  # a seed that is broken on purpose
        return kind, name, spoil(content, chance, other)


def read(name: str, content: bytes, number: int) -> str:
    """What reading came to: «read», «refused», or «doc», which LibreOffice would read."""
    try:
        if is_plan_file(content, name):
            read_plan_file(content, name, shipped_lexicons())
            return "read"
        if content and sniff(content, name).code == "doc":
            return "doc"
        document = read_document(content, name)
        if number % 50 == 0:
            understand(document, shipped_lexicons())
        return "read"
    except UnreadableError:
        return "refused"


def work(numbers: range, files: Seeds, at: mmap.mmap, seconds: int, told: int) -> None:
    """Reads the inputs of these numbers; `at` holds the one that is being read, outcomes are told as lines."""
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    for number in numbers:
        at[:8] = struct.pack(">Q", number)
        kind, name, content = input_of(number, files)
        signal.alarm(seconds)
        try:
            outcome = read(name, content, number)
        except Exception as error:
            last = traceback.extract_tb(error.__traceback__)[-1]
            where = f"{Path(last.filename).name}:{last.lineno}"
            outcome = f"FAULT {type(error).__name__} at {where}: {error}".replace("\n", " ")[:300]
        signal.alarm(0)
        os.write(told, f"{number}\t{kind}\t{outcome}\n".encode("utf-8", "replace"))


def outcomes(inputs: int, files: Seeds, seconds: int) -> Iterator[tuple[int, str, str]]:
    """Every input's number, format and outcome; a crash or hang is one of them, and the work goes on."""
    kinds = sorted(files)
    shipped_lexicons()  # once, for all processes; so are the readers, of which others may be at work on the source
    for code in READERS:
        reader_of(code)
    with tempfile.TemporaryFile() as file:
        file.truncate(8)
        at = mmap.mmap(file.fileno(), 8)
        begin = 0
        while begin < inputs:
            hear, tell = os.pipe()
            child = os.fork()
            if not child:
                os.close(hear)
                import resource  # noqa: PLC0415 - of POSIX alone, as `fork` is

                resource.setrlimit(resource.RLIMIT_DATA, (DEFAULT_LIMITS.memory_bytes,) * 2)
                resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
                # A process lives for so many inputs, so that what leaks does not add up to a find.
                work(range(begin, min(begin + 20_000, inputs)), files, at, seconds, tell)
                os._exit(0)
            os.close(tell)
            with os.fdopen(hear, encoding="utf-8", errors="replace") as lines:
                for line in lines:
                    number, kind, outcome = line.rstrip("\n").split("\t", 2)
                    begin = int(number) + 1
                    yield int(number), kind, outcome
            _, status = os.waitpid(child, 0)
            if os.WIFSIGNALED(status):
                (number_at,) = struct.unpack(">Q", at[:8])
                name = signal.Signals(os.WTERMSIG(status)).name
                yield number_at, kinds[number_at % len(kinds)], "HANG" if name == "SIGALRM" else f"CRASH {name}"
                begin = number_at + 1
            elif status:
                raise SystemExit(f"the fuzzer itself broke at input {begin}")


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--inputs", type=int, default=200_000)
    asked.add_argument("--seconds", type=int, default=10, help="beyond which a reading is a hang")
    asked.add_argument("--finds", type=Path, default=Path("/tmp/plancheck-finds"))
    asked.add_argument("--only", default="", help="formats whose code holds this")
    given = asked.parse_args()
    given.finds.mkdir(parents=True, exist_ok=True)
    files = {kind: found for kind, found in seeds().items() if given.only in kind}
    counts: dict[str, Counter[str]] = {kind: Counter() for kind in sorted(files)}
    known: Counter[str] = Counter()
    begun = time.monotonic()
    for number, kind, outcome in outcomes(given.inputs, files, given.seconds):
        counts[kind][outcome.split()[0].lower()] += 1
        if outcome.split()[0] in ("FAULT", "CRASH", "HANG"):
            sort = f"{kind} {outcome.split(': ')[0]}"
            known[sort] += 1
            if known[sort] <= 3:
                _, name, content = input_of(number, files)
                (given.finds / f"{number}-{name}").write_bytes(content)
                print(f"{number} {name}: {kind} {outcome}", flush=True)
    columns = ("read", "refused", "doc", "fault", "crash", "hang")
    print(f"\n| format | seeds | inputs | {' | '.join(columns)} |\n| --- |{' ---: |' * (len(columns) + 2)}")
    for kind, count in counts.items():
        row = " | ".join(str(count[column]) for column in columns)
        print(f"| {kind} | {len(files[kind])} | {count.total()} | {row} |")
    total = sum(count.total() for count in counts.values())
    print(f"\n{total} inputs in {time.monotonic() - begun:.0f} s; finds of {len(known)} sorts:")
    for sort, times in known.most_common():
        print(f"  {times} × {sort}")
    return int(bool(known))


if __name__ == "__main__":
    sys.exit(main())
