"""Invented events in the columns of UCDP's Georeferenced Event Dataset, drawn from a seed: as many as are asked for."""

import csv
import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from armstrace.sources.ucdp_ged import STANDARD

PLACES = (
    ("Azerbaijan", 39.5, 46.5), ("Ukraine", 49.0, 35.0), ("Syria", 35.0, 38.0), ("Sudan", 13.0, 30.0),
    ("Myanmar (Burma)", 20.0, 96.0), ("DR Congo (Zaire)", -3.0, 25.0), ("Afghanistan", 34.0, 66.0),
)  # fmt: skip
OFFICES = ("Invented Wire", "Made-up Times", "Fictional Radio", "Example Daily")
_SPAN = {"1": 0, "2": 4, "3": 6, "4": 29}


def make(rows: int, path: Path, seed: int = 7) -> None:
    """Write so many rows; the same seed gives the same bytes."""
    with path.open("w", encoding="utf-8", newline="") as file:
        write = csv.writer(file)
        write.writerow(STANDARD)
        write.writerows(_rows(rows, random.Random(seed)))


def _rows(rows: int, drawn: random.Random) -> Iterator[list[str]]:
    for number in range(1, rows + 1):
        row = {**_where(drawn), **_when(drawn), **_what(drawn, number)}
        yield [str(row.get(name, "")) for name in STANDARD]


def _where(drawn: random.Random) -> dict[str, object]:
    country, lat, lon = drawn.choice(PLACES)
    lat, lon = lat + drawn.gauss(0, 1), lon + drawn.gauss(0, 1)
    place = drawn.randrange(10_000)
    return {
        "where_prec": drawn.choice("1112223345"),
        "where_coordinates": f"Place {place} town",
        "where_description": f"Village {drawn.randrange(10_000)} near Place {place}",
        "adm_1": f"Province {drawn.randrange(30)}",
        "adm_2": f"District {drawn.randrange(300)}",
        "latitude": f"{lat:.6f}",
        "longitude": f"{lon:.6f}",
        "geom_wkt": f"POINT ({lon:.6f} {lat:.6f})",
        "country": country,
        "side_a": f"Government of {country}",
        "conflict_name": f"{country}: Invented",
    }


def _when(drawn: random.Random) -> dict[str, object]:
    day, code = date(1989, 1, 1) + timedelta(days=drawn.randrange(12_700)), drawn.choice("1111234")
    return {
        "year": day.year,
        "date_prec": code,
        "date_start": f"{day} 00:00:00.000",
        "date_end": f"{day + timedelta(days=_SPAN[code])} 00:00:00.000",
        "source_date": day + timedelta(days=1),
    }


def _what(drawn: random.Random, number: int) -> dict[str, object]:
    low = drawn.choice((0, 1, 1, 1, 2, 3, 5, 9))
    best = low + drawn.choice((0, 0, 0, 1, 4))
    office, headline = drawn.choice(OFFICES), f"Invented headline {drawn.randrange(10**6)} about shelling near a town"
    return {
        "id": number,
        "relid": f"INV-{number}",
        "code_status": "Clear",
        "type_of_violence": drawn.choice("11123"),
        "side_b": f"Group {drawn.randrange(50)}",
        "number_of_sources": 1,
        "source_article": f'"{office}, {headline}"',
        "source_office": office,
        "source_headline": headline,
        "source_original": drawn.choice(("police", "local officials", "eyewitnesses", "")),
        "low": low,
        "best": best,
        "high": best + drawn.choice((0, 0, 2, 7)),
        "deaths_civilians": best - low,
        "deaths_b": low,
    }
