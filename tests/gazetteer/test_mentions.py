"""States in running text: exact spans, the false friends passed over, both parties of a conflict read alike."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from armstrace.gazetteer.folding import fold
from armstrace.gazetteer.mentions import find_states
from armstrace.gazetteer.shipped_tables import shipped_rows
from armstrace.gazetteer.states import StateName, state_names, states
from stopwatch import takes_less_than

UNAMBIGUOUS = [
    name
    for name in state_names()
    if not name.flags and states()[name.code].kind != "organisation" and not set(name.name) & set(",(*/")
]


def found(text: str) -> list[tuple[str, str]]:
    return [(mention.printed, mention.code) for mention in find_states(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Israel has armed Jordan and Chad", [("Israel", "ISR"), ("Jordan", "JOR"), ("Chad", "TCD")]),
        ("Israel’s drones", [("Israel", "ISR")]),
        ("Israeli-made Harop", [("Israeli", "ISR")]),
        ("a Russian-brokered deal", [("Russian", "RUS")]),
        ("the US and the U.S. and the UK.", [("US", "USA"), ("U.S.", "USA"), ("UK", "GBR")]),
        ("It was bought in the U.S.", [("U.S.", "USA")]),
        ("Armenia Azerbaijan talks", [("Armenia", "ARM"), ("Azerbaijan", "AZE")]),
        ("the Russia–Ukraine war", [("Russia", "RUS"), ("Ukraine", "UKR")]),
        ("Israel-Azerbaijan ties", [("Israel", "ISR"), ("Azerbaijan", "AZE")]),
        ("CHAD AND TURKEY SIGN DEAL", [("CHAD", "TCD"), ("TURKEY", "TUR")]),
        ("South\u00a0Korea and South\nAfrica", [("South\u00a0Korea", "KOR"), ("South\nAfrica", "ZAF")]),
        (
            "Papua New Guinea, Guinea-Bissau, Guinea",
            [("Papua New Guinea", "PNG"), ("Guinea-Bissau", "GNB"), ("Guinea", "GIN")],
        ),
        (
            "Niger, Nigeria, Nigerien, Nigerian",
            [("Niger", "NER"), ("Nigeria", "NGA"), ("Nigerien", "NER"), ("Nigerian", "NGA")],
        ),
        ("Dominica and the Dominican Republic", [("Dominica", "DMA"), ("Dominican Republic", "DOM")]),
        ("South Sudan, not Sudan", [("South Sudan", "SSD"), ("Sudan", "SDN")]),
        ("the Emirates and Emirates flight 1", [("the Emirates", "ARE")]),
        ("Côte d’Ivoire, Ivory Coast", [("Côte d’Ivoire", "CIV"), ("Ivory Coast", "CIV")]),
        ("Moscow, Ankara and The Hague", [("Moscow", "RUS"), ("Ankara", "TUR"), ("The Hague", "NLD")]),
        ("Tel Aviv and Jerusalem", [("Tel Aviv", "ISR"), ("Jerusalem", "ISR")]),
        ("Xankəndi, Stepanakert, Khankendi", [("Xankəndi", "XNK"), ("Stepanakert", "XNK"), ("Khankendi", "XNK")]),
        ("Dutch, Swiss and British firms", [("Dutch", "NLD"), ("Swiss", "CHE"), ("British", "GBR")]),
        ("Saudis, Emiratis, Britons", [("Saudis", "SAU"), ("Emiratis", "ARE"), ("Britons", "GBR")]),
        ("the Israel Defense Forces", [("Israel", "ISR")]),
        ("Israel Foreign Minister Gabi Ashkenazi", [("Israel", "ISR")]),
        ("the king of Jordan Abdullah II met aides there", [("Jordan", "JOR")]),
        ("In Israel September was hot", [("Israel", "ISR")]),
        ("Israel Sells Drones to Azerbaijan", [("Israel", "ISR"), ("Azerbaijan", "AZE")]),
        ("Turkey’s Baykar Technologies", [("Turkey", "TUR")]),
        ("Israel's Elbit Systems", [("Israel", "ISR")]),
        ("Soviet-made T-72s", [("Soviet", "SUN")]),
        ("Chinese Taipei", [("Chinese Taipei", "TWN")]),
        ("Iran armed Hezbollah.", [("Iran", "IRN"), ("Hezbollah", "Hezbollah (Lebanon)")]),
        ("India and Boeing, China and Norinco", [("India", "IND"), ("China", "CHN")]),
        ("Afghanistan and the Gulf", [("Afghanistan", "AFG")]),
        ("the Kremlin said", [("Kremlin", "RUS")]),
        ("#Armenia 🇦🇲 and Baku", [("Armenia", "ARM"), ("Baku", "AZE")]),
        ("the Georgian government in Tbilisi", [("Georgian", "GEO"), ("Tbilisi", "GEO")]),
        ("Will Washington act?", [("Washington", "USA")]),
        ("France sold India Rafale jets.", [("France", "FRA"), ("India", "IND")]),
        ("It gave Chad Mirage fighters and sold Israel Dolphins.", [("Chad", "TCD"), ("Israel", "ISR")]),
    ],
)
def test_states_are_found(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The turkey, a chad and a jordan almond, on fine china.",
        "Israel Charny is a scholar.",
        "Professor Israel W. Charny wrote.",
        "Jordan Peterson and Chad Smith spoke.",
        "Giorgia was not Georgia Meloni in this text.",
        "He gave Israel Katz a report on missiles and lent Chad Smith a car.",
        "Michael Jordan and Denzel Washington met.",
        "Booker T. Washington wrote.",
        "Israel Aerospace Industries and Israel Weapon Industries exhibited.",
        "Turkish Aerospace Industries' Anka",
        "the American University of Armenia",
        "the Armenian Red Cross",
        "the Stockholm International Peace Research Institute (SIPRI)",
        "in New Mexico",
        "voters in Atlanta and across Georgia",
        "the U.S. state of Georgia",
        "a guinea pig; Guinea pigs",
        "the Congo",
        "Korea and the Koreans",
        "the Washington Post, the Jerusalem Post, the Moscow Times and the Tehran Times",
        "the Kyiv Independent",
        "the Paris Agreement and the Geneva Conventions",
        "the Vienna Convention, the Hague Convention and The Hague Convention",
        "the Ottawa Treaty, the Ottawa Convention and the Oslo Process",
        "the OSCE Minsk Group and the Minsk agreements",
        "in Washington, D.C.",
        "Latin American, South American and North American states",
        "in Latin America",
        "a British-born analyst, London-based",
        "the Turkish Cypriot leader, Greek Cypriots",
        "the Indian Ocean, the Gulf of Oman, the Sea of Japan, the South China Sea, the Black Sea",
        "the Persian Gulf, the Arabian Gulf and the Gulf States",
        "ethnic Armenian and ethnic Azerbaijani",
        "pro-Russian and pro-Azerbaijani rebels",
        "He spoke in Russian.",
        "the Turkish language",
        "US$5 million, or 5 million US dollars",
        "TELL US MORE ABOUT IT",
        "@Israel tweeted, see Armenia.am",
        "Peru\u0301",
        "Iraqi Kurdistan and the Bosnian Serb army",
        "East Jerusalem",
        "NATO and the EU at the UN",
        "Brussels and Victoria",
        "the Treaty of Moscow, the University of Warsaw",
        "Moscow Oblast, Kyiv Airport",
        "the Syrian National Coalition and the Free Syrian Army",
        "the Russian Empire",
        "the Inter-American Court",
    ],
)
def test_what_only_sounds_like_a_state_is_passed_over(text: str) -> None:
    assert found(text) == []


def test_the_us_state_and_the_country_are_told_apart_line_by_line() -> None:
    text = "Georgia borders Armenia.\nGeorgia held a runoff; Atlanta waited."
    assert found(text) == [("Georgia", "GEO"), ("Armenia", "ARM")]


@given(before=st.text(max_size=30), name=st.sampled_from(UNAMBIGUOUS), after=st.text(max_size=30))
def test_every_mention_is_a_span_of_the_text(before: str, name: StateName, after: str) -> None:
    text = f"{before} {name.name} {after}"
    mentions = find_states(text)
    reached = 0
    for mention in mentions:
        assert text[mention.start : mention.end] == mention.printed
        assert reached <= mention.start < mention.end
        reached = mention.end
        assert mention.code in states()


@given(
    name=st.sampled_from(UNAMBIGUOUS),
    before=st.sampled_from(["", "“", "(", "🇦🇿 ", "é\u00a0"]),
    after=st.sampled_from([",", "’s aid", ")", ".", " has", "\n"]),
)
def test_every_unambiguous_name_is_found_where_it_stands(name: StateName, before: str, after: str) -> None:
    text = f"{before}{name.name}{after}"
    # "U.S" before a full stop is the name "U.S."
    assume(f"{name.name}{after}" not in {each.name for each in UNAMBIGUOUS})
    # the article of "the White House" is no part of the span
    assert [(mention.code, mention.end) for mention in find_states(text)] == [(name.code, len(before + name.name))]


def test_no_name_in_the_tables_is_unfindable() -> None:
    missed = [
        name.name for name in UNAMBIGUOUS if [code for _, code in found(f"In 2020 {name.name}, too")] != [name.code]
    ]
    assert missed == []
    shouted = [name.name for name in UNAMBIGUOUS if (name.name.upper(), name.code) not in found(name.name.upper())]
    assert [name for name in shouted if not name.startswith("the ")] == []


@given(st.text(max_size=200))
def test_any_text_is_read_the_same_twice(text: str) -> None:
    assert find_states(text) == find_states(text)


SENTENCES = [
    "Armenia sold weapons to Russia while Armenian forces shelled the town.",
    "pro-Armenian fighters, ethnic Armenians and the Armenian Ministry of Defence",
    "Karabakh Armenians fled; Armenia's army advanced.",
    "Armenia International Bank; the Armenia Times; Armenian-born; Western Armenia; Iranian Armenians",
    "ARMENIA SAYS NO. Armenian Americans protested.",
]


@pytest.mark.parametrize("sentence", SENTENCES)
def test_exchanging_the_parties_exchanges_the_mentions(sentence: str) -> None:
    swapped = (
        sentence.replace("Armenian", "Azerbaijani").replace("Armenia", "Azerbaijan").replace("ARMENIA", "AZERBAIJAN")
    )
    one = [(mention.code.replace("ARM", "AZE"), mention.kind) for mention in find_states(sentence)]
    other = [(mention.code, mention.kind) for mention in find_states(swapped)]
    assert one == other


def test_false_friends_hold_a_name_and_are_none() -> None:
    names = {fold(name.name) for name in state_names() if "ambiguous" not in name.flags}
    friends = [row["phrase"] for row in shipped_rows("false_friends.csv")]
    assert [phrase for phrase in friends if fold(phrase) in names] == []
    assert len(set(friends)) == len(friends)
    assert [phrase for phrase in friends if not any(name in fold(phrase) for name in names)] == []
    assert [row for row in shipped_rows("false_friends.csv") if not row["why"]] == []


@pytest.mark.parametrize("phrase", [row["phrase"] for row in shipped_rows("false_friends.csv")])
def test_no_false_friend_is_taken_for_a_state(phrase: str) -> None:
    assert found(f"It was the {phrase}, they said.") == []


def test_a_megabyte_takes_less_than_a_second() -> None:
    text = (
        "On 3 October Azerbaijan said that Israeli drones had reached Baku from Tel Aviv, which Armenia denied. "
        * 10_000
    )
    find_states("Baku")  # builds the search

    def work() -> None:
        assert len(find_states(text)) == 50_000

    takes_less_than(len(text) / 1e6 * 2, work)  # twice the target, for a slow machine
