"""Measure the desk under load and write docs/bench-desk-load.md: python -m bench.desk_load [SECONDS].

`armstrace serve` runs as a process of its own on a copy of the demo case, for a team. Readers walk over every page,
view and file that the case has; writers accept, reject, undo, leave out, place and reply. All of it goes over sockets,
from this process. Afterwards the ledger is verified and held against what was answered. At last the readers ask without
a pause, to find out how much the server answers at most.
"""

import asyncio
import math
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from armstrace.desk.demo import tour
from armstrace.desk.web.visitor import Role
from bench.desk_people import (
    NO_PAUSE_S,
    READER_PAUSE_S,
    WRITER_PAUSE_S,
    Asked,
    Notes,
    Pace,
    Writer,
    against_ledger,
    read_on,
)
from bench.desk_server import PASSWORD, PROGRAM, Server, make_accounts, server
from bench.desk_stops import Stop, stops
from bench.web_line import WebLine
from eval import report

READERS, WRITERS, SECONDS, FLOOD_S = 50, 5, 60.0, 15.0
BOUND_MS = 250.0
SEED = 9
_EACH = 10
"""Each so many readers is a custodian, for the pages that only custodians may open."""


@dataclass(frozen=True, slots=True)
class Crowd:
    """How many read and write, for how many seconds, and how long they wait in between."""

    readers: int
    writers: int
    seconds: float
    reader_pause_s: tuple[float, float] = READER_PAUSE_S
    writer_pause_s: tuple[float, float] = WRITER_PAUSE_S


@dataclass(frozen=True, slots=True)
class Seated:
    """People who have signed in: readers with what they may open, writers with their ids."""

    readers: tuple[tuple[WebLine, tuple[Stop, ...]], ...]
    writers: tuple[tuple[WebLine, str], ...]
    document: str


@dataclass(frozen=True, slots=True)
class Ran:
    """What happened: what people noted, the seconds it took, the processor seconds of the server."""

    notes: Notes
    seconds: float
    processor_s: float


async def seat(port: int, crowd: Crowd, ids: dict[str, str]) -> Seated:
    """Sign everybody in, one after another, and find out where they can go."""
    lines = {name: WebLine(port) for name in ids}
    for name, line in lines.items():
        await line.sign_in(name, PASSWORD)
    first = lines[_reader(0)]
    places = await stops(first)
    for stop in places:  # a server that has just been started reads the document first, and loads what reads it
        await first.ask("GET", stop.addresses[0])
    readers = tuple(
        (lines[_reader(n)], tuple(stop for stop in places if stop.role <= _role(n))) for n in range(crowd.readers)
    )
    writers = tuple((lines[_writer(n)], ids[_writer(n)]) for n in range(crowd.writers))
    document = next(stop for stop in places if stop.path == "/documents/{sha256}").addresses[0]
    return Seated(readers, writers, document.split("/")[2].partition("?")[0])


async def run(seated: Seated, crowd: Crowd, serving: Server) -> Ran:
    """Let everybody work until the time is over."""
    notes, began, used = Notes(), time.monotonic(), serving.seconds()

    def pace(number: int, pause_s: tuple[float, float]) -> Pace:
        return Pace(began + crowd.seconds, pause_s, random.Random(SEED + number))  # no secret

    works = [
        read_on(line, places, pace(n, crowd.reader_pause_s), notes)
        for n, (line, places) in enumerate(seated.readers[: crowd.readers])
    ]
    for n, (line, by) in enumerate(seated.writers[: crowd.writers], READERS):
        writing = Writer(line, by, seated.document, notes, random.Random(SEED + n))  # no secret
        works.append(writing.write_on(pace(n, crowd.writer_pause_s)))
    await asyncio.gather(*works)
    return Ran(notes, time.monotonic() - began, serving.seconds() - used)


def accounts_of(crowd: Crowd) -> list[tuple[str, Role]]:
    """Name the accounts that a crowd needs."""
    readers = [(_reader(n), _role(n)) for n in range(crowd.readers)]
    return readers + [(_writer(n), Role.ANALYST) for n in range(crowd.writers)]


def _reader(number: int) -> str:
    return f"reader{number}"


def _writer(number: int) -> str:
    return f"writer{number}"


def _role(number: int) -> Role:
    return Role.READER if number % _EACH else Role.CUSTODIAN


def ms(asked: Sequence[Asked], percent: float) -> float:
    """Give a percentile of the answers' times in milliseconds, by the nearest rank."""
    times = sorted(each.seconds for each in asked)
    return 1000 * times[max(0, math.ceil(percent / 100 * len(times)) - 1)] if times else 0.0


def verified(root: Path) -> bool:
    """Whether `armstrace verify` finds the case as it was written."""
    return subprocess.run([*PROGRAM, "verify", "--case", str(root)], check=False).returncode == 0


def rows_by(asked: Iterable[Asked], of: Callable[[Asked], str]) -> list[list[str]]:
    """Give a line of the table for each group of requests, the slowest first."""
    groups = defaultdict[str, list[Asked]](list)
    for each in asked:
        groups[of(each)].append(each)
    laid = sorted(groups.items(), key=lambda held: -ms(held[1], 95))
    return [
        [name, str(len(held)), *(f"{ms(held, percent):.0f}" for percent in (50, 95, 99, 100))] for name, held in laid
    ]


def page(ran: Ran, flood: Ran, held: dict[str, str]) -> str:
    """Write what was measured."""
    asked = ran.notes.asked
    each_ms = 1000 * ran.processor_s / len(asked)
    acts = [status for _, status in ran.notes.acts]
    names = ["", "requests", "p50 ms", "p95 ms", "p99 ms", "longest ms"]
    summed = [
        ["requests", f"{len(asked)} ({len(asked) / ran.seconds:.1f} a second)", ""],
        ["errors", str(len(ran.notes.wrong)), _kept(not ran.notes.wrong)],
        ["p95 of all", f"{ms(asked, 95):.0f} ms", f"< {BOUND_MS:.0f} ms: {_kept(ms(asked, 95) < BOUND_MS)}"],
        ["acts done", str(acts.count(200)), ""],
        ["acts refused, another decided on the same in between (409)", str(acts.count(409)), ""],
        *([what, said, _kept(said == "yes")] for what, said in held.items()),
        ["processor time of the server", f"{ran.processor_s:.1f} s, {each_ms:.1f} ms a request", ""],
        ["most answered, nobody pausing or writing", f"{len(flood.notes.asked) / flood.seconds:.0f} a second", ""],
        ["p95 meanwhile", f"{ms(flood.notes.asked, 95):.0f} ms", ""],
        ["errors meanwhile", str(len(flood.notes.wrong)), _kept(not flood.notes.wrong)],
    ]
    return "\n\n".join(
        [
            report.table(["what", "measured", "kept"], summed),
            "## By kind",
            report.table(names, rows_by(asked, lambda each: each.kind)),
            "## By page, view and act",
            report.table(names, rows_by(asked, lambda each: f"{each.kind} `{each.path}`")),
        ]
    )


def _alone(busy: float) -> str:
    """Say whether other programs took the processors away meanwhile."""
    if os.sched_getscheduler(0) == os.SCHED_OTHER:
        return f"Load of the machine at the end: {busy:.1f}."
    return (
        f"Others were at work on the machine (load {busy:.1f}): server and readers went before them (`chrt -r 1`), as "
        "on a machine of their own."
    )


def _kept(good: bool) -> str:
    return "yes" if good else "NO"


def measure(root: Path, accounts: Path, crowd: Crowd) -> tuple[Ran, Ran, dict[str, str]]:
    """Serve a case, let a crowd work, hold the ledger against what was answered."""
    ids = make_accounts(accounts, accounts_of(crowd))
    still = Crowd(crowd.readers, 0, min(FLOOD_S, crowd.seconds), NO_PAUSE_S)

    async def both(serving: Server) -> tuple[Ran, Ran]:
        seated = await seat(serving.port, crowd, ids)
        ran = await run(seated, crowd, serving)
        return ran, await run(seated, still, serving)

    with server(root, "--users", accounts) as serving:
        ran, flood = asyncio.run(both(serving))
    lost = against_ledger(root, ran.notes, (ids[_writer(n)] for n in range(crowd.writers)))
    ran.notes.wrong.extend(lost)
    intact = {
        "each act done stands in the ledger once, and no other": "no" if lost else "yes",
        "`armstrace verify` afterwards": "yes" if verified(root) else "no",
    }
    return ran, flood, intact


def main() -> int:
    """Measure, print, write the page; 1 where a bound is missed."""
    crowd = Crowd(READERS, WRITERS, float(sys.argv[1]) if len(sys.argv) > 1 else SECONDS)
    with tempfile.TemporaryDirectory(prefix="armstrace-bench-") as scratch:
        root = Path(scratch) / "case"
        tour(root, lambda _: None)
        ran, flood, intact = measure(root, Path(scratch) / "users.json", crowd)
    busy = os.getloadavg()[0]
    page_of = f"{READER_PAUSE_S[0]:.0f} to {READER_PAUSE_S[1]:.0f} s between two"
    act_of = f"{WRITER_PAUSE_S[0]:.0f} to {WRITER_PAUSE_S[1]:.0f} s between two acts"
    intro = (
        f"`armstrace serve --users` on the demo case; {crowd.readers} readers and {crowd.writers} writers for "
        f"{crowd.seconds:.0f} s, over sockets, from another process on the same processors; every page was opened once "
        f"before. {_alone(busy)}\n\nReaders walk over every page, view and file that the case has, each as often "
        f"as any other, with {page_of}; writers look at the document or its dossier, then accept, reject, undo, leave "
        f"out, put in, place or reply, with {act_of}. That is faster than people read. Times are by the clock, from "
        "the first byte sent to the last one come in."
    )
    report.publish("bench-desk-load.md", "The desk under load", intro, [page(ran, flood, intact)])
    for said in [*ran.notes.wrong, *flood.notes.wrong][:20]:
        sys.stderr.write(f"{said}\n")
    bad = bool(ran.notes.wrong or flood.notes.wrong or "no" in intact.values())
    return int(bad or ms(ran.notes.asked, 95) >= BOUND_MS)


if __name__ == "__main__":
    sys.exit(main())
