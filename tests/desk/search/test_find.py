"""What is found in a case, where it leads, and what is marked."""

import json
import shutil
from pathlib import Path

import pytest

from armstrace.desk.case import Case, new_case
from armstrace.desk.documents.document import passages_of
from armstrace.desk.incidents.export import template
from armstrace.desk.search.asked import Term
from armstrace.desk.search.find import Found, Hit, Wanted, search
from armstrace.desk.search.marks import BEFORE, SHOWN, snippet, spans
from armstrace.records.errors import CaseError
from armstrace.records.passages import document_text
from desk.conftest import Armstrace
from desk.search.made import document


def of(found: Found, kind: str) -> list[Hit]:
    return [hit for hit in found.hits if hit.kind == kind]


def test_a_passage_leads_to_its_words_in_the_document(demo: Case) -> None:
    hits = of(search(demo.root, "Israel Azerbaijan", Wanted(("passage",))), "passage")
    report = demo.exhibit("report.md")
    text = document_text(passages_of(demo, report))
    assert hits
    for hit in hits:
        assert (hit.exhibit, hit.name) == (report.sha256, "report.md")
        assert text[hit.start : hit.end] in {"Israel", "Azerbaijan"}
        assert {hit.words.text[start:end] for start, end in hit.words.marks} <= {"Israel", "Azerbaijan"}
        assert demo.tables.row(hit.key) is not None


def test_claims_and_findings_lead_to_the_claim(demo: Case) -> None:
    found = search(demo.root, '"largest arms supplier"')
    text = document_text(passages_of(demo, demo.exhibit("report.md")))
    for kind in ("finding", "claim"):
        hit = of(found, kind)[0]
        assert hit.key.startswith(f"{kind}:")
        assert text[hit.start : hit.end] == "largest arms supplier"


def test_a_finding_is_found_by_its_reason_too(demo: Case) -> None:
    hit = of(search(demo.root, "outside SIPRI's coverage"), "finding")[0]
    text = document_text(passages_of(demo, demo.exhibit("report.md")))
    assert "rifle" in text[hit.start : hit.end]


def test_rows_exhibits_and_the_ledger_are_found(demo: Case) -> None:
    incident = of(search(demo.root, "Shushi"), "incident")[0]
    row = demo.tables.row(incident.key)
    assert row is not None
    assert "Shushi" in row["place_printed"]
    assert (incident.name, incident.start) == ("incidents_karabakh_2020.csv", None)
    exhibit = of(search(demo.root, "tiv_imports_armenia"), "exhibit")[0]
    assert exhibit.key == demo.exhibit("tiv_imports_armenia.csv").sha256
    assert of(search(demo.root, f"{exhibit.key[:10]}*"), "exhibit")[0].key == exhibit.key
    assert of(search(demo.root, "armed both sides"), "ledger")[0].place == "line=1"


def test_kinds_are_counted_whatever_kind_is_wanted(demo: Case) -> None:
    everything, some = search(demo.root, "Azerbaijan"), search(demo.root, "Azerbaijan", Wanted(("passage", "claim")))
    assert everything.kinds == some.kinds
    assert everything.total.number == sum(count.number for count in everything.kinds.values())
    assert some.total.number == some.kinds["passage"].number + some.kinds["claim"].number
    assert {hit.kind for hit in some.hits} <= {"passage", "claim"}
    with pytest.raises(CaseError, match="no kind"):
        search(demo.root, "x", Wanted(("rows",)))


def test_pages_together_are_all_hits_once(demo: Case) -> None:
    total = search(demo.root, "Azerbaijan").total.number
    pages = [search(demo.root, "Azerbaijan", Wanted(first=first, most=25)).hits for first in range(0, total + 25, 25)]
    keys = [(hit.kind, hit.key, hit.place, hit.start) for page in pages for hit in page]
    assert len(keys) == len(set(keys)) == total
    assert pages[-1] == ()


def test_names_are_found_however_they_are_spelt(tmp_path: Path) -> None:
    case = new_case(tmp_path / "case", title="Names", said_by="p-1")
    document(case, tmp_path, "names.txt", ["Das \u0425ankəndi in Azərbaycan.", "أذربيجان, said in Straße 5; Йод ёж."])
    for typed in (
        "xankendi",
        "XANKƏNDİ",
        "\u0445ANK*",
        "azerbaycan",
        "اذربيجان",
        "STRASSE",
        "straße",
        "йод ЕЖ",
        '"in azerbaycan"',
    ):
        assert search(case.root, typed).kinds["passage"].number == 1, typed
    assert not search(case.root, '"azerbaycan in"').kinds
    assert not search(case.root, "xankendi -azerbaycan").kinds
    hit = search(case.root, "xankendi").hits[0]
    assert [hit.words.text[start:end] for start, end in hit.words.marks] == ["\u0425ankəndi"]


def test_too_many_to_weigh_come_in_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("armstrace.desk.search.find.MOST_WEIGHED", 3)
    monkeypatch.setattr("armstrace.desk.search.find.MOST_COUNTED", 5)
    case = new_case(tmp_path / "case", title="Many words", said_by="p-1")
    document(case, tmp_path, "many.txt", [f"word number {number}" for number in range(8)])
    found = search(case.root, "word", Wanted(first=2, most=3))
    assert (found.weighed, found.kinds["passage"].number, found.kinds["passage"].more) == (False, 5, True)
    assert [hit.words.text.strip() for hit in found.hits] == ["word number 2", "word number 3", "word number 4"]


def test_rows_with_the_same_words_are_one_hit_that_counts_them(demo: Case) -> None:
    hit = search(demo.root, "Israel", Wanted(("flow",))).hits[0]
    same = demo.tables.ask("SELECT key FROM flow WHERE supplier_printed = 'Israel'")
    assert hit.many == len(same) > 1


def test_the_densest_piece_is_shown() -> None:
    text = "alpha " + "x " * 300 + "alpha beta gamma " + "y " * 300
    shown = snippet(text, spans(text, [Term(("alpha",)), Term(("beta",)), Term(("gamma",))]))
    assert len(shown.text) <= SHOWN
    assert [shown.text[start:end] for start, end in shown.marks] == ["alpha", "beta", "gamma"]
    assert text[shown.start : shown.start + len(shown.text)] == shown.text
    assert shown.marks[0][0] <= BEFORE


def test_the_command_prints_what_leads_there(demo: Case, armstrace: Armstrace) -> None:
    done = armstrace("search", "Shushi", "--case", demo.root)
    assert (done.code, "incidents_karabakh_2020.csv row=" in done.out, "incident:" in done.out) == (0, True, True)
    told = json.loads(
        armstrace("search", "Azerbaijan", "--kind", "claim", "--json", "--most", 2, "--case", demo.root).out
    )
    assert [hit["kind"] for hit in told["hits"]] == ["claim", "claim"]
    hit = told["hits"][0]
    assert next(hit["words"][start:end] for start, end in hit["marks"]) == "Azerbaijan"
    assert armstrace("search", "nowhere at all", "--case", demo.root).err.strip().endswith("Nothing was found.")


@pytest.mark.parametrize("typed", ["a*", '"', "x" * 2000, "--kind=zzz"])
def test_the_command_says_what_is_wrong(demo: Case, armstrace: Armstrace, typed: str) -> None:
    done = armstrace("search", typed, *(["word"] if typed.startswith("--") else []), "--case", demo.root)
    assert (done.code, done.out) == (2, "")
    assert "to do:" in done.err


def test_incidents_leave_without_positions(tmp_path: Path, armstrace: Armstrace) -> None:
    case = new_case(tmp_path / "case", title="Leaving", said_by="p-1")
    sheet = tmp_path / "own.csv"
    row = template().splitlines()
    sheet.write_text(
        "\n".join([row[0], row[1].replace("This row is invented: delete it.", "It hit 14 Tigran Mets Street.")])
    )
    case.read(case.add(sheet))
    case.tables.close()
    assert "Mets Street" in armstrace("search", "tigran mets", "--case", case.root).out
    shown = armstrace("search", "tigran mets", "--json", "--case", case.root).out
    assert len(json.loads(shown)["hits"]) == 1
    assert "Mets Street" not in shown


def test_a_finding_is_hidden_with_any_exhibit_it_rests_on(demo: Case, tmp_path: Path) -> None:
    root = Path(shutil.copytree(demo.root, tmp_path / "case"))
    shas = {each.received_name: each.sha256 for each in demo.exhibits()}
    typed, kinds = "Azerbaijan", ("finding", "claim", "passage")
    everything = search(root, typed, Wanted(kinds)).kinds
    without_register = search(root, typed, Wanted(kinds, hidden={shas["tiv_imports_azerbaijan.csv"]})).kinds
    assert without_register["passage"] == everything["passage"]
    assert without_register["claim"] == everything["claim"]
    assert 0 < without_register["finding"].number < everything["finding"].number
    without_report = search(root, typed, Wanted(hidden={shas["report.md"]})).kinds
    assert not {"finding", "claim", "passage"} & set(without_report)
    nothing = search(root, typed, Wanted(exhibits=()))
    assert (nothing.kinds, nothing.hits) == ({}, ())
