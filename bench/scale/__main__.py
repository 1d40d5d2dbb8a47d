"""Measure what armstrace costs at scale and write docs/scale.md: python -m bench.scale [MILLIONS].

A made day of so many million points is read by one process, by two, and by Dask with one worker and with two; the steps
of reading are timed on their own; articles are read without and with the parse. Everything else is multiplication.
"""

import json
import os
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from bench.scale import page
from bench.scale.articles import Cost, costs
from bench.scale.engines import POINTS, Run, archive, runs
from bench.scale.page import Measured
from bench.scale.stages import Stages, Step, stages
from eval import report

KEPT = report.ROOT / ".tools" / "scale.json"


def measured(points: int) -> Measured:
    """Measure everything in a scratch folder, the archive in two sizes."""
    before, sizes = os.getloadavg()[0], (points // 4, points)
    with tempfile.TemporaryDirectory(prefix="armstrace-scale-") as name:
        scratch = Path(name)
        steps = stages(scratch / "steps")
        done: list[list[Run]] = []
        for count in sizes:
            folder = scratch / str(count)
            folder.mkdir()
            first, size = archive(folder, count)
            done.append(runs(folder, first))
        read = costs(scratch / "articles")
    load = (before + os.getloadavg()[0]) / 2
    return Measured(sizes[0], points, size, load, steps, done[0], done[1], read)


def kept() -> Measured:
    """Give what was measured last."""
    told = json.loads(KEPT.read_text(encoding="utf-8"))
    steps = Stages(**{**told["steps"], "steps": tuple(Step(**each) for each in told["steps"]["steps"])})
    small, large = ([_run(each) for each in told[name]] for name in ("runs", "more"))
    read = [Cost(**each) for each in told["costs"]]
    return Measured(**{**told, "steps": steps, "runs": small, "more": large, "costs": read})


def _run(told: Mapping[str, Any]) -> Run:
    return Run(**{**told, "working_s": tuple(told["working_s"])})


def main() -> int:
    """Measure, keep it, write the page; with --page write the page from what was kept."""
    if sys.argv[1:] == ["--page"]:
        page.write(kept())
        return 0
    found = measured(int(sys.argv[1]) * 1_000_000 if sys.argv[1:] else POINTS)
    KEPT.parent.mkdir(exist_ok=True)
    KEPT.write_text(json.dumps(asdict(found), indent=1), encoding="utf-8")
    page.write(found)
    return 0


if __name__ == "__main__":
    sys.exit(main())
