"""The server is killed while people write, and started again: nothing answered is lost, and it needs no help."""

import asyncio
import os
import random
import shutil
import signal
import sys
import time
from pathlib import Path

import pytest

from armstrace.desk.web.jobs.record import State, all_jobs
from armstrace.evidence import ledger
from bench.desk_people import Notes, Pace, Writer, against_ledger
from bench.desk_server import BY, Server, start
from bench.web_line import WebLine
from desk import conftest as of_the_desk
from desk.made_files import deliveries

armstrace = of_the_desk.armstrace
pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="/proc and SIGKILL belong to Linux")

KILLS = int(os.environ.get("ARMSTRACE_KILLS", "3"))
"""Each costs the start of a server; ARMSTRACE_KILLS=50 kills as often as you like."""
WRITERS = 4
MOST_ACTS = 12
MANY = deliveries([("Israel", "Azerbaijan", 2016, 1.0)] * 120_000).encode()


def test_nothing_answered_is_lost_by_a_kill(made: Path, tmp_path: Path, armstrace: of_the_desk.Armstrace) -> None:
    root = Path(shutil.copytree(made, tmp_path / "case"))
    sha256 = next(each["exhibit"] for each in _payloads(root, "check"))
    notes, port, handed, chance = Notes(), 0, list[str](), random.Random(9)  # noqa: S311  # no secret hangs on it
    for number in range(KILLS):
        serving = start(root, "--port", str(port))
        port = serving.port  # the next one takes the same, as a person would
        small = f"Text {number} of its own.\n".encode()
        handed += asyncio.run(until_killed(serving, sha256, notes, chance, small))
        assert against_ledger(root, notes, [BY]) == []
    acts = [status for _, status in notes.acts]
    assert acts.count(200) > 0
    assert set(acts) <= {0, 200, 409}

    last = start(root, "--port", str(port))
    states = asyncio.run(ended(last, handed))
    assert last.stop() == 128 + signal.SIGINT
    # what waited is done, what ran went on or is told as interrupted: nothing fails, nothing is forgotten
    assert set(states.values()) <= {State.DONE, State.INTERRUPTED}
    added = {each["sha256"] for each in _payloads(root, "add")}
    done = [each for each in all_jobs(root) if each.state is State.DONE]
    assert {each.exhibit for each in done} <= added
    assert not list((root / "local" / "web" / "uploads").iterdir())
    assert armstrace("verify", "--case", root).code == 0


def test_a_read_that_died_with_its_server_is_told_as_interrupted(made: Path, tmp_path: Path) -> None:
    """As when the machine itself goes down."""
    root = Path(shutil.copytree(made, tmp_path / "case"))
    serving = start(root)

    async def begun() -> str:
        line = WebLine(serving.port)
        await line.enter(serving.way_in)
        number = await hand_over(line, "many.csv", MANY)
        while _state(root, number) is not State.RUNNING or not _children(serving):
            await asyncio.sleep(0.01)
        await line.close()
        return number

    number = asyncio.run(begun())
    for child in _children(serving):
        os.kill(child, signal.SIGKILL)
    serving.stop(signal.SIGKILL)
    again = start(root)
    asyncio.run(ended(again, []))
    again.stop()
    found = next(each for each in all_jobs(root) if each.id == number)
    # the server may have noticed before it died itself
    assert found.state in {State.INTERRUPTED, State.FAILED}
    assert "what was taken in before stays" in found.said


async def until_killed(serving: Server, sha256: str, notes: Notes, chance: random.Random, small: bytes) -> list[str]:
    """Let several write and one hand files over, and kill the server at a moment by chance."""
    line = WebLine(serving.port)
    await line.enter(serving.way_in)
    people = [Writer(line.another(), BY, sha256, notes, chance, (0, 200, 409), reads=False) for _ in range(WRITERS)]
    pace = Pace(time.monotonic() + 60, (0.0, 0.02), chance)
    enough = len(notes.acts) + chance.randint(1, MOST_ACTS)
    works = [asyncio.create_task(each.write_on(pace)) for each in people]
    numbers = [await hand_over(line, "small.txt", small)]
    while len(notes.acts) < enough and not pace.over:
        await asyncio.sleep(0.002)
    await asyncio.sleep(chance.uniform(0.0, 0.03))
    serving.stop(signal.SIGKILL)
    pace.until = 0.0
    await asyncio.gather(*works)
    await line.close()
    return numbers


async def hand_over(line: WebLine, name: str, content: bytes) -> str:
    """Hand a file over and give the number of the job."""
    answer = await line.ask("POST", f"/api/exhibits?name={name}", content, "application/octet-stream")
    assert answer.status == 202, answer.body
    return str(answer.json()["id"])


async def ended(serving: Server, numbers: list[str]) -> dict[str, State]:
    """Wait until jobs have ended and give how; look at the pages too."""
    line = WebLine(serving.port)
    await line.enter(serving.way_in)
    for path in ("/", "/exhibits", "/ledger", "/jobs"):
        assert (await line.ask("GET", path)).status == 200
    found = dict[str, State]()
    for number in numbers:
        for _ in range(1200):
            told = (await line.ask("GET", f"/api/jobs/{number}")).json()
            if told["ended"]:
                break
            await asyncio.sleep(0.05)
        found[number] = State(told["state"])
    await line.close()
    return found


def _payloads(root: Path, act: str) -> list[dict[str, str]]:
    return [dict(line.payload) for line in ledger.read_lines(root) if line.act == act]


def _state(root: Path, number: str) -> State | None:
    return next((each.state for each in all_jobs(root) if each.id == number), None)


def _children(serving: Server) -> list[int]:
    tasks = Path(f"/proc/{serving.process.pid}/task").iterdir()
    return [int(each) for task in tasks for each in (task / "children").read_text().split()]
