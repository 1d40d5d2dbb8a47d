"""Results kept as files in a case, held against what the ledger says was written: altered, foreign, missing, older."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from armstrace.evidence.disk import explained
from armstrace.evidence.names import visible

_TEMPORARY = ".armstrace-"


@dataclass(frozen=True, slots=True)
class Compared:
    """What comparing kept results with the ledger, or with what computing them again gives, showed, in sentences.

    `wrong` breaks custody: altered and foreign files, and rows that are not what they rest on gives. `missing` files
    and those that are `stale`, since what they rest on changed, are made anew when they are asked for.
    """

    wrong: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    stale: tuple[str, ...] = ()

    def __add__(self, other: "Compared") -> "Compared":
        """Put two comparisons together."""
        return Compared(self.wrong + other.wrong, self.missing + other.missing, self.stale + other.stale)


def compare_files(folder: Path, written: Mapping[str, Sequence[str]], anew: str) -> Compared:
    """Hold the files of a folder against the hashes the ledger has for each name, the last one last.

    A file of an earlier line than the last is stale: the line comes before the file, and a crash in between leaves the
    former one. `anew` says which command makes such a file.
    """
    there = sorted(folder.iterdir()) if folder.is_dir() else []
    wrong, stale = [], []
    for path in there:
        name = visible(f"tables/{folder.name}/{path.name}")
        known = written.get(path.name)
        if path.name.startswith(_TEMPORARY):
            continue
        if known is None:
            wrong.append(f"{name} is foreign: no line of the ledger says that it was written")
            continue
        sha256 = _sha256(path)
        if sha256 in known[:-1] and sha256 != known[-1]:
            stale.append(f"{name} is of an earlier run than the last one in the ledger; {anew} writes it anew")
        elif sha256 != known[-1]:
            wrong.append(f"{name} was altered; {anew} writes it anew")
    names = {path.name for path in there}
    missing = [
        f"tables/{folder.name}/{visible(name)} is missing; {anew} writes it anew"
        for name in written
        if name not in names
    ]
    return Compared(tuple(wrong), tuple(missing), tuple(stale))


def _sha256(path: Path) -> str:
    if not path.is_file():
        return ""
    with explained(path, "Reading what is kept"):
        return hashlib.sha256(path.read_bytes()).hexdigest()
