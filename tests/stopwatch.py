"""How tests measure time: seconds of the processor, the fastest of several runs, and growth compared side by side.

Another process on the same cores makes a run slower by its share of the caches, never faster: the least of several
runs is what the program itself takes. What other tests left on the heap is set apart from the garbage collector
first, or whoever crosses its threshold would be charged for going through all of it.
"""

import gc
import resource
from collections.abc import Callable
from time import process_time

Work = Callable[[], object]

ATTEMPTS = 3
"""How often a growth is measured before it is believed: a quadratic one fails each time."""
_ENOUGH_S = 0.03
"""Each side is run again until it took so long altogether, so that no ratio is one of the clock's noise."""
_LEAST_S, _DOUBLINGS = 0.002, 3
"""The small side shall take this long: what takes no time at all is mostly the cost of being called."""


def _at_rest() -> None:
    """Collect what is garbage and keep what is not out of later collections."""
    gc.collect()
    gc.freeze()


def _used() -> float:
    """Give the processor seconds used so far, by this process and by the children it has waited for."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return process_time() + children.ru_utime + children.ru_stime


def spent(work: Work) -> float:
    """Give the processor seconds of one run, as a program of its own would need them."""
    _at_rest()
    started = _used()
    work()
    return _used() - started


def fastest(work: Work, runs: int = 3) -> float:
    """Give the least processor seconds of several runs."""
    return min(spent(work) for _ in range(runs))


def mean_of_some(prepare: Callable[[int], Work], size: int) -> float:
    """Give the mean processor seconds of as many runs as take long enough to be measured, each prepared anew."""
    _at_rest()
    runs, total = 0, 0.0
    while total < _ENOUGH_S:
        work = prepare(size)
        started = _used()
        work()
        total += _used() - started
        runs += 1
    return total / runs


def grows_at_most(times: float, prepare: Callable[[int], Work], small: int, large: int) -> None:
    """Fail unless the work prepared for `large` takes less than so many times as long as that for `small`.

    `prepare` makes what is worked on, which is not measured, and is called before every run. Both sizes are doubled
    until the small one takes long enough to tell how time grows. Of each side the fastest of the attempts counts.
    """
    took = spent(prepare(small))  # what is loaded or compiled once is no part of what is compared
    for _ in range(_DOUBLINGS):
        # the first run takes several times as long as the next
        if took >= 10 * _LEAST_S or (took := spent(prepare(small))) >= _LEAST_S:
            break
        small, large = 2 * small, 2 * large
    few = many = float("inf")
    for _ in range(ATTEMPTS):
        few, many = min(few, mean_of_some(prepare, small)), min(many, mean_of_some(prepare, large))
        if many < times * few:
            return
    told = f"{few:.4f} s for {small}, {many:.4f} s for {large}: {many / few:.1f} times as long"
    raise AssertionError(f"{told}, and less than {times} times was expected")


def takes_less_than(seconds: float, work: Work) -> None:
    """Fail unless one of several runs takes less than so many processor seconds; the first that does is the last."""
    needed: list[float] = []
    while not needed or (min(needed) >= seconds and len(needed) < ATTEMPTS):
        needed.append(spent(work))
    told = ", ".join(f"{each:.3f}" for each in needed)
    assert min(needed) < seconds, f"{told} s, and less than {seconds} s was expected"
