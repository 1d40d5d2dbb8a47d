"""Web archives: every record is listed, pages are read in their place, and no archive, however made, does any harm."""

import gzip
import hashlib
import io
import resource
import time
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from armstrace.records.captures import Capture
from armstrace.records.errors import UnreadableValue
from armstrace.records.exhibits import Exhibit
from armstrace.records.kinds import Document, Passage, Readable
from armstrace.records.passages import document_text, original_place, original_stretches
from armstrace.records.place import Place
from armstrace.records.sources import ReadOptions, SetAside
from armstrace.sources import warc_file
from armstrace.sources.warc import reading, records
from armstrace.sources.warc.again import text_at
from made_warc import DAY, PAGE, a_day_of_archiving, name, packed, record, response

Read = Callable[..., list[Readable]]
URL = "https://news.example/rockets"


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def reader(content: bytes, received_at: str = "2026-01-01T00:00:00Z") -> list[Readable]:
        return list(warc_file.read(exhibit(tmp_path, content, received_at), ReadOptions()))

    return reader


def exhibit(folder: Path, content: bytes, received_at: str = "2026-01-01T00:00:00Z") -> Exhibit:
    path = folder / "archive"
    path.write_bytes(content)
    sha256 = hashlib.sha256(content).hexdigest()
    return Exhibit(sha256, path, len(content), "archive.warc.gz", "application/warc", received_at, "p-1")


def of(kind: type, found: list[Readable]) -> list[Readable]:
    return [each for each in found if isinstance(each, kind)]


def captures(found: list[Readable]) -> list[Capture]:
    return [each for each in found if isinstance(each, Capture)]


def reasons(found: list[Readable]) -> str:
    return "\n".join(each.reason for each in found if isinstance(each, SetAside))


def test_packed_and_plain_give_the_same(read: Read) -> None:
    def bare(found: list[Readable]) -> list[tuple[str, str, str]]:
        return [(each.KIND, each.place, getattr(each, "text", "")) for each in found]

    assert bare(read(b"".join(a_day_of_archiving()))) == bare(read(packed(a_day_of_archiving())))


def test_what_others_write_is_read(read: Read) -> None:
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True)
    head = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
    writer.write_record(writer.create_warcinfo_record("x.warc.gz", {"software": "warcio"}))
    made = writer.create_warc_record(URL, "response", payload=io.BytesIO(PAGE.encode()), http_headers=head)
    writer.write_record(made)
    made.raw_stream.close()
    writer.write_record(writer.create_revisit_record(URL, "sha1:AAAA", URL, DAY, http_headers=head))
    found = captures(read(out.getvalue()))
    assert [(each.what, each.status, each.checked) for each in found] == [
        ("info", None, "same"),
        ("response", 200, "same"),
        ("revisit", None, "same"),
    ]


def test_a_place_leads_back_to_the_characters_of_the_page(tmp_path: Path) -> None:
    second = PAGE.replace("Karmir", "Überall").replace("market", "harbour").encode("windows-1252")
    archive = exhibit(
        tmp_path,
        packed(
            [*a_day_of_archiving(),
             response(7, "https://other.example/", second.replace(b"<meta charset=utf-8>", b""),
                      head="HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=windows-1252\r\n")]
        ),
    )  # fmt: skip
    found = list(warc_file.read(archive, ReadOptions()))
    passages = [each for each in found if isinstance(each, Passage)]
    text = document_text(passages)
    for words in ("struck the market of Karmir", "struck the harbour of Überall"):
        start = text.index(words)
        (place,) = original_place(passages, start, start + len(words))
        assert text_at(archive.path, place) == words
        (stretch,) = original_stretches(passages, start, start + len(words))
        assert stretch.place == place
    assert {place.record for place in original_place(passages, 0, len(text))} == {name(2)[1:-1], name(7)[1:-1]}
    (about,) = of(Document, found)
    assert isinstance(about, Document)
    assert about.title == "Rockets over the market and 1 more pages"
    assert about.published is None
    with pytest.raises(UnreadableValue, match="no page at 'record urn:none'"):
        text_at(archive.path, Place(record="urn:none", chars=(0, 1)))


@pytest.mark.parametrize(
    "coded",
    [
        (gzip.compress(PAGE.encode()), "Content-Encoding: gzip"),
        (zlib.compress(PAGE.encode()), "Content-Encoding: deflate"),
        (zlib.compress(PAGE.encode())[2:-4], "Content-Encoding: deflate"),
        (PAGE.encode(), "Content-Encoding: br"),
        (b"%x\r\n%s\r\n0\r\n\r\n" % (len(PAGE), PAGE.encode()), "Transfer-Encoding: chunked"),
        (PAGE.encode(), "Transfer-Encoding: chunked"),
    ],
    ids=["gzip", "deflate", "bare deflate", "said but not done", "chunks", "said to be in chunks"],
)
def test_a_page_is_unpacked_as_it_was_sent(coded: tuple[bytes, str], read: Read) -> None:
    body, said = coded
    head = f"HTTP/1.1 103 Early\r\nLink: x\r\n\r\nHTTP/1.1 200 OK\r\nContent-Type: text/html\r\n{said}\r\n"
    found = read(response(1, URL, body, head=head))
    texts = [each.text for each in found if isinstance(each, Passage)]
    assert "Two rockets of the type Example-7" in "".join(texts)


def test_a_changed_record_is_named(read: Read) -> None:
    content = b"".join(a_day_of_archiving()).replace(b"Two rockets", b"Six rockets")
    found = read(content)
    (changed,) = [each for each in found if isinstance(each, SetAside) and each.item == "digest"]
    assert changed.place == f"record={name(2)[1:-1]}"
    assert "changed or damaged" in changed.reason
    assert [each.checked for each in captures(found)] == ["same", "differs", "same", "same", "same"]


def test_an_entry_dated_after_it_came_is_told(read: Read) -> None:
    """Threat 11: nobody can have archived in the future."""
    later = record("resource", 1, b"x", WARC_Date="2031-01-01T00:00:00Z", WARC_Target_URI=URL)
    assert "dated later than the archive came into the case: 1" in reasons(read(later))
    assert "dated later" not in reasons(read(later, "2032-01-01T00:00:00Z"))


@pytest.mark.parametrize("said", ["yesterday", "2020-02-30T00:00:00Z", "2020-10-28", "2020-10-28T09:30:00+01:00"])
def test_a_time_that_is_none_stays_as_printed(said: str, read: Read) -> None:
    (found,) = captures(read(record("resource", 1, b"x", WARC_Date=said)))
    assert (found.time_utc, found.day) == ("", None)
    assert said in found.note


def test_ids_that_are_none_or_twice_there_get_numbers(read: Read) -> None:
    same = record("resource", 1, b"x")
    odd = record("resource", 1, b"x", WARC_Record_ID="<no. 1>")
    none = record("resource", 1, b"x", WARC_Record_ID="")
    found = captures(read(same + same + odd + none))
    assert [each.place for each in found] == [f"record={name(1)[1:-1]}", *(f"record=no. {n}" for n in (2, 3, 4))]
    assert len({each.key for each in found}) == 4


def test_a_page_kept_as_a_file_is_not_read_twice_and_only_if_it_is_that(read: Read) -> None:
    def archive(kept: str) -> bytes:
        said = f"kept-as: sha256:{kept}\r\n".encode()
        note = record("metadata", 1, said, Content_Type="application/warc-fields", WARC_Concurrent_To=name(2))
        return note + response(2, URL, PAGE.encode())

    found = read(archive(hashlib.sha256(PAGE.encode()).hexdigest()))
    assert of(Passage, found) == of(Document, found) == []
    assert "kept as a file of its own" in captures(found)[1].note
    assert of(Passage, read(archive("0" * 64)))


HOSTILE = {
    "no length": b"WARC/1.1\r\nWARC-Type: response\r\n\r\nx",
    "length of minus one": b"WARC/1.1\r\nContent-Length: -1\r\n\r\nx",
    "length beyond reason": b"WARC/1.1\r\nContent-Length: 999999999999999\r\n\r\nx",
    "twenty digits": b"WARC/1.1\r\nContent-Length: 99999999999999999999\r\n\r\nx",
    "cut": b"".join(a_day_of_archiving())[:700],
    "packed and cut": packed(a_day_of_archiving())[:500],
    "packed and flipped": packed(a_day_of_archiving())[:300] + b"\0\0\0" + packed(a_day_of_archiving())[303:],
    "nothing in between": b"".join(a_day_of_archiving()) + b"what is this?\r\n\r\n",
    "header without end": b"WARC/1.1\r\n" + b"X: y\r\n" * 40_000,
    "line without end": b"WARC/1.1\r\nX: " + b"y" * 5_000_000,
    "other version": b"WARC/1.1\r\nContent-Length: 0\r\n\r\n\r\n\r\nWARC/99.1\r\nContent-Length: 0\r\n\r\n",
}


@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE.keys())
def test_where_it_makes_no_sense_reading_ends_with_a_sentence(content: bytes, read: Read) -> None:
    found = read(content)
    (stopped,) = [each for each in found if isinstance(each, SetAside) and each.item == "notice=stopped"]
    assert stopped.reason.endswith(".")


def test_whole_records_before_a_cut_are_kept(read: Read) -> None:
    whole = a_day_of_archiving()
    found = read(b"".join(whole)[:-8])
    assert len(captures(found)) == len(whole)
    assert "cut short" in reasons(found)


def test_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    """Threat 6: what unpacks to a thousand times its size is stopped, in seconds and without filling the memory."""
    head = b"WARC/1.1\r\nWARC-Type: resource\r\nContent-Length: 4000000000\r\n\r\n"
    packer = zlib.compressobj(9, wbits=31)
    zeros = bytes(1 << 20)
    bomb = packer.compress(head) + b"".join(packer.compress(zeros) for _ in range(100)) + packer.flush()
    archive = exhibit(tmp_path, bomb)
    assert archive.size < 1 << 19
    before, started = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
    found = list(warc_file.read(archive, ReadOptions()))
    assert "unpacks to far more than its size" in reasons(found)
    assert time.process_time() - started < 5
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100_000


def test_a_page_that_unpacks_to_a_bomb_is_listed_and_not_read(read: Read) -> None:
    """Threat 6, one packing deeper: the body of an answer."""
    packer = zlib.compressobj(9, wbits=31)
    body = b"".join(packer.compress(b"<p>x</p>" * 131_072) for _ in range(60)) + packer.flush()
    head = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n"
    found = read(response(1, URL, body, head=head))
    assert "unpacks to more than is read" in reasons(found)
    assert of(Passage, found) == []
    assert captures(found)[0].status == 200


def test_more_records_and_pages_than_anybody_archives_are_left(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(records.Allowance, "of", lambda size: records.Allowance(size * 100 + 10**7, 10))
    found = read(record("resource", 1, b"x") * 50)
    assert len(captures(found)) == 10
    assert "reading stopped here" in reasons(found)
    monkeypatch.setattr(reading, "MOST_PAGES", 1)
    found = read(response(1, URL, PAGE.encode()) + response(2, URL, PAGE.encode()))
    assert "Too many pages in one archive" in reasons(found)
    assert len(captures(found)) == 2


@settings(max_examples=30, deadline=None)
@given(st.binary(max_size=600), st.integers(0, 1400), st.integers(0, 40))
def test_no_bytes_break_it(tmp_path_factory: pytest.TempPathFactory, noise: bytes, at: int, over: int) -> None:
    good = b"".join(a_day_of_archiving())
    folder = tmp_path_factory.mktemp("noise")
    for content in (good[:at] + noise + good[at + over :], b"WARC/1.1\r\n" + noise, gzip.compress(good)[:at] + noise):
        keys = [each.key for each in warc_file.read(exhibit(folder, content), ReadOptions())]
        assert len(keys) == len(set(keys))


def test_time_grows_with_the_size(tmp_path: Path) -> None:
    """Hostile records (many short lines, ids alike) take no more than their share."""

    def seconds(count: int) -> float:
        archive = exhibit(tmp_path, record("resource", 1, b"x", X="y" * 200) * count)
        times = []
        for _ in range(3):
            started = time.process_time()
            for _ in warc_file.read(archive, ReadOptions()):
                pass
            times.append(time.process_time() - started)
        return min(times)

    assert seconds(2000) < 12 * seconds(500)
