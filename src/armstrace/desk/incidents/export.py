"""Incidents as they leave a case: as JSON, as a sheet that can be read again, as what a drawing may show."""

import csv
import io
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import fields, replace
from datetime import date
from typing import Any

from armstrace.desk.incidents.find import Found, Seen
from armstrace.desk.incidents.groups import Together, of_several, told
from armstrace.desk.incidents.release import signed
from armstrace.desk.intake import Case
from armstrace.records.events import Event
from armstrace.records.kinds import Incident
from armstrace.records.leaving import Leaving, Rules, for_drawing, is_recent, leaving, words_leaving
from armstrace.records.sources import SetAside
from armstrace.records.values import When
from armstrace.sources.incidents.sheet import COLUMNS
from armstrace.sources.registry import may_leave, readers, source_limits
from armstrace.tables.schema import gather, spread

_NAMED_OTHERWISE = {"date": "when", "place": "place_printed"}
_CONTENTS = ("origin", "cited", "actor_printed", "target_printed", "hedge", "denial", "text", "note")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Exporter:
    """Knows for each incident of a case what may leave of it on a day."""

    def __init__(self, case: Case, today: date | None = None) -> None:
        """Look at the signatures of a case as they stand; the day is the case's own, which is today's."""
        self._signed = signed(case)
        self._today = today or case.today

    def leaving(self, incident: Incident) -> Leaving:
        """Give an incident as it may leave."""
        return leaving(incident, self._rules(incident))

    def drawn(self, incident: Incident) -> Incident:
        """Give an incident as a drawing may show it."""
        return for_drawing(incident, self._rules(incident))

    def compared(self, incident: Incident) -> Incident:
        """Give an incident as checks may tell of it: place and day as they are, words as they may leave.

        A row whose source forbids handing it on is told by its register, not by whom the row cites.
        """
        rules = self._rules(incident)
        if not rules.rows_may_leave:
            unsaid: dict[str, Any] = dict.fromkeys(_CONTENTS, "")
            return replace(incident, **unsaid)
        left = leaving(incident, rules).incident
        return replace(left, lat=incident.lat, lon=incident.lon, precision=incident.precision, text=incident.text)

    def stored(self, kind: str, row: Mapping[str, Any]) -> Mapping[str, Any]:
        """Give a row of a table as it may leave: an incident as `leaving` gives it, the rest of a source whole or not.

        `changed` is added where something was done to it.
        """
        if kind == Incident.KIND:
            left = self.leaving(gather(kind, row))
            if not left.changed:
                return row
            columns = {name: values[0] for name, values in spread(kind, [left.incident]).items()}
            return {**columns, "changed": list(left.changed)}
        if kind == SetAside.KIND:
            printed, changed = self._aside(str(row["reader"]), str(row["exhibit"]), str(row["printed"]))
            return {**row, "printed": printed, "changed": [changed]} if changed else row
        return row

    def piece(self, aside: SetAside) -> SetAside:
        """Give a piece that was set aside as it may leave: without its words where its source's rows stay."""
        return replace(aside, printed=self._aside(aside.reader, aside.exhibit, aside.printed)[0])

    def _aside(self, reader: str, exhibit: str, printed: str) -> tuple[str, str]:
        """Give the words of a piece set aside and why they were changed; of a row that was not read no day is known."""
        if not may_leave(reader):
            return "", "the source's terms forbid handing its rows on"
        if not _tells_incidents(reader):
            return printed, ""
        kept = words_leaving(printed, near=exhibit not in self._signed)
        return kept, "" if kept == printed else "positions, addresses or number plates left out"

    def words(self, told: Any, incidents: Iterable[Incident]) -> Any:
        """Give what is told of some incidents, its lists and tables too, with all words in it as they may leave."""
        near = any(is_recent(each, self._today) and each.exhibit not in self._signed for each in incidents)
        return _leaving(told, near=near)

    def said_of(self, incidents: Iterable[Incident]) -> list[str]:
        """Say what was changed in, or kept back of, these incidents, and whom a drawing of them has to name."""
        held = list(incidents)
        return [*_changes(self.leaving(each) for each in held), *named_of({each.reader for each in held})]

    @property
    def today(self) -> date:
        """The day on which it is judged what is recent."""
        return self._today

    @property
    def signed(self) -> frozenset[str]:
        """The exhibits whose exact coordinates the custodian signed for."""
        return self._signed

    def _rules(self, incident: Incident) -> Rules:
        return Rules(self._today, may_leave(incident.reader), incident.exhibit in self._signed)


def _tells_incidents(reader: str) -> bool:
    known = readers().get(reader.partition("@")[0])
    return known is not None and Incident.KIND in known.SOURCE.kinds


def as_json(
    found: Found, exporter: Exporter, together: Together, judgements: Sequence[Mapping[str, Any]] = ()
) -> dict[str, Any]:
    """Give what was found for a program, with the events it groups to and what each register cannot show.

    An event that rests on a row whose contents stay is given by its incidents alone.
    """
    gone = [(seen, exporter.leaving(seen.incident)) for seen in found.seen]
    withheld = [left.incident for _, left in gone if left.withheld]
    registers = sorted({seen.incident.reader for seen in found.seen})
    return {
        "asked": found.wanted.said,
        "incidents": [_plain(left, seen) for seen, left in gone if not left.withheld],
        "withheld": [
            {name: getattr(each, name) for name in ("key", "register", "number", "exhibit", "place")}
            for each in withheld
        ],
        "events": _events(
            together.events,
            together.withheld | {each.key for each in withheld},
            {**together.beside, **{each.key: each for each in found.incidents}},
            exporter,
        ),
        "events_of_whole_case": together.whole,
        "judgements": [{**each, "why": words_leaving(str(each["why"]), near=True)} for each in judgements],
        "remarks": [*found.remarks, *together.remarks, *_changes(left for _, left in gone)],
        "limits": {reader: list(source_limits(reader)) for reader in registers},
    }


def _events(
    events: Sequence[Event], withheld: Set[str], known: Mapping[str, Incident], exporter: Exporter
) -> list[dict[str, Any]]:
    given = []
    for event in of_several(events):
        bare = {"key": event.key, "incidents": list(event.inputs), "method": event.method}
        if withheld & set(event.inputs):
            given.append(bare)
            continue
        # a reason why a row was not taken for one event tells of that row
        near = tuple(link for link in event.near if not {link.left, link.right} & withheld)
        keys = {*event.inputs, *(key for link in near for key in (link.left, link.right))}
        about = [known[key] for key in sorted(keys) if key in known]
        given.append(exporter.words(told(replace(event, near=near)), about))
    return given


def _leaving(told: Any, *, near: bool) -> Any:
    if isinstance(told, Mapping):
        return {name: _leaving(each, near=near) for name, each in told.items()}
    if isinstance(told, list):
        return [_leaving(each, near=near) for each in told]
    return words_leaving(told, near=near) if isinstance(told, str) else told


def _plain(left: Leaving, seen: Seen) -> dict[str, Any]:
    told = {field.name: _value(getattr(left.incident, field.name)) for field in fields(left.incident)}
    told["cited"] = json.loads(told["cited"]) if told["cited"] else []
    if seen.km is not None and not left.changed:
        told["distance_km"] = [round(km, 1) for km in seen.km]
    return told | {"sure": seen.sure, "changed": list(left.changed)}


def _value(value: Any) -> Any:
    return value.edtf if isinstance(value, When) else value


def as_sheet(incidents: Iterable[Incident], exporter: Exporter) -> tuple[str, tuple[str, ...]]:
    """Write incidents as a sheet of one's own, and say what was left out or changed; withheld rows are left out."""
    gone = [exporter.leaving(each) for each in incidents]
    kept = [left.incident for left in gone if not left.withheld]
    numbers = Counter(each.number for each in kept)
    text = io.StringIO()
    write = csv.writer(text, lineterminator="\n")
    write.writerow(COLUMNS)
    for each in kept:
        row = _row(each)
        if not each.number or numbers[each.number] > 1:
            row["number"] = each.key
        write.writerow([_cell(row[name]) for name in COLUMNS])
    return text.getvalue(), tuple(_changes(gone))


def _row(incident: Incident) -> dict[str, Any]:
    row = {name: getattr(incident, _NAMED_OTHERWISE.get(name, name), "") for name in COLUMNS}
    cited = json.loads(incident.cited) if incident.cited else []
    return {
        **row,
        "cited": " | ".join(cited),
        "taken_from": f"{incident.reader}; exhibit {incident.exhibit}; {incident.place}; {incident.key}",
    }


def _cell(value: Any) -> str:
    """Write a cell; text that a spreadsheet would run as a formula gets a mark in front."""
    if value is None:
        return ""
    if isinstance(value, str):
        return "'" + value if value.startswith(_FORMULA) else value
    return str(_value(value))


def named_of(reader_names: Iterable[str]) -> list[str]:
    """Name the sources whose data a drawing shows, by the readers of its rows."""
    known = {each.partition("@")[0] for each in reader_names}
    sources = (readers()[name].SOURCE for name in sorted(known) if name in readers())
    return [f"Data: {source.publisher}." for source in sources if not source.publisher.startswith("Whoever")]


def _changes(gone: Iterable[Leaving]) -> list[str]:
    return changes_said(Counter(reason for left in gone for reason in left.changed))


def changes_said(counted: Mapping[str, int]) -> list[str]:
    """Say how many incidents were changed how, or kept back, as they left."""
    return [f"{count:,} of these: {reason}." for reason, count in sorted(counted.items())]


def template() -> str:
    """Give the header of a sheet of incidents with one invented example, to be filled in and added to a case."""
    return _written([EXAMPLE])


def _written(rows: Sequence[Mapping[str, str]]) -> str:
    text = io.StringIO()
    write = csv.DictWriter(text, list(COLUMNS), lineterminator="\n")
    write.writeheader()
    write.writerows(rows)
    return text.getvalue()


EXAMPLE: Mapping[str, str] = {
    "number": "EXAMPLE-1",
    "date": "2020-10-27/2020-10-28",
    "reported": "2020-10-30",
    "place": "Invented town",
    "area": "Invented district",
    "state": "",
    "lat": "",
    "lon": "",
    "precision": "",
    "actor": "",
    "actor_printed": "forces that the source names with a hedge",
    "target": "",
    "target_printed": "a market street",
    "event_type": "cluster munition attack",
    "weapon": "",
    "weapon_printed": "rocket with submunitions",
    "deaths_low": "2",
    "deaths_best": "3",
    "deaths_high": "5",
    "civilian_deaths": "3",
    "origin": "An invented organisation",
    "cited": "https://example.org/report | Example Gazette, 30 October 2020, page 3",
    "hedge": "appear to have",
    "denial": "An invented ministry denied it on 29 October 2020.",
    "text": "This row is invented: delete it.",
    "note": "",
    "taken_from": "",
}
