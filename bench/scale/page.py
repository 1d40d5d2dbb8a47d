"""docs/scale.md: what was measured, what is assumed, and what follows."""

import os
from collections.abc import Sequence
from dataclasses import dataclass

from bench.scale.articles import Cost
from bench.scale.engines import PARTS, Run
from bench.scale.stages import Stages
from bench.scale.sums import Assumed, bottlenecks, flights, handing_out, news
from eval import report

_HEADS = ("work", "core-hours", "moved", "kept", "two cores", "64 cores")
_HELD_GB = 0.65  # by one process that reads flights, docs/bench-flights.md


@dataclass(frozen=True, slots=True)
class Measured:
    """All that was measured."""

    points: int
    archive_bytes: int
    begun_s: float
    load: float
    steps: Stages
    runs: list[Run]
    costs: list[Cost]


def write(found: Measured) -> None:
    """Write the page."""
    assumed = Assumed()
    report.publish("scale.md", "Cost at scale", _how(found), [
        "## What is assumed",
        report.table(("of", "so much", "why"), assumed.rows()),
        "## What it comes to",
        _MEANT,
        report.table(_HEADS, [*flights(assumed, found), *news(assumed, found.costs)]),
        _memory(found.costs),
        "## What holds it up",
        "\n".join([*bottlenecks(assumed, found), handing_out(found)]),
        "## A point, step by step",
        report.table(("step", "µs a point", "share"), _steps(found.steps)),
        _sizes(found.steps),
        "## The recipe on Dask, tried",
        _recipe(found),
        report.table(("way", "clock", "processor", "of it handing out", "busiest worker"), list(map(_run, found.runs))),
        _efficiency(found.runs),
    ])  # fmt: skip


_MEANT = """\
"Moved" is read from a store, "kept" is what a dataset of movements or a file of claims holds. Times are core-hours over
cores, of machines with nothing else to do."""


def _how(found: Measured) -> str:
    return (
        "Measured on little and multiplied (`make scale`). Seconds are of processor time unless the clock is named: "
        f"others used the machine, whose load was {found.load:.0f} on {os.cpu_count()} processors, so the clock tells "
        "little. No prices: a core-hour and a terabyte cost each something else."
    )


def _memory(costs: Sequence[Cost]) -> str:
    articles = max((cost.most_mb for cost in costs), default=0.0)
    return (
        f"A process that reads articles held {articles:,.0f} MB at the most, one that reads flights some "
        f"{1000 * _HELD_GB:,.0f} MB ([bench-flights.md](bench-flights.md)), however large the archive: 64 of these "
        f"want {64 * _HELD_GB:,.0f} GB over all machines. What one day needs fits the laptop of a reporter."
    )


def _steps(steps: Stages) -> list[list[str]]:
    return [[each.name, f"{each.seconds * 1e6:.3f}", f"{each.seconds / steps.seconds:.0%}"] for each in steps.steps]


def _sizes(steps: Stages) -> str:
    return (
        f"Made files: {steps.stored_bytes:.0f} bytes a point as stored, {steps.text_bytes:.0f} as text. Together "
        f"{1 / steps.seconds / 1e6:.2f} M points a second of one core; a whole run adds listing, joining and writing."
    )


def _recipe(found: Measured) -> str:
    return (
        "By the words of [the page on flights](flights.md): a scheduler, workers of one thread, each a process of its "
        "own on this machine, and `armstrace flights read FIRST.tar.aa --engine dask://...`. The archive: "
        f"{found.points / 1e6:.0f} M points, {found.archive_bytes / 1e6:,.0f} MB, {PARTS} parts of a tar. All "
        f"ways gave the same {found.runs[0].rows:,} rows. To begin, before any point, takes {found.begun_s:.1f} s."
    )


def _run(run: Run) -> list[str]:
    busiest = f"{max(run.working_s):.1f} s" if run.working_s else ""
    handing = f"{run.handing_s:.1f} s" if run.working_s else ""
    return [run.name, f"{run.clock_s:.1f} s", f"{run.processor_s:.1f} s", handing, busiest]


def _efficiency(done: Sequence[Run]) -> str:
    """Say how much of a second worker arrives: by the clock, and by the work of the busiest of them."""
    alone, pair, one, two = done
    parted = max(one.working_s) / max(two.working_s) / 2
    return (
        f"From one process to two: {alone.clock_s / pair.clock_s / 2:.0%} of twice as fast by the clock; "
        f"{alone.processor_s / pair.processor_s:.0%} of the processor time of two is work that one does too, the rest "
        "is beginning twice and handing over.\n\n"
        f"From one Dask worker to two: {one.clock_s / two.clock_s / 2:.0%} by the clock; the busiest of the two took "
        f"{max(two.working_s) / max(one.working_s):.0%} of the processor time that the one took alone, so the work "
        f"itself parts with {parted:.0%} of the ideal. On idle machines the clock follows that, until the process that "
        "hands out is the busiest."
    )
