"""What surge could have been told at all: the same test on series into which movements are injected."""

from typing import TYPE_CHECKING

import numpy as np

from armstrace.flights.surges.draws import uniform
from armstrace.flights.surges.null import Model, drawn_of, make
from armstrace.flights.surges.scan import AFTER, FIRST, FOUND, greatest
from armstrace.records.surges import Power
from armstrace.sources.traces.compiled import compiled

if TYPE_CHECKING:
    from armstrace.flights.columns import Floats, Longs
    from armstrace.flights.surges.null import Drawn, Scanned

FACTORS = (2.0, 4.0, 8.0)
WEEKS = (4, 8)
DRAWS = 300


@compiled
def _told(state: "Longs", mean: "Floats", scanned: "Scanned", drawn: "Drawn",
          injected: tuple[float, int, float],
          draws: int) -> int:  # fmt: skip
    weeks, bins = scanned
    factor, length, critical = injected
    counts, found, told = np.zeros(len(bins[0])), np.zeros(FOUND), 0
    for _ in range(draws):
        first = int(uniform(state) * (len(mean) - length + 1))
        more = mean.copy()
        more[first : first + length] *= factor
        make(state, more, drawn[0], drawn[1], bins[1], counts)
        if greatest(counts, weeks, bins, found) > critical:
            one, last = bins[0][int(found[FIRST])], bins[0][int(found[AFTER]) - 1]
            told += 1 if one < first + length and last >= first else 0
    return told


def power_of(model: Model, mean: "Floats", critical: float, state: "Longs", draws: int = DRAWS) -> tuple[Power, ...]:
    """Give the chance of telling surges of several sizes, put anywhere in the series, with a window that meets them.

    `mean` is what a week has without a surge; `critical` the ratio that 5 % of series without one pass. A week in
    which nothing could be seen shows nothing of a surge, so that bad coverage costs power here as it does in the data.
    """
    found = []
    for length in WEEKS:
        if len(model.weeks) < 2 * length:
            continue
        for factor in FACTORS:
            told = _told(state, mean, model.scanned, drawn_of(model), (factor, length, critical), draws)
            found.append(Power(factor=factor, weeks=float(length), probability=told / draws, draws=draws))
    return tuple(found)
