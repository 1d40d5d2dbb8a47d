"""Landings and take-offs out of the traces of the pack adsb-dev, by its own scorer: python -m eval.flights [-v].

$FLIGHTS_PACK names another pack of the same form.
"""

import csv
import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from armstrace.flights.airfields.fields import all_fields
from armstrace.flights.movements import movements
from armstrace.sources.traces.archives.walk import load, walk
from armstrace.sources.traces.reading import read_points
from eval import report
from eval.row import Row, missing

FLOORS = (0, 1000, 2000, 3000, 5000)
COLUMNS = ("hex", "kind", "time_utc", "airfield", "probability", "basis")
LINE = re.compile(r"^  (?P<floor>\d+|radius.*?) +n +(?P<n>\d+)  found +(?P<found>[\d.]+)%  top-1 +(?P<first>[\d.]+)%")
NEAR_S = 1200.0
Told = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Scored:
    """What the pack's program says of the movements in a folder, and these themselves."""

    told: Told
    numbers: Mapping[str, Any]
    text: str


def told_of(folder: Path) -> Told:
    """Read a folder of traces and give the rows of its movements."""
    rows: Told = movements(read_points(walk([str(folder)]), load), all_fields()).to_pylist()
    return rows


def write(rows: Told, path: Path) -> None:
    """Write rows as the pack's program reads them."""
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, COLUMNS, extrasaction="ignore")
        writer.writeheader()
        writer.writerows(row | {"time_utc": row["time_utc"].isoformat()} for row in rows)


def score(pack: Path, truth: str, told: Mapping[str, Told]) -> Scored:
    """Run the pack's program on predictions, by floor or "" for one set."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        for name, rows in told.items():
            write(rows, folder / f"predicted{name}.csv")
        files = [f"{name}={folder}/predicted{name}.csv" if name else f"{folder}/predicted.csv" for name in told]
        command = [
            sys.executable,
            pack / "score_flights.py",
            pack / truth,
            *files,
            "--json",
            folder / "out.json",
            "--list",
        ]
        done = subprocess.run([str(word) for word in command], check=True, capture_output=True, text=True)
        return Scored(
            [row for rows in told.values() for row in rows], json.loads((folder / "out.json").read_text()), done.stdout
        )


def confirmed(told: Mapping[str, Told], truth: Sequence[Mapping[str, str]], passed: Path) -> tuple[int, int]:
    """Count the confirmed names, and those that are right: an event of that kind there within 20 minutes.

    What the pack says is neither right nor false is left out; what is near nothing in the truth is wrong.
    """
    count = right = 0
    windows = list(csv.DictReader(passed.read_text(encoding="utf-8").splitlines()))
    for floor, rows in told.items():
        true = [each for each in truth if each.get("floor", "") == floor]
        for row in rows:
            if row["rank"] != 1 or row["tier"] != "confirmed":
                continue
            near = [
                each["airport"] for each in true
                if (each["hex"], each["kind"]) == (row["hex"], row["kind"])
                and abs(float(each["time"]) - row["time_utc"].timestamp()) <= NEAR_S
            ]  # fmt: skip
            if near or not any(_in(row, window, floor) for window in windows):
                count, right = count + 1, right + (row["airfield"] in near)
    return count, right


def _in(row: Mapping[str, Any], window: Mapping[str, str], floor: str) -> bool:
    """Say whether an event lies in a window that the pack passes over."""
    start, end = (datetime.fromisoformat(window[name]) for name in ("start_utc", "end_utc"))
    return (
        window["hex"] == row["hex"]
        and window["kind"] in {"any", row["kind"]}
        and window.get("floor_ft", "") in {"", floor, None}
        and start <= row["time_utc"] <= end
    )


def truth_of(path: Path) -> list[dict[str, str]]:
    """Read a truth file of either form: hex, kind, time, airport and floor."""
    rows = list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
    if rows and "floor_ft" in rows[0]:
        return [_event(row["hex"], row["kind"], row["time_utc"], row["airport"], row["floor_ft"]) for row in rows]
    return [
        _event(row["hex"], kind, row[f"{kind}_utc"], row[field], "")
        for row in rows
        for kind, field in (("takeoff", "origin"), ("landing", "destination"))
        if row[f"{kind}_utc"]
    ]


def _event(address: str, kind: str, time: str, airport: str, floor: str) -> dict[str, str]:
    moment = datetime.fromisoformat(time).astimezone(UTC).timestamp()
    return {"hex": address, "kind": kind, "time": str(moment), "airport": airport, "floor": floor}


def operators(told: Told, pack: Path) -> tuple[int, int]:
    """Count the landings of the made flights whose first callsign and operator are those that were sent."""
    count = right = 0
    for flight in csv.DictReader((pack / "readsb-made/truth.csv").read_text(encoding="utf-8").splitlines()):
        if flight["landing_utc"] and flight["scored"] != "0" and flight["scenario"] != "details-all-null":
            at = datetime.fromisoformat(flight["landing_utc"]).timestamp()
            sent = (flight["callsigns"].split("|")[-1], flight["operator"])
            said = [
                (row["callsign"], row["operator"]) for row in told
                if (row["hex"], row["kind"], row["rank"]) == (flight["hex"], "landing", 1)
                and abs(row["time_utc"].timestamp() - at) <= NEAR_S
            ]  # fmt: skip
            count, right = count + len(said), right + said.count(sent)
    return count, right


def _real(pack: Path) -> Iterator[Row]:
    told = {str(floor): told_of(pack / f"real-landings/floor-{floor:04d}") for floor in FLOORS}
    scored = score(pack, "real-landings/truth.csv", told)
    for floor, rules in scored.numbers.items():
        for kind in ("landing", "takeoff"):
            one = rules["in-gap"][kind]
            reached = (
                f"{one['found']} found, {one['false']} false; first {one['top1']:.1%}, among three {one['top3']:.1%}"
            )
            yield Row(f"real {kind}s, floor {int(floor):,} ft", str(one["n"]), reached)
    count, right = confirmed(told, truth_of(pack / "real-landings/truth.csv"), pack / "real-landings/dontcare.csv")
    yield Row("real flights: confirmed names", str(count), f"{right} right, {right / max(1, count):.1%}", "", ">= 98 %")
    if "-v" in sys.argv:
        print(scored.text)


def _made(pack: Path) -> Iterator[Row]:
    told = {"": told_of(pack / "readsb-made")}
    scored = score(pack, "readsb-made/truth.csv", told)
    rules = scored.numbers["all"]
    for rule in ("20min", "in-gap"):
        for kind in ("landing", "takeoff"):
            one = rules[rule][kind]
            share = f"recall {one['recall']:.1%}, precision {one['precision']:.1%}; first {one['top1']:.1%}"
            yield Row(f"made {kind}s ({rule})", str(one["n"]), share)
    yield from _dark(scored.text)
    for name, windows in sorted(rules["in-gap"].get("no_event_windows", {}).items()):
        yield Row(f"nothing landed: {name}", str(windows["windows"]), f"{windows['with_false_event']} false", "", "0")
    count, right = confirmed(told, truth_of(pack / "readsb-made/truth.csv"), pack / "readsb-made/dontcare.csv")
    yield Row("made flights: confirmed names", str(count), f"{right} right, {right / max(1, count):.1%}", "", ">= 98 %")
    count, right = operators(told[""], pack)
    yield Row("made flights: callsign and operator at the landing", str(count), f"{right} right")
    if "-v" in sys.argv:
        print(scored.text)


def _dark(text: str) -> Iterator[Row]:
    """Take the scorer's lines on landings that were lost at a height, or in cruise."""
    section = text.partition("landings by floor")[2].partition("\n\n")[0]
    for line in section.splitlines():
        found = LINE.match(line)
        if found and (found["floor"].startswith("radius") or int(found["floor"]) >= 5000):
            lost = "in cruise" if found["floor"].startswith("radius") else f"at {int(found['floor']):,} ft"
            reached = f"{found['found']} % of landings found, first name right {found['first']} %"
            yield Row(f"lost {lost}", found["n"], reached, "", ">= 95 %")


def rows() -> Iterator[Row]:
    """Give the lines of the table."""
    said = os.environ.get("FLIGHTS_PACK")
    pack = Path(said) if said else report.shared("packs/adsb-dev")
    if pack is None or not pack.exists():
        yield missing("landings and take-offs", "shared/packs/adsb-dev")
        return
    yield from _made(pack)
    yield from _real(pack)


def main() -> None:
    """Print the table; with -v the scorer's own words and every wrong name as well."""
    for row in rows():
        print(" | ".join(row.cells))


if __name__ == "__main__":
    main()
