"""Databases of aircraft: four layouts, flags, and operators kept only where they are airlines or bodies of a state."""

import gzip
import hashlib
from collections import Counter
from pathlib import Path

import pytest

from armstrace.records.errors import SourceChanged
from armstrace.records.exhibits import Exhibit
from armstrace.records.kinds import Edition, Identity, Readable
from armstrace.records.sources import ReadOptions, SetAside
from armstrace.sources.aircraft_database import read, recognises
from stopwatch import takes_less_than

HERE = Path(__file__).parent


def _read(path: Path, edition: str = "") -> list[Readable]:
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    exhibit = Exhibit(sha256, path, 1, path.name, "text/csv", "2026-01-01T00:00:00Z", "p-1", edition=edition)
    return list(read(exhibit, ReadOptions()))


def _identities(records: list[Readable]) -> list[Identity]:
    return [one for one in records if isinstance(one, Identity)]


def _made(folder: Path, content: bytes) -> list[Readable]:
    path = folder / "aircraft.csv"
    path.write_bytes(content)
    return _read(path)


def test_no_name_of_a_person_is_kept_in_any_layout() -> None:
    for path in HERE.glob("sample*"):
        records = _read(path)
        assert len(_identities(records)) >= 3
        assert all(word not in repr(records) for word in ("Doe", "John", "Sons"))


def test_flags_say_who_is_left_out() -> None:
    found = {one.hex: (one.military, one.restricted) for one in _identities(_read(HERE / "sample.csv"))}
    assert found == {
        "600866": (None, ""),
        "738a11": (True, ""),
        "4b1234": (None, "ladd"),
        "a00599": (None, "pia"),
    }


def test_two_designators_are_two_operators() -> None:
    found = [(one.registration, one.operator) for one in _identities(_read(HERE / "sample_vrs.csv"))]
    assert found[:2] == [("4K-AZ102", "AZQ"), ("4K-SW001", "AZG")]


def test_the_edition_says_of_which_day_the_assertions_are() -> None:
    edition, one = _read(HERE / "sample_plane_alert.csv", edition="2026-04-06")[:2]
    assert isinstance(edition, Edition)
    assert isinstance(one, Identity)
    assert (edition.label, edition.register) == ("plane-alert-db, as of 2026-04-06", "plane_alert_db")
    assert one.as_of == edition.as_of
    assert one.edition == edition.key


def test_packed_and_plain_give_the_same(tmp_path: Path) -> None:
    plain = (HERE / "sample.csv").read_bytes()
    packed = _made(tmp_path, gzip.compress(plain))
    assert [(one.hex, one.place) for one in _identities(packed)] == [
        (one.hex, one.place) for one in _identities(_read(HERE / "sample.csv"))
    ]


@pytest.mark.parametrize(
    "line",
    [b"zz", b"600866,4K", b'600866,"4K,IL76,00,x', b"600866,4K-AZ1,IL76,2,x", b"\xff\xfe\0,,,,", b"6" * 100_000],
)
def test_bad_rows_are_set_aside_and_the_rest_goes_on(tmp_path: Path, line: bytes) -> None:
    header = b"hex,registration,icao_type,flags,description\n"
    records = _made(tmp_path, header + line + b"\n600867,4K-AZ2,IL76,00,x\n")
    assert [type(one) for one in records] == [Edition, SetAside, Identity]
    assert records[2].place == "row=3"


def test_a_cut_off_database_says_so(tmp_path: Path) -> None:
    rows = b"".join(b"%06x,4K-%d,IL76,00,some words %d\n" % (n, n, n * 7919) for n in range(20_000))
    packed = gzip.compress(b"hex,registration,icao_type,flags,description\n" + rows)
    records = _made(tmp_path, packed[: len(packed) // 2])
    assert len(_identities(records)) > 5_000
    assert isinstance(records[-1], SetAside)
    assert "cut off" in records[-1].reason


def test_other_columns_are_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceChanged, match="owner"):
        _made(tmp_path, b"hex,registration,icao_type,flags,description,owner\n")
    assert recognises(b"hex,registration,icao_type,whatever\n", "x") == 2
    assert recognises(b"hex;registration\n", "x") == 0


@pytest.mark.shared
def test_the_real_databases_are_read(shared: Path) -> None:
    records: list[Readable] = []

    def work() -> None:
        records[:] = _read(shared / "aircraft" / "plane-alert-db.csv")

    takes_less_than(5, work)
    found = _identities(records)
    assert len(found) > 17_000
    assert len(records) - 1 - len(found) == 2
    silk_way = {one.hex: one.operator for one in found if one.operator in {"AZQ", "AZG"}}
    assert silk_way["600864"] == "AZQ"
    named = Counter(one.operator_printed for one in found if not one.operator and not one.military)
    assert not [name for name in named if "Prince" in name or "King " in name]
