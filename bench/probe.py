"""Do one thing in this fresh process and tell how long it took and how much memory it held, as JSON.

probe.py read REGISTER SCRATCH: take a register into a new case and read it. probe.py check CASE ARTICLE: check an
article in a case that has read its registers. Seconds are counted after all modules are loaded.
"""

import json
import re
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

import duckdb
import pyarrow.parquet

from armstrace.checks.registry import checks
from armstrace.desk.article import check_document, check_json
from armstrace.desk.case import new_case, open_case
from armstrace.desk.document import load_text
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


def peak_mb() -> float:
    """Give the most memory this process has held; the kernel's own mark, not that of the process it came from."""
    found = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text(encoding="ascii"))
    return int(found[1]) / 1024 if found else float("nan")


def main(what: str, *words: str) -> None:
    """Load everything, do it, tell."""
    loaded = (readers(), checks(), duckdb, pyarrow.parquet)
    started = time.perf_counter()
    {"read": read, "check": check}[what](*map(Path, words))
    seconds = time.perf_counter() - started
    sys.stdout.write(json.dumps({"seconds": seconds, "peak_mb": peak_mb(), "modules": len(loaded)}) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
