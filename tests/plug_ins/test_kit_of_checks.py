"""The kit for checks passes one of ours and catches one that claims what no record shows."""

from importlib.resources import as_file, files
from pathlib import Path
from types import SimpleNamespace
from typing import Any, ClassVar

import pytest

from armstrace.checks import import_share
from armstrace.gazetteer.plugged import OPEN
from armstrace.records.claims import QuantityClaim
from armstrace.records.findings import Finding
from armstrace.records.values import When
from armstrace.records.verdicts import Verdict
from armstrace.testing import CheckTests, GazetteerTests, NotHeld

SHARE = QuantityClaim(
    start=0, end=4, text="60 %", measure="share_of_imports", value=60.0, unit="percent", subject="ISR", object="AZE",
    period=When.read("2015/2019"),
)  # fmt: skip
with as_file(files("armstrace.desk").joinpath("demo_case", "tiv_imports_azerbaijan.csv")) as TABLE:
    REGISTER = Path(TABLE)


class TestImportShare(CheckTests):
    check: ClassVar[Any] = import_share
    claims = (SHARE,)
    files = (REGISTER,)


def _boasts(claim: QuantityClaim, ground: Any) -> Finding:  # noqa: ARG001  # that is what is wrong with it
    """Say that every claim is supported, whatever the records of a case say, since a test wants to see it caught."""
    return Finding(claim=claim, check="boast", method="x", verdict=Verdict.SUPPORTED, reason="Trust me.")


class Boast(CheckTests):
    check: ClassVar[Any] = SimpleNamespace(NAME="boast", VERSION=1, accepts=lambda _: True, check=_boasts)
    claims = (SHARE,)


def test_a_check_that_boasts_is_caught() -> None:
    tried = Boast()
    with pytest.raises(NotHeld, match="no record is named"):
        tried.test_a_verdict_names_its_records()
    with pytest.raises(NotHeld, match="without any record it says supported"):
        tried.test_without_records_nothing_is_claimed()
    with pytest.raises(NotHeld, match="a kind that nobody knows"):
        tried.test_it_takes_its_own_claims_and_leaves_others()


def test_the_kit_for_names_says_what_is_wrong() -> None:
    class Names(GazetteerTests):
        package = SimpleNamespace(TABLES=("treaties.csv",))

    with pytest.raises(NotHeld, match=r"treaties\.csv: no table that may be added to"):
        Names().test_armstrace_would_take_its_tables()
    assert "weapons.csv" in OPEN
