"""Demand 22: what a machine read or matched is a suggestion until a person accepts it; the dossier says which is."""

import shutil
from pathlib import Path

from armstrace.chain.model import Rung
from armstrace.desk.case import Case, open_case
from armstrace.desk.chains.asked import entries
from armstrace.desk.chains.build import built
from armstrace.desk.documents.article import check_document
from armstrace.desk.documents.document import load_text
from armstrace.desk.dossiers.page import dossier_of
from armstrace.desk.incidents.documents import accepted_incidents
from armstrace.desk.judgements.claims import judge
from armstrace.desk.results import keep
from armstrace.dossier.page import render
from armstrace.gazetteer.identities.identify import identify
from armstrace.records.claims import WeaponUseClaim
from court.demo_dossier import AT, Made
from desk.made_files import write

USE = "Azerbaijani forces fired LAR-160 cluster munition rockets at Stepanakert on 27 September 2020.\n"
SUGGESTION = "Suggestion.</strong> Read by a machine; no person has accepted this reading."


def test_every_finding_that_nobody_accepted_is_marked(demo: Made, demo_page: str) -> None:
    assert not demo.dossier.accepted
    assert demo_page.count(SUGGESTION) == len(demo.dossier.findings)
    assert "A person accepted the reading of 0" in demo_page
    for exhibit in demo.dossier.exhibits:
        assert f"<code>{demo.dossier.readers[exhibit.sha256]}</code>" in demo_page, "which program read it"


def _with_use(demo: Made, folder: Path) -> Case:
    root = Path(shutil.copytree(demo.case.root, folder / "case"))
    with (root / "case.toml").open("r+", encoding="utf-8") as file:
        told = file.read()
        file.write('[roles]\n"p-7" = "munitions analyst"\n')
        assert "[[chain]]" in told
    case = open_case(root, "p-7")
    case.read(case.add(write(folder, "use.txt", USE), licence="own work"))
    return case


def test_a_use_that_a_machine_read_stands_on_no_rung_until_a_person_accepts_it(demo: Made, tmp_path: Path) -> None:
    case = _with_use(demo, tmp_path)
    text = load_text(case, case.exhibit("use.txt"), demo.checked.document.published)
    checked = check_document(case, text)
    keep(case, checked)
    claim = next(each for each in checked.judged.values() if isinstance(each.claim, WeaponUseClaim))
    assert accepted_incidents(case) == []
    assert claim.key not in _on_rungs_of_use(case)
    assert judge(case, text.exhibit.sha256, claim, "accept", "read against the text")
    assert [each.key for each in accepted_incidents(case)] == [claim.key]
    assert claim.key in _on_rungs_of_use(case)
    page = render(dossier_of(case, check_document(case, text), AT))
    assert "Reading accepted: by p-7 (munitions analyst) on " in page
    assert ": read against the text." in page


def _on_rungs_of_use(case: Case) -> set[str]:
    case.tables.close()
    chains = built(case, entries(case)).chains
    of_use = [each for chain in chains for each in chain.rungs if each.rung in {Rung.TYPE_USED, Rung.USER, Rung.HARM}]
    return {key for rung in of_use for each in rung.placements for key in (each.key, *each.records)}


def test_a_name_that_is_only_like_another_is_suggested_and_decides_nothing() -> None:
    found = identify("LAR-16O")
    assert found.identity is None
    assert found.reason == "not listed"
    assert any(each.identity.name.startswith("LAR-160") for each in found.candidates)
