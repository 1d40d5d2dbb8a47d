"""A case full of secrets to redact, in every corner where one may hide; no person, number or place in it is real."""

import csv
import struct
import subprocess
import zlib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import typst
import vl_convert

from armstrace.desk.bundles.bundle import Wish
from armstrace.desk.case import Case, new_case, open_case
from armstrace.desk.documents.article import check_document
from armstrace.desk.documents.case_claims import case_claims
from armstrace.desk.documents.days import keep_day
from armstrace.desk.documents.document import load_text
from armstrace.desk.incidents.export import template
from armstrace.desk.judgements.claims import judge
from armstrace.desk.redaction.copy import Redacted, bundle_redacted
from armstrace.desk.redaction.plan import read_plan
from armstrace.desk.results import keep
from desk.made_files import PUBLISHED, SUPPORTED, TREATIES, deliveries, write
from system_tools import path_of


@dataclass(frozen=True, slots=True)
class Secrets:
    """What nobody may find in the copy."""

    name: str = "Zerrin Oktavia"
    other: str = "Bertold Quandt"
    phone: str = "+994 55 010 20 30"
    email: str = "zerrin@example.org"
    lat: str = "40.374123"
    lon: str = "47.126456"
    house: str = "the bakery behind the blue mosque"
    person: str = "zo-desk7"
    serial: str = "QX-77-4411"

    @property
    def all(self) -> tuple[str, ...]:
        """Every secret as text, and pieces of a name that tell it as well."""
        held = (self.name, self.other, self.phone, self.email, self.lat, self.lon, self.house, self.person, self.serial)
        return (*held, *self.name.split(), *self.other.split())


DAY = date.fromisoformat(PUBLISHED)
_EXIFTOOL = ("-q", "-overwrite_original")


def statement(secrets: Secrets) -> str:
    """Write a statement; the sentences that are checked name nobody."""
    return (
        f"Statement of {secrets.name}\n\n{SUPPORTED}\n\n"
        f"{secrets.name.upper()} lives at {secrets.house}. Ring {secrets.phone} or write to {secrets.email}.\n\n"
        f"The shell fell at {secrets.lat}, {secrets.lon}. {secrets.other} told reporters that he saw it.\n\n"
        f"{TREATIES}\n"
    )


def page(secrets: Secrets) -> str:
    """Write a web page with secrets in its head, comments, attributes and scripts."""
    return (
        f"<!doctype html><html><head><title>Report</title><meta name='author' content='{secrets.name}'>"
        f"<script>var who = '{secrets.email}';</script></head><body><!-- told by {secrets.phone} -->"
        f"<article><h1>Report</h1><p>{SUPPORTED}</p><p data-who='{secrets.serial}'>A market was hit on a Tuesday, and "
        f"the people of the town came to help with whatever they had.</p><p style='display:none'>{secrets.name}</p>"
        f"<p>According to {secrets.other}, a teacher, nobody was warned, and the streets were full at that hour.</p>"
        "</article></body></html>"
    )


def pdf(secrets: Secrets) -> bytes:
    """Set a PDF with a name in its metadata and in black on black."""
    words = (
        f'#set document(author: "{secrets.name}", title: "{secrets.email}")\n'
        f"#block(fill: black)[#text(fill: black)[{secrets.name}]]\n\n{SUPPORTED}\n\nThe tail bore {secrets.serial}.\n"
    )
    made: bytes = typst.compile(words.encode(), format="pdf")
    return made


def photograph(folder: Path, secrets: Secrets) -> tuple[Path, Path]:
    """Draw two photographs with a name in their pixels, EXIF and text chunks."""
    spec: dict[str, Any] = {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "width": 600,
        "height": 160,
        "background": "white",
        "layer": [_text(30, secrets.name), _text(110, "MARKET STREET")],
    }
    jpeg = write(folder, "camera.jpg", vl_convert.vegalite_to_jpeg(spec))
    png = write(folder, "camera.png", _with_text(vl_convert.vegalite_to_png(spec), secrets.name))
    tags = (
        f"-Artist={secrets.name}",
        f"-GPSLatitude={secrets.lat}",
        "-GPSLatitudeRef=N",
        f"-GPSLongitude={secrets.lon}",
    )
    more = ("-GPSLongitudeRef=E", f"-SerialNumber={secrets.serial}", f"-Comment={secrets.phone}")
    subprocess.run([path_of("exiftool"), *_EXIFTOOL, *tags, *more, jpeg, png], check=True, capture_output=True)
    return jpeg, png


def _text(y: int, said: str) -> dict[str, Any]:
    return {
        "data": {"values": [{"t": said}]},
        "mark": {"type": "text", "fontSize": 40, "font": "DejaVu Sans", "fill": "black"},
        "encoding": {"text": {"field": "t"}, "x": {"value": 300}, "y": {"value": y}},
    }


def _with_text(png: bytes, said: str) -> bytes:
    data = b"Author\0" + said.encode()
    chunk = struct.pack(">I", len(data)) + b"tEXt" + data + struct.pack(">I", zlib.crc32(b"tEXt" + data))
    return png[:33] + chunk + png[33:]


def sheet(secrets: Secrets) -> str:
    """Write a sheet of incidents with an exact place and a source's words."""
    head, row, *_ = template().splitlines()
    cells = dict(zip(head.split(","), _cells(row), strict=True))
    cells |= {"lat": secrets.lat, "lon": secrets.lon, "precision": "exact", "number": "1"}
    cells |= {"note": f"{secrets.name}: {secrets.phone}", "text": f"Seen from a window: {secrets.email}."}
    return head + "\n" + ",".join('"' + value.replace('"', '""') + '"' for value in cells.values()) + "\n"


def _cells(row: str) -> list[str]:
    return next(csv.reader([row]))


PLAN = """
rest = "leave out"
times = "month"
title = "A case"

[[name]]
find = "{name}"
also = ["{first}", "{last}"]
class = "source"
as = "Witness A"

[[name]]
find = "{phone}"
also = ["{email}", "{lat}", "{lon}", "{serial}"]
class = "source"

[[exhibit]]
exhibit = "statement-{last}.txt"
do = "redact"
class = "place"
  [[exhibit.out]]
  words = "{house}"

[[exhibit]]
exhibit = "page.html"
do = "redact"

[[exhibit]]
exhibit = "paper.pdf"
do = "redact"

[[exhibit]]
exhibit = "camera.jpg"
do = "redact"
  [[exhibit.out]]
  region = {region}

[[exhibit]]
exhibit = "camera.png"
do = "redact"
  [[exhibit.out]]
  region = {region}

[[exhibit]]
exhibit = "incidents.csv"
do = "redact"
coordinates = 1
class = "place"
  [[exhibit.out]]
  column = "note"
  [[exhibit.out]]
  column = "text"

[[exhibit]]
exhibit = "deliveries.csv"
do = "as it is"

[[exhibit]]
exhibit = "one number.txt"
do = "leave out"
class = "source"
"""


def plan_for(folder: Path, secrets: Secrets, region: str = "[0, 0, 610, 70]", *, more: str = "") -> Path:
    """Write the plan that leaves the secrets out."""
    first, last = secrets.name.split()
    words = {name: getattr(secrets, name) for name in ("name", "phone", "email", "lat", "lon", "serial", "house")}
    return write(folder, "plan.toml", more + PLAN.format(**words, first=first, last=last, region=region))


def secret_case(folder: Path, secrets: Secrets) -> Case:
    """Make the case: whoever worked in it used an id that somebody may know."""
    case = new_case(
        folder / "case", title=f"What {secrets.name} saw", question="Who armed whom?", said_by=secrets.person
    )
    inbox = folder / "inbox"
    inbox.mkdir()
    last = secrets.name.split()[1]
    files = [
        write(inbox, f"statement-{last}.txt", statement(secrets)),
        write(inbox, "page.html", page(secrets)),
        write(inbox, "paper.pdf", pdf(secrets)),
        *photograph(inbox, secrets),
        write(inbox, "incidents.csv", sheet(secrets)),
        write(inbox, "deliveries.csv", deliveries()),
        write(inbox, "one number.txt", secrets.phone),
        write(inbox, f"call {secrets.other}.txt", f"Call {secrets.other}, {secrets.phone}.\n"),
    ]
    for path in files:
        case.read(case.add(path, licence=f"own work; courtesy of {secrets.name}"))
    for exhibit in case.exhibits():
        if exhibit.received_name.endswith(("txt", "html", "pdf")):
            keep_day(case, exhibit, DAY)
    for name in (f"statement-{last}.txt", "page.html", "paper.pdf"):
        keep(case, check_document(case, load_text(case, case.exhibit(name), DAY)))
    for each in case_claims(case).documents:
        for claim in each.claims:
            if claim.claim.text in SUPPORTED:
                judge(case, each.document.exhibit.sha256, claim, "accept", f"{secrets.name} confirmed it")
    case.tables.close()
    return case


def redacted(case: Case, out: Path, plan: Path, *, as_zip: bool = False) -> Redacted:
    """Write a redacted copy."""
    wish = Wish(to="the other side", non_commercial=True, as_zip=as_zip)
    return bundle_redacted(open_case(case.root, "p-1"), out, wish, read_plan(plan))
