"""What SIPRI and the press published, asked of two later editions: some of it holds, some was revised since."""

import csv
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from armstrace.checks.registry import check_for
from armstrace.desk.case import Case, new_case
from armstrace.records.claims import QuantityClaim
from armstrace.records.values import When
from armstrace.records.verdicts import Verdict
from proofs import made_claims as made
from proofs.conftest import DELIVERIES, Check, ground

pytestmark = pytest.mark.shared
YES, NO, PARTLY, OPEN = Verdict.SUPPORTED, Verdict.CONTRADICTED, Verdict.PARTLY, Verdict.CANNOT_TELL


@dataclass(frozen=True, slots=True)
class Published:
    """How one row of the list would stand in a text, and what is found of it: in both editions, in 2024's alone."""

    sentence: str
    on: str
    claim: QuantityClaim
    both: Verdict
    alone: Verdict


def _years(first: int, last: int) -> When:
    return made.years(first, last)


ROWS = {
    "fs2019-1": Published(
        "Israel supplied 60 percent of Azerbaijan’s arms imports in 2015–19.", "2020-03-09",
        made.import_share(60, "ISR", "AZE", _years(2015, 2019)), YES, YES,
    ),
    "fs2019-2": Published(
        "Russia accounted for 31 percent of Azerbaijan’s arms imports in 2015–19.", "2020-03-09",
        made.import_share(31, "RUS", "AZE", _years(2015, 2019)), PARTLY, PARTLY,
    ),
    "fs2019-3": Published(
        "The United States accounted for 36 percent of global arms exports in 2015–19.", "2020-03-09",
        made.export_share(36, "USA", "*", _years(2015, 2019)), YES, YES,
    ),
    "fs2019-4": Published(
        "Russia’s share of global arms exports was 21 per cent in 2015–19.", "2020-03-09",
        made.export_share(21, "RUS", "*", _years(2015, 2019)), YES, YES,
    ),
    "fs2019-11": Published(
        "The United States supplied 73 percent of Saudi Arabia’s arms imports in 2015–19.", "2020-03-09",
        made.import_share(73, "USA", "SAU", _years(2015, 2019)), YES, NO,
    ),
    "fs2019-14": Published(
        "France provided 11 percent of the arms imports of the United Arab Emirates in 2015–19.", "2020-03-09",
        made.import_share(11, "FRA", "ARE", _years(2015, 2019)), YES, YES,
    ),
    "fs2020-1": Published(
        "Israel supplied 69 percent of Azerbaijan’s arms imports in 2016–20.", "2021-03-17",
        made.import_share(69, "ISR", "AZE", _years(2016, 2020)), YES, PARTLY,
    ),
    "fs2020-1b": Published(
        "Israel supplied 64 percent of Azerbaijan’s arms imports in 2016–20.", "2021-03-17",
        made.import_share(64, "ISR", "AZE", _years(2016, 2020)), NO, NO,
    ),
    "fs2020-3": Published(
        "Russia supplied 94 percent of Armenia’s arms imports in 2016–20.", "2021-03-17",
        made.import_share(94, "RUS", "ARM", _years(2016, 2020)), YES, YES,
    ),
    "bg2021-1": Published(
        "Russia supplied 60 percent of Azerbaijan’s arms imports in 2011–20.", "2021-04-30",
        made.import_share(60, "RUS", "AZE", _years(2011, 2020)), YES, YES,
    ),
    "bg2021-5": Published(
        "Azerbaijan’s arms imports were 8.2 times those of Armenia in 2011–20.", "2021-04-30",
        made.quantity(
            "ratio", 8.2, _years(2011, 2020), subject="AZE", object="ARM", unit="times", commodity="arms",
            action="imports",
        ), YES, PARTLY,
    ),
    "fs2013-1": Published(
        "Russia supplied 80 percent of Azerbaijan’s arms imports in 2009–13.", "2014-03-17",
        made.import_share(80, "RUS", "AZE", _years(2009, 2013)), NO, NO,
    ),
    "fs2014-1": Published(
        "Russia accounted for 85 percent of Azerbaijan’s arms imports in 2010–14.", "2015-03-16",
        made.import_share(85, "RUS", "AZE", _years(2010, 2014)), NO, NO,
    ),
    "fs2018-3": Published(
        "Germany supplied 28 percent of Poland’s arms imports in 2014–18.", "2019-03-11",
        made.import_share(28, "DEU", "POL", _years(2014, 2018)), NO, NO,
    ),
    "press-1": Published(
        "Israel sold Azerbaijan weapons worth 825 million dollars between 2006 and 2019.", "2020-10-03",
        made.quantity(
            "amount", 825e6, _years(2006, 2019), subject="ISR", object="AZE", unit="USD", commodity="arms"
        ), OPEN, OPEN,
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def published(shared: Path) -> dict[str, dict[str, str]]:
    with (shared / "sipri/factsheets/published_figures_dev.csv").open(encoding="utf-8", newline="") as file:
        return {row["id"]: row for row in csv.DictReader(file)}


def listed(row: dict[str, str]) -> list[float]:
    """What the list says that the editions of 2022 and of 2024 give."""
    return [float(row["repro_2022_vintage_360info"]), float(row["repro_2024_vintage_deliveries"])]


def test_every_published_figure_is_tried(published: dict[str, dict[str, str]]) -> None:
    assert ROWS.keys() == published.keys()


@pytest.mark.parametrize("name", ROWS)
def test_a_claim_recomputes_in_both_editions(name: str, published: dict[str, dict[str, str]], registers: Case) -> None:
    row, asked = published[name], ROWS[name]
    found = check_for(asked.claim)
    assert found is not None
    finding = found.check(asked.claim, ground(registers))
    by_edition = {reading.edition[-15:]: reading.value for reading in finding.readings}
    values = [value for value in by_edition.values() if isinstance(value, float)]
    tolerance = 0.5 if name == "press-1" else 0.1
    expected = listed(row)
    assert "2022" in finding.readings[0].edition
    assert "2024" in finding.readings[1].edition
    assert values == pytest.approx(expected, abs=tolerance)
    assert finding.verdict is asked.both


@pytest.mark.parametrize("name", ROWS)
def test_the_same_through_the_command(
    name: str, published: dict[str, dict[str, str]], registers: Case, check: Check
) -> None:
    row, asked = published[name], ROWS[name]
    (finding,) = check(asked.sentence, asked.on, registers)
    claim = finding["claim"]
    assert claim["value"] == float(row["published_value"]) * (1e6 if name == "press-1" else 1)
    assert (claim["subject"], claim["object"]) == (asked.claim.subject, asked.claim.object)
    assert asked.claim.period is not None
    assert claim["period"] == asked.claim.period.edtf
    values = [reading["value"] for reading in finding["readings"]]
    assert values == pytest.approx(listed(row), abs=0.5 if name == "press-1" else 0.1)
    assert finding["verdict"] == asked.both.value


@pytest.fixture(scope="module")
def deliveries_alone(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Case:
    case = new_case(tmp_path_factory.mktemp("alone") / "case", title="one edition", said_by="p-1")
    case.read(case.add(shared / DELIVERIES))
    return case


@pytest.mark.parametrize("name", ROWS)
def test_one_edition_alone_says_what_no_longer_agrees(
    name: str, published: dict[str, dict[str, str]], deliveries_alone: Case
) -> None:
    asked = ROWS[name]
    found = check_for(asked.claim)
    assert found is not None
    finding = found.check(asked.claim, ground(deliveries_alone))
    assert finding.figure == pytest.approx(listed(published[name])[1], abs=0.5 if name == "press-1" else 0.1)
    assert len(finding.readings) == 1
    assert finding.verdict is asked.alone


def test_a_tiv_read_as_dollars_is_named(registers: Case, check: Check) -> None:
    (finding,) = check(ROWS["press-1"].sentence, ROWS["press-1"].on, registers)
    assert finding["reason"].startswith("This looks like a TIV read as money")
    assert finding["unit"] == "million TIV"


def test_the_figure_that_others_print_is_named_beside_a_wrong_one(registers: Case, check: Check) -> None:
    sentence = "Germany was Algeria’s main supplier in 2016–20, accounting for 69 percent of its arms imports."
    findings: list[dict[str, Any]] = check(sentence, "2021-05-05", registers)
    share = next(finding for finding in findings if finding["check"] == "import_share")
    assert "The claimed figure would fit Russia" in share["reason"]
