"""Demands 10, 13, 15, 19, 22 and 26 as far as the PDF goes: readable, complete in itself, the same on every build."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pypdf
import pytest

from court.demo_dossier import Made, pages_of


@pytest.fixture(scope="module")
def made(demo: Made) -> Made:
    return demo


@pytest.fixture(scope="module")
def pdf(demo_pdf: bytes) -> bytes:
    return demo_pdf


def test_demand_10_page_one_says_that_nobody_stamped_it(pdf: bytes) -> None:
    first, *others = pages_of(pdf)
    assert "Not independently timestamped." in first
    assert all("Not independently timestamped" in page for page in others)


def test_demand_13_each_finding_names_its_rule_version_and_inputs(made: Made, pdf: bytes) -> None:
    text = "".join(pages_of(pdf)).replace(" ", "")
    for finding in made.dossier.findings:
        assert finding.method in text
        assert finding.key in text


def test_demand_15_the_command_gives_the_same_bytes_again(made: Made, pdf: bytes, tmp_path: Path) -> None:
    out = tmp_path / "again.pdf"
    words = ["dossier", "report.md", "--pdf", str(out), "--case", str(made.case.root)]
    script = "from armstrace.desk.cli.main import run; run()"
    other = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "TZ": "Asia/Tokyo", "LC_ALL": "C"}
    other |= {"PYTHONHASHSEED": "99", "SOURCE_DATE_EPOCH": "1795402800"}
    subprocess.run([sys.executable, "-c", script, *words], env=other, cwd=tmp_path, check=True, capture_output=True)
    assert hashlib.sha256(out.read_bytes()).hexdigest() == hashlib.sha256(pdf).hexdigest()
    assert [each.name for each in tmp_path.iterdir()] == ["again.pdf"]


def test_demand_19_gaps_and_other_explanations_are_printed(pdf: bytes) -> None:
    text = " ".join(pages_of(pdf))
    assert "Not shown: nothing in this case supports it." in text
    assert "Other explanations" in text
    assert "What could not be checked, and why" in text


def test_demand_22_what_a_machine_read_is_marked_so(made: Made, pdf: bytes) -> None:
    text = " ".join(pages_of(pdf))
    assert text.count("Suggestion. Read by a machine; no person has accepted this reading.") >= len(
        made.dossier.findings
    ) - len(pages_of(pdf))


def test_demand_26_it_is_pdf_a_with_exhibits_hashes_page_numbers_and_anchors(
    made: Made, pdf: bytes, tmp_path: Path
) -> None:
    path = tmp_path / "d.pdf"
    path.write_bytes(pdf)
    reader = pypdf.PdfReader(path)
    assert b"<pdfaid:part>2</pdfaid:part>" in pdf
    assert b"<pdfaid:conformance>A</pdfaid:conformance>" in pdf
    found = pages_of(pdf)
    text = " ".join(found)
    for exhibit in made.dossier.exhibits:
        assert exhibit.sha256 in text
        assert exhibit.received_name in text
    assert all(f"Page {number} of {len(found)}" in page for number, page in enumerate(found, 1))
    # every finding can be reached from the table of claims, and the bookmarks name each part
    links = [note.get_object() for page in reader.pages[:3] for note in page.get("/Annots", [])]
    assert sum(each["/Subtype"] == "/Link" for each in links) >= len(made.dossier.findings)
    assert len(reader.outline) >= 8
