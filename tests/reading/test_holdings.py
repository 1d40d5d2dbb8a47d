"""States said to have a weapon of a name."""

from datetime import date

import pytest

from armstrace.reading.article import article_of
from armstrace.reading.holdings import find_holdings
from armstrace.reading.read import claims_in, parsed
from armstrace.records.claims import HoldingClaim

PUBLISHED = date(2020, 11, 20)


def held(text: str, *, parse: bool = True) -> list[tuple[str, str]]:
    article = article_of(text, PUBLISHED)
    return [(each.state, each.weapon) for each in find_holdings(parsed(article) if parse else article)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Azerbaijan possesses Smerch rocket launchers.", [("AZE", "Smerch")]),
        ("Armenia has about a dozen Smerch launchers.", [("ARM", "Smerch")]),
        ("The Turkish army operates Bayraktar TB2 drones.", [("TUR", "Bayraktar TB2")]),
        ("Both Armenia and Azerbaijan possess the Smerch.", [("ARM", "Smerch"), ("AZE", "Smerch")]),
        ("Syria was equipped with BM-27 Uragan launchers in 1990.", [("SYR", "BM-27 Uragan")]),
        ("Armenia has fired Smerch rockets at Barda.", []),
        ("Armenia has bought Smerch launchers.", []),
        ("Armenia may have Smerch launchers.", []),
        ("Armenia held talks on Smerch launchers.", []),
        ("Armenia has drones.", []),
        ("The Smerch has a calibre of 300 mm.", []),
        ("Azerbaijan, which has oil, bought Smerch launchers.", []),
    ],
)
def test_what_is_said_to_be_held(text: str, expected: list[tuple[str, str]]) -> None:
    assert held(text) == expected


def test_a_holding_that_is_denied_is_told_as_such() -> None:
    article = parsed(article_of("Armenia does not possess Smerch launchers.", PUBLISHED))
    (claim,) = find_holdings(article)
    assert claim.negated
    assert article.text[claim.start : claim.end] == claim.text


def test_the_time_and_the_span_are_the_texts_own() -> None:
    text = "In 2015, Azerbaijan possessed Smerch launchers."
    (claim,) = (each for each in claims_in(parsed(article_of(text, PUBLISHED))) if isinstance(each, HoldingClaim))
    assert claim.as_of is not None
    assert claim.as_of.edtf == "2015"
    assert claim.text == text[claim.start : claim.end]


def test_a_long_row_of_the_word_takes_no_quadratic_time() -> None:
    assert held("Armenia has " * 3_000 + "Smerch.", parse=False) in ([], [("ARM", "Smerch")])
