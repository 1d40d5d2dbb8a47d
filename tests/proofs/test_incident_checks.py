"""Uses of weapons against recorded events, slot by slot: date, place, weapon, actor, deaths, hedge."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from armstrace.checks import incident as check_module
from armstrace.checks import registry
from armstrace.checks.documents import CaseDocument
from armstrace.checks.recorded import Recorded
from armstrace.checks.registry import Ground
from armstrace.records.claims import Claim, QuantityClaim, WeaponUseClaim
from armstrace.records.findings import Finding
from armstrace.records.kinds import Incident
from armstrace.records.values import When
from armstrace.records.verdicts import Verdict
from armstrace.sources.registry import source_limits
from armstrace.tables.ask import Tables
from incidents_by_hand import SMERCH, TOWN, incident
from proofs.made_documents import document

YES, NO, PART, SILENT, UNKNOWN = (
    Verdict.SUPPORTED, Verdict.CONTRADICTED, Verdict.PARTLY, Verdict.NOT_SHOWN, Verdict.CANNOT_TELL
)  # fmt: skip
_OPEN: list[Tables] = []
HRW, AMNESTY = "Human Rights Watch", "Amnesty International"
OF_28 = {**TOWN, **SMERCH, "actor": "ARM", "area": "Barda district"}


@pytest.fixture(autouse=True)
def close_tables() -> Iterator[None]:
    yield
    while _OPEN:
        _OPEN.pop().close()


def use(day: str | None = "2020-10-28", place: str | None = "Barda", **slots: Any) -> WeaponUseClaim:
    words = f"a rocket hit {place} ({day})"
    named = {"weapon": "Smerch", "weapon_class": "cluster_munition", "actor": "ARM", "place": place} | slots
    when = When.read(day) if day else None
    return WeaponUseClaim(start=0, end=len(words), text=words, date=when, sentence=(0, len(words)), **named)


def ground(path: Path, incidents: Sequence[Incident], *documents: CaseDocument, own: Sequence[Claim] = ()) -> Ground:
    mine = document(" ".join(each.text for each in own), own, "own.txt") if own else None
    if mine:
        mine = CaseDocument("cd" * 32, "own.txt", "", date(2020, 11, 20), mine.read_passages, mine.read_claims)
    tables = Tables(path)
    _OPEN.append(tables)
    return Ground(tables, date(2020, 11, 20), source_limits, mine, tuple(documents), Recorded(lambda: tuple(incidents)))


def checked(path: Path, claim: WeaponUseClaim, *incidents: Incident, own: Sequence[Claim] = ()) -> Finding:
    assert check_module.accepts(claim)
    (finding,) = registry.run([claim], ground(path, incidents, own=own))
    assert finding.check == "incident"
    return finding


def verdicts(finding: Finding) -> dict[str, Verdict]:
    return {slot: verdict for slot, verdict in finding.slots.items() if slot != "place"}


def test_a_use_told_by_two_organisations_is_supported_in_every_slot(tmp_path: Path) -> None:
    finding = checked(
        tmp_path,
        use(),
        incident("a", "2020-10-28", OF_28, origin=HRW),
        incident("b", "2020-10-28", OF_28, origin=AMNESTY),
    )
    assert finding.verdict is YES, finding.reason
    assert verdicts(finding) == {"date": YES, "weapon": YES, "actor": YES}
    assert [part.label for part in finding.parts["origins"]] == [HRW, AMNESTY]
    assert set(finding.records) == {"incident:a", "incident:b"}


def test_the_day_of_a_report_taken_for_that_of_the_event_is_contradicted_and_said(tmp_path: Path) -> None:
    finding = checked(
        tmp_path,
        use("2020-10-30", hedge="evidence to suggest"),
        incident("a", "2020-10-28", OF_28, origin=HRW, hedge="either fired or supplied", reported="2020-10-30"),
        incident("b", "2020-10-28", OF_28, origin=AMNESTY, hedge="appear to have been fired by its forces"),
        incident("c", "2020-10-27", OF_28, origin=HRW, reported="2020-12-11"),
    )
    assert finding.verdict is NO
    assert verdicts(finding) == {"date": NO, "weapon": YES, "actor": PART, "hedge": YES}
    assert (
        "The 2020-10-30 of the text is the day of the report of Human Rights Watch, not of the event." in finding.reason
    )
    assert "\u201ceither fired or supplied\u201d" in finding.reason
    assert finding.figure == "2020-10-28"


@pytest.mark.parametrize(
    ("slots", "record", "expected"),
    [
        ({}, {}, {"date": YES, "weapon": YES, "actor": YES}),
        ({"actor": "AZE"}, {}, {"date": YES, "weapon": YES, "actor": NO}),
        ({}, {"hedge": "apparently fired by its forces"}, {"date": YES, "weapon": YES, "actor": PART, "hedge": PART}),
        (
            {"hedge": "reportedly"},
            {"hedge": "apparently fired by its forces"},
            {"date": YES, "weapon": YES, "actor": PART, "hedge": YES},
        ),
        ({}, {"origin": "Ministry of Defence of Azerbaijan"}, {"date": YES, "weapon": YES, "actor": PART}),
        ({}, {"origin": "Armenian Ministry of Defence"}, {"date": YES, "weapon": YES, "actor": YES}),
        ({}, {"actor": "", "actor_printed": "not known"}, {"date": YES, "weapon": YES, "actor": SILENT}),
        ({"weapon": "Harop", "weapon_class": "loitering_munition"}, {}, {"date": YES, "weapon": NO, "actor": YES}),
        ({"weapon": "Uragan"}, {}, {"date": YES, "weapon": NO, "actor": YES}),
        ({}, {"weapon": "9N235", "weapon_printed": "9N235"}, {"date": YES, "weapon": PART, "actor": YES}),
        ({}, {"weapon": "", "weapon_printed": "cluster munition"}, {"date": YES, "weapon": PART, "actor": YES}),
        ({"weapon": "cluster munition"}, {}, {"date": YES, "weapon": PART, "actor": YES}),
        ({}, {"weapon": "", "weapon_printed": ""}, {"date": YES, "weapon": SILENT, "actor": YES}),
    ],
)
def test_slots(tmp_path: Path, slots: dict[str, Any], record: dict[str, Any], expected: dict[str, Verdict]) -> None:
    finding = checked(tmp_path, use(**slots), incident("a", "2020-10-28", {"origin": HRW} | OF_28 | record))
    assert verdicts(finding) == expected, finding.reason


def test_a_submunition_that_several_rockets_carry_shows_none_of_them(tmp_path: Path) -> None:
    record = incident("a", "2020-10-28", TOWN, origin=HRW, weapon="9N235", weapon_printed="9N235 submunitions")
    finding = checked(tmp_path, use(actor=None), record)
    assert "It is carried by 9M27K, 9M27K1 and 9M55K: it shows none of them." in finding.reason


def test_the_only_event_within_five_days_is_meant_and_several_are_not(tmp_path: Path) -> None:
    one = incident("a", "2020-10-28", OF_28, origin=HRW)
    assert verdicts(checked(tmp_path, use("2020-10-30"), one))["date"] is NO
    two = incident("b", "2020-10-27", OF_28, origin=HRW)
    finding = checked(tmp_path, use("2020-10-30"), one, two)
    assert finding.verdict is SILENT
    assert (
        "The nearest of that weapon and place are of 2020-10-27, 2020-10-28; which of them is meant" in finding.reason
    )
    assert checked(tmp_path, use("2020-11-20"), one).verdict is SILENT


def test_a_date_that_leaves_the_day_open_supports_in_part(tmp_path: Path) -> None:
    wide = incident("a", "2020-10", OF_28, origin=HRW)
    assert verdicts(checked(tmp_path, use(), wide))["date"] is PART
    assert verdicts(checked(tmp_path, use("2020-10"), wide))["date"] is YES


def test_deaths_are_held_against_bounds(tmp_path: Path) -> None:
    claim = use()

    def killed(value: float, comparator: str = "=") -> QuantityClaim:
        return QuantityClaim(
            start=2, end=9, text="killing", measure="killed", value=value, comparator=comparator, unit="person",
            sentence=claim.sentence,
        )  # fmt: skip

    def of(deaths: QuantityClaim, **told: int) -> Verdict:
        return checked(
            tmp_path, claim, incident("a", "2020-10-28", OF_28, origin=HRW, **told), own=[claim, deaths]
        ).slots["deaths"]

    assert of(killed(21), deaths_best=21) is YES
    assert of(killed(21), deaths_low=14, deaths_high=25) is YES
    assert of(killed(40), deaths_low=14, deaths_high=25) is NO
    assert of(killed(20, ">="), deaths_best=21) is YES
    assert of(killed(30, ">="), deaths_best=21) is NO
    assert of(killed(21)) is SILENT


def test_one_occasion_is_held_against_how_many_are_recorded(tmp_path: Path) -> None:
    records = [incident(f"{day}", f"2020-10-{day}", OF_28, origin=HRW) for day in (27, 28)]
    finding = checked(tmp_path, use(occasions="in one instance"), *records)
    assert finding.slots["occasions"] is PART
    assert "the incidents here tell of 2 events (2020-10-27, 2020-10-28)" in finding.reason


def test_a_denied_use_is_not_answered_but_what_is_recorded_is_told(tmp_path: Path) -> None:
    finding = checked(tmp_path, use(denied=True), incident("a", "2020-10-28", OF_28, origin=HRW, denial="baseless"))
    assert finding.verdict is UNKNOWN
    assert "Denied: \u201cbaseless\u201d." in finding.reason


def test_what_no_incident_tells_of_shows_nothing(tmp_path: Path) -> None:
    elsewhere = incident("a", "2020-10-28", OF_28, origin=HRW)
    finding = checked(tmp_path, use(place="Ganja"), elsewhere)
    assert finding.verdict is UNKNOWN
    assert "shows nothing" in finding.reason


def test_a_text_is_not_held_against_what_was_accepted_out_of_itself(tmp_path: Path) -> None:
    claim = use()
    own = incident("a", "2020-10-28", OF_28, origin="own.txt", exhibit="cd" * 32)
    (finding,) = registry.run([claim], ground(tmp_path, [own], own=[claim]))
    assert finding.verdict is UNKNOWN


def test_each_claim_has_one_finding_from_incidents_or_documents(tmp_path: Path) -> None:
    other = document("a rocket hit Barda (2020-10-28)", [use()], day=date(2020, 11, 1))
    recorded = [incident("a", "2020-10-28", OF_28, origin=HRW)]
    (finding,) = registry.run([use()], ground(tmp_path, recorded, other))
    assert finding.check == "incident"
    (finding,) = registry.run([use(place="Ganja")], ground(tmp_path, recorded, other))
    assert finding.check == "event_date", "no incident is near: the documents are asked"
    (finding,) = registry.run([use()], ground(tmp_path, [], other))
    assert finding.check == "event_date"
    assert list(registry.run([use()], ground(tmp_path, []))) == []
    assert len(registry.unanswered([use()], ground(tmp_path, []))) == 1


def test_a_place_is_known_by_its_other_names_where_they_are_of_one_place(tmp_path: Path) -> None:
    told = {**OF_28, "place_printed": "Khankendi", "area": "", "lat": 39.82, "lon": 46.75}
    record = incident("a", "2020-10-28", told, origin=HRW)
    assert checked(tmp_path, use(place="Stepanakert"), record).verdict is YES
    assert checked(tmp_path, use(place="Ganja"), record).verdict is UNKNOWN


def test_a_row_whose_register_forbids_it_does_not_leave_with_a_finding(tmp_path: Path) -> None:
    record = incident("a", "2020-10-28", OF_28, register="acled_csv", origin=HRW, text="words of the register")
    base = ground(tmp_path, [record])
    kept_back = Recorded(lambda: (record,), withheld=frozenset({"acled_csv"}))
    (finding,) = registry.run([use()], replace(base, recorded=kept_back))
    (reading,) = finding.readings
    assert (reading.value, reading.records) == (None, ("incident:a",))
    assert "forbid handing its row on" in reading.note


@pytest.mark.parametrize(
    ("origin", "hedge", "verdict"),
    [
        (HRW, "", NO),
        (HRW, "appear to have been fired by", UNKNOWN),
        ("Armenian Ministry of Defence", "", UNKNOWN),
        ("Armenpress", "", UNKNOWN),
        ("Turkish Ministry of Defence", "", UNKNOWN),
        ("local residents", "", UNKNOWN),
        ("Ministry of Defence of Azerbaijan", "", NO),
    ],
)
def test_who_else_did_it_is_no_contradiction_on_the_word_of_a_party(
    tmp_path: Path, origin: str, hedge: str, verdict: Verdict
) -> None:
    record = incident("a", "2020-10-28", {**OF_28, "actor": "AZE"}, origin=origin, hedge=hedge)
    assert checked(tmp_path, use(), record).slots["actor"] is verdict


@pytest.mark.parametrize("origin", ["Turkish Ministry of Defence", "Azertac", "police", "a resident", ""])
def test_nobody_named_and_no_other_state_supports_an_actor(tmp_path: Path, origin: str) -> None:
    record = incident("a", "2020-10-28", OF_28, origin=origin)
    assert checked(tmp_path, use(), record).slots["actor"] is PART
