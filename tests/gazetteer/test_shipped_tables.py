"""Tables of facts that a case may hold are listed by hash for good, so that older cases read as they did."""

import hashlib
from importlib.resources import files

import pytest

from armstrace.desk.intake import FACTS
from armstrace.gazetteer.shipped_tables import shipped_rows, was_shipped


@pytest.mark.parametrize("name", FACTS)
def test_the_table_shipped_now_is_listed(name: str) -> None:
    """After a change of a table: add its new hash to data/shipped_tables.csv, and take none away."""
    sha256 = hashlib.sha256(files("armstrace.gazetteer").joinpath("data", name).read_bytes()).hexdigest()
    assert was_shipped(name, sha256), f"{name},{sha256}"


def test_a_table_that_was_shipped_before_stays_ours_and_no_other_is() -> None:
    before = "cec1dc63fafb76db3f1cfc5d94496e91cc522993a7c08385fc2e6748c1d2307f"
    assert was_shipped("embargo_facts.csv", before)
    assert not was_shipped("treaty_facts.csv", before)
    assert not was_shipped("embargo_facts.csv", "0" * 64)
    rows = shipped_rows("shipped_tables.csv")
    assert len({row["sha256"] for row in rows}) == len(rows)
