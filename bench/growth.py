"""Measure how the time of reading grows with texts that nobody would write, and write docs/growth.md.

`python -m bench.growth` measures every shape and writes the page; `python -m bench.growth --steps SHAPE ...` prints
what each step takes on some, `--parse` reads with the parse, `--sizes 4000,8000` takes other sizes.
"""

import argparse
import gc
import signal
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from types import FrameType
from typing import Any
from unittest.mock import patch

from armstrace.reading import read
from armstrace.reading.article import Article, article_of
from armstrace.reading.notes import not_applied
from armstrace.reading.temporal import temporal_of
from bench.shapes import SHAPES, shaped
from eval import report

DAY = date(2020, 11, 20)
SIZES = (4_000, 8_000, 16_000, 32_000)
PARSED_SIZES = (2_000, 4_000, 8_000, 16_000)
# quicker than this, a ratio says more about the machine than about the program
FLOOR_S = 0.1
BOUND = 3.0
PATIENCE_S = 60
# what an article reads once for all finders, each timed on its own before them
_ONCE = ("seen", "sentences", "states", "weapons", "places", "groups", "organisations", "times")
_STEPS = ("read_figures", "settled", "attributed", "with_pointed_standings", "parsed")


class TooLongError(Exception):
    """A reading took longer than anybody waits for."""


@dataclass(slots=True)
class Clock:
    """The seconds that each step took, in the order they were taken first."""

    seconds: dict[str, float] = field(default_factory=dict)

    def timed(self, name: str, step: Callable[..., Any]) -> Callable[..., Any]:
        """Give a step that writes down what it takes; one that yields is run to its end."""

        def run(*args: object) -> object:
            started = time.process_time()
            try:
                found = step(*args)
                return list(found) if isinstance(found, Iterator) else found
            finally:
                self.seconds[name] = self.seconds.get(name, 0.0) + time.process_time() - started

        return run


@dataclass(frozen=True, slots=True)
class Curve:
    """The seconds that a shape, or one step of its reading, took at each size; inf: given up."""

    name: str
    seconds: tuple[float, ...]

    @property
    def ratio(self) -> float:
        """The worst factor from one size to its double; what is quicker than the floor counts as the floor."""
        return max((max(two, FLOOR_S) / max(one, FLOOR_S) for one, two in pairwise(self.seconds)), default=1.0)

    @property
    def cells(self) -> list[str]:
        """The line of the table."""
        return [
            self.name,
            *(f"{each:.2f}" for each in self.seconds),
            f"{self.ratio:.1f}",
            "yes" if self.ratio < BOUND else "NO",
        ]


def seconds_of(text: str, *, parse: bool) -> dict[str, float]:
    """Read a text with each step timed; checks that the spans are exact. The sum is under "all"."""
    clock = Clock()
    names = [name for name in vars(read) if name.startswith("find_")] + list(_STEPS)
    article = clock.timed("blocks", article_of)(text, DAY)
    assert isinstance(article, Article)
    for name in _ONCE:
        clock.timed(name, lambda name=name: getattr(article, name))()
    with ExitStack() as stack:
        for name in names:
            stack.enter_context(patch.object(read, name, clock.timed(name, getattr(read, name))))
        claims = read.claims_in(read.parsed(article) if parse else article)
    clock.timed("temporal", temporal_of)(article)
    clock.timed("language", not_applied)(article)
    wrong = [claim for claim in claims if text[claim.start : claim.end] != claim.text]
    assert not wrong, wrong[0]
    return clock.seconds | {"all": sum(clock.seconds.values())}


def curves(name: str, sizes: Sequence[int], *, parse: bool) -> list[Curve]:
    """Read a shape at each size; the last curve is the sum of the steps."""
    taken: list[dict[str, float]] = []
    for size in sizes:
        try:
            with _patience(PATIENCE_S), _without_gc():
                taken.append(seconds_of(shaped(name, size), parse=parse))
        except TooLongError:
            taken.append({})
            break
    steps = dict.fromkeys(step for each in taken for step in each)
    return [Curve(step, tuple(each.get(step, float("inf")) for each in taken)) for step in steps]


@contextmanager
def _patience(seconds: int) -> Iterator[None]:
    def give_up(_signal: int, _frame: FrameType | None) -> None:
        raise TooLongError

    before = signal.signal(signal.SIGALRM, give_up)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


@contextmanager
def _without_gc() -> Iterator[None]:
    """Keep Python from looking through all objects now and then: it would fall on one step or another by chance."""
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _table(found: Iterable[Curve], sizes: Sequence[int]) -> str:
    heads = ["shape", *(f"{size:,}" for size in sizes), "worst ratio", f"< {BOUND:g}"]
    return report.table(heads, [each.cells for each in found])


def _print_steps(shapes: Sequence[str], sizes: Sequence[int], *, parse: bool) -> None:
    for shape in shapes:
        found = curves(shape, sizes, parse=parse)
        slow = [each for each in found if each.ratio >= BOUND or each.name == "all"]
        for each in slow:
            sys.stdout.write(f"{shape[:34]:34} {'  '.join([f'{each.name:24}', *each.cells[1:]])}\n")
            sys.stdout.flush()


def _publish() -> int:
    parts: list[str] = []
    kept = True
    for parse, sizes in ((False, SIZES), (True, PARSED_SIZES)):
        whole = [Curve(name, curves(name, sizes, parse=parse)[-1].seconds) for name in SHAPES]
        kept = kept and all(each.ratio < BOUND for each in whole)
        parts += [f"## {'With' if parse else 'Without'} the parse", _table(whole, sizes)]
    how = (
        "Each shape is a text of one tile repeated, or one that nests or has no two names alike (bench/shapes.py), "
        "read into claims at four sizes in characters, each the double of the one before. The cells are seconds of "
        "processor time without garbage collection; the ratio is the worst of the three, where less than "
        f"{FLOOR_S} s counts as {FLOOR_S} s. Twice the text in twice the time is 2; quadratic is 4. In each reading "
        "the text of every claim is checked to be the slice of its span."
    )
    report.publish("growth.md", "Growth on hostile texts", how, parts)
    return int(not kept)


def main() -> int:
    """Print the steps of some shapes, or write the page; 1 where a bound is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shapes", nargs="*", choices=[*SHAPES, []], metavar="SHAPE")
    parser.add_argument("--steps", action="store_true")
    parser.add_argument("--parse", action="store_true")
    parser.add_argument("--sizes", default="")
    said = parser.parse_args()
    if not said.steps:
        return _publish()
    sizes = tuple(map(int, said.sizes.split(","))) if said.sizes else PARSED_SIZES if said.parse else SIZES
    _print_steps(said.shapes or SHAPES, sizes, parse=said.parse)
    return 0


if __name__ == "__main__":
    sys.exit(main())
