"""The tables of law that armstrace ships: read whole, sourced row by row, the same words for either side of a war."""

import csv
import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest

from armstrace.chain.embargo_norms import addressed
from armstrace.gazetteer.law_sources import law_citation_of
from armstrace.gazetteer.shipped_tables import shipped_rows
from armstrace.records.decisions import Decision, Embargo, in_force
from armstrace.records.exhibits import Exhibit
from armstrace.records.kinds import Edition, Readable
from armstrace.records.sources import ReadOptions, SetAside
from armstrace.records.supply import Licence
from armstrace.sources import decision_facts, embargo_facts, licence_facts, reply_sheet
from armstrace.sources.registry import Reader

TABLES: Mapping[str, Reader] = {
    "licence_facts.csv": licence_facts,
    "embargo_facts.csv": embargo_facts,
    "decision_facts.csv": decision_facts,
}


def _exhibit(path: Path) -> Exhibit:
    content = path.read_bytes()
    sha256 = hashlib.sha256(content).hexdigest()
    return Exhibit(sha256, path, len(content), path.name, "text/csv", "2026-01-01T00:00:00Z", "p-1")


def _shipped(name: str) -> list[Readable]:
    path = Path(str(files("armstrace.gazetteer").joinpath("data", name)))
    return list(TABLES[name].read(_exhibit(path), ReadOptions()))


def _embargoes() -> list[Embargo]:
    return [record for record in _shipped("embargo_facts.csv") if isinstance(record, Embargo)]


def _decisions() -> list[Decision]:
    return [record for record in _shipped("decision_facts.csv") if isinstance(record, Decision)]


@pytest.mark.parametrize("name", TABLES)
def test_a_shipped_table_is_read_whole(name: str) -> None:
    records = _shipped(name)
    assert not [record for record in records if isinstance(record, SetAside)]
    assert len(records) == len(shipped_rows(name)) + 1
    (edition,) = (record for record in records if isinstance(record, Edition))
    assert edition.label == f"armstrace {name.removesuffix('.csv').replace('_', ' ')}"


@pytest.mark.parametrize("name", TABLES)
def test_every_row_names_where_it_was_read_and_how(name: str) -> None:
    for row in shipped_rows(name):
        cited = law_citation_of(row["source"])
        assert cited != row["source"], row
        assert re.search(r"\((page|beginning|excerpt|title|general)", cited)
        if "general knowledge" in cited:
            assert "general knowledge" in row["note"].lower()


def test_every_source_is_cited_and_says_how_it_was_read() -> None:
    tables = [row for name in TABLES for row in shipped_rows(name)] + shipped_rows("union_members.csv")
    cited = {each for row in tables for each in row["source"].split("|")}
    known = shipped_rows("law_sources.csv")
    assert cited == {row["id"] for row in known}
    for row in known:
        assert row["citation"]
        assert row["read"]
        assert row["url"].startswith("http") or row["id"] == "general"


def test_nothing_lies_in_the_future_and_nothing_concludes() -> None:
    for name in TABLES:
        for row in shipped_rows(name):
            days = re.findall(r"\d{4}-\d\d-\d\d", " ".join(row[each] for each in ("date", "begins") if each in row))
            assert all(date.fromisoformat(day) <= date(2026, 11, 23) for day in days)
            own = " ".join(re.sub(r"“[^”]*”", "", cell) for cell in row.values())
            assert not re.search(r"\b(prove[dns]?|guilty|unlawful|illegal)\b", own, re.IGNORECASE), own


def test_the_embargoes_of_this_war_are_told_alike_of_both_sides() -> None:
    def of(state: str) -> list[tuple[object, ...]]:
        told = [each for each in _embargoes() if each.target == state]
        return [(e.number, e.target_printed, e.force, e.bound, e.begins, e.ends, e.status, e.disputed) for e in told]

    assert of("ARM") == of("AZE")
    assert [each[0] for each in of("AZE")] == ["CSCE-1992", "UNSC-853"]
    assert {each[2] for each in of("AZE")} == {"request"}
    assert all(each[-1] for each in of("AZE"))


def test_the_request_of_1992_is_addressed_to_those_who_take_part() -> None:
    (request,) = (each for each in _embargoes() if (each.number, each.target) == ("CSCE-1992", "AZE"))
    day = date(2014, 7, 1)
    assert in_force(request, day) is True
    assert [addressed(request, state, day) for state in ("RUS", "TUR", "CAN")] == [True, True, True]


@pytest.mark.parametrize(("state", "day"), [("IRN", date(2014, 7, 1)), ("GEO", date(1992, 3, 1))])
def test_a_state_of_the_region_outside_the_conference_is_never_said_to_be_left_out(state: str, day: date) -> None:
    (request,) = (each for each in _embargoes() if (each.number, each.target) == ("CSCE-1992", "ARM"))
    assert addressed(request, state, day) is None


def test_an_embargo_with_the_same_number_has_the_same_days() -> None:
    days: dict[str, set[tuple[str, str, str]]] = {}
    for each in _embargoes():
        ends = each.ends.edtf if each.ends else ""
        begins = each.begins.edtf if each.begins else ""
        days.setdefault(each.number, set()).add((begins, ends, each.instrument))
    assert all(len(each) == 1 for each in days.values())


def test_canada_s_permits_were_suspended_before_they_were_cancelled() -> None:
    acts = [
        (record.act, record.date.edtf if record.date else "", record.licences.low if record.licences else None)
        for record in _shipped("licence_facts.csv")
        if isinstance(record, Licence) and (record.supplier, record.hop) == ("CAN", "component")
    ]
    assert acts == [("suspended", "2020-10-05", None), ("cancelled", "2021-04-12", 29)]


def test_courts_that_went_both_ways_are_in_the_table() -> None:
    about_supply = [each for each in _decisions() if each.body_kind == "court" and each.subject == "supply"]
    assert {"found", "rejected", "decided"} == {each.act for each in about_supply}
    assert {"GBR", "ISR", "NLD"} == {each.state for each in about_supply}


def test_both_sides_of_the_war_are_reported_on_and_deny() -> None:
    told = [each for each in _decisions() if each.about in {"ARM", "AZE"} and each.subject == "use"]
    for state in ("ARM", "AZE"):
        assert {"asked", "reported", "denied"} <= {each.act for each in told if each.about == state}
    assert all(not each.supplier for each in told)


def test_a_report_is_public_from_a_known_day() -> None:
    for each in _decisions():
        assert each.public is not None
        assert each.body_kind != "organisation" or each.act in {"reported", "alleged"}


def _hostile() -> Iterator[Sequence[str]]:
    yield ["=cmd|' /C calc'!A0"] * 30
    yield ["\u202eevil", "<script>"] * 15
    yield ["9" * 5_000] * 30
    yield ["2020-02-30"] * 30
    yield ["x"] + [""] * 29


@pytest.mark.parametrize("reader", [licence_facts, embargo_facts, decision_facts, reply_sheet])
def test_hostile_rows_are_set_aside_with_their_place_and_the_rest_goes_on(reader: Reader, tmp_path: Path) -> None:
    sample = Path(__file__).resolve().parent.parent / reader.SOURCE.name / "sample.csv"
    with sample.open(encoding="utf-8", newline="") as file:
        header, good, *_ = csv.reader(file)
    path = tmp_path / "own.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = [header, *([*row][: len(header)] for row in _hostile()), header, good]
        csv.writer(file).writerows(rows)
    edition, *rest, last = reader.read(_exhibit(path), ReadOptions())
    assert isinstance(edition, Edition)
    assert len(rest) == 6
    assert all(isinstance(record, SetAside) and record.reason for record in rest)
    assert last.KIND in reader.SOURCE.kinds
    assert [Path(record.place).name.split(";")[0] for record in rest] == [f"row={number}" for number in range(2, 8)]
