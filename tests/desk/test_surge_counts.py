"""Counts by day from elsewhere: whatever is in the file, the answer says what was used and what was not."""

import csv
import gzip
import io
import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("numba", reason="needs armstrace[flights]")

from hypothesis import given, settings
from hypothesis import strategies as st

from armstrace.desk.case import new_case
from armstrace.desk.surges.counts import read_counts
from armstrace.records.errors import UnreadableValue
from desk.conftest import Armstrace

HEAD = "series_id,date,landings,exposure"
FIRST = date(2020, 1, 6)


def day(number: int) -> date:
    return FIRST + timedelta(number)


def lines(*counts: float, name: str = "A", seen: float = 0.9) -> list[str]:
    return [f"{name},{day(n)},{count:g},{seen}" for n, count in enumerate(counts)]


def surging() -> list[str]:
    """Two years of one flight every ten days, daily for a month in the middle."""
    return lines(*(float(n % 10 == 0 or 300 <= n < 330) for n in range(728)))


@pytest.fixture
def file(tmp_path: Path) -> Any:
    def write(*rows: str, name: str = "counts.csv", head: str = HEAD) -> Path:
        path = tmp_path / name
        path.write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
        return path

    return write


def asked(armstrace: Armstrace, path: Path, *words: object) -> Any:
    return armstrace("surge", "--counts", path, "--draws", 199, *words)


def test_p_values_are_written_and_nothing_else(file: Any, armstrace: Armstrace) -> None:
    path = file(*lines(*[0.0] * 400, name="B"), *surging())
    done = asked(armstrace, path, "--csv", "-")
    assert done.code == 0
    rows = list(csv.reader(io.StringIO(done.out)))
    assert rows[0] == ["series_id", "p_value", "start", "end"]
    assert [row[0] for row in rows[1:]] == ["A", "B"]
    assert float(rows[1][1]) < 0.05
    assert rows[1][2] <= str(day(329))
    assert rows[1][3] >= str(day(300))
    assert float(rows[2][1]) == 1
    to_file = path.with_name("out.csv")
    assert asked(armstrace, path, "--csv", to_file).out == ""
    assert to_file.read_text() == done.out


def test_one_series_is_told_in_full_and_many_in_a_table(file: Any, armstrace: Armstrace) -> None:
    path = file(*surging(), *lines(*[0.0] * 400, name="B"))
    found = json.loads(asked(armstrace, path, "--json").out)
    assert [(one["series"], one["exposure_basis"]) for one in found["surges"]] == [("A", "given"), ("B", "given")]
    assert found["surges"][0]["told"] == "surge"
    assert found["surges"][0]["inputs"][0].endswith(";series=A")
    assert "Each p is family-wise" in asked(armstrace, path).out
    assert "as the file gives it" in asked(armstrace, path, "--series", "A").out
    missing = asked(armstrace, path, "--series", "C")
    assert (missing.code, "There are A, B" in missing.err) == (2, True)
    assert "of 2 series" in asked(armstrace, path, "--screen").out
    assert asked(armstrace, path, "--series", "A", "--plot", "-").out.startswith("<svg")


def test_the_order_of_lines_does_not_matter_and_is_told(file: Any, armstrace: Armstrace) -> None:
    sorted_out = json.loads(asked(armstrace, file(*surging()), "--json").out)["surges"][0]
    mixed = json.loads(asked(armstrace, file(*surging()[::-1]), "--json").out)["surges"][0]
    assert any("not in order" in said for said in mixed["warnings"])
    assert not any("not in order" in said for said in sorted_out["warnings"])
    assert mixed["window"] == sorted_out["window"]


def test_two_lines_of_one_day(file: Any, armstrace: Armstrace) -> None:
    rows = surging()
    path = file(*rows, rows[3], f"A,{day(7)},5,0.9")
    counts = read_counts(path)
    assert {aside.line for aside in counts.aside} == {9, 730, 731}
    assert len(counts.series[0].days) == 727
    done = asked(armstrace, path, "--csv", "-")
    assert done.code == 3
    assert "line 730: its day stands on lines 5, 730, the same again" in done.err
    assert "line 731: its day stands on lines 9, 731, with other values, so that none is used" in done.err


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("A,2020-01-06,2,0", "on a day on which nothing could be seen"),
        ("A,2020-01-06,-1,0.5", "is not from 0 to 100,000"),
        ("A,2020-01-06,nan,0.5", "is no number for count"),
        ("A,2020-01-06,1e9,0.5", "is not from 0 to 100,000"),
        ("A,2020-01-06,1_0,0.5", "is no number for count"),
        ("A,2020-01-06,inf,0.5", "is no number for count"),
        ("A,2020-01-06,,0.5", "no count"),
        ("A,2020-01-06,1,1.5", "exposure 1.5 is not from 0 to 1"),
        ("A,2020-01-06,1,-0.1", "exposure -0.1 is not from 0 to 1"),
        ("A,2020-01-06,1,", "no exposure"),
        ("A,6 January 2020,1,1", "is no day"),
        ("A,2020-02-30,1,1", "is no day"),
        ("A,0001-01-01,1,1", "is no day"),
        ("A,2020-01-06,1", "3 cells where the header has 4"),
        ("A,2020-01-06,1,1,1", "5 cells where the header has 4"),
    ],
)
def test_a_line_that_does_not_hold_is_set_aside(file: Any, armstrace: Armstrace, row: str, said: str) -> None:
    done = asked(armstrace, file(row, *surging()[7:]), "--csv", "-")
    assert (done.code, len(done.out.splitlines())) == (3, 2)
    (told,) = [line for line in done.err.splitlines() if "line 2: " in line]
    assert said in told


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "It is empty"),
        (b"\n\n", "It is empty"),
        (b"series,date,landings\n", "no row below its header"),
        (b"series,when,landings\nA,2020-01-01,1\n", "no column date"),
        (b"a,b\n1,2\n", "no column date and none count"),
        (b"date,day,count\n2020-01-01,2020-01-01,1\n", "Several columns could be the date"),
        (b"series,date,landings\nA,2020-01-01,\xff\n", "not UTF-8"),
        (b'series,date,landings\nA,2020-01-01,"' + b"1" * 200_000 + b'"\n', "no CSV"),
        (gzip.compress(b"series,date,landings\n" + b"A,2020-01-01,1\n" * 9000)[:-20], "cut off or damaged"),
        (b"\x1f\x8b\x08\x00 this is none", "cut off or damaged"),
    ],
)
def test_what_is_no_file_of_counts_is_refused(tmp_path: Path, armstrace: Armstrace, content: bytes, said: str) -> None:
    path = tmp_path / "counts.csv.gz"
    path.write_bytes(content)
    done = asked(armstrace, path)
    assert (done.code, done.out) == (3, "")
    assert said in done.err
    assert asked(armstrace, tmp_path / "none.csv").code == 2
    assert asked(armstrace, tmp_path).code == 2


def test_gzip_semicolons_tabs_and_a_mark_at_the_beginning(file: Any, tmp_path: Path) -> None:
    known = read_counts(file(*surging())).series[0]
    text = file(*surging()).read_text(encoding="utf-8")
    for name, content in (
        ("a.csv.gz", gzip.compress(text.encode())),
        ("b.csv", b"\xef\xbb\xbf" + text.encode()),
        ("c.csv", text.replace(",", ";").encode()),
        ("d.tsv", text.replace(",", "\t").encode()),
        ("e.csv", text.replace("\n", "\r\n").encode()),
        ("f.csv", text.replace(HEAD, "Series, Date ,COUNT,Exposure").encode()),
    ):
        (tmp_path / name).write_bytes(content)
        counts = read_counts(tmp_path / name)
        assert counts.series[0].counts.tolist() == known.counts.tolist(), name
        assert ("semicolons" in "".join(counts.remarks)) == (name == "c.csv")
    with pytest.raises(UnreadableValue):
        read_counts(file("A;2020-01-01;1", head="series;when;count"))


def test_without_exposure_a_rise_may_be_reception(file: Any, armstrace: Armstrace) -> None:
    rows = [row.rpartition(",")[0] for row in surging()]
    (found,) = json.loads(asked(armstrace, file(*rows, head="series,date,count"), "--json").out)["surges"]
    assert found["exposure_basis"] == "none"
    assert any("nothing of exposure" in said for said in found["warnings"])
    assert found["told"] != "no surge"


def test_columns_that_are_not_used_are_told_and_a_series_may_be_named_by_what_it_is_of(file: Any) -> None:
    counts = read_counts(file(f"AZQ,LLOV,x,{FIRST},1", head="operator,airfield,note,date,count"))
    assert counts.remarks == ["Columns not used: note."]
    named = counts.series[0].named
    assert (named.series, named.operator, named.airfield) == ("AZQ LLOV", "AZQ", "LLOV")
    assert read_counts(file(f"{FIRST},1", name="mine.csv", head="date,count")).series[0].named.series == "mine"
    mixed = read_counts(file(f"A,AZQ,{FIRST},1", f"A,AZG,{day(1)},1", head="series,operator,date,count")).series[0]
    assert any("several operators" in said for said in mixed.warnings)


@pytest.mark.parametrize(
    "rows",
    [
        lines(*[0.0] * 700),
        lines(*[0.0] * 350, 1.0, *[0.0] * 349),
        lines(*[0.0] * 3650),
        lines(1.0),
        lines(*[0.0] * 70, seen=0),
    ],
)
def test_where_there_is_next_to_nothing_nothing_is_claimed(file: Any, armstrace: Armstrace, rows: list[str]) -> None:
    done = asked(armstrace, file(*rows))
    assert done.code == 0
    assert "Cannot tell" in done.out
    assert "no surge" not in done.out.lower()


def test_standard_input_is_a_file_too(file: Any, armstrace: Armstrace, monkeypatch: pytest.MonkeyPatch) -> None:
    class Piped:
        buffer = io.BytesIO(gzip.compress(file(*surging()).read_bytes()))

    monkeypatch.setattr("sys.stdin", Piped)
    assert asked(armstrace, Path("-"), "--csv", "-").out.splitlines()[1].startswith("A,")


def test_made_up_counts_say_so(file: Any, armstrace: Armstrace) -> None:
    assert asked(armstrace, file(*surging()), "--synthetic").out.startswith("SYNTHETIC DATA")
    rows = [f"SYNTHETIC {row}" for row in surging()]
    assert json.loads(asked(armstrace, file(*rows), "--json").out)["watermark"] == "SYNTHETIC DATA"


def test_a_case_keeps_the_file_too(file: Any, tmp_path: Path, armstrace: Armstrace) -> None:
    new_case(tmp_path / "case", title="A test", said_by="p-1")
    done = asked(armstrace, file(*surging()), "--case", tmp_path / "case")
    key = done.err.rsplit(" ", 1)[1].strip()
    why = armstrace("why", key, "--case", tmp_path / "case")
    assert "counts.csv" in why.out
    assert armstrace("verify", "--case", tmp_path / "case").code == 0


@given(
    st.lists(
        st.tuples(st.integers(0, 40), st.sampled_from(["1", "0", "x", "", "2.5"]), st.sampled_from(["0.5", "7", "1"]))
    )
)
@settings(max_examples=50, deadline=None)
def test_every_line_is_used_or_set_aside(
    tmp_path_factory: pytest.TempPathFactory, drawn: list[tuple[int, str, str]]
) -> None:
    path = tmp_path_factory.mktemp("drawn") / "counts.csv"
    rows = [f"A,{day(d)},{count},{seen}" for d, count, seen in drawn]
    path.write_text("\n".join([HEAD, *rows]) + "\n")
    if not rows:
        return
    counts = read_counts(path)
    used = sum(len(series.days) for series in counts.series)
    assert used + counts.aside_count == len(rows)
    assert all((series.days[1:] > series.days[:-1]).all() for series in counts.series)


def test_a_file_of_days_with_movements_alone_is_told(file: Any) -> None:
    rows = ("2020-01-01,1,1", "2020-02-01,2,1", "2020-03-01,1,1")
    (found,) = read_counts(file(*rows, head="date,count,exposure")).series
    assert any("write them with 0" in warning for warning in found.warnings)
