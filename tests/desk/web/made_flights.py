"""Movements, a trace in an archive and a kept surge for a case that is served; all invented."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from armstrace.desk.flights.in_case import take_into
from armstrace.desk.intake import Case
from armstrace.desk.surges.kept import keep
from armstrace.desk.surges.telling import plain
from armstrace.evidence import ledger
from armstrace.records.surges import Surge
from made_archive import SEEN, tars, tracks
from made_dataset import FIELD, FIRST, OTHER, made_dataset, movement
from made_surge import made_surge

ABSENT = (FIRST + timedelta(30), FIRST + timedelta(31), FIRST + timedelta(90))
LISTED = 120
ATTACK = '"><script>alert(1)</script>'


def rows() -> list[dict[str, Any]]:
    """Landings of two operators, the last of which may have been at either of two fields."""
    made = [
        movement(FIRST + timedelta(n), ("QSB", "QSA")[n % 3 == 0], n % 4, hex=f"60086{n % 4}") for n in range(LISTED)
    ]
    doubted = made[-1] | {"probability": 0.7, "tier": "ranked", "basis": "descent", "callsign": ATTACK}
    return [*made[:-1], doubted, doubted | {"rank": 2, "airfield": OTHER, "icao": OTHER, "probability": 0.2}]


def taken(case: Case, folder: Path, **told: Any) -> None:
    """Take a dataset into a case; nothing is known of some days."""
    seen = [
        {"day": FIRST + timedelta(n), "airfield": FIELD, "aircraft": 9, "low_aircraft": 3, "lowest_ft": 900.0}
        for n in range(LISTED)
        if n not in {50, 51}
    ]
    take_into(case, made_dataset(folder / "data", rows(), seen, absent=ABSENT, **told), {})


def traced(case: Case, folder: Path) -> Path:
    """Take in a movement whose trace lies in an archive of the case; gives the archive."""
    (folder / "tars").mkdir()
    archive = tars(folder / "tars")[0]
    case.read(case.add(archive, in_place=True))
    stored = archive.read_bytes()
    offset = stored.index(b"\x1f\x8b", stored.index(f"trace_full_{SEEN}.json".encode()))
    size = int(stored[stored.rindex(b"./traces", 0, offset) :][124:136].rstrip(b"\0 "), 8)
    sha256 = hashlib.sha256(stored[offset : offset + size]).hexdigest()
    at = tracks()[SEEN][-1].time
    when = datetime.fromtimestamp(at, UTC).date()
    row = movement(when, "QSB", hex=SEEN, inputs=f"{sha256};point=1-9")
    times = {name: row[name].strftime("%Y-%m-%dT%H:%M:%SZ") for name in ("time_utc", "time_earliest", "time_latest")}
    member = {"archive": str(archive), "name": f"./traces/{SEEN[-2:]}/trace_full_{SEEN}.json", "sha256": sha256}
    lines: list[Mapping[str, Any]] = [
        {"armstrace_flights": 1, "method": "flights.movements@2", "editions": {}, "archives": [str(archive)]},
        {"of_archive": {"archive": str(archive), "day": str(when), "folders": 2, "files": 4, "files_read": 4,
                        "points_read": 9}},
        {"movement": row | times},
        {"member": member | {"offset": offset, "size": size}},
    ]  # fmt: skip
    listed = folder / "flights.jsonl"
    listed.write_text("".join(f"{json.dumps(line)}\n" for line in lines))
    exhibit = case.add(listed, name="traced.jsonl")
    case.read(exhibit)
    ledger.append(case.root, "flights", case.by, list=exhibit.sha256, archives=[], asked={}, named={})
    return archive


def kept(case: Case, weeks: int = 60, **changes: Any) -> str:
    """Keep a surge made for the drawings, with movements of the case behind it."""
    found = case.tables.ask(f"SELECT key, hex, time_utc FROM movement WHERE airfield = '{FIELD}' ORDER BY key LIMIT 60")
    surge: Surge = replace(made_surge(weeks), inputs=tuple(key for key, _, _ in found), **changes)
    landings = [
        {
            "key": key,
            "hex": address,
            "time_utc": at,
            "airfield": FIELD,
            "origin": "UBBB",
            "probability": 1.0,
            "in_window": n == 0,
        }
        for n, (key, address, at) in enumerate(found)
    ]
    beside = {"why": "same field", "series": "QSA at LLOV", "operator": "QSA", "airfield": FIELD, "count": 40.0}
    told = {"key": surge.key, **plain(asdict(surge)), "landings": landings, "supports": "nothing",
            "beside": [beside | {"p": 0.4, "p_how": "counted", "first": None, "ratio": None}]}  # fmt: skip
    return keep(case, told, {"airfield": FIELD, "seed": 1})
