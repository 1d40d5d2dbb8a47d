"""Positions part by part, and all of them: what the readers of text tables and Parquet hand on."""

import hashlib
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from armstrace.sources.traces.arrays import Flags, Floats, Longs
from armstrace.sources.traces.lists.lines import Bad
from armstrace.sources.traces.lists.table import Rows, address_of, nothing, points_of
from armstrace.sources.traces.points import Member, MemberRead, Points


@dataclass(frozen=True, slots=True)
class Part:
    """Some rows of a file with the lines between them that were not read; `stopped` says why the file ends early."""

    rows: Rows
    bad: tuple[Bad, ...] = ()
    stopped: str = ""


def wanted(hexes: Collection[str] | None) -> Longs | None:
    """Give the addresses wanted as numbers, None for all."""
    return None if hexes is None else np.array(sorted(address_of(one) for one in hexes), np.int64)


def selected(rows: Rows, keep: Flags) -> Rows:
    """Give the rows that are marked."""
    return rows if keep.all() else Rows(*(getattr(rows, field.name)[keep] for field in fields(Rows)))


def batches(parts: Iterable[Part], source: Path | str | bytes, member: Member) -> Iterator[Points]:
    """Yield Points of each part in turn; a position that an earlier part has given last is not given again."""
    read = MemberRead(member, sha256=sha256_of(source))
    last = _Last()
    for part in parts:
        fresh = last.fresh(part.rows)
        points = points_of(fresh, replace(read, bad_rows=len(part.bad), problem=part.stopped))
        last.keep(points)
        yield points


def gathered(parts: Iterable[Part], source: Path | str | bytes, member: Member) -> Points:
    """Give the positions of all parts as one."""
    names = [field.name for field in fields(Rows)]
    pieces: dict[str, list[npt.NDArray[Any]]] = {name: [] for name in names}
    bad_rows, stopped = 0, []
    for part in parts:
        bad_rows += len(part.bad)
        stopped += [part.stopped] if part.stopped else []
        for name in names:
            pieces[name].append(getattr(part.rows, name))
    read = MemberRead(member, sha256=sha256_of(source), bad_rows=bad_rows, problem="; ".join(stopped))
    if not pieces["address"]:
        return nothing((read,))
    # column by column, so that what was read lies in memory only once
    return points_of(Rows(*(np.concatenate(pieces.pop(name)) for name in names)), read)


def sha256_of(source: Path | str | bytes) -> str:
    """Give the hash of a file's bytes as stored."""
    if isinstance(source, bytes):
        return hashlib.sha256(source).hexdigest()
    with Path(source).open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


class _Last:
    """The last position of each aircraft that was given: address, time, latitude and longitude, sorted by address."""

    def __init__(self) -> None:
        self.address: Longs = np.zeros(0, np.int64)
        self.position: Floats = np.zeros((0, 3), np.float64)

    def fresh(self, rows: Rows) -> Rows:
        """Leave out the rows that repeat an aircraft's last position."""
        if not len(self.address) or not len(rows.address):
            return rows
        at = np.minimum(np.searchsorted(self.address, rows.address), len(self.address) - 1)
        said = np.stack((rows.time_s, rows.lat, rows.lon), axis=1)
        again = (self.address[at] == rows.address) & (self.position[at] == said).all(axis=1)
        return selected(rows, ~again)

    def keep(self, points: Points) -> None:
        """Remember the last positions of these points in place of earlier ones."""
        if not points.hexes:
            return
        ends = points.start[1:] - 1
        address = np.array([address_of(one) for one in points.hexes], np.int64)
        position = np.stack((points.time_s[ends], points.lat[ends], points.lon[ends]), axis=1)
        stays = ~np.isin(self.address, address)
        both = np.concatenate((self.address[stays], address))
        order = np.argsort(both, kind="stable")
        self.address = both[order]
        self.position = np.concatenate((self.position[stays], position))[order]
