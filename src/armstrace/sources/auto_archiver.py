"""Tables of Bellingcat's auto-archiver: the CSV that it writes (csv_db), and the sheet it works through, as exported.

Written from auto-archiver 0.13 to 1.2: the columns of csv_db, whose cells are in Python's notation, and the default
columns of its Google Sheet. The files that it kept are exhibits of their own once somebody adds them.
"""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from armstrace.records.captures import Capture
from armstrace.records.errors import SourceChanged, UnreadableValue
from armstrace.records.exhibits import Exhibit
from armstrace.records.kinds import Readable
from armstrace.records.origin import read_key
from armstrace.records.place import Place
from armstrace.records.sources import ReadOptions, SetAside, Source
from armstrace.sources.archived.notation import value_of
from armstrace.sources.table_files import as_line, rows
from armstrace.sources.text.passages import NOTICE, set_aside
from armstrace.sources.warc.reading import day_of

SOURCE = Source(
    name="auto_archiver",
    title="Table of auto-archiver",
    publisher="whoever ran auto-archiver; the program is Bellingcat's",
    url="https://auto-archiver.readthedocs.io/",
    licence="that of whoever made the table; what it points to as each page says",
    kinds=("capture",),
    covers="the addresses that were archived, when, with what outcome, and where the files were put",
    limits=(
        "The table points to files and does not hold them: add the files (WACZ, pictures, pages) as exhibits too.",
        "Times are those of the machine that archived; nobody vouches for its clock.",
        "Hashes are as the program printed them, and can be compared only with the files.",
        "An outcome of success says that something was kept, not that it shows all that the page showed.",
    ),
)
_OF_CSV = ("status", "metadata", "media")
_OF_SHEET = (
    "link", "archive status", "destination folder", "archive location", "archive date", "thumbnail",
    "upload timestamp", "upload title", "text content", "screenshot", "hash", "perceptual hashes", "wacz",
    "replaywebpage",
)  # fmt: skip
_KNOWN_BY = {"link", "archive status", "archive location"}
_MOST_MEDIA = 500


def recognises(head: bytes, name: str) -> int:  # noqa: ARG001  # a table is known by its columns, whatever its name
    """Tell the tables by their columns."""
    columns = set(_columns(head.partition(b"\n")[0].decode("utf-8-sig", "replace").rstrip("\r")))
    return 2 if columns.issuperset(_OF_CSV) or columns.issuperset(_KNOWN_BY) else 0


def read(exhibit: Exhibit, options: ReadOptions) -> Iterator[Readable]:  # noqa: ARG001  # there is nothing to say of it
    """Yield an entry for each row and for each file that it points to, and rows that make no sense.

    Raises:
        SourceChanged: a column is missing or new in the program's own table, or the file stops being a table.
    """
    with exhibit.path.open("rb") as file:
        tabs = b"\t" in file.readline(1 << 16)
    table = rows(exhibit.path, exhibit.received_name, delimiter="\t" if tabs else ",")
    printed = [each.strip() for each in next(table, (1, []))[1]]
    known = "metadata" in map(str.lower, printed)
    yield from (_of_csv if known else _of_sheet)(exhibit, printed, table)


def _columns(line: str) -> list[str]:
    delimiter = "\t" if "\t" in line else ","
    try:
        return [each.strip().lower() for each in next(csv.reader([line], delimiter=delimiter), [])]
    except csv.Error:
        return []


@dataclass(frozen=True, slots=True)
class _Row:
    """A row on its way to an entry."""

    exhibit: Exhibit
    number: int

    def capture(self, item: str, said: Mapping[str, str], at: str) -> Capture:
        """Make an entry of what a row says."""
        place = str(Place(row=self.number))
        return Capture(
            key=read_key(Capture.KIND, self.exhibit.sha256, place, item),
            exhibit=self.exhibit.sha256,
            place=place,
            item=item,
            reader=SOURCE.reader,
            register=SOURCE.name,
            number="",
            what=said.get("what", "row"),
            url=said.get("url", ""),
            time_utc=at,
            day=day_of(at),
            status=None,
            media_type=said.get("media_type", ""),
            size=None,
            digest=said.get("digest", ""),
            checked="",
            title=said.get("title", ""),
            kept=said.get("kept", ""),
            note=said.get("note", ""),
        )

    def set_aside(self, error: UnreadableValue, cells: list[str]) -> SetAside:
        """Keep a row that makes no sense."""
        return set_aside(self.exhibit, SOURCE, Place(row=self.number), error.what, as_line(cells))


def _of_csv(exhibit: Exhibit, printed: list[str], table: Iterator[tuple[int, list[str]]]) -> Iterator[Readable]:
    names = [each.lower() for each in printed]
    new = [each for each in printed if each.lower() not in _OF_CSV]
    missing = [name for name in _OF_CSV if name not in names]
    if new or missing or len(names) != len(_OF_CSV):
        raise SourceChanged(
            f"The columns are not those of auto-archiver's table: new {new}, missing {missing}.",
            where=repr(exhibit.received_name),
            todo="Export it again without columns of your own.",
        )
    for number, cells in table:
        row = _Row(exhibit, number)
        if not any(cells):
            continue
        try:
            said = dict(zip(names, cells, strict=True))
            found = list(_entries(row, said["status"], value_of(said["metadata"]), value_of(said["media"])))
        except (UnreadableValue, ValueError) as error:
            known = error if isinstance(error, UnreadableValue) else UnreadableValue("The row has too few cells.")
            yield row.set_aside(known, cells)
            continue
        yield from found


def _entries(row: _Row, status: str, metadata: Any, media: Any) -> Iterator[Capture]:
    if not isinstance(metadata, dict) or not isinstance(media, list) or not isinstance(metadata.get("url"), str):
        raise UnreadableValue("The row names no address.")
    at = _utc(metadata.get("_processed_at"))
    posted = _utc(metadata.get("timestamp"))
    note = f"Outcome: {status}." + (f" Posted, as it says: {posted}." if posted else "")
    said = {"url": metadata["url"], "title": str(metadata.get("title") or ""), "note": note}
    yield row.capture("", said, at)
    for number, file in enumerate(media[:_MOST_MEDIA], 1):
        if not isinstance(file, dict):
            raise UnreadableValue("The row names a file in a way that is not understood.")
        told = file.get("properties")
        properties: dict[Any, Any] = told if isinstance(told, dict) else {}
        urls = file.get("urls")
        kept = " ".join(map(str, urls)) if isinstance(urls, list) else ""
        yield row.capture(
            f"file={number}",
            {
                "what": "screenshot" if "screenshot" in str(properties.get("id", "")) else "file",
                "url": metadata["url"],
                "media_type": str(file.get("_mimetype") or ""),
                "digest": str(properties.get("hash") or ""),
                "kept": kept or str(file.get("key") or file.get("filename") or ""),
            },
            at,
        )


def _of_sheet(exhibit: Exhibit, printed: list[str], table: Iterator[tuple[int, list[str]]]) -> Iterator[Readable]:
    names = [each.lower() for each in printed]
    missing = sorted(_KNOWN_BY - set(names))
    if missing or any(names.count(name) > 1 for name in _OF_SHEET):
        raise SourceChanged(
            f"The columns are not those of auto-archiver's sheet: missing {missing}, or one stands there twice.",
            where=repr(exhibit.received_name),
            todo="Export it with its usual columns.",
        )
    own = [each for each in printed if each and each.lower() not in _OF_SHEET]
    if own:
        reason = "Columns that are not auto-archiver's were not read."
        yield set_aside(exhibit, SOURCE, Place(row=1), reason, ", ".join(own), f"{NOTICE}columns")
    for number, cells in table:
        said = {name: value.strip() for name, value in zip(names, cells, strict=False)}
        row = _Row(exhibit, number)
        if not any(said.values()) or not said.get("archive status"):
            continue
        entry = row.capture("", _sheet_words(said), _utc(said.get("archive date", "")))
        # a time as somebody typed it is no time of ours, and stays as it was printed
        unread = said.get("archive date") if not entry.time_utc else ""
        yield replace(entry, note=f"{entry.note} Archived, as printed: {unread}." if unread else entry.note)


def _sheet_words(said: Mapping[str, str]) -> dict[str, str]:
    kept = [said.get(name, "") for name in ("archive location", "screenshot", "wacz")]
    posted = said.get("upload timestamp", "")
    return {
        "url": said.get("link", ""),
        "title": said.get("upload title", ""),
        "digest": said.get("hash", ""),
        "kept": " ".join(filter(None, kept)),
        "note": f"Outcome: {said['archive status']}." + (f" Posted, as it says: {posted}." if posted else ""),
    }


def _utc(said: Any) -> str:
    """Write a time with a zone as UTC; one without is nobody's, and ""."""
    try:
        moment = said if isinstance(said, datetime) else datetime.fromisoformat(str(said or ""))
    except ValueError:
        return ""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if moment.tzinfo else ""
