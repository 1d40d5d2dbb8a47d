"""Make gazetteer/data/runway_fields.csv.gz: python docs/build_airfields.py AIRPORTS.csv.gz RUNWAYS.csv.gz [TARGET].

OurAirports is in the public domain (https://ourairports.com/data/). Taken are all fields with a runway in use, and
those without a listed one that OurAirports calls medium or large or whose name is that of an air base: an air base
whose runway nobody entered is a field all the same. Heliports, seaplane bases, balloon ports and closed fields are
kept apart by `kind`. Of size and traffic only `scheduled` is kept, to be shown.

A runway without surveyed thresholds is laid through the field's point along its heading. A heading that only the
designator gives is magnetic and rounded to ten degrees; the declination is the median difference between true heading
and designator on the nearest runways where both are known. An unknown elevation ("~") is the neighbours' median.
"""

import csv
import gzip
import math
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from heapq import nsmallest
from io import StringIO
from pathlib import Path
from statistics import median

from armstrace.gazetteer.states import states

Row = Mapping[str, str]
EDITION = "OurAirports: airports as of 2022, runways as of 2026; public domain"
TARGET = Path(__file__).parents[1] / "src/armstrace/gazetteer/data/runway_fields.csv.gz"
KINDS = {"heliport": "heliport", "closed": "closed", "seaplane_base": "seaplane", "balloonport": "balloonport"}
COLUMNS = (
    "ident", "icao", "name", "state", "lat", "lon", "elevation_ft", "kind", "scheduled", "runways", "keywords",
)  # fmt: skip
AIR_BASE = re.compile(r"\b(air ?base|air force|naval air|afb|army air|military|militar|air station)\b", re.IGNORECASE)
PAVED = re.compile(r"ASP|CON|BIT|PEM|PAVED|TAR|MAC|BRICK|COP|^C$|^B$|PSP|PER|MET|TRTD|PSR")
WATER = re.compile(r"WATER|^W$")
UNPAVED = re.compile(
    r"TURF|GR|GVL|DIRT|EARTH|GRAS|SAND|CLAY|SOIL|SOD|LAT|CORAL|ICE|SNOW|TER|^G$|^S$|^N$|^L$|LOAM|MUD|UNP|ROCK|STONE"
)
ROSE = ("N", "NNE", "NE", "ENE", "E", "ESE", "SE", "SSE", "S", "SSW", "SW", "WSW", "W", "WNW", "NW", "NNW")
COMPASS = {name: i * 22.5 for i, name in enumerate(ROSE)}
KM_PER_FOOT = 0.0003048


def rows(path: Path) -> list[dict[str, str]]:
    """Read a gzipped table."""
    return list(csv.DictReader(StringIO(gzip.decompress(path.read_bytes()).decode("utf-8"))))


def number(printed: str, low: float, high: float) -> float | None:
    """Read a number within bounds; anything else is unknown."""
    try:
        value = float(printed)
    except ValueError:
        return None
    return value if low <= value <= high else None


def designated(name: str) -> float | None:
    """Give the magnetic heading that a designator stands for: "02L" 20.

    >>> designated("02L"), designated("NE"), designated("H1")
    (20.0, 45.0, None)
    """
    found = re.fullmatch(r"0?([1-9]|[12]\d|3[0-6])[LRCWGSTM]?", name.strip().upper())
    return float(found[1]) * 10 if found else COMPASS.get(name.strip().upper())


def offset_km(a: tuple[float, float], b: tuple[float, float]) -> tuple[float, float]:
    """Give kilometres east and north from one point to a near one."""
    east = (b[1] - a[1] + 180) % 360 - 180
    return east * 111.195 * math.cos(math.radians((a[0] + b[0]) / 2)), (b[0] - a[0]) * 111.195


def signed(degrees: float) -> float:
    """Bring an angle between -180 and 180."""
    return (degrees + 180) % 360 - 180


def thresholds(row: Row, point: tuple[float, float]) -> tuple[float, float, float, float] | None:
    """Give both thresholds where they are known and fit the length, the field and the designator."""
    read = [number(row[f"{end}_{axis}_deg"], -180, 180) for end in ("le", "he") for axis in ("latitude", "longitude")]
    if None in read:
        return None
    low_lat, low_lon, high_lat, high_lon = (value for value in read if value is not None)
    length = (number(row["length_ft"], 1, 25000) or 0) * KM_PER_FOOT
    east, north = offset_km((low_lat, low_lon), (high_lat, high_lon))
    apart = math.hypot(east, north)
    fits = 0.2 < apart < 7 and (not length or 0.6 * length < apart < 1.3 * length)
    told, heading = designated(row["le_ident"]), math.degrees(math.atan2(east, north))
    fits = fits and math.hypot(*offset_km(point, (low_lat, low_lon))) < 12
    fits = fits and (told is None or abs(signed(heading - told)) < 60 or abs(point[0]) > 65)
    return (low_lat, low_lon, high_lat, high_lon) if fits else None


def true_heading(row: Row, ends: tuple[float, float, float, float] | None) -> float | None:
    """Give the true heading of the lower end where thresholds or the table say it."""
    if ends is None:
        stated, told = number(row["le_heading_degT"], 0, 360), designated(row["le_ident"])
        return stated if stated and (told is None or abs(signed(stated - told)) < 50) else None
    east, north = offset_km(ends[:2], ends[2:])
    return math.degrees(math.atan2(east, north)) % 360


class Surroundings:
    """What the fields around a place show: the declination of its compass, the height of its ground."""

    def __init__(self, known: Iterable[tuple[tuple[float, float], float]], count: int) -> None:
        """Take points with their values, and how many of the nearest are asked."""
        self._count = count
        self._cells: dict[tuple[int, int], list[tuple[tuple[float, float], float]]] = defaultdict(list)
        for point, value in known:
            self._cells[self._cell(point)].append((point, value))

    @staticmethod
    def _cell(point: tuple[float, float]) -> tuple[int, int]:
        return int(point[0] // 2), int(point[1] // 2) % 180

    def at(self, point: tuple[float, float]) -> float:
        """Give the median value of the nearest."""
        row, column = self._cell(point)
        for reach in range(1, 20):
            near = [
                each
                for i in range(row - reach, row + reach + 1)
                for j in range(column - reach, column + reach + 1)
                for each in self._cells.get((i, j % 180), ())
            ]
            if len(near) >= self._count:
                break
        nearest = nsmallest(self._count, near, key=lambda each: math.hypot(*offset_km(point, each[0])))
        return median(value for _, value in nearest) if nearest else 0.0


def surface(printed: str) -> str:
    """Sort a surface: P paved, U unpaved, W water, "" not known."""
    word = printed.upper().strip()
    for sort, pattern in (("W", WATER), ("P", PAVED), ("U", UNPAVED)):
        if pattern.search(word):
            return sort
    return ""


def runway(row: Row, point: tuple[float, float], declination: Surroundings) -> str:
    """Write one runway: designators, length, surface, closed, heading and its error, lower and higher end."""
    ends = thresholds(row, point)
    heading, error = true_heading(row, ends), 0.5 if ends else 2.0
    if heading is None:
        told = designated(row["le_ident"])
        heading = None if told is None else (told + declination.at(point)) % 360
        error = 4.0 if row["le_ident"][:1].isdigit() else 12.0
    length = number(row["length_ft"], 100, 25000)
    shown = [f"{row['le_ident']}/{row['he_ident']}", f"{length:.0f}" if length else "", surface(row["surface"])]
    shown += ["x" if row["closed"] == "1" else "", "" if heading is None else f"{heading:.1f}"]
    shown += ["" if heading is None else f"{error:g}", *(f"{value:.5f}" for value in ends or ())]
    return ":".join(each.replace(":", " ").replace("|", " ") for each in shown)


def kind_of(airport: Row, runways: list[dict[str, str]]) -> str:
    """Sort a field: land, closed, heliport, seaplane, balloonport; "" is left out."""
    if airport["type"] in KINDS:
        return KINDS[airport["type"]] if runways else ""
    if not runways:
        listed = airport["type"] in {"medium_airport", "large_airport"} or AIR_BASE.search(airport["name"])
        return "land" if listed else ""
    usable = [row for row in runways if row["closed"] != "1" and not row["le_ident"].upper().startswith("H")]
    if not usable:
        return "closed" if all(row["closed"] == "1" for row in runways) else "heliport"
    return "seaplane" if all(surface(row["surface"]) == "W" for row in usable) else "land"


def icao(airport: Row) -> str:
    """Give the ICAO code, where the field has one: four letters."""
    for column in ("gps_code", "ident"):
        if re.fullmatch(r"[A-Z]{4}", airport[column]):
            return airport[column]
    return ""


def elevations(airports: list[dict[str, str]]) -> Iterator[tuple[tuple[float, float], float]]:
    """Give the known elevations and where they are."""
    for row in airports:
        feet = number(row["elevation_ft"], -1500, 18000)
        if feet is not None:
            yield (float(row["latitude_deg"]), float(row["longitude_deg"])), feet


def fields(airports: list[dict[str, str]], runways: list[dict[str, str]]) -> Iterator[list[str]]:
    """Give the rows of the table in the order of their idents."""
    of_field: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in runways:
        of_field[row["airport_ident"]].append(row)
    points = {row["ident"]: (float(row["latitude_deg"]), float(row["longitude_deg"])) for row in airports}
    known = []
    for row in runways:
        point, told = points[row["airport_ident"]], designated(row["le_ident"])
        heading = true_heading(row, thresholds(row, point))
        if heading is not None and told is not None and row["le_ident"][:1].isdigit():
            known.append((point, signed(heading - told)))
    declination = Surroundings(known, 25)
    heights = Surroundings(elevations(airports), 5)
    codes = {two: code for code, state in states().items() for two in state.iso2}
    for airport in sorted(airports, key=lambda row: row["ident"]):
        kind = kind_of(airport, of_field[airport["ident"]])
        if not kind:
            continue
        lat, lon = points[airport["ident"]]
        laid = "|".join(
            runway(row, (lat, lon), declination)
            for row in sorted(of_field[airport["ident"]], key=lambda row: (row["le_ident"], row["he_ident"], row["id"]))
        )
        elevation = number(airport["elevation_ft"], -1500, 18000)
        shown = f"~{heights.at((lat, lon)):.0f}" if elevation is None else f"{elevation:.0f}"
        yield [
            airport["ident"], icao(airport), " ".join(airport["name"].split()), codes.get(airport["iso_country"], ""),
            f"{lat:.5f}", f"{lon:.5f}", shown, kind,
            "yes" if airport["scheduled_service"] == "yes" else "", laid, " ".join(airport["keywords"].split()),
        ]  # fmt: skip


def main() -> int:
    """Write the table; the first line says the edition."""
    made = StringIO()
    made.write(f"# {EDITION}\n")
    writer = csv.writer(made, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(fields(rows(Path(sys.argv[1])), rows(Path(sys.argv[2]))))
    # without name and time the same tables give the same bytes
    target = Path(sys.argv[3]) if len(sys.argv) > 3 else TARGET
    target.write_bytes(gzip.compress(made.getvalue().encode("utf-8"), 9, mtime=0))
    sys.stdout.write(f"{made.getvalue().count(chr(10)) - 2} fields written to {target}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
