"""Threat 15: letters that look alike, turn text around or cannot be seen are shown, and nothing is named by them."""

import io
import re
from dataclasses import replace
from pathlib import Path

import pypdf
import pytest

from armstrace.dossier.pdf.typeset import render_pdf
from armstrace.records.errors import CaseError
from court.conftest import Traces
from court.hostile_case import Hostile
from court.hostile_exhibits import BIDI_NAME, ODD_NAMES
from court.hostile_pages import hostile_dossier
from court.made_case import packed

UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
HEX = re.compile(r"[0-9a-f]{64}")


def test_names_are_kept_as_they_came_and_name_no_file(hostile: Hostile) -> None:
    known = {each.received_name for each in hostile.case.exhibits()}
    assert set(ODD_NAMES) <= known
    stored = [path for path in (hostile.case.root / "exhibits").rglob("*") if path.is_file()]
    assert all(HEX.fullmatch(path.name) for path in stored)
    tables = [path for path in (hostile.case.root / "tables").rglob("*") if path.is_file()]
    assert all(re.fullmatch(r"[0-9a-f]{12}\.(parquet|json)", path.name) for path in tables)


def test_a_letter_that_looks_alike_is_another_name(hostile: Hostile) -> None:
    assert hostile.case.exhibit("p\u0430ypal.txt").received_name == "p\u0430ypal.txt"
    with pytest.raises(CaseError):
        hostile.case.exhibit("paypal.txt")


def test_no_command_prints_what_cannot_be_seen(traces: Traces) -> None:
    for name, trace in traces.by_command.items():
        assert not UNSEEN.search(trace.out), name
        assert not UNSEEN.search(trace.err), name
    told = traces.by_command["add"].out + traces.by_command["add"].err
    assert "report⟨U+202E⟩fdp.exe" in told
    assert "two⟨U+000A⟩lines.txt" in told


def test_no_page_of_a_bundle_says_it_otherwise(hostile: Hostile, tmp_path: Path) -> None:
    bundle = packed(hostile.case, tmp_path / "bundle").out
    names = [path.relative_to(bundle).as_posix() for path in bundle.rglob("*")]
    assert all(re.fullmatch(r"[A-Za-z0-9._/-]+", name) for name in names)
    for path in (*bundle.glob("*.txt"), *bundle.glob("certificates/*"), bundle / "data/leaving.jsonl"):
        assert not UNSEEN.search(path.read_text(encoding="utf-8")), path.name


def test_the_pdf_shows_the_marks_as_codes(hostile: Hostile) -> None:
    dossier = hostile_dossier(hostile)[1]
    made = pypdf.PdfReader(io.BytesIO(render_pdf(replace(dossier, title=BIDI_NAME, notes=("nul\0and\x1b[31m",)))))
    text = "".join(page.extract_text() for page in made.pages)
    assert "report⟨U+202E⟩fdp.exe" in text
    assert "⟨U+0000⟩" in text
    assert not re.search("[\x00\x1b\u202a-\u202e\u2066-\u2069]", text)
