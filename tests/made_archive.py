"""Archives of flights that nobody flew, as readsb writes them: day folders, and tars of them whole or in parts."""

import gzip
import io
import json
import math
import tarfile
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from made_tracks import BAKU, DAY_S, OVDA, START, Row, dark_turnround, flight, parked, rolling

DAY = "2024-03-05"
DARK, SEEN, ABROAD, LADD = "600864", "600866", "06a2c2", "a00001"


def tracks() -> dict[str, list[Row]]:
    """Four aircraft: one goes dark at Ovda over midnight, one is seen there, one comes by, one is not to be shown."""
    dark, _ = dark_turnround(8000, 7200, START + DAY_S - 14_400)
    there = flight(BAKU, OVDA, START + 3600, callsign="QSB4500")
    seen = [*parked(BAKU, START + 600, START + 3540), *rolling(BAKU, START + 3580, out=True), *there,
            *rolling(OVDA, there[-1].time + 5), *parked(OVDA, there[-1].time + 60, there[-1].time + 3600)]  # fmt: skip
    by = [row for row in flight(BAKU, OVDA, START + 40_000, callsign="QTF297") if row.alt > 9000]
    hidden = flight(OVDA, BAKU, START + 20_000, callsign="N1234")
    return {DARK: dark, SEEN: seen, ABROAD: by, LADD: hidden}


def _row(row: Row, start: float, number: int) -> list[Any]:
    told = {"flight": f"{row.callsign:8}"} if row.callsign and number % 4 == 0 else None
    altitude = "ground" if row.ground else None if math.isnan(row.alt) else int(row.alt)
    values = [round(row.time - start, 2), round(row.lat, 6), round(row.lon, 6), altitude]
    values += [None if math.isnan(value) else round(value, 1) for value in (row.speed, row.track)]
    climb = None if math.isnan(row.climb) else int(row.climb)
    return [*values, 0, climb, told, "adsb_icao", None, None, None, None]


def trace(address: str, rows: Sequence[Row], start: float) -> bytes:
    """Write one aircraft's day."""
    head: dict[str, Any] = {"icao": address, "timestamp": start, "r": f"QS-{address[-3:]}", "t": "IL76"}
    if address == LADD:
        head["dbFlags"] = 8
    head["trace"] = [_row(row, start, number) for number, row in enumerate(rows)]
    return gzip.compress(json.dumps(head).encode(), mtime=0)


def members(flown: Mapping[str, Sequence[Row]]) -> dict[str, bytes]:
    """Give the files of the day folders by their paths."""
    found: dict[str, bytes] = {}
    for address, rows in flown.items():
        for day in sorted({int(row.time // DAY_S) for row in rows}):
            mine = sorted((row for row in rows if row.time // DAY_S == day), key=lambda row: row.time)
            folder = datetime.fromtimestamp(day * DAY_S, UTC).strftime("%Y/%m/%d")
            name = f"{folder}/traces/{address[-2:]}/trace_full_{address}.json"
            found[name] = trace(address, mine, float(day * DAY_S))
    return found


def day_folders(root: Path, flown: Mapping[str, Sequence[Row]] | None = None) -> Path:
    """Write the day folders."""
    for name, content in members(flown or tracks()).items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(content)
    return root


def tars(folder: Path, *, parts: int = 1) -> list[Path]:
    """Write one tar per day, as adsb.lol releases them; in `parts` only the first of each is given."""
    days: dict[str, dict[str, bytes]] = {}
    for name, content in members(tracks()).items():
        days.setdefault(name[:10].replace("/", "."), {})[f"./{name[11:]}"] = content
    found = []
    for day, files in days.items():
        made = io.BytesIO()
        with tarfile.open(fileobj=made, mode="w") as archive:
            for name, content in files.items():
                told = tarfile.TarInfo(name)
                told.size = len(content)
                archive.addfile(told, io.BytesIO(content))
        found.append(_split(folder / f"v{day}-planes-readsb-prod-0.tar", made.getvalue(), parts))
    return found


def _split(path: Path, content: bytes, parts: int) -> Path:
    if parts == 1:
        path.write_bytes(content)
        return path
    size = -(-len(content) // parts)
    for number in range(parts):
        Path(f"{path}.a{chr(97 + number)}").write_bytes(content[number * size : (number + 1) * size])
    return Path(f"{path}.aa")
