"""Petitions, rulings, cases, arrests and statutes in running text."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from armstrace.reading.article import article_of
from armstrace.reading.law.find import find_legal_acts
from armstrace.reading.read import parsed
from armstrace.records.claims import LegalClaim

PUBLISHED = date(2021, 6, 1)


def acts(text: str, *, tree: bool = True) -> list[LegalClaim]:
    article = article_of(text, PUBLISHED)
    return find_legal_acts(parsed(article) if tree else article)


CASES = [
    ("The Supreme Court rejected a petition by the group Clean Hands to stop the sales.", "court_ruling", "rejected"),
    ("On 3 May a judge threw out the complaint.", "court_ruling", "rejected"),
    ("The district court convicted two brokers of smuggling.", "court_ruling", "granted"),
    ("Campaigners filed a lawsuit against the ministry in March.", "lawsuit", "filed"),
    ("A group of lawyers submitted a petition in Dakar.", "petitions_filed", "filed"),
    ("The union plans to lodge an appeal.", "planned_appeal", "planned"),
    ("Prosecutors in Oslo opened a criminal investigation into the sale.", "criminal_investigation", None),
    ("A criminal case was opened against the director.", "criminal_case", None),
    ("The European Court of Human Rights granted interim measures.", "interim_measures", "granted"),
    ("Police arrested the captain on Monday.", "arrest", None),
    ("Parliament passed a law that bans such exports.", "legislation", None),
    ("She hopes that a bill will be adopted by the Senate.", "hoped_legislation", "hoped"),
]


@pytest.mark.parametrize("tree", [True, False])
@pytest.mark.parametrize(("text", "kind", "outcome"), CASES)
def test_an_act_has_its_kind_and_outcome(text: str, kind: str, outcome: str | None, tree: bool) -> None:
    found = acts(text, tree=tree)
    assert [(claim.kind, claim.outcome) for claim in found] == [(kind, outcome)]
    assert all(text[claim.start : claim.end] == claim.text for claim in found)


@pytest.mark.parametrize(
    "text",
    [
        "The court of public opinion was silent.",
        "Fighters launched rockets at the court house.",
        "The minister rejected the report.",
        "They held the town for three days.",
        "The army appealed for calm.",
        "Investors filed out of the room.",
    ],
)
def test_what_is_no_act_of_law(text: str) -> None:
    assert acts(text) == []


def test_a_ruling_keeps_petitioner_court_day_and_grounds() -> None:
    text = (
        "On 12 October the High Court of Freedonia rejected a petition by the activist Ann Lee to ban the sales, "
        "on the grounds that nothing showed the weapons would be used in crimes."
    )
    (ruling,) = acts(text)
    assert (ruling.actor, ruling.court) == ("Ann Lee", "High Court of Freedonia")
    assert ruling.date is not None
    assert ruling.date.edtf == "2020-10-12"
    assert ruling.grounds == "on the grounds that nothing showed the weapons would be used in crimes"


@settings(max_examples=50, deadline=None)
@given(st.text(alphabet=st.sampled_from("the court rejected a law ; . ( \u2019 \U0001f1e6 case filed"), max_size=200))
def test_spans_are_exact_whatever_the_text(text: str) -> None:
    assert all(text[c.start : c.end] == c.text for c in acts(text, tree=False))


@pytest.mark.parametrize(
    ("text", "kind", "outcome"),
    [
        ("A court fined the broker 60,000 euros. His appeal was dismissed in June.", "court_ruling", "rejected"),
        ("A judge sentenced the dealer, and he has appealed.", "application", "filed"),
        ("Three groups asked the court to stop the exports.", "application", "filed"),
        ("The groups obtained an injunction against the sale.", "interim_measures", "granted"),
        ("The Greens tabled a bill on transit.", "hoped_legislation", None),
        ("The motion was voted down on 17 July.", "hoped_legislation", "rejected"),
    ],
)
def test_acts_around_a_ruling(text: str, kind: str, outcome: str | None) -> None:
    assert (kind, outcome) in [(act.kind, act.outcome) for act in acts(text)]


def test_the_court_has_the_name_it_had_before() -> None:
    found = acts("The Council of State annulled six licences. On 9 March 2020 the court suspended the others.")
    assert [act.court for act in found] == ["Council of State", "Council of State"]


def test_a_container_is_not_arrested() -> None:
    assert acts("Customs officers detained a container of pistols, police said.") == []
