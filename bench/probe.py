"""Do one thing in this fresh process and tell how long it took and how much memory it held, as JSON.

probe.py read REGISTER SCRATCH: take a register into a new case and read it. probe.py check CASE ARTICLE: check an
article in a case that has read its registers. probe.py parse ARTICLE: parse an article and read it. Seconds are counted
after all modules are loaded.
"""

import json
import re
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import duckdb
import pyarrow.parquet

from armstrace.checks.registry import checks
from armstrace.desk.case import new_case, open_case
from armstrace.desk.documents.article import check_document, check_json
from armstrace.desk.documents.document import load_text
from armstrace.reading.article import article_of
from armstrace.reading.read import claims_in, parsed
from armstrace.sources.registry import readers


def read(register: Path, scratch: Path) -> None:
    """Take a register into a new case and read it."""
    case = new_case(Path(tempfile.mkdtemp(dir=scratch)) / "case", title="bench", said_by="p-bench")
    outcome = case.read(case.add(register))
    rows = {part.kind: part.rows for part in outcome.rows}
    assert rows["transfer"] > 27_000, rows


def check(folder: Path, article: Path) -> None:
    """Check an article in a case."""
    case = open_case(folder, "p-bench")
    exhibit = case.add(article)
    case.read(exhibit)
    told = check_json(check_document(case, load_text(case, exhibit, date(2020, 11, 20))))
    assert any(finding["verdict"] == "supported" for finding in told["findings"])


def parse(article: Path) -> None:
    """Parse an article and read its claims; the model was loaded before."""
    assert claims_in(parsed(article_of(article.read_text(encoding="utf-8"), date(2020, 11, 20))))


def peak_mb() -> float:
    """Give the most memory this process has held; the kernel's own mark, not that of the process it came from."""
    found = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text(encoding="ascii"))
    return int(found[1]) / 1024 if found else float("nan")


def main(what: str, *words: str) -> None:
    """Load everything, do it, tell."""
    loaded = (readers(), checks(), duckdb, pyarrow.parquet)
    if what == "parse":
        # the first text of a process compiles what all others use
        claims_in(parsed(article_of("It was said that the guns were sold.", date(2020, 11, 20))))
    started = time.perf_counter()
    todo: dict[str, Callable[..., None]] = {"read": read, "check": check, "parse": parse}
    todo[what](*map(Path, words))
    seconds = time.perf_counter() - started
    sys.stdout.write(json.dumps({"seconds": seconds, "peak_mb": peak_mb(), "modules": len(loaded)}) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
