"""Pictures stay hidden until somebody asks to see them: no byte is fetched, nothing is printed before."""

import shutil
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, expect

from armstrace.desk.case import open_case
from armstrace.desk.demo import PUBLISHED
from armstrace.desk.documents.article import check_document
from armstrace.desk.documents.document import load_text
from armstrace.desk.results import keep
from armstrace.desk.sensitivity import Level, mark
from armstrace.desk.web.views import pictures
from armstrace.desk.web.visitor import Role, Visitor
from armstrace.sources.pdf.process import pdf_picture
from armstrace.sources.pdf.worker import png
from desk.web.serving import Looked, Serving, looked, serving
from pdf_bytes import Words, page_stream, pdf

PNG = png(40, 30, [b"\x90\x30\x30\xff" * 40] * 30)
JPEG = b"\xff\xd8\xff\xc0" + struct.pack(">HBHHB", 8, 8, 30, 40, 0) + b"\xff\xd9"
GIF = b"GIF89a" + struct.pack("<HH", 40, 30) + bytes(10)
WEBP = b"RIFF\x20\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0" + b"\x27\0\0\x1d\0\0"
SHOWN = {"a photo.png": PNG, "named.txt": JPEG, "named.html": GIF, "named.pdf": WEBP}
REFUSED = {
    "drawing.png": b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    "page.png": b"<!DOCTYPE html><script>alert(1)</script>",
    "page.jpg": b"\x89PNJ\r\n\x1a\n" + PNG[8:],
    "both.gif": b"GIF89a%PDF-1.4" + bytes(20),
    "cut.png": PNG[:8],
    "cut.jpg": b"\xff\xd8\xff",
    "vast.png": PNG[:16] + struct.pack(">II", 60_000, 60_000) + PNG[24:],
    "fax.tiff": b"II*\0" + bytes(30),
}
IMAGE = (
    b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1 >>\n"
    b"stream\n\x40\nendstream"
)
FORM = (
    b"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /Im 5 0 R >> >> /Length 6 >>\n"
    b"stream\n/Im Do\nendstream"
)
STAMP = b"<< /Type /Annot /Subtype /Stamp /Rect [10 10 90 90] /F 4 /AP << /N 6 0 R >> >>"
PLACED = b"\nq 90 0 0 90 72 500 cm /Im Do Q"


def said(text: str) -> bytes:
    return page_stream([Words(text, 72, 700)])


def pages(*streams: bytes) -> bytes:
    return pdf(streams, more=[IMAGE, FORM, STAMP], resources="/XObject << /Im 5 0 R /Fm 6 0 R >>")


@dataclass(frozen=True, slots=True)
class Pictured:
    """A served case with pictures: the hash of each exhibit by its name."""

    serving: Serving
    hashes: dict[str, str]

    def path(self, name: str) -> str:
        return f"/exhibits/{self.hashes[name]}"


@pytest.fixture(scope="module")
def pictured(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pictured]:
    root = Path(shutil.copytree(made, tmp_path_factory.mktemp("pictures") / "case"))
    case = open_case(root, "p-custodian")
    kept = {**SHOWN, **REFUSED, "source.png": PNG + b"of a source", "broken.png": PNG[:40]}
    hashes = {name: case.add(BytesIO(content), name=name).sha256 for name, content in kept.items()}
    mark(case, hashes["source.png"], Level.RESTRICTED, "a person could be known by it")
    elsewhere = root.parent / "elsewhere.png"
    elsewhere.write_bytes(PNG + b"in place")
    hashes["elsewhere.png"] = case.add(elsewhere, in_place=True).sha256
    elsewhere.write_bytes(PNG + b"in  lace")
    text = "Russia supplied 94 percent of Armenia's arms imports in 2015-19."
    other = "Israel supplied 60 percent of Azerbaijan's arms imports in 2015-19."
    report = case.add(BytesIO(pages(said(text), said(other) + PLACED)), name="report.pdf")
    case.read(report)
    keep(case, check_document(case, load_text(case, report, PUBLISHED)))
    case.tables.close()
    with serving(root) as running:
        yield Pictured(running, {**hashes, "report.pdf": report.sha256})


@pytest.fixture
def window(browser: Browser, pictured: Pictured) -> Iterator[Looked]:
    with looked(browser, pictured.serving) as opened:
        yield opened


@pytest.mark.parametrize(
    ("name", "kind"), list(zip(SHOWN, ("image/png", "image/jpeg", "image/gif", "image/webp"), strict=True))
)
def test_a_picture_goes_out_as_what_its_first_bytes_say(pictured: Pictured, name: str, kind: str) -> None:
    answer = pictured.serving.client().get(pictured.path(name) + "/picture")
    assert (answer.status_code, answer.headers["content-type"], answer.content) == (200, kind, SHOWN[name])
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cache-control"] == "no-store"
    assert "sandbox" in answer.headers["content-security-policy"]
    assert pictured.serving.stranger().get(pictured.path(name) + "/picture").status_code == 403


@pytest.mark.parametrize("name", REFUSED)
def test_what_only_its_name_makes_a_picture_never_goes_out(pictured: Pictured, name: str) -> None:
    answer = pictured.serving.client().get(pictured.path(name) + "/picture")
    assert (answer.status_code, answer.headers["content-type"]) == (404, "text/html; charset=utf-8")
    assert REFUSED[name] not in answer.content


def test_a_picture_that_a_person_may_not_see_is_not_there(pictured: Pictured) -> None:
    reader, analyst = (pictured.serving.as_somebody(Visitor(f"p-{role}", role)) for role in list(Role)[:2])
    path = pictured.path("source.png") + "/picture"
    refused, unknown = reader.get(path), reader.get(f"/exhibits/{'0' * 64}/picture")
    sha256 = pictured.hashes["source.png"]
    assert (refused.status_code, refused.text.replace(sha256, "0" * 64)) == (404, unknown.text)
    assert analyst.get(path).status_code == 200


def test_bytes_that_are_not_what_came_in_are_not_shown(pictured: Pictured) -> None:
    assert pictured.serving.client().get(pictured.path("elsewhere.png") + "/picture").status_code == 409


def test_one_that_is_too_large_is_not_offered(pictured: Pictured, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "LARGEST", len(PNG) - 1)
    client = pictured.serving.client()
    assert client.get(pictured.path("a photo.png") + "/picture").status_code == 404
    assert client.get("/api" + pictured.path("a photo.png")).json()["picture"] is False
    assert "is not shown here" in client.get(pictured.path("a photo.png")).text


def fetched(window: Looked) -> list[str]:
    asked = list[str]()
    window.page.on("request", lambda each: asked.append(each.url) if "/static/" not in each.url else None)
    return asked


def button(window: Looked) -> Locator:
    return window.page.locator(".veil button")


def test_no_byte_is_fetched_before_the_click_and_the_keyboard_is_enough(window: Looked, pictured: Pictured) -> None:
    asked, path = fetched(window), pictured.path("a photo.png")
    window.go(path)
    page = window.page
    expect(button(window)).to_have_text("Show the picture (it may be distressing)")
    page.wait_for_load_state("networkidle")
    assert asked == [window.url + path]
    button(window).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_alt_text("a photo.png")).to_be_visible()
    page.wait_for_function("document.querySelector('.veil img').naturalWidth === 40")
    assert asked == [window.url + path, f"{window.url}{path}/picture"]
    assert window.barriers() == []
    page.keyboard.press("Space")
    expect(page.locator(".veil img")).to_have_count(0)
    expect(button(window)).to_be_focused()
    assert (window.complaints, window.elsewhere) == ([], [])
    button(window).click()
    page.reload()
    expect(button(window)).to_have_text("Show the picture (it may be distressing)")
    expect(page.locator(".veil img")).to_have_count(0)


def test_what_was_not_opened_is_not_printed_and_what_is_broken_is_said(window: Looked, pictured: Pictured) -> None:
    page, asked = window.go(pictured.path("a photo.png")), fetched(window)
    page.emulate_media(media="print")
    without = page.pdf()
    assert asked == []
    assert b"/Subtype /Image" not in without
    page.emulate_media(media="screen")
    button(window).click()
    page.wait_for_function("document.querySelector('.veil img').complete")
    assert b"/Subtype /Image" in page.pdf()
    # one that cannot be decoded says so
    window.go(pictured.path("broken.png"))
    button(window).click()
    expect(window.page.locator(".veil [role=status]")).to_contain_text("save the original")
    expect(window.page.locator(".veil img")).to_have_count(0)


def test_a_page_with_pictures_waits_in_the_reader_and_one_of_text_does_not(window: Looked, pictured: Pictured) -> None:
    path = f"/documents/{pictured.hashes['report.pdf']}"
    claims = pictured.serving.client().get(f"/api{path}?wait=1").json()["claims"]
    plain, veiled = (next(row["item"] for row in claims if words in row["words"]) for words in ("94", "60"))
    page, asked = window.page, fetched(window)
    window.go(f"{path}?item={plain}")
    expect(page.locator("svg.scan image")).to_be_visible()
    expect(button(window)).to_have_count(0)
    assert any(url.endswith("/pages/1") for url in asked)
    window.go(f"{path}?item={veiled}")
    expect(button(window)).to_contain_text("Show the page, which holds pictures")
    page.wait_for_load_state("networkidle")
    assert not any(url.endswith("/pages/2") for url in asked)
    assert window.barriers() == []
    button(window).press("Enter")
    expect(page.locator("svg.scan image")).to_be_visible()
    # it holds for this document while one goes from claim to claim, in this tab
    page.locator("#previous").click()
    expect(button(window)).to_have_count(0)
    page.locator("#following").click()
    expect(page.locator("svg.scan image")).to_be_visible()
    expect(button(window)).to_have_text("Hide it again")
    page.reload()
    expect(page.locator("svg.scan image")).to_be_visible()
    other = page.context.new_page()
    other.goto(page.url)
    expect(other.locator("svg.scan image")).to_have_count(0)
    button(window).click()
    page.reload()
    expect(button(window)).to_contain_text("Show the page")
    expect(page.locator("svg.scan image")).to_have_count(0)
    assert window.complaints == []


def test_a_page_is_of_text_and_lines_or_holds_pictures(tmp_path: Path) -> None:
    text, inline = said("Words"), b"q BI /W 1 /H 1 /CS /G /BPC 8 ID \x40 EI Q"
    path = tmp_path / "a.pdf"
    path.write_bytes(pages(text, text + b"\n0 0 m 50 50 l S", text + PLACED, text + b"\n/Fm Do", inline))
    assert [pdf_picture(path, page).pictures for page in range(1, 6)] == [False, False, True, True, True]
    path.write_bytes(pages(text).replace(b"/MediaBox", b"/Annots [7 0 R] /MediaBox"))
    assert pdf_picture(path, 1).pictures
