"""Golden cases: what the press writes about time, each with its words and its value."""

from datetime import date

import pytest

from armstrace.reading.text.blocks import lines
from armstrace.reading.text.view import view
from armstrace.reading.times.find import find_times

PUBLISHED = date(2020, 11, 20)  # a Friday


def said(text: str, published: date = PUBLISHED, own: date | None = None) -> list[tuple[str, str]]:
    parts = [(block.start, block.end, own) for block in lines(text)]
    return [(text[m.start : m.end], m.value) for m in find_times(view(text), parts, published)]


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        # days
        ("The convoy left on 5 October 2020.", "5 October 2020", "2020-10-05"),
        ("The convoy left on October 5, 2020.", "October 5, 2020", "2020-10-05"),
        ("The convoy left on the 5th of October, 2020.", "the 5th of October, 2020", "2020-10-05"),
        ("The convoy left on Oct. 5, 2020, for the port.", "Oct. 5, 2020", "2020-10-05"),
        ("It sailed on Monday, 5 October 2020.", "Monday, 5 October 2020", "2020-10-05"),
        ("It sailed on 2020-10-05 at dawn.", "2020-10-05", "2020-10-05"),
        ("It sailed on 25/10/2020.", "25/10/2020", "2020-10-25"),
        ("It sailed on 10/25/2020.", "10/25/2020", "2020-10-25"),
        ("It sailed on 05.10.2020.", "05.10.2020", "2020-10-05"),
        ("On September 27 the guns opened up.", "September 27", "2020-09-27"),
        ("On December 24 a plane landed.", "December 24", "2019-12-24"),
        ("The talks will open on December 24.", "December 24", "2020-12-24"),
        ("As of 20 October, 40 men were dead.", "20 October", "2020-10-20"),
        ("since 5 October 2020 nothing moved", "since 5 October 2020", "2020-10-05/.."),
        # stretches of days
        ("seized between 9 and 15 October", "between 9 and 15 October", "2020-10-09/2020-10-15"),
        ("shelled from 9 to 15 October 2020", "9 to 15 October 2020", "2020-10-09/2020-10-15"),
        ("on the night of 27-28 September, jets", "the night of 27-28 September", "2020-09-27/2020-09-28"),
        ("lasted from September 27 to November 10", "September 27 to November 10", "2020-09-27/2020-11-10"),
        ("lasted from 27 September to 10 November 2020", "27 September to 10 November 2020", "2020-09-27/2020-11-10"),
        ("from 20 December to 5 January 2015", "20 December to 5 January 2015", "2014-12-20/2015-01-05"),
        ("fought October 5–9, 2020", "October 5–9, 2020", "2020-10-05/2020-10-09"),
        # months and their parts
        ("In March 2011 it began.", "March 2011", "2011-03"),
        ("In early October the envoy left.", "early October", "2020-10-01/2020-10-10"),
        ("In mid-October 2014 it fell.", "mid-October 2014", "2014-10-11/2014-10-20"),
        ("By late February 2015 it was over.", "late February 2015", "2015-02-21/2015-02-28"),
        ("at the end of June 1992", "the end of June 1992", "1992-06-21/1992-06-30"),
        ("in May last year", "May last year", "2019-05"),
        ("last August it bought more", "last August", "2020-08"),
        ("from May to August 1993", "May to August 1993", "1993-05/1993-08"),
        ("in June-July 1992", "June-July 1992", "1992-06/1992-07"),
        ("since the June 1992 offensive", "since the June 1992", "1992-06/.."),
        ("in the first five months of 2015", "the first five months of 2015", "2015-01/2015-05"),
        ("since July 2016, it has", "since July 2016", "2016-07/.."),
        # quarters, halves, seasons
        ("in Q3 2020 orders fell", "Q3 2020", "2020-07/2020-09"),
        ("in the third quarter of 2019", "the third quarter of 2019", "2019-07/2019-09"),
        ("in the first half of 2015", "the first half of 2015", "2015-01/2015-06"),
        ("in the second half of October", "the second half of October", "2020-10-16/2020-10-31"),
        ("in spring 2016 it flared", "spring 2016", "2016-03/2016-05"),
        ("in the winter of 2015-16", "the winter of 2015-16", "2015-12/2016-02"),
        ("last summer it stopped", "last summer", "2020-06/2020-08"),
        # years and longer
        ("In 2016, clashes broke out.", "2016", "2016"),
        ("a 2015 report on the trade", "2015", "2015"),
        ("the 1988–1994 war", "1988–1994", "1988/1994"),
        ("orders of 2015-19 came late", "2015-19", "2015/2019"),
        ("imports between 2015 and 2019", "between 2015 and 2019", "2015/2019"),
        ("imports in the five years to 2019", "the five years to 2019", "2015/2019"),
        ("imports from 2016 to 2020", "2016 to 2020", "2016/2020"),
        ("in mid-1993 it signed", "mid-1993", "1993-05/1993-08"),
        ("in late 2019 it paid", "late 2019", "2019-09/2019-12"),
        ("since 2016 it has paid", "since 2016", "2016/.."),
        ("expelled in the 1990s", "the 1990s", "1990/1999"),
        ("in the early 1990s", "the early 1990s", "1990/1993"),
        ("which since the 1990s has included", "since the 1990s", "1990/.."),
        ("in the late '80s", "the late '80s", "1987/1989"),
        ("the twentieth century's wars", "the twentieth century", "1901/2000"),
        ("a 19th-century fort", "19th-century", "1801/1900"),
        # said from the day of writing
        ("It landed yesterday in the south.", "yesterday", "2020-11-19"),
        ("this week it sold more", "this week", "2020-W47"),
        ("last month it sold more", "last month", "2020-10"),
        ("a hunger strike this year", "this year", "2020"),
        ("next year it will buy more", "next year", "2021"),
        ("It landed on Tuesday.", "Tuesday", "2020-11-17"),
        ("It landed on Friday.", "Friday", "2020-11-20"),
        ("It will land on Tuesday.", "Tuesday", "2020-11-24"),
        ("last Tuesday it landed", "last Tuesday", "2020-11-17"),
        ("three days ago it landed", "three days ago", "2020-11-17"),
        ("two months ago it landed", "two months ago", "2020-09"),
        ("five years ago it bought", "five years ago", "2015"),
        ("over the past five years it bought", "the past five years", "2015/2019"),
        ("in the last two months", "the last two months", "2020-09-20/2020-11-20"),
        # lengths
        ("After 44 days of war", "44 days", "P44D"),
        ("For nearly thirty years it", "nearly thirty years", "P30Y"),
        ("lived there for 2000 years.", "2000 years", "P2000Y"),
        ("just two weeks after opening it", "two weeks", "P2W"),
        ("a two-week truce", "two-week", "P2W"),
        ("a 10-year deal", "10-year", "P10Y"),
        ("For decades, it has", "For decades", "PXD"),
        ("many years of trade", "many years", "PXY"),
        ("several months of talks", "several months", "PXM"),
        ("twenty-four hours of shelling", "twenty-four hours", "PT24H"),
        ("more than two decades of war", "more than two decades", "P20Y"),
        ("for two and a half years", "two and a half years", "P2.5Y"),
        # repeated
        ("every month a ship came", "every month", "P1M"),
        ("a daily flight", "daily", "P1D"),
        ("40 flights a week", "a week", "P1W"),
        # no calendar can place them
        ("In recent weeks, drones came.", "In recent weeks", "PAST_REF"),
        ("One day, he hopes, it will pass.", "One day", "FUTURE_REF"),
        ("not in the foreseeable future", "the foreseeable future", "FUTURE_REF"),
        ("it now sells more", "now", "PRESENT_REF"),
        # times of day
        ("The raid began at 3 a.m. on Tuesday.", "3 a.m. on Tuesday", "2020-11-17T03:00"),
        ("The raid began at 15:40 local time.", "15:40 local time", "2020-11-20T15:40"),
    ],
)
def test_one_time(text: str, words: str, value: str) -> None:
    assert said(text) == [(words, value)]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("In statements October 5 and 23, two groups", ["2020-10-05", "2020-10-23"]),
        ("on 5, 7 and 9 October 2020", ["2020-10-05", "2020-10-07", "2020-10-09"]),
        ("On 2 November he spoke. The next day, guns fired.", ["2020-11-02", "2020-11-03"]),
        ("On 2 November he spoke. Next day, guns fired.", ["2020-11-02", "2020-11-03"]),
        ("On 2 November he spoke. The following day it ended.", ["2020-11-02", "2020-11-03"]),
        ("On 2 November he spoke. Two weeks later it ended.", ["2020-11-02", "2020-11-16"]),
        ("On 2 November he spoke; a month earlier he had not.", ["2020-11-02", "2020-10"]),
        ("It was signed in 2010. Around this time, ties cooled.", ["2010", "2010"]),
        ("It began in 1992. Later that year it spread.", ["1992", "1992"]),
        ("On 2 November it fell. The same day it was retaken.", ["2020-11-02", "2020-11-02"]),
        (
            "The deal of November 10 holds. Over the next two months it hands over land.",
            ["2020-11-10", "2020-11-10/2021-01-10"],
        ),
        ("On 3 April 2016 it fell. On 5 April a truce came.", ["2016-04-03", "2016-04-05"]),
        ("In 2014, it was all quiet until 24 July.", ["2014", "2014-07-24"]),
        ("in May and June 1993", ["1993-05", "1993-06"]),
        ("on 5 October and 7 November 2020", ["2020-10-05", "2020-11-07"]),
    ],
)
def test_times_after_times(text: str, values: list[str]) -> None:
    assert [value for _, value in said(text)] == values


@pytest.mark.parametrize(
    "text",
    [
        "Some 2,000 peacekeepers will patrol the road.",
        "1,960 troops and 2020 rifles were lost",
        "about 2000 people fled",
        "It may be so, but march on, second to none.",
        "May I ask who sold them?",
        "They march on the capital; a sun rises.",
        "version 4.0 of the list",
        "in +972 magazine",
        "Resolution 1973 was passed",
        "a T-72, an M-1976 and a MiG-29",
        "the 25-year-old driver, aged 30 years",
        "On 31 February it sailed.",
        "On 5/10/2020 it sailed.",
        "a second strike, one of three-quarters",
        "sold for $2015 each",
        "the Sunday Times and the Israeli daily Haaretz",
        "Theresa May spoke",
    ],
)
def test_what_names_no_time(text: str) -> None:
    assert said(text) == []


def test_a_block_with_its_own_day_is_read_from_it() -> None:
    text = "Third plane this week. Was here yesterday"
    assert said(text, own=date(2020, 10, 1)) == [("this week", "2020-W40"), ("yesterday", "2020-09-30")]


def test_a_year_of_the_background_is_no_year_of_a_story_told_now() -> None:
    text = "It lost the land in 1994.\nOn September 27 it struck, and on Tuesday it won."
    assert [value for _, value in said(text)] == ["1994", "2020-09-27", "2020-11-17"]


def test_a_story_of_times_past_keeps_its_year() -> None:
    text = "War came in 1988 and grew in 1991 and 1992.\nOn 8 May the town fell. By early September all was lost."
    assert [value for _, value in said(text)][3:] == ["1992-05-08", "1992-09-01/1992-09-10"]


def test_after_december_comes_january() -> None:
    text = "On 20 December 2019 it was ordered. On 5 January it came."
    assert [value for _, value in said(text)] == ["2019-12-20", "2020-01-05"]


def test_anchors_say_what_a_time_was_read_against() -> None:
    text = "On September 27 it began, and on October 5 and 23 it grew."
    found = find_times(view(text), [(0, len(text), None)], PUBLISHED)
    assert [(m.value, m.anchor) for m in found] == [
        ("2020-09-27", "document_year"),
        ("2020-10-05", "document_year"),
        ("2020-10-23", "elided"),
    ]
