"""Making the records of a file of reports: the edition, the lines, and what is set aside."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from operator import itemgetter
from typing import Any

from armstrace.records.errors import UnreadableValue
from armstrace.records.exhibits import Exhibit
from armstrace.records.kinds import Edition
from armstrace.records.origin import read_key
from armstrace.records.place import Place
from armstrace.records.sources import ReadOptions, SetAside, Source
from armstrace.records.supply import Report
from armstrace.records.values import When
from armstrace.sources.table_files import as_line

MOST_PRINTED = 2_000
_UNSAID: Mapping[str, Any] = {
    **dict.fromkeys(
        (
            "reporter", "reporter_printed", "direction", "partner", "partner_printed", "origin_state", "category",
            "designation", "measure", "currency", "note",
        ),
        "",
    ),
    "status": "reported",
    "items": None,
    "amount": None,
}  # fmt: skip
_SAID = itemgetter(*[field.name for field in fields(Report)][7:])
"""Takes what a line says in the order of the fields, behind those that tell where it stands."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One exhibit being read: what every record of it repeats."""

    exhibit: Exhibit
    source: Source
    edition: Edition

    def report(self, place: str, said: Mapping[str, Any], item: str = "") -> Report:
        """Make the record of one line; `said` are the fields that it fills."""
        key = read_key(Report.KIND, self.exhibit.sha256, place, item)
        own = (key, self.exhibit.sha256, place, item, self.source.reader, self.edition.key, self.edition.register)
        # by position: this is done some hundred thousand times
        return Report(*own, *_SAID({**_UNSAID, **said}))

    def aside(self, place: str, error: UnreadableValue | str, printed: str | Sequence[str], item: str = "") -> SetAside:
        """Keep what was not understood with its place, the reason, and what stands there."""
        reason = error if isinstance(error, str) else " ".join(filter(None, (error.what, error.todo)))
        words = printed if isinstance(printed, str) else as_line(printed)
        return SetAside(self.exhibit.sha256, place, self.source.reader, reason, words[:MOST_PRINTED], item=item)


def sheet_of(exhibit: Exhibit, source: Source, options: ReadOptions, title: str, assumptions: str = "") -> Sheet:
    """Begin an exhibit: its edition is what a person said of it, for such files do not tell their day themselves."""
    told = options.edition or exhibit.edition
    place = str(Place(row=1))
    edition = Edition(
        key=read_key(Edition.KIND, exhibit.sha256, place),
        exhibit=exhibit.sha256,
        place=place,
        item="",
        reader=source.reader,
        register=source.name,
        label=f"{title} from {exhibit.received_name}" + (f", {told}" if told else ", undated"),
        generated=_day(told),
        assumptions=assumptions,
    )
    return Sheet(exhibit, source, edition)


def _day(told: str) -> When | None:
    try:
        return When.read(told) if told else None
    except UnreadableValue:
        # a person may also name an edition in words
        return None


def note(*parts: str) -> str:
    """Join the parts of a note that say something."""
    return "; ".join(part for part in parts if part)
