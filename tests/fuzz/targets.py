"""What is fuzzed: a target takes any bytes, and may answer with records, pieces set aside, or an ArmstraceError."""

import atexit
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path

from armstrace.records.errors import ArmstraceError

HERE = Path(__file__).resolve().parent
CORPUS = HERE / "corpus"
"""What was found by fuzzing, a folder for each target; every file is replayed in the suite."""
MOST_BYTES = 1 << 16
"""So long is the longest input that is tried."""


@dataclass(frozen=True, slots=True)
class Target:
    """Something that reads: `read` raises nothing but an ArmstraceError, whatever the bytes; `seeds` are good ones."""

    read: Callable[[bytes], object]
    seeds: Callable[[], Iterable[bytes]]

    def tried(self, data: bytes) -> None:
        """Read; a refusal in words is an answer like any other."""
        try:
            self.read(data)
        except ArmstraceError as error:
            assert error.what, "a refusal says why"  # noqa: PT017  # it is what is tested


GROUPS = {
    "of_sources": ("armstrace.sources", "armstrace.records", "armstrace.evidence.names"),
    "of_texts": ("armstrace.reading", "armstrace.records", "armstrace.evidence", "armstrace.desk.redaction.unpacked"),
    "of_flights": ("armstrace.sources.traces", "armstrace.desk.surges.counts"),
    "of_cases": (
        "armstrace.evidence",
        "armstrace.desk.bundles",
        "armstrace.desk.redaction.plan",
        "armstrace.desk.case",
    ),
}
"""The modules of targets, and the rooms whose ways a fuzzer watches for them."""


@cache
def targets(group: str = "") -> Mapping[str, Target]:
    """Give every target by name, or those of one module."""
    found: dict[str, Target] = {}
    for each in [group] if group else GROUPS:
        found |= import_module(f"fuzz.{each}").targets()
    return found


def kept(name: str) -> Iterator[Path]:
    """Give the files of the corpus for one target."""
    yield from sorted(path for path in (CORPUS / name).glob("*") if path.is_file())


@cache
def scratch() -> Path:
    """Give a folder for what a target must have as a file, in memory where the system has such a place."""
    memory = Path("/dev/shm")  # noqa: S108  # a name of our own is made in it
    folder = tempfile.mkdtemp(prefix="armstrace-fuzz-", dir=memory if memory.is_dir() else None)
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return Path(folder)


def written(data: bytes, name: str = "input") -> Path:
    """Write bytes into a file of the folder and give it; the next call overwrites it."""
    path = scratch() / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path
