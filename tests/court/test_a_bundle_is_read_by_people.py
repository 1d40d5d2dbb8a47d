"""The pages of a bundle: of what left and of nothing else, whole, led back to bytes, found if somebody alters one."""

import html
import re
import shutil
from pathlib import Path

import pypdfium2
import pytest

from armstrace.desk.bundles import dossiers as bundle_dossiers
from armstrace.desk.bundles import rebuild as bundle_rebuild
from armstrace.desk.bundles.check import Trust, verify_bundle
from armstrace.desk.case import Case, open_case
from armstrace.desk.licences import HOLD, sign
from court.made_case import copied, packed
from desk.made_files import SUPPORTED
from eval.mutations import rewrite_manifests

FOLDER = "data/dossier"


def pages(root: Path) -> dict[str, bytes]:
    """The pages of a bundle by name."""
    return {path.name: path.read_bytes() for path in sorted((root / FOLDER).iterdir())}


def text_of(content: bytes) -> str:
    """What a page says: HTML as it is written, of a PDF the text of its pages."""
    if not content.startswith(b"%PDF"):
        return html.unescape(content.decode())
    found = (page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(content))
    return " ".join(" ".join(found).replace("\u200b", "").split())


def own(case: Case, folder: Path) -> Case:
    """A copy of the case to sign and pack in."""
    return open_case(Path(shutil.copytree(case.root, folder / "own")), "p-1")


def test_each_checked_document_has_a_page_a_pdf_and_the_way_back(plain: Path) -> None:
    found = pages(plain)
    (page,) = (name for name in found if re.fullmatch(r"[0-9a-f]{12}\.html", name))
    name = page.removesuffix(".html")
    assert set(found) == {"index.html", page, f"{name}.pdf", f"{name}-why.html", "exhibits.csl.json", "exhibits.bib"}
    links = re.findall(rb'href="([^"#]+)"', found["index.html"])
    assert {each.decode() for each in links} == {page, f"{name}.pdf", f"{name}-why.html"}
    for each in (page, f"{name}.pdf"):
        text = text_of(found[each])
        assert SUPPORTED.removesuffix(".") in text
        assert "Not independently timestamped" in text
        assert "timestamp/" in text, "it says where a timestamp over the whole would lie"
        assert re.search(r"row \d+: “1,Israel,Azerbaijan,Kestrel-1", text)
    back = found[f"{name}-why.html"].decode()
    for step in ("finding: supported", "claimed in the original", "record transfer:", "in the original", "exhibit "):
        assert step in back
    assert "Kestrel-1" in back
    assert not re.search(rb"<script|https?://(?!www\.w3\.org)[^<]*\.(?:js|css)", found[f"{name}-why.html"])


def test_what_stays_is_on_no_page_and_each_figure_that_rests_on_it_says_so(case: Case, tmp_path: Path) -> None:
    mine = own(case, tmp_path)
    sign(mine, HOLD, ["deliveries.csv"], "the court asked for it")
    out = packed(mine, tmp_path / "held").out
    found = {name: text_of(content) for name, content in pages(out).items()}
    for name, text in found.items():
        assert "Kestrel-1,UAV" not in text, name
        assert "1,Israel,Azerbaijan,Kestrel-1" not in text, name
        assert 'class="rows"' not in text, name
    (page,) = (text for name, text in found.items() if re.fullmatch(r"[0-9a-f]{12}\.html", name))
    assert "did not leave the case with this page" in page
    (back,) = (text for name, text in found.items() if name.endswith("-why.html"))
    assert "data/leaving.jsonl says why" in back
    report = verify_bundle(out, Trust())
    assert report.ok
    assert report.differing == ()


def test_a_document_that_stays_has_no_page(case: Case, tmp_path: Path) -> None:
    mine = own(case, tmp_path)
    sign(mine, HOLD, ["article.txt"], "its author asked for it")
    out = packed(mine, tmp_path / "held").out
    found = pages(out)
    assert set(found) == {"index.html", "exhibits.csl.json", "exhibits.bib"}
    assert b"the document did not leave with this bundle" in found["index.html"]
    assert verify_bundle(out, Trust()).ok


def test_an_altered_page_under_manifests_made_anew_is_named(plain: Path, tmp_path: Path) -> None:
    root = copied(plain, tmp_path)
    for path in sorted((root / FOLDER).iterdir()):
        whole = path.read_bytes()
        path.write_bytes(whole.replace(b"supported", b"supp0rted") if b"supported" in whole else whole + b"\n")
    rewrite_manifests(root)
    report = verify_bundle(root, Trust())
    told = " ".join(report.differing)
    assert not report.ok
    for name in pages(plain):
        assert f"{FOLDER}/{name}: made again" in told


def test_without_typst_there_are_no_pdfs_and_it_is_said(
    case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = own(case, tmp_path)
    monkeypatch.setattr("armstrace.desk.bundles.bundle.typst_here", lambda: "")
    done = packed(mine, tmp_path / "bare")
    assert bundle_dossiers.typst_told(done.line) == ""
    found = pages(done.out)
    assert not any(name.endswith(".pdf") for name in found)
    assert b"No PDF: what sets it (typst) was not installed" in found["index.html"]
    monkeypatch.undo()
    report = verify_bundle(done.out, Trust())
    assert report.ok
    assert report.differing == ()


def test_where_another_typst_is_the_pdfs_are_left_and_the_rest_is_compared(
    plain: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (bundle_dossiers, bundle_rebuild):
        monkeypatch.setattr(module, "typst_here", lambda: "0.0.1")
    report = verify_bundle(plain, Trust())
    assert report.ok
    assert report.differing == ()
    assert any("1 PDFs: typst" in each and "0.0.1" in each for each in report.open)


def test_of_very_many_documents_the_later_ones_have_a_page_alone_or_a_line(
    case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bundle_dossiers, "MOST_WHOLE", 0)
    found = pages(packed(own(case, tmp_path / "one"), tmp_path / "one/out").out)
    assert len(found) == 4
    assert b"This page has neither chain nor incidents" in found["index.html"]
    monkeypatch.setattr(bundle_dossiers, "MOST_PAGES", 0)
    found = pages(packed(own(case, tmp_path / "two"), tmp_path / "two/out").out)
    assert len(found) == 3
    assert b"this bundle has pages for the first 0 documents" in found["index.html"]
