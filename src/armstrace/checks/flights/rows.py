"""The movements, archives and coverage of a case that a flight claim is held against."""

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from armstrace.checks.flights.slots import Asked, Who
from armstrace.gazetteer.aircraft_blocks import state_of_hex
from armstrace.gazetteer.aircraft_roles import carries_freight, carries_guests, is_of_forces
from armstrace.gazetteer.callsigns import operator_of
from armstrace.gazetteer.synthetic_marks import WATERMARK, is_synthetic
from armstrace.tables.ask import Tables, literal, literals

_ASKED = re.compile(r"Asked for: (\{.*?\})\. Airfields")
COLUMNS = (
    "event", "rank", "hex", "registration", "typecode", "operator", "callsign", "motion", "airfield", "icao",
    "time_utc", "time_earliest", "time_latest", "probability", "tier", "basis", "inputs", "key",
)  # fmt: skip
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Flights:
    """What a case has of flights: rows at the fields asked about, archives by day, and what it is called.

    `whole` says that all aircraft of the archives were read, so that what else was seen near a field is known;
    `narrowed` to which operators or aircraft the lists were asked, "" for all; `made_up` lists are marked synthetic.
    """

    rows: tuple[Row, ...]
    archives: tuple[Row, ...]
    seen: Callable[[str], tuple[Row, ...]]
    whole: bool
    narrowed: str
    made_up: bool
    label: str

    @property
    def span(self) -> tuple[date, date] | None:
        """From the first day with an archive to the last."""
        days = [row["day"] for row in self.archives]
        return (min(days), max(days)) if days else None


def has_flights(tables: Tables) -> bool:
    """Tell whether a case has movements, or archives in which there might have been some."""
    return bool(
        tables.ask("SELECT 1 FROM movement LIMIT 1") or tables.ask("SELECT 1 FROM coverage WHERE archive <> '' LIMIT 1")
    )


def flights_of(tables: Tables, asked: Asked) -> Flights:
    """Take out of a case what a claim needs: movements at the fields, of a route also those of the same aircraft."""
    archives = tables.ask(
        "SELECT day_earliest, folders, files FROM coverage WHERE archive <> '' AND day_earliest IS NOT NULL "
        "ORDER BY day_earliest, folders, files"
    )
    editions = tables.ask("SELECT label, assumptions FROM edition WHERE register = 'flight_list' ORDER BY label")
    said = [_asked_for(assumptions) for _, assumptions in editions]
    return Flights(
        rows=tuple(_rows(tables, asked)),
        archives=tuple({"day": day, "folders": folders, "files": files} for day, folders, files in archives),
        seen=lambda airfield: _seen(tables, airfield),
        whole=any(not each.get("hexes") or each.get("others") for each in said),
        narrowed=_narrowed(said, asked),
        made_up=any(assumptions.startswith(WATERMARK) for _, assumptions in editions),
        label="; ".join(dict.fromkeys(label for label, _ in editions)) or "movements of the case",
    )


def _asked_for(assumptions: str) -> Mapping[str, Any]:
    """Read what a list of flights was asked for, as its edition says it."""
    found = _ASKED.search(assumptions)
    try:
        told = json.loads(found[1]) if found else {}
    except ValueError:
        told = {}
    return told if isinstance(told, dict) else {}


def _narrowed(said: Sequence[Mapping[str, Any]], asked: Asked) -> str:
    """Say to what the lists are narrowed, so that what is missing in them need not be missing; "" for nothing."""
    meant = asked.who.operators if asked.who is not None else ()
    kept = {str(each.get("operator", "")) for each in said}
    if said and not any(not each.get("hexes") for each in said):
        return "some aircraft"
    if not said or "" in kept or (meant and set(meant) <= kept):
        return ""
    return f"the operator {', '.join(sorted(kept))}"


def _rows(tables: Tables, asked: Asked) -> Iterable[Row]:
    if asked.at is None:
        return
    at = f"airfield IN {literals(asked.at.idents)}"
    if asked.origin is not None and asked.destination is not None:
        at = f"hex IN (SELECT hex FROM movement WHERE {at} AND motion = 'landing')"
    found = tables.ask(f"SELECT {', '.join(COLUMNS)} FROM movement WHERE {at} ORDER BY hex, time_utc, event, rank, key")
    once: dict[tuple[str, int], Row] = {}
    for values in found:
        row = dict(zip(COLUMNS, values, strict=True))
        once[row["event"], row["rank"]] = row | {"kind": row["motion"]}
    yield from once.values()


def _seen(tables: Tables, airfield: str) -> tuple[Row, ...]:
    """Give what else was seen near a field by day; of several lists the one that knows of most aircraft."""
    rows = tables.ask(
        "SELECT day_earliest, max(aircraft), arg_max(low_aircraft, aircraft) FROM coverage\n"
        f"WHERE airfield = {literal(airfield)} AND day_earliest IS NOT NULL GROUP BY day_earliest ORDER BY day_earliest"
    )
    return tuple({"day": day, "aircraft": every or 0, "low_aircraft": low or 0} for day, every, low in rows)


def matching_sql(asked: Asked, period: tuple[date, date] | None) -> str:
    """Write the query that lists the movements counted, as far as SQL can tell them."""
    at = asked.at
    parts = [f"motion = {literal(asked.motion)}"]
    if at is not None:
        parts.append(f"airfield IN {literals(at.idents)}")
    if asked.who is not None and asked.who.operators:
        parts.append(f"operator IN {literals(asked.who.operators)}")
    if period is not None:
        parts.append(f"day_earliest BETWEEN DATE '{period[0]}' AND DATE '{period[1]}'")
    columns = "time_utc, operator, callsign, registration, hex, typecode, airfield, probability, basis, inputs"
    return f"SELECT {columns} FROM movement\nWHERE {' AND '.join(parts)}\nORDER BY time_utc, event, rank"


def operator_in(row: Row) -> str:
    """Give a movement's operator: as said, else by its callsign; "" where neither names one."""
    return row["operator"] or operator_of(row["callsign"], row["registration"])


def flown_by(rows: Iterable[Row], who: Who | None) -> tuple[Row, ...]:
    """Keep the movements of the operators meant; of a state those whose address lies in its block."""
    if who is None:
        return tuple(rows)
    if who.operators:
        return tuple(row for row in rows if operator_in(row) in who.operators)
    of_state = (row for row in rows if state_of_hex(row["hex"]) == who.state)
    if not who.forces:
        return tuple(of_state)
    return tuple(row for row in of_state if is_of_forces(operator_in(row), row["hex"]))


@dataclass(frozen=True, slots=True)
class OfKind:
    """The movements that show the kind of flight meant, why they do, and those that do not show what they carried."""

    rows: tuple[Row, ...]
    why: Mapping[str, float]
    unknown: tuple[Row, ...] = ()

    @property
    def unseen(self) -> float:
        """How many movements of a kind that is not known are to be expected."""
        return total(self.unknown)


def total(rows: Iterable[Row]) -> float:
    """How many of these movements are to be expected."""
    return float(sum(row["probability"] for row in rows))


def of_kind(rows: Sequence[Row], kind: str) -> OfKind:
    """Keep the flights of a kind (cargo, passenger, military); all where the text names none.

    Whether a flight carried cargo is told by its operator or its type alone, never by what it did.
    """
    if kind not in {"cargo", "passenger", "military"}:
        return OfKind(tuple(rows), {})
    kept, why, unknown = [], dict[str, float](), []
    for row in rows:
        reason = _shows(kind, row)
        if reason:
            kept.append(row)
            why[reason] = why.get(reason, 0.0) + row["probability"]
        else:
            unknown.append(row)
    return OfKind(tuple(kept), why, tuple(unknown))


def _shows(kind: str, row: Row) -> str:
    operator = operator_in(row)
    match kind:
        case "cargo":
            return carries_freight(operator, row["typecode"])
        case "passenger":
            return carries_guests(operator, row["typecode"])
    return is_of_forces(operator, row["hex"])


def made_up(rows: Iterable[Row]) -> bool:
    """Tell whether any of the flights is one that somebody made up."""
    return is_synthetic({row["registration"] for row in rows})
