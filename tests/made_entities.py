"""Invented rows of every kind that becomes an entity of FollowTheMoney, with the doubts that registers print."""

from collections.abc import Iterator, Mapping
from typing import Any

import made_incidents
from armstrace.records.decisions import Embargo
from armstrace.records.kinds import Incident, Movement, Transfer
from armstrace.records.values import Count, Tiv, When
from armstrace.tables.schema import spread

PARTIES = (
    ("ISR", "Israel"), ("SUN", "Soviet Union"), ("YUG", "Yugoslavia"), ("SCG", "Serbia and Montenegro"),
    ("CSK", "Czechoslovakia"), ("DDR", "German DR"), ("VDR", "North Viet Nam"), ("YMD", "South Yemen"),
    ("XNK", "Nagorno-Karabakh"), ("XKX", "Kosovo"), ("TWN", "Taiwan"), ("PSE", "Palestine"), ("ANT", "Neth. Antilles"),
    ("NATO", "NATO**"), ("Hezbollah (Lebanon)", "Hezbollah (Lebanon)*"), ("", "unknown rebel group*"), ("", ""),
    ("*", "All countries"),
)  # fmt: skip
_EXHIBIT = "ab" * 32


def rows() -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Give (kind, row)."""
    for number, (code, printed) in enumerate(PARTIES):
        yield Transfer.KIND, _row(_transfer(number, code, printed))
        yield Embargo.KIND, _row(_embargo(number, code, printed))
    for number, printed in enumerate(("2020-10-28", "(2016)", "2015/2019", "../2020-10", "2019/..")):
        told = made_incidents.made(
            key=f"incident:{number}", exhibit=_EXHIBIT, when=When.read(printed), text="Ada Invented was there.",
            deaths_low=1, deaths_high=4, hedge="reportedly", denial="A ministry denied it.",
        )  # fmt: skip
        yield Incident.KIND, {**_row(told), "changed": []}
    yield (
        Incident.KIND,
        {**_row(made_incidents.made(key="incident:x", when=None, place_printed="")), "changed": ["cut"]},
    )
    yield Movement.KIND, _row(_movement("4xabcd", "4X-ABC", "A321"))
    yield Movement.KIND, _row(_movement("000001", "", ""))


def _row(record: Any) -> dict[str, Any]:
    return {name: values[0] for name, values in spread(record.KIND, [record]).items()}


def _transfer(number: int, code: str, printed: str) -> Transfer:
    return Transfer(
        key=f"transfer:{number}", exhibit=_EXHIBIT, place=f"row={number}", item="", reader="r@1", edition="e",
        register="sipri_deliveries", deal="1", supplier=code, supplier_printed=printed, recipient="AZE",
        recipient_printed="Azerbaijan", designation="Kestrel", description="UAV", category="Aircraft",
        ordered=When.read("(2014)"), number_ordered=Count.read("(12)"), number_delivered=Count.read("10-12"),
        delivered=When.read("2015/2016"), delivery_years="2015; 2016", status="New", local_production=None,
        tiv_unit=None, tiv=Tiv.read("0") if number else None, comment="",
    )  # fmt: skip


def _embargo(number: int, code: str, printed: str) -> Embargo:
    return Embargo(
        key=f"embargo:{number}", exhibit=_EXHIBIT, place=f"row={number}", item="", reader="r@1", register="embargo",
        number="1", target=code, target_printed=printed, imposed_by="UN", instrument="S/RES/1", force="mandatory",
        binds="all", bound='["*"]', begins=When.read("1990-08"), ends=None, scope="arms", status="in force",
        disputed="", source="", note="",
    )  # fmt: skip


def _movement(hex_code: str, registration: str, typecode: str) -> Movement:
    day = When.read("2020-09-24")
    return Movement(
        key=f"movement:{hex_code}", exhibit=_EXHIBIT, place="", item="", reader="r@1", event="1", rank=1, hex=hex_code,
        registration=registration, operator="", callsign="", motion="landing", airfield="LLOV", icao="LLOV", day=day,
        time_utc="2020-09-24T10:00:00Z", time_earliest="", time_latest="", probability=0.9, tier="", basis="",
        inputs="", method="m@1", typecode=typecode,
    )  # fmt: skip
