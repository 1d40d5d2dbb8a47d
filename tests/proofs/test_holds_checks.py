"""Who holds a weapon, per register: the recipient asked for, and always everybody else."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from armstrace.checks import registry
from armstrace.checks.holdings import also_held, held
from armstrace.checks.registry import Ground
from armstrace.records.claims import HoldingClaim
from armstrace.records.findings import Finding
from armstrace.records.values import When
from armstrace.records.verdicts import Verdict
from proofs.party_swap import swapped
from proofs.small_registers import Delivery, deliveries, ground_of

YES, NO, SILENT, UNKNOWN = Verdict.SUPPORTED, Verdict.CONTRADICTED, Verdict.NOT_SHOWN, Verdict.CANNOT_TELL


def row(recipient: str, designation: str, description: str, year: str = "2005", supplier: str = "Russia") -> Delivery:
    return Delivery(
        supplier=supplier, recipient=recipient, designation=designation, description=description, year=year, number="12"
    )


ROWS = [
    row("Azerbaijan", "Smerch", "self-propelled MRL"),
    row("India", "Smerch", "self-propelled MRL", "2007"),
    row("Algeria", "Smerch", "self-propelled MRL", "2019"),
    row("Armenia", "9P117 Uragan", "mobile SSM launcher", "1993"),
    row("Syria", "BM-27 Uragan", "self-propelled MRL", "1990"),
    row("Georgia", "LAR-160", "self-propelled MRL", "2007", "Israel"),
    row("Azerbaijan", "Lynx MRL", "self-propelled MRL", "2006", "Israel"),
    row("Pakistan", "Lynx", "helicopter", "1994", "United Kingdom"),
]


@pytest.fixture
def ground(tmp_path: Path) -> Ground:
    return ground_of(tmp_path, {"register.csv": deliveries(ROWS)})


def claim(state: str, weapon: str, year: str | None = None, **slots: Any) -> HoldingClaim:
    text = f"has {weapon} rocket launchers"
    return HoldingClaim(
        start=0, end=len(text), text=text, state=state, weapon=weapon, weapon_class="mlrs",
        as_of=When.read(year) if year else None, **slots,
    )  # fmt: skip


def checked(ground: Ground, asked: HoldingClaim) -> Finding:
    (finding,) = registry.run([asked], ground)
    assert finding.check == "holds"
    return finding


@pytest.mark.parametrize(
    ("asked", "verdict"),
    [
        (claim("AZE", "Smerch"), YES),
        (claim("AZE", "Smerch", year="2004"), UNKNOWN),
        (claim("DZA", "Smerch", year="2010"), SILENT),
        (claim("ARM", "Smerch"), UNKNOWN),
        (claim("GEO", "Smerch"), UNKNOWN),
        (claim("RUS", "Smerch"), UNKNOWN),
        (claim("ISR", "Lynx MRL"), UNKNOWN),
        (claim("SRB", "Smerch"), SILENT),
        (claim("DZA", "Smerch", year="2035"), YES),
        (claim("SRB", "Smerch", year="2035"), UNKNOWN),
        (claim("AZE", "Smerch", negated=True), NO),
        (claim("ARM", "Smerch", negated=True), UNKNOWN),
        (claim("SRB", "Smerch", negated=True), SILENT),
        (claim("ARM", "BM-27 Uragan"), UNKNOWN),
        (claim("SRB", "BM-27 Uragan"), SILENT),
        (claim("SYR", "BM-27 Uragan"), YES),
        (claim("PAK", "Lynx MRL"), SILENT),
        (claim("AZE", "Iskander"), UNKNOWN),
    ],
)
def test_who_holds(ground: Ground, asked: HoldingClaim, verdict: Verdict) -> None:
    finding = checked(ground, asked)
    assert finding.verdict is verdict, finding.reason


def test_other_holders_are_always_listed(ground: Ground) -> None:
    finding = checked(ground, claim("AZE", "Smerch"))
    assert [part.label for part in finding.parts["other holders"]] == ["India", "Algeria"]
    assert "Others were delivered it too: India and Algeria." in finding.reason
    assert "Azerbaijan was delivered 12 Smerch from Russia (2005)" in finding.reason
    missing = checked(ground, claim("ARM", "Smerch"))
    assert [part.label for part in missing.parts["other holders"]] == ["Azerbaijan", "India", "Algeria"]


def test_the_opponent_who_holds_it_too_is_said_whoever_it_is(ground: Ground) -> None:
    found = held(("BM-30 Smerch", "Smerch"), ground)
    told = " ".join(also_held(found, "ARM", ["ARM", "AZE"], "Smerch"))
    assert "Azerbaijan, the other belligerent, also holds Smerch: 12 Smerch from Russia (2005)" in told
    assert "No delivery of Smerch to Armenia is recorded" in told
    other = " ".join(also_held(found, "AZE", ["ARM", "AZE"], "Smerch"))
    assert "also holds" not in other


def test_a_rocket_is_held_by_who_has_its_launchers_a_helicopter_of_the_name_is_none(ground: Ground) -> None:
    found = held(("lar-160", "LAR-160"), ground)
    assert found is not None
    assert set(found.recipients) == {"GEO", "AZE"}


def test_the_silence_of_a_register_exported_for_others_tells_nothing(tmp_path: Path) -> None:
    text = deliveries([row("Azerbaijan", "Smerch", "self-propelled MRL")])
    assert "to All countries" in text
    ground = ground_of(tmp_path, {"register.csv": text.replace("to All countries", "to Azerbaijan")})
    finding = checked(ground, claim("SRB", "Smerch"))
    assert finding.verdict is UNKNOWN
    assert "It was not exported for all deliveries to Serbia" in finding.reason
    assert checked(ground, claim("AZE", "Smerch")).verdict is YES
    ground = ground_of(tmp_path / "of", {"register.csv": text.replace("from All countries", "from Russia")})
    assert checked(ground, claim("SRB", "Smerch")).verdict is UNKNOWN


BOTH = [
    row("Azerbaijan", "Smerch", "self-propelled MRL"),
    row("Armenia", "Smerch", "self-propelled MRL", "2016"),
    row("India", "Smerch", "self-propelled MRL", "2007"),
    row("Azerbaijan", "Lynx MRL", "self-propelled MRL", "2006", "Israel"),
]
ASKED = [
    claim("AZE", "Smerch"),
    claim("ARM", "Smerch"),
    claim("GEO", "Smerch"),
    claim("ARM", "Smerch", year="2010"),
    claim("ARM", "Smerch", negated=True),
    claim("AZE", "Lynx MRL"),
    claim("ARM", "Lynx MRL"),
    claim("IND", "Smerch"),
]


def test_holdings_swap_with_the_parties(tmp_path: Path) -> None:
    """Exchange the two in register and claim: verdict, words and the order of the other holders are exchanged."""
    here = ground_of(tmp_path / "a", {"register.csv": deliveries(BOTH)})
    there = ground_of(
        tmp_path / "b", {"register.csv": deliveries(replace(r, recipient=swapped(r.recipient)) for r in BOTH)}
    )
    for asked in ASKED:
        one, other = checked(here, asked), checked(there, replace(asked, state=swapped(asked.state)))
        assert one.verdict is other.verdict, asked
        assert swapped(one.reason) == other.reason
        assert [swapped(part.label) for part in one.parts["other holders"]] == [
            part.label for part in other.parts["other holders"]
        ]
