"""Files of states' reports that nobody would write: each is read in time that grows with its length alone."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import cast

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from armstrace.records.errors import ArmstraceError
from armstrace.records.place import Place
from armstrace.sources import coarm_licences, eu_brokering, supply_sheet, unroca_reports
from armstrace.sources.registry import readers
from armstrace.tables.schema import spread
from read_bytes import read_bytes
from stopwatch import Work, grows_at_most, takes_less_than

UNROCA = "table,year,reporter,partner,category,number,description\n"
COARM = "year,exporter,destination,category,licences\n"
SUPPLY = ",".join(supply_sheet.COLUMNS) + "\n"
BROKER = "2012,GB,United Kingdom,issued,IN,India,1,5.0,ML1,,,US,United States\n"

PAGE = (
    "<h4>UNROCA original report</h4><p>Peru 2018</p><table><tr><th>Category<th>Exporter state<th>Number of items</tr>"
)

GROWING: dict[str, tuple[ModuleType, Callable[[int], str]]] = {
    "digits as a number": (unroca_reports, lambda n: f"{UNROCA}export,2018,Brazil,Peru,I,{'9' * n},\n"),
    "numerals as a category": (unroca_reports, lambda n: f"{UNROCA}export,2018,Brazil,Peru,{'VI. ' * n},1,\n"),
    "a name without end": (unroca_reports, lambda n: f"{UNROCA}export,2018,{'Brazil ' * n},Peru,I,1,\n"),
    "rows of nonsense": (unroca_reports, lambda n: UNROCA + "a,b,c,d,e,f,g\n" * (n // 16)),
    "names that look alike": (
        coarm_licences, lambda n: COARM + "".join(f"2012,Spainn{i},Peruu{i},ML1,1\n" for i in range(n // 2_000)),
    ),
    "spaces": (coarm_licences, lambda n: f"{COARM}2012,Spain{' ' * n}x,Peru,ML1,1\n"),
    "semicolons": (eu_brokering, lambda n: BROKER.replace("IN,India", f"{';' * n},{';' * n}")),
    "destinations": (eu_brokering, lambda n: BROKER.replace("IN,India", f"{'PE;' * n}IN,{'Peru;' * n}India")),
    "places without a state": (
        eu_brokering,
        lambda n: BROKER.replace("IN,India", f"{';' * n},{';'.join(f'worldwide {i}' for i in range(n + 1))}"),
    ),
    "bars in what is cited": (supply_sheet, lambda n: f"{SUPPLY}1,contract,,2015,,ISR,,AZE{',' * 9}G,{'|' * n},,,,\n"),
    "numbers once more": (supply_sheet, lambda n: SUPPLY + f"1,contract,,2015,,ISR,,AZE{',' * 9}G,,,,,\n" * (n // 60)),
    "rows of a page": (unroca_reports, lambda n: PAGE + "<tr><td>I<td>Brazil<td>1" * (n // 20)),
    "an open heading": (unroca_reports, lambda n: f"{PAGE}<h1>{'a<b>' * (n // 4)}"),
    "tables in tables": (unroca_reports, lambda n: PAGE + "<table><tr><td>" * (n // 15)),
    "JSON in JSON": (unroca_reports, lambda n: '[{"table": "num_items"}, ' + "[" * n + "]" * n + "]"),
    "JSON entries": (
        unroca_reports, lambda n: json.dumps([{"table": "major_export", "num_items": "1"}] * (n // 40)),
    ),
}  # fmt: skip


def _read(module: ModuleType, content: str) -> None:
    try:
        found = read_bytes(module, content.encode(), "file")
    except ArmstraceError:
        found = []
    assert all(len(getattr(each, "printed", "")) <= 2_000 for each in found)


@pytest.mark.parametrize("name", GROWING)
def test_time_grows_with_the_length_of_a_file_and_no_faster(name: str) -> None:
    module, make = GROWING[name]

    def work(length: int) -> Work:
        content = make(length)
        return lambda: _read(module, content)

    # eight times as long; quadratic time would be sixty-four times as much
    grows_at_most(24, work, 40_000, 320_000)


@pytest.mark.parametrize(
    "row",
    [
        "export,2018,Brazil,Peru,I,1,Invented tank\n",
        "import,2018,Peru,Brazil,IVb,classified,\n",
        "export,2019,Brazil,,,nil,\n",
    ],
)
def test_a_hundred_thousand_rows_are_read_in_a_few_seconds(row: str) -> None:
    takes_less_than(15, lambda: _read(unroca_reports, UNROCA + row * 100_000))


HERE = Path(__file__).parent
SAMPLES = sorted(
    path
    for module in (coarm_licences, eu_brokering, supply_sheet, unroca_reports)
    for path in (HERE / module.SOURCE.name).glob("sample*")
)
ODD = st.one_of(
    st.sampled_from(
        ["", "0", "-1", "nil", "withheld", "1e9", "٣", "2018", "*", "ML", "I", "=1+1", "NaN", "\u202e", ";"]
    ),
    st.text(max_size=30),
)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: f"{path.parent.name}/{path.name}")
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_a_sample_with_odd_pieces_in_it_is_read_or_refused_and_no_fault(sample: Path, data: st.DataObject) -> None:
    """Exchange pieces between commas, semicolons, tags and quotation marks for odd ones."""
    module = readers()[sample.parent.name]
    pieces = re.split(r'([,;<>"\n])', sample.read_text(encoding="utf-8"))
    for _ in range(data.draw(st.integers(1, 6))):
        pieces[data.draw(st.integers(0, len(pieces) - 1))] = data.draw(ODD)
    content = "".join(pieces).encode("utf-8", "surrogatepass")
    try:
        found = read_bytes(cast("ModuleType", module), content, sample.name)
    except ArmstraceError:
        return
    keys = [record.key for record in found]
    assert len(keys) == len(set(keys))
    assert {record.KIND for record in found} <= {*module.SOURCE.kinds, "set_aside"}
    assert all(str(Place.read(record.place)) == record.place for record in found)
    for record in found:
        spread(record.KIND, [record])
