"""Web archives as WACZ files: a zip with WARC files, a list of pages and hashes of all of it.

Written from WACZ 1.1.1 as Webrecorder publishes it, and from the files of Browsertrix, ArchiveWeb.page and py-wacz, one
of which auto-archiver starts.
"""

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, cast

from armstrace.records.captures import Capture
from armstrace.records.exhibits import Exhibit
from armstrace.records.kinds import Readable
from armstrace.records.origin import read_key
from armstrace.records.place import Place
from armstrace.records.sources import ReadOptions, SetAside, Source
from armstrace.sources.text.passages import NOTICE
from armstrace.sources.warc.listed import ListedPage, Package, hash_of, read_package, read_pages
from armstrace.sources.warc.reading import Reading, day_of, read_warc, time_said
from armstrace.sources.warc.records import Allowance, StopsError
from armstrace.sources.warc.zipped import member_opened, zip_opened

SOURCE = Source(
    name="wacz_file",
    title="Web archive (WACZ)",
    publisher="whoever collected the pages",
    url="https://specs.webrecorder.net/wacz/1.1.1/",
    licence="as the pages themselves say; armstrace adds none",
    kinds=("capture", "document", "passage"),
    covers="the pages the archive lists, the records of its WARC files, and the text of the pages listed",
    limits=(
        "Times and addresses are what the archive's maker wrote; nobody vouches for them but a timestamp or a witness.",
        "A hash that agrees shows that a file was not damaged since; whoever forged it could make the hash too.",
        "The signature that an archive may carry is listed, and is not verified here.",
        "An archive with several pages is one document, and has no day of its own: pages of one's own are clearer.",
        "Only pages that the archive lists are read as text; frames and what scripts fetched are listed.",
    ),
)
_ZIP = b"PK\x03\x04"
_MARKS = (b"datapackage.json", b"pages/pages.jsonl", b"archive/")
_SIGNED = "datapackage-digest.json"


def recognises(head: bytes, name: str) -> int:
    """Tell a WACZ by the names of its files near the beginning of the zip, or by its own name."""
    if not head.startswith(_ZIP):
        return 0
    named = name.lower().endswith(".wacz")
    known = sum(mark in head for mark in _MARKS)
    return 2 if named or known >= 2 else 0


@dataclass(slots=True)
class _Wacz:
    """An open archive, and what it says of itself."""

    file: zipfile.ZipFile
    package: Package
    reading: Reading

    def named(self, start: str, *ends: str) -> list[zipfile.ZipInfo]:
        """Give its files below a folder with one of some endings, in the order of the zip's list, each name once."""
        found = {each.filename: each for each in reversed(self.file.infolist())}
        return [each for name, each in reversed(found.items()) if name.startswith(start) and name.endswith(ends)]


def read(exhibit: Exhibit, options: ReadOptions) -> Iterator[Readable]:  # noqa: ARG001  # there is nothing to say of it
    """Yield the pages listed, an entry for each record, the text of pages, and what is changed, damaged or too much.

    Raises:
        SourceChanged: the zip file is damaged.
    """
    allowance = Allowance.of(exhibit.path.stat().st_size)
    reading = Reading(exhibit, SOURCE, allowance)
    with zip_opened(exhibit.path, repr(exhibit.received_name)) as file:
        try:
            wacz = _Wacz(file, read_package(file, allowance), reading)
        except StopsError as error:
            wacz = _Wacz(file, Package(), reading)
            yield reading.set_aside(Place(member="datapackage.json"), str(error), item=f"{NOTICE}stopped")
        yield from _hashes(wacz)
        yield from _pages(wacz)
        for member in wacz.named("archive/", ".warc", ".warc.gz"):
            try:
                with member_opened(file, member) as opened:
                    yield from read_warc(cast("BinaryIO", opened), reading, member.filename)
            except StopsError as error:
                yield reading.set_aside(Place(member=member.filename), str(error), item=f"{NOTICE}stopped")
    yield from reading.finish()


def _hashes(wacz: _Wacz) -> Iterator[SetAside]:
    """Yield what does not have the hash that the archive's own list says."""
    known = {each.filename: each for each in wacz.file.infolist()}
    for number, (name, said) in enumerate(wacz.package.hashes.items()):
        place, item = Place(member=name), f"hash {number}"
        if name not in known:
            yield wacz.reading.set_aside(place, "The archive lists this file and does not hold it.", said, item)
            continue
        try:
            if hash_of(wacz.file, known[name], said, wacz.reading.allowance) is False:
                reason = "This file is not the one that the archive's list of hashes was made of."
                yield wacz.reading.set_aside(place, reason, said, item)
        except StopsError as error:
            yield wacz.reading.set_aside(place, str(error), said, item)
    if not wacz.package.hashes:
        reason = "The archive has no list of hashes (datapackage.json) that can be read."
        yield wacz.reading.set_aside(Place(), reason, item=f"{NOTICE}hashes")


def _pages(wacz: _Wacz) -> Iterator[Capture | SetAside]:
    """Yield the pages listed; from here on only those are read as text."""
    listed = set()
    for member in wacz.named("pages/", ".jsonl"):
        try:
            for page in read_pages(wacz.file, member, wacz.reading.allowance):
                # extra pages are those that a crawl came across; both lists are of pages
                listed.add(page.url)
                yield _page(wacz, page)
        except StopsError as error:
            yield wacz.reading.set_aside(Place(member=member.filename), str(error), item=f"{NOTICE}stopped")
    if listed:
        wacz.reading.pages = frozenset(listed)


def _page(wacz: _Wacz, page: ListedPage) -> Capture:
    place = str(Place(member=page.member, row=page.row))
    at = time_said(page.at)
    signed = f" It carries a signature ({_SIGNED})." if _SIGNED in wacz.file.NameToInfo else ""
    return Capture(
        key=read_key(Capture.KIND, wacz.reading.exhibit.sha256, place),
        exhibit=wacz.reading.exhibit.sha256,
        place=place,
        item="",
        reader=SOURCE.reader,
        register=SOURCE.name,
        number=page.name,
        what="page",
        url=page.url,
        time_utc=at,
        day=day_of(at),
        status=None,
        media_type="",
        size=None,
        digest="",
        checked="",
        title=page.title,
        kept="",
        note=f"Archived with {wacz.package.software or 'a program it does not name'}.{signed}",
    )
