"""Events with a date of their own; what other claims tell, and what is no event."""

from datetime import date

import pytest

from armstrace.reading.article import article_of
from armstrace.reading.events.find import find_events
from armstrace.reading.read import parsed
from armstrace.reading.uses.find import find_uses
from armstrace.records.claims import EventClaim


def _events(text: str) -> list[EventClaim]:
    article = parsed(article_of(text, date(2023, 6, 1)))
    return find_events(article, find_uses(article))


@pytest.mark.parametrize(
    ("text", "words", "day"),
    [
        ("On 9 May 2021, rebels seized the border post.", "On 9 May 2021, rebels seized the border post", "2021-05-09"),
        ("Many fled after the 2008 earthquake.", "the 2008 earthquake", "2008"),
        ("Since the May 1998 war, the two armies have rebuilt.", "the May 1998 war", "1998-05"),
        ("A truce signed in March 2014 broke down.", "A truce signed in March 2014", "2014-03"),
        ("According to monitors, the army left Gao in June 2012.", "the army left Gao in June 2012", "2012-06"),
        ("The Rwandan genocide of 1994 is remembered.", "The Rwandan genocide of 1994", "1994"),
        (
            "Eritrea recalled its ambassador in early May 2022.",
            "Eritrea recalled its ambassador in early May 2022",
            "2022-05-01/2022-05-10",
        ),
    ],
)
def test_events(text: str, words: str, day: str) -> None:
    (event,) = _events(text)
    assert event.text == words
    assert event.date.edtf == day


@pytest.mark.parametrize(
    "text",
    [
        "On 9 May 2021 the minister said that all was calm.",
        "Russian rockets hit Kharkiv on 2 March 2022.",
        "By 28 June 2022 there were 15,000 civilians in the town.",
        "She is the author of a 2015 book about the army.",
        "## Fighting of 1992",
        "In May 2020 police arrested two activists.",
        "If the rebels take the port in 2024, trade will stop.",
        "Was the port shut in 2019?",
        "Norway sold radars to Oman in 2015.",
        "More than 90 people were killed between 1994 and 2016.",
    ],
)
def test_no_events(text: str) -> None:
    assert _events(text) == []


def test_slots() -> None:
    (event,) = _events("On 3 April 2022, Sudanese troops entered the town of Kassala.")
    assert (event.actor, event.place, event.kind) == ("SDN", "Kassala", "enter")
