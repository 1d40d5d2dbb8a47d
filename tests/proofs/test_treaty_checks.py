from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest

from armstrace.checks.registry import Ground
from armstrace.checks.treaties import status as treaty_status
from armstrace.records.values import When
from armstrace.records.verdicts import Verdict
from proofs import made_claims as made
from proofs.small_registers import ground_of, treaty_facts

# an invented table: these states stand for shapes of standing, not for what they did
FACTS = [
    ("CCM-2008", "*", "as_of", "", "2024"),
    ("CCM-2008", "NOR", "signature", "", "2008-12-03"),
    ("CCM-2008", "NOR", "consent", "ratification", "2008-12-03"),
    ("CCM-2008", "SWE", "signature", "", "2008-12-03"),
    ("CCM-2008", "SWE", "consent", "ratification", "2012-04-23"),
    ("CCM-2008", "FIN", "signature", "", "2008-12-04"),
    ("CCM-2008", "ISL", "consent", "accession", "2015"),
    ("CCM-2008", "CHE", "signature", "", "2008-12-03"),
    ("CCM-2008", "CHE", "provisional", "", "2012-07-17"),
    ("CCM-2008", "LTU", "signature", "", "2008-12-03"),
    ("CCM-2008", "LTU", "consent", "ratification", "2011-03-24"),
    ("CCM-2008", "LTU", "withdrawal_notified", "", "2023-09-06"),
    ("CCM-2008", "LTU", "withdrawal_effective", "", "2024-03-06"),
    ("CCM-2008", "LVA", "consent", "ratification", "2011-03-24"),
    ("CCM-2008", "LVA", "withdrawal_notified", "", "2023-09-06"),
    ("CCM-2008", "POL", "unknown", "", ""),
    ("CCM-2008", "ITA", "consent", "ratification", ""),
    ("CCM-2008", "GRC", "signature", "", "2010"),
]
YES, NO, PARTLY, OPEN = Verdict.SUPPORTED, Verdict.CONTRADICTED, Verdict.PARTLY, Verdict.CANNOT_TELL


@pytest.fixture
def facts(tmp_path: Path) -> Ground:
    return ground_of(tmp_path, {"facts.csv": treaty_facts(FACTS)})


@dataclass(frozen=True, slots=True)
class Said:
    """A state, what is said of it, when it was published, the verdict, and words that the reason must hold."""

    state: str
    status: str
    published: str
    verdict: Verdict
    words: str = ""
    slots: dict[str, object] = field(default_factory=dict)


CASES = {
    "before it signed": Said("SWE", "signatory", "2008-12-02", NO, "neither signed nor joined"),
    "the day it signed": Said("SWE", "signatory", "2008-12-03", YES, "signed 2008-12-03"),
    "signed, not bound: a party?": Said("SWE", "party", "2012-04-22", NO, "signed 2008-12-03"),
    "signed, not bound: no party": Said("SWE", "not_party", "2012-04-22", YES),
    "the day it consented": Said("SWE", "party", "2012-04-23", YES, "in force for it only from 2012-10-01"),
    "consented before the treaty's own entry into force": Said(
        "NOR", "party", "2009-06-01", YES, "only from 2010-08-01"
    ),
    "in force": Said("NOR", "member", "2015-06-01", YES, "in force for it from 2010-08-01"),
    "provisionally applied is not bound": Said(
        "CHE", "party", "2013-01-01", NO, "applied provisionally from 2012-07-17"
    ),
    "signed under both readings of signatory": Said("FIN", "signatory", "2020-01-01", YES, "signed: yes; bound: no"),
    "acceded without signing is a signatory in one reading": Said(
        "ISL", "signatory", "2020-01-01", YES, "signed: no; bound: yes"
    ),
    "acceded: has it signed?": Said("ISL", "signatory", "2020-01-01", NO, slots={"action": "signature"}),
    "no signatory, under one reading only": Said(
        "FIN", "not_signatory", "2020-01-01", PARTLY, "signed: yes; bound: no"
    ),
    "no signatory, under both": Said("AZE", "not_signatory", "2020-01-01", YES, "signed: no; bound: no"),
    "no signatory, under neither": Said("NOR", "not_signatory", "2020-01-01", NO, "signed: yes; bound: yes"),
    "never signed": Said("AZE", "not_signatory", "2020-01-01", YES, slots={"action": "signature"}),
    "withdrawal notified, not effective: still a party": Said(
        "LTU", "party", "2023-12-01", YES, "gave notice of withdrawal 2023-09-06"
    ),
    "withdrawal notified, not effective: withdrawn?": Said(
        "LTU", "withdrawn", "2023-12-01", PARTLY, "to withdraw with effect from 2024-03-06"
    ),
    "withdrawal effective: no party": Said("LTU", "party", "2024-03-06", NO, "withdrew with effect from 2024-03-06"),
    "withdrawal effective: withdrawn": Said("LTU", "withdrawn", "2024-03-06", YES),
    "withdrawal not yet notified": Said("LTU", "withdrawn", "2023-09-05", NO),
    "the period of notice of the treaty itself": Said(
        "LVA", "not_party", "2024-03-06", YES, "withdrew with effect from 2024-03-06"
    ),
    "never joined, so never withdrew": Said("AZE", "withdrawn", "2020-01-01", NO),
    "unknown after the table ends": Said("AZE", "not_party", "2025-01-01", OPEN, "no act recorded"),
    "bound when the table ended, may have left since": Said("NOR", "party", "2025-01-01", OPEN, "end too early"),
    "signed is for ever": Said("NOR", "signatory", "2025-01-01", YES),
    "a year is too coarse for a day in it": Said("ISL", "party", "2015-06-01", OPEN, "too coarse"),
    "a year is exact enough for the next": Said("ISL", "party", "2016-01-01", YES),
    "a year is exact enough for the one before": Said("ISL", "party", "2014-12-31", NO),
    "the table does not know the state": Said("POL", "party", "2020-01-01", OPEN, "this table does not know the state"),
    "an act without a date, before the table ends": Said("ITA", "party", "2020-01-01", OPEN),
    "a day the sentence speaks of": Said(
        "SWE", "party", "2020-01-01", NO, "on 2011-12-31", {"as_of": When.read("2011-12-31")}
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_standing_on_a_day(name: str, facts: Ground) -> None:
    said = CASES[name]
    claim = made.treaty(said.state, said.status, **said.slots)
    finding = treaty_status.check(claim, Ground(facts.tables, date.fromisoformat(said.published), facts.limits))
    assert finding.verdict is said.verdict, finding.reason
    assert said.words in finding.reason


DATED = {
    "the day": ("NOR", "party", "2008-12-03", "ratification", YES),
    "another day": ("NOR", "party", "2008-12-04", "ratification", NO),
    "the year of the consent": ("SWE", "party", "2012", None, YES),
    "the year of the entry into force, not of the consent": ("NOR", "party", "2010", None, YES),
    "but not the year of a ratification": ("NOR", "party", "2010", "ratification", NO),
    "a day within a year on record": ("ISL", "party", "2015-07-01", "accession", YES),
    "a day outside it": ("ISL", "party", "2016-01-01", "accession", NO),
    "the day of signature": ("SWE", "signatory", "2008-12-03", "signature", YES),
    "the consent is no signature": ("SWE", "signatory", "2012-04-23", "signature", NO),
    "since the year of the consent": ("NOR", "party", "2008-01-01/2020-01-01", "since", YES),
    "since the year of the entry into force": ("NOR", "party", "2010-01-01/2020-01-01", "since", YES),
    "since a year between": ("NOR", "party", "2009-01-01/2020-01-01", "since", NO),
    "since a year after": ("NOR", "party", "2011-01-01/2020-01-01", "since", NO),
    "since, without the word": ("NOR", "party", "2009/2020-01-01", None, NO),
    "since the month of the entry into force": ("NOR", "party", "2010-08/2020-01-01", "since", YES),
    "since another month": ("NOR", "party", "2010-09/2020-01-01", "since", NO),
    "in a period that holds the act": ("NOR", "party", "2007/2009", None, YES),
    "withdrew on the day it took effect": ("LTU", "withdrawn", "2024-03-06", "withdrawal", YES),
    "withdrew on the day of its notice": ("LTU", "withdrawn", "2023-09-06", "withdrawal", YES),
    "withdrew in another year": ("LTU", "withdrawn", "2022", "withdrawal", NO),
}


@pytest.mark.parametrize("name", DATED)
def test_a_date_in_the_claim(name: str, facts: Ground) -> None:
    state, status, said, action, expected = DATED[name]
    published = date(2024, 6, 1) if status == "withdrawn" else date(2020, 1, 1)
    claim = made.treaty(state, status, date=When.read(said), action=action)
    finding = treaty_status.check(claim, Ground(facts.tables, published, facts.limits))
    assert finding.slots["status"] is YES
    assert finding.slots["date"] is expected
    assert finding.verdict is expected


def test_a_wrong_status_is_not_saved_by_its_date(facts: Ground) -> None:
    claim = made.treaty("FIN", "party", date=When.read("2008-12-04"), action="ratification")
    finding = treaty_status.check(claim, facts)
    assert (finding.verdict, dict(finding.slots)) == (NO, {"status": NO})


def test_the_figure_gives_the_dates_up_to_the_day(facts: Ground) -> None:
    early = Ground(facts.tables, date(2011, 1, 1), facts.limits)
    finding = treaty_status.check(made.treaty("SWE", "party"), early)
    assert finding.figure == {"signature": "2008-12-03", "consent": None, "in_force": None, "as_of": "2024"}
    finding = treaty_status.check(made.treaty("LTU", "party"), Ground(facts.tables, date(2023, 12, 1), facts.limits))
    assert finding.figure == {
        "signature": "2008-12-03",
        "consent": "2011-03-24",
        "in_force": "2011-09-01",
        "as_of": "2024",
        "withdrawal_notified": "2023-09-06",
    }


def test_the_records_are_the_acts_of_the_state(facts: Ground) -> None:
    finding = treaty_status.check(made.treaty("LTU", "party"), facts)
    rows = facts.tables.rows("commitment", list(finding.records))
    assert [(row["state"], row["action"]) for row in rows] == [
        ("LTU", "signature"),
        ("LTU", "consent"),
        ("LTU", "withdrawal_notified"),
        ("LTU", "withdrawal_effective"),
    ]


def test_a_table_that_covers_the_day_goes_before_one_that_ended(tmp_path: Path) -> None:
    older = treaty_facts([("CCM-2008", "*", "as_of", "", "2012"), ("CCM-2008", "SWE", "signature", "", "2008-12-03")])
    ground = ground_of(tmp_path, {"new.csv": treaty_facts(FACTS), "old.csv": older}, date(2020, 1, 1))
    finding = treaty_status.check(made.treaty("SWE", "party"), ground)
    assert finding.verdict is YES
    assert [reading.note for reading in finding.readings] == ["", "unknown after 2012"]


@pytest.mark.parametrize(
    ("slots", "words"),
    [
        ({"treaty_id": None, "treaty": None}, "does not say which state or which treaty"),
        (
            {"treaty_id": "MBT-1997", "treaty": "Mine Ban Treaty"},
            "No table of the Convention on the Prohibition of the Use",
        ),
    ],
)
def test_without_treaty_or_table_nothing_can_be_told(slots: dict[str, object], words: str, facts: Ground) -> None:
    finding = treaty_status.check(made.treaty("NOR", "party", **slots), facts)
    assert finding.verdict is OPEN
    assert words in finding.reason


def test_two_states_without_a_table_are_told_apart(facts: Ground) -> None:
    told = {
        state: treaty_status.check(made.treaty(state, "not_signatory", treaty_id="MBT-1997"), facts).reason
        for state in ("ARM", "AZE")
    }
    assert "what Armenia did about it cannot be told. See https://" in told["ARM"]
    assert "what Azerbaijan did about it cannot be told. See https://" in told["AZE"]


def test_what_a_treaty_says_is_for_no_check() -> None:
    assert not treaty_status.accepts(made.treaty("NOR", "treaty_content"))
    assert treaty_status.accepts(made.treaty("NOR", "party"))
