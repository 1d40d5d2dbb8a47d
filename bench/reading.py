"""Measure the reading of many articles by two workers, without and with the parse, and of one long article.

The articles are made of the documents of re3d (news and reports on the war in Syria, beside the checkout) put together
to about 550 words each; no two have the same bytes.
"""

import json
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import count, cycle, islice
from pathlib import Path

from armstrace.reading.parse.model import missing
from bench.measures import ARMSTRACE, Measure, probe
from eval import report

WORDS = 550
MANY, FEW = 3000, 100


def measure_reading(folder: Path) -> list[Measure]:
    """Measure everything; `folder` is scratch. Nothing where the documents are not there."""
    source = report.shared("data/re3d")
    if source is None:
        return []
    found = documents(source)
    plain, plain_mb = _read(folder / "plain", found, MANY, "--no-parse")
    lines = [
        Measure("an article of 550 words, of 3,000 read by two workers, without the parse", plain, "ms", 1000 / 300),
        Measure("the same, most memory that one process held", plain_mb, "MB", 500.0),
    ]
    if missing():
        return lines
    parsed, parsed_mb = _read(folder / "parsed", found, FEW)
    long = folder / "long.txt"
    long.write_text(next(articles(found, 2000)), encoding="utf-8")
    one = probe("parse", long)
    return [
        *lines,
        Measure(
            "an article of 550 words, of 100 read by two workers, with the parse, its loading included", parsed, "ms"
        ),
        Measure("the same, most memory that one process held", parsed_mb, "MB", 500.0),
        Measure("an article of 2,000 words with the parse, after start-up", one["seconds"], "s", 1.0),
    ]


def documents(source: Path) -> list[str]:
    """Give the texts of the documents of re3d."""
    files = sorted(source.glob("*/documents.json"))
    lines = (line for file in files for line in file.read_text(encoding="utf-8").splitlines() if line.strip())
    return [json.loads(line)["text"] for line in lines]


def articles(texts: list[str], words: int) -> Iterator[str]:
    """Put documents together, one after the other, without end."""
    rest = cycle(texts)
    for number in count(1):
        parts = [f"Report {number}."]
        while sum(len(part.split()) for part in parts) < words:
            parts.append(next(rest))
        yield "\n".join(parts)


def _read(folder: Path, texts: list[str], number: int, *options: str) -> tuple[float, float]:
    """Read a folder of articles with two workers: milliseconds for one, and the most megabytes of one process."""
    folder.mkdir()
    for place, text in enumerate(islice(articles(texts, WORDS), number)):
        (folder / f"{place}.txt").write_text(text, encoding="utf-8")
    command = [ARMSTRACE, "claims", folder, "--published", "2020-01-01", "--to", folder.with_suffix(".jsonl")]
    started = time.perf_counter()
    subprocess.run([*map(str, command), "--workers", "2", *options], check=True, capture_output=True)
    seconds = time.perf_counter() - started
    return 1000 * seconds / number, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


if __name__ == "__main__":
    import tempfile

    with tempfile.TemporaryDirectory(prefix="armstrace-bench-") as scratch:
        for line in measure_reading(Path(scratch)):
            sys.stdout.write("  ".join(line.cells) + "\n")
