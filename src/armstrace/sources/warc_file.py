"""Web archives as WARC files (ISO 28500:2017): every record listed, and the text of the pages in them.

Written from WARC 1.0 and 1.1 as published by the IIPC, and from the files of warcio, wget, Browsertrix and armstrace.
"""

import zlib
from collections.abc import Iterator

from armstrace.records.exhibits import Exhibit
from armstrace.records.kinds import Readable
from armstrace.records.sources import ReadOptions, Source
from armstrace.sources.warc.reading import Reading, read_warc
from armstrace.sources.warc.records import Allowance

SOURCE = Source(
    name="warc_file",
    title="Web archive (WARC)",
    publisher="whoever collected the pages",
    url="https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
    licence="as the pages themselves say; armstrace adds none",
    kinds=("capture", "document", "passage"),
    covers="requests, answers and what else the archive holds, with the text of pages answered with a status of 2xx",
    limits=(
        "Times and addresses are what the archive's maker wrote; nobody vouches for them but a timestamp or a witness.",
        "A digest that agrees shows that a record was not damaged since; whoever forged it could make the digest too.",
        "An archive with several pages is one document, and has no day of its own: pages of one's own are clearer.",
        "What a script would have drawn is not in the answers, unless a picture of the whole page is kept with them.",
        "A page that was not archived may have existed, and may have said something else a minute later.",
    ),
)
_SIGN = b"WARC/1."


def recognises(head: bytes, name: str) -> int:  # noqa: ARG001  # the bytes say it all
    """Tell a web archive by its first record, also where that is packed."""
    if head.startswith(_SIGN):
        return 2
    if not head.startswith(b"\x1f\x8b"):
        return 0
    try:
        return 2 if zlib.decompressobj(31).decompress(head, len(_SIGN)) == _SIGN else 0
    except zlib.error:
        return 0


def read(exhibit: Exhibit, options: ReadOptions) -> Iterator[Readable]:  # noqa: ARG001  # there is nothing to say of it
    """Yield an entry for each record, the passages of its pages, and what was damaged, changed or too much."""
    reading = Reading(exhibit, SOURCE, Allowance.of(exhibit.path.stat().st_size))
    with exhibit.path.open("rb") as file:
        yield from read_warc(file, reading)
    yield from reading.finish()
