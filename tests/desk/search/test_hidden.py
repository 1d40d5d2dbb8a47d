"""What a person may not see is neither shown nor counted, as if it were not in the case."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from armstrace.desk.case import Case, new_case
from armstrace.desk.search.find import Found, Wanted, search
from armstrace.evidence import ledger
from desk.search.made import document

NAMES = ("first.txt", "second.txt", "third.txt", "fourth.txt")
WORDS = (
    "drones",
    "rockets",
    "convoy",
    "drones convoy",
    "dro*",
    '"drones over"',
    "drones -rockets",
    "txt",
    "open",
)


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Case:
    """Documents, and lines of the ledger that speak of one or several of them."""
    folder = tmp_path_factory.mktemp("hidden")
    case = new_case(folder / "case", title="Open to all", said_by="p-1")
    texts = (["drones over the road"], ["rockets", "drones and rockets"], ["a convoy of drones"], ["convoy"])
    shas = [document(case, folder, name, text) for name, text in zip(NAMES, texts, strict=True)]
    ledger.append(case.root, "accept", "p-1", exhibit=shas[0], words="drones over", why="seen")
    ledger.append(case.root, "merge", "p-1", left=[_key(case, shas[0])], right=[_key(case, shas[2])], why="same drones")
    ledger.append(case.root, "place", "p-1", key=_key(case, shas[1]), why="rockets of the convoy")
    ledger.append(case.root, "place", "p-1", key="event:" + "0" * 24, why="drones that nobody can trace")
    return case


def _key(case: Case, sha256: str) -> str:
    return str(case.tables.ask("SELECT key FROM passage WHERE exhibit = ? ORDER BY start", [sha256])[0][0])


def told(found: Found) -> tuple[dict[str, int], int, list[tuple[str, str, str]]]:
    counts = {kind: count.number for kind, count in found.kinds.items()}
    return counts, found.total.number, sorted((hit.kind, hit.key, hit.place) for hit in found.hits)


HIDDEN = st.sets(st.sampled_from(NAMES))
KINDS = st.sampled_from(["", "passage", "ledger"])


@settings(deadline=None)
@given(hidden=HIDDEN, typed=st.sampled_from(WORDS), kind=KINDS)
def test_hits_counts_and_facets_leave_out_what_is_hidden(many: Case, hidden: set[str], typed: str, kind: str) -> None:
    all_of_them = {each.received_name: each.sha256 for each in many.exhibits()}
    seen = {sha256 for name, sha256 in all_of_them.items() if name not in hidden}
    kinds = (kind,) if kind else ()
    by_seen = search(many.root, typed, Wanted(kinds, most=200, exhibits=seen))
    everything = search(many.root, typed, Wanted(kinds, most=200))
    kept = [hit for hit in everything.hits if _rests_on(many, hit.place, hit.exhibit) <= seen]
    assert told(by_seen)[2] == sorted((hit.kind, hit.key, hit.place) for hit in kept)
    if not kind:
        assert sum(told(by_seen)[0].values()) == told(by_seen)[1] == len(kept)
    if hidden:
        by_hidden = search(many.root, typed, Wanted(kinds, most=200, hidden={all_of_them[name] for name in hidden}))
        assert told(by_hidden) == told(by_seen)


def _rests_on(case: Case, place: str, exhibit: str) -> set[str]:
    """Say by hand what a hit rests on: its exhibit, and for a line of the ledger all that it names."""
    if not place.startswith("line="):
        return {exhibit}
    line = ledger.read_lines(case.root)[int(place.removeprefix("line=")) - 1]
    shas = {each.sha256 for each in case.exhibits() if each.sha256 in json.dumps(line.payload)}
    named = [key for each in line.payload.values() for key in (each if isinstance(each, list) else [each])]
    keys = [str(key) for key in named if ":" in str(key)]
    rows = [case.tables.row(key) for key in keys if key.startswith("passage:")]
    untraced = {"?" for key in keys if key.startswith("event:")}
    return shas | {str(row["exhibit"]) for row in rows if row} | untraced
