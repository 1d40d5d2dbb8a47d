"""Participant tables of the UN Treaty Collection: the real ones in full, and every way a table can be wrong."""

import csv
import hashlib
from collections.abc import Sequence
from pathlib import Path

import pytest

from armstrace.records.errors import CaseError, SourceChanged, UnknownFormat
from armstrace.records.exhibits import Exhibit
from armstrace.records.kinds import Commitment, Edition, Readable
from armstrace.records.place import Place
from armstrace.records.sources import ReadOptions, SetAside
from armstrace.records.values import When
from armstrace.sources.un_treaty_table import SOURCE, read, recognises

CONSENT = "Approval(AA), Acceptance(A), Accession(a), Ratification"
HEADER = ("Participant", "Signature", "Provisional application(n)", CONSENT)


def _exhibit(path: Path, *, name: str = "", treaty: str = "", edition: str = "") -> Exhibit:
    content = path.read_bytes()
    sha256 = hashlib.sha256(content).hexdigest()
    said = {"treaty": treaty, "edition": edition}
    return Exhibit(sha256, path, len(content), name or path.name, "text/csv", "2026-01-01T00:00:00Z", "p-1", **said)


def _table(folder: Path, *rows: Sequence[str], header: Sequence[str] = HEADER) -> Path:
    path = folder / "26-6.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *rows])
    return path


def _commitments(records: Sequence[Readable]) -> list[Commitment]:
    return [record for record in records if isinstance(record, Commitment)]


def _edition(records: Sequence[Readable]) -> Edition:
    (edition,) = (record for record in records if isinstance(record, Edition))
    return edition


@pytest.mark.shared
@pytest.mark.parametrize(
    ("number", "treaty", "rows", "bound", "as_of"),
    [
        ("26-1", "ENMOD-1976", 92, 76, "2011-04-18"),
        ("26-2", "CCW-1980", 122, 117, "2013-09-25"),
        ("26-2-a", "CCW-P4", 102, 102, "2013-05-24"),
        ("26-2-b", "CCW-AP2", 100, 100, "2013-09-25"),
        ("26-2-c", "CCW-AMEND-2001", 79, 79, "2013-09-26"),
        ("26-2-d", "CCW-P5", 84, 84, "2013-09-26"),
        ("26-3", "CWC-1992", 192, 190, "2013-09-14"),
        ("26-5", "MBT-1997", 162, 161, "2012-12-27"),
        ("26-6", "CCM-2008", 113, 84, "2013-09-13"),
        ("26-7", "Kinshasa-2010", 11, 4, "2012-12-05"),
        ("26-8", "ATT-2013", 118, 41, "2014-06-16"),
    ],
)
def test_the_real_tables_are_read_whole(
    shared: Path, number: str, treaty: str, rows: int, bound: int, as_of: str
) -> None:
    path = shared / "treaties" / "untreaties_2015" / f"{number}.csv"
    records = list(read(_exhibit(path), ReadOptions()))
    edition, commitments = _edition(records), _commitments(records)
    assert not [record for record in records if isinstance(record, SetAside)]
    assert (edition.treaty, edition.as_of) == (treaty, When.read(as_of))
    assert len({Place.read(one.place).row for one in commitments}) == rows
    assert len({one.state for one in commitments if one.action == "consent"}) == bound
    assert {one.treaty for one in commitments} == {treaty}
    assert {one.edition for one in commitments} == {edition.key}


@pytest.mark.shared
def test_every_date_is_the_words_at_its_place_and_no_cell_is_left_out(shared: Path) -> None:
    for path in sorted((shared / "treaties" / "untreaties_2015").glob("26-*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            table = list(csv.reader(file))
        dated = 0
        for one in _commitments(list(read(_exhibit(path), ReadOptions()))):
            place = Place.read(one.place)
            assert place.row is not None
            assert place.column is not None
            row = table[place.row - 1]
            cell = row[table[0].index(place.column)]
            assert one.date is not None
            assert cell.split(" ")[:3] == one.date.printed.split(" ")
            assert When.read(one.date.printed) == one.date
            assert one.state_printed == row[0]
            dated += 1
        assert dated == sum(1 for row in table[1:] for cell in row[1:] if cell)


@pytest.mark.shared
def test_the_states_of_the_founding_case_are_in_none_of_the_cluster_munition_rows(shared: Path) -> None:
    path = shared / "treaties" / "untreaties_2015" / "26-6.csv"
    states = {one.state for one in _commitments(list(read(_exhibit(path), ReadOptions())))}
    assert not states & {"ARM", "AZE", "ISR", "RUS", "TUR"}
    assert {"NOR", "ESP"} <= states


def test_marks_decide_the_form_of_consent(tmp_path: Path) -> None:
    path = _table(
        tmp_path,
        ("Austria", "3 Dec 2008", "", "2 Apr 2009"),
        ("Andorra", "", "", "9 Apr 2013 a"),
        ("Japan", "3 Dec 2008", "", "14 Jul 2009 A"),
        ("Norway", "3 Dec 2008", "3 Dec 2008 n", "3 Dec 2008 AA"),
    )
    found = [(one.state, one.action, one.how) for one in _commitments(list(read(_exhibit(path), ReadOptions())))]
    assert found == [
        ("AUT", "signature", ""),
        ("AUT", "consent", "ratification"),
        ("AND", "consent", "accession"),
        ("JPN", "signature", ""),
        ("JPN", "consent", "acceptance"),
        ("NOR", "signature", ""),
        ("NOR", "provisional", ""),
        ("NOR", "consent", "approval"),
    ]


def test_several_columns_of_consent_are_read_each_by_its_header(tmp_path: Path) -> None:
    header = ("Participant", "Definitive signature(s)", "Ratification", "Consent to be bound(P), Succession(d)")
    path = _table(tmp_path, ("Austria", "1 Jan 2001 s", "2 Feb 2002", "3 Mar 2003 P"), header=header)
    found = _commitments(list(read(_exhibit(path), ReadOptions())))
    assert [(one.action, one.how) for one in found] == [("consent", ""), ("consent", "ratification"), ("consent", "")]
    assert [one.note for one in found][::2] == [
        "definitive signature",
        "consent to be bound, notified under its own name",
    ]


def test_brackets_are_a_withdrawal_on_an_unknown_day(tmp_path: Path) -> None:
    path = _table(tmp_path, ("Lithuania 4", "[ 3 Dec 2008]", "", "[24 Mar 2011 a]"))
    found = _commitments(list(read(_exhibit(path), ReadOptions())))
    assert [(one.action, one.date.edtf if one.date else None) for one in found] == [
        ("signature", "2008-12-03"),
        ("consent", "2011-03-24"),
        ("withdrawal_effective", None),
    ]
    assert found[2].place == found[1].place
    assert found[1].state_printed == "Lithuania"
    assert "Footnotes of the table: 4" in found[1].note


@pytest.mark.parametrize(
    ("row", "column", "reason"),
    [
        (("Austria", "3 Dec 2008 x", "", ""), "Signature", "not one date with a mark"),
        (("Austria", "", "3 Dec 2008", ""), "Provisional application(n)", "marks: n"),
        (("Austria", "3 Dec 2008; 4 Dec 2008", "", ""), "Signature", "not one date"),
        (("Austria", "31 Feb 2009", "", ""), "Signature", "not a date in the calendar"),
        (("Austria", "[3 Dec 2008", "", ""), "Signature", "not one date"),
        (("Austria", "2008", "", ""), "Signature", "not one date"),
        (("Austria", "3 Foo 2008", "", ""), "Signature", "not a date"),
        (("Austira", "3 Dec 2008", "", ""), "Participant", "Austria"),
        (("Austria", "", "", ""), None, "no act"),
        (("Austria", "3 Dec 2008"), None, "2 cells"),
    ],
)
def test_what_cannot_be_read_is_set_aside_with_its_place(
    tmp_path: Path, row: tuple[str, ...], column: str | None, reason: str
) -> None:
    records = list(read(_exhibit(_table(tmp_path, ("Norway", "3 Dec 2008", "", ""), row)), ReadOptions()))
    (aside,) = (record for record in records if isinstance(record, SetAside))
    assert aside.place == str(Place(row=3, column=column))
    assert reason in aside.reason
    # a state of which something could not be read is never one that "has not signed"
    told = [(one.state, one.action) for one in _commitments(records)]
    assert told == [("NOR", "signature"), *([("AUT", "unknown")] if row[0] == "Austria" else [])]
    assert ("'Austira'" in _edition(records).assumptions) == (row[0] == "Austira")


@pytest.mark.parametrize(
    "header",
    [
        ("Participants", "Signature", CONSENT),
        ("Participant", "Signed", CONSENT),
        ("Participant", "Signature", "Ratification, Denunciation(x)"),
        ("Participant", "Signature", "Accession(a), Acceptance(a)"),
        ("Participant", "Signature", "Signature"),
        ("Participant", "Signature", ""),
        ("Participant",),
        (),
    ],
)
def test_a_renamed_column_is_refused(tmp_path: Path, header: tuple[str, ...]) -> None:
    with pytest.raises(SourceChanged, match="row 1"):
        list(read(_exhibit(_table(tmp_path, ("Austria", "3 Dec 2008", ""), header=header)), ReadOptions()))


ROW = ("Austria", "3 Dec 2008", "", "2 Apr 2009")


@pytest.mark.parametrize(
    ("name", "treaty"),
    [
        ("26-6.csv", "CCM-2008"),
        ("MTDSG_XXVI-8 (2).csv", "ATT-2013"),
        ("untc 26-2-a.csv", "CCW-P4"),
        ("26-2.d.csv", "CCW-P5"),
        ("table 18-10.csv", "ROME-1998"),
    ],
)
def test_the_number_in_the_name_tells_the_treaty_and_that_is_said(tmp_path: Path, name: str, treaty: str) -> None:
    edition = _edition(list(read(_exhibit(_table(tmp_path, ROW), name=name), ReadOptions())))
    assert edition.treaty == treaty
    assert "in the name of the file" in edition.assumptions


@pytest.mark.parametrize("name", ["table.csv", "2014-4-1.csv", "24-4-1.csv", "126-6.csv", "26-66.csv", "99-1.csv"])
def test_a_table_of_an_untold_treaty_is_refused_with_what_to_do(tmp_path: Path, name: str) -> None:
    with pytest.raises(UnknownFormat, match="--treaty CCM-2008"):
        list(read(_exhibit(_table(tmp_path, ROW), name=name), ReadOptions()))


def test_what_a_person_says_of_the_treaty_goes_before_the_name(tmp_path: Path) -> None:
    path = _table(tmp_path, ROW)
    said = _edition(list(read(_exhibit(path, treaty="Arms Trade Treaty"), ReadOptions())))
    assert said.treaty == "ATT-2013"
    assert "when it came in" in said.assumptions
    again = _edition(list(read(_exhibit(path, treaty="ATT-2013"), ReadOptions(treaty="MBT-1997"))))
    assert again.treaty == "MBT-1997"
    with pytest.raises(CaseError, match="CCM-1908"):
        list(read(_exhibit(path), ReadOptions(treaty="CCM-1908")))


def test_the_day_of_the_table_is_told_by_a_person_or_by_its_latest_date(tmp_path: Path) -> None:
    path = _table(tmp_path, ROW, ("Japan", "3 Dec 2008", "", "14 Jul 2009 A"))
    latest = _edition(list(read(_exhibit(path), ReadOptions())))
    assert latest.as_of == When.read("2009-07-14")
    assert "latest date in it" in latest.assumptions
    told = _edition(list(read(_exhibit(path, edition="2010-05-31"), ReadOptions())))
    assert told.as_of == When.read("2010-05-31")
    assert "a person said" in told.assumptions
    words = _edition(list(read(_exhibit(path), ReadOptions(edition="the copy of May"))))
    assert words.as_of == latest.as_of
    assert "the copy of May" in words.assumptions
    empty = _edition(list(read(_exhibit(_table(tmp_path)), ReadOptions())))
    assert empty.as_of is None
    assert "undated" in empty.label


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "latin-1"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_the_table_is_known_and_read_in_every_encoding_it_comes_in(tmp_path: Path, encoding: str, newline: str) -> None:
    path = tmp_path / "26-6.csv"
    path.write_bytes(
        f'Participant,Signature,"Ratification"{newline}Côte d\'Ivoire,4 Dec 2008,{newline}'.encode(encoding)
    )
    assert recognises(path.read_bytes(), path.name) == 2
    assert [one.state for one in _commitments(list(read(_exhibit(path), ReadOptions())))] == ["CIV"]


@pytest.mark.parametrize(
    "head",
    [
        b"",
        b"\xff\xfe",
        b"\x00\x01\x02",
        b"Participant\nAustria\n",
        b"Participant,Score\n",
        b'"Participant',
        b"treaty,state,action\n",
    ],
)
def test_other_files_are_not_its_own(head: bytes) -> None:
    assert recognises(head, "26-6.csv") == 0


def test_an_edition_changed_in_its_columns_is_still_its_own_to_refuse() -> None:
    assert recognises(b"Participant,Signature,Denunciation\n", "26-6.csv") == 2
    assert SOURCE.reader == "un_treaty_table@1"
