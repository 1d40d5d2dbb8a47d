"""Put faults into the four rooms that everything rests on, and see whether the tests notice.

`python -m bench.mutants` takes 300 faults of each room; `--room chain --take 100` fewer, `--page` only writes
docs/mutation.md from what was run. The faults are drawn with a fixed seed: the first hundred of three hundred are the
same hundred.
"""

import argparse
import multiprocessing
import random
import subprocess
import sys
from collections.abc import Iterator

from bench.mutants import copy, page, reach, tests
from bench.mutants.faults import Fault, faults

SEED = 20_261_123


def sample(room: str, take: int) -> tuple[int, list[tuple[str, Fault]]]:
    """Draw the faults of a room; gives also how many there are."""
    modules = sorted((copy.TREE / "src" / "armstrace" / room).rglob("*.py"))
    every = [(str(path.relative_to(copy.TREE)), fault) for path in modules for fault in faults(path.read_bytes())]
    drawn = random.Random(f"{SEED} {room}").sample(every, min(300, len(every)))
    return len(every), drawn[:take]


def tried(room: str, drawn: list[tuple[str, Fault]], known: reach.Reach) -> Iterator[page.Outcome]:
    """Put each fault into the copy, run what reaches it, take it out again."""
    for number, (module, fault) in enumerate(drawn, 1):
        names = known.tests_for(module, fault)
        told = _run(module, fault, names, sum(known.seconds.get(name, 0.0) for name in names))
        state = "unreached" if not names else "survived" if told.code == 0 else "late" if told.late else "noticed"
        print(f"{room} {number}/{len(drawn)} {state:9} {len(names):4} {module}:{fault.line} {fault.kind}", flush=True)
        yield page.Outcome(room, module, fault, state, told.failed, len(names))


def _run(module: str, fault: Fault, names: list[str], expected_s: float) -> tests.Told:
    if not names:
        return tests.Told()
    source = (copy.TREE / module).read_bytes()
    copy.put(module, fault.applied(source))
    try:
        return tests.run(copy.TREE, names, cpu_s=30 + 4 * expected_s, wall_s=180 + 20 * expected_s)
    finally:
        copy.put(module, source)


def run(room: str, take: int) -> None:
    """Run a room's sample; what came of it is kept after every fault."""
    tests.loaded(copy.TREE, room)
    total, drawn = sample(room, take)
    known = reach.measured(room)
    outcomes: list[page.Outcome] = []
    for outcome in tried(room, drawn, known):
        outcomes.append(outcome)
        page.keep(room, total, len(known.seconds), outcomes)


def apart(room: str, take: int) -> None:
    """Run a room's sample in a process of its own: what is loaded in advance hangs on the room.

    Raises:
        ChildProcessError: it ended before it was through.
    """
    worker = multiprocessing.get_context("fork").Process(target=run, args=(room, take))
    worker.start()
    worker.join()
    if worker.exitcode:
        raise ChildProcessError(f"The run of {room} broke off (exit {worker.exitcode}): no page is written.")


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--room", action="append", choices=sorted(reach.ROOMS))
    parser.add_argument("--take", type=int, default=300)
    parser.add_argument("--page", action="store_true", help="only write the page")
    asked = parser.parse_args()
    if not asked.page:
        copy.made()
        subprocess.run([sys.executable, "-m", "compileall", "-q", "src"], cwd=copy.TREE, check=True)
        for room in asked.room or reach.ROOMS:
            apart(room, asked.take)
    page.write()


if __name__ == "__main__":
    main()
