"""A finished dataset of movements that nobody flew, over years, as `flights read` leaves it."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from armstrace.desk.flights.packing import DAY, MEMBER
from armstrace.flights.coverage import COVERAGE
from armstrace.flights.schema import MOVEMENT

FIRST, DAYS = date(2021, 1, 4), 3 * 364
SURGE = (date(2022, 6, 6), date(2022, 7, 3))
FIELD, OTHER, HOME = "LLOV", "LTAC", "UBBB"


def movement(day: date, operator: str = "QSB", number: int = 0, **more: Any) -> dict[str, Any]:
    """Give a landing; what is not said is what most have."""
    at = datetime(day.year, day.month, day.day, 8, 0, tzinfo=UTC) + timedelta(minutes=7 * number)
    kind, field = more.get("kind", "landing"), more.get("airfield", FIELD)
    address = more.get("hex", f"{600000 + sum(map(ord, operator)) * 10 + number:06d}")
    found = {
        "event": f"{address}-{at:%Y%m%d%H%M}-{kind}",
        "rank": 1,
        "hex": address,
        "registration": f"QS-{address[-3:]}",
        "typecode": "IL76",
        "operator": operator,
        "callsign": f"{operator}{100 + number}" if operator else "",
        "kind": kind,
        "airfield": field,
        "icao": field,
        "time_utc": at,
        "time_earliest": at,
        "time_latest": at,
        "probability": 1.0,
        "tier": "confirmed",
        "basis": "surface",
        "inputs": f"{'ab' * 32};point=1-{number + 2}",
    }
    return found | more


def flown(seed: int = 5) -> list[dict[str, Any]]:
    """One operator comes some four times a month and eight times as often in a June, others as ever."""
    chance = np.random.default_rng(seed)
    rows = []
    for n in range(DAYS):
        day = FIRST + timedelta(n)
        often = 8.0 if SURGE[0] <= day <= SURGE[1] else 1.0
        for operator, field, rate in (("QSB", FIELD, often / 7), ("QSA", FIELD, 1 / 7), ("QSB", OTHER, 1 / 7)):
            rows += [
                movement(
                    day,
                    operator,
                    k,
                    airfield=field,
                    hex=f"{operator[-1].lower() == 'q':x}{field == FIELD:x}{n % 8:04x}",
                )
                for k in range(chance.poisson(rate))
            ]
    rows += [movement(FIRST + timedelta(40 * n), "", 5) for n in range(3)]
    return rows


def seen_daily(fields: Sequence[str] = (FIELD, OTHER), rate: float = 12.0, seed: int = 6) -> list[dict[str, Any]]:
    """Other aircraft that came near some fields, day by day."""
    chance = np.random.default_rng(seed)
    return [
        {"day": FIRST + timedelta(n), "airfield": field, "aircraft": int(number), "low_aircraft": int(number) // 2,
         "lowest_ft": 900.0}
        for field in fields
        for n, number in enumerate(chance.poisson(rate, DAYS))
        if number
    ]  # fmt: skip


def made_dataset(
    root: Path,
    rows: Iterable[Mapping[str, Any]],
    seen: Iterable[Mapping[str, Any]] = (),
    *,
    absent: Iterable[date] = (),
    asked: Mapping[str, Any] | None = None,
    **told: Any,
) -> Path:
    """Write the folder; on `absent` days there is no archive."""
    days = [FIRST + timedelta(n) for n in range(DAYS) if FIRST + timedelta(n) not in set(absent)]
    archives = [
        {
            "archive": "archive",
            "day": day,
            "folders": 256,
            "files": 40_000,
            "bytes": 9,
            "files_read": 40_000,
            "points_read": 9,
        }
        for day in days
    ]
    rows = list(rows)
    members = [
        dict.fromkeys(MEMBER.names, "")
        | {"hex": address, "registration": registration, "day": FIRST, "sha256": "ab" * 32}
        | dict.fromkeys(("offset", "size", "db_flags", "points", "bad_rows"), 0)
        for address, registration in sorted({(row["hex"], row["registration"]) for row in rows})
    ]  # fmt: skip
    tables = {
        "movements": pa.Table.from_pylist(rows, MOVEMENT),
        "coverage": pa.Table.from_pylist(list(seen), COVERAGE),
        "members": pa.Table.from_pylist(members, MEMBER),
    }
    root.mkdir()
    name = "part-000000000000"
    for part, table in tables.items():
        (root / part).mkdir()
        pq.write_table(table, root / part / f"{name}.parquet")
    pq.write_table(pa.Table.from_pylist(archives, DAY), root / "days.parquet")
    (root / "jobs.jsonl").write_text(json.dumps({"job": name, "files": dict.fromkeys(tables, "")}) + "\n")
    of = {"hexes": [], "named": [], "operator": "", "from": "", "to": "", "points": False, "others": False}
    summary = {"version": "1", "editions": {}, "archives": ["archive"], "asked": of | dict(asked or {}), **told}
    (root / "dataset.json").write_text(json.dumps(summary))
    return root
