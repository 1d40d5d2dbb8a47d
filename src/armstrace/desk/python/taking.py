"""Files taken into a case, and whether all in it is as it was written."""

from collections.abc import Sequence
from pathlib import Path
from typing import TypedDict

from armstrace.desk.documents.document import keep_days
from armstrace.desk.python.answer import Answer, plain
from armstrace.desk.python.columns import TEXT, WHOLE, Sheet
from armstrace.desk.python.held import Held, told_aside
from armstrace.desk.questions.files import files_in
from armstrace.desk.questions.taking import outcomes_json, take_all
from armstrace.desk.questions.words import day
from armstrace.desk.treaties import known_treaty
from armstrace.desk.verify import verify_case
from armstrace.records.sources import ReadOptions

_TAKEN = Sheet(
    {"name": TEXT, "sha256": TEXT, "reader": TEXT, "refused": TEXT, "set_aside": WHOLE, "rows": TEXT},
)
_VERIFIED = Sheet({"name": TEXT, "value": TEXT})


class AddAsked(TypedDict, total=False):
    """What is said of files that are taken in.

    `treaty` is the treaty a table is about, `edition` the vintage of a file that does not print it, `licence` what it
    may be used for, `in_place` leaves it where it is, `published` is the day of publication of documents.
    """

    treaty: str
    edition: str
    licence: str
    in_place: bool
    published: str


class Taken(Answer):
    """What was read of the files taken in; a row per file."""

    __slots__ = ()


def added(held: Held, files: Sequence[str | Path], how: AddAsked) -> Taken:
    """Take files in and read them."""
    with held.at_work() as case:
        said = day(how.get("published", ""), "published")
        options = ReadOptions(known_treaty(how.get("treaty", "")), how.get("edition", ""))
        paths = files_in(map(Path, files))
        taken, missed = take_all(
            case, paths, options, licence=how.get("licence", ""), in_place=how.get("in_place", False)
        )
        if said is not None:
            keep_days(case, [each.exhibit for each in taken], said)
        told = plain(outcomes_json(taken))
    return Taken(
        title=f"Taken in: {len(taken)} of {len(paths)} files",
        rows=_TAKEN.rows(told),
        sheet=_TAKEN,
        told=told,
        remarks=(*missed, *told_aside(taken)),
    )


def verified(held: Held) -> Answer:
    """Verify a case."""
    with held.at_work() as case:
        report = verify_case(case)
    told = plain(report.as_json())
    return Answer(
        title="Everything is as it was written" if report.ok else "Custody is broken: see what differs",
        rows=_VERIFIED.rows({"name": name, "value": value} for name, value in told.items()),
        sheet=_VERIFIED,
        told=told,
    )
