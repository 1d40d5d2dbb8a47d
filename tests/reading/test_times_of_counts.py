"""Whose time a time is where weapons are counted, and which years the course of a delivery tells."""

from datetime import date

import pytest

from armstrace.reading.read import read_claims
from armstrace.records.claims import QuantityClaim, TradeClaim

PUBLISHED = date(2024, 11, 20)
KNOWN = ["F-16C", "P-8I", "Su-30MK2", "FA-50", "T-72", "Gepard-3"]


def counts(text: str) -> list[str]:
    found = read_claims(text, PUBLISHED, KNOWN)
    return [
        f"{claim.value:g} {claim.period.edtf if claim.period else None}"
        for claim in found
        if isinstance(claim, QuantityClaim) and claim.measure == "count"
    ]


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("Deliveries of 12 P-8I aircraft from the USA to India began in 2012 and ended in 2021.", "2012/2021"),
        ("Russia began delivering 12 T-72 tanks to Peru in 2013 and completed the order in 2017.", "2013/2017"),
        ("Deliveries of 12 T-72 tanks from Russia to Peru started in 2015 and continued until 2019.", "2015/2019"),
        ("Oman bought 12 F-16C jets from the UK in 2012; deliveries began in 2017 and finished in 2018.", "2017/2018"),
        ("China supplied four frigates to Pakistan, the first in 2021 and the last in 2023.", "2021/2023"),
        (
            "Sudan bought 12 T-72 tanks from Russia, of which the first arrived in 2003 and the rest in 2004.",
            "2003/2004",
        ),
        ("Deliveries of 12 P-8I aircraft from the USA to India began in 2012.", "2012-01-01/.."),
        ("In 2022 France began delivering four submarines to Brazil.", "2022-01-01/.."),
        ("Singapore bought 96 T-72 tanks from Germany, starting in 2007.", "2007-01-01/.."),
        ("Italy got 90 F-16C fighters from the United States from 2015.", "2015-01-01/.."),
        ("Ethiopia received 18 T-72 tanks from Russia from 1998 onwards.", "1998-01-01/.."),
        ("Russia delivered four submarines to Vietnam, the first in 2016.", "2016-01-01/.."),
        ("Russia delivered four submarines to Vietnam; the first two of them arrived in 2016.", "2016-01-01/.."),
        ("The first of the 40 F-16C jets from the US arrived in South Korea in 2019.", "2019-01-01/.."),
        (
            "Morocco received 24 F-16C jets from the USA, the first two of which came in 2011.",
            "2011-01-01/..",
        ),
        ("Russia delivered four submarines to Vietnam, the last in 2019.", "../2019-12-31"),
        ("Russia completed deliveries of 50 T-72 tanks to the Emirates in 2013.", "../2013-12-31"),
        ("Deliveries of 50 T-72 tanks by Russia to Chad were completed in 2013.", "../2013-12-31"),
        ("Thailand bought 49 T-72 tanks from Ukraine in 2011, but the last of them came in 2018.", "../2018-12-31"),
        ("Italy sold Egypt two frigates in 2020; both arrived by mid-2021.", "../2021-12-31"),
        ("In 2007 Norway took the last of five F-16C jets from Spain.", "../2007-12-31"),
        ("Russia delivered six T-72 tanks to Myanmar, two of them in 2022.", "None"),
        ("Lithuania bought 21 T-72 tanks from Germany, 16 of them in 2016-2019.", "None"),
        ("Russia supplied 16 T-72 tanks to Chad, eight of which were delivered in 1999.", "None"),
    ],
)
def test_the_year_of_a_beginning_or_of_some_is_not_that_of_all(text: str, years: str) -> None:
    assert counts(text)[0].partition(" ")[2] == years


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("Russia delivered four submarines to Vietnam in 2016.", "2016"),
        ("In 2016 Russia delivered four submarines to Vietnam.", "2016"),
        ("The first 12 F-16C jets from the US arrived in South Korea in 2019.", "2019"),
        ("Russia delivered the last four submarines to Vietnam in 2016.", "2016"),
        ("Russia delivered 24 T-72 tanks to Venezuela from 2006 to 2008.", "2006/2008"),
        ("Turkey has received 24 F-16C jets from the United States since 2010.", "2010-01-01/2024-11-20"),
        ("Between 2012 and 2021 the USA delivered 12 P-8I aircraft to India, the first in 2013.", "2012/2021"),
        ("Ecuador got six F-16C fighters from Israel in 1996 and 1999, none thereafter.", "1996/1999"),
        ("Uganda's six Su-30MK2 fighters came from Russia in 2011 (two) and 2012 (four).", "2011/2012"),
        ("By 2023 Sweden had delivered 8 F-16C jets to Brazil.", "../2023-12-31"),
        ("Brazil ordered 36 F-16C jets from Sweden in 2014, with the first delivered in 2020.", "2014"),
    ],
)
def test_a_year_of_all_stays_so(text: str, years: str) -> None:
    assert counts(text)[0].partition(" ")[2] == years


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "It got six submarines from Russia between 2013 and 2017, four Gepard frigates and 36 Su-30MK2 jets.",
            ["6 2013/2017", "4 None", "36 None"],
        ),
        (
            "France delivered 12 F-16C jets to Chad in 2015, 6 T-72 tanks in 2018 and four guns.",
            ["12 2015", "6 2018", "4 None"],
        ),
        (
            "France delivered 12 F-16C jets to Chad in 2015 and 2016, and 6 T-72 tanks in 2018.",
            ["12 2015/2016", "6 2018"],
        ),
        ("The Philippines got 12 FA-50 jets from Seoul and, in 2024, BrahMos missiles from India.", ["12 None"]),
        (
            "Chad got 12 FA-50 jets from Seoul, and in 2018 France delivered 6 T-72 tanks to Chad.",
            ["12 None", "6 2018"],
        ),
        (
            (
                "Venezuela got 24 F-16C jets from Russia from 2006 to 2008 and 92 T-72 tanks, deliveries of which "
                "began in 2011 and ended in 2012."
            ),
            ["24 2006/2008", "92 2011/2012"],
        ),
        (
            "Vietnam got six submarines, four frigates and 36 Su-30MK2 jets from Russia between 2013 and 2017.",
            ["6 2013/2017", "4 2013/2017", "36 2013/2017"],
        ),
        ("In 2016, Russia delivered four submarines and six frigates to Vietnam.", ["4 2016", "6 2016"]),
        ("In 2015 and 2016 France delivered 12 F-16C jets and 6 T-72 tanks to Chad.", ["12 2015/2016", "6 2015/2016"]),
        ("Taiwan received 60 Mirage 2000-5 fighters from France in 1997.", ["60 1997"]),
    ],
)
def test_a_time_behind_the_first_of_several_things_is_of_that_one(text: str, expected: list[str]) -> None:
    assert counts(text) == expected


@pytest.mark.parametrize(
    ("text", "years"),
    [
        (
            (
                "The USA delivered 18 F-16C jets to Pakistan between 2010 and 2012.\nPakistan has not received any "
                "fighters from the USA since."
            ),
            "2013-01-01/2024-11-20",
        ),
        (
            "Poland got 48 F-16C jets from the USA in 2008. Since then it has received no F-16C jets from the USA.",
            "2009-01-01/2024-11-20",
        ),
        (
            "Ukraine delivered 320 T-72 tanks to Pakistan in 1999. Ukraine delivered no tanks to Pakistan thereafter.",
            "2000-01-01/2024-11-20",
        ),
        (
            "Russia sent 8 T-72 tanks to Chad in 1998. Russia has sent no T-72 tanks to Chad after that.",
            "1999-01-01/2024-11-20",
        ),
        (
            (
                "Armenia got four T-72 tanks in 2019 and missiles in 2016 from Russia. Russia has sent no tanks to "
                "Armenia since then."
            ),
            "2020-01-01/2024-11-20",
        ),
        (
            "France gave Chad 2 T-72 tanks in 2015 and has since delivered 6 T-72 tanks to Chad.",
            "2016-01-01/2024-11-20",
        ),
        (
            "In 2017 Washington approved a sale, and thereafter Bahrain received 16 F-16C jets from the USA.",
            "2018-01-01/2024-11-20",
        ),
        ("Pakistan has not received any fighters from the United States since.", "../.."),
        ("The United States has since delivered 12 F-16C jets to Poland.", "../.."),
        # of a beginning alone it is not known when the last one came
        (
            (
                "Thailand got 12 F-16C jets from the USA from 2011. Since then, the USA has delivered no F-16C jets to "
                "Thailand."
            ),
            "../..",
        ),
        (
            "Deliveries to India began in 2012. Since then the USA has delivered 12 P-8I aircraft to India.",
            "2012-01-01/2024-11-20",
        ),
        ("Pakistan has not received any fighters from the USA since 2012.", "2012-01-01/2024-11-20"),
        ("Turkey has received 24 F-16C jets from the USA since May 2015.", "2015-05-01/2024-11-20"),
    ],
)
def test_since_is_after_the_last_time_named(text: str, years: str) -> None:
    assert counts(text)[-1].partition(" ")[2] == years


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("China was once the largest buyer of Russian weapons.", "../.."),
        ("For decades Russia was the largest supplier of arms to India.", "../.."),
        ("China is the largest buyer of Russian weapons.", "None"),
        ("China is once again the largest buyer of Russian weapons.", "None"),
        ("In 2019-23 China was once the largest buyer of Russian weapons.", "2019/2023"),
    ],
)
def test_what_once_was_is_of_no_years_that_are_told(text: str, years: str) -> None:
    ranks = [each for each in read_claims(text, PUBLISHED) if isinstance(each, QuantityClaim)]
    assert [str(each.period.edtf if each.period else None) for each in ranks] == [years]


def trades(text: str) -> list[str]:
    found = read_claims(text, PUBLISHED, KNOWN)
    return [str(claim.period.edtf if claim.period else None) for claim in found if isinstance(claim, TradeClaim)]


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("The Philippines got 12 FA-50 jets from Seoul and, in 2024, BrahMos missiles from India.", "None"),
        ("The Philippines got 12 FA-50 jets from Seoul in 2015 and, in 2024, BrahMos missiles from India.", "2015"),
        ("In 2024 the Philippines got FA-50 jets and BrahMos missiles from India.", "2024"),
        (
            "Russia delivered T-72 tanks to Chad in 2011. Russia has since supplied missiles to Chad.",
            "2012-01-01/2024-11-20",
        ),
        ("Russia has since supplied missiles to Chad.", "../.."),
    ],
)
def test_a_trade_has_the_time_of_its_own_goods(text: str, years: str) -> None:
    assert years in trades(text)


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("In 2022 Poland sent Ukraine 30 T-72 tanks and, the following spring, 18 F-16C jets.", ["2022", "../.."]),
        (
            "In 2016 Iraq received six T-72 tanks from Russia; two years later, another ten T-72 tanks.",
            ["2016", "../.."],
        ),
        ("In 2022 Poland sent Ukraine 30 T-72 tanks and 18 F-16C jets.", ["2022", "2022"]),
    ],
)
def test_what_followed_at_a_time_without_a_date_is_not_of_the_year_before_it(text: str, years: list[str]) -> None:
    assert [told.split()[1] for told in counts(text)] == years
