"""Sentences on embargoes against the shipped record, an invented one, and with their parties' names exchanged."""

import csv
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from importlib.resources import files
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from armstrace.checks.embargoes import status as embargo_status
from armstrace.checks.registry import Ground, run, unanswered
from armstrace.reading.read import read_claims
from armstrace.records.claims import EmbargoClaim
from armstrace.records.findings import Finding
from armstrace.records.verdicts import Verdict
from proofs.small_registers import ground_of

YES, NO, PARTLY = Verdict.SUPPORTED, Verdict.CONTRADICTED, Verdict.PARTLY
SILENT, OPEN = Verdict.NOT_SHOWN, Verdict.CANNOT_TELL
SHIPPED = (files("armstrace.gazetteer") / "data/embargo_facts.csv").read_text(encoding="utf-8")
COLUMNS = (
    "number", "target", "named", "imposed_by", "instrument", "force", "binds", "bound", "begins", "ends", "scope",
    "status", "disputed", "source", "note",
)  # fmt: skip


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Ground:
    return ground_of(tmp_path_factory.mktemp("shipped"), {"embargo_facts.csv": SHIPPED})


def findings(text: str, ground: Ground, published: str = "2024-06-01") -> list[Finding]:
    day = date.fromisoformat(published)
    claims = [claim for claim in read_claims(text, day) if isinstance(claim, EmbargoClaim)]
    return list(run(claims, replace(ground, published=day)))


def verdicts(text: str, ground: Ground, published: str = "2024-06-01") -> list[Verdict]:
    return [finding.verdict for finding in findings(text, ground, published)]


GOLDEN = [
    ("Darfur has been under a UN arms embargo since 2004.", [YES]),
    ("The UN Security Council has banned arms deliveries to Darfur since 2004.", [YES]),
    ("The European Union has had an arms embargo on all of Sudan since 1994.", [YES]),
    ("The European Union has had an arms embargo on Sudan since 1998.", [NO]),
    ("Sudan has been under a UN arms embargo since 2004.", [PARTLY]),
    ("There is no arms embargo on Saudi Arabia.", [OPEN]),
    ("There is no UN arms embargo on Libya.", [NO]),
    ("There is no arms embargo on Russia.", [NO]),
    ("There is no UN arms embargo on Russia.", [OPEN]),
    ("There is no UN arms embargo on Ethiopia.", [YES]),
    ("There is no UN arms embargo on Yemen.", [PARTLY]),
    ("In 2011 there was no UN arms embargo on Libya.", [PARTLY]),
    ("In 2012 there was no UN arms embargo on Libya.", [NO]),
    ("There has been no UN arms embargo on Ethiopia since 2001.", [YES]),
    ("Ethiopia, under a UN arms embargo, bought drones in 2020.", [YES]),
    ("The Security Council imposed an arms embargo on the Houthis in 2015.", [YES]),
    ("The Security Council imposed an arms embargo on the Houthis in 2019.", [NO]),
    ("Yemen has been under a UN arms embargo since 2015.", [PARTLY]),
    ("Armenia fought Azerbaijan for arms. There has been an OSCE embargo on both sides since 1992.", [PARTLY, PARTLY]),
    ("The OSCE's voluntary arms embargo on Azerbaijan was imposed in 1992.", [PARTLY]),
    ("Belarus is under a voluntary EU arms embargo.", [NO]),
    ("China is under a mandatory EU arms embargo.", [NO]),
    ("The EU has had an arms embargo on China since 1989.", [PARTLY]),
    ("The UN arms embargo on Eritrea was imposed in 2009. The embargo was lifted in May 2009.", [YES, NO]),
    ("The UN arms embargo on Eritrea was imposed in 2009. The embargo was lifted in November 2018.", [YES, YES]),
    ("The EU lifted its arms embargo on Syria in 2013.", [YES]),
    ("The EU's arms embargo on Syria expired in May 2012.", [NO]),
    ("The EU has lifted its arms embargo on Belarus.", [NO]),
    ("In 2012 the EU had an arms embargo on Syria.", [YES]),
    ("In 2015 the EU had an arms embargo on Syria.", [NO]),
    ("In 2009 the EU had an arms embargo on Syria.", [SILENT]),
    ("Syria is under an arms embargo.", [OPEN]),
    ("Indonesia is under an arms embargo.", [SILENT]),
    ("The UN imposed an arms embargo on Libya in 2011.", [YES]),
    ("The UN imposed an arms embargo on Libya in 1992.", [YES]),
    ("The UN imposed an arms embargo on Libya in 1985.", [SILENT]),
    ("The UN never imposed an arms embargo on South Africa.", [NO]),
    ("South Africa was never under a UN arms embargo.", [NO]),
    ("South Africa is not under a UN arms embargo.", [YES]),
    ("The UN has never imposed an arms embargo on Mali.", [OPEN]),
    ("The UN suspended its embargo on Libya in 1999.", [YES]),
    ("The UN suspended its arms embargo on Libya in April 1999.", [YES]),
    ("The UN suspended its arms embargo on Libya in 2001.", [NO]),
    ("The UN suspended its arms embargo on Libya.", [YES]),
    ("The UN suspended its arms embargo on Eritrea in 2018.", [SILENT]),
    ("The UN arms embargo on Rwanda was suspended in August 1995.", [YES]),
    ("The UN did not suspend its arms embargo on Libya in 1998.", [YES]),
    ("The EU has had an arms embargo on Myanmar since the 1990s.", [YES]),
    ("The EU has had an arms embargo on Myanmar since the 1980s.", [NO]),
    ("Sierra Leone was under an EU arms embargo in 1998.", [YES]),
    ("The EU lifted its arms embargo on Sierra Leone in 2010.", [PARTLY]),
    ("Haiti was under an EU arms embargo in 2023.", [PARTLY]),
    ("The Houthis have been under an EU arms embargo since 2015.", [YES]),
    ("The EU imposed an arms embargo on Yugoslavia in March 1998.", [YES]),
    ("ECOWAS imposed an arms embargo on Sierra Leone in August 1997.", [YES]),
    ("Sierra Leone is under an ECOWAS arms embargo.", [OPEN]),
    ("The UN imposed an arms embargo on Libya in 2015.", [NO]),
    ("Libya has been under a UN arms embargo since 2009.", [NO]),
    ("Turkey sent drones to Libya in 2020 despite a UN embargo.", [YES]),
    ("Turkey sent drones to Libya in 2008 despite a UN embargo.", [NO]),
    ("Turkey sent drones to Libya in 1990 despite a UN embargo.", [SILENT]),
    ("The Democratic Republic of the Congo has been under a UN arms embargo since 2003.", [PARTLY]),
    ("Armed groups in the Democratic Republic of the Congo have been under a UN arms embargo since 2008.", [YES]),
    ("The UN has an arms embargo on armed groups in the Democratic Republic of the Congo.", [YES]),
    ("The Rapid Support Forces are under a UN arms embargo.", [OPEN]),
    ("UNITA was under a UN arms embargo from 1993 to 2002.", [YES]),
    ("The United States has maintained an arms embargo on China since 1989.", [OPEN]),
    ("The UN arms embargo on Cuba was imposed in 2022.", [OPEN]),
    ("The UN arms embargo on Haiti was imposed in 2022.", [PARTLY]),
    ("Haiti has been under a UN arms embargo since 2022.", [YES]),
    ("The EU's arms embargo on Myanmar has been in force since 1996.", [YES]),
    ("Libya has been under a UN arms embargo since 1992.", [NO]),
    ("The UN lifted its arms embargo on Libya in 2003.", [YES]),
    ("In 2001 Libya was under a UN arms embargo.", [OPEN]),
    ("There was no UN arms embargo on Iraq in 1995.", [NO]),
    ("Iraq has been under a UN arms embargo since 1990.", [PARTLY]),
    ("Armed groups in Iraq have been under a UN arms embargo since 2004.", [YES]),
    ("Rwanda is under a UN arms embargo.", [NO]),
    ("The UN ended its arms embargo on Côte d'Ivoire in April 2014.", [NO]),
    ("Liberia was under a UN arms embargo from 1992 to 2016.", [YES]),
    ("The UN imposed an arms embargo on South Africa in 1963.", [PARTLY]),
    ("There is no UN arms embargo on South Africa.", [YES]),
    ("The Revolutionary United Front was under a UN arms embargo in 2000.", [YES]),
    ("Lebanon is under a UN arms embargo.", [PARTLY]),
    ("Hezbollah is under a UN arms embargo.", [OPEN]),
    ("The UN imposed an arms embargo on the Taliban in December 2000.", [YES]),
    ("Islamic State is under a UN arms embargo.", [YES]),
    ("There is no UN arms embargo on Syria.", [OPEN]),
    ("The UN has an arms embargo on Zimbabwe.", [NO]),
    ("The EU has an arms embargo on Zimbabwe.", [YES]),
    ("Venezuela is under a UN arms embargo.", [OPEN]),
    ("The EU has had an arms embargo on Venezuela since 2019.", [NO]),
    ("In 2001 Indonesia was under an EU arms embargo.", [NO]),
    ("Egypt is under an EU arms embargo.", [PARTLY]),
    ("South Sudan has been under an EU arms embargo since 1994.", [YES]),
    ("ECOWAS imposed an arms embargo on Togo in 2005.", [YES]),
    ("The Arab League lifted its arms embargo on Syria in 2015.", [NO]),
]


@pytest.mark.parametrize(("text", "expected"), GOLDEN)
def test_verdicts_against_the_shipped_record(text: str, expected: list[Verdict], ground: Ground) -> None:
    assert verdicts(text, ground) == expected


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        ("Iran is under a UN arms embargo.", "2012-06-01", YES),
        ("Iran is under a UN arms embargo.", "2022-06-01", NO),
        ("Iran is under a UN arms embargo.", "2026-06-01", OPEN),
        ("Iran is no longer under a UN arms embargo.", "2022-06-01", YES),
        ("Iran is no longer under a UN arms embargo.", "2026-06-01", OPEN),
        ("The Central African Republic is under a UN arms embargo.", "2020-06-01", YES),
        ("The Central African Republic is under a UN arms embargo.", "2025-06-01", PARTLY),
        ("South Sudan is under a UN arms embargo.", "2018-07-12", SILENT),
        ("South Sudan is under a UN arms embargo.", "2018-07-13", YES),
        ("Croatia is under a UN arms embargo.", "1996-06-17", YES),
        ("Croatia is under a UN arms embargo.", "1996-06-18", NO),
        ("Sudan is under an EU arms embargo.", "1994-03-10", OPEN),
        ("Iraq is under a UN arms embargo.", "2004-06-07", YES),
        ("Iraq is under a UN arms embargo.", "2004-06-08", PARTLY),
        ("Haiti is under a UN arms embargo.", "2010-06-01", NO),
        ("Haiti is under a UN arms embargo.", "2023-06-01", PARTLY),
        ("Rwanda is under a UN arms embargo.", "2005-06-01", PARTLY),
        ("Syria is under an Arab League arms embargo.", "2012-06-01", YES),
        ("Syria is under an Arab League arms embargo.", "2024-06-01", OPEN),
        ("The EU has lifted its arms embargo on Uzbekistan.", "2009-11-01", OPEN),
    ],
)
def test_the_day_of_publication_decides(text: str, published: str, expected: Verdict, ground: Ground) -> None:
    assert verdicts(text, ground, published) == [expected]


def test_the_finding_tells_the_rows_who_holds_what_and_its_limits(ground: Ground) -> None:
    (found,) = findings("Azerbaijan has been under an OSCE arms embargo since 1992.", ground)
    assert found.check == "embargo_status"
    assert "CSCE-1992" in found.reason
    assert "a request" in found.reason
    assert "is disputed: How far it binds is not agreed" in found.reason
    assert found.figure == {"begins": "1992-02-28", "ends": None, "force": "request"}
    assert found.slots["date"] is YES
    assert len(found.records) == 1
    assert found.limits
    for word in ("unlawful", "violat", "illegal", "breach"):
        assert word not in f"{found.reason} {embargo_status.check.__doc__} {' '.join(found.limits)}".lower()


def test_a_gap_says_that_nothing_follows_from_it(ground: Ground) -> None:
    (found,) = findings("There is no arms embargo on Saudi Arabia.", ground)
    assert "nothing follows from a gap" in found.reason
    assert found.records == ()


def test_without_a_table_of_embargoes_it_is_told_as_unanswered(tmp_path: Path) -> None:
    bare = ground_of(tmp_path, {})
    claims = [
        c for c in read_claims("Libya is under a UN arms embargo.", date(2024, 6, 1)) if isinstance(c, EmbargoClaim)
    ]
    assert list(run(claims, bare)) == []
    ((_, why),) = unanswered(claims, bare)
    assert "No table of embargoes" in why


MADE = """\
M-1,group:Al-Qaida,"Al-Qaida, wherever they are",UN Security Council,act 1,mandatory,,*,2002-01-16,,arms,,,made,
M-2,group:armed groups in Norway,those who fight in Norway,UN Security Council,act 2,mandatory,,*,2003,,arms,,,made,
M-3,CHL,,European Union,act 3,mandatory,,European Union,2001-02-01,2009-10-27/2009-11-13,arms,,,made,
M-4,PER,,European Union,act 4,mandatory,,European Union,2001-02-01,2020/..,arms,,,made,
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Ground:
    return ground_of(tmp_path_factory.mktemp("made_rows"), {"embargoes.csv": ",".join(COLUMNS) + "\n" + MADE})


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        ("Afghanistan is under a UN arms embargo.", "2005-06-01", OPEN),
        ("Armed groups in Norway have been under a UN arms embargo since 2003.", "2005-06-01", YES),
        ("Norway has been under a UN arms embargo since 2003.", "2005-06-01", PARTLY),
        ("The EU has lifted its arms embargo on Chile.", "2009-10-01", NO),
        ("The EU has lifted its arms embargo on Chile.", "2009-11-01", OPEN),
        ("The EU lifted its arms embargo on Peru in 2015.", "2024-06-01", NO),
        ("The EU lifted its arms embargo on Peru in 2022.", "2024-06-01", OPEN),
        ("Peru is under an EU arms embargo.", "2024-06-01", OPEN),
    ],
)
def test_a_network_an_unnamed_group_and_an_end_known_too_coarsely(
    text: str, published: str, expected: Verdict, made: Ground
) -> None:
    assert verdicts(text, made, published) == [expected]


NAMES = {"ARM": "Armenia", "AZE": "Azerbaijan", "ISR": "Israel", "IRN": "Iran", "UKR": "Ukraine", "LBY": "Libya"}
FORMS = (
    "{0} has been under a UN arms embargo since {1}.",
    "The EU imposed an arms embargo on {0} in {1}.",
    "There is no UN arms embargo on {0}.",
    "The EU lifted its arms embargo on {0} in {1}.",
    "In {1} there was an arms embargo on {0}.",
)


def table(rows: Sequence[tuple[str, str, str, int, int | None]]) -> str:
    """Write invented embargoes: (target, body, force, first year, last year)."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for number, (target, body, force, begins, ends) in enumerate(rows):
        writer.writerow(
            [
                f"X-{number}",
                target,
                "",
                body,
                f"act {number}",
                force,
                "",
                "*",
                begins,
                ends or "",
                "arms",
                "",
                "",
                "invented",
                "",
            ]
        )
    return out.getvalue()


embargoes = st.tuples(
    st.sampled_from(("UN Security Council", "European Union")),
    st.sampled_from(("mandatory", "request")),
    st.integers(1990, 2005),
    st.none() | st.integers(2006, 2020),
)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    pair=st.permutations(sorted(NAMES)).map(lambda codes: codes[:2]),
    rows=st.lists(st.tuples(st.booleans(), embargoes), min_size=1, max_size=3),
    year=st.integers(1990, 2022),
)
def test_exchanging_two_targets_exchanges_the_answers(
    pair: list[str], rows: list[tuple[bool, tuple[str, str, int, int | None]]], year: int,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:  # fmt: skip
    def answers(one: str, other: str) -> list[list[Verdict]]:
        made = [(one if first else other, *told) for first, told in rows]
        here = ground_of(tmp_path_factory.mktemp("made"), {"embargoes.csv": table(made)})
        return [verdicts(form.format(NAMES[code], year), here) for form in FORMS for code in (one, other)]

    first, second = pair
    assert answers(first, second) == answers(second, first)
