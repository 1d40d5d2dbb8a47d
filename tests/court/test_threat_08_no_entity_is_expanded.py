"""Threat 8: XML that swells, or that names a file or an address as an entity, is text like any other."""

import ast
import tracemalloc
from pathlib import Path

import armstrace
from armstrace.records.sources import ReadOptions
from armstrace.sources import html_page
from court.conftest import Traces
from court.hostile_case import HIDDEN_WORDS, Hostile

XML = ("page.xhtml", "drawing.svg", "places.kml", "track.gpx", "letter.docx", "sheet.xlsx")
PARSERS = {"xml", "lxml", "defusedxml", "bs4", "html5lib", "openpyxl", "docx"}


def test_the_words_of_a_page_are_those_in_it(hostile: Hostile) -> None:
    sha256 = hostile.outcomes["page.xhtml"].exhibit.sha256
    rows = hostile.case.tables.ask("SELECT text FROM passage WHERE exhibit = ? ORDER BY start", [sha256])
    text = " ".join(words for (words,) in rows)
    assert "&i; &secret; &far;" in text, "an entity that the standard does not know is what is printed"
    assert HIDDEN_WORDS not in text
    assert len(text) < 1000


def test_a_bomb_takes_no_memory(hostile: Hostile) -> None:
    exhibit = hostile.outcomes["page.xhtml"].exhibit
    list(html_page.read(exhibit, ReadOptions()))
    tracemalloc.start()
    list(html_page.read(exhibit, ReadOptions()))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 4 << 20


def test_nothing_that_an_entity_names_is_opened(hostile: Hostile, traces: Traces) -> None:
    for name, trace in traces.by_command.items():
        assert not any(path.endswith(hostile.secret.name) for path in trace.opened), name
        assert trace.asked == (), name


def test_other_xml_is_kept_and_not_parsed(hostile: Hostile) -> None:
    for name in XML[1:]:
        assert hostile.outcomes[name].refused.startswith("No source recognises this file"), name


def test_no_module_of_armstrace_hands_evidence_to_a_parser_of_xml() -> None:
    house = Path(armstrace.__file__).parent
    for path in sorted((house / "sources").rglob("*.py")) + sorted((house / "evidence").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_bytes())):
            names = [each.name for each in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert not {name.partition(".")[0] for name in names} & PARSERS, path
