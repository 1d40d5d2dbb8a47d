"""One exhibit with its custody, and what was set aside in it or in any."""

from collections.abc import Mapping
from dataclasses import dataclass

from armstrace.desk.collecting.minimum import collections_of
from armstrace.desk.sensitivity import Level
from armstrace.desk.web.asking import told
from armstrace.desk.web.desk import Desk
from armstrace.desk.web.paging import Paging, paging
from armstrace.desk.web.views.exhibits import ExhibitAsked, ExhibitRow, all_listed, one_listed, row_of
from armstrace.desk.web.views.jobs import JobList, jobs
from armstrace.desk.web.views.ledger_lines import LedgerLine, line_of
from armstrace.desk.web.views.pictures import is_picture
from armstrace.desk.web.visitor import Role
from armstrace.desk.web.ways import Nothing
from armstrace.evidence import custody
from armstrace.sources.registry import readers
from armstrace.tables.ask import literals

_SIZE = 50
_PRINTED = 400
# where a line names one exhibit: taken in, read, or collected with others
_NAMED = ("sha256", "exhibit", "page", "warc", "capture")


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of a file that no reader understood: where, why, and its words as printed, cut short."""

    exhibit: str
    name: str
    place: str
    reason: str
    printed: str


@dataclass(frozen=True, slots=True)
class Pieces:
    """Pieces that were set aside, by pages."""

    pieces: tuple[Piece, ...]
    paging: Paging


@dataclass(frozen=True, slots=True)
class SetAside:
    """All inputs that were set aside: whole files nobody could read, and pieces of files that were read."""

    files: tuple[ExhibitRow, ...]
    pieces: Pieces


@dataclass(frozen=True, slots=True)
class ExhibitPage:
    """One exhibit: what is said of it, its custody line by line, what was read from it and what was set aside.

    `collected` says how it came off the web and what lacks of that, "" where it did not. `rows_by_kind` counts its
    records; `publisher`, `shows_not` and `source_licence` are of the source it was read as. `levels` are those of
    sensitivity that this person may set, and `seen` is the number of the ledger's last line. `picture` says that it can
    be looked at.
    """

    row: ExhibitRow
    picture: bool
    other_names: tuple[str, ...]
    collected: str
    reader: str
    refused_where: str
    todo: str
    rows_by_kind: Mapping[str, int]
    publisher: str
    shows_not: tuple[str, ...]
    source_licence: str
    custody: tuple[LedgerLine, ...]
    set_aside: Pieces
    jobs: JobList
    levels: tuple[Level, ...]
    seen: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PiecesAsked:
    """Which page of what was set aside."""

    page: int = told(1, least=1, most=1_000_000)


def exhibit(desk: Desk, asked: ExhibitAsked) -> ExhibitPage:
    """Show one exhibit with its custody."""
    found = one_listed(desk, asked.sha256)
    sha256 = found.exhibit.sha256
    own = [line for line in desk.lines() if sha256 in map(line.payload.get, _NAMED)]
    checks = [line for line in desk.lines() if line.act == "verify" and _names(line.payload.get("only"), sha256)]
    known = readers().get(found.reader.partition("@")[0])
    source = known.SOURCE if known else None
    works = jobs(desk, Nothing())
    return ExhibitPage(
        row=row_of(desk, found),
        picture=is_picture(found.exhibit),
        other_names=tuple(sorted(custody.names_of(sha256, own) - {found.exhibit.received_name})),
        collected=next((each.told for each in collections_of(desk.case, found.exhibit)), ""),
        reader=found.reader,
        refused_where=found.refused_where,
        todo=found.todo,
        rows_by_kind=found.rows,
        publisher=source.publisher if source else "",
        shows_not=tuple(source.limits) if source else (),
        source_licence=source.licence if source else "",
        custody=tuple(line_of(desk, line) for line in sorted([*own, *checks], key=lambda line: line.seq)),
        set_aside=_pieces(desk, [sha256], asked.page, found.set_aside),
        jobs=JobList(
            tuple(each for each in works.active if each.exhibit in {"", sha256}),
            tuple(each for each in works.ended if each.exhibit == sha256)[:1],
        ),
        levels=tuple(Level) if desk.who.role >= Role.CUSTODIAN else (),
        seen=desk.head.count,
    )


def set_aside(desk: Desk, asked: PiecesAsked) -> SetAside:
    """List every input that was set aside, with the reason."""
    known = all_listed(desk)
    some = [each for each in known if each.set_aside]
    total = sum(each.set_aside for each in some)
    return SetAside(
        files=tuple(row_of(desk, each) for each in known if each.refused),
        pieces=_pieces(desk, [each.exhibit.sha256 for each in some], asked.page, total),
    )


def _names(only: object, sha256: str) -> bool:
    """Whether a check was of this exhibit; one without a list was of all."""
    return only is None or (isinstance(only, list) and sha256 in only)


def _pieces(desk: Desk, exhibits: list[str], page: int, total: int) -> Pieces:
    where = paging(total, page, _SIZE)
    if not total:
        return Pieces((), where)
    names = {each.exhibit.sha256: each.exhibit.received_name for each in all_listed(desk)}
    rows = desk.case.tables.ask(
        f"SELECT exhibit, place, reason, left(printed, {_PRINTED}) FROM set_aside "
        f"WHERE exhibit IN {literals(exhibits)} ORDER BY exhibit, place LIMIT {_SIZE} OFFSET {(where.page - 1) * _SIZE}"
    )
    return Pieces(
        tuple(
            Piece(str(sha256), names.get(str(sha256), ""), str(place), str(reason), str(printed or ""))
            for sha256, place, reason, printed in rows
        ),
        where,
    )
