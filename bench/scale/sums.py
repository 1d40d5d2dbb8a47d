"""What was measured, multiplied; every number that is assumed has a name here and stands on the page."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bench.scale.articles import Cost

if TYPE_CHECKING:
    from bench.scale.page import Measured

YEAR, TEN_YEARS = 365, 3_652
HOUR = 3_600.0
GB, TB = 1e9, 1e12


@dataclass(frozen=True, slots=True)
class Assumed:
    """What the world gives in a day; change a number and make the page again."""

    points: float = 140e6
    point_bytes: float = 22.0
    ends: float = 250_000.0
    end_bytes: float = 150.0
    articles: float = 1e6
    page_bytes: float = 100e3
    network_mb_s: float = 1_250.0
    disk_mb_s: float = 500.0

    def rows(self) -> list[list[str]]:
        """Give what is assumed, as a table."""
        return [list(row) for row in (
            ("positions of the world's flights", f"{self.points / 1e6:,.0f} M a day", _WHY["points"]),
            ("a position as stored", f"{self.point_bytes:.0f} bytes", _WHY["point"]),
            ("landings and take-offs", f"{self.ends:,.0f} a day", _WHY["ends"]),
            ("a landing or take-off as kept", f"{self.end_bytes:.0f} bytes", _WHY["kept"]),
            ("articles", f"{self.articles:,.0f} a day", _WHY["articles"]),
            ("an article as a page", f"{self.page_bytes / 1e3:,.0f} KB", "HTML without pictures"),
            ("a link, a disk", f"{self.network_mb_s:,.0f} and {self.disk_mb_s:,.0f} MB/s", "10 Gbit/s, one SSD"),
        )]  # fmt: skip


_WHY = {
    "points": "an open archive of late 2026, 3.1 GB of traces a day; in 2023 it had 1.3 GB, so ten years are fewer",
    "point": "real traces are packed tighter than made ones",
    "ends": "some 100,000 flights heard, and gaps that may hide one",
    "kept": "some three candidates of 50 bytes; made flights hardly land, so this is not measured",
    "articles": "an open crawl of news has 1.35 billion of ten years in all languages, 370,000 a day",
}


def a_point(found: "Measured") -> float:
    """Give the processor time of a point in a whole run of one process: what lies between two sizes of archive."""
    more, points = found.more[0].processor_s - found.runs[0].processor_s, found.more_points - found.points
    return more / points


def flights(assumed: Assumed, found: "Measured") -> list[list[str]]:
    """Multiply the run of one process to a day, a year and ten years."""
    rows = []
    for name, days in (("a day", 1), ("a year", YEAR), ("ten years", TEN_YEARS)):
        hours = a_point(found) * assumed.points * days / HOUR
        moved = assumed.points * assumed.point_bytes * days
        kept = (found.more[0].out_bytes / found.more_points * assumed.points + assumed.ends * assumed.end_bytes) * days
        rows.append([f"world flights, {name}", *_cells(hours, moved, kept)])
    return rows


def news(assumed: Assumed, costs: Sequence[Cost]) -> list[list[str]]:
    """Multiply what an article costs to one, to all news of a day, and of ten years."""
    rows = []
    for cost in costs:
        rows.append([f"an article of {cost.text_bytes / 1e3:.1f} KB, {cost.name}", f"{cost.seconds * 1e3:.0f} ms", "",
                     f"{cost.claims_bytes / 1e3:.1f} KB", "", ""])  # fmt: skip
        for name, days in (("a day", 1), ("ten years", TEN_YEARS)):
            count = assumed.articles * days
            hours = cost.seconds * count / HOUR
            moved, kept = assumed.page_bytes * count, cost.claims_bytes * count
            rows.append([f"all news, {name}, {cost.name}", *_cells(hours, moved, kept)])
    return rows


def _cells(hours: float, moved: float, kept: float) -> list[str]:
    printed = f"{hours:,.2f}" if hours < 10 else f"{hours:,.0f}"
    return [printed, _size(moved), _size(kept), _time(hours / 2), _time(hours / 64)]


def bottlenecks(assumed: Assumed, found: "Measured") -> list[str]:
    """Say what holds a run up: on one core, on a machine, on a cluster."""
    steps, a_second = found.steps, 1 / a_point(found)
    eaten = a_second * assumed.point_bytes / 1e6
    naming = next(step.seconds for step in steps.steps if step.name.startswith("name"))
    core = (
        f"- **On one core: {steps.dearest.name}**, {steps.dearest.seconds / steps.seconds:.0%} of the steps below. "
        f"Naming airfields is {naming / steps.seconds:.0%} of them here; {assumed.ends:,.0f} ends a day at 50,000 a "
        f"second are {assumed.ends / 50_000:.0f} s of the {assumed.points / a_second:,.0f} s of a day."
    )
    machine = (
        f"- **On a machine: its processors, not its disk.** A core gets through {a_second / 1e6:.2f} M points a "
        f"second, {eaten:.0f} MB as stored; a disk of {assumed.disk_mb_s:,.0f} MB/s feeds "
        f"{assumed.disk_mb_s / eaten:.0f} cores. This machine's disk gave {steps.disk_mb_s:,.0f} MB/s by the clock, "
        "asked for files of one aircraft each."
    )
    cluster = (
        f"- **On a cluster: the link to the store, from {assumed.network_mb_s / eaten:.0f} cores on.** Beyond that, "
        "archives belong on the workers' own disks, and a day goes to whoever holds it."
    )
    return [core, machine, cluster]


def handing_out(found: "Measured") -> str:
    """Say how many workers one process that hands out can keep busy."""
    small, large = found.runs[3], found.more[3]
    handing = max(0.01, large.handing_s - small.handing_s)
    worked = sum(large.working_s) - sum(small.working_s)
    return (
        f"- **The process that hands out**, with the scheduler, takes {handing:.1f} s for {worked:.1f} s of work: it "
        f"keeps about {worked / handing:.0f} workers busy. For more, read months or years as runs of their own."
    )


def _size(count: float) -> str:
    return f"{count / TB:,.1f} TB" if count >= TB else f"{count / GB:,.2f} GB"


def _time(hours: float) -> str:
    if hours < 1:
        return f"{hours * 60:,.1f} min"
    return f"{hours:,.0f} h" if hours < 72 else f"{hours / 24:,.0f} days"
