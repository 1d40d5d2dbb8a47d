"""A large case of invented files: photographs, pages, texts, PDFs and registers, the same bytes on every run."""

import random
from collections.abc import Iterator
from pathlib import Path

SHARES = {"photo.jpg": 0.70, "text.txt": 0.20, "page.html": 0.06, "paper.pdf": 0.03, "register.csv": 0.01}
"""Of what a case consists, by number of files."""
_PHOTO_BYTES, _PAPER_BYTES = 244_000, 1_000_000
_SENTENCES = (
    "On {day} October 2020 the army fired {n} Grad rockets at the town, officials said.",
    "Azerbaijan bought {n} drones from Israel between 2016 and 2019, according to the register.",
    "Russia accounted for {n} % of the imports of Armenia in that decade, the institute said.",
    "A transport aircraft flew from Ovda to Baku on {day} October, and back the day after.",
    "The ministry denied the report and said that no such deal had been signed in {n} years.",
)
_COLUMNS = "Date,Town,What was hit,Killed,Told by"


def made_files(count: int, folder: Path, seed: int = 20201012) -> Iterator[Path]:
    """Write so many files into a folder, one at a time: whoever is handed one takes it before the next is made."""
    draw = random.Random(seed)
    number = 0
    for name, share in SHARES.items():
        for _ in range(round(count * share)):
            number += 1
            path = folder / f"{number:05}-{name}"
            path.write_bytes(_content(name, draw))
            yield path
            path.unlink()


def _content(name: str, draw: random.Random) -> bytes:
    if name == "photo.jpg":
        return b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + draw.randbytes(_PHOTO_BYTES + draw.randrange(-9000, 9000))
    if name == "text.txt":
        return _prose(draw, 12).encode()
    if name == "page.html":
        menu = "".join(f'<li><a href="/{n}">Menu {n}</a></li>' for n in range(200))
        body = "".join(f"<p>{each}</p>" for each in _prose(draw, 30).split("\n\n"))
        return f"<!doctype html><title>A page</title><ul>{menu}</ul><article><h1>News</h1>{body}</article>".encode()
    if name == "paper.pdf":
        return made_pdf([_prose(draw, 3) for _ in range(10)], draw.randbytes(_PAPER_BYTES))
    rows = (f"2020-10-{draw.randrange(1, 28):02},Town {n},a house,{draw.randrange(9)},a witness" for n in range(5000))
    return "\n".join([_COLUMNS, *rows]).encode()


def _prose(draw: random.Random, paragraphs: int) -> str:
    said = (
        " ".join(draw.choice(_SENTENCES).format(day=draw.randrange(1, 31), n=draw.randrange(2, 90)) for _ in range(5))
        for _ in range(paragraphs)
    )
    return "20 November 2020\n\n" + "\n\n".join(said)


def made_pdf(pages: list[str], picture: bytes = b"") -> bytes:
    """Write a plain PDF of text pages with a stream beside them that no page shows."""
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for number, text in enumerate(pages):
        resources = "<< /Font << /F1 3 0 R >> >>"
        page = f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {5 + 2 * number} 0 R"
        objects.append(f"{page} /Resources {resources} >>".encode())
        lines = [text[at : at + 90] for at in range(0, len(text), 90)]
        drawn = "".join(f"({line.replace(chr(10), ' ')}) Tj T*\n" for line in lines)
        objects.append(pdf_stream(f"BT /F1 9 Tf 12 TL 40 800 Td\n{drawn}ET".encode()))
    objects.append(pdf_stream(picture))
    return pdf_of(objects)


def pdf_stream(content: bytes) -> bytes:
    """Write a stream as it stands in a PDF."""
    return b"<< /Length %d >>\nstream\n%b\nendstream" % (len(content), content)


def pdf_of(objects: list[bytes]) -> bytes:
    """Write a PDF of objects numbered from 1; the first is its catalogue."""
    found, places = bytearray(b"%PDF-1.4\n"), []
    for number, each in enumerate(objects, 1):
        places.append(len(found))
        found += b"%d 0 obj\n%b\nendobj\n" % (number, each)
    at = len(found)
    found += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    found += b"".join(b"%010d 00000 n \n" % place for place in places)
    found += b"trailer << /Root 1 0 R /Size %d >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, at)
    return bytes(found)
