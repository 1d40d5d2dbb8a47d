"""Uses of weapons: who used what, where and when, of any war and of either side; and what is no use."""

from datetime import date

import pytest

from armstrace.reading.article import Article, article_of
from armstrace.reading.read import parsed
from armstrace.reading.uses.find import find_uses
from armstrace.records.claims import WeaponUseClaim


def _article(text: str, *, tree: bool = True) -> Article:
    article = article_of(text, date(2023, 6, 1))
    return parsed(article) if tree else article


def _uses(text: str, *, tree: bool = True) -> list[WeaponUseClaim]:
    return find_uses(_article(text, tree=tree))


@pytest.mark.parametrize(
    ("text", "weapon", "kind", "actor", "place", "day"),
    [
        (
            "Hezbollah fired dozens of Katyusha rockets at Kiryat Shmona on 4 May 2021.",
            "Katyusha",
            {"mlrs", "missile_or_rocket"},
            "Hezbollah",
            "Kiryat Shmona",
            "2021-05-04",
        ),
        (
            "Russian cluster bombs fell on a market in Kramatorsk.",
            "cluster bombs",
            {"cluster_munition"},
            "RUS",
            "Kramatorsk",
            None,
        ),
        ("Ukrainian HIMARS rockets struck a depot near Luhansk.", "HIMARS", {"mlrs"}, "UKR", "Luhansk", None),
        ("Serbian artillery pounded Vukovar in 1991.", "artillery", {"artillery"}, "SRB", "Vukovar", "1991"),
        (
            "Myanmar's military dropped two 500-pound bombs on the village of Pazigyi on 11 April 2023.",
            "bombs",
            {"aircraft"},
            "MMR",
            "Pazigyi",
            "2023-04-11",
        ),
        ("Syrian government forces used sarin in Khan Shaykhun.", "sarin", {"chemical"}, "SYR", "Khan Shaykhun", None),
        (
            "Hundreds were killed by Saudi airstrikes in Sanaa in March 2015.",
            None,
            {"aircraft"},
            "SAU",
            "Sanaa",
            "2015-03",
        ),
        (
            "Chad's use of landmines in Faya-Largeau killed herders.",
            "landmines",
            {"landmine"},
            "TCD",
            "Faya-Largeau",
            None,
        ),
    ],
)
def test_who_what_where_when(  # a row of a table
    text: str, weapon: str | None, kind: set[str], actor: str, place: str, day: str | None
) -> None:
    (use,) = _uses(text)
    assert weapon is None or (use.weapon and weapon in use.weapon)
    assert use.weapon_class in kind
    assert (use.actor, use.place) == (actor, place)
    assert (use.date.edtf if use.date else None) == day
    assert not use.denied
    assert use.hedge is None


@pytest.mark.parametrize(
    "text",
    [
        "The government came under fire for its handling of the budget.",
        "Ukraine will use the missiles only on its own soil.",
        "The rebels captured two Grad launchers and sold them.",
        "The army test-fired a ballistic missile.",
        "The treaty bans the use of cluster munitions.",
        "The use of white phosphorus is strictly regulated.",
        "Iran threatened to fire missiles at the port.",
        "We call on both sides to stop using mines.",
        "The workers went on strike in Paris.",
        "Did Sudan use barrel bombs in Darfur?",
        "If Eritrea uses its artillery, Asmara will answer for it.",
        "Bread prices have exploded in Aden.",
        "Attack helicopters were shown at a parade in Delhi.",
        "India bought drones and displayed them in Mumbai.",
    ],
)
@pytest.mark.parametrize("tree", [True, False])
def test_what_is_no_use(text: str, *, tree: bool) -> None:
    assert _uses(text, tree=tree) == []


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Israel denied that its jets had bombed the clinic in Rafah.", "ISR"),
        ("There is no evidence that Georgia used cluster munitions in Gori.", "GEO"),
        ("Damascus rejected claims that it had used chlorine in Douma.", "SYR"),
        ("No missile was fired from Lebanon.", "LBN"),
        ("Pakistan has never used white phosphorus in Swat.", "PAK"),
    ],
)
def test_denials(text: str, actor: str) -> None:
    (use,) = _uses(text)
    assert use.denied
    assert use.actor == actor


@pytest.mark.parametrize(
    ("text", "actor", "hedge"),
    [
        ("Kyiv accused Moscow of using cluster munitions in Kharkiv.", "RUS", "accused"),
        ("Ethiopian forces may have used white phosphorus in Adwa.", "ETH", "may"),
        ("There is some evidence to suggest that Eritrea fired a rocket at Adigrat.", "ERI", "evidence to suggest"),
        ("Yemeni media said the Houthis had allegedly shelled Taiz with mortars.", "Houthis", "allegedly"),
    ],
)
def test_doubt_stays_doubt(text: str, actor: str, hedge: str) -> None:
    (use,) = _uses(text)
    assert use.actor == actor
    assert use.hedge is not None
    assert hedge in use.hedge


def test_one_item_for_each_weapon_and_for_each_actor() -> None:
    two = _uses("The rebels fired Grad rockets and howitzers at Gao.")
    assert len(two) == 2
    three = _uses("Britain, France and Italy fired cruise missiles at Sirte.")
    assert [use.actor for use in three] == ["GBR", "FRA", "ITA"]


def test_each_other_is_both() -> None:
    uses = _uses("Armenia and Azerbaijan accused each other of using phosphorus near Lachin.")
    assert {use.actor for use in uses} == {"ARM", "AZE"}


def test_a_verb_and_its_noun_are_one_use() -> None:
    (use,) = _uses("The town of Vovchansk was shelled with the use of mortars.")
    assert use.text == "The town of Vovchansk was shelled with the use of mortars"
    assert use.weapon == "mortars"


def test_the_maker_is_not_the_user() -> None:
    (use,) = _uses("Turkish-made Bayraktar TB2 drones were used by Ethiopia in Tigray.")
    assert (use.actor, use.origin, use.weapon) == ("ETH", "TUR", "Bayraktar TB2")


def test_the_speaker_is_not_the_user() -> None:
    (use,) = _uses("Pakistan said Indian drones had struck three mosques in Muzaffarabad.")
    assert use.actor == "IND"


def test_occasions_stay() -> None:
    (use,) = _uses("In one instance on 30 May 2022, Mali fired a rocket at the town of Kidal.")
    assert use.occasions == "In one instance"
    assert use.date is not None
    assert use.date.edtf == "2022-05-30"


def test_these_drones_are_the_ones_named() -> None:
    uses = _uses("Harop drones hit Ganja in May. These drones were also used by Armenia in June.")
    assert [(use.weapon or "")[:5] for use in uses] == ["Harop", "Harop"]


_SWAPPED = [
    "{a} fired cluster munitions at a market in Gori on 3 May 2022.",
    "{a} accused {b} of shelling the village of Orsk with howitzers.",
    "{a} denied that its army had used white phosphorus near the village of Orsk.",
    "Rockets fired from the territory of {a} hit the town of Orsk, {b} said.",
    "The use of landmines by {a} was condemned by {b}.",
    "{a}'s use of barrel bombs killed nine people; {b} shelled the port with mortars.",
    "{a} and {b} have both used cluster bombs.",
]
_PAIRS = [
    ("Armenia", "Azerbaijan", "ARM", "AZE"),
    ("India", "Pakistan", "IND", "PAK"),
    ("Russia", "Ukraine", "RUS", "UKR"),
]


@pytest.mark.parametrize("pattern", _SWAPPED)
@pytest.mark.parametrize(("one", "two", "code", "other"), _PAIRS)
def test_the_sides_are_alike(pattern: str, one: str, two: str, code: str, other: str) -> None:
    def told(a: str, b: str) -> list[tuple[str | None, ...]]:
        found = _uses(pattern.format(a=a, b=b), tree=False)
        return [(u.actor, u.weapon, u.weapon_class, u.place, u.hedge, str(u.denied)) for u in found]

    swap = {code: other, other: code}
    names = {one: two, two: one}
    there, back = told(one, two), told(two, one)
    assert there
    turned = [(swap.get(u[0] or "", u[0]), *u[1:3], names.get(u[3] or "", u[3]), *u[4:]) for u in back]
    assert there == turned
