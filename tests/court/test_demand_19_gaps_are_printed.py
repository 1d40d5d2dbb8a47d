"""Demand 19: what is missing is printed as not shown, other explanations are printed, and no coverage is never zero."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

from markupsafe import escape

from armstrace.chain.model import Word
from armstrace.chain.wording import explanation_words
from armstrace.desk.case import new_case
from armstrace.desk.documents.article import check_document
from armstrace.desk.documents.document import load_text
from armstrace.dossier.page import render
from armstrace.dossier.shown_text import shown
from armstrace.records.verdicts import Verdict
from court.demo_dossier import Made, pages_of
from desk.made_files import write
from made_surge import made_surge


def test_each_rung_without_an_exhibit_says_so_and_each_gap_is_named(demo: Made, demo_page: str) -> None:
    chains = demo.dossier.chains
    assert chains is not None
    missing = [each for chain in chains.chains for each in chain.rungs if each.status.word is Word.NOT_SHOWN]
    assert len(missing) >= 10
    assert demo_page.count('<p class="stands">Not shown:') == len(missing)
    for chain in chains.chains:
        for gap in chain.gaps:
            assert str(escape(gap.words)) in demo_page


def test_each_other_explanation_is_printed_with_how_it_stands(demo: Made, demo_page: str) -> None:
    chains = demo.dossier.chains
    assert chains is not None
    told = [each for chain in chains.chains for rung in chain.rungs for each in rung.explanations]
    assert len(told) >= 20
    for each in told:
        assert str(escape(explanation_words(each.words, each.state, each.because))) in demo_page


def test_each_denial_and_each_reply_is_printed(demo: Made, demo_page: str) -> None:
    incidents = demo.dossier.incidents
    assert incidents is not None
    denied = [each.denial for each in incidents.told if each.denial]
    assert len(denied) == 27
    for words in denied:
        assert str(escape(shown(words))) in demo_page
    assert demo_page.count("Reply of the accused") >= sum(map(len, demo.dossier.replies.values()))


def test_years_that_no_register_here_covers_are_no_zero(demo: Made, tmp_path: Path) -> None:
    case = new_case(tmp_path / "case", title="Gaps", said_by="p-1")
    register = demo.case.exhibit("tiv_imports_azerbaijan.csv")
    asked = write(tmp_path, "a.txt", "Israel supplied 60 percent of Azerbaijan's arms imports in 1991-95.")
    for path, name in ((register.path, register.received_name), (asked, "a.txt")):
        case.read(case.add(path, name=name))
    checked = check_document(case, load_text(case, case.exhibit("a.txt"), date(2020, 11, 20)))
    (share,) = (each for each in checked.findings if each.check == "import_share")
    assert share.verdict is Verdict.CANNOT_TELL
    assert share.figure is None
    assert "0.0" not in share.reason


def test_weeks_that_nobody_watched_are_called_so_and_no_zero(demo: Made) -> None:
    surge = made_surge(30)
    blind = [replace(week, days=0, count=0.0, exposure=0.0) for week in surge.weeks[3:13]]
    unseen = replace(surge, weeks=(*surge.weeks[:3], *blind, *surge.weeks[13:]))
    bare = replace(demo.dossier, chains=None, incidents=None, findings=(), unchecked=(), left_out=())
    drawn = [render(replace(bare, surges=(each,))) for each in (surge, unseen)]
    assert ">no data<" not in drawn[0]
    assert ">no data<" in drawn[1]
    assert "they count for nothing, not as zero" in drawn[1]


def test_the_pdf_says_the_same_of_what_is_missing(demo: Made, demo_pdf: bytes) -> None:
    text = " ".join(pages_of(demo_pdf))
    chains = demo.dossier.chains
    assert chains is not None
    missing = [each for chain in chains.chains for each in chain.rungs if each.status.word is Word.NOT_SHOWN]
    assert len(re.findall(r"Not shown:", text)) >= len(missing)
    assert "Incidents as they are told" in text
