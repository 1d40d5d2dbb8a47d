"""The exhibits of a case as citations."""

from collections.abc import Iterable, Mapping, Sequence

from armstrace.desk.intake import Case
from armstrace.desk.licences import Leaver, sources_of
from armstrace.dossier.exports.cited import Cited
from armstrace.evidence import ledger
from armstrace.evidence.lines import Line
from armstrace.records.exhibits import Exhibit
from armstrace.records.kinds import Document, Edition
from armstrace.tables.ask import literals


def cited_exhibits(
    case: Case, exhibits: Iterable[Exhibit], leavers: Iterable[Leaver] = (), lines: Sequence[Line] = ()
) -> tuple[Cited, ...]:
    """Give exhibits as citations, in the order given; `leavers` say which of them stay behind, and why.

    `lines` are those of the ledger, if they are at hand already.

    Raises:
        ArmstraceError: the tables cannot be read.
    """
    wanted = tuple(exhibits)
    sources = sources_of(lines or ledger.read_lines(case.root))
    among = f"WHERE exhibit IN {literals(each.sha256 for each in wanted)} ORDER BY exhibit, place, item, key"
    # the first of each: one file may hold several editions, and a citation names the file
    editions: Mapping[str, Edition] = {each.exhibit: each for each in reversed(case.tables.records(Edition, among))}
    documents: Mapping[str, Document] = {each.exhibit: each for each in reversed(case.tables.records(Document, among))}
    kept_back = {each.exhibit.sha256: each.reason for each in leavers if not each.leaves}
    return tuple(
        Cited(
            exhibit=each,
            source=sources.get(each.sha256),
            edition=editions.get(each.sha256),
            document=documents.get(each.sha256),
            kept_back=kept_back.get(each.sha256, ""),
        )
        for each in wanted
    )
