"""What of a case existed on a day, as far as its exhibits and records tell their own day."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date

from armstrace.desk.documents.days import day_said
from armstrace.desk.incidents.gather import incidents_of
from armstrace.desk.intake import Case
from armstrace.records.kinds import Incident
from armstrace.records.values import When
from armstrace.tables.ask import Tables

_DATED_ROWS = ("commitment", "incident", "licence", "embargo", "decision", "supply", "reply")


@dataclass(frozen=True, slots=True)
class Then:
    """The exhibits of a case by whether they existed on `day`: `sure`, `undated` where they do not say, `later`.

    A register counts by the day its edition was generated, a document by its day of publication. Treaty tables, lists
    of incidents and tables of facts are sure: their rows tell their own day, an act its date, an incident when it was
    reported.
    """

    day: date
    sure: frozenset[str]
    undated: frozenset[str]
    later: frozenset[str]


def existed(case: Case, day: date) -> Then:
    """Tell which exhibits of a case existed on a day."""
    days = _days(case)
    by_rows = _told_by_rows(case)
    found: dict[bool | None, set[str]] = {True: set(), None: set(), False: set()}
    for exhibit in case.exhibits():
        told = days.get(exhibit.sha256)
        if told is None and exhibit.sha256 in by_rows:
            found[True].add(exhibit.sha256)
        else:
            found[told.by(day) if told else None].add(exhibit.sha256)
    return Then(day, frozenset(found[True]), frozenset(found[None]), frozenset(found[False]))


def _days(case: Case) -> dict[str, When]:
    """Give the day of each exhibit that tells it: the latest of the editions in it, or the day of a document."""
    found: dict[str, When] = {}
    for exhibit, earliest, latest in case.tables.ask(
        "SELECT exhibit, max(generated_earliest), max(generated_latest) FROM edition\n"
        "WHERE generated_earliest IS NOT NULL AND generated_latest IS NOT NULL GROUP BY exhibit"
    ):
        found[exhibit] = When(earliest, latest)
    printed = {
        row[0]: row[1]
        for row in case.tables.ask("SELECT exhibit, max(published_latest) FROM document GROUP BY exhibit")
    }
    for exhibit in case.exhibits():
        if exhibit.sha256 in printed:
            day = day_said(case, exhibit) or printed[exhibit.sha256]
            if day:
                found[exhibit.sha256] = When.day(day)
    return found


def _told_by_rows(case: Case) -> frozenset[str]:
    rows = case.tables.ask(
        "SELECT exhibit FROM edition WHERE treaty <> ''"
        + "".join(f" UNION SELECT exhibit FROM {kind}" for kind in _DATED_ROWS)
    )
    return frozenset(row[0] for row in rows)


@contextmanager
def only(case: Case, exhibits: frozenset[str]) -> Iterator[Case]:
    """Give a case in which only some exhibits have records; its folder and ledger are the same."""
    part = replace(case)
    part.tables = Tables(case.root, exhibits)
    try:
        yield part
    finally:
        part.tables.close()


def incidents_then(case: Case, then: Then, *, undated: bool) -> Callable[[], Sequence[Incident]]:
    """Give the incidents that had been reported by a day; with `undated` those too that do not say when they were."""

    def told() -> Sequence[Incident]:
        return [each for each in incidents_of(case) if reported(each, then, undated=undated)]

    return told


def reported(incident: Incident, then: Then, *, undated: bool) -> bool:
    """Tell whether an incident had been reported by a day, `undated` where its source does not say when."""
    if incident.exhibit in then.later:
        return False
    if incident.reported is None:
        return undated and (incident.when is None or incident.when.by(then.day) is not False)
    known = incident.reported.by(then.day)
    return undated if known is None else known
