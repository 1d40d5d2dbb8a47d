"""Bundle and verify a large case: python -m bench.bundles [FILES [FOLDER]], 5,000 files of 1.1 GB by default.

Prints, for each command, seconds of processor time and of the clock, and the most memory that one process held. With a
FOLDER the case is kept there and taken again the next time: making it takes minutes.
"""

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from armstrace.desk.case import new_case
from bench.made_exhibits import made_files
from bench.measures import ARMSTRACE


def made_case(folder: Path, count: int) -> Path:
    """Make the case in a folder, unless it is there."""
    root = folder / "case"
    if root.exists():
        return root
    case = new_case(root, title="A large case", said_by="p-bench")
    inbox = folder / "inbox"
    inbox.mkdir()
    for path in made_files(count, inbox):
        case.read(case.add(path, licence="own work"))
    case.tables.close()
    return root


def measured(*words: str | Path) -> str:
    """Run a command; give what it took."""
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run([str(ARMSTRACE), *map(str, words)], check=True, stdout=subprocess.DEVNULL)
    after, clock = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter() - started
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return f"{processor:.1f} s of processor time, {clock:.1f} s by the clock, {after.ru_maxrss >> 10} MB"


def main(count: int, folder: Path) -> None:
    """Measure the three commands and print what they took."""
    root = made_case(folder, count)
    with tempfile.TemporaryDirectory(dir=folder) as scratch:
        out = Path(scratch) / "bundle"
        for words in (("bundle", out, "--case", root), ("verify", out), ("verify", "--case", root)):
            print(f"{words[0]} {'of the case' if '--case' in words else ''}: {measured(*words)}")


if __name__ == "__main__":
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 5000
    if len(sys.argv) > 2:
        main(wanted, Path(sys.argv[2]))
    else:
        with tempfile.TemporaryDirectory(prefix="armstrace-bench-") as made:
            main(wanted, Path(made))
