"""What customs count of small arms stands beside "cannot tell": it says what is recorded, and answers nothing."""

from pathlib import Path

import pytest

from armstrace.checks import count_delivered, transfer_recorded
from armstrace.checks.registry import Ground
from armstrace.records.findings import Finding
from armstrace.records.verdicts import Verdict
from proofs import made_claims as made
from proofs.small_registers import Delivery, deliveries, ground_of

SAMPLE = Path(__file__).parents[1] / "sources" / "un_comtrade" / "sample.csv"
ROW = Delivery(supplier="Spain", recipient="Peru", designation="SandCat", description="APV", year="2016", number="4")
OUTSIDE = "Small arms and light weapons are outside SIPRI's coverage"


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Ground:
    folder = tmp_path_factory.mktemp("customs")
    rows = SAMPLE.read_text(encoding="utf-8").splitlines()[:8]  # those behind are there to be set aside
    return ground_of(folder, {"register.csv": deliveries([ROW]), "comtrade.csv": "\n".join(rows)})


def of(ground: Ground, goods: str, supplier: str | None, recipient: str | None, **slots: object) -> Finding:
    return transfer_recorded.check(made.trade(goods, supplier, recipient, **slots), ground)


def test_what_customs_count_is_told_beside_and_the_verdict_stays(ground: Ground) -> None:
    found = of(ground, "assault rifles", "ESP", "PER")
    assert found.verdict is Verdict.CANNOT_TELL
    assert found.reason.startswith(f"Spain to Peru: {OUTSIDE}")
    assert "Spain told exports to Peru in 2016 under 930190 of 1,350,000 USD, 1,200 pieces" in found.reason
    assert "Peru told imports from Spain in 2016 under 930190 of 1,490,000 USD, 1,150 pieces" in found.reason
    assert "shows neither that the weapons named went there nor that they did not" in found.reason
    reading = found.readings[-1]
    assert len(reading.records) == 5
    assert any("no model of a weapon" in limit for limit in found.limits)


def test_what_is_sent_on_and_what_has_no_partner_is_not_told_as_a_trade_of_the_two(ground: Ground) -> None:
    found = of(ground, "assault rifles", "ESP", None)
    assert "Areas" not in found.reason
    assert "110,000" not in found.reason
    assert "exports to Peru" in found.reason


def test_ammunition_has_codes_of_its_own(ground: Ground) -> None:
    found = of(ground, "mortar rounds", "ESP", "PER")
    assert "under 9306 of 400,000 USD" in found.reason
    assert "930190" not in found.reason


@pytest.mark.parametrize(
    ("supplier", "recipient", "slots"),
    [("ESP", "CHL", {}), ("ESP", "PER", {"period": made.years(2018, 2019)}), ("PER", "ESP", {})],
)
def test_rows_that_are_not_there_show_nothing(
    ground: Ground, supplier: str, recipient: str, slots: dict[str, object]
) -> None:
    found = of(ground, "assault rifles", supplier, recipient, **slots)
    assert found.verdict is Verdict.CANNOT_TELL
    assert "which shows nothing" in found.reason
    assert found.readings[-1].value is None


@pytest.mark.parametrize(
    ("goods", "supplier", "recipient"),
    [("helmets", "ESP", "PER"), ("assault rifles", None, None)],
)
def test_goods_without_codes_and_trades_without_sides_are_left_as_they_are(
    ground: Ground, goods: str, supplier: str | None, recipient: str | None
) -> None:
    assert "ustoms" not in of(ground, goods, supplier, recipient).reason


def test_without_a_file_of_customs_nothing_is_added(tmp_path: Path) -> None:
    found = of(ground_of(tmp_path, {"register.csv": deliveries([ROW])}), "assault rifles", "ESP", "PER")
    assert "ustoms" not in found.reason
    assert found.readings == ()


def test_a_number_of_rifles_is_not_answered_by_pieces_of_a_code(ground: Ground) -> None:
    claim = made.count(1200, "ESP", "PER", None, commodity="small_arms", unit="rifles")
    found = count_delivered.check(claim, ground)
    assert found.verdict is Verdict.CANNOT_TELL
    assert "1,200 pieces" in found.reason
