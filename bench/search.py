"""Measure search on 100,000 passages and write docs/bench-search.md: python -m bench.search.

The passages are invented; how long one takes to index, how large the index is, and how long queries take, rare words
and the most common ones. All of it is processor time, the quickest of five runs for a query: what a person waits for on
a quiet machine. Each query opens the index and looks whether it is current, as the command does.
"""

import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from armstrace.desk.search.find import Wanted, search
from armstrace.desk.search.index import FILE
from armstrace.evidence import custody, ledger
from bench.made_passages import make, sentences_of_many_words
from bench.measures import Measure
from eval import report

PASSAGES = 100_000
QUERIES = (
    ("the beginning of a rare name", "kabagun*"),
    ("a name in another spelling", "azerbaycan"),
    ("a name in Arabic letters, without hamza", "اذربيجان"),
    ("the most common word", "the"),
    ("two common words", "the of"),
    ("a phrase of common words", '"of the"'),
    ("the beginning of many words", "co*"),
    ("three words, one of them absent", "azerbaijan drones -israel"),
    ("a word that is nowhere", "zzyzx"),
)


def quickest(root: Path, typed: str, wanted: Wanted) -> float:
    """Give the milliseconds of processor time of the quickest of five searches."""
    times = []
    for _ in range(5):
        started = time.process_time()
        search(root, typed, wanted)
        times.append(time.process_time() - started)
    return 1000 * min(times)


def indexed(root: Path) -> tuple[float, float]:
    """Index a case; give the seconds of processor time, and the size of the index in megabytes."""
    started = time.process_time()
    search(root, "first")
    seconds = time.process_time() - started
    size = sum(path.stat().st_size for path in (root / "local").glob(FILE + "*"))
    # a folder that was changed a moment ago is looked through once more
    time.sleep(2.1)
    search(root, "second")
    return seconds, size / 1e6


def of_our_articles(root: Path) -> list[Measure]:
    """Measure sentences of our articles, with names in many spellings."""
    make(root, PASSAGES)
    seconds, size = indexed(root)
    lines = [Measure(what, quickest(root, typed, Wanted()), "ms", 50.0) for what, typed in QUERIES]
    half = [each.sha256 for each in custody.exhibits(root)][::2]
    hidden = quickest(root, "the", Wanted(exhibits=half))
    ledger.append(root, "note", "p-bench", sha256=half[0], licence="MIT")
    started = time.process_time()
    search(root, "licence")
    after = 1000 * (time.process_time() - started)
    return [
        *lines,
        Measure("the most common word, half of the exhibits hidden", hidden, "ms", 50.0),
        Measure("a search after one more line in the ledger", after, "ms"),
        Measure(f"take {PASSAGES:,} passages into the index, once", seconds, "s"),
        Measure("the index on disk", size, "MB"),
    ]


def of_many_words(root: Path) -> list[Measure]:
    """Measure passages of 60,000 different words, as many as a large collection of texts has."""
    known = sentences_of_many_words()
    make(root, PASSAGES, known)
    seconds, size = indexed(root)
    common = [word for word, _ in Counter(" ".join(known[:2000]).replace(".", "").split()).most_common(20)]
    asked = (("the most common word", common[0]), ("a phrase of the two most common", f'"{common[0]} {common[1]}"'))
    return [
        *(Measure(f"60,000 words: {what}", quickest(root, typed, Wanted()), "ms", 50.0) for what, typed in asked),
        Measure("60,000 words: the 20 most common at once", quickest(root, " ".join(common), Wanted()), "ms"),
        Measure("60,000 words: take them into the index, once", seconds, "s"),
        Measure("60,000 words: the index on disk", size, "MB"),
    ]


def main() -> int:
    """Measure, print, write the page; 1 where a bound is missed."""
    with tempfile.TemporaryDirectory(prefix="armstrace-bench-") as scratch:
        lines = of_our_articles(Path(scratch) / "articles") + of_many_words(Path(scratch) / "words")
    table = report.table(["measure", "processor time or size", "bound", "kept"], [line.cells for line in lines])
    intro = f"On {PASSAGES:,} invented passages. Processor time, the quickest of five runs for each query."
    report.publish("bench-search.md", "Search, measured", intro, [table])
    return int(any(line.bound is not None and line.value >= line.bound for line in lines))


if __name__ == "__main__":
    sys.exit(main())
