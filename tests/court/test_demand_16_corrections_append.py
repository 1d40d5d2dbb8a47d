"""Demand 16: corrections append; what was said before stays visible with its reason and day; editions are compared."""

from datetime import date
from pathlib import Path

import pytest

from armstrace.desk.case import Case, new_case
from armstrace.desk.documents.article import Checked, check_document
from armstrace.desk.documents.document import load_text
from armstrace.desk.dossiers.page import dossier_of
from armstrace.desk.editions.diff import difference
from armstrace.desk.editions.export import difference_json
from armstrace.desk.editions.named import edition_in
from armstrace.desk.judgements.claims import judge
from armstrace.desk.judgements.replies import Asked, put, signed, withdraw
from armstrace.dossier.page import render
from armstrace.evidence import ledger
from armstrace.evidence.clock import utc_now
from court.demo_dossier import AT
from desk.made_files import PUBLISHED, ROWS, article_and_register, deliveries, lines_of, write

ROLES = '[roles]\n"p-1" = "arms analyst"\n"p-2" = "reviewer"\n'


@pytest.fixture
def case(tmp_path: Path) -> Case:
    made = new_case(tmp_path / "case", title="Corrections", said_by="p-1")
    with (made.root / "case.toml").open("a", encoding="utf-8") as file:
        file.write(ROLES)
    for path in article_and_register(tmp_path):
        made.read(made.add(path))
    return made


def checked_in(case: Case) -> Checked:
    document = case.exhibit("article.txt")
    return check_document(case, load_text(case, document, date.fromisoformat(PUBLISHED)))


def test_a_judgement_is_added_to_and_what_it_was_is_printed(case: Case) -> None:
    document, key = case.exhibit("article.txt"), ""
    for by, act, why in (("p-1", "accept", "read against the text"), ("p-2", "reject", "it is another period")):
        before = lines_of(case.root)
        checked = checked_in(case)
        claim = next(each for each in checked.judged.values() if each.key == key or not key)
        key = claim.key
        assert judge(Case(case.root, by), document.sha256, claim, act, why)
        assert lines_of(case.root)[: len(before)] == before, "lines are added, none is changed"
    page, day = render(dossier_of(case, checked_in(case), AT)), utc_now().date().isoformat()
    assert f"Rejected by p-2 (reviewer) on {day}: it is another period." in page
    assert "Judged otherwise before" in page
    assert f"accepted by p-1 (arms analyst) on {day}: read against the text." in page


def test_a_reply_taken_back_stays_in_the_ledger_with_the_reason(case: Case) -> None:
    asked = Asked("The ministry", date(2026, 1, 2), "silent")
    made = put(case, "claim:1", "It armed both sides.", asked, "the letter")
    (number,) = signed(case)
    withdraw(case, number, "it was put to another ministry")
    assert not signed(case)
    said = {line.act: line.payload["why"] for line in ledger.read_lines(case.root) if "reply" in line.act}
    assert said == {"reply": "the letter", "withdraw_reply": "it was put to another ministry"}
    assert made.key


def test_a_later_edition_stands_beside_the_earlier_one_and_what_changed_is_told_as_printed(
    case: Case, tmp_path: Path
) -> None:
    rows = [(*ROWS[0][:3], 75.0), *ROWS[1:]]
    later = case.add(write(tmp_path, "later.csv", deliveries(rows, generated="6 May 2024 1:02:03 PM")))
    case.read(later)
    names = [each.received_name for each in case.exhibits()]
    assert {"deliveries.csv", "later.csv"} <= set(names), "the superseded edition is still an exhibit"
    old, new = (edition_in(case, name, list) for name in ("deliveries.csv", "later.csv"))
    told = str(difference_json(difference(case, old, new)))
    assert "60.0" in told
    assert "75.0" in told
    figures = [reading for finding in checked_in(case).findings for reading in finding.readings]
    assert len({each.edition for each in figures if "2023" in each.edition or "2024" in each.edition}) == 2
