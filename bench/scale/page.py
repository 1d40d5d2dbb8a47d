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
    more_points: int
    archive_bytes: int
    load: float
    steps: Stages
    runs: list[Run]
    more: list[Run]
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
        report.table(_WAYS, [_run(*both) for both in zip(found.runs, found.more, strict=True)]),
        _efficiency(found),
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


_WAYS = ("way", "clock", "processor", "of it handing out", "busiest worker", "all between the two sizes")


def _recipe(found: Measured) -> str:
    return (
        "By the words of [the page on flights](flights.md): a scheduler, workers of one thread, each a process of its "
        "own on this machine, and `armstrace flights read FIRST.tar.aa --engine dask://...`. Two archives, each a tar "
        f"in {PARTS} parts: {found.points / 1e6:.0f} and {found.more_points / 1e6:.0f} M points, the larger "
        f"of {found.archive_bytes / 1e6:,.0f} MB. All ways gave the same {found.runs[0].rows:,} and "
        f"{found.more[0].rows:,} rows. Loading programs and compiled code takes each process seconds before any point; "
        "what lies between the two sizes is free of it."
    )


def _run(small: Run, large: Run) -> list[str]:
    """Tell a way by both sizes: smaller / larger, then the processor time that the larger takes more."""
    busiest = f"{max(small.working_s):.1f} / {max(large.working_s):.1f} s" if large.working_s else ""
    handing = f"{small.handing_s:.1f} / {large.handing_s:.1f} s" if large.working_s else ""
    return [
        large.name, f"{small.clock_s:.0f} / {large.clock_s:.0f} s",
        f"{small.processor_s:.1f} / {large.processor_s:.1f} s", handing, busiest,
        f"{large.processor_s - small.processor_s:.1f} s",
    ]  # fmt: skip


def _efficiency(found: Measured) -> str:
    """Say how much of a second worker arrives, by what lies between the two sizes."""
    used = [large.processor_s - small.processor_s for small, large in zip(found.runs, found.more, strict=True)]
    clock = [large.clock_s - small.clock_s for small, large in zip(found.runs, found.more, strict=True)]
    one, two = (max(found.more[n].working_s) - max(found.runs[n].working_s) for n in (2, 3))
    return (
        f"From one process to two: {used[0] / used[1]:.0%} of the processor time is work that one does too, and "
        f"{clock[0] / clock[1] / 2:.0%} of twice as fast came out by the clock.\n\n"
        f"From one Dask worker to two: the busiest did {two:.1f} s where one alone did {one:.1f} s, which is "
        f"{one / two / 2:.0%} of the ideal; all processes together took {used[2] / used[3]:.0%} as much as with one "
        f"worker; by the clock {clock[2] / clock[3] / 2:.0%}, among others' work. On idle machines the clock follows "
        "the busiest, until that is the process that hands out."
    )
