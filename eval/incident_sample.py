"""Which pairs of the shared incidents are labelled: drawn by rule, so that anybody can draw them again.

Two entries are a candidate pair when their days are at most three apart and their places at most ten kilometres. Of
each stratum (days apart, kilometres apart) as many are drawn as QUOTA says, those whose hash with the seed is least.
Prints the pairs with what the entries say, for a person to label: python -m eval.incident_sample.
"""

import hashlib
import json
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from math import asin, cos, radians, sin, sqrt
from pathlib import Path

from eval import report

SEED = "armstrace-incident-pairs-1"
MOST_DAYS, MOST_KM = 3, 10.0
RINGS_KM = (0.2, 1.0, 3.0, MOST_KM)
QUOTA = {
    (0, 0.2): 49, (0, 1.0): 74, (0, 3.0): 40, (0, 10.0): 30,
    (1, 0.2): 26, (1, 1.0): 30, (1, 3.0): 15, (1, 10.0): 10,
    (2, 0.2): 12, (2, 1.0): 8, (2, 3.0): 2, (2, 10.0): 1,
    (3, 0.2): 3, (3, 1.0): 2, (3, 3.0): 1, (3, 10.0): 1,
}  # fmt: skip
Stratum = tuple[int, float]


@dataclass(frozen=True, slots=True)
class Entry:
    """What one entry of the shared file says."""

    number: str
    day: date
    lat: float
    lon: float
    where: str
    text: str
    tags: tuple[str, ...]


def folder() -> Path | None:
    """Give the folder of the shared incidents, None where it is absent."""
    return report.shared("data/incidents")


def entries(shared: Path) -> list[Entry]:
    """Read the entries; a number that is given twice names no entry, so both are left out."""
    events = json.loads((shared / "bellingcat_ua_export_events.json").read_text(encoding="utf-8"))
    associations = json.loads((shared / "bellingcat_ua_export_associations.json").read_text(encoding="utf-8"))
    titles = {each["id"]: "/".join(each["filter_paths"]) for each in associations}
    count = Counter(event["id"] for event in events)
    found = [
        Entry(
            event["id"],
            datetime.strptime(event["date"], "%m/%d/%Y").date(),  # noqa: DTZ007 - a day has no zone
            float(event["latitude"]),
            float(event["longitude"]),
            event["location"],
            event["description"],
            tuple(sorted(titles[each] for each in event["associations"] if each in titles)),
        )
        for event in events
        if count[event["id"]] == 1
    ]
    return sorted(found, key=lambda entry: entry.number)


def apart_km(one: Entry, other: Entry) -> float:
    """Measure the way between two entries along the sphere."""
    left, right = radians(one.lat), radians(other.lat)
    half = sin((right - left) / 2) ** 2 + cos(left) * cos(right) * sin(radians(other.lon - one.lon) / 2) ** 2
    return 12_742.0 * asin(sqrt(half))


def candidates(found: list[Entry]) -> Iterator[tuple[Stratum, Entry, Entry]]:
    """Give every candidate pair with its stratum."""
    ordered = sorted(found, key=lambda entry: (entry.day, entry.number))
    for place, one in enumerate(ordered):
        for other in ordered[place + 1 :]:
            days = (other.day - one.day).days
            if days > MOST_DAYS:
                break
            ring = next((ring for ring in RINGS_KM if apart_km(one, other) <= ring), None)
            if ring:
                left, right = sorted((one, other), key=lambda entry: entry.number)
                yield (days, ring), left, right


def drawn(found: list[Entry]) -> list[tuple[Stratum, Entry, Entry]]:
    """Draw the pairs to be labelled."""
    by_stratum: dict[Stratum, list[tuple[str, Entry, Entry]]] = {}
    for stratum, one, other in candidates(found):
        lot = hashlib.sha256(f"{SEED}|{one.number}|{other.number}".encode()).hexdigest()
        by_stratum.setdefault(stratum, []).append((lot, one, other))
    return [
        (stratum, one, other)
        for stratum, pairs in sorted(by_stratum.items())
        for _, one, other in sorted(pairs, key=lambda pair: pair[0])[: QUOTA[stratum]]
    ]


def strata(found: list[Entry]) -> Counter[Stratum]:
    """Count the candidate pairs of each stratum: the weight of a labelled one is this over the number drawn."""
    return Counter(stratum for stratum, _, _ in candidates(found))


def main() -> int:
    """Print the drawn pairs, the entries they name first."""
    shared = folder()
    if shared is None:
        sys.stdout.write("the shared incidents are not beside this checkout\n")
        return 1
    pairs = drawn(entries(shared))
    named = {entry.number: entry for _, one, other in pairs for entry in (one, other)}
    for entry in sorted(named.values(), key=lambda each: (each.day, round(each.lat), each.lon)):
        tags = ", ".join(tag.partition("/")[2] for tag in entry.tags)
        sys.stdout.write(
            f"{entry.number} {entry.day} {entry.lat:.4f},{entry.lon:.4f} {entry.where} [{tags}] {entry.text}\n"
        )
    for (days, _), one, other in pairs:
        sys.stdout.write(f"{one.number},{other.number} {days} d, {apart_km(one, other):.2f} km\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
