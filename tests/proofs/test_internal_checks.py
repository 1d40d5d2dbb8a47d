"""A document against itself: offices, dates, shares, values and sums that cannot all be right."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from armstrace.checks import internal
from armstrace.checks.adding_up import wrong_sums
from armstrace.checks.registry import document_checks, run_together
from armstrace.reading.article import article_of
from armstrace.reading.events.find import find_events
from armstrace.reading.offices import find_offices
from armstrace.reading.read import parsed
from armstrace.records.claims import Claim, EventClaim, QuantityClaim
from armstrace.records.findings import Finding, finding_json
from armstrace.records.values import When
from armstrace.records.verdicts import Verdict
from proofs import made_claims as made
from proofs.made_documents import document, ground
from stopwatch import Work, grows_at_most, takes_less_than

NO, PART = Verdict.CONTRADICTED, Verdict.PARTLY
PUBLISHED = date(2020, 11, 20)
PERIOD = made.years(2015, 2019)


def together(*claims: Claim) -> list[Finding]:
    return internal.check_document(claims, ground(published=PUBLISHED))


def offices(text: str) -> list[Finding]:
    return together(*find_offices(article_of(text, PUBLISHED)))


def sums(text: str) -> list[Finding]:
    return internal.check_document([], ground(own=document(text)))


def event(
    words: str, day: str, kind: str | None = "ceasefire", place: str | None = "Shusha", at: int = 0
) -> EventClaim:
    return EventClaim(
        start=at, end=at + len(words), text=words, date=When.read(day), kind=kind, place=place, actor=None
    )  # fmt: skip


def killed(value: float, at: int = 0, place: str | None = "Barda", source: str | None = None) -> QuantityClaim:
    return QuantityClaim(
        start=at, end=at + 5, text="words", measure="killed", value=value, period=When.read("2020-10-28"), object="ARM",
        place=place, unit="person", source=source,
    )  # fmt: skip


def test_it_is_found_as_a_check_of_whole_documents() -> None:
    assert "internal" in document_checks()
    claims = find_offices(
        article_of("Turkish President Erdogan spoke. Turkish Prime Minister Erdogan wrote.", PUBLISHED)
    )
    assert [each.check for each in run_together(claims, ground(published=PUBLISHED))] == ["internal"]


def test_a_person_in_two_offices_at_one_time() -> None:
    (finding,) = offices(
        "Turkish President Recep Tayyip Erdogan spoke. The Turkish prime minister, Erdogan, was there."
    )
    assert finding.verdict is NO
    assert finding.claim.text == "The Turkish prime minister, Erdogan"
    assert [claim.text for claim in finding.beside] == ["Turkish President Recep Tayyip Erdogan"]
    assert "has the former: president" in finding.reason
    assert finding_json(finding)["beside"][0]["office"] == "president"


@pytest.mark.parametrize(
    "text",
    [
        "Turkish President Erdogan spoke. Turkish President Recep Tayyip Erdogan wrote.",
        "Turkish President Erdogan spoke. As Turkish Prime Minister Erdogan put it in 2012, so it was.",
        "Turkish President Erdogan spoke. Former Turkish Prime Minister Erdogan wrote.",
        "Armenian President Armen Sarkissian met Armenian Prime Minister Nikol Pashinyan.",
        "Israeli Prime Minister Benjamin Netanyahu spoke. Defence Minister Benjamin Netanyahu wrote.",
    ],
)
def test_offices_of_other_times_and_persons_do_not_clash(text: str) -> None:
    assert offices(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Prime Minister Serzh Sargsyan of Armenia left on 23 April 2018; Armenian President Sargsyan on 9 April 2018.",
        "Turkish Prime Minister Recep Tayyip Erdogan was elected. Turkish President Recep Tayyip Erdogan was sworn in.",
        "Turkish Prime Minister Recep Tayyip Erdogan will become Turkish President Recep Tayyip Erdogan.",
    ],
)
@pytest.mark.parametrize("day", [date(2014, 9, 10), date(2018, 4, 24), date(2020, 11, 20)])
def test_who_changes_offices_has_both_for_some_weeks(text: str, day: date) -> None:
    claims = find_offices(article_of(text, day))
    found = internal.check_document(claims, ground(own=document(text), published=day))
    near = "Sargsyan" in text or "will" in text or day.year == 2014
    assert bool(found) is not near


@pytest.mark.shared
def test_the_founding_article_gives_erdogan_two_offices(packs: Path) -> None:
    text = (packs / "reading-dev" / "seed" / "article.txt").read_text(encoding="utf-8")
    (finding,) = offices(text)
    assert "Turkish prime minister" in finding.claim.text
    assert [claim.text for claim in finding.beside] == ["Turkish President Recep Tayyip Erdo\u011fan"]


def test_two_dates_for_one_event() -> None:
    one, other = (
        event("the ceasefire took hold", "2020-11-09"),
        event("the ceasefire that took hold", "2020-11-10", at=90),
    )
    (finding,) = together(one, other)
    assert finding.verdict is NO
    assert (finding.claim, finding.beside) == (other, (one,))
    assert "2020-11-09" in finding.reason
    assert "2020-11-10" in finding.reason


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("The ceasefire took hold on 9 November 2020. The ceasefire took hold on 10 November 2020.", NO),
        ("The agreement was signed on 9 November 2020. The agreement was signed on 10 November 2020.", NO),
        ("Azerbaijan captured Shusha on 8 November 2020. Azerbaijan captured Shusha on 9 November 2020.", PART),
        ("Azerbaijan captured Jabrayil on 4 October 2020. Azerbaijan captured Fuzuli on 17 October 2020.", None),
        ("Armenia signed a contract with India on 3 May 2020. Armenia signed a contract with Vietnam on 10 May 2020.",
         None),
        ("Armenia signed a contract on 3 May 2020. Armenia signed a contract on 10 May 2020.", None),
        ("A ceasefire was agreed on 10 October 2020. A ceasefire was agreed on 17 October 2020.", None),
        ("Parliament met on 3 May 2020. Parliament met on 10 May 2020.", None),
        ("Armenia violated the ceasefire on 3 May 2020. Armenia violated the ceasefire on 10 May 2020.", None),
    ],
)  # fmt: skip
def test_one_event_is_told_by_its_names_and_articles(text: str, verdict: Verdict | None) -> None:
    events = find_events(parsed(article_of(text, PUBLISHED)), [])
    assert len(events) == 2
    # the same place, that kind and words alone decide
    events = [replace(each, place="Karabakh") for each in events]
    found = internal.check_document(events, ground(own=document(text), published=PUBLISHED))
    assert [each.verdict for each in found] == ([verdict] if verdict else [])


def test_a_ceasefire_and_the_ceasefire_may_be_two() -> None:
    first = event("a ceasefire took hold", "2020-11-09")
    (finding,) = together(first, event("the ceasefire that took hold", "2020-11-10", at=90))
    assert finding.verdict is PART
    assert "Unless these are two events" in finding.reason


@pytest.mark.parametrize(
    "other",
    [
        event("a ceasefire took hold", "2020-11", at=90),
        event("a ceasefire took hold", "2019-05-01", at=90),
        event("a ceasefire took hold", "2020-11-10", place="Lachin", at=90),
        event("a ceasefire took hold", "2020-11-10", kind="earthquake", at=90),
        event("guns fell silent everywhere", "2020-11-10", at=90),
    ],
)
def test_other_events_are_other_events(other: EventClaim) -> None:
    assert together(event("a ceasefire took hold", "2020-11-09"), other) == []


def test_three_dates_are_several_events() -> None:
    days = [event("a ceasefire took hold", f"2020-10-{day}", at=day * 50) for day in (10, 17, 26)]
    assert together(*days) == []


def test_shares_of_one_whole_do_not_exceed_it() -> None:
    over = [made.import_share(60, "ISR", "AZE", PERIOD), made.import_share(45, "RUS", "AZE", PERIOD)]
    (finding,) = together(*over)
    assert finding.verdict is NO
    assert "Israel 60 percent, Russia 45 percent" in finding.reason
    fine = [made.import_share(60, "ISR", "AZE", PERIOD), made.import_share(40, "RUS", "AZE", PERIOD)]
    assert together(*fine) == []
    others = [made.import_share(60, "ISR", "AZE", PERIOD), made.import_share(60, "RUS", "ARM", PERIOD)]
    assert together(*others) == []
    about = [made.import_share(60, "ISR", "AZE", PERIOD, comparator="~"), made.import_share(45, "RUS", "AZE", PERIOD)]
    assert together(*about) == []


def test_the_share_with_which_a_whole_is_exceeded_is_the_one_named() -> None:
    told = [
        replace(made.import_share(share, supplier, "AZE", PERIOD), start=start, end=start + 5)
        for start, (supplier, share) in enumerate((("ISR", 60), ("RUS", 29), ("TUR", 40), ("BLR", 5)))
    ]
    for order in (told, told[::-1]):
        (finding,) = together(*order)
        assert isinstance(finding.claim, QuantityClaim)
        assert finding.claim.subject == "TUR", "until then all could be right"
        assert {each.start for each in finding.beside} == {0, 1, 3}


def test_two_values_for_one_quantity() -> None:
    (finding,) = together(made.import_share(60, "ISR", "AZE", PERIOD), made.import_share(69, "ISR", "AZE", PERIOD))
    assert finding.verdict is NO
    assert "60 percent and 69 percent" in finding.reason
    for other in (
        made.import_share(59.8, "ISR", "AZE", PERIOD),
        made.import_share(65, "ISR", "AZE", PERIOD, comparator="~"),
        made.import_share(50, "ISR", "AZE", PERIOD, comparator=">"),
        made.import_share(69, "ISR", "AZE", made.years(2014, 2018)),
        made.import_share(69, "ISR", "AZE", PERIOD, polarity="negative"),
        made.import_share(69, "ISR", "AZE", PERIOD, compared=made.years(2010, 2014)),
    ):
        assert together(made.import_share(60, "ISR", "AZE", PERIOD), other) == []
    (finding,) = together(killed(21), killed(25, 90))
    assert "21 person and 25 person" in finding.reason
    assert together(killed(21, source="A"), killed(25, 90, source="B")) == []
    assert together(killed(21, place=None), killed(25, 90, place=None)) == []


@pytest.mark.parametrize(
    ("text", "clash"),
    [
        ("In Barda 21 were killed. In Barda 25 were killed.", True),
        ("In Barda 25 were killed, including 21 civilians.", False),
        ("In Barda 25 were killed, of whom 21 were civilians.", False),
        ("In Barda 21 were killed in the morning and 25 at night.", False),
    ],
)
def test_parts_and_values_side_by_side_are_no_two_values(text: str, clash: bool) -> None:
    claims = []
    for number in (21, 25):
        at = text.index(str(number))
        first = text.find(". ") + 2 if 0 < text.find(". ") < at else 0
        claims.append(replace(killed(number, at), end=at + 2, sentence=(first, len(text) if first else len(text) // 2)))
    if not clash:
        claims = [replace(claim, sentence=(0, len(text))) for claim in claims]
    found = internal.check_document(claims, ground(own=document(text), published=PUBLISHED))
    assert [each.verdict for each in found] == ([NO] if clash else [])


@pytest.mark.parametrize(
    ("text", "verdict", "told"),
    [
        ("Of these, 4 of 10 missiles hit the town and 7 missed.", PART, "4 + 7 = 11, of a whole of 10"),
        ("Four of ten missiles hit the town and the other 7 missed.", NO, "4 + 7 = 11, of a whole of 10"),
        ("Four of ten missiles hit the town and the other five missed.", NO, "4 + 5 = 9, of a whole of 10"),
        ("They lost 12 of 10 tanks.", NO, "12 is more than the whole of 10"),
        ("It bought a total of 12 aircraft: 5 fighters, 4 trainers and 2 tankers.", NO,
         "5 + 4 + 2 = 11, the total given is 12"),
        ("It bought 12 aircraft, comprising 8 fighters and 6 trainers.", NO, "8 + 6 = 14, the total given is 12"),
        ("It bought 12 aircraft, including 8 fighters and 6 trainers.", PART, "unless some are counted twice"),
        ("It bought 12 aircraft: 8 fighters and 6 trainers.", PART, "unless some are counted twice"),
        ("It bought 12 aircraft, of which 8 were old and 6 were new.", PART, "unless some are counted twice"),
    ],
)  # fmt: skip
def test_sums_that_do_not_add_up(text: str, verdict: Verdict, told: str) -> None:
    (finding,) = sums(text)
    assert finding.verdict is verdict
    assert told in finding.reason
    assert text[finding.claim.start : finding.claim.end] == finding.claim.text


@pytest.mark.parametrize(
    "text",
    [
        "4 of 10 missiles hit the town and 6 missed.",
        "4 of 10 missiles hit the town and 70 people were told.",
        "It bought a total of 11 aircraft: 5 fighters, 4 trainers and 2 tankers.",
        "It bought 12 aircraft, including 5 fighters and 2 tankers.",
        "Resolution 2231 of 2015 and 7 others were read.",
        "On 4 of 10 October and 7 were there.",
        "It spent $12 million: $8 million and $6 million.",
        "It gave 4 of 10 percent and 7 were left.",
        "In 2020: 5 were hit and 7 were lost.",
        "Police arrested 30 people, including 20 students and 15 women.",
        "The hospital took in 20 wounded, including 15 civilians and 8 children.",
        "They fired 40 missiles, comprising 30 Grads, 10 of which missed, and 5 Iskanders.",
        "They fired a total of 40 missiles, comprising 30 Grads, 10 of them old, and 5 Iskanders.",
        "One of the three drones was shot down, and another 5 were launched.",
        "It passed with 7 of 9 in favour; another 4 were absent.",
        "One of the two pilots died and 7 others were hurt.",
        "4 of 10 missiles hit the town, 3 struck a field and the other 3 missed.",
        "1 of 3 ships and 4 of 12 boats sank; the other 8 were saved.",
    ],
)
def test_sums_that_add_up_or_are_none(text: str) -> None:
    assert [finding.reason for finding in sums(text)] == []


def test_the_sides_are_treated_alike() -> None:
    for one, two in (("ARM", "AZE"), ("AZE", "ARM")):
        findings = together(made.import_share(60, "RUS", one, PERIOD), made.import_share(45, two, one, PERIOD))
        assert [finding.verdict for finding in findings] == [NO]


@pytest.mark.parametrize("piece", ["5 of 10 and 6 ", "5 of 10 and the other 6 ", "12 jets: 5 x, "])
def test_what_is_longer_than_a_sentence_costs_nothing(piece: str) -> None:
    def work() -> None:
        assert list(wrong_sums(text, 0, len(text))) == []
        list(wrong_sums(text[:1_999], 0, 1_999))

    text = piece * 40_000
    takes_less_than(0.2, work)


@pytest.mark.parametrize(
    "piece", ["4 of 10 and 7 were, ", "12 aircraft: 5 x, ", "a total of 1 ", "1,000,000 ", "9" * 30]
)
def test_time_grows_with_the_text_and_no_faster(piece: str) -> None:
    def work(times: int) -> Work:
        text = piece * times
        ends = [(at, min(at + 1500, len(text))) for at in range(0, len(text), 1500)]
        return lambda: [list(wrong_sums(text, *each)) for each in ends]

    grows_at_most(24, work, 400, 3_200)
