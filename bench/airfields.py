"""Measure how many ends of flights are given their airfields in a second on one core: python -m bench.airfields.

The ends lie around fields drawn from the whole table, so most of them in its crowded parts; the altitudes are those at
which coverage ends. Processor time, the best of several runs, everything compiled before.
"""

import sys
import time

import numpy as np

from armstrace.flights.airfields.bracket import bracketed
from armstrace.flights.airfields.candidates import candidates
from armstrace.flights.airfields.fields import all_fields
from armstrace.flights.ends import Ends
from eval import report

COUNT, RUNS, SEED = 20_000, 5, 20261122
HEIGHTS = (0.0, 1000.0, 2000.0, 3000.0, 5000.0, 8000.0, 20000.0, 35000.0)
LOW = (0.0, 1000.0, 2000.0, 3000.0)


def made(height_ft: float, *, arrival: bool, count: int = COUNT) -> Ends:
    """Make ends so high above fields of the table, some miles away from them, in any direction."""
    draw, columns = np.random.default_rng(SEED), all_fields().columns
    field = draw.integers(0, len(all_fields()), count)
    lat, lon, elevation = columns.lat[field], columns.lon[field], columns.elevation_ft[field]
    apart, way = draw.uniform(0, 0.01 + height_ft / 318 / 60, count), draw.uniform(0, 2 * np.pi, count)
    rate = draw.uniform(400, 1500, count)
    return Ends(
        arrival=np.full(count, arrival), time_s=np.zeros(count), lat=np.clip(lat + apart * np.cos(way), -90, 90),
        lon=lon + apart * np.sin(way) / np.maximum(np.cos(np.radians(lat)), 0.05), alt_ft=elevation + height_ft,
        speed_kt=draw.uniform(90, 250, count) + height_ft / 150, track_deg=draw.uniform(0, 360, count),
        climb_fpm=-rate if arrival else rate, turn_deg_s=np.zeros(count), ground=np.full(count, height_ft == 0.0),
        level=np.zeros(count), runway_ft=np.zeros(count), rotor=np.zeros(count, np.bool_),
    )  # fmt: skip


def rate(height_ft: float, *, both: bool = False) -> float:
    """Measure ends, or pairs of them, a second."""
    fields, down, up = all_fields(), made(height_ft, arrival=True), made(height_ft, arrival=False)
    best = 0.0
    for _ in range(RUNS):
        started = time.process_time()
        if both:
            bracketed(down, up, np.full(COUNT, 7200.0), fields)
        else:
            candidates(down, fields)
        best = max(best, COUNT / (time.process_time() - started))
    return best


def table() -> tuple[bool, str]:
    """Measure everything; gives whether the bound is kept, and the table."""
    rate(1000.0)
    alone = {height: rate(height) for height in HEIGHTS}
    low = len(LOW) / sum(1 / alone[height] for height in LOW)
    rows = [[f"ends at {height:,.0f} ft", f"{value:,.0f} a second", "", ""] for height, value in alone.items()]
    kept = low >= 50_000
    rows.append(
        [
            "ends on the ground to 3,000 ft, as many of each",
            f"{low:,.0f} a second",
            ">= 50,000",
            "yes" if kept else "NO",
        ]
    )
    rows += [
        [f"pairs of ends at {height:,.0f} ft", f"{rate(height, both=True):,.0f} a second", "", ""]
        for height in (3000.0, 8000.0, 20000.0)
    ]
    return kept, report.table([f"{len(all_fields()):,} fields, one core", "reached", "bound", "kept"], rows)


def main() -> int:
    """Measure and print; 1 where the bound is missed."""
    kept, printed = table()
    sys.stdout.write(printed + "\n")
    return int(not kept)


if __name__ == "__main__":
    sys.exit(main())
