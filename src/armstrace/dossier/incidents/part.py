"""The incidents of a case as a dossier shows them: on a map, in time, and in a table with who denies what."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from armstrace.dossier.incidents.timeline import incidents_timeline
from armstrace.dossier.incidents.words import actor_words, deaths_words, weapon_words, when_words, where_words
from armstrace.dossier.maps.incidents import incidents_map
from armstrace.dossier.model import IncidentsShown
from armstrace.dossier.reopened import place_words
from armstrace.dossier.wording import counted
from armstrace.records.kinds import Incident

ROWS_SHOWN = 200
_PREFIX = 12


@dataclass(frozen=True, slots=True)
class IncidentRow:
    """One incident in the table; `number` is that of its exhibit in the list, 0 where it is not in it."""

    when: str
    where: str
    what: str
    who: str
    told_by: str
    denial: str
    number: int
    prefix: str
    place: str
    key: str


@dataclass(frozen=True, slots=True)
class IncidentsPart:
    """What the page says of incidents: how many there are, the drawings, the rows, and what is not in the table."""

    lead: str
    drawings: tuple[Markup, ...]
    rows: tuple[IncidentRow, ...]
    more: str


def incidents_part(shown: IncidentsShown | None, numbers: Mapping[str, int]) -> IncidentsPart | None:
    """Lay out the incidents of a case; None where it has none."""
    if shown is None or not shown.count:
        return None
    denied = sum(bool(each.denial) for each in shown.told)
    lead = f"The case holds {counted(shown.count, 'incident')}"
    lead += f", of which {len(shown.told):,} are shown here, because something on this page rests on them" * (
        len(shown.told) < shown.count
    )
    lead += f". Of those shown {denied:,} are denied by somebody. "
    lead += "What is told is told by its source: nothing here says that it is so."
    title = "Incidents, as told"
    drawings = (
        (
            Markup(incidents_map(shown.drawn, title, standalone=False)),  # noqa: S704  # every word escaped there
            Markup(incidents_timeline(shown.drawn, title, standalone=False)),  # noqa: S704  # every word escaped there
        )
        if shown.drawn
        else ()
    )
    first = [each for each in shown.told if each.denial] + [each for each in shown.told if not each.denial]
    listed = set(map(id, first[:ROWS_SHOWN]))
    rows = tuple(_rows((each for each in shown.told if id(each) in listed), numbers))
    rest = len(shown.told) - len(rows)
    more = f"{counted(rest, 'further incident')} are drawn and not listed; those that are denied are listed first."
    return IncidentsPart(lead, drawings, rows, more if rest else "")


def _rows(incidents: Iterator[Incident], numbers: Mapping[str, int]) -> Iterator[IncidentRow]:
    for each in incidents:
        deaths = deaths_words(each)
        what = "; ".join(filter(None, (each.event_type, weapon_words(each), f"deaths: {deaths}" if deaths else "")))
        told_by = ", ".join(filter(None, (each.origin or each.register, each.reported.edtf if each.reported else "")))
        yield IncidentRow(
            when_words(each.when), where_words(each), what, actor_words(each), told_by, each.denial,
            numbers.get(each.exhibit, 0), each.exhibit[:_PREFIX], place_words(each.place), each.key,
        )  # fmt: skip
