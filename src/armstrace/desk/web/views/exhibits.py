"""The exhibits of a case: the list, one of them, what was set aside."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from armstrace.desk.listed import Checked, Listed, Reading, listed
from armstrace.desk.sensitivity import ACT as MARKED
from armstrace.desk.sensitivity import Level, mark
from armstrace.desk.treaties import known_treaty
from armstrace.desk.web.asking import told
from armstrace.desk.web.desk import Desk
from armstrace.desk.web.jobs.kinds import ADD, READ, REHASH
from armstrace.desk.web.jobs.record import new_job, settings_of
from armstrace.desk.web.paging import Paging, cut, paging
from armstrace.desk.web.problems import Conflict, NotThere
from armstrace.desk.web.views import basis
from armstrace.desk.web.views.jobs import JobList, JobView, begun, jobs
from armstrace.desk.web.ways import Bytes, Nothing
from armstrace.evidence import ledger
from armstrace.evidence.names import visible
from armstrace.records.errors import CaseError
from armstrace.sources.registry import readers

_SIZE = 50


@dataclass(frozen=True, slots=True)
class ExhibitRow:
    """One exhibit in the list; `rows` counts its records, `format` says as what it was read.

    `sensitivity` is "" where nobody marked it; one that this person may not see is not in the list at all.
    """

    sha256: str
    short: str
    name: str
    media_type: str
    size: int
    received_at: str
    received_by: str
    licence: str
    edition: str
    treaty: str
    in_place: bool
    sensitivity: str
    reading: Reading
    format: str
    rows: int
    set_aside: int
    refused: str
    checked: Checked | None


@dataclass(frozen=True, slots=True)
class Exhibits:
    """The exhibits of a case by pages, how many of them stand how, and the long works on them."""

    rows: tuple[ExhibitRow, ...]
    paging: Paging
    counts: Mapping[Reading, int]
    size: int
    never_checked: int
    jobs: JobList


@dataclass(frozen=True, slots=True, kw_only=True)
class ExhibitsAsked:
    """Which exhibits: those that stand so, those whose name or hash holds these words, the newest first or last."""

    page: int = told(1, least=1, most=1_000_000)
    reading: Reading | None = None
    words: str = told("", longest=200)
    newest: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class AddAsked:
    """What is said of a file that is handed over."""

    name: str = told(longest=1000)
    licence: str = told("", longest=500)
    edition: str = told("", longest=200)
    treaty: str = told("", longest=100)
    published: date | None = None


def all_listed(desk: Desk) -> tuple[Listed, ...]:
    """Give the exhibits that this person may see, in the order of intake."""

    def compute() -> tuple[Listed, ...]:
        known = listed(desk.case, desk.lines())
        return tuple(each for each in known if each.exhibit.sha256 not in desk.who.hidden)

    return desk.cached("exhibits", compute, basis.exhibits(desk))


def exhibits(desk: Desk, asked: ExhibitsAsked) -> Exhibits:
    """List the exhibits of the case."""
    known = all_listed(desk)
    wanted = [each for each in known if _is_wanted(each, asked)]
    if asked.newest:
        wanted.reverse()
    where = paging(len(wanted), asked.page, _SIZE)
    return Exhibits(
        rows=tuple(row_of(desk, each) for each in cut(wanted, where, _SIZE)),
        paging=where,
        counts={reading: sum(each.reading is reading for each in known) for reading in Reading},
        size=sum(each.exhibit.size for each in known),
        never_checked=sum(each.checked is None for each in known),
        jobs=jobs(desk, Nothing()),
    )


def _is_wanted(each: Listed, asked: ExhibitsAsked) -> bool:
    words = asked.words.strip().casefold()
    said = (each.exhibit.received_name.casefold(), each.exhibit.sha256, each.exhibit.licence.casefold())
    return (asked.reading is None or each.reading is asked.reading) and any(words in part for part in said)


def row_of(desk: Desk, each: Listed) -> ExhibitRow:
    """Give what the list shows of an exhibit."""
    known = readers().get(each.reader.partition("@")[0])
    return ExhibitRow(
        sha256=each.exhibit.sha256,
        short=each.exhibit.short,
        name=each.exhibit.received_name,
        media_type=each.exhibit.media_type,
        size=each.exhibit.size,
        received_at=each.exhibit.received_at,
        received_by=each.exhibit.received_by,
        licence=each.exhibit.licence,
        edition=each.exhibit.edition,
        treaty=each.exhibit.treaty,
        in_place=each.in_place,
        sensitivity=desk.levels.get(each.exhibit.sha256, ""),
        reading=each.reading,
        format=known.SOURCE.title if known else each.reader,
        rows=sum(each.rows.values()),
        set_aside=each.set_aside,
        refused=each.refused,
        checked=each.checked,
    )


def one_listed(desk: Desk, sha256: str) -> Listed:
    """Find an exhibit by its whole hash.

    Raises:
        NotThere: the case has none, or this person may not see it: the answer is the same.
    """
    found = next((each for each in all_listed(desk) if each.exhibit.sha256 == sha256), None)
    if found is None:
        raise NotThere("There is no such exhibit here.", where=sha256[:64], todo="The list of exhibits has them all.")
    return found


def add(desk: Desk, asked: AddAsked, path: Path) -> JobView:
    """Take in a file that was handed over: a job that copies, hashes and reads it."""
    name = asked.name.strip()
    if not name:
        raise CaseError("The file has no name.", where="name", todo="Name it.")
    settings = settings_of(
        {
            "path": path,
            "licence": asked.licence.strip(),
            "edition": asked.edition.strip(),
            "treaty": known_treaty(asked.treaty.strip()),
            "published": asked.published,
        }
    )
    return begun(desk, new_job(ADD, asked.name, desk.who.by, settings))


@dataclass(frozen=True, slots=True, kw_only=True)
class ExhibitAsked:
    """One exhibit, by its SHA-256, and which page of what was set aside in it."""

    sha256: str = told(longest=64)
    page: int = told(1, least=1, most=1_000_000)


@dataclass(frozen=True, slots=True, kw_only=True)
class HashAsked:
    """One exhibit, by its SHA-256."""

    sha256: str = told(longest=64)


def rehash(desk: Desk, asked: HashAsked) -> JobView:
    """Read the bytes of one exhibit again and write into the ledger how they were found."""
    found = one_listed(desk, asked.sha256).exhibit
    return begun(desk, new_job(REHASH, found.received_name, desk.who.by, {}), found.sha256)


def rehash_all(desk: Desk, _asked: Nothing) -> JobView:
    """Read the bytes of every exhibit again and write into the ledger how they were found."""
    return begun(desk, new_job(REHASH, "all exhibits", desk.who.by, {}))


def read_again(desk: Desk, asked: HashAsked) -> JobView:
    """Read an exhibit into the tables again."""
    found = one_listed(desk, asked.sha256).exhibit
    return begun(desk, new_job(READ, found.received_name, desk.who.by, {}), found.sha256)


@dataclass(frozen=True, slots=True, kw_only=True)
class SensitivityAsked:
    """How sensitive an exhibit is, with the reason, and the number of the ledger's last line when it was looked at."""

    sha256: str = told(longest=64)
    level: Level
    why: str = told(longest=2000)
    seen: int


@dataclass(frozen=True, slots=True)
class SensitivityNow:
    """How sensitive an exhibit is now."""

    sha256: str
    level: Level


def set_sensitivity(desk: Desk, asked: SensitivityAsked) -> SensitivityNow:
    """Sign how sensitive an exhibit is; who may not see it any more is shown nothing of it from now on."""
    found = one_listed(desk, asked.sha256).exhibit

    def check() -> None:
        for line in ledger.lines_naming(desk.case.root, found.sha256):
            if line.seq > asked.seen and line.act == MARKED and line.payload.get("exhibit") == found.sha256:
                said = f"{line.payload['level']} by {line.by} at {line.at} (line {line.seq})"
                what = f"Its sensitivity was set in between: {said}."
                raise Conflict(what, where=found.short, todo="Look at it again, then decide.")

    with desk.only_if(check):
        mark(desk.case, found.sha256, asked.level, asked.why)
    return SensitivityNow(found.sha256, asked.level)


def original(desk: Desk, asked: HashAsked) -> Bytes:
    """Hand out the bytes of an exhibit as they came in, to be saved and not shown."""
    found = one_listed(desk, asked.sha256).exhibit
    if not found.path.is_file():
        raise NotThere(
            "The bytes of this exhibit are not where they were.", where=found.short, todo="Hash it again for a record."
        )
    return Bytes(content=found.path, media_type="application/octet-stream", save_as=visible(found.received_name))
