"""Screening pairs of operators and airfields for surges: python -m bench.surges [PAIRS]."""

import resource
import sys
import time
from collections.abc import Iterator

import numpy as np

from armstrace.flights.surges.judge import Asked
from armstrace.flights.surges.screen import screen
from armstrace.flights.surges.series import Named, Series

PAIRS, YEARS, SURGES = 10_000, 7, 0.01
FIRST = 17_903


def pairs(number: int) -> Iterator[Series]:
    """Make pairs as an archive has them: most have few flights, some daily ones; half are clustered, 1 % surge."""
    days = np.arange(FIRST, FIRST + YEARS * 364)
    exposure = np.repeat(np.linspace(0.35, 0.95, len(days) // 7), 7)
    for n in range(number):
        random = np.random.default_rng([20261, n])
        rate = float(random.pareto(0.9) * 0.02 + 0.005)
        mean = np.minimum(rate, 200.0) / 7 * exposure
        if n < SURGES * number:
            mean = np.maximum(mean, 0.1 * exposure)
            first = int(random.integers(0, len(days) - 56))
            mean[first : first + 56] *= 10.0
        weekly = random.gamma(0.5, 2.0, len(days) // 7) if n % 2 else np.ones(len(days) // 7)
        counts = random.poisson(mean * np.repeat(weekly, 7)).astype(np.float64)
        name = f"A{n:05d}"
        yield Series(named=Named(series=name, operator=name), days=days, counts=counts, exposure=exposure)


def main() -> int:
    """Screen, print, and say whether the target was met."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else PAIRS
    flights = [int(each.counts.sum()) for each in pairs(number)]
    started = time.perf_counter()
    found = screen(pairs(number), Asked(), workers=2)
    seconds = time.perf_counter() - started
    own, workers = (
        resource.getrusage(who).ru_maxrss / 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    told = [each for each in found if each.told]
    true = sum(int(each.operator[1:]) < SURGES * number for each in told)
    print(f"pairs {number:,}; flights {sum(flights):,}, median {int(np.median(flights))} a pair, most {max(flights):,}")
    draws = sum(each.draws for each in found)
    print(f"{seconds:.1f} s; greatest memory {own:.0f} MB here, {workers:.0f} MB in a worker; {draws:,} series made")
    print(f"told at q 0.05: {len(told)}, of which with a surge {true} of {int(SURGES * number)}")
    return int(number >= PAIRS and seconds > 60)


if __name__ == "__main__":
    sys.exit(main())
