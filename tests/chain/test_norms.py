"""Norms: the four words for how a rule stood, on the day of the act of supplier, recipient and user."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from armstrace.chain.embargo_norms import addressed
from armstrace.chain.model import Asked, Hop, Norm
from armstrace.chain.norms import norms_of
from armstrace.chain.routes import route, routes
from armstrace.chain.treaty_norms import word_of
from armstrace.checks.treaties.acts import Act, Standing
from armstrace.records.decisions import Embargo, in_force
from armstrace.records.values import When

ASKED = Asked(
    hops=(Hop(1, "ISR", "AZE", "system"),),
    place="Stepanakert",
    when=When.read("2020-10-04"),
    user="AZE",
    decided={1: When.read("2016")},
)


def act(when: str, how: str = "", key: str = "commitment:1") -> Act:
    return Act(When.read(when), how, key)


def standing(treaty: str, day: date, **acts: Act) -> Standing:
    return Standing(treaty, "made-up table", day, When.read("2026"), known=True, **acts)


def nobody(treaty: str, _: str, day: date) -> list[Standing]:
    return [standing(treaty, day)]


def _embargo(**said: Any) -> Embargo:
    base = Embargo(
        key="embargo:1", exhibit="e", place="row=2", item="", reader="r@1", register="embargo_facts", number="MADE-1",
        target="AZE", target_printed="forces in combat", imposed_by="Made-up Council", instrument="resolution 1",
        force="mandatory", binds="all states", bound='["*"]', begins=When.read("1992-02-28"), ends=None,
        scope="all arms.", status="never repealed", disputed="", source="made up", note="",
    )  # fmt: skip
    return replace(base, **said)


def by_id(norms: tuple[Norm, ...]) -> dict[tuple[str, str], Norm]:
    return {(norm.instrument, norm.state): norm for norm in norms}


@pytest.mark.parametrize(
    ("acts", "word"),
    [
        ({"signing": act("2014-09-18")}, "signatory only"),
        ({}, "not bound"),
        ({"signing": act("2014-09-18"), "consenting": act("2015-01-01", "ratification")}, "bound"),
        ({"consenting": act("2020-09-01", "accession")}, "not bound"),
        ({"consenting": act("2020", "accession")}, "not known"),
        ({"applying": act("2014-12-24"), "signing": act("2014-09-18")}, "bound"),
        (
            {
                "consenting": act("2015-01-01", "accession"),
                "notifying": act("2019-01-01"),
                "leaving": act("2019-04-01"),
            },
            "not bound",
        ),
    ],
)
def test_a_treaty_stands_in_one_of_four_words(acts: dict[str, Act], word: str) -> None:
    assert word_of(standing("ATT-2013", date(2020, 10, 4), **acts)) == word


def test_a_state_that_the_table_does_not_know_is_not_known() -> None:
    assert word_of(replace(standing("ATT-2013", date(2020, 10, 4)), known=False)) == "not known"
    assert word_of(replace(standing("ATT-2013", date(2027, 1, 1)))) == "not known"


def test_the_supplier_is_asked_on_the_day_it_decided_and_the_user_on_the_day_of_the_use() -> None:
    asked_for: list[tuple[str, str, date]] = []

    def told(treaty: str, state: str, day: date) -> list[Standing]:
        asked_for.append((treaty, state, day))
        return nobody(treaty, state, day)

    norms_of(ASKED, route("licence-review"), told, ())
    assert ("ATT-2013", "ISR", date(2016, 1, 1)) in asked_for
    assert ("ATT-2013", "ISR", date(2016, 12, 31)) in asked_for
    assert ("GC-1949", "AZE", date(2020, 10, 4)) in asked_for
    assert not [each for each in asked_for if each[1] == "ISR" and each[2].year == 2020]


def test_a_standing_that_changed_between_the_days_is_not_known_and_both_are_told() -> None:
    def told(treaty: str, _: str, day: date) -> list[Standing]:
        return [standing(treaty, day, consenting=act("2016-01-10", "accession"))]

    norm = by_id(norms_of(ASKED, route("att-6-3"), told, ()))["ATT-2013", "ISR"]
    assert norm.standing == "not known"
    assert "2016-01-01" in norm.words
    assert "2016-12-31" in norm.words
    assert norm.basis == ("commitment:1",)


def test_without_a_table_or_a_day_nothing_is_known() -> None:
    no_table = norms_of(ASKED, route("att-6-3"), lambda *_: [], ())
    assert {norm.standing for norm in no_table} == {"not known"}
    assert all("No table here" in norm.words for norm in no_table)
    undated = norms_of(replace(ASKED, when=None, decided={}), route("state-aid"), nobody, ())
    assert {norm.standing for norm in undated} == {"not known"}
    assert {norm.day for norm in undated} == {None}


def test_without_a_route_the_law_of_war_that_bound_the_user_is_asked() -> None:
    norms = norms_of(ASKED, None, nobody, ())
    assert [(norm.instrument, norm.state) for norm in norms] == [
        ("GC-1949", "AZE"), ("AP1-1977", "AZE"), ("CUSTOM-IHL", "AZE"), ("GENOCIDE-1948", "AZE"),
    ]  # fmt: skip


def test_law_of_a_union_binds_its_members_on_the_day() -> None:
    def of(supplier: str, day: str) -> Norm:
        asked = replace(ASKED, hops=(Hop(1, supplier, "SAU", "system"),), decided={1: When.read(day)}, user="SAU")
        return by_id(norms_of(asked, route("licence-review"), nobody, ()))["EU-2008-944", supplier]

    assert of("DEU", "2018-10-01").standing == "bound"
    assert of("GBR", "2019-06-20").standing == "bound"
    assert of("GBR", "2020-07-07").standing == "not bound"
    assert of("GBR", "2020").standing == "not known"
    assert of("DEU", "2001").standing == "not bound"


def test_custom_binds_and_a_standard_of_conduct_does_not() -> None:
    assert by_id(norms_of(ASKED, route("state-aid"), nobody, ()))["ILC-16", "ISR"].standing == "bound"
    custom = by_id(norms_of(ASKED, route("licence-review"), nobody, ()))["CUSTOM-IHL", "AZE"]
    assert (custom.standing, custom.words.count("Custom")) == ("bound", 1)
    assert by_id(norms_of(ASKED, route("company"), nobody, ()))["UNGP-2011", "ISR"].standing == "not bound"


@pytest.mark.parametrize(
    ("said", "supplier", "word", "words"),
    [
        ({}, "RUS", "bound", "mandatory for all states"),
        ({"force": "request", "bound": '["OSCE"]'}, "RUS", "not bound", "a request addressed to"),
        ({"bound": '["OSCE"]'}, "ISR", "not bound", "not addressed to Israel"),
        ({"bound": '["OSCE"]'}, "RUS", "bound", "forces in combat"),
        ({"bound": "[]"}, "RUS", "not known", "is not known here"),
        ({"disputed": "some hold that it lapsed"}, "RUS", "not known", "Disputed: some hold that it lapsed."),
        ({"ends": When.read("2016")}, "RUS", "not known", "to 2016"),
        ({"ends": When.read("2015-12-31")}, "RUS", "not known", "No embargo on Azerbaijan"),
        ({"begins": When.read("2017")}, "RUS", "not known", "No embargo on Azerbaijan"),
        ({"target": "ARM"}, "RUS", "not known", "No embargo on Azerbaijan"),
        ({"target_printed": "AZE"}, "RUS", "bound", "on Azerbaijan"),
    ],
)
def test_an_embargo_is_told_as_what_it_is(said: dict[str, object], supplier: str, word: str, words: str) -> None:
    asked = replace(ASKED, hops=(Hop(1, supplier, "AZE", "system"),))
    (norm,) = norms_of(asked, route("embargo"), nobody, [_embargo(**said)])
    assert (norm.standing, norm.state) == (word, supplier)
    assert words in norm.words
    assert ".." not in norm.words


def test_a_rule_of_dates_of_an_embargo() -> None:
    made = _embargo(begins=When.read("1992-02-28"), ends=When.read("2000-05-16"))
    days = [date(1992, 2, 27), date(1992, 2, 28), date(2000, 5, 15), date(2000, 5, 16)]
    assert [in_force(made, day) for day in days] == [False, True, True, False]
    assert in_force(_embargo(begins=When.read("1992")), date(1992, 3, 1)) is None
    assert in_force(_embargo(begins=None), date(1992, 3, 1)) is None
    assert addressed(_embargo(bound='["European Union"]'), "HRV", date(2013, 6, 30)) is False
    assert addressed(_embargo(bound='["European Union"]'), "HRV", date(2013, 7, 1)) is True


@pytest.mark.parametrize("name", routes())
def test_exchanging_the_parties_exchanges_the_norms(name: str) -> None:
    swap = {"ISR": "RUS", "AZE": "ARM"}
    other = replace(ASKED, hops=(Hop(1, "RUS", "ARM", "system"),), user="ARM")
    embargoes = [_embargo(), _embargo(key="embargo:2", target="ARM")]
    left = norms_of(ASKED, route(name), nobody, embargoes)
    right = norms_of(other, route(name), nobody, embargoes)
    assert [(n.instrument, swap.get(n.state, n.state), n.standing) for n in left] == [
        (n.instrument, n.state, n.standing) for n in right
    ]


def test_of_what_is_no_recognised_state_nobody_says_that_it_failed_to_join() -> None:
    norms = norms_of(replace(ASKED, user="XNK"), None, nobody, ())
    told = by_id(norms)["GC-1949", "XNK"]
    assert told.standing == "not bound"
    assert "contested" in told.words
    assert "neither" not in told.words
    assert "neither" in by_id(norms_of(ASKED, None, nobody, ()))["GC-1949", "AZE"].words


def test_an_embargo_on_arms_from_the_supplier_is_told_and_one_on_arms_to_it_is_not() -> None:
    asked = replace(ASKED, hops=(Hop(1, "PRK", "RUS", "system"),), user="RUS")
    both = [_embargo(target="PRK", number="both", scope="arms to and from North Korea", bound='["*"]')]
    one = [_embargo(target="PRK", number="one", scope="arms to North Korea", bound='["*"]')]
    assert [norm.instrument for norm in norms_of(asked, route("embargo"), nobody, both)] == ["both"]
    assert [norm.instrument for norm in norms_of(asked, route("embargo"), nobody, one)] == ["embargo"]
