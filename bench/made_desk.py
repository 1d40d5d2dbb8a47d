"""A case as large as a newsroom's largest: movements, incidents, documents with claims and a register, from a seed.

Everything goes the way that a person's files go: taken in as exhibits, read into tables, documents checked. All of it
is invented.
"""

import csv
import json
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from armstrace.desk.case import Case, new_case
from armstrace.desk.documents.article import check_document
from armstrace.desk.documents.document import documents, load_text, read_document
from armstrace.desk.incidents.kept_events import kept_events
from armstrace.desk.judgements.claims import judge
from armstrace.desk.results import keep
from armstrace.gazetteer.synthetic_marks import WATERMARK
from armstrace.records.claims import WeaponUseClaim
from armstrace.records.exhibits import Exhibit
from bench import made_incidents

_FIELDS = ("LLOV", "LTAC", "UBBB", "UBBG", "UDYZ", "UDSG", "LLBG", "LTFM", "OTHH", "OMDW")
_OPERATORS = ("AZQ", "AZG", "SOLID", "TST", "INV", "MDE")
_TYPES = ("IL76", "B744", "A124", "C17", "A400")
_FIRST, _DAYS = date(2016, 1, 1), 2_900
_REGISTER_YEARS = (2010, 2022)
_PARTIES = ("Israel", "Russia", "Turkiye", "Belarus", "Ukraine", "Serbia", "Jordan", "Slovakia", "Czechia", "Spain")
_BUYERS = ("Azerbaijan", "Armenia", "Georgia", "Kazakhstan")
_SENTENCES = (
    "{one} supplied {n} percent of {two}'s arms imports in 2015–19.",
    "{one} was {two}'s second largest arms supplier in 2015–19.",
    "{one} delivered no major arms to {two} in 2010–19.",
    "{two} received {n} million TIV of major arms in 2015–19.",
    "On {day} October 2020 the army fired {n} Grad rockets at the town, officials said.",
    "The ministry of defence of {two} said on {day} October 2020 that {one} had sold no rockets.",
    "{two} has not signed the Arms Trade Treaty.",
    "“We counted {n} craters beside the school,” said the mayor of the town.",
)


@dataclass(frozen=True, slots=True)
class Size:
    """How much of each there is."""

    movements: int = 1_000_000
    incidents: int = 100_000
    documents: int = 300
    sentences: int = 20
    register: int = 20_000


def make(root: Path, size: Size, say: Callable[[str], None] = lambda _said: None, seed: int = 9) -> None:
    """Make the case."""
    case = new_case(
        root, title="Invented, and large", parties=["ARM", "AZE"], period="2010/2022", said_by="p-bench",
        question="Does the desk stay usable?",
    )  # fmt: skip
    with TemporaryDirectory() as scratch:
        table = Path(scratch) / "GEDEvent_v99_1.csv"
        made_incidents.make(size.incidents, table)
        _taken(case, table, say)
        sheet = Path(scratch) / "incidents.csv"
        sheet.write_text("\n".join(told_again(table, size.incidents // 50)) + "\n", encoding="utf-8")
        _taken(case, sheet, say)
        listed = Path(scratch) / "flights.jsonl"
        with listed.open("w", encoding="utf-8") as file:
            file.writelines(json.dumps(line) + "\n" for line in flight_lines(size.movements, seed))
        _taken(case, listed, say)
    register = "\n".join(register_lines(size.register, random.Random(seed))).encode()
    case.read(case.add(BytesIO(register), name="deliveries.csv"))
    drawn = random.Random(seed)
    for number in range(size.documents):
        text = document_text(drawn, size.sentences).encode()
        case.read(case.add(BytesIO(text), name=f"report-{number:04}.txt"))
    say(f"{size.documents} documents were taken in")
    kept_events(case)
    say("the incidents were grouped to events")
    case.tables.close()


def check_some(case: Case, count: int) -> list[Exhibit]:
    """Check the first documents and keep what was found, as `armstrace check` does."""
    chosen = documents(case)[:count]
    for exhibit in chosen:
        keep(case, check_document(case, load_text(case, exhibit, None)))
    return chosen


def judge_some(case: Case, count: int) -> None:
    """Read every document, and accept claims of them until there are so many judgements."""
    left = count
    for exhibit in documents(case):
        for each in list(read_document(case, load_text(case, exhibit, None)).claims)[: 1 + count // 200]:
            if left and each.claim.TYPE != WeaponUseClaim.TYPE:
                left -= judge(case, exhibit.sha256, each, "accept", "read against the text")


def _taken(case: Case, path: Path, say: Callable[[str], None]) -> None:
    outcome = case.read(case.add(path))
    say(f"{path.name}: {', '.join(f'{part.rows:,} {part.kind}' for part in outcome.rows)}{outcome.refused}")


def told_again(table: Path, count: int) -> Iterator[str]:
    """Give a sheet of incidents that another origin tells of as well: same place and day, other words."""
    yield "number,date,place,state,lat,lon,precision,actor_printed,event_type,weapon_printed,deaths_best,origin,text"
    with table.open(encoding="utf-8", newline="") as file:
        for number, row in zip(range(count), csv.DictReader(file), strict=False):
            day, place = row["date_start"][:10], row["where_coordinates"]
            yield (
                f"T{number},{day},{place},,{row['latitude']},{row['longitude']},town,{row['side_a']},shelling,"
                f"rocket,{row['best']},Invented Watch {number % 9},Invented: told again."
            )


def flight_lines(count: int, seed: int, days: int = _DAYS) -> Iterator[dict[str, Any]]:
    """Give the lines of a list of flights: what it is, what could be seen by day, and so many landings and take-offs.

    Every tenth event may have been at two airfields.
    """
    drawn = random.Random(seed)
    asked = {"hexes": [], "named": [], "operator": "", "from": "", "to": "", "points": False, "others": False}
    yield {
        "armstrace_flights": 1, "method": "flights.movements@2", "synthetic": True, "version": WATERMARK,
        "editions": {}, "archives": ["invented.tar"], "asked": asked,
    }  # fmt: skip
    flown = [_FIRST + timedelta(days=number) for number in range(days) if number % 97]
    for day in flown:
        read = {"folders": 256, "files": 40_000, "files_read": 40_000, "points_read": 9}
        yield {"of_archive": {"archive": "invented.tar", "day": str(day), **read}}
        for field in _FIELDS:
            seen = {"aircraft": drawn.randrange(3, 90), "low_aircraft": 2, "lowest_ft": 900.0}
            yield {"of_airfield": {"airfield": field, "day": str(day), **seen}}
    events = sorted(drawn.choice(flown) for _ in range(count))
    for number, day in enumerate(events):
        yield from ({"movement": row} for row in _movement(number, day, drawn))


def _movement(number: int, day: date, drawn: random.Random) -> Iterator[dict[str, Any]]:
    craft, kind = drawn.randrange(3_000), drawn.choice(("landing", "takeoff"))
    operator = _OPERATORS[craft % len(_OPERATORS)]
    at = f"{day}T{drawn.randrange(24):02}:{drawn.randrange(60):02}:{drawn.randrange(60):02}Z"
    address = f"{0x600000 + 53 * craft:06x}"
    row = {
        "event": f"{address}-{number}-{kind}", "hex": address, "registration": f"4K-{craft:04}",
        "typecode": _TYPES[craft % len(_TYPES)], "operator": operator, "callsign": f"{operator}{craft % 900 + 100}",
        "kind": kind, "time_utc": at, "time_earliest": at, "time_latest": at, "tier": "confirmed", "basis": "surface",
        "inputs": f"{'ab' * 32};point={number}-{number + 9}",
    }  # fmt: skip
    likely = (0.8, 0.2) if number % 10 == 0 else (1.0,)
    for rank, (field, probability) in enumerate(zip(drawn.sample(_FIELDS, len(likely)), likely, strict=True), 1):
        yield {**row, "rank": rank, "airfield": field, "icao": field, "probability": probability}


def register_lines(count: int, drawn: random.Random) -> Iterator[str]:
    """Give a register of so many deliveries in the form of SIPRI's database; none of them took place."""
    first, last = _REGISTER_YEARS
    yield "Transfers of major conventional arms from All countries to All countries. "
    yield f"Deals with deliveries or orders made for year range '{first}' to '{last}' "
    yield "Invented: none of these deals took place.\n\nSource: invented.\nData generated: 5 May 2023 1:02:03 PM"
    yield (
        "SIPRI AT Database ID,Supplier,Recipient,Designation,Description,Armament category,Order date,"
        "Order date is estimate,Numbers delivered,Numbers delivered is estimate,Delivery year,"
        "Delivery year is estimate,Status,SIPRI estimate,TIV deal unit,TIV delivery values,Local production"
    )
    for number in range(1, count + 1):
        year, tiv = drawn.randrange(first, last + 1), drawn.randrange(1, 90)
        sides = f"{drawn.choice(_PARTIES)},{drawn.choice(_BUYERS)},Kestrel-{number % 700},UAV,Aircraft"
        yield f"{number},{sides},{year - 1},No,1,No,{year},No,New,{tiv},{tiv},{tiv},No"


def document_text(drawn: random.Random, sentences: int) -> str:
    """Write a report of so many sentences, most of them claims."""
    said = (
        drawn.choice(_SENTENCES).format(
            one=drawn.choice(_PARTIES[:3]), two=drawn.choice(_BUYERS[:2]), n=drawn.randrange(2, 95),
            day=drawn.randrange(1, 31),
        )
        for _ in range(sentences)
    )  # fmt: skip
    return "A report\n\n20 November 2020\n\n" + "\n\n".join(said) + "\n"
