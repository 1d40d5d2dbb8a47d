import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from armstrace.reading.article import Article, article_of
from armstrace.reading.names.bodies import BodyName
from armstrace.reading.read import parsed
from armstrace.reading.statements.find import find_statements

pytest.importorskip("spacy")

CASES = json.loads(Path(__file__).with_name("golden.json").read_text(encoding="utf-8"))
PUBLISHED = date(2020, 11, 20)


def read(text: str) -> Article:
    return parsed(article_of(text, PUBLISHED))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:50])
def test_constructions(case: dict[str, Any]) -> None:
    found = find_statements(read(case["text"]))
    told = [
        [claim.speaker, claim.cue, [case["text"][start:end] for start, end in claim.content], claim.quote_kind]
        for claim in found
    ]
    for wanted in case["told"]:
        assert wanted in told
    if not case["told"]:
        assert told == []


def test_a_tweet_is_its_authors_and_the_quotation_in_it_the_spokeswomans() -> None:
    text = (
        "Harbour ministry spokeswoman @lena_o: \u201cThese bombs were never ours, and never will be\u201d\n"
        "\u2014 Tomas Berg (@tberg) October 1, 2020"
    )
    found = {claim.quote_kind: claim for claim in find_statements(read(text))}
    assert found["tweet"].speaker == "Tomas Berg"
    assert found["tweet"].date
    assert found["tweet"].date.edtf == "2020-10-01"
    assert found["direct"].speaker == "Harbour ministry spokeswoman @lena_o"


def test_a_paragraph_in_quotation_marks_is_said_by_whom_the_text_speaks_of() -> None:
    text = (
        "The appeal is one of many by Tomas Berg, a teacher.\n"
        "\u201cNobody here knows what we sell abroad. It has to stop.\u201d\n"
        "Berg said that he would go on."
    )
    orphan = next(claim for claim in find_statements(read(text)) if claim.cue is None)
    assert orphan.speaker == "Tomas Berg"


def test_a_quotation_goes_on_over_paragraphs() -> None:
    text = "Tomas Berg said: \u201cWe sold them the parts.\n\u201cThen we sold them the rest of it.\u201d\nHe left."
    assert [len(claim.content) for claim in find_statements(read(text))] == [2]


def test_two_speakers_take_the_two_dates() -> None:
    text = "In statements October 5 and 23, Harbour Watch and River Watch stated that bombs had fallen on the city."
    found = find_statements(read(text))
    assert [(claim.speaker, claim.date and claim.date.edtf) for claim in found] == [
        ("Harbour Watch", "2020-10-05"),
        ("River Watch", "2020-10-23"),
    ]


def test_day_hearer_and_medium() -> None:
    text = "In an interview with the Harbour Times on November 3, Tomas Berg stressed that the truce was over."
    (claim,) = find_statements(read(text))
    assert claim.date
    assert (claim.date.edtf, claim.addressee) == ("2020-11-03", "Harbour Times")
    assert claim.medium == "an interview with the Harbour Times"


def test_the_report_speaks_for_who_wrote_it() -> None:
    text = "Harbour Watch documented three raids on the port. The report also states that nobody was warned."
    found = find_statements(read(text))
    assert [claim.speaker for claim in found] == ["Harbour Watch", "Harbour Watch"]


def test_organisations_known_from_elsewhere_come_first() -> None:
    text = "Harbour Alert said that the truce was over. The group added that it had proof."
    found = find_statements(read(text), [BodyName(0, 13, "Harbour Alert", "Harbour Alert (NGO)")])
    assert {claim.speaker for claim in found} == {"Harbour Alert (NGO)"}
