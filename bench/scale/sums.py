"""What was measured, multiplied: every number that is assumed and not measured has a name here and stands on the page."""

from dataclasses import dataclass

from bench.scale.articles import Cost
from bench.scale.engines import Run
from bench.scale.stages import Stages

YEAR, TEN_YEARS = 365, 3_652
HOUR = 3_600.0
GB, TB = 1e9, 1e12


@dataclass(frozen=True, slots=True)
class Assumed:
    """What the world gives in a day; change a number and make the page again."""

    points: float = 140e6
    point_bytes: float = 22.0
    ends: float = 250_000.0
    articles: float = 1e6
    page_bytes: float = 100e3
    network_mb_s: float = 1_250.0
    disk_mb_s: float = 500.0

    def rows(self) -> list[list[str]]:
        """Give what is assumed, as a table."""
        return [
            ["positions of the world's flights", f"{self.points / 1e6:,.0f} M a day", "an open archive of late 2026: some"
             " 3.1 GB of traces a day; three years earlier it was 1.3 GB, so ten years at today's size are too many"],
            ["a position as stored", f"{self.point_bytes:.0f} bytes", "real traces are packed tighter than made ones"],
            ["landings and take-offs", f"{self.ends:,.0f} a day", "some 100,000 flights with transponders, and gaps"],
            ["articles", f"{self.articles:,.0f} a day", "an open crawl of news has 1.35 billion articles of ten years,"
             " 370,000 a day in all languages: this is more than twice as many, as if all were English"],
            ["an article as a page", f"{self.page_bytes / 1e3:,.0f} KB", "HTML, without pictures"],
            ["a network link, a disk", f"{self.network_mb_s:,.0f} and {self.disk_mb_s:,.0f} MB/s", "10 Gbit/s; one SSD"],
        ]  # fmt: skip


def flights(assumed: Assumed, one: Run, begun_s: float, points: float) -> list[list[str]]:
    """Multiply the run of one process, its start taken off, to a day, a year and ten years."""
    a_point = (one.processor_s - begun_s) / points
    rows = []
    for name, days in (("a day", 1), ("a year", YEAR), ("ten years", TEN_YEARS)):
        core_h = a_point * assumed.points * days / HOUR
        rows.append([
            f"world flights, {name}", f"{core_h:,.2f}" if core_h < 10 else f"{core_h:,.0f}",
            _size(assumed.points * assumed.point_bytes * days), _size(one.out_bytes / points * assumed.points * days),
            _time(core_h / 2), _time(core_h / 64),
        ])  # fmt: skip
    return rows


def news(assumed: Assumed, costs: list[Cost]) -> list[list[str]]:
    """Multiply what an article costs to all news of a day, and of ten years."""
    rows = []
    for cost in costs:
        for name, days in (("a day", 1), ("ten years", TEN_YEARS)):
            core_h = cost.seconds * assumed.articles * days / HOUR
            rows.append([
                f"all news, {name}, {cost.name}", f"{core_h:,.1f}" if core_h < 10 else f"{core_h:,.0f}",
                _size(assumed.articles * assumed.page_bytes * days),
                _size(cost.claims_bytes * assumed.articles * days), _time(core_h / 2), _time(core_h / 64),
            ])  # fmt: skip
    return rows


def bottlenecks(assumed: Assumed, stages: Stages, one: Run, begun_s: float, points: float) -> list[str]:
    """Say what holds a run up: on one core, on a machine, on a cluster."""
    a_second = points / (one.processor_s - begun_s)
    eaten = a_second * assumed.point_bytes / 1e6
    dearest = stages.dearest
    share = dearest.seconds / stages.seconds
    naming = next(step.seconds for step in stages.steps if step.name.startswith("name"))
    return [
        f"- **On one core: {dearest.name}**, {share:.0%} of the steps above; naming airfields is "
        f"{naming / stages.seconds:.0%} here, and with {assumed.ends:,.0f} ends a day at 50,000 a second "
        f"{assumed.ends / 50_000:.0f} s of the {assumed.points / a_second:,.0f} s that a day takes.",
        f"- **On a machine: processors, not the disk.** A core gets through {a_second / 1e6:.2f} M points, {eaten:.0f} MB of "
        f"stored bytes, in a second; a disk of {assumed.disk_mb_s:,.0f} MB/s feeds {assumed.disk_mb_s / eaten:.0f} cores. "
        f"This machine's gave {stages.disk_mb_s:,.0f} MB/s for files of one aircraft each, not in memory; a tar is read in"
        " one go.",
        f"- **On a cluster: the link to the store, from {assumed.network_mb_s / eaten:.0f} cores on** "
        f"({assumed.network_mb_s:,.0f} MB/s). Beyond that, archives belong on the workers' own disks: a day goes to"
        " whoever holds it.",
    ]


def handing_out(runs: list[Run], begun_s: float) -> str:
    """Say how many workers one process that hands out can keep busy."""
    two = next(run for run in runs if run.working_s and run.workers == 2)
    handing = max(0.01, two.handing_s - begun_s)
    return (
        f"- **The process that hands out** (with the scheduler) took {two.handing_s:.1f} s of processor time, "
        f"{begun_s:.1f} s of it to begin, against {sum(two.working_s):.1f} s of the workers: one such process keeps "
        f"about {sum(two.working_s) / handing:.0f} workers busy. For more, read days or years as runs of their own."
    )


def _size(count: float) -> str:
    return f"{count / TB:,.1f} TB" if count >= TB else f"{count / GB:,.2f} GB"


def _time(hours: float) -> str:
    if hours < 1:
        return f"{hours * 60:,.1f} min"
    return f"{hours:,.0f} h" if hours < 72 else f"{hours / 24:,.0f} days"
