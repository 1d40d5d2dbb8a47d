"""Rises and falls: of whose volumes, between which windows, and those of a share, which are no volumes."""

from datetime import date

import pytest

from armstrace.reading.read import read_claims
from armstrace.records.claims import QuantityClaim

PUBLISHED = date(2024, 11, 20)
LEAD = "Turkey's arms exports grew by 69 percent between 2013-17 and 2018-22"


def read(text: str) -> list[QuantityClaim]:
    return [c for c in read_claims(text, PUBLISHED) if isinstance(c, QuantityClaim)]


def changes(text: str) -> list[tuple[str | None, str | None, float | None, str, str | None, str | None]]:
    return [
        (
            c.subject,
            c.object,
            c.value,
            c.comparator,
            c.compared.edtf if c.compared else None,
            c.period.edtf if c.period else None,
        )
        for c in read(text)
        if c.measure == "change"
    ]


def shares(text: str) -> list[tuple[str | None, str | None, float | None, str | None]]:
    found = [c for c in read(text) if c.measure.startswith("share_of") and c.comparator != "ordinal"]
    return [(c.subject, c.object, c.value, c.period.edtf if c.period else None) for c in found]


@pytest.mark.parametrize(
    "behind",
    [
        "and its share of global exports rose from 0.6 to 1.1 percent.",
        "and its share of the world total went from 0.6 per cent to 1.1 per cent.",
        "its share of world arms exports increasing from 0.6 to 1.1 percent.",
        "while its share of all arms exports worldwide climbed from 0.6 to 1.1%.",
        "and its share of the global total from 0.6 to 1.1 percent.",
    ],
)
def test_a_share_that_rose_is_two_shares_and_no_change_of_a_volume(behind: str) -> None:
    text = f"{LEAD}, {behind}"
    assert shares(text) == [("TUR", "*", 0.6, "2013/2017"), ("TUR", "*", 1.1, "2018/2022")]
    assert changes(text) == [("TUR", None, 69.0, "increase", "2013/2017", "2018/2022")]
    assert len(read(text)) == 3


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            (
                "Russia's arms exports to India fell by 47 per cent between 2012-16 and 2017-21. "
                "Its share of Indian imports shrank from 69 to 46 per cent."
            ),
            [("RUS", "IND", 69.0, "2012/2016"), ("RUS", "IND", 46.0, "2017/2021")],
        ),
        (
            (
                "Russia remained India's largest arms supplier in 2017-21, although its share of Indian imports shrank "
                "from 69 to 46 per cent."
            ),
            [("RUS", "IND", 69.0, "../.."), ("RUS", "IND", 46.0, "2017/2021")],
        ),
        (
            "Russia's share of Indian arms imports fell from 69 to 46 per cent.",
            [("RUS", "IND", 46.0, "../..")],
        ),
        (
            "Russia's share of global arms exports fell from 21 percent in 2014-18 to 11 percent in 2019-23.",
            [("RUS", "*", 21.0, "2014/2018"), ("RUS", "*", 11.0, "2019/2023")],
        ),
        (
            "Russia's share of Mali's arms imports went up to 40 per cent in 2018-22.",
            [("RUS", "MLI", 40.0, "2018/2022")],
        ),
    ],
)
def test_each_share_is_of_its_own_window_and_open_where_none_is_told(
    text: str, told: list[tuple[str, str, float, str]]
) -> None:
    assert shares(text) == told


@pytest.mark.parametrize(
    "text",
    [
        "China's share of global arms exports increased by 12 percent between 2011-15 and 2016-20.",
        "China's share of global arms exports grew by 0.6 percentage points between 2011-15 and 2016-20.",
        "Russia's share of Indian arms imports, however, fell by a third between 2012-16 and 2017-21.",
        "A fall of 10 percent in Russia's share of Indian arms imports followed between 2012-16 and 2017-21.",
    ],
)
def test_how_far_a_share_moved_is_neither_a_share_nor_a_change_of_a_volume(text: str) -> None:
    assert not shares(text)
    assert not changes(text)


def test_a_range_of_shares_stays_one() -> None:
    (claim,) = read("Russia supplied from 40 to 50 percent of India's arms imports in 2017-21.")
    assert (claim.value, claim.min, claim.max) == (45.0, 40.0, 50.0)


def test_up_to_is_a_bound_where_nothing_went_up() -> None:
    (claim,) = read("Russia supplied up to 40 percent of Mali's arms imports in 2018-22.")
    assert claim.comparator == "<="


@pytest.mark.parametrize(
    "behind",
    [
        "Its imports, on the other hand, fell 49 per cent in the same period.",
        "Its imports fell by 49 per cent over the same period.",
        "Its arms imports, however, decreased by 49 percent between the two periods.",
        "By contrast, its purchases were down: they dropped by 49 percent in that period.",
        "Imports fell by 49 per cent.",
    ],
)
def test_its_imports_are_of_whom_the_sentence_before_is_about(behind: str) -> None:
    assert changes(f"{LEAD}. {behind}")[1:] == [(None, "TUR", 49.0, "decrease", "2013/2017", "2018/2022")]


def test_its_imports_are_not_those_of_whom_the_exports_went_to() -> None:
    text = f"{LEAD}. Its imports fell by 49 percent in the same period.".replace("exports", "exports to Qatar")
    assert changes(text)[1:] == [(None, "TUR", 49.0, "decrease", "2013/2017", "2018/2022")]


@pytest.mark.parametrize(
    ("behind", "windows"),
    [
        ("Japan's imports fell by 27 percent.", ("2013/2017", "2018/2022")),
        ("Japan's imports fell by 27 percent between 2003-07 and 2008-12.", ("2003/2007", "2008/2012")),
        ("Japan's imports fell by 27 percent in 2018-22.", ("2013/2017", "2018/2022")),
        ("Japan's imports fell by 27 percent in 2008-12.", (None, None)),
        ("In 2003-07 there was peace. Japan's imports fell by 27 percent in the same period.", (None, None)),
        ("\n\nJapan's imports fell by 27 percent.", (None, None)),
        ("\n\nJapan's imports fell by 27 percent in the same period.", ("2013/2017", "2018/2022")),
    ],
)
def test_a_change_without_windows_has_those_of_the_one_before_while_they_are_in_force(
    behind: str, windows: tuple[str | None, str | None]
) -> None:
    told = changes(f"{LEAD}. {behind}")[-1]
    assert told[:4] == (None, "JPN", 27.0, "decrease")
    assert told[4] == windows[0]
    assert windows[0] is None or told[5] == windows[1]


def test_its_is_not_a_state_named_behind_it() -> None:
    text = (
        "Mali's arms imports grew in 2018-22. Its imports rose by 210 percent between 2013-17 and 2018-22, "
        "and Russia's share in them went up to 40 percent."
    )
    assert changes(text) == [(None, "MLI", 210.0, "increase", "2013/2017", "2018/2022")]
    assert shares(text) == [("RUS", "MLI", 40.0, "2018/2022")]


def test_a_second_change_whose_verb_is_left_out() -> None:
    text = "Germany's arms exports fell by 19 percent between 2012-16 and 2017-21, and Italy's by 7.0 percent."
    assert changes(text)[1:] == [("ITA", None, 7.0, "decrease", "2012/2016", "2017/2021")]
    assert not shares(text)


def factors(text: str) -> list[tuple[str | None, str | None, float | None, str, float | None]]:
    found = [c for c in read(text) if c.measure == "change" and c.unit == "times"]
    assert all(
        (c.compared and c.compared.edtf, c.period and c.period.edtf) == ("2005/2009", "2010/2014") for c in found
    )
    return [(c.subject, c.object, c.value, c.comparator, c.min) for c in found]


@pytest.mark.parametrize(
    ("words", "factor", "direction", "least"),
    [
        ("rose eightfold", 8.0, "increase", None),
        ("grew more than fivefold", 5.0, "increase", 5.0),
        ("tripled", 3.0, "increase", None),
        ("nearly trebled", 3.0, "increase", None),
        ("doubled", 2.0, "increase", None),
        ("more than doubled", 2.0, "increase", 2.0),
        ("quadrupled", 4.0, "increase", None),
        ("increased by a factor of four", 4.0, "increase", None),
        ("halved", 2.0, "decrease", None),
        ("were cut in half", 2.0, "decrease", None),
        ("fell by half", 2.0, "decrease", None),
        ("fell by more than half", 2.0, "decrease", 2.0),
    ],
)
def test_a_change_by_a_factor(words: str, factor: float, direction: str, least: float | None) -> None:
    for whose in ("Vietnam's arms imports", "Vietnam bought arms. Its imports"):
        assert factors(f"{whose} {words} between 2005-09 and 2010-14.") == [(None, "VNM", factor, direction, least)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Peru more than doubled its arms imports between 2005-09 and 2010-14.",
            (None, "PER", 2.0, "increase", 2.0),
        ),
        (
            "A threefold increase in India's arms exports was seen between 2005-09 and 2010-14.",
            ("IND", None, 3.0, "increase", None),
        ),
        (
            "Chad's arms imports from China were four times as high in 2010-14 as in 2005-09.",
            ("CHN", "TCD", 4.0, "increase", None),
        ),
        (
            "Ethiopia bought half as many arms in 2010-14 as in 2005-09.",
            (None, "ETH", 2.0, "decrease", None),
        ),
    ],
)
def test_a_factor_in_other_places(text: str, told: tuple[str | None, str | None, float, str, float | None]) -> None:
    assert factors(text) == [told]
    assert len(read(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "The United Kingdom's share of the global arms market halved between 2005-09 and 2010-14.",
        "Saudi Arabia doubled its military budget between 2005-09 and 2010-14.",
        "Azerbaijan imported eight times as many arms as Armenia in 2010-14.",
        "Egypt imported twice as many arms as Algeria in 2010-14.",
        "The number of Russia's tanks doubled between 2005-09 and 2010-14.",
    ],
)
def test_a_factor_of_something_else_is_no_change_of_imports(text: str) -> None:
    assert not factors(text)


@pytest.mark.parametrize(
    "words",
    [
        "fell by more than half, 53 per cent, between 2014-18 and 2019-23",
        "halved (53 per cent) between 2014-18 and 2019-23",
    ],
)
def test_a_factor_said_again_in_percent_is_a_change_too(words: str) -> None:
    told = [c for c in changes(f"Russian arms exports {words}.") if c[2] == 53.0]
    assert told == [("RUS", None, 53.0, "decrease", "2014/2018", "2019/2023")]
    assert not shares(f"Russian arms exports {words}.")


@pytest.mark.parametrize(
    "words", ["in 2019-23 from 2014-18", "in 2019-23, from the 2014-18 level", "from 2014-18 to 2019-23"]
)
def test_what_is_told_behind_a_change_is_of_its_later_window(words: str) -> None:
    found = read(f"Saudi arms imports declined 28 percent {words}. The US share of Saudi imports was 75 percent.")
    years = [each.period.edtf if each.period else "" for each in found if each.measure != "ratio"]
    assert years == ["2019/2023", "2019/2023"]
