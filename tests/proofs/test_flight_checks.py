"""Flights that a text tells of against the movements of a case: made-up airlifts, alike for every party."""

import json
import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("scipy", reason="needs armstrace[flights]")

from armstrace.checks.flights import series as flight_series
from armstrace.checks.flights import surge as flight_surge
from armstrace.checks.flights.verdicts import SYNTHETIC
from armstrace.checks.registry import Ground, run, unanswered
from armstrace.desk.case import new_case, open_case
from armstrace.records.claims import FlightClaim
from armstrace.records.findings import Finding, finding_json
from armstrace.records.values import When
from armstrace.records.verdicts import Verdict
from armstrace.sources.registry import source_limits
from proofs.made_flights import Flown, Made, airlift, written

YES, NO, PART, NONE, UNKNOWN = (
    Verdict.SUPPORTED, Verdict.CONTRADICTED, Verdict.PARTLY, Verdict.NOT_SHOWN, Verdict.CANNOT_TELL,
)  # fmt: skip
SPAN = (date(2018, 1, 1), date(2020, 11, 29))
BUSY = (date(2020, 9, 25), date(2020, 11, 9))
PUBLISHED = date(2020, 11, 20)
SINCE = When.read("2020-09-27/..")
SILK = Flown(SPAN[0], "AZQ", "UBBB", "LLOV")
GroundOf = Callable[[Made], Ground]


def made(template: Flown = SILK, *more: Flown, **changes: Any) -> Made:
    lift = airlift(template, SPAN, BUSY, (0.3, 4.0))
    whole = Made(*SPAN, [*lift, *more], (template.destination, template.origin))
    return replace(whole, **changes)


@pytest.fixture(scope="module")
def ground_of(tmp_path_factory: pytest.TempPathFactory) -> GroundOf:
    def ground(of: Made) -> Ground:
        root = tmp_path_factory.mktemp("flights")
        case = new_case(root / "case", title="made up", said_by="p-1")
        outcome = case.read(case.add(written(root / "flights.jsonl", of)))
        assert not outcome.refused
        return Ground(case.tables, PUBLISHED, source_limits)

    return ground


@pytest.fixture(scope="module")
def silk(ground_of: GroundOf) -> Ground:
    """An airlift in the autumn of 2020 over three years of few flights, well received."""
    return ground_of(made())


def surge(text: str = "a surge in the number of cargo flights", **slots: Any) -> FlightClaim:
    named = {"operator": "SilkWay Airlines", "destination": "Ovda military airbase", "flight_type": "cargo"}
    told: dict[str, Any] = {**named, "comparator": "increase", "period": SINCE} | slots
    return FlightClaim(start=0, end=len(text), text=text, **told)


def count(value: float, comparator: str = ">=", period: str = "2020-10-01/2020-10-31", **slots: Any) -> FlightClaim:
    return surge(f"{value:g} flights", value=value, comparator=comparator, period=When.read(period), **slots)


def checked(claim: FlightClaim, ground: Ground) -> Finding:
    (found,) = run([claim], ground)
    assert found.check == "flight_surge"
    assert any("supports no rung" in limit for limit in found.limits)
    return found


def test_an_airlift_is_a_surge_with_its_landings_and_its_series(silk: Ground) -> None:
    found = checked(surge(), silk)
    assert found.verdict is YES, found.reason
    assert set(found.slots.values()) == {YES}
    assert isinstance(found.figure, float)
    assert found.figure > 4
    assert found.surges
    assert found.surges[0].asked is not None
    assert len(found.records) == len(made().flown)
    assert silk.tables.ask(found.sql)
    rows = silk.tables.rows("movement", found.records)
    assert {row["motion"] for row in rows} == {"landing"}
    assert {row["airfield"] for row in rows} == {"LLOV"}
    assert any("power" in heading for heading in found.parts)


def test_another_time_another_carrier_another_place_and_fewer(silk: Ground) -> None:
    elsewhen = checked(surge(period=When.read("2019-03-01/2019-05-31")), silk)
    assert elsewhen.verdict in {NONE, UNKNOWN}
    assert "another time" in elsewhen.reason
    nobody = checked(surge(operator="Volga-Dnepr"), silk)
    assert nobody.verdict is NONE
    assert "No cargo flight of Volga-Dnepr" in nobody.reason
    unseen = checked(surge(destination="Gyumri"), silk)
    assert unseen.verdict is UNKNOWN, "nothing is known of what could be seen there"
    assert checked(surge(comparator="decrease"), silk).verdict is NO


def test_names_that_leave_open_who_or_where_support_in_part_and_say_which(silk: Ground) -> None:
    both = checked(surge(operator="Silk Way"), silk)
    assert both.verdict is PART
    apart = [part.label for part in both.parts["by operator"]]
    assert apart == ["Silk Way Airlines (AZQ)", "Silk Way West Airlines (AZG)"]
    assert "AZQ" in both.reason
    assert "may be" in both.reason
    state = checked(surge(operator="Azerbaijani"), silk)
    assert state.verdict is PART
    assert "no operator but a state" in state.reason


@pytest.mark.parametrize("slots", [{"operator": "Quick Heron Cargo"}, {"destination": "Atlantis"}])
def test_what_is_not_known_is_not_guessed(silk: Ground, slots: dict[str, str]) -> None:
    found = checked(surge(**slots), silk)
    assert found.verdict is UNKNOWN
    assert "not guessed" in found.reason


def test_a_text_without_a_place_cannot_be_told(silk: Ground) -> None:
    assert checked(surge(destination=None), silk).verdict is UNKNOWN


@pytest.mark.parametrize("marked", ["registration", "list"])
def test_synthetic_data_supports_and_denies_nothing(ground_of: GroundOf, marked: str) -> None:
    one = replace(SILK, day=date(2020, 10, 7), registration="4K-SYN66")
    ground = ground_of(made(SILK, one) if marked == "registration" else made(synthetic=True))
    for claim in (surge(), surge(comparator="decrease"), count(6), count(900), surge(operator="Volga-Dnepr")):
        if marked == "registration" and claim.operator == "Volga-Dnepr":
            continue  # of these flights none is made up: there are none
        found = checked(claim, ground)
        assert found.verdict is UNKNOWN
        assert SYNTHETIC in found.reason
        assert set(found.slots.values()) <= {UNKNOWN}


def test_archives_alone_support_at_most_in_part_and_deny_nothing(ground_of: GroundOf) -> None:
    dark = ground_of(made(seen_at=()))
    found = checked(surge(), dark)
    assert found.verdict is PART
    assert "reception" in found.reason
    assert found.surges[0].exposure_basis == "archive"
    assert checked(count(900), dark).verdict is UNKNOWN
    assert checked(surge(operator="Volga-Dnepr"), dark).verdict is UNKNOWN


def test_a_list_of_one_carrier_says_nothing_of_another(ground_of: GroundOf) -> None:
    asked: tuple[tuple[str, Any], ...] = (("hexes", []), ("operator", "AZQ"), ("others", True))
    found = checked(surge(operator="Volga-Dnepr"), ground_of(made(asked=asked)))
    assert found.verdict is UNKNOWN
    assert "hold only those of the operator AZQ" in found.reason


def test_what_carries_cargo_is_seen_from_carrier_or_type_only(ground_of: GroundOf) -> None:
    turkish = Flown(SPAN[0], "THY", "LTFM", "LLBG", hex="4ba800", registration="TC-JOZ", typecode="A333")
    found = checked(surge(operator="Turkish Airlines", destination="LLBG"), ground_of(made(turkish)))
    assert found.verdict is UNKNOWN
    assert "cannot be seen from a flight" in found.reason
    assert checked(surge(operator="Turkish Airlines", destination="LLBG", flight_type=None),
                   ground_of(made(turkish))).verdict is YES  # fmt: skip
    lifter = replace(turkish, typecode="A400")
    seen = checked(surge(operator="Turkish Airlines", destination="LLBG"), ground_of(made(lifter)))
    assert seen.verdict is YES
    assert "a type built for freight" in seen.reason


def test_numbers_of_flights(silk: Ground) -> None:
    landed = [one for one in made().flown if date(2020, 10, 1) <= one.day <= date(2020, 10, 31)]
    n = float(len(landed))
    exact = checked(count(n, "="), silk)
    assert exact.verdict is YES, exact.reason
    assert exact.figure == n
    assert len(exact.records) == len(landed)
    assert checked(count(n), silk).verdict is YES
    assert checked(count(3.0, "ordinal", "2020-10-01/2020-10-31"), silk).verdict is YES
    assert checked(count(n + 20), silk).verdict in {NO, NONE}
    assert checked(count(n + 20, "="), silk).verdict in {NO, NONE}
    assert checked(count(2.0, "="), silk).verdict is NO, "there were more"
    assert checked(count(0.0, "="), silk).verdict is NO
    assert checked(count(n, origin="Baku"), silk).verdict is YES
    assert checked(count(1.0, origin="Ankara"), silk).verdict in {NO, NONE}
    assert checked(count(n, period="2015-10-01/2015-10-31"), silk).verdict is UNKNOWN, "before the record begins"


def test_days_without_an_archive_are_counted_out(ground_of: GroundOf) -> None:
    gone = frozenset(date(2020, 10, 1) + timedelta(n) for n in range(20))
    whole = made()
    left = [one for one in whole.flown if one.day not in gone]
    found = checked(count(60), ground_of(replace(whole, flown=left, missing=gone)))
    assert found.verdict is UNKNOWN
    assert "no archive on 20" in found.reason


def test_without_flights_or_without_the_extra_the_claim_stays_unanswered(
    tmp_path: Path, silk: Ground, monkeypatch: pytest.MonkeyPatch
) -> None:
    empty = new_case(tmp_path / "case", title="empty", said_by="p-1")
    ground = Ground(empty.tables, PUBLISHED, source_limits)
    ((_, why),) = unanswered([surge()], ground)
    assert "flights read" in why
    assert list(run([surge()], ground)) == []
    assert flight_surge.check(surge(), ground).verdict is UNKNOWN
    monkeypatch.setattr(flight_series, "find_spec", lambda _: None)
    assert "armstrace[flights]" in flight_surge.lacks(silk)


SWAP = {
    "SilkWay Airlines": "Volga-Dnepr", "Silk Way Airlines": "Volga-Dnepr Airlines", "AZQ": "VDA", "UBBB": "UWLL",
    "LLOV": "UDSG", "Ovda military airbase": "Gyumri military airbase", "Ovda Airport": "Shirak International Airport",
    "Baku": "Ulyanovsk", "Azerbaijani": "Russian", "AZE": "RUS", "4K-AZ66": "RA-76511", "600866": "150866",
}  # fmt: skip


def swapped(text: str) -> str:
    pattern = re.compile("|".join(sorted(map(re.escape, SWAP), key=len, reverse=True)))
    return pattern.sub(lambda match: SWAP[match.group()], text)


def told(finding: Finding) -> str:
    """Give a finding without keys, which are hashes of the names, and without the fields that a town has besides."""
    plain = finding_json(finding)
    plain["key"] = plain["records"] = ""
    plain["readings"] = [{**reading, "records": []} for reading in plain["readings"]]
    return json.dumps({**plain, "surges": [replace(each, inputs=()) for each in finding.surges]}, default=repr)


def test_parties_exchanged_give_the_same_finding_word_for_word(ground_of: GroundOf, silk: Ground) -> None:
    mirror = replace(SILK, operator="VDA", origin="UWLL", destination="UDSG", hex="150866", registration="RA-76511")
    other = ground_of(made(mirror))
    claims = (
        surge(),
        surge(origin="UBBB"),
        surge(operator="Azerbaijani"),
        surge(period=When.read("2019-03-01/2019-05-31")),
        count(6),
        count(900),
        count(3, "ordinal", destination=None, origin="UBBB"),
    )
    for claim in claims:
        here = replace(
            claim,
            operator=swapped(claim.operator or "") or None,
            origin=swapped(claim.origin or "") or None,
            destination=swapped(claim.destination or "") or None,
        )
        one, two = checked(claim, silk), checked(here, other)
        assert one.verdict is two.verdict
        assert swapped(told(one)) == told(two)


def test_landings_whose_take_off_was_not_seen_may_be_from_anywhere(ground_of: GroundOf) -> None:
    from_nowhere = [replace(one, origin="") for one in made().flown]
    found = checked(count(6, origin="Baku"), ground_of(made(flown=from_nowhere)))
    assert found.verdict is UNKNOWN
    assert "may be from anywhere" in found.reason


def test_movements_of_nobody_known_may_be_those_that_are_missing(ground_of: GroundOf) -> None:
    unknown = [Flown(date(2020, 10, 3), "", "UBBB", "LLOV", hex="4b0001", registration="")]
    ground = ground_of(made(SILK, *unknown))
    n = sum(date(2020, 10, 1) <= one.day <= date(2020, 10, 31) for one in made().flown)
    found = checked(count(n + 1), ground)
    assert found.verdict is UNKNOWN
    assert "the operator is not known" in found.reason
    assert checked(count(400), ground).verdict is NO, "one more would not make it four hundred"
    assert checked(count(2, "="), ground).verdict is NO, "there were more in any case"


def test_flying_over_a_place_is_no_landing(silk: Ground) -> None:
    over = surge("Two Azerbaijani helicopters flew over Ovda", operator="Azerbaijani", destination="Ovda", value=2.0,
                 comparator="=", flight_type=None)  # fmt: skip
    assert checked(over, silk).verdict is UNKNOWN


TEXTS = [
    (
        (
            "Flight trackers have noted a surge in the number of cargo flights from SilkWay Airlines, a carrier linked "
            "to Azerbaijan’s Ministry of Defence, landing at the Ovda military airbase in Israel in October 2020."
        ),
        "supported",
    ),
    ("At least six cargo flights from Baku landed at Ovda between 1 and 31 October 2020.", "supported"),
    ("A newspaper counted 900 flights of Silk Way Airlines from Baku to Ovda since 2018.", "contradicted"),
    ("On 3 March 2019, an Il-76 operated by Volga-Dnepr landed at Ovda.", "not_shown"),
    ("No cargo flights landed at Ovda in October 2020.", "contradicted"),
    ("Flights from Baku to Ovda tripled in October 2020.", "supported"),
    ("The number of flights from Baku to Ovda dropped in October 2020.", "contradicted"),
    ("Flights from Minsk to Bosaso tripled in October 2020.", "cannot_tell"),
]


@pytest.fixture(scope="module")
def flights_read(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a case with the airlift read, into which nobody writes."""
    root = tmp_path_factory.mktemp("read")
    case = new_case(root / "case", title="made up", said_by="p-1")
    assert not case.read(case.add(written(root / "flights.jsonl", made()))).refused
    case.tables.close()
    return root / "case"


@pytest.mark.parametrize(("text", "verdict"), TEXTS)
def test_sentences_are_read_and_held_against_the_record(
    flights_read: Path, tmp_path: Path, check: Any, text: str, verdict: str
) -> None:
    case = open_case(shutil.copytree(flights_read, tmp_path / "case"), "p-1")
    (found,) = [each for each in check(text + "\n", str(PUBLISHED), case) if each["check"] == "flight_surge"]
    assert found["verdict"] == verdict, found["reason"]
