"""Grouping many made incidents: python -m bench.grouping [how many].

The realistic set has the density of UCDP's events: a few wars with most of the fighting in some towns, told by three
registers that each list an event once, with the coarse places and wide dates such registers have. The hostile sets put
everything into one city, on one day or over a year, at one point or spread out.
"""

import random
import resource
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import fields
from datetime import date, timedelta
from typing import Any

from armstrace.events.grouping import group
from armstrace.records.kinds import Incident
from armstrace.records.values import When

WEAPONS = ("", "", "", "", "rockets", "artillery", "air strike", "cluster munitions", "small arms")
_START = date(2011, 1, 1)


def made(number: int, when: When | None, at: tuple[float, float] | None, **slots: Any) -> Incident:
    """Make an incident; what is not given is not told."""
    values: dict[str, Any] = {field.name: "" for field in fields(Incident)}
    values |= dict.fromkeys(("reported", "deaths_low", "deaths_best", "deaths_high", "civilian_deaths"))
    values |= {"key": f"incident:{number:08d}", "exhibit": "ab" * 32, "place": f"row={number}", "reader": "made@1"}
    values |= {"number": str(number), "when": when, "lat": at[0] if at else None, "lon": at[1] if at else None}
    return Incident(**(values | slots))


def realistic(count: int, seed: int = 1) -> list[Incident]:
    """Make events told by up to three registers, each in its own way."""
    chance = random.Random(seed)
    wars = [(chance.uniform(-10, 50), chance.uniform(-15, 80)) for _ in range(8)]
    towns = [[(lat + chance.gauss(0, 1.2), lon + chance.gauss(0, 1.2)) for _ in range(300)] for lat, lon in wars]
    found: list[Incident] = []
    while len(found) < count:
        war = min(int(chance.expovariate(0.5)), len(wars) - 1)
        town = min(int(chance.paretovariate(0.7)) - 1, 299)
        at, day = towns[war][town], _START + timedelta(days=int(chance.random() ** 2 * 4_000))
        deaths, weapon = int(chance.paretovariate(0.9)), chance.choice(WEAPONS)
        for register in ("ucdp_ged", "acled_csv", "timemap"):
            if chance.random() < (0.8, 0.5, 0.15)[("ucdp_ged", "acled_csv", "timemap").index(register)]:
                found.append(_told(chance, len(found), register, (f"town {war}-{town}", at, day, deaths, weapon)))
    return found[:count]


def _told(
    chance: random.Random, number: int, register: str, event: tuple[str, tuple[float, float], date, int, str]
) -> Incident:
    name, at, day, deaths, weapon = event
    width = chance.choices((0, 1, 6, 30), (80, 8, 8, 4))[0]
    precision = "exact" if register == "timemap" else chance.choices(("town", "district", "region"), (75, 18, 7))[0]
    when = When(day, day + timedelta(days=width), "~" if width else "", "")
    off = 0.01 if precision == "exact" else 0.0
    placed = at[0] + chance.uniform(-off, off), at[1] + chance.uniform(-off, off)
    told = max(0, deaths + chance.choice((0, 0, 0, -1, 1, 2)))
    return made(
        number, when, placed, register=register, precision=precision, place_printed=name, deaths_low=told,
        deaths_best=told, deaths_high=2 * told, weapon_printed=weapon if register != "ucdp_ged" else "",
    )  # fmt: skip


def one_city(count: int, days: int, spread: float, precision: str, seed: int = 1) -> list[Incident]:
    """Make incidents in one city, each from a register of its own, so that none is spared the comparison."""
    chance = random.Random(seed)
    return [
        made(
            number, When.day(_START + timedelta(days=chance.randrange(days))),
            (50 + chance.uniform(-spread, spread), 36 + chance.uniform(-spread, spread)), register=f"r{number}",
            precision=precision, place_printed="The City", deaths_best=chance.randrange(50),
            weapon_printed=chance.choice(WEAPONS),
        )
        for number in range(count)
    ]  # fmt: skip


def named_only(count: int, seed: int = 1) -> list[Incident]:
    """Make incidents of one name and month, without coordinates."""
    chance = random.Random(seed)
    return [
        made(number, When.read("2020-10"), None, register=f"r{number}", place_printed="The City",
             deaths_best=chance.randrange(50))
        for number in range(count)
    ]  # fmt: skip


SETS: dict[str, Callable[[int], Sequence[Incident]]] = {
    "as dense as UCDP": realistic,
    "one city, one day, spots": lambda count: one_city(count, 1, 0.05, "exact"),
    "one city, one day, the town": lambda count: one_city(count, 1, 0.0, "town"),
    "one city, a year, spots": lambda count: one_city(count, 365, 0.1, "exact"),
    "one point, one day": lambda count: one_city(count, 1, 0.0, "exact"),
    "one name, one month, no coordinates": named_only,
}


def main() -> int:
    """Group each set and print how long it took."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    chosen = sys.argv[2] if len(sys.argv) > 2 else ""
    for name, make in SETS.items():
        if chosen in name:
            incidents = make(count)
            start = time.process_time()
            grouped = group(incidents)
            took = time.process_time() - start
            memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**10
            several = sum(len(event.inputs) > 1 for event in grouped.events)
            sys.stdout.write(
                f"{name}: {count:,} incidents, {len(grouped.events):,} events, {several:,} of several; "
                f"{took:.1f} s of processor, at most {memory:,.0f} MB\n"
            )
    return 0


if __name__ == "__main__":
    sys.exit(main())
