import json
import zipfile
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from armstrace.evidence.media import HEAD_BYTES, media_type
from stopwatch import takes_less_than

TABLE = b"SIPRI export\nGenerated: 28 July 2022\n\nSupplier,Recipient,Year\nIsrael,Azerbaijan,2016\nItaly,Kenya,2017\n"
TABLE += b"".join(b"Spain,Peru,%d\n" % year for year in range(1990, 2000))
PROSE = b"On 27 September, fighting began. Reports, photos, and videos followed.\nNobody counted, at first.\n" * 5


def zipped() -> bytes:
    held = BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("a.csv", "a,b")
    return held.getvalue()


@pytest.mark.parametrize(
    ("head", "name", "kind"),
    [
        (b"%PDF-1.4\n...", "a.txt", "application/pdf"),
        (b"\xef\xbb\xbf%PDF-1.4\n...", "", "application/pdf"),
        (zipped(), "a.csv", "application/zip"),
        (b"\x1f\x8b\x08\x00rest", "trace.json", "application/gzip"),
        (b"{\\rtf1\\ansi Supplier}", "register.rtf", "application/rtf"),
        (b"\x89PNG\r\n\x1a\n....", "a.md", "image/png"),
        (b"\xff\xd8\xff\xe0", "a.html", "image/jpeg"),
        (b"\x00\x01\x02\x03", "a.csv", "application/octet-stream"),
        (b"words and then a \x00 byte", "a.txt", "application/octet-stream"),
        (b"", "empty.csv", "text/csv"),
        (b"", "empty", "text/plain"),
        (TABLE, "register", "text/csv"),
        (TABLE.replace(b"\n", b"\r\n"), "register.txt", "text/csv"),
        ("Supplier,Recipient,Year\nCôte d’Ivoire,Kenya,2017\nPeru,Spain,1\n".encode("cp1252"), "a", "text/csv"),
        ("\ufeffa,b,c\n1,2,3\n4,5,6\n".encode("utf-16"), "a", "text/csv"),
        (b"one column\nof words\n", "list.csv", "text/csv"),
        (b"a\tb\n", "list.tsv", "text/tab-separated-values"),
        (PROSE, "article.txt", "text/plain"),
        (PROSE, "article.md", "text/markdown"),
        (PROSE, "article.MD", "text/markdown"),
        (PROSE, "article.html", "text/plain"),
        (PROSE, "article.json", "text/plain"),
        (b"# Heading\n\n- item\n", "notes", "text/plain"),
        (b"<!-- saved -->\n<!DOCTYPE html><p>x", "page.txt", "text/html"),
        (b'<?xml version="1.0"?>\n<html xmlns="x">', "page.xml", "text/html"),
        (b"<HTML><BODY>", "", "text/html"),
        (b'<?xml version="1.0"?><kml/>', "", "application/xml"),
        (b'{"icao": "600866", "trace": []}', "trace.txt", "application/json"),
        (b"[1, 2, 3]", "", "application/json"),
        (b'{"a": 1}\n{"a": 2}\n', "lines.txt", "application/x-ndjson"),
        (b'{"a": broken', "", "text/plain"),
        (b"[see the annex, page 3]", "", "text/plain"),
        ("Ստեփանակերտ, Xankəndi".encode(), "", "text/plain"),
    ],
)
def test_golden(head: bytes, name: str, kind: str) -> None:
    assert media_type(head, name) == kind


def test_a_character_cut_in_two_at_the_end_of_the_head_does_not_matter() -> None:
    head = ("x" * (HEAD_BYTES - 1) + "é").encode()[:HEAD_BYTES]
    assert media_type(head, "a.md") == "text/markdown"


def test_the_beginning_of_a_long_json_file_is_json() -> None:
    assert media_type(json.dumps([{"a": n} for n in range(50_000)]).encode()[:HEAD_BYTES], "") == "application/json"


@pytest.mark.parametrize("piece", [b"[", b'{"a":', b"<!-- -->", b"<!--", b"<?xml ", b",", b'"', b" ", b"a,b,c\n"])
def test_a_file_made_to_be_hard_to_tell_is_told_quickly(piece: bytes) -> None:
    heads = [(piece * HEAD_BYTES)[:size] for size in (HEAD_BYTES, HEAD_BYTES - 1)]

    def work() -> None:
        assert all(media_type(head, "a.csv") for head in heads)

    takes_less_than(1, work)


@settings(deadline=None)
@given(st.binary(max_size=300), st.text(max_size=20))
def test_any_bytes_have_a_media_type(head: bytes, name: str) -> None:
    kind, _, rest = media_type(head, name).partition("/")
    assert kind in {"application", "text", "image"}
    assert rest
