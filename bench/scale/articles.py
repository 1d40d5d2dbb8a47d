"""What reading an article costs: processor time of `armstrace claims`, the start of the program taken off."""

import os
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from armstrace.reading.parse.model import missing
from bench.measures import ARMSTRACE
from bench.reading import WORDS, articles, documents
from eval import report

FEW, MANY = 20, 80


@dataclass(frozen=True, slots=True)
class Cost:
    """What one article takes: seconds of processor time, bytes of text in and of claims out, memory of a process."""

    name: str
    seconds: float
    text_bytes: float
    claims_bytes: float
    most_mb: float


def costs(scratch: Path) -> list[Cost]:
    """Read articles without and with the parse; nothing where the documents are not there."""
    source = report.shared("data/re3d")
    if source is None:
        return []
    texts = list(islice(articles(documents(source), WORDS), MANY))
    ways = [("without the parse", ["--no-parse"])] + ([] if missing() else [("with the parse", [])])
    return [_cost(scratch / name.replace(" ", "-"), name, words, texts) for name, words in ways]


def _cost(folder: Path, name: str, words: Sequence[str], texts: Sequence[str]) -> Cost:
    few = _read(folder / "few", words, texts[:FEW])
    many = _read(folder / "many", words, texts)
    size = sum(len(text.encode()) for text in texts) / len(texts)
    return Cost(name, (many[0] - few[0]) / (MANY - FEW), size, many[2] / len(texts), many[1])


def _read(folder: Path, words: Sequence[str], texts: Sequence[str]) -> tuple[float, float, int]:
    """Read a folder of articles by one process: processor time, most megabytes, bytes written."""
    folder.mkdir(parents=True)
    for number, text in enumerate(texts):
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
    out = folder.with_suffix(".jsonl")
    command = [str(ARMSTRACE), "claims", str(folder), "--published", "2020-01-01", "--to", str(out), "--workers", "1"]
    process = subprocess.Popen([*command, *words], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, command
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, out.stat().st_size
