"""The exhibits of a case as citations."""

from collections.abc import Iterable, Sequence
from typing import TypeVar

import pyarrow as pa
import pyarrow.parquet as pq

from armstrace.desk.collecting.minimum import addresses
from armstrace.desk.intake import Case
from armstrace.desk.licences import Leaver, sources_of
from armstrace.dossier.exports.cited import Cited
from armstrace.evidence import ledger
from armstrace.evidence.lines import Line
from armstrace.records.errors import CaseError
from armstrace.records.exhibits import Exhibit
from armstrace.records.kinds import Document, Edition
from armstrace.tables.schema import columns_of, gather, schema
from armstrace.tables.write import table_path

R = TypeVar("R", Document, Edition)


def cited_exhibits(
    case: Case, exhibits: Iterable[Exhibit], leavers: Iterable[Leaver] = (), lines: Sequence[Line] = ()
) -> tuple[Cited, ...]:
    """Give exhibits as citations, in the order given; `leavers` say which of them stay behind, and why.

    `lines` are those of the ledger, if they are at hand already.

    Raises:
        ArmstraceError: the tables cannot be read.
    """
    known = lines or ledger.read_lines(case.root)
    sources, urls = sources_of(known), addresses(known)
    kept_back = {each.exhibit.sha256: each.reason for each in leavers if not each.leaves}
    return tuple(
        Cited(
            exhibit=each,
            source=sources.get(each.sha256),
            edition=_first(case, Edition, each.sha256, ("label", "generated")),
            document=_first(case, Document, each.sha256, ("title", "author", "published")),
            url=urls.get(each.sha256, ""),
            kept_back=kept_back.get(each.sha256, ""),
        )
        for each in exhibits
    )


def _first(case: Case, record_type: type[R], sha256: str, fields: tuple[str, ...]) -> R | None:
    """Give the first record of a kind with these fields alone, None where there is none.

    One file may hold several editions, and a citation names the file. A case may have thousands of exhibits: of each
    table no more is read than is cited.

    Raises:
        CaseError: the table cannot be read.
    """
    kind = record_type.KIND
    path = table_path(case.root, kind, sha256)
    if not path.exists():
        return None
    columns = [name for field in fields for name in columns_of(kind, field)]
    try:
        with pq.ParquetFile(path, pre_buffer=False) as file:
            rows = file.read_row_group(0, columns, use_threads=False).slice(0, 1).to_pylist()
    except (pa.ArrowException, OSError) as error:
        todo = "`armstrace read --again` rebuilds it from the exhibit."
        raise CaseError("A table cannot be read.", where=f"tables/{kind}/{path.name}", todo=todo) from error
    empty = dict.fromkeys(schema(kind).names)
    found: R | None = gather(kind, {**empty, "exhibit": sha256, **rows[0]}) if rows else None
    return found
