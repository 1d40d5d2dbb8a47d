"""How well landings are found and named may rise and must not fall: floors a little below what was measured.

The real and made tracks lie beside the checkout; events are scored by their pack's own program. Figures of every
run stand in docs/evaluation.md.
"""

from functools import cache
from pathlib import Path

import pytest

from eval import airfields, flights, report

PACK = report.shared("packs/adsb-dev")
shared = pytest.mark.skipif(PACK is None, reason="shared/packs/adsb-dev is not beside the checkout")


def pack() -> Path:
    assert PACK is not None
    return PACK


@cache
def made() -> flights.Told:
    return flights.told_of(pack() / "readsb-made")


@pytest.mark.shared
@shared
def test_made_flights_are_found_and_nothing_else() -> None:
    scored = flights.score(pack(), "readsb-made/truth.csv", {"": made()}).numbers["all"]["in-gap"]
    for kind in ("landing", "takeoff"):
        assert scored[kind]["recall"] >= 0.99, scored[kind]
        assert scored[kind]["false"] == 0, scored[kind]
        assert scored[kind]["top1"] >= 0.88, scored[kind]
    windows = scored["no_event_windows"]
    assert sum(each["windows"] for each in windows.values()) >= 20
    assert [name for name, each in windows.items() if each["with_false_event"]] == []


@pytest.mark.shared
@shared
def test_what_is_called_confirmed_is_right() -> None:
    truth = flights.truth_of(pack() / "readsb-made/truth.csv")
    count, right = flights.confirmed({"": made()}, truth, pack() / "readsb-made/dontcare.csv")
    assert count > 300
    assert right >= 0.98 * count


@pytest.mark.shared
@shared
def test_real_landings_are_named() -> None:
    every = airfields.cases(pack())
    alone = [each for each in airfields.answered(every) if each.case.kind == "landing"]
    for floor, least in ((0, 0.99), (1000, 0.95), (2000, 0.93), (3000, 0.80)):
        some = [each.right for each in alone if each.case.floor == floor]
        assert len(some) > 60
        assert sum(some) >= least * len(some), floor
    both = [each.right for each in airfields.paired(every) if each.case.floor == 3000]
    assert sum(both) >= 0.93 * len(both)


@pytest.mark.shared
@shared
def test_nothing_lost_high_is_called_confirmed() -> None:
    sure = airfields.confirmed(airfields.answered(airfields.cases(pack())))
    assert len(sure) > 400
    assert all(each.right for each in sure)
    assert [each.case.floor for each in sure if each.case.floor >= 5000] == []
