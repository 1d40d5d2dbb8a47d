"""The questions on texts, keys, flights, incidents and words."""

from dataclasses import replace
from datetime import date
from typing import Any

from armstrace.desk.documents.article import check_document, check_json
from armstrace.desk.documents.document import load_text
from armstrace.desk.incidents.export import as_json
from armstrace.desk.incidents.find import Found
from armstrace.desk.incidents.groups import Together
from armstrace.desk.incidents.shown import Part
from armstrace.desk.mcp.answer import BARE, PAGE_ROWS, Answer, limits_of, paged, quoted
from armstrace.desk.mcp.mirror import DraftCase
from armstrace.desk.mcp.questions import finding_row
from armstrace.desk.mcp.room import Asked
from armstrace.desk.questions.incidents import wanted_of
from armstrace.desk.questions.words import day
from armstrace.desk.search.find import Wanted, search
from armstrace.desk.search.leaving import leaving
from armstrace.desk.search.telling import found_json
from armstrace.desk.web.api.plain import plain
from armstrace.desk.web.views import flights as flight_views
from armstrace.desk.web.views import surges as surge_views
from armstrace.desk.web.views import why as why_views
from armstrace.desk.web.views.incidents import all_incidents, exporter_of
from armstrace.desk.why.ways import trace
from armstrace.records.claims import claim_json
from armstrace.records.errors import CaseError
from armstrace.sources.registry import source_limits
from armstrace.tables.ask import literal, literals, rerunnable
from armstrace.tables.write import forget

MOST_TEXT = 200_000
"""Letters of a text to check: what is longer is a document for the case."""
_FLIGHTS = (
    "A flight or a surge shows no cargo and supports no rung: it is an opportunity for transport.",
    "A day without coverage is not a day without landings.",
)


def check_text(asked: Asked, text: str, published: str, page: int) -> Answer:
    """Check a text against the case; it is read in a private folder and gone afterwards."""
    on = _published(published)
    if not text.strip() or len(text) > MOST_TEXT:
        raise CaseError(
            "A text of up to 200,000 letters is checked here.",
            where="text",
            todo="Send it in parts, or add it to a case.",
        )
    with asked.draft() as case:
        told = _checked(case, text, on)
    rows = [finding_row(each) for each in told["findings"]]
    verdicts = sorted({str(each["verdict"]) for each in rows})
    given, total, following = paged(rows, page)
    notes = (
        [f"{len(told['unchecked'])} more claims were read that nothing here can answer."] if told["unchecked"] else []
    )
    return Answer(
        question=f"The claims of a text published on {on.isoformat()}, against the records of the case",
        verdict=verdicts[0] if len(verdicts) == 1 else "",
        figure={each: sum(row["verdict"] == each for row in rows) for each in verdicts} or None,
        unit="claims by verdict" if rows else "",
        rows=given,
        total=total,
        page=page,
        next_page=following,
        sql=[str(each["sql"]) for each in rows[(page - 1) * PAGE_ROWS : page * PAGE_ROWS] if each["sql"]],
        limits=limits_of(*(each["limits"] for each in rows)),
        notes=[*notes, "Claims were read by machine: check the words before you rely on them."],
    )


def _published(said: str) -> date:
    found = day(said, "published")
    if found is None:
        raise CaseError("The day of publication is needed.", where="published", todo="Write it as 2020-11-20.")
    return found


def _checked(case: DraftCase, text: str, on: date) -> dict[str, Any]:
    path = case.root / "draft.txt"
    path.write_text(text, encoding="utf-8", errors="surrogatepass")
    exhibit = case.add(path)
    known = any(each.sha256 == exhibit.sha256 for each in case.exhibits()[:-1])
    try:
        case.tables.exhibits = frozenset(each.sha256 for each in case.exhibits())
        outcome = case.read(exhibit)
        if outcome.refusal is not None:
            raise outcome.refusal
        checked = check_document(case, load_text(case, exhibit, on))
        told = check_json(checked)
        return {
            "findings": list(told["findings"]),
            "unchecked": [claim_json(claim) for claim, _ in checked.unchecked],
        }
    finally:
        if not known:
            forget(case.root, exhibit.sha256)
        path.unlink()


def why(asked: Asked, key: str, page: int) -> Answer:
    """Walk a key back to the bytes, incidents as they may leave the case."""
    with asked.desk() as desk:
        shown = why_views.why(desk, why_views.WhyAsked(key=key))
        steps = trace(desk.case, shown.key, leaving=True)
    given, total, following = paged(({"kind": shown.kind, **step} for step in steps), page, BARE)
    return Answer(
        question=f"How {key} leads back to the bytes",
        rows=given,
        total=total,
        page=page,
        next_page=following,
        limits=limits_of(["The way shows where something was read; not that what stands there is true."]),
    )


def flights_at(asked: Asked, airfield: str, operator: str, days: str, page: int) -> Answer:
    """List landings and take-offs at an airfield; neither one aircraft nor one registration is asked for here."""
    if not airfield:
        raise CaseError("Name an airfield.", where="airfield", todo="Give its ICAO code or name, such as LLOV.")
    first, last = _span(days)
    wanted = flight_views.FlightsAsked(airfield=airfield, operator=operator, first=first, last=last, page=page)
    with asked.desk() as desk:
        found = flight_views.flights(desk, wanted)
    if found.wrong:
        raise CaseError(found.wrong, where="airfield, operator", todo=found.todo)
    rows = [{name: value for name, value in plain(each).items() if name != "leads_to"} for each in found.rows]
    given, _, _ = paged(rows, 1)
    calendar = found.calendar
    without = sum((each.last - each.first).days + 1 for each in calendar.without)
    known = calendar.days_with_data > 0  # no coverage is not zero
    return Answer(
        question=found.title,
        figure=round(sum(calendar.counted.values()), 2) if known else None,
        unit="expected movements on the days with data (probabilities summed)" if known else "",
        rows=given,
        total=found.paging.total,
        page=page,
        next_page=page + 1 if page < found.paging.pages else 0,
        sql=[rerunnable(f"SELECT * FROM movement WHERE airfield = {literal(found.airfield)}")]
        if found.airfield
        else [],
        limits=limits_of(_FLIGHTS, [found.supports]),
        notes=[
            f"{calendar.days_with_data} of {calendar.days} days have data; {without} show nothing either way.",
            *(
                [f"Figure and days are those from {calendar.first} on: ask for years before by their days."]
                * calendar.cut
            ),
            *([found.watermark] * bool(found.watermark)),
        ],
    )


def _span(days: str) -> tuple[date | None, date | None]:
    first, between, last = days.partition("..")
    begins = day(first.strip(), "days")
    return begins, day(last.strip(), "days") if between else begins


def surges(asked: Asked, page: int) -> Answer:
    """List the series of flights that were tested."""
    with asked.desk() as desk:
        found = surge_views.surges(desk, surge_views.SurgesAsked(page=page))
    rows = [{name: value for name, value in plain(each).items() if name != "leads_to"} for each in found.rows]
    given, _, _ = paged(rows, 1)
    return Answer(
        question="Series of flights that were tested in this case",
        rows=given,
        total=found.paging.total,
        page=page,
        next_page=page + 1 if page < found.paging.pages else 0,
        limits=limits_of(_FLIGHTS, [found.supports]),
        notes=[found.watermark] if found.watermark else [],
    )


def incidents(asked: Asked, said: dict[str, str], km: float, days: str, page: int) -> Answer:
    """List incidents as their sources tell them and as they may leave the case."""
    first, last = (each.isoformat() if each else "" for each in _span(days))
    said = said | {"first": first, "last": last}
    with asked.desk() as desk:
        shown = all_incidents(desk)
        whole = Part(wanted_of(shown.placed, said, km))
        part = replace(whole, leave=True)
        total, limits = shown.count(part), [source_limits(each) for each in shown.readers(whole)]
        withheld = shown.count(whole) - total
        seen = tuple(shown.page(part, (page - 1) * PAGE_ROWS, PAGE_ROWS))
        remarks = [*shown.remarks(whole), *shown.changed(whole)]
        told = as_json(Found(whole.wanted, seen, ()), exporter_of(desk), Together())
    kept = ("key", "register", "number", "when", "place_printed", "area", "lat", "lon", "precision", "actor")
    more = ("actor_printed", "target_printed", "weapon", "weapon_printed", "deaths_low", "deaths_best", "deaths_high")
    names = (*kept, *more, "origin", "hedge", "denial", "text", "changed", "sure", "exhibit", "place")
    given, _, _ = paged(({name: each[name] for name in names} for each in told["incidents"]), 1)
    stay = [f"{withheld} more stay: the terms of their sources forbid it."] if withheld else []
    return Answer(
        question=f"Incidents: {whole.wanted.said}",
        figure=total,
        unit="incidents as told; several may be one event",
        rows=given,
        total=total,
        page=page,
        next_page=page + 1 if page * PAGE_ROWS < total else 0,
        sql=[rerunnable(f"SELECT * FROM incident WHERE key IN {literals(str(each['key']) for each in given)}")],
        limits=limits_of(*limits),
        notes=[*map(quoted, remarks), *stay],
    )


def search_words(asked: Asked, words: str, kind: str, page: int) -> Answer:
    """Find words anywhere in what may be seen of the case."""
    with asked.desk() as desk:
        wanted = Wanted((kind,) if kind else (), (page - 1) * PAGE_ROWS, PAGE_ROWS, hidden=desk.who.hidden)
        told = found_json(leaving(desk.case, search(desk.case.root, words, wanted)))
    given, _, _ = paged(({**each, "marks": len(each["marks"])} for each in told["hits"]), 1)
    return Answer(
        question=f"Where these words stand: {words[:200]}",
        figure={name: each["number"] for name, each in told["kinds"].items()} or None,
        unit="things by kind" if told["kinds"] else "",
        rows=given,
        total=told["total"],
        page=page,
        next_page=page + 1 if told["total"] > page * PAGE_ROWS else 0,
        limits=limits_of(["What is not found may stand there in other words, or in a file that was not read."]),
    )
