"""Citations of exhibits: what programs read, dates with their doubt, and foreign words that can do nothing."""

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from armstrace.dossier.exports.bibtex import bibtex
from armstrace.dossier.exports.cited import Cited, reference
from armstrace.dossier.exports.csl_json import csl_item, csl_json
from armstrace.records.exhibits import Exhibit
from armstrace.records.kinds import Document, Edition
from armstrace.records.values import When
from armstrace.sources.registry import readers

EXHIBIT = Exhibit(
    sha256="ab" * 32,
    path=Path("x"),
    size=1,
    received_name="report\u202e.html",
    media_type="text/html",
    received_at="2026-11-20T08:00:00Z",
    received_by="p-1",
    licence="CC BY 4.0",
)
DOCUMENT = Document("document:1", EXHIBIT.sha256, "", "", "r@1", "50% of arms & \\input{x}", "", None, "utf-8", 0)


def document(**said: Any) -> Cited:
    return Cited(exhibit=EXHIBIT, document=replace(DOCUMENT, **said))


def register() -> Cited:
    edition = Edition(
        "edition:1", EXHIBIT.sha256, "", "", "r@1", "SIPRI", "SIPRI deliveries, (2024)", When.read("(2024)")
    )
    return Cited(
        exhibit=EXHIBIT, source=readers()["sipri_deliveries"].SOURCE, edition=edition, kept_back="nobody declared"
    )


def test_a_register_is_a_dataset_of_its_publisher_and_its_doubtful_date_stays_doubtful() -> None:
    item = csl_item(register())
    assert item["type"] == "dataset"
    assert item["publisher"].startswith("Stockholm International")
    assert item["issued"] == {"date-parts": [[2024]], "circa": True}
    assert "date as printed: (2024)" in item["note"]
    assert "not handed on: nobody declared" in item["note"]
    assert item["archive_location"] == f"sha256:{EXHIBIT.sha256}"
    assert "year = {2024?}" in bibtex([register()])
    assert "2024? (printed: (2024))" in reference(register())


def test_what_nobody_knows_is_left_out_and_never_made_up() -> None:
    item = csl_item(Cited(exhibit=replace(EXHIBIT, licence="", received_at="")))
    assert set(item) == {"id", "type", "title", "archive_location", "note"}
    assert "no date" in reference(Cited(exhibit=EXHIBIT))
    sheet = csl_item(Cited(exhibit=EXHIBIT, source=readers()["incident_sheet"].SOURCE))
    assert not {"publisher", "URL"} & set(sheet), "a sheet of one's own has no publisher and no home"


def test_the_first_hundred_words_of_tex_are_harmless() -> None:
    text = bibtex([document(author='A "and" B @ {C}'), document(title="100 % $x_1^2$ ~ #")])
    assert r"50\% of arms \& \textbackslash{}input\{x\}" in text
    assert re.search(r"(?<!\\)[%&#$^~]", text.replace("\\textbackslash{}", "")) is None
    assert "\u202e" not in text


@pytest.mark.parametrize(
    ("printed", "parts"),
    [
        ("2020", [[2020]]),
        ("2020-10", [[2020, 10]]),
        ("2020-10-28", [[2020, 10, 28]]),
        ("2015/2019", [[2015], [2019]]),
        ("2020-09/2020-10", [[2020, 9], [2020, 10]]),
        ("2020-10-27/2020-10-28", [[2020, 10, 27], [2020, 10, 28]]),
        ("9999", [[9999]]),
        ("2015/9999", [[2015], [9999]]),
    ],
)
def test_a_date_is_never_sharper_than_it_was_printed(printed: str, parts: list[list[int]]) -> None:
    assert csl_item(document(published=When.read(printed)))["issued"]["date-parts"] == parts


@given(st.text(), st.text(), st.text())
def test_whatever_stands_in_a_title_both_files_keep_their_form(title: str, author: str, name: str) -> None:
    cited = replace(document(title=title, author=author), exhibit=replace(EXHIBIT, received_name=name or "x"))
    assert json.loads(csl_json([cited]))[0]["id"] == "exhibit-abababababab"
    text = bibtex([cited])
    assert text.encode("utf-8")
    depth = 0
    for mark in re.sub(r"\\[\\{}]", "", text):
        depth += {"{": 1, "}": -1}.get(mark, 0)
        assert depth >= 0
    assert depth == 0
    assert text.count("\n@") == 0
