"""Which years a figure is held to be of, where they do not stand beside it."""

from datetime import date

import pytest

from armstrace.reading.read import read_claims
from armstrace.records.claims import QuantityClaim, TradeClaim

PUBLISHED = date(2022, 6, 15)


def quantities(text: str, measure: str = "share") -> list[QuantityClaim]:
    found = read_claims(text, PUBLISHED, ["F-16C", "Leopard-2A4"])
    return [c for c in found if isinstance(c, QuantityClaim) and c.measure.startswith(measure)]


def years(claim: QuantityClaim) -> str | None:
    return claim.period.edtf if claim.period else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "France armed Egypt between 2013 and 2017.\nEgypt was the third-largest arms importer in those five years.",
            "2013/2017",
        ),
        (
            (
                "From 2009 to 2018 the war went on.\nRussia supplied 80 percent of Syria's arms "
                "imports in the same period."
            ),
            "2009/2018",
        ),
        (
            (
                "In 2016-20 the embargo held.\nIts neighbours kept quiet.\nChina supplied 9 "
                "percent of Sudan's arms imports in these years."
            ),
            "2016/2020",
        ),
        ("The two met in 2019.\nIn that year Israel supplied 60 percent of Azerbaijan's arms imports.", "2019"),
        (
            (
                "In 2016-20 Israel supplied 69 percent of Azerbaijan's arms imports, while in "
                "the same years Russia supplied 94 percent of Armenia's arms imports."
            ),
            "2016/2020",
        ),
        (
            (
                "In 2011-15 it was calm, and in 2016-20 there was war.\nTurkey supplied 12 "
                "percent of Azerbaijan's arms imports over the same five years."
            ),
            "2016/2020",
        ),
    ],
)
def test_those_years_are_the_last_window_said(text: str, expected: str) -> None:
    assert years(quantities(text)[-1]) == expected


@pytest.mark.parametrize(
    "text",
    [
        "In those five years Russia supplied 94 percent of Armenia's arms imports.",
        "Between 2010 and 2019 it was calm.\nRussia supplied 94 percent of Armenia's arms imports in those five years.",
        "Russia supplied most of Sudan's arms imports in the ten years before the war.",
        "In the years after independence Belarus supplied 40 percent of Azerbaijan's arms imports.",
        "Since the war began, Russia has supplied 30 percent of Mali's arms imports.",
        "After the coup in 2021, Russia supplied 60 percent of Myanmar's arms imports.",
        "Until the embargo of 1990, France supplied 40 percent of Iraq's arms imports.",
        (
            "The war began in 1998 and a war began again in 2011. Italy supplied 9 percent "
            "of Libya's arms imports in the ten years before the war."
        ),
    ],
)
def test_a_window_that_the_text_does_not_date_stays_open(text: str) -> None:
    assert years(quantities(text)[-1]) == "../.."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            (
                "The war began on 12 May 1998. Russia supplied 60 percent of Eritrea's arms "
                "imports in the five years before the war."
            ),
            "1993/1997",
        ),
        ("In the decade before the 2014 annexation, Ukraine sent Russia 12 percent of its arms exports.", "2004/2013"),
        (
            (
                "Over the five years before the invasion of Kuwait in 1990, France supplied 20 "
                "percent of Iraq's arms imports."
            ),
            "1985/1989",
        ),
    ],
)
def test_years_before_an_event_are_counted_from_its_year(text: str, expected: str) -> None:
    assert years(quantities(text)[-1]) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Russia supplied 94 percent of Armenia's arms imports.", None),
        ("At the same time, Russia supplied 94 percent of Armenia's arms imports.", None),
        ("Israel was Myanmar's largest supplier after China in 2015-19.", "2015/2019"),
        ("After the war, in 2015-19, Israel supplied 60 percent of Azerbaijan's arms imports.", "2015/2019"),
        ("In the five years to 2019 Israel supplied 60 percent of Azerbaijan's arms imports.", "2015/2019"),
        ("In the five years before 2019 Israel supplied 60 percent of Azerbaijan's arms imports.", "2014/2018"),
        (
            "Russia, which supplied 29 percent of Azerbaijan's arms imports in 2018, was its second-largest supplier.",
            "2018",
        ),
        ("Over the past five years Iran supplied 20 percent of Syria's arms imports.", "2017/2021~"),
    ],
)
def test_years_that_are_said_stay_as_they_are(text: str, expected: str | None) -> None:
    assert {years(claim) for claim in quantities(text)} == {expected}


def test_a_rank_is_not_of_the_years_it_is_compared_with() -> None:
    text = "Egypt was the world's largest arms importer, and its imports were 206 percent higher than in 2012-16."
    assert [years(claim) for claim in quantities(text)] == [None]


@pytest.mark.parametrize(
    ("text", "later", "earlier"),
    [
        (
            "Egypt led in 2013-17, and in those years its arms imports were 206 percent higher than in 2008-12.",
            "2013/2017",
            "2008/2012",
        ),
        (
            "The years 2013-17 were bad.\nEgypt's arms imports were 206 percent higher than in 2008-12.",
            "2013/2017",
            "2008/2012",
        ),
        (
            (
                "Pakistan spent much in 2015-19, and its arms imports were 39 percent lower than "
                "in the previous five years."
            ),
            "2015/2019",
            "2010/2014",
        ),
        ("India's arms imports were 24 percent higher in 2013-17 than in 2008-12.", "2013/2017", "2008/2012"),
        ("Compared with 2012-16, China's arms exports fell by 23 percent in 2017-21.", "2017/2021", "2012/2016"),
        ("Qatar's arms imports rose by 361 percent compared with 2012-16.", None, "2012/2016"),
        ("Qatar's arms imports rose by 361 percent compared with 2001-05.", "../..", "2001/2005"),
        (
            "Between 2010 and 2019 all was calm.\nQatar's arms imports rose by 361 percent compared with 2001-05.",
            "../..",
            "2001/2005",
        ),
        ("Algeria's arms imports fell by 58 per cent between 2011-15 and 2016-20.", "2016/2020", "2011/2015"),
        ("Armenia's arms imports grew by 20 percent from 2010 to 2014.", "2014", "2010"),
    ],
)
def test_a_change_leads_from_the_years_compared_to_those_in_force(text: str, later: str | None, earlier: str) -> None:
    (claim,) = quantities(text, "change")
    assert years(claim) == later
    assert claim.compared is not None
    assert claim.compared.edtf == earlier


@pytest.mark.parametrize(
    ("text", "supplier", "recipient"),
    [
        (
            "Iraq's arms imports rose 83 percent between 2010-14 and 2015-19, and Italy supplied 10 percent.",
            None,
            "IRQ",
        ),
        (
            "Chad's arms imports fell by 9 percent between 2010-14 and 2015-19, while Ukraine sold it tanks.",
            None,
            "TCD",
        ),
        ("Spain's arms exports grew by 13 percent between 2010-14 and 2015-19, and Oman took 7 percent.", "ESP", None),
        ("Italian arms exports rose by 6 percent between 2010-14 and 2015-19, and went to Oman and Peru.", "ITA", None),
        ("Arms exports by Spain fell by 13 percent between 2010-14 and 2015-19; Oman bought most.", "ESP", None),
        ("Chinese arms exports to Chad rose by 20 percent between 2010-14 and 2015-19.", "CHN", "TCD"),
        ("Exports to Chad by China rose by 20 percent between 2010-14 and 2015-19.", "CHN", "TCD"),
        ("Imports of arms from China by Chad rose by 20 percent between 2010-14 and 2015-19.", "CHN", "TCD"),
        ("US arms exports to Iraq, its ally, rose by 20 percent between 2010-14 and 2015-19.", "USA", "IRQ"),
        ("Imports of arms from China rose by 20 percent between 2010-14 and 2015-19.", "CHN", None),
        (
            (
                "France supplied 35 percent of Egypt's arms imports. "
                "Imports from Russia rose by 71 percent between 2010-14 and 2015-19."
            ),
            "RUS",
            "EGY",
        ),
        (
            "France supplied 35 percent of Chad's arms imports. Imports rose by 7 percent between 2010-14 and 2015-19.",
            None,
            "TCD",
        ),
        (
            (
                "Israel supplied 40 percent of Chad's arms imports. "
                "Its arms exports to India rose by 12 percent between 2010-14 and 2015-19."
            ),
            "ISR",
            "IND",
        ),
    ],
)
def test_a_change_is_of_the_transfers_that_its_own_words_name(
    text: str, supplier: str | None, recipient: str | None
) -> None:
    (claim,) = quantities(text, "change")
    assert (claim.subject, claim.object) == (supplier, recipient)


@pytest.mark.parametrize(
    ("behind", "whose"),
    [
        ("and Peru's rose by 17 percent", "PER"),
        ("while those of Peru rose by 17 percent", "PER"),
        ("but Peru's fell by 17 percent", "PER"),
        ("and rose by 17 percent", "TCD"),
    ],
)
def test_a_second_change_is_of_the_state_whose_noun_is_left_out(behind: str, whose: str) -> None:
    for flow, side in (("exports", "subject"), ("imports", "object")):
        claims = quantities(f"Chad's arms {flow} fell by 53 percent between 2010-14 and 2015-19, {behind}.", "change")
        assert [getattr(each, side) for each in claims] == ["TCD", whose]


@pytest.mark.parametrize(
    ("text", "supplier", "recipient", "expected"),
    [
        (
            (
                "Italy, which suspended sales to Ankara after the offensive of October 2019, had "
                "supplied 15 percent of Turkey's arms imports."
            ),
            "ITA",
            "TUR",
            None,
        ),
        ("Norway (which froze its exports in 2018) had supplied 3 percent of the Emirates' arms.", "NOR", "ARE", None),
        (
            (
                "Sweden — which stopped exports after the murder of a journalist in 2018 — "
                "accounted for 4 percent of Saudi Arabia's arms imports."
            ),
            "SWE",
            "SAU",
            None,
        ),
        (
            "Myanmar, where the army took power in February 2021, had received 40 percent of its arms from China.",
            "CHN",
            "MMR",
            None,
        ),
        (
            "Turkey, which occupied northern Cyprus in 1974, imported 30 percent of its arms from Italy in 2015-19.",
            "ITA",
            "TUR",
            "2015/2019",
        ),
        ("Israel, which supplied 60 percent of Azerbaijan's arms imports in 2019, kept silent.", "ISR", "AZE", "2019"),
    ],
)
def test_the_date_of_an_aside_is_not_that_of_the_share(
    text: str, supplier: str, recipient: str, expected: str | None
) -> None:
    (claim,) = quantities(text)
    assert (claim.subject, claim.object, years(claim)) == (supplier, recipient, expected)


def test_a_count_outside_an_aside_does_not_take_its_date() -> None:
    text = "The Netherlands, which froze exports in March 2015, delivered 15 F-16 fighters to Jordan."
    (claim,) = quantities(text, "count")
    assert (claim.value, claim.subject, years(claim)) == (15, "NLD", None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The United States was the largest exporter, as it had been in 2011-15.", None),
        ("As in 2011-15, China was the largest supplier of Pakistan in 2016-20.", "2016/2020"),
        ("In 2016-20 France led.\nItaly was Turkey's largest supplier, as in 2011-15, in this period.", "2016/2020"),
    ],
)
def test_what_had_been_before_is_not_when_it_is(text: str, expected: str | None) -> None:
    assert years(quantities(text)[-1]) == expected


def test_this_period_is_not_the_one_that_a_figure_is_up_from() -> None:
    text = "Russia took 66 percent of Algeria's arms imports in 2016-20, up from 60 percent in 2011-15.\n"
    rank = quantities(text + "Pakistan was China's main customer in this period.")[-1]
    assert (rank.comparator, years(rank)) == ("ordinal", "2016/2020")


@pytest.mark.parametrize(
    ("text", "ranked"),
    [
        ("In 2016-20 India was the world's second-largest arms importer, and Russia supplied 49 percent of it.", "IND"),
        ("Egypt has been the world's third-largest arms importer since 2016, and France profits.", "EGY"),
        ("France armed it, and Qatar was the world's tenth-largest arms importer.", "QAT"),
    ],
)
def test_who_is_of_the_worlds_largest_stands_before_it(text: str, ranked: str) -> None:
    ranks = [claim for claim in quantities(text) if claim.comparator == "ordinal"]
    assert [claim.object for claim in ranks] == [ranked]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Italy, whose parliament voted on sales in June 2020, delivered frigates to Egypt.", None),
        ("Italy delivered frigates, which parliament had approved, to Egypt in June 2020.", "2020-06"),
        ("Italy, which delivered frigates to Egypt in June 2020, kept silent.", "2020-06"),
    ],
)
def test_a_trade_does_not_take_the_date_of_an_aside(text: str, expected: str | None) -> None:
    trades = [claim for claim in read_claims(text, PUBLISHED) if isinstance(claim, TradeClaim)]
    assert [claim.period.edtf if claim.period else None for claim in trades] == [expected]


@pytest.mark.parametrize(
    "before",
    [
        "Poland took 48.5 percent of its arms from Italy in 2016-20, up from 0.9 percent in 2011-15.",
        "In 2016-20 Italy delivered 36 percent of Poland's arms imports, against 76.4 percent in 2011-15.",
        "Poland got 82 percent of its arms from Italy in 2016-20, compared with 51 percent in 2011-15.",
        "Poland's arms imports from Italy fell to 20 percent in 2016-20 from 46.5 percent in 2011-15.",
        "Poland's arms imports from Italy fell from 46.5 percent in 2011-15 to 20 percent in 2016-20.",
    ],
)
def test_years_that_a_share_is_held_against_are_not_those_of_the_next_sentence(before: str) -> None:
    last = quantities(f"{before} Sweden supplied 4.6 percent of its arms imports.")[-1]
    assert (last.subject, last.object, years(last)) == ("SWE", "POL", "2016/2020")


def test_a_sentence_that_only_says_what_was_before_leaves_the_years_as_they_were() -> None:
    text = "In 2016-20 Italy delivered 36 percent of Poland's arms imports. This was up from 7.5 percent in 2011-15."
    last = quantities(f"{text} Sweden supplied 4.6 percent of its arms imports.")[-1]
    assert (last.subject, years(last)) == ("SWE", "2016/2020")
