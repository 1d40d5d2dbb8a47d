"""Threat 5: evidence that names files and addresses is set as text: the maker of the PDF opens none of them."""

import io
from typing import Any

import pypdf

from armstrace.dossier.pdf.typeset import render_pdf
from court.conftest import Traces
from court.hostile_case import HIDDEN_WORDS, Hostile
from court.hostile_pages import hostile_dossier


def test_the_command_opens_no_file_that_the_evidence_names(hostile: Hostile, traces: Traces) -> None:
    trace = traces.by_command["dossier"]
    assert trace.code == 0, trace.err
    made = (traces.out / "dossier.pdf").read_bytes()
    text = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(made)).pages)
    assert "secret.txt" in text, "the evidence does name it"
    assert HIDDEN_WORDS not in text
    assert HIDDEN_WORDS.encode() not in made
    assert not any(path.endswith(hostile.secret.name) for path in trace.opened)
    assert trace.asked == ()
    assert hostile.listener.url.encode() not in b"".join(_addresses(made))


def test_a_pdf_of_hostile_fields_holds_no_file_and_leads_nowhere(hostile: Hostile) -> None:
    made = render_pdf(hostile_dossier(hostile)[1])
    reader = pypdf.PdfReader(io.BytesIO(made))
    assert dict(reader.attachments) == {}
    assert list(_addresses(made)) == []
    catalogue: Any = reader.trailer["/Root"]
    assert not {"/OpenAction", "/AA", "/AcroForm"} & set(catalogue)
    assert HIDDEN_WORDS.encode() not in made


def _addresses(made: bytes) -> list[bytes]:
    """Give the addresses that links of a PDF lead to outside itself."""
    found = []
    for page in pypdf.PdfReader(io.BytesIO(made)).pages:
        for annotation in page.get("/Annots") or ():
            action = annotation.get_object().get("/A") or {}
            found += [str(action[name]).encode() for name in ("/URI", "/F") if name in action]
    return found
