"""Several readers and writers at once on a real server: no error, nothing lost, and each answer costs little.

What 50 readers and 5 writers wait for is measured by `make bench` (docs/bench-desk-load.md).
"""

import asyncio
import random
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from bench.desk_people import Notes, Pace, Writer, against_ledger, read_on
from bench.desk_server import BY, Server, server
from bench.desk_stops import stops
from bench.web_line import WebLine

READERS, WRITERS, SECONDS = 12, 4, 2.0
PAUSE_S = (0.0, 0.1)
MS = 60.0
"""So much processor time may the server take for one answer, on the average, while others write."""


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="what another process used is told by /proc")
def test_many_read_while_others_write(
    made: Path, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    root = Path(shutil.copytree(made, tmp_path / "case"))
    with server(root) as serving:
        notes, took = asyncio.run(crowd(serving))
    acts = [status for _, status in notes.acts]
    record_property("measured", f"{len(notes.asked)} answers, {took * 1000 / len(notes.asked):.1f} ms of the processor")
    assert notes.wrong == []
    assert set(acts) <= {200, 409}
    assert acts.count(200) > WRITERS
    assert against_ledger(root, notes, [BY]) == []
    assert 1000 * took / len(notes.asked) < MS


async def crowd(serving: Server) -> tuple[Notes, float]:
    """Let all of them work for some seconds; give what they noted and what the server used meanwhile."""
    line = WebLine(serving.port)
    await line.enter(serving.way_in)
    places = await stops(line)
    for place in places:  # what is made once for each state of the case is no part of it
        assert (await line.ask("GET", place.addresses[0])).status == 200, place.path
    document = next(each for each in places if each.path == "/dossier/{sha256}").addresses[0].rpartition("/")[2]
    await line.close()
    notes, until, before = Notes(), time.monotonic() + SECONDS, serving.seconds()
    chances = [random.Random(number) for number in range(READERS + WRITERS)]  # noqa: S311  # no secret
    readers = [read_on(line.another(), places, Pace(until, PAUSE_S, each), notes) for each in chances[:READERS]]
    writers = [
        Writer(line.another(), BY, document, notes, each).write_on(Pace(until, PAUSE_S, each))
        for each in chances[READERS:]
    ]
    await asyncio.gather(*readers, *writers)
    return notes, serving.seconds() - before
