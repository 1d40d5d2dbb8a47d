"""A case that has something on every page of the desk: the demo's, with registers, flights and a surge made up."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from armstrace.desk.case import open_case
from armstrace.desk.flights.in_case import take_into
from desk.web.made_flights import kept, traced
from made_dataset import FIRST, made_dataset, movement

TESTS = Path(__file__).parents[2]
_FIELDS = ("UBBB", "LLOV", "LTAC", "LLBG", "UGTB")
_FLEET = (("QSB", "QS-101"), ("QSB", "QS-102"), ("QSA", "QS-201"), ("QSA", "QS-202"), ("QSC", "QS-301"))
_DAYS = 200


def fill(root: Path, folder: Path) -> None:
    """Add two editions of a register, some hundreds of flights, a track and a surge to a case."""
    case = open_case(root, "p-1")
    for name in ("register_old.csv", "register_new.csv"):
        case.read(case.add(TESTS / "desk" / "editions" / "samples" / name))
    seen = [
        {"day": FIRST + timedelta(n), "airfield": "LLOV", "aircraft": 9, "low_aircraft": 3, "lowest_ft": 900.0}
        for n in range(_DAYS)
        if n % 61 not in {50, 51}
    ]
    absent = [FIRST + timedelta(n) for n in (*range(30, 34), 90, *range(150, 157))]
    take_into(case, made_dataset(folder / "data", list(_flown()), seen, absent=absent, synthetic=True), {})
    traced(case, folder)
    kept(case, 150, synthetic=True)
    photograph = folder / "photograph.jpg"
    photograph.write_bytes(b"\xff\xd8\xff" + bytes(300))
    case.read(case.add(photograph))
    case.tables.close()


def _flown() -> list[dict[str, Any]]:
    """Fly there and back, some aircraft more often than others, and one field not for sure."""
    rows = list[dict[str, Any]]()
    for n in range(_DAYS):
        for each, (operator, registration) in enumerate(_FLEET):
            if (n + 3 * each) % (4 + 3 * each) or 30 <= n < 34 or n == 90 or 150 <= n < 157:
                continue
            to = _FIELDS[1 + (n // 7 + each) % 4]
            hex_ = f"60086{each}"
            told = {"hex": hex_, "registration": registration}
            for number, (kind, field) in enumerate(
                (("takeoff", "UBBB"), ("landing", to), ("takeoff", to), ("landing", "UBBB"))
            ):
                row = movement(FIRST + timedelta(n), operator, 25 * number, kind=kind, airfield=field, **told)
                unsure = to == "LLBG" and field == to
                rows.append(row | ({"probability": 0.8, "tier": "ranked", "basis": "descent"} if unsure else {}))
                if unsure:
                    rows.append(row | {"rank": 2, "airfield": "LLOV", "icao": "LLOV", "probability": 0.15})
    return rows
