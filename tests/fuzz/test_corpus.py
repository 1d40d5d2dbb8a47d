"""Whatever was found by fuzzing is mended for good, nothing that reads goes unfuzzed, and good files still are read."""

import random
import time
from pathlib import Path

import pytest

from armstrace.sources.pdf import process
from armstrace.sources.registry import readers
from fuzz.mutating import changed, flipped
from fuzz.shapes import hostile_shapes
from fuzz.targets import CORPUS, MOST_BYTES, kept, targets

CHANGES = 3
MOST_CORPUS_BYTES = 1 << 20
SECONDS = 8.0


def test_every_source_is_fuzzed() -> None:
    assert {f"source-{name}" for name in readers()} <= set(targets())


def test_every_folder_of_the_corpus_is_one_of_a_target() -> None:
    assert {path.name for path in CORPUS.iterdir() if path.is_dir()} <= set(targets())


def test_only_what_is_fuzzed_reads_pdfs_in_this_process() -> None:
    target = targets()["source-pdf_file"]
    for data in (next(iter(target.seeds())), b"no PDF"):
        target.tried(data)
        assert process._ask.__module__ == process.__name__


def test_the_corpus_is_small() -> None:
    assert sum(path.stat().st_size for path in CORPUS.rglob("*") if path.is_file()) < MOST_CORPUS_BYTES


FOUND = [path for name in sorted(targets()) for path in kept(name)]


@pytest.mark.parametrize("path", FOUND, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_what_was_found_is_an_answer_now(path: Path) -> None:
    targets()[path.parent.name].tried(path.read_bytes())


def test_what_breaks_readers_breaks_none_here() -> None:
    # all targets in one test: a time for all of them together says more than fifty that are too short to measure
    slow: dict[str, float] = {}
    for name, target in targets().items():
        draw = random.Random(name)  # noqa: S311  # the same changes in every run
        seeds = [seed[:MOST_BYTES] for seed in target.seeds()]
        if not seeds:
            continue
        target.tried(seeds[0])  # loads what it needs
        for data in (*_some_shapes(), *(_changed(draw, seeds) for _ in range(CHANGES))):
            begun = time.process_time()
            target.tried(data)
            slow[name] = max(slow.get(name, 0.0), time.process_time() - begun)
    assert {name: seconds for name, seconds in slow.items() if seconds > SECONDS} == {}


def _changed(draw: random.Random, seeds: list[bytes]) -> bytes:
    return changed(draw.choice(seeds), MOST_BYTES, draw.randrange(1 << 30), flipped(draw))


def _some_shapes() -> list[bytes]:
    """Give the shapes at a sixteenth of their length: `make fuzz` tries them whole."""
    packed = {b"PK", b"\x1f\x8b"}
    return [each if each[:2] in packed else each[: max(16, len(each) // 16)] for each in hostile_shapes()]
