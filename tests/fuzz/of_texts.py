"""What reads words: the claims of a text, what a request asks, and small formats that come from outside."""

import gzip
import io
import pkgutil
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import fields
from datetime import date
from importlib import import_module
from urllib.parse import parse_qs

import armstrace.desk.web.pages
from armstrace.desk.redaction.images import size_of
from armstrace.desk.redaction.unpacked import unpacked
from armstrace.desk.web.asking import read
from armstrace.evidence.inflating import Inflating
from armstrace.evidence.names import visible
from armstrace.evidence.timestamp import read_answer
from armstrace.evidence.timestamp_answer import fingerprints
from armstrace.reading.article import article_of
from armstrace.reading.read import claims_in
from armstrace.records.errors import ArmstraceError
from armstrace.records.place import Place
from armstrace.records.values import Count, Tiv, When
from fuzz.targets import Target

TEXTS = (
    "Israel supplied 60 percent of Azerbaijan's arms imports between 2015 and 2019, SIPRI said on 5 October 2020.",
    "“Some 200 T-72 tanks worth $1.5 billion were delivered,” the minister denied. Neither state signed the treaty.",
    "On the night of 4-5 October 2020 three Il-76 flights landed at Ganja; cluster munitions hit Stepanakert (4 dead).",
)
VALUES = (b"(2016)", b"10-12?", b"0.75", b"28 Oct 2020", b"row=12;column=a;chars=1-2")
PICTURES = (
    b"\x89PNG\r\n\x1a\n" + bytes(32),
    b"\xff\xd8\xff\xe1\0\x10Exif\0\0II*\0",
    b"RIFF\0\0\0\0WEBPVP8X" + bytes(12),
)


def targets() -> Mapping[str, Target]:
    """Give a target for the claims of a text, for what a request asks, and for each small format."""
    return {
        "claims": Target(_claims, lambda: [each.encode() for each in TEXTS]),
        "request": Target(_request, _queries),
        "values": Target(_values, lambda: VALUES),
        "timestamp": Target(_timestamp, _answers),
        "picture": Target(_picture, lambda: PICTURES),
        "packed": Target(_packed, _zips),
        "body": Target(_body, lambda: [b"\x1f\x8b\x08\0\0\0\0\0\0\3\x03\0\0\0\0\0\0\0\0\0", b"x\x9c\x03\0\0\0\0\1"]),
    }


def _claims(data: bytes) -> None:
    text = data.decode("utf-8", "replace")
    for claim in claims_in(article_of(text, date(2020, 11, 20))):
        assert text[claim.start : claim.end] == claim.text
    visible(text)


def _values(data: bytes) -> None:
    text = data.decode("utf-8", "surrogateescape")
    for value in (Count, Tiv, When, Place):
        with suppress(ArmstraceError):
            value.read(text)


def asked_of_pages() -> list[type]:
    """Give every dataclass that a page of the desk reads a request into."""
    found: dict[type, None] = {}
    for module in pkgutil.iter_modules(armstrace.desk.web.pages.__path__):
        for way in getattr(import_module(f"armstrace.desk.web.pages.{module.name}"), "WAYS", ()):
            found[getattr(way, "asked", type(None))] = None
    return [each for each in found if each is not type(None)]


def _request(data: bytes) -> None:
    given = parse_qs(data.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=1000)
    for asked in asked_of_pages():
        with suppress(ArmstraceError):
            read(asked, dict(given))


def _queries() -> Iterator[bytes]:
    for asked in asked_of_pages():
        for value in ("1", "2020-10-05", "true", "a%00%ff"):
            yield "&".join(f"{name}={value}" for name in (each.name for each in fields(asked))).encode()


def _timestamp(data: bytes) -> None:
    read_answer(data, "ab" * 32)


def _answers() -> Iterator[bytes]:
    # granted, a content info of signed data with a TSTInfo in it, as short as it can be
    yield bytes.fromhex("30050303020100")
    yield bytes.fromhex("3003020100")
    yield bytes.fromhex("300330010230800000")
    info = "3081" + "20" + "020101" + "06032a0304" + "3016300b0609608648016503040201" + "0407" + "ab" * 7
    yield bytes.fromhex("30403003020100303906092a864886f70d010702a02c" + info)


def _picture(data: bytes) -> None:
    for kind in ("image/png", "image/jpeg", "image/webp", "image/gif"):
        with suppress(ArmstraceError):
            size_of(data, kind)


def _packed(data: bytes) -> None:
    for part in unpacked(io.BytesIO(data)):
        assert isinstance(part, bytes)
    with suppress(ArmstraceError):
        fingerprints(data)


def _zips() -> Iterator[bytes]:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("a.txt"), "words " * 20)
        archive.writestr(zipfile.ZipInfo("b.gz"), gzip.compress(b"more words", mtime=0))
    yield held.getvalue()
    yield gzip.compress(b"some words\n" * 9, mtime=0)
    yield b"%PDF-1.4\n1 0 obj << /Length 20 /Filter /FlateDecode >>\nstream\nx\x9c\x03\0\0\0\0\1\nendstream\nendobj\n"


def _body(data: bytes) -> None:
    for coding in ("gzip", "deflate", "", "br"):
        with suppress(ArmstraceError):
            inflating = Inflating(coding, 1 << 20)
            for at in range(0, len(data), 1000):
                inflating.feed(data[at : at + 1000])
