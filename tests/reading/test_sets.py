"""How much the grammar finds in labelled sentences: floors, so that no change loses ground unnoticed.

The sets mix what the grammar was built on; figures on text it never saw are lower (docs/evaluation.md).
"""

from collections.abc import Callable
from datetime import date

import pytest

from armstrace.reading.read import read_claims
from labelled_claims import found, load

# share of labelled claims that are read with every slot right
FLOORS = {"plain": 0.99, "varied": 0.88, "paragraphs": 0.79}


@pytest.mark.parametrize("name", FLOORS)
def test_recall_does_not_fall_below_what_was_reached(name: str, record_property: Callable[[str, object], None]) -> None:
    labels = [(case, label) for case in load(name) for label in case["claims"] if label["kind"] != "outside_coverage"]
    hits = [found(label, read_claims(case["text"], date.fromisoformat(case["published"]))) for case, label in labels]
    recall = sum(hits) / len(hits)
    record_property("measured", f"{name}: {sum(hits)} of {len(hits)} labelled claims read with every slot right")
    assert recall >= FLOORS[name]
