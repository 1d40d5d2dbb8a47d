"""Every operator at every field of a dataset, each a series: what a screening goes through."""

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from armstrace.desk.surges.data import Data
from armstrace.desk.surges.find import counting
from armstrace.flights.surges.counting import Subject, aircraft_by_day, operators, series_of
from armstrace.flights.surges.exposure import Archives, control, exposure
from armstrace.flights.surges.judge import Asked
from armstrace.flights.surges.screen import Screened, screen
from armstrace.flights.surges.series import Series

LEAST = 2.0
"""A pair with fewer movements to expect is not tested: one landing cannot be more than before."""


def screened(data: Data, asked: Asked, q: float, motion: str) -> tuple[Sequence[Screened], int]:
    """Test every operator at every field, and correct for their number; give how many had too few movements.

    That these are left out is decided by the number over all time, which says nothing of when they were.

    Raises:
        CaseError: no archive says its day.
    """
    at_hand = counting(data, None)
    near = _by_airfield(data.seen([])) if data.whole else None
    few = 0

    def series() -> Iterator[Series]:
        nonlocal few
        for subject, rows in _pairs(at_hand.table, motion):
            moved = pc.sum(rows.filter(pc.equal(rows["kind"], motion))["probability"]).as_py()
            if moved is not None and moved >= LEAST:
                yield _series(subject, rows, at_hand.archives, near, synthetic=data.synthetic)
            else:
                few += moved is not None

    asked = replace(asked, window=None, conflict=None, power=False)
    return screen(series(), asked, q=q, workers=os.cpu_count() or 1), few


def _series(
    subject: Subject, rows: pa.Table, archives: Archives, near: Mapping[str, pa.Table] | None, *, synthetic: bool
) -> Series:
    if near is None:
        seen = exposure(archives, None)
    else:
        around = near.get(subject.airfield)
        known = next(iter(near.values())).slice(0, 0) if around is None and near else around
        seen = exposure(archives, control(archives, known, aircraft_by_day(rows)) if known is not None else None)
    own = rows.filter(pc.equal(rows["kind"], subject.motion))
    return series_of(own, subject, seen, synthetic=synthetic, cited=False)


def _pairs(table: pa.Table, motion: str) -> Iterator[tuple[Subject, pa.Table]]:
    """Give the rows of each pair, landings and take-offs."""
    named = table.filter(pc.not_equal(table["airfield"], ""))
    keyed = named.append_column("who", operators(named)).sort_by([("airfield", "ascending"), ("who", "ascending")])
    for start, stop in _runs(keyed, ("airfield", "who")):
        rows = keyed.slice(start, stop - start)
        subject = Subject(operator=rows["who"][0].as_py(), airfield=rows["airfield"][0].as_py(), motion=motion)
        yield subject, rows.drop_columns(["who"])


def _by_airfield(seen: pa.Table) -> Mapping[str, pa.Table]:
    ordered = seen.sort_by([("airfield", "ascending")])
    return {
        ordered["airfield"][start].as_py(): ordered.slice(start, stop - start)
        for start, stop in _runs(ordered, ("airfield",))
    }


def _runs(ordered: pa.Table, names: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """Give where rows that are equal in some columns begin and end."""
    if not len(ordered):
        return
    differs = np.zeros(len(ordered) - 1, bool)
    for name in names:
        codes = ordered[name].combine_chunks().dictionary_encode().indices.to_numpy()
        differs |= np.diff(codes) != 0
    cuts = [0, *(np.flatnonzero(differs) + 1).tolist(), len(ordered)]
    yield from pairwise(cuts)
