"""Laws that a share keeps whatever the register holds."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from armstrace.checks import import_share
from armstrace.checks.registry import Ground
from armstrace.records.findings import Finding, Reading
from armstrace.records.verdicts import Verdict
from proofs import made_claims as made
from proofs.small_registers import Delivery, deliveries, ground_of

SUPPLIERS = ("Israel", "Russia", "Turkiye", "unknown supplier(s)")
# told most to least agreeing
ORDER = [Verdict.SUPPORTED, Verdict.PARTLY, Verdict.CONTRADICTED]
# quarters add up without rounding
volumes = st.integers(1, 4000).map(lambda quarters: quarters / 4)
rows = st.builds(
    Delivery,
    supplier=st.sampled_from(SUPPLIERS),
    recipient=st.just("Azerbaijan"),
    year=st.integers(2013, 2020).map(str),
    tiv=volumes,
    designation=st.sampled_from(["T-72", "OPV-62", "Harop"]),
    category=st.sampled_from(["Ships", "Missiles"]),
)
registers = st.lists(rows, min_size=1, max_size=8)


@contextmanager
def standing_on(*texts: str) -> Iterator[Ground]:
    with tempfile.TemporaryDirectory() as folder:
        ground = ground_of(Path(folder), {f"{number}.csv": text for number, text in enumerate(texts)})
        yield ground
        ground.tables.close()


def asked(claimed: float, *texts: str) -> Finding:
    """Ask for Israel's share of Azerbaijan's imports in 2015-19."""
    with standing_on(*texts) as ground:
        return import_share.check(made.import_share(claimed, "ISR", "AZE", made.years(2015, 2019)), ground)


def told(finding: Finding) -> tuple[object, ...]:
    """What a finding says, without the keys of its rows."""
    parts = {heading: [replace(part, records=()) for part in lines] for heading, lines in finding.parts.items()}
    readings: list[Reading] = [replace(reading, records=()) for reading in finding.readings]
    return finding.verdict, finding.figure, readings, parts, finding.reason


def test_the_share_is_the_plain_quotient() -> None:
    @settings(max_examples=15, deadline=None)
    @given(registers)
    def holds(found: list[Delivery]) -> None:
        inside = [row for row in found if 2015 <= int(row.year) <= 2019]
        finding = asked(50, deliveries(found))
        if not inside:
            assert (finding.figure, finding.verdict) == (None, Verdict.NOT_SHOWN)
            return
        share = 100 * sum(row.tiv for row in inside if row.supplier == "Israel") / sum(row.tiv for row in inside)
        assert finding.figure == pytest.approx(share)
        assert 0 <= share <= 100
        assert len(finding.records) == len(inside)

    holds()


@settings(max_examples=10, deadline=None)
@given(registers, st.lists(rows, max_size=4), st.sampled_from(["Armenia", "India", "Mongolia"]))
def test_other_pairs_change_nothing(found: list[Delivery], others: list[Delivery], elsewhere: str) -> None:
    unrelated = [replace(row, recipient=elsewhere) for row in others]
    assert told(asked(50, deliveries(found + unrelated))) == told(asked(50, deliveries(found)))


@settings(max_examples=10, deadline=None)
@given(registers, st.sampled_from([0.25, 2.0, 8.0]))
def test_scaling_every_volume_keeps_the_share(found: list[Delivery], factor: float) -> None:
    scaled = [replace(row, tiv=row.tiv * factor) for row in found]
    assert told(asked(50, deliveries(scaled))) == told(asked(50, deliveries(found)))


@settings(max_examples=10, deadline=None)
@given(registers, st.data())
def test_splitting_a_delivery_in_two_keeps_the_share(found: list[Delivery], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(found) - 1))
    half = replace(found[at], tiv=found[at].tiv / 2)
    split = [*found[:at], half, half, *found[at + 1 :]]
    before, after = asked(50, deliveries(found)), asked(50, deliveries(split))
    assert (after.figure, after.verdict, after.reason) == (before.figure, before.verdict, before.reason)


@settings(max_examples=10, deadline=None)
@given(registers, registers)
def test_the_order_of_rows_and_files_does_not_matter(first: list[Delivery], second: list[Delivery]) -> None:
    texts = [deliveries(first), deliveries(second, generated="13 Apr 2024 3:44:54 PM")]
    plain = asked(50, *texts)
    assert told(asked(50, *reversed(texts))) == told(plain)
    turned = [deliveries(first[::-1]), deliveries(second[::-1], generated="13 Apr 2024 3:44:54 PM")]
    assert told(asked(50, *turned)) == told(plain)


@settings(max_examples=10, deadline=None)
@given(registers, st.lists(st.floats(0, 100), min_size=2, max_size=2), st.sampled_from(["=", "~", ">", "<"]))
def test_a_claim_further_off_never_stands_better(found: list[Delivery], claimed: list[float], comparator: str) -> None:
    with standing_on(deliveries(found)) as ground:
        claims = [
            made.import_share(value, "ISR", "AZE", made.years(2015, 2019), comparator=comparator) for value in claimed
        ]
        findings = [import_share.check(claim, ground) for claim in claims]
    figure = findings[0].figure
    if not isinstance(figure, float):
        return

    def off(value: float) -> float:
        return {">": value - figure, "<": figure - value}.get(comparator, abs(value - figure))

    nearer, further = sorted(zip(claimed, findings, strict=True), key=lambda pair: off(pair[0]))
    if comparator == "~" and min(claimed) < 20:
        # "about" allows a tenth of the value, so that smaller claims must come nearer
        return
    assert ORDER.index(nearer[1].verdict) <= ORDER.index(further[1].verdict)
