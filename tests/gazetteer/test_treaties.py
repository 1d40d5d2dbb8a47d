"""Treaties: their names in running text, and when a state's act takes effect by the treaty's own article."""

import sys
from dataclasses import fields
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from armstrace.gazetteer.folding import fold
from armstrace.gazetteer.name_search import NameSearch
from armstrace.gazetteer.shipped_tables import shipped_rows
from armstrace.gazetteer.treaties import (
    Treaty,
    citation_of,
    find_treaties,
    in_force_for,
    treaties,
    treaty,
    treaty_id_of,
    treaty_of_number,
    withdrawal_effect,
)
from armstrace.gazetteer.treaty_rules import apply_rule
from armstrace.records.errors import NotCovered, UnreadableValue
from armstrace.records.values import When

RULED = [known.id for known in treaties().values() if known.entry_rule and known.in_force]


def _found(text: str) -> list[tuple[str, str]]:
    return [(mention.treaty_id, mention.printed) for mention in find_treaties(text)]


# deposit and entry into force for the state, as depositary or government publish them, not as worked out here
@pytest.mark.parametrize(
    ("treaty_id", "deposited", "in_force"),
    [
        # UN Treaty Collection, registration 52373, and the treaty database of the Netherlands (012758)
        ("ATT-2013", "2014-03-19", "2014-12-24"),
        ("ATT-2013", "2014-09-25", "2014-12-24"),
        ("ATT-2013", "2015-03-19", "2015-06-17"),
        ("ATT-2013", "2015-05-20", "2015-08-18"),
        ("ATT-2013", "2016-11-07", "2017-02-05"),
        ("ATT-2013", "2019-06-19", "2019-09-17"),
        ("ATT-2013", "2020-07-06", "2020-10-04"),
        ("ATT-2013", "2020-07-29", "2020-10-27"),
        ("ATT-2013", "2022-12-02", "2023-03-02"),
        ("ATT-2013", "2024-10-15", "2025-01-13"),
        # Tractatenblad 2011, 68; Cluster Munition Coalition; Fedlex 0.515.093; ICBL-CMC
        ("CCM-2008", "2008-12-03", "2010-08-01"),
        ("CCM-2008", "2010-02-16", "2010-08-01"),
        ("CCM-2008", "2010-07-28", "2011-01-01"),
        ("CCM-2008", "2010-08-23", "2011-02-01"),
        ("CCM-2008", "2010-09-07", "2011-03-01"),
        ("CCM-2008", "2010-12-16", "2011-06-01"),
        ("CCM-2008", "2011-03-24", "2011-09-01"),
        ("CCM-2008", "2012-07-17", "2013-01-01"),
        ("CCM-2008", "2020-08-06", "2021-02-01"),
        ("CCM-2008", "2025-09-05", "2026-03-01"),
        # treaty database of the Netherlands (008170); ICBL-CMC
        ("MBT-1997", "1998-09-16", "1999-03-01"),
        ("MBT-1997", "1998-09-25", "1999-03-01"),
        ("MBT-1997", "1999-01-14", "1999-07-01"),
        ("MBT-1997", "1999-07-28", "2000-01-01"),
        ("MBT-1997", "2000-02-29", "2000-08-01"),
        ("MBT-1997", "2003-09-03", "2004-03-01"),
        ("MBT-1997", "2005-12-27", "2006-06-01"),
        ("MBT-1997", "2025-03-12", "2025-09-01"),
    ],
)
def test_entry_into_force_is_the_one_published(treaty_id: str, deposited: str, in_force: str) -> None:
    entered = in_force_for(treaty_id, When.read(deposited))
    assert entered is not None
    assert entered.edtf == in_force


@pytest.mark.parametrize(
    ("treaty_id", "notified", "effective"),
    [
        ("CCM-2008", "2024-09-06", "2025-03-06"),
        ("MBT-1997", "2025-06-27", "2025-12-27"),
        ("MBT-1997", "2025-07-10", "2026-01-10"),
        ("MBT-1997", "2025-08-20", "2026-02-20"),
    ],
)
def test_a_withdrawal_takes_effect_when_it_was_reported_to(treaty_id: str, notified: str, effective: str) -> None:
    taken = withdrawal_effect(treaty_id, When.read(notified))
    assert taken is not None
    assert taken.edtf == effective


def test_a_treaty_without_a_period_of_notice_gives_no_withdrawal() -> None:
    assert withdrawal_effect("ENMOD-1976", When.read("2020-01-01")) is None


@given(st.sampled_from(RULED), st.dates(date(1949, 1, 1), date(2030, 12, 31)))
def test_a_year_gives_bounds_that_hold_for_each_of_its_days(treaty_id: str, day: date) -> None:
    exact = in_force_for(treaty_id, When.day(day))
    year = in_force_for(treaty_id, When.years_of(day.year, day.year))
    assert exact is not None
    assert exact.earliest == exact.latest
    assert year is not None
    assert year.earliest
    assert exact.earliest
    assert year.latest
    assert year.earliest <= exact.earliest <= year.latest


@given(st.sampled_from(RULED), st.dates(date(1930, 1, 1), date(2030, 12, 31)))
def test_nobody_is_bound_before_the_treaty_or_before_consenting(treaty_id: str, day: date) -> None:
    entered = in_force_for(treaty_id, When.day(day))
    started = treaty(treaty_id).in_force
    assert entered is not None
    assert entered.earliest
    assert started
    assert entered.earliest >= max(day, started)


def test_a_consent_with_an_open_end_stays_open() -> None:
    entered = in_force_for("CCM-2008", When.read("2015/.."))
    assert entered is not None
    assert (entered.edtf, entered.qualifier) == ("2015-07-01/..", "")
    before = in_force_for("CCM-2008", When.read("../2009"))
    assert before is not None
    assert before.edtf == "2010-08-01"


def test_doubt_about_the_consent_is_doubt_about_the_entry_into_force() -> None:
    entered = in_force_for("CCM-2008", When.read("2011?"))
    assert entered is not None
    assert entered.qualifier == "?"


def test_early_consents_to_the_chemical_weapons_convention_took_effect_with_it() -> None:
    # art. XXI(2): the thirty days run only for instruments deposited after the entry into force
    for deposited, in_force in (
        ("1997-04-25", "1997-04-29"),
        ("1997-04-29", "1997-04-29"),
        ("1997-05-30", "1997-06-29"),
    ):
        entered = in_force_for("CWC-1992", When.read(deposited))
        assert entered is not None
        assert entered.edtf == in_force


def test_a_succession_reaches_back_to_a_day_the_deposit_does_not_tell() -> None:
    entered = in_force_for("MBT-1997", When.read("2006-10-23"), how="succession")
    assert entered is not None
    assert entered.earliest is None


def test_nothing_is_in_force_where_the_treaty_is_not_or_its_rule_is_not_known() -> None:
    assert in_force_for("CTBT-1996", When.read("2000")) is None
    assert in_force_for("Kinshasa-2010", When.read("2019-12-24")) is None


def test_the_last_day_of_a_long_month_has_a_day_six_months_on() -> None:
    assert apply_rule("months:6", date(2021, 8, 31)) == date(2022, 2, 28)
    assert apply_rule("months:6", date(2023, 8, 31)) == date(2024, 2, 29)
    assert apply_rule("month-after-days:60", date(2023, 11, 14)) == date(2024, 2, 1)


@pytest.mark.parametrize("rule", ["", "days", "days:", "days:-1", "weeks:2", "month:six"])
def test_a_rule_of_no_known_shape_is_refused(rule: str) -> None:
    with pytest.raises(UnreadableValue, match="not a rule"):
        apply_rule(rule, date(2020, 1, 1))


@pytest.mark.parametrize("rule", ["days:90", "months:6", "month:6", "month-after-days:60"])
def test_a_rule_does_not_lead_out_of_the_calendar(rule: str) -> None:
    with pytest.raises(UnreadableValue, match="out of the calendar"):
        apply_rule(rule, date(9999, 12, 31))


def test_the_table_is_whole() -> None:
    header = list(shipped_rows("treaties.csv")[0])
    assert header == [field.name for field in fields(Treaty)]
    for known in treaties().values():
        assert known.entry_source, f"{known.id} names no article"
        assert known.early_consent in {"rule", "treaty"}
        for rule in filter(None, (known.entry_rule, known.withdrawal_rule)):
            assert apply_rule(rule, date(2020, 1, 31)) >= date(2020, 1, 31)
        assert known.in_force is None or known.adopted < known.in_force
        assert known.opened is None or known.adopted <= known.opened
        assert not known.withdrawal_rule or known.withdrawal_source
        assert known.depositary
        assert known.page.startswith("https://")
        assert known.untc == "" or treaty_of_number(known.untc) == known.id


def test_every_name_stands_for_one_known_treaty() -> None:
    meant: dict[str, str] = {}
    for row in shipped_rows("treaty_names.csv"):
        assert row["treaty"] in treaties()
        assert row["kind"] in {"full", "press", "abbreviation", "code"}
        assert meant.setdefault(fold(row["name"]), row["treaty"]) == row["treaty"]
        assert treaty_id_of(row["name"]) == row["treaty"]
    for known in treaties().values():
        assert meant.get(fold(known.name), known.id) == known.id
        assert treaty_id_of(known.id) == treaty_id_of(f"the {known.name}") == known.id


def test_numbers_of_the_un_treaty_collection_are_read_as_they_are_printed() -> None:
    assert [treaty_of_number(text) for text in ("26-6", "XXVI-6", "xxvi-8", "26-2-a", "XXVI-2.b", "26-2.d")] == [
        "CCM-2008", "CCM-2008", "ATT-2013", "CCW-P4", "CCW-AP2", "CCW-P5",
    ]  # fmt: skip
    assert [treaty_of_number(text) for text in ("26-99", "6", "", "2014-04-01", "26-6 and more")] == [None] * 5


def test_an_unknown_treaty_is_an_error_that_names_the_known_ones() -> None:
    with pytest.raises(NotCovered, match="CCM-2008"):
        treaty("CCM-1908")
    assert treaty_id_of("Treaty of Westphalia") is None


def test_every_source_of_the_shipped_facts_has_a_citation() -> None:
    for row in shipped_rows("treaty_facts.csv"):
        assert citation_of(row["source"]).endswith(">")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Neither has signed the Convention on Cluster Munitions, which bans", ["CCM-2008"]),
        ("the Convention on Cluster\nMunitions", ["CCM-2008"]),
        ("CONVENTION ON CLUSTER MUNITIONS", ["CCM-2008"]),
        ("the treaty that bans cluster bombs", ["CCM-2008"]),
        ("the 2008 cluster munition ban", ["CCM-2008"]),
        ("the Oslo Convention on Cluster Munitions", ["CCM-2008"]),
        ("the 1997 Mine Ban Treaty and the Ottawa Convention", ["MBT-1997", "MBT-1997"]),
        ("signed the ATT’s text", ["ATT-2013"]),
        ("the Arms\u00a0Trade\u00a0Treaty (ATT)", ["ATT-2013", "ATT-2013"]),
        ("parties to the CCW, the CWC and the BTWC", ["CCW-1980", "CWC-1992", "BWC-1972"]),
        ("Protocol III to the Convention on Certain Conventional Weapons", ["CCW-P3"]),
        ("CCW Protocol V", ["CCW-P5"]),
        ("NATO member state Turkey", ["NATO-1949"]),
        ("a Nato-led force", ["NATO-1949"]),
        ("the Fourth Geneva Convention and Additional Protocol I", ["GC-1949", "AP1-1977"]),
        ("Additional Protocol II", ["AP2-1977"]),
        ("the Nuclear Non\u2011Proliferation Treaty", ["NPT-1968"]),
        ("neither signed the Oslo Convention nor the Ottawa Landmine Convention", ["CCM-2008", "MBT-1997"]),
        ("left the Treaty on Conventional Armed Forces in Europe (CFE)", ["CFE-1990", "CFE-1990"]),
        ("the CFE treaty, and the adapted CFE Treaty", ["CFE-1990", "CFE-ADAPT-1999"]),
        ("the Open Skies Treaty and the INF treaty", ["OPENSKIES-1992", "INF-1987"]),
        ("the Intermediate-Range Nuclear Forces (INF) Treaty", ["INF-1987"]),
        ("START I, START II and New START", ["START-1991", "START-1993", "NEWSTART-2010"]),
        ("the New Start treaty", ["NEWSTART-2010"]),
        ("the New Strategic Arms Reduction Treaty", ["NEWSTART-2010"]),
        ("the Limited Nuclear Test Ban Treaty, then the CTBT", ["PTBT-1963", "CTBT-1996"]),
        ("the Outer Space Treaty, the ABM Treaty", ["OUTERSPACE-1967", "ABM-1972"]),
        ("the treaties of Tlatelolco and the Treaty of Pelindaba", ["PELINDABA-1996"]),
    ],
)
def test_treaties_are_found_as_the_press_names_them(text: str, expected: list[str]) -> None:
    assert [mention.treaty_id for mention in find_treaties(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "att this point", "an MBT of the T-72 family", "a ccm of water", "AT&T", "BATTLE", "NATOS", "xATT", "ATT2",
        "Additional Protocol III", "the Oslo Accords", "cluster munitions were banned from sale",
        "a new start for both", "they start I think", "the EU-US Open Skies Agreement", "the Wassenaar Arrangement",
        "the Missile Technology Control Regime", "a treaty on open seas",
        "the Convention on Cluster\n\nMunitions", "the convention on cluster munitionsX",
    ],
)  # fmt: skip
def test_look_alikes_are_not_treaties(text: str) -> None:
    assert _found(text) == []


NAMES = sorted({row["name"] for row in shipped_rows("treaty_names.csv") if row["kind"] != "code"})


@given(st.text(), st.sampled_from(NAMES), st.text())
def test_a_mention_is_a_span_of_the_text_as_it_stands(before: str, name: str, after: str) -> None:
    text = f"{before} {name} {after}"
    mentions = find_treaties(text)
    assert all(text[mention.start : mention.end] == mention.printed for mention in mentions)
    assert all(one.end <= other.start for one, other in pairwise(mentions))
    start = len(before) + 1
    # a neighbouring word may make it part of a longer name, but the name is never lost
    assert any(mention.start <= start and start + len(name) <= mention.end for mention in mentions) or any(
        mention.start < start < mention.end for mention in mentions
    )


def test_every_character_keeps_its_place() -> None:
    search = NameSearch([("cluster munitions", "CCM-2008")])
    characters = "".join(chr(code) for code in range(sys.maxunicode + 1) if not 0xD800 <= code <= 0xDFFF)
    text = f"{characters} Cluster Munitions"
    (hit,) = search.find(text)
    assert text[hit.start : hit.end] == "Cluster Munitions"


def test_no_mention_is_lost_in_a_megabyte_of_wrapped_text() -> None:
    text = "The parties to the Convention on Cluster Munitions met in Geneva on that day.\r\n" * 13_000
    assert len(text) > 1_000_000
    assert len(find_treaties(text)) == 13_000


def test_folding_looks_through_harmless_differences_only() -> None:
    assert fold("The  Ottawa\u00a0Treaty") == "the ottawa treaty"
    assert fold("Booby‑Traps") == fold("booby-traps")
    assert fold("Treaty of Łódź") != fold("Treaty of Lodz")


def test_a_day_is_a_day_however_far_back() -> None:
    entered = in_force_for("GC-1949", When.day(date(1949, 8, 12) + timedelta(days=1)))
    assert entered is not None
    assert entered.edtf == "1950-10-21"
