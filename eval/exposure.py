"""False alarms when reception changes, with and without what other aircraft tell of it: python -m eval.exposure [N].

Seven years of one flight a week without any surge, received as `RECEPTION` says; so are other aircraft near the field,
whose days (variance 0.3 of the mean's square) and weeks (0.02) vary of themselves. Each series is judged by control
traffic, by the archives alone, which have all their folders throughout, and by the reception that was drawn.
"""

import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from armstrace.flights.surges.exposure import ARCHIVE, Archives, Control, Exposure, exposure
from armstrace.flights.surges.judge import Asked, surge
from armstrace.flights.surges.series import Named, Series
from eval import report
from eval.row import HEADINGS, Row

if TYPE_CHECKING:
    from armstrace.flights.columns import Floats

DAYS, A_WEEK, SEEDS, DRAWS = 2548, 1.0, 200, 199
OTHERS = (30.0, 4.0, 0.7)
OF_DAYS, OF_WEEKS = 0.3, 0.02
ALPHA = 0.05
Drawing = Callable[[np.random.Generator], "Floats"]


def _flat(_: np.random.Generator) -> "Floats":
    return np.full(DAYS, 0.8)


def _drift(_: np.random.Generator) -> "Floats":
    return np.linspace(0.35, 0.95, DAYS)


def _step(chance: np.random.Generator) -> "Floats":
    return np.where(np.arange(DAYS) < chance.integers(200, DAYS - 200), 0.3, 0.95)


def _visitor(chance: np.random.Generator) -> "Floats":
    return np.where((np.arange(DAYS) - chance.integers(100, DAYS - 200)) // 56 == 0, 0.95, 0.3)


def _failures(chance: np.random.Generator) -> "Floats":
    found = np.full(DAYS, 0.8)
    for first in chance.integers(0, DAYS - 30, 12):
        found[first : first + chance.integers(1, 25)] = 0
    return found


RECEPTION: Mapping[str, Drawing] = {
    "the same throughout": _flat,
    "from 35 to 95 %": _drift,
    "from 30 to 95 % on one day": _step,
    "95 % for eight weeks, else 30 %": _visitor,
    "12 failures of up to 24 days": _failures,
}


@dataclass(slots=True)
class Alarms:
    """How many series were called, by what their exposure was, and how often control traffic was too thin."""

    called: Counter[str] = field(default_factory=Counter)
    basis: Counter[str] = field(default_factory=Counter)


def alarms(reception: Drawing, others: float, seeds: int) -> Alarms:
    """Judge made series, all of them without a surge."""
    found = Alarms()
    days = np.arange(17_000, 17_000 + DAYS)
    archives = Archives(days, np.ones(DAYS), ())
    for seed in range(seeds):
        chance = np.random.default_rng([20261123, int(others * 10), seed])
        seen = reception(chance)
        varied = chance.gamma(1 / OF_DAYS, OF_DAYS, DAYS) * np.repeat(
            chance.gamma(1 / OF_WEEKS, OF_WEEKS, DAYS // 7), 7
        )
        near = chance.poisson(others * seen * varied).astype(float)
        own = chance.poisson(A_WEEK / 7 * seen).astype(float)
        by = exposure(archives, Control(near, near, own))
        found.basis[by.basis] += 1
        plain = Exposure(days=days, share=np.ones(DAYS), error=np.zeros(DAYS), error_days=91, basis=ARCHIVE)
        true = Exposure(days=days, share=seen, error=np.zeros(DAYS), error_days=91, basis="given")
        for name, each in (("control", by), ("archive", plain), ("true", true)):
            series = Series(
                named=Named(series=name), days=days, counts=own, exposure=each.share, exposure_error=each.error,
                error_days=each.error_days,
            )  # fmt: skip
            told = surge(series, Asked(draws=DRAWS, seed=seed + 1, power=False))
            found.called[name] += told.window is not None and told.window.p <= ALPHA
    return found


def rows(seeds: int = SEEDS) -> Iterator[Row]:
    """Give a line per number of other aircraft and change of reception."""
    for others in OTHERS:
        for name, reception in RECEPTION.items():
            found = alarms(reception, others, seeds)
            share = {each: found.called[each] / seeds for each in ("control", "archive", "true")}
            thin = found.basis[ARCHIVE]
            yield Row(
                f"{others:g} others a day, received {name}",
                str(seeds),
                f"{share['control']:.1%}" + (f" ({thin} by the archive: too few others)" if thin else ""),
                f"{share['archive']:.1%} by the archives alone, {share['true']:.1%} by the reception drawn",
                "3-7 %",
            )


def main() -> None:
    """Measure and print."""
    seeds = int(sys.argv[1]) if len(sys.argv) > 1 else SEEDS
    print(report.table(HEADINGS, [row.cells for row in rows(seeds)]))


if __name__ == "__main__":
    main()
