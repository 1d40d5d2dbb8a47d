"""The table of treaty facts: the shipped one against the tables it was compiled from, and a person's own."""

import csv
import hashlib
from collections.abc import Mapping, Sequence
from importlib.resources import files
from pathlib import Path

import pytest

from armstrace.gazetteer.states import iso2, states
from armstrace.gazetteer.treaties import withdrawal_effect
from armstrace.records.errors import SourceChanged
from armstrace.records.exhibits import Exhibit
from armstrace.records.kinds import Commitment, Edition, Readable
from armstrace.records.sources import ReadOptions, SetAside
from armstrace.records.values import When
from armstrace.sources import un_treaty_table
from armstrace.sources.treaty_facts import COLUMNS, read, recognises

SHIPPED = Path(str(files("armstrace.gazetteer").joinpath("data/treaty_facts.csv")))
IDS = {"CCM": "CCM-2008", "MBT": "MBT-1997", "ATT": "ATT-2013"}
# the list of 2026 has no entry for these; see data/treaty_sources.csv, untc_2026
UNLISTED = {"COK", "MHL", "NIU", "VCT", "WSM"}


def _exhibit(path: Path, **said: str) -> Exhibit:
    content = path.read_bytes()
    sha256 = hashlib.sha256(content).hexdigest()
    return Exhibit(sha256, path, len(content), path.name, "text/csv", "2026-01-01T00:00:00Z", "p-1", **said)


def _own(folder: Path, *rows: Sequence[str], header: Sequence[str] = COLUMNS) -> Path:
    path = folder / "own.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *rows])
    return path


def _commitments(records: Sequence[Readable]) -> list[Commitment]:
    return [record for record in records if isinstance(record, Commitment)]


def _state(row: Mapping[str, str]) -> str:
    code = iso2(row["iso2"])
    assert code is not None
    return code


@pytest.fixture(scope="module")
def shipped() -> list[Readable]:
    return list(read(_exhibit(SHIPPED), ReadOptions()))


def _states(records: Sequence[Readable], treaty: str, action: str) -> set[str]:
    return {one.state for one in _commitments(records) if (one.treaty, one.action) == (treaty, action)}


def test_the_shipped_table_is_read_whole(shipped: list[Readable]) -> None:
    assert not [record for record in shipped if isinstance(record, SetAside)]
    with SHIPPED.open(encoding="utf-8", newline="") as file:
        assert len(shipped) == sum(1 for _ in csv.DictReader(file))
    editions = {record.treaty: record for record in shipped if isinstance(record, Edition)}
    assert {treaty: edition.as_of.edtf for treaty, edition in editions.items() if edition.as_of} == {
        **dict.fromkeys(IDS.values(), "2026"),
        "NATO-1949": "2024-03-07",
        "GC-1949": "2025",
        "AP1-1977": "2025",
        "GENOCIDE-1948": "2024-06",
    }
    assert editions["CCM-2008"].label == "armstrace treaty facts, as of 2026"
    assert "MHL" in editions["CCM-2008"].assumptions
    assert {one.state for one in _commitments(shipped)} <= set(states())


@pytest.mark.parametrize(
    ("treaty", "parties", "signatories_only", "signatures"),
    [
        # 112 parties, 108 signatures: ICBL-CMC of 5 September 2025, after Lithuania's withdrawal; UNTC XXVI-6
        ("CCM-2008", 112, 12, 108),
        # 166 after Tonga (ICBL-CMC), less five withdrawals, plus Lebanon; 133 signatures: UNTC XXVI-5
        ("MBT-1997", 162, 0, 133),
        ("NATO-1949", 32, 0, 12),
        # 196 and 174 by the ICRC on 9 November 2020, with Andorra 175; the three that signed Protocol I only
        ("GC-1949", 196, 0, 0),
        ("AP1-1977", 175, 3, 3),
        # 153 in June 2024, the Dominican Republic signed only
        ("GENOCIDE-1948", 153, 1, 41),
    ],
)
def test_the_counts_are_those_others_publish(
    shipped: list[Readable], treaty: str, parties: int, signatories_only: int, signatures: int
) -> None:
    joined, left = _states(shipped, treaty, "consent"), _states(shipped, treaty, "withdrawal_effective")
    signed = _states(shipped, treaty, "signature")
    assert (len(joined - left), len(signed - joined), len(signed)) == (parties, signatories_only, signatures)
    assert left <= joined


def test_what_is_not_known_is_said_and_never_a_row_of_its_own_beside_an_act(shipped: list[Readable]) -> None:
    for treaty in IDS.values():
        unknown = _states(shipped, treaty, "unknown")
        known = _states(shipped, treaty, "consent") | _states(shipped, treaty, "signature")
        assert not unknown & known
        assert unknown | (known & UNLISTED) == UNLISTED


def test_a_withdrawal_takes_effect_when_the_treaty_says(shipped: list[Readable]) -> None:
    dates = {(one.treaty, one.state, one.action): one.date for one in _commitments(shipped)}
    notices = [key for key in dates if key[2] == "withdrawal_notified"]
    assert len(notices) == 6
    for treaty, state, _ in notices:
        notified, effective = dates[treaty, state, "withdrawal_notified"], dates[treaty, state, "withdrawal_effective"]
        assert notified is not None
        assert effective is not None
        due = withdrawal_effect(treaty, notified)
        assert due is not None
        assert due.edtf == effective.edtf


def test_nobody_joins_before_signing_or_leaves_before_joining(shipped: list[Readable]) -> None:
    order = ["signature", "consent", "withdrawal_notified", "withdrawal_effective"]
    dates = {(one.treaty, one.state, one.action): one.date for one in _commitments(shipped)}
    for (treaty, state, action), when in dates.items():
        if action in order:
            later = [dates.get((treaty, state, other)) for other in order[order.index(action) + 1 :]]
            assert when is not None
            assert all(when.earliest <= other.latest for other in later if other and other.latest and when.earliest)


@pytest.mark.shared
def test_the_facts_hold_every_row_of_the_list_of_2026(shipped: list[Readable], shared: Path) -> None:
    dates = {(one.treaty, one.state, one.action): one.date for one in _commitments(shipped)}
    with (shared / "treaties" / "standing_2026.csv").open(encoding="utf-8", newline="") as file:
        listed = list(csv.DictReader(file))
    for row in listed:
        treaty, state = IDS[row["treaty"]], _state(row)
        consent, left = dates.get((treaty, state, "consent")), dates.get((treaty, state, "withdrawal_effective"))
        if row["standing"] == "withdrawn":
            assert left is not None
            continue
        assert left is None
        assert (consent is not None) == (row["standing"] == "party")
        when = consent or dates[treaty, state, "signature"]
        assert when is not None
        assert when.edtf.startswith(row["year"])
    standing = {(IDS[row["treaty"]], _state(row)) for row in listed}
    extra = {(t, s) for t, s, action in dates if action != "unknown" and t in IDS.values()} - standing
    assert {state for _, state in extra} == UNLISTED


@pytest.mark.shared
def test_the_facts_hold_every_day_of_the_tables_of_2015(shipped: list[Readable], shared: Path) -> None:
    days = {(one.treaty, one.state, one.action): one.date for one in _commitments(shipped)}
    forms = {(one.treaty, one.state, one.action): one.how for one in _commitments(shipped)}
    for number in ("26-5", "26-6", "26-8"):
        path = shared / "treaties" / "untreaties_2015" / f"{number}.csv"
        for one in _commitments(list(un_treaty_table.read(_exhibit(path), ReadOptions()))):
            key = one.treaty, one.state, one.action
            when = days[key]
            assert when is not None
            assert one.date is not None
            assert when.edtf == one.date.edtf
            assert forms[key] == one.how


def test_no_date_is_more_precise_than_its_source(shipped: list[Readable]) -> None:
    years = [one for one in _commitments(shipped) if "year precision" in one.note and one.date is not None]
    assert len(years) == 82
    assert all(one.date.years for one in years if one.date)
    lucia = next(one for one in _commitments(shipped) if (one.treaty, one.state) == ("CCM-2008", "LCA"))
    assert lucia.date is not None
    assert lucia.date.edtf == "2020-09"


def test_a_persons_own_table_is_told_from_the_shipped_one(tmp_path: Path) -> None:
    path = _own(tmp_path, ("ATT-2013", "Norway", "consent", "ratification", "2014-02-12", "own reading", ""))
    edition, one = list(read(_exhibit(path), ReadOptions()))
    assert isinstance(edition, Edition)
    assert isinstance(one, Commitment)
    assert edition.as_of is None
    assert edition.label == "treaty facts from own.csv, undated"
    assert "nothing follows from a gap" in edition.assumptions
    assert (one.state, one.state_printed, one.note) == ("NOR", "Norway", "Source: own reading.")
    dated = next(iter(read(_exhibit(path, edition="2021-01-01"), ReadOptions())))
    assert isinstance(dated, Edition)
    assert dated.as_of == When.read("2021-01-01")


@pytest.mark.parametrize(
    ("row", "column"),
    [
        (("ATT-2013", "NOR", "ratified", "", "2014", "", ""), "action"),
        (("ATT-2013", "NOR", "consent", "blessing", "2014", "", ""), "how"),
        (("ATT-2013", "NOR", "signature", "accession", "2014", "", ""), "how"),
        (("ATT-2013", "NOR", "consent", "accession", "1 of May", "", ""), "date"),
    ],
)
def test_a_state_of_which_something_could_not_be_read_is_left_open(
    tmp_path: Path, row: tuple[str, ...], column: str
) -> None:
    as_of = ("ATT-2013", "*", "as_of", "", "2021", "", "")
    edition, one, aside = list(read(_exhibit(_own(tmp_path, as_of, row)), ReadOptions()))
    assert isinstance(edition, Edition)
    assert isinstance(one, Commitment)
    assert isinstance(aside, SetAside)
    assert (one.state, one.action) == ("NOR", "unknown")
    assert "NOR" in edition.assumptions
    assert aside.place == f"row=3;column={column}"


@pytest.mark.parametrize(
    "header",
    [
        COLUMNS[:-1],
        (*COLUMNS, "remark"),
        (*COLUMNS[:-1], "remark"),
        (*COLUMNS, "note"),
        ("Treaty", *COLUMNS[1:]),
        (),
    ],
)
def test_other_columns_are_refused(tmp_path: Path, header: tuple[str, ...]) -> None:
    with pytest.raises(SourceChanged, match="columns"):
        list(read(_exhibit(_own(tmp_path, header=header)), ReadOptions()))


def test_the_order_of_the_columns_is_free(tmp_path: Path) -> None:
    row = ("ATT-2013", "NOR", "consent", "ratification", "2014-02-12", "x", "y")
    path = _own(tmp_path, row[::-1], header=COLUMNS[::-1])
    (one,) = _commitments(list(read(_exhibit(path), ReadOptions())))
    assert (one.state, one.how) == ("NOR", "ratification")


def test_a_table_is_known_by_its_columns() -> None:
    assert recognises(SHIPPED.read_bytes()[:65_536], "anything.csv") == 2
    assert recognises(b"\xef\xbb\xbftreaty,state,action,when\n", "x.csv") == 2
    assert recognises(b"treaty,state\n", "treaty_facts.csv") == 0
    assert recognises(b"", "treaty_facts.csv") == 0
