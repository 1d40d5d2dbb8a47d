"""All incidents of a case as they are asked and grouped: registers, maps with their tags, accepted claims of texts."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from urllib.parse import urlsplit

from armstrace.desk.incidents.documents import accepted_incidents
from armstrace.desk.intake import Case
from armstrace.records.kinds import Incident, Remnant, Term
from armstrace.sources.incidents.weapons import named_weapon
from armstrace.tables.ask import literal

TIMEMAP = "timemap"
WEAPONS = "weapon system"
_UNKNOWN = {"unknown", ""}


def incidents_of(case: Case) -> list[Incident]:
    """Give every incident of a case, by register and in the order of its exhibits, then those of its documents."""
    plain = case.tables.records(Incident, f"WHERE register <> {literal(TIMEMAP)} ORDER BY register, exhibit, place")
    return [*plain, *completed(case)]


def completed(case: Case) -> list[Incident]:
    """Give the incidents that are no plain rows of a table: those of maps, with their tags, and those of documents."""
    of_maps: list[Incident] = []
    if _has_maps(case):
        of_maps = case.tables.records(Incident, f"WHERE register = {literal(TIMEMAP)} ORDER BY exhibit, place")
        terms = {term.number: term for term in case.tables.records(Term, "ORDER BY exhibit DESC, place")}
        of_maps = [_with_terms(incident, terms) for incident in of_maps]
    return [*of_maps, *accepted_incidents(case)]


def _has_maps(case: Case) -> bool:
    """Tell whether a map was read, without loading the incidents of all other registers."""
    outcomes = (case.outcome(exhibit) for exhibit in case.exhibits())
    return any(outcome is not None and outcome.reader.startswith(f"{TIMEMAP}@") for outcome in outcomes)


def remnants_of(case: Case) -> list[Remnant]:
    """Give every remnant of a case; a photograph named by its file is led to the exhibit of that name.

    A name that no exhibit has, or several have, stays as it is.
    """
    named: dict[str, set[str]] = {}
    for exhibit in case.exhibits():
        named.setdefault(exhibit.received_name, set()).add(exhibit.sha256)
    remnants = case.tables.records(Remnant, "ORDER BY exhibit, place")
    return [
        replace(each, photo=next(iter(named[each.photo]))) if len(named.get(each.photo, ())) == 1 else each
        for each in remnants
    ]


def _with_terms(incident: Incident, terms: Mapping[str, Term]) -> Incident:
    """Put what the tags and sources of a map stand for in the place of their ids; ids without a term stay."""
    tags = [terms.get(each) for each in _list(incident.event_type)]
    known = [tag for tag in tags if tag is not None]
    weapons = [tag.name for tag in known if tag.group.lower() == WEAPONS and tag.name.lower() not in _UNKNOWN]
    other = [tag.name for tag in known if tag.group.lower() != WEAPONS]
    sources = list(_sources(_list(incident.cited), terms))
    told_by = {_account(each) for each in sources} - {""}
    return replace(
        incident,
        event_type="; ".join(other) if known else incident.event_type,
        weapon=named_weapon(weapons[0]) if len(weapons) == 1 else "",
        weapon_printed="; ".join(weapons),
        cited=json.dumps(sources, ensure_ascii=False) if sources else "",
        origin=told_by.pop() if len(told_by) == 1 else "",
    )


def _sources(ids: Iterable[str], terms: Mapping[str, Term]) -> Iterator[str]:
    for each in ids:
        yield from _list(terms[each].cited) if each in terms else (each,)


def _account(address: str) -> str:
    """Give the account that a post is from: several posts of one account are one origin.

    >>> _account("https://twitter.com/Example/status/12?t=1"), _account("https://t.me/example/7")
    ('twitter.com/example', 't.me/example')
    """
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    first = parts.path.strip("/").partition("/")[0].lower()
    return f"{(parts.hostname or '').removeprefix('www.')}/{first}" if parts.hostname and first else ""


def _list(printed: str) -> list[str]:
    """Read a JSON list of texts; a record keeps "" where there is none."""
    return [str(each) for each in json.loads(printed)] if printed.startswith("[") else []
