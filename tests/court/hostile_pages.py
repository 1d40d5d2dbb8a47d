"""The pages that armstrace makes, of evidence whose every field a stranger wrote."""

from dataclasses import replace
from datetime import UTC, date, datetime

from armstrace.chain.model import Rung
from armstrace.desk.case import open_case
from armstrace.desk.documents.article import Checked, check_document
from armstrace.desk.documents.document import load_text
from armstrace.desk.dossiers.page import dossier_of
from armstrace.dossier.chains.page import chains_html
from armstrace.dossier.model import Dossier
from armstrace.dossier.page import render
from armstrace.dossier.surges.page import surge_html
from armstrace.dossier.tracks.model import Candidate, Event, Fix, Stretch, Track
from court.hostile_case import Hostile
from desk.made_files import PUBLISHED
from made_chain import made_chain
from made_surge import landings_of, made_surge

AT = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)


def hostile_dossier(hostile: Hostile) -> tuple[Checked, Dossier]:
    """Check the hostile article, and put a stranger's words wherever a file or a person names something."""
    case = open_case(hostile.case.root, "p-court")
    article = hostile.outcomes["article.txt"].exhibit
    checked = check_document(case, load_text(case, article, date.fromisoformat(PUBLISHED)))
    dossier, harm = dossier_of(case, checked, AT), hostile.words
    named = tuple(replace(each, received_name=harm, licence=harm) for each in dossier.exhibits)
    return checked, replace(dossier, title=harm, notes=(harm,), exhibits=named)


def dossier_page(hostile: Hostile) -> str:
    """Give the dossier of the hostile article."""
    return render(hostile_dossier(hostile)[1])


def chain_page(harm: str) -> str:
    """Give a page of a chain whose uses are told by strangers."""
    one = made_chain(1)
    used = next(each for each in one.rungs if each.rung is Rung.TYPE_USED)
    placed = tuple(replace(each, words=harm, told_by=(harm,), hedge=harm, bearing=harm) for each in used.placements)
    rungs = tuple(replace(each, placements=placed) if each is used else each for each in one.rungs)
    asked = replace(one.asked, name=harm, place=harm, weapon=harm)
    return chains_html([replace(one, asked=asked, rungs=rungs)])


def surge_page(harm: str) -> str:
    """Give a page of a surge whose series, aircraft and callsigns a stranger named."""
    surge = made_surge(60, series=harm, operator=harm, airfield=harm, origin=harm, typecode=harm)
    return surge_html(surge, [{**each, "callsign": harm, "hex": harm} for each in landings_of(surge)], (surge,))


def track(harm: str) -> Track:
    """Give a track whose registration, type, callsign, airfield and archive a stranger named."""
    fixes = tuple(Fix(1709596800.0 + 20 * n, 32 - 0.01 * n, 34 + 0.003 * n, 30_000.0 - 90 * n) for n in range(200))
    here = Candidate(harm, harm, 29.94, 34.935, 0.62, "ranked")
    return Track(
        hex="600864", day="2024-03-05", registration=harm, typecode=harm, callsigns=(harm,),
        stretches=(Stretch("air", fixes),),
        events=(Event("landing", 1709601800.0, 1709600800.0, 1709608800.0, "bracket", (here,)),),
        members=((harm, "ab" * 32),),
    )  # fmt: skip
