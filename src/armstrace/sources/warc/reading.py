"""From the records of a web archive to entries of a case: every record listed, and the text of its pages."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from armstrace.evidence.warc import FIELDS, KEPT_AS
from armstrace.records.captures import Capture
from armstrace.records.errors import SourceChanged, UnreadableValue
from armstrace.records.exhibits import Exhibit
from armstrace.records.kinds import Document, Passage, Readable
from armstrace.records.origin import read_key
from armstrace.records.place import Place
from armstrace.records.sources import SetAside, Source
from armstrace.records.values import When
from armstrace.sources.html.reading import page_records, read_page
from armstrace.sources.text.passages import NOTICE, About, document, set_aside
from armstrace.sources.warc.http import Http, read_head
from armstrace.sources.warc.pages import PAGE_TYPES, Begun, begin, page_body, page_text
from armstrace.sources.warc.records import Allowance, StopsError, WarcRecord, checked, warc_records

MOST_PAGES, MOST_TEXT = 2_000, 64 << 20
_MOST_FIELDS = 256 << 10
_CHANGED = "Its bytes are not those that its digest was made of: it was changed or damaged."
_FULL_PAGE = ("urn:fullpage:", "urn:fullpagefinal:")
_TIME = re.compile(r"(\d{4}-\d\d-\d\d)T\d\d:\d\d:\d\d(?:\.\d{1,9})?Z")
_ID = re.compile(r"(?!no\. )[\x21-\x7e ]{1,200}")
_KEPT = re.compile(rb"(?m)^%s: sha256:([0-9a-f]{64})\r?$" % KEPT_AS.encode())


@dataclass(slots=True)
class Reading:
    """What goes on while one exhibit is read.

    `pages` are the addresses that the archive lists as pages, None where it has no list; `start` is where the next
    page begins in the document's text.
    """

    exhibit: Exhibit
    source: Source
    allowance: Allowance
    pages: frozenset[str] | None = None
    start: int = 0
    laid_out: int = 0
    titles: list[str] = field(default_factory=list)
    days: list[When | None] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    kept: dict[str, str] = field(default_factory=dict)
    later: list[str] = field(default_factory=list)

    def home(self, record: WarcRecord, member: str) -> Place:
        """Say where a record stands: by its id, or by its number where the id is none or was there before."""
        return Place(member=member or None, record=self._named(record, member))

    def _named(self, record: WarcRecord, member: str) -> str:
        known = f"{member}\n{record.name}"
        if not _ID.fullmatch(record.name) or known in self.names:
            return f"no. {record.number}"
        self.names.add(known)
        return record.name

    def set_aside(self, place: Place, reason: str, printed: str = "", item: str = "") -> SetAside:
        """Keep what was not read."""
        return set_aside(self.exhibit, self.source, place, reason, printed, item)

    def finish(self) -> Iterator[Document | SetAside]:
        """Yield the document, where there was a page, and what is to be said of the archive as a whole."""
        if self.titles:
            one = len(self.titles) == 1
            more = "" if one else f" and {len(self.titles) - 1} more pages"
            about = About(f"{self.titles[0]}{more}".strip(), published=self.days[0] if one else None)
            yield document(self.exhibit, self.source, about)
        if self.later:
            reason = (
                f"Entries dated later than the archive came into the case: {len(self.later)}. "
                "A clock was wrong, there or here, or they are dated falsely."
            )
            yield self.set_aside(Place(), reason, self.later[0], f"{NOTICE}later")


def read_warc(file: BinaryIO, reading: Reading, member: str = "") -> Iterator[Readable]:
    """Yield the entries of one WARC file, plain or packed, and the passages of the pages in it."""
    try:
        for record in warc_records(file, reading.allowance):
            yield from _record(record, reading, reading.home(record, member))
    except StopsError as error:
        yield reading.set_aside(Place(member=member or None), str(error), item=f"{NOTICE}stopped")


def _record(record: WarcRecord, reading: Reading, home: Place) -> Iterator[Readable]:
    begun = begin(record.block)
    head = read_head(begun.data) if record.kind == "response" else None
    media_type = (head.media_type if head else record.fields.get("content-type", "").partition(";")[0].strip()).lower()
    notes = []
    if record.kind == "metadata" and record.fields.get("content-type") == FIELDS and len(begun.data) < _MOST_FIELDS:
        found = _KEPT.search(begun.data)
        reading.kept |= {record.fields.get("warc-concurrent-to", "").strip("<> "): found[1].decode()} if found else {}
    if cut := record.fields.get("warc-truncated", ""):
        notes.append(f"Cut short by its maker ({cut[:40]}).")
    if head is not None and media_type in PAGE_TYPES and _is_page(record, head, reading):
        yield from _page(record, begun, head, reading, home, notes)
    check = checked(record)
    if check == "differs":
        printed = record.fields.get("warc-block-digest", "")
        yield reading.set_aside(home, f"{_CHANGED} What is read of it is read as it is now.", printed, "digest")
        notes.append(_CHANGED)
    yield _capture(record, reading, home, (head, media_type, check), notes)
    if reading.exhibit.received_at and (at := _at(record)) > reading.exhibit.received_at:
        reading.later.append(f"{at} {record.fields.get('warc-target-uri', '')}".strip())


def _is_page(record: WarcRecord, head: Http, reading: Reading) -> bool:
    listed = reading.pages is None or record.fields.get("warc-target-uri", "").strip("<>") in reading.pages
    return listed and 200 <= head.status < 300


def _page(
    record: WarcRecord, begun: Begun, head: Http, reading: Reading, home: Place, notes: list[str]
) -> Iterator[Passage | SetAside]:
    """Yield the text of a page, unless the archive says that it is kept as a file of its own, and it is that."""
    url = record.fields.get("warc-target-uri", "").strip("<>")
    if reading.laid_out >= MOST_PAGES or reading.start > MOST_TEXT:
        yield reading.set_aside(home, "Too many pages in one archive: this one was listed and not read.", url)
        return
    try:
        body = page_body(begun, head)
        kept = reading.kept.get(record.name, "")
        if kept and hashlib.sha256(body).hexdigest() == kept:
            notes.append(f"The page is kept as a file of its own: {kept}.")
            return
        page = read_page(page_text(body, head), url[:200])
    except (UnreadableValue, SourceChanged) as error:
        yield reading.set_aside(home, f"This page was not read. {error.what}", url)
        return
    reading.laid_out += 1
    reading.titles.append(page.about.title or url)
    reading.days.append(page.about.published)
    for each in page_records(reading.exhibit, reading.source, page, home, reading.start):
        yield each
        if isinstance(each, Passage):
            reading.start = each.start + len(each.text) + 2


def _capture(
    record: WarcRecord, reading: Reading, home: Place, found: tuple[Http | None, str, str], notes: list[str]
) -> Capture:
    head, media_type, check = found
    fields, place, at = record.fields, str(home), _at(record)
    url = fields.get("warc-target-uri", "").strip("<>")
    if not at:
        notes.append(f"Its time is printed as {fields.get('warc-date', '')[:40]!r}.")
    return Capture(
        key=read_key(Capture.KIND, reading.exhibit.sha256, place),
        exhibit=reading.exhibit.sha256,
        place=place,
        item="",
        reader=reading.source.reader,
        register=reading.source.name,
        number=record.name,
        what=_what(record, url, media_type),
        url=url,
        time_utc=at,
        day=day_of(at),
        status=head.status if head else None,
        media_type=media_type[:200],
        size=record.size,
        digest=fields.get("warc-block-digest", ""),
        checked=check,
        title=fields.get("warc-filename", ""),
        kept="",
        note=" ".join(notes),
    )


def _what(record: WarcRecord, url: str, media_type: str) -> str:
    if record.kind == "resource" and media_type.startswith("image/") and url.lower().startswith(_FULL_PAGE):
        return "picture"
    return {"warcinfo": "info", "": "unknown"}.get(record.kind, record.kind[:40])


def _at(record: WarcRecord) -> str:
    return time_said(record.fields.get("warc-date", ""))


def time_said(said: str) -> str:
    """Give a time as archives print it (ISO 8601 in UTC, to the second or finer), "" for anything else."""
    return said.strip() if _TIME.fullmatch(said.strip()) and day_of(said.strip()) else ""


def day_of(at: str) -> When | None:
    """Give the day of a time, None where there is no such day.

    >>> day_of("2026-02-30T00:00:00Z") is None
    True
    """
    try:
        return When.read(at[:10]) if at else None
    except UnreadableValue:
        return None
