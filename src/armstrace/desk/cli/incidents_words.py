"""What `armstrace incidents` reads from its options, and how it prints what was found."""

import sys
from collections.abc import Mapping, Sequence, Set
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from armstrace.desk.case import Case
    from armstrace.desk.incidents.export import Exporter
    from armstrace.desk.incidents.find import Found, Seen
    from armstrace.desk.incidents.groups import Together
    from armstrace.records.events import Event

_SHOWN, _EVENTS_SHOWN, _REASONS_SHOWN = 400, 30, 3


def print_found(found: "Found") -> None:
    """Print incidents for a person: dates as intervals, how near the place is known, who says so, with what hedge."""
    from armstrace.desk.cli.show import line, plain, table

    line(f"[bold]{len(found.seen):,} incidents[/]: {plain(found.wanted.said)}")
    near = found.wanted.near is not None
    columns = ["", "when", "where", *(["km"] if near else []), "weapon", "by, as told", "deaths", "told by", "key"]
    table(columns, [_row(seen, near=near) for seen in found.seen[:_SHOWN]])
    if len(found.seen) > _SHOWN:
        line(f"… and {len(found.seen) - _SHOWN:,} more; --json and --csv give all.")
    if any(not seen.sure for seen in found.seen):
        line("? may fit the question: its day or place is not known closely enough to tell.")
    for remark in found.remarks:
        line(plain(remark))
    line(
        "What is not listed was not recorded by these registers; `armstrace sources` says what their silence can mean."
    )


def _row(seen: "Seen", *, near: bool) -> list[str]:
    from armstrace.desk.cli.show import words
    from armstrace.dossier.incidents.words import (
        actor_words,
        deaths_words,
        origin_words,
        weapon_words,
        when_words,
        where_words,
    )

    incident = seen.incident
    km = [f"{seen.km[0]:.0f}-{seen.km[1]:.0f}" if seen.km else ""] if near else []
    parts = (
        "" if seen.sure else "?",
        when_words(incident.when),
        where_words(incident),
        *km,
        weapon_words(incident),
        actor_words(incident),
        deaths_words(incident),
        origin_words(incident),
        incident.key,
    )
    return [words(part) for part in parts]


def print_events(events: "Sequence[Event]", asked: "Set[str]") -> None:
    """Print which incidents are told of one event, and why; what is corroborated needs two origins.

    `asked` are the keys of the incidents that were asked for: an event may hold others.
    """
    from armstrace.desk.cli.show import line, words
    from armstrace.desk.incidents.groups import corroborated, disputed, of_several, reasons

    several = of_several(events)
    if several:
        line(f"\n[bold]{len(events):,} events[/], {len(several):,} of them told by several incidents:")
    for event in several[:_EVENTS_SHOWN]:
        date, place = (event.slot(name).values for name in ("date", "place"))
        name = ", ".join(values[0].printed[0] for values in (date, place) if values and values[0].printed)
        line(f"[bold]{words(name)}[/]  {event.key}")
        beside = len(set(event.inputs) - asked)
        others = f", {beside} of them not asked for" if beside else ""
        told_by = words("; ".join(origin.name for origin in event.origins))
        line(f"  told by {told_by}: {len(event.inputs)} incidents{others}")
        line(f"  one event because: {words('; '.join(reasons(event)[:_REASONS_SHOWN]))}")
        line(f"  corroborated by two origins: {', '.join(corroborated(event)) or 'nothing'}")
        if disputed(event):
            line(f"  told differently: {', '.join(disputed(event))}")
        for _, denial in event.denials[:1]:
            line(f"  denied: {words(denial)}")
    if len(several) > _EVENTS_SHOWN:
        line(f"… and {len(several) - _EVENTS_SHOWN:,} more; --json gives all.")
    if several:
        line("`armstrace why KEY` leads from an event to its incidents, origins, links and judgements.")


def act(case: "Case", acts: "Mapping[str, str]", why: str) -> None:
    """Do what is to be signed, or taken back, and say so."""
    from armstrace.desk.cli.show import line, plain
    from armstrace.desk.incidents.groups import judge
    from armstrace.desk.incidents.release import sign

    for word, named in acts.items():
        if named and word in {"sign", "take_back"}:
            sha256 = sign(case, named, why, back=word == "take_back")
            did = "taken back" if word == "take_back" else "signed"
            line(f"{did}: exact coordinates of {sha256[:12]} in exports, by {case.by}")
        elif named:
            line(plain(judge(case, word, named, why)))


def warn(found: "Found", form: str) -> None:
    """Say that grouping many incidents takes a while, before it begins."""
    from armstrace.desk.cli.show import remark
    from armstrace.desk.incidents.groups import MOST, SLOW

    if form in {"json", "text"} and SLOW < len(found.seen) <= MOST:
        remark(f"Grouping {len(found.seen):,} incidents to events; 100,000 take about half a minute.")


def print_judgements(judgements: "Sequence[Mapping[str, Any]]") -> None:
    """Print the judgements on events that were not withdrawn, with the numbers that --undo takes."""
    from armstrace.desk.cli.show import line, plain, words

    if judgements:
        line("\n[bold]Judgements[/] on what is one event:")
    for each in judgements[-_EVENTS_SHOWN:]:
        sides = f"{', '.join(each['left'])} and {', '.join(each['right'])}"
        over = "" if each["stands"] else "; a later one stands against it"
        line(
            f"  {each['number']}  {each['act']} {plain(sides)}, by {plain(each['by'])} on {each['at'][:10]}: "
            f"{words(each['why'])}{over}"
        )


def tell(
    found: "Found",
    exporter: "Exporter",
    grouped: "tuple[Together, Sequence[Mapping[str, Any]]]",
    form: str,
) -> None:
    """Print what was found as JSON, as a sheet or as text, with events and judgements; "" prints nothing."""
    from armstrace.desk.cli.show import as_json, remark
    from armstrace.desk.incidents import export

    together, judgements = grouped
    if form == "json":
        as_json(export.as_json(found, exporter, together, judgements))
    elif form == "csv":
        sheet, remarks = export.as_sheet(found.incidents, exporter)
        sys.stdout.write(sheet)
        for each in (*found.remarks, *remarks):
            remark(each)
    elif form == "text":
        print_found(found)
        print_events(together.events, {each.key for each in found.incidents})
        print_judgements(judgements)
        for each in together.remarks if found.seen else ():
            remark(each)


def draw(found: "Found", exporter: "Exporter", paths: "tuple[Path | None, Path | None]") -> None:
    """Write the map and the timeline where they are asked for, with what may leave of each incident."""
    from armstrace.desk.cli.flights_words import deliver
    from armstrace.desk.incidents.drawings import map_of, timeline_of

    on_map, in_time = paths
    if on_map is not None:
        deliver(on_map, map_of(found, exporter))
    if in_time is not None:
        deliver(in_time, timeline_of(found, exporter))
