"""Embargoes on arms are read with who imposed them, on whom and when; other embargoes and wishes are not."""

import time
from collections.abc import Callable
from datetime import date

import pytest

from armstrace.reading.article import article_of
from armstrace.reading.law.embargoes import find_embargoes
from armstrace.reading.read import read_claims
from armstrace.records.claims import EmbargoClaim

PUBLISHED = date(2024, 6, 1)
# the words, then (status, target, body, date or time spoken of)
READ = [
    ("Darfur has been under a UN arms embargo since 2004.", ("in_force", "Darfur", "UN", "2004-01-01/..")),
    ("The European Union has had an arms embargo on Sudan since 1994.", ("in_force", "SDN", "EU", "1994-01-01/..")),
    ("There is no arms embargo on Saudi Arabia.", ("absent", "SAU", None, None)),
    (
        "The Security Council imposed an arms embargo on the Houthis in 2015.",
        ("imposed", "Houthi rebels (Yemen)", "UN", "2015"),
    ),
    ("An arms embargo was imposed on Libya by the Security Council in 2011.", ("imposed", "LBY", "UN", "2011")),
    ("The EU's arms embargo on Syria expired in May 2013.", ("ended", "SYR", "EU", "2013-05")),
    ("Brussels moved on after the EU lifted its arms embargo on Indonesia in 2000.", ("ended", "IDN", "EU", "2000")),
    ("The EU considered lifting its arms embargo on China in 2005.", ("in_force", "CHN", "EU", "2005")),
    ("The EU has not lifted its arms embargo on China.", ("in_force", "CHN", "EU", None)),
    ("The UN voted to impose an arms embargo on South Sudan in July 2018.", ("imposed", "SSD", "UN", "2018-07")),
    ("Russia is not under a UN arms embargo.", ("absent", "RUS", "UN", None)),
    ("Somalia is no longer under a UN arms embargo.", ("ended", "SOM", "UN", None)),
    ("The EU has not imposed an arms embargo on Azerbaijan.", ("absent", "AZE", "EU", None)),
    ("No UN arms embargo is in force against Myanmar.", ("absent", "MMR", "UN", None)),
    ("Turkey sent drones in 2020 despite a UN arms embargo on Libya.", ("in_force", "LBY", "UN", "2020")),
    ("Turkey sent drones to Libya in 2020 despite a UN embargo.", ("in_force", "LBY", "UN", "2020")),
    (
        "The UN Security Council has banned arms deliveries to Darfur since 2004.",
        ("in_force", "Darfur", "UN", "2004-01-01/.."),
    ),
    ("An EU ban on arms sales to China has been in place since 1989.", ("in_force", "CHN", "EU", "1989-01-01/..")),
    ("The EU maintained an arms embargo against Uzbekistan until 2009.", ("ended", "UZB", "EU", "2009")),
    ("Britain imposed an arms embargo on Israel in 1967.", ("imposed", "ISR", "GBR", "1967")),
    ("Germany's arms embargo on Saudi Arabia was extended in 2019.", ("in_force", "SAU", "DEU", "2019")),
    ("The Libya arms embargo was renewed in 2020.", ("in_force", "LBY", None, "2020")),
    ("UNITA was under a UN arms embargo from 1993 to 2002.", ("in_force", "UNITA (Angola)", "UN", "1993/2002")),
    (
        "The United Nations imposed an embargo on the sale of weapons to armed groups in Somalia in 2024.",
        ("imposed", "armed groups in Somalia", "UN", "2024"),
    ),
    ("Since the lifting of the UN arms embargo on Iran in 2020, it bought jets.", ("ended", "IRN", "UN", "2020")),
    ("The UN arms embargo on Sierra Leone is no longer in force.", ("ended", "SLE", "UN", None)),
    ("The UN arms embargo on Libya has not been respected.", ("in_force", "LBY", "UN", None)),
    ("The EU's 1989 arms embargo on China remains in place.", ("in_force", "CHN", "EU", "1989")),
    ("Britain urged the EU to lift the arms embargo on Syria.", ("in_force", "SYR", "EU", None)),
    ("In 2009 the UN imposed sanctions on Eritrea, including an arms embargo.", ("imposed", "ERI", "UN", "2009")),
    ("The EU arms embargo against Russia came into force in July 2014.", ("imposed", "RUS", "EU", "2014-07")),
    ("The EU has kept an embargo on the whole of Sudan since 1994.", ("in_force", "SDN", "EU", "1994-01-01/..")),
    ("The EU has kept its embargo on Sudan since 1994.", ("in_force", "SDN", "EU", "1994-01-01/..")),
    ("The UN suspended its embargo on Libya in 1999.", ("suspended", "LBY", "UN", "1999")),
    ("The UN arms embargo on Libya was suspended in April 1999.", ("suspended", "LBY", "UN", "1999-04")),
    ("The Security Council voted to suspend its arms embargo on Libya in 1999.", ("suspended", "LBY", "UN", "1999")),
    ("Since the suspension of the UN arms embargo on Libya in 1999, it buys.", ("suspended", "LBY", "UN", "1999")),
    ("The UN did not suspend its arms embargo on Libya in 1999.", ("in_force", "LBY", "UN", "1999")),
    ("The UN arms embargo on Libya has not been suspended.", ("in_force", "LBY", "UN", None)),
    ("The EU partially suspended its arms embargo on Libya in 2011.", ("in_force", "LBY", "EU", "2011")),
    ("Myanmar has faced an EU arms embargo since the 1990s.", ("in_force", "MMR", "EU", "1990/1999")),
    ("Myanmar has faced an EU arms embargo since the early 1990s.", ("in_force", "MMR", "EU", "1990/1994")),
    ("The EU sold arms to Turkey despite an arms embargo on Libya.", ("in_force", "LBY", None, None)),
    ("Al-Shabaab is under a UN arms embargo.", ("in_force", "Al-Shabaab", "UN", None)),
    ("Nagorno-Karabakh has been under an OSCE arms embargo since 1992.", ("in_force", "XNK", "OSCE", "1992-01-01/..")),
]  # fmt: skip
# none of these says that an embargo on arms stands, was imposed, ended or is not there
PASSED_OVER = [
    "The EU's embargo on Russian oil began in 2022.",
    "The EU imposed an embargo on Russia in December 2022, and oil prices rose.",
    "The UN lifted its embargo on Iraq in 2003.",
    "The US has an embargo on Cuba.",
    "The UN suspended its grain embargo on the Soviet Union.",
    "The oil embargo on Iran was lifted in 2016.",
    "The US trade embargo on Cuba has been in place since 1962.",
    "The report was under embargo until Tuesday, the military said.",
    "The grain embargo on the Soviet Union was lifted in 1981.",
    "Saudi Arabia led the oil embargo of 1973 on the United States, which sold it arms.",
    "Weapons reached the region although the EU had an embargo on Russian oil.",
    "Activists called for an arms embargo on Israel.",
    "The UN General Assembly called for an arms embargo on Myanmar in 2021.",
    "The European Parliament voted for an arms embargo on Saudi Arabia.",
    "The EU threatened to impose an arms embargo on Turkey in 2019.",
    "The UN failed to impose an arms embargo on Syria.",
    "If the UN imposes an arms embargo on Myanmar, Russia will object.",
    "Is there an arms embargo on Libya?",
    "No country has imposed an arms embargo on Azerbaijan.",
    "Russia vetoed a UN arms embargo on Syria in 2011.",
    "A proposed UN arms embargo on Israel was rejected.",
    "The minister said that an arms embargo on Israel would change nothing.",
    "Israel helped Azerbaijan despite an OSCE arms embargo on both sides in the conflict with Armenia.",
    "Officials denied that there was an arms embargo on Libya.",
    "It is not true that the UN imposed an arms embargo on Turkey.",
    "The resolution does not impose an arms embargo on Israel.",
    "Germany banned arms exports to Saudi Arabia in 2018.",
    "The embargo was lifted in May 2009.",
    "The arms dealer was embargoed by nobody.",
    "Russia and Israel supplied weapons to both sides despite an OSCE embargo.",
]


def read(text: str) -> list[EmbargoClaim]:
    return [claim for claim in read_claims(text, PUBLISHED) if isinstance(claim, EmbargoClaim)]


def slots(claim: EmbargoClaim) -> tuple[str, str, str | None, str | None]:
    when = claim.date or claim.as_of
    return claim.claimed_status, claim.target, claim.imposed_by, when.edtf if when else None


@pytest.mark.parametrize(("text", "slot"), READ)
def test_what_is_said_of_an_embargo(text: str, slot: tuple[str, str, str | None, str | None]) -> None:
    (claim,) = read(text)
    assert slots(claim) == slot
    assert text[claim.start : claim.end] == claim.text


@pytest.mark.parametrize("text", PASSED_OVER)
def test_other_embargoes_and_mere_wishes_are_passed_over(text: str) -> None:
    assert read(text) == []


def test_several_bodies_and_several_targets_are_as_many_claims() -> None:
    two = read("The UN and EU arms embargoes on Libya and South Sudan remain in force.")
    assert {(claim.imposed_by, claim.target) for claim in two} == {
        ("UN", "LBY"), ("UN", "SSD"), ("EU", "LBY"), ("EU", "SSD"),
    }  # fmt: skip
    assert {claim.claimed_status for claim in two} == {"in_force"}


def test_a_year_of_something_else_is_not_that_of_the_embargo() -> None:
    (claim,) = read("Ethiopia, under a UN arms embargo, bought drones in 2020.")
    assert (claim.as_of, claim.past) == (None, True)
    (whole,) = read("Rwanda was under a UN arms embargo; the part on its government was suspended in 1995.")
    assert (whole.as_of, whole.date) == (None, None)
    (none,) = read("There has been no UN arms embargo on Ethiopia since 2001.")
    assert (none.claimed_status, none.date, none.as_of) == ("absent", None, None)


def test_one_body_or_the_other_are_both_denied() -> None:
    both = read("There is no UN or EU arms embargo on Libya.")
    assert [(claim.imposed_by, claim.claimed_status) for claim in both] == [("UN", "absent"), ("EU", "absent")]


def test_neither_is_denied_of_both() -> None:
    for text in (
        "Neither Chad nor Mali is under a UN arms embargo.",
        "There is no UN arms embargo on either Chad or Mali.",
    ):
        assert [(c.target, c.claimed_status) for c in read(text)] == [("TCD", "absent"), ("MLI", "absent")], text


@pytest.mark.parametrize(
    "text",
    [
        "Unlike Russia, Turkey is not under an EU arms embargo.",
        "The EU has no arms embargo on Turkey, Russia said.",
        "The EU has imposed no arms embargo on Turkey and Russia complained.",
    ],
)
def test_who_only_stands_beside_is_no_target(text: str) -> None:
    assert [(claim.target, claim.claimed_status) for claim in read(text)] == [("TUR", "absent")]


def test_both_sides_are_the_two_that_were_named_and_not_who_arms_them() -> None:
    text = "Ethiopia and Eritrea went to war. Ukraine sold weapons to both sides despite a UN embargo."
    assert [(claim.target, claim.imposed_by) for claim in read(text)] == [("ETH", "UN"), ("ERI", "UN")]


def test_the_embargo_is_the_one_named_before() -> None:
    first, second = read("The UN arms embargo on Eritrea was imposed in 2009. The embargo was lifted in November 2018.")
    assert slots(first) == ("imposed", "ERI", "UN", "2009")
    assert slots(second) == ("ended", "ERI", "UN", "2018-11")
    assert second.text == "The embargo was lifted in November 2018"


def test_force_reach_hedge_and_speaker_are_kept() -> None:
    (bound,) = read("In 1991 the Security Council imposed a mandatory arms embargo on the whole of Yugoslavia.")
    assert (bound.force, bound.reach) == ("mandatory", "whole")
    asked, _ = read("The OSCE's voluntary arms embargo on Armenia and Azerbaijan was never repealed.")
    assert (asked.force, asked.claimed_status) == ("request", "in_force")
    (hedged,) = read("Egypt was reportedly under an EU arms embargo in 2014.")
    assert hedged.hedge == "reportedly"
    (quoted,) = read('"There is a UN arms embargo on Libya," said Sergei Lavrov.')
    assert quoted.source == "Sergei Lavrov"


@pytest.mark.parametrize(("one", "other"), [("Armenia", "Azerbaijan"), ("Israel", "Iran"), ("Ukraine", "Russia")])
@pytest.mark.parametrize("form", [text for text, slot in READ if slot[1] in {"LBY", "SDN", "CHN", "SAU"}])
def test_every_party_is_read_alike(form: str, one: str, other: str) -> None:
    names = ("Libya", "Sudan", "China", "Saudi Arabia")
    name = next(name for name in names if name in form)
    first, second = read(form.replace(name, one)), read(form.replace(name, other))
    assert [slots(claim)[::2] for claim in first] == [slots(claim)[::2] for claim in second]
    assert len(first) == 1


@pytest.mark.parametrize(
    "made",
    [
        lambda n: "arms embargo on Libya " * n,
        lambda n: "The EU has had an arms embargo on Sudan since 1994. " * n,
        lambda n: "embargo" + " imposed" * 8 * n + " on Libya.",
        lambda n: "arms embargo 1 2 3 4 5 6 7 8 9 " * n,
        lambda n: "embargo\u00a0" * n,
    ],
)
def test_time_grows_with_the_text_and_no_faster(made: Callable[[int], str]) -> None:
    def seconds(size: int) -> float:
        article = article_of(made(size), PUBLISHED)
        _ = article.sentences, article.states_seen, article.groups, article.places, article.times
        took = []
        for _ in range(2):
            began = time.process_time()
            find_embargoes(article)
            took.append(time.process_time() - began)
        return min(took)

    assert seconds(640) < 2.5 * 8 * max(seconds(80), 0.002)
