"""Pages of the demo's case are answered within a tenth of a second of processor time, and grow little with the case."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

from armstrace.desk.case import new_case
from bench import made_incidents
from bench.desk_addresses import looks
from bench.made_desk import flight_lines
from desk.web.serving import Serving, serving
from stopwatch import fastest

MS = 100.0
WARM = 3
NOT_THERE = {"/documents/{sha256}/boxes", "/flights/{key}", "/surges/{key}", "/jobs/{id}"}
"""What the demo's case has nothing of: PDF files, movements, surges, works that ended."""
FEW, MANY = 400, 4_000
TIMES = 3.0
GROWING = ("/incidents?first=19{}-01-01", "/incidents?weapon=w{}", "/flights?first=20{}-01-01", "/flights?operator=A{}")


def test_every_page_of_the_case_is_quick(served: Serving, record_property: Callable[[str, object], None]) -> None:
    client = served.client()
    client.get("/chains")  # built once for each change of what they rest on, and shown when they are there
    paths = looks(lambda address: client.get(address).json())
    assert {path for path, address in paths.items() if not address} == NOT_THERE
    told = {}
    for path, address in paths.items():

        def asked(address: str = address) -> None:
            assert client.get(address).status_code == 200

        if address:
            told[path] = 1000 * fastest(asked, WARM)
    record_property("measured", "; ".join(f"{path} {ms:.0f} ms" for path, ms in told.items()) + " (with the asking)")
    assert max(told.values()) < MS, max(told, key=lambda path: told[path])


def test_every_page_of_the_case_is_light(served: Serving) -> None:
    client = served.client()
    paths = looks(lambda address: client.get(address).json())
    sizes = {path: len(client.get(address).content) for path, address in paths.items() if address}
    assert max(sizes.values()) < 500_000, max(sizes, key=lambda path: sizes[path])


def invented(folder: Path, count: int) -> Path:
    """Make a case with so many incidents and as many movements."""
    root = folder / f"case-{count}"
    case = new_case(root, title="Invented", said_by="p-1")
    table, listed = folder / "GEDEvent_v99_1.csv", folder / "flights.jsonl"
    made_incidents.make(count, table)
    with listed.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(line) + "\n" for line in flight_lines(count, seed=9, days=60))
    for path in (table, listed):
        assert case.read(case.add(path)).whole
    case.tables.close()
    return root


def milliseconds(root: Path) -> dict[str, float]:
    """Ask for each page with questions that nobody has asked before; the quickest of three."""
    told = {}
    with serving(root) as running:
        client = running.client()
        for path in ("/incidents", "/flights"):
            assert client.get(path).status_code == 200
        for path in GROWING:
            years = iter(range(90, 99) if "19{}" in path else range(16, 30))

            def asked(path: str = path, years: Iterator[int] = years) -> None:
                assert client.get(path.format(next(years))).status_code == 200

            told[path] = 1000 * fastest(asked)
    return told


def test_a_page_of_ten_times_as_much_is_no_ten_times_as_slow(tmp_path: Path) -> None:
    few, many = (milliseconds(invented(tmp_path, count)) for count in (FEW, MANY))
    slow = {path: (few[path], many[path]) for path in few if many[path] > TIMES * few[path] + 10}
    assert not slow
