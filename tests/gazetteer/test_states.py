"""Names to identities: complete for the registers read, one code per name, a source per row, nobody's side taken."""

import csv
from collections import Counter
from collections.abc import Callable
from itertools import chain
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from armstrace.gazetteer.shipped_tables import shipped_rows
from armstrace.gazetteer.states import (
    StateName,
    code_of,
    display,
    iso2,
    sipri_supplier_tables,
    state,
    state_names,
    states,
    suggest,
)
from armstrace.records.errors import UnreadableValue

TABLES_WITH_SOURCES = ("states.csv", "state_names.csv", "sipri_names.csv")
PLACES_WITH_TWO_NAMES = {
    "XNK": ("Nagorno-Karabakh", "Artsakh"),
    "FLK": ("Falkland Islands", "Malvinas"),
    "XSE": ("Senkaku Islands", "Diaoyu Islands"),
    "XKU": ("Kuril Islands", "Northern Territories"),
    "XLR": ("Dokdo", "Takeshima"),
}


def rows_of(path: Path) -> list[list[str]]:
    data = path.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("latin-1")
    return list(csv.reader(text.splitlines()))


def register_names(path: Path) -> set[str]:
    """Supplier and recipient columns of a register; rows cut short by a line break inside a cell are left out."""
    rows = rows_of(path)
    header = next(index for index, row in enumerate(rows) if {"Supplier", "Recipient"} <= set(row))
    columns = [rows[header].index("Supplier"), rows[header].index("Recipient")]
    width = len(rows[header])
    return {row[column] for row in rows[header + 1 :] if len(row) == width for column in columns}


def table_names(path: Path, first: str) -> set[str]:
    rows = rows_of(path)
    header = next(index for index, row in enumerate(rows) if row and row[0] == first)
    return {row[0] for row in rows[header + 1 :] if row and row[0] and not row[0].startswith("Total")}


@pytest.mark.shared
@pytest.mark.parametrize("pattern", ["deliveries_*.csv", "trade-register_*.csv"])
def test_every_name_in_the_registers_is_known(shared: Path, pattern: str) -> None:
    names = set(chain.from_iterable(register_names(path) for path in (shared / "sipri").glob(pattern)))
    # a cell of another column slipped under the header where a quotation mark was lost is no name
    names = {name for name in names if name and not name.replace(".", "").isdigit()}
    assert len(names) > 200
    assert sorted(name for name in names if code_of(name) is None) == []


@pytest.mark.shared
def test_every_name_in_the_value_tables_is_known(shared: Path) -> None:
    sipri = shared / "sipri"
    names = table_names(next(sipri.glob("export-values_*.csv")), "Exports by")
    names |= table_names(next(sipri.glob("import-values_*.csv")), "Recipient")
    assert len(names) > 200
    assert sorted(name for name in names if code_of(name) is None) == []


@pytest.mark.shared
def test_the_supplier_tables_are_those_of_july_2022(shared: Path) -> None:
    tables = sipri_supplier_tables()
    seen = set()
    for path in (shared / "sipri" / "tiv-2022-07-28").glob("TIV-Export-*.csv"):
        file_code = path.name.split("-")[2]
        rows = rows_of(path)
        printed = rows[0][0].removeprefix("TIV of arms exports from ").removesuffix(", 1950-2021")
        assert code_of(printed) == tables[file_code], printed
        recipients = {row[0] for row in rows[11:] if row and row[0] not in {"", "Total"}}
        assert sorted(name for name in recipients if code_of(name) is None) == []
        seen.add(file_code)
    assert seen == set(tables)


@pytest.mark.shared
def test_every_treaty_participant_is_known(shared: Path) -> None:
    paths = list((shared / "treaties" / "untreaties_2015").glob("26*.csv"))
    assert paths
    for path in paths:
        names = table_names(path, "Participant")
        assert sorted(name for name in names if code_of(name) is None) == [], path.name


@pytest.mark.shared
def test_every_two_letter_code_of_the_standing_table_is_known(shared: Path) -> None:
    with (shared / "treaties" / "standing_2026.csv").open(encoding="utf-8", newline="") as file:
        codes = {row["iso2"] for row in csv.DictReader(file)}
    assert len(codes) > 150
    assert sorted(code for code in codes if iso2(code) is None) == []


def test_codes_are_unique() -> None:
    codes = Counter(row["code"] for row in shipped_rows("states.csv"))
    assert [code for code, times in codes.items() if times > 1] == []
    two_letters = Counter(two for known in states().values() for two in known.iso2)
    assert [two for two, times in two_letters.items() if times > 1] == []


def test_the_193_members_and_the_observers_are_there() -> None:
    kinds = Counter(row["kind"] for row in shipped_rows("states.csv") if row["code"] not in {"COK", "NIU"})
    assert kinds["state"] == 193
    assert {code for code, known in states().items() if known.kind == "observer"} == {"VAT", "PSE"}


def test_every_member_has_demonyms_and_a_capital() -> None:
    kinds: dict[str, set[str]] = {}
    for name in state_names():
        kinds.setdefault(name.code, set()).add(name.kind)
    members = [code for code, known in states().items() if known.kind == "state" and code not in {"COK", "NIU"}]
    assert [code for code in members if not kinds[code] & {"demonym", "adjective"}] == []
    # capitals that bear the state's own name are no second name; Israel's seats are listed as press metonyms
    same_name = {"DJI", "LUX", "MCO", "SMR", "SGP", "ISR"}
    assert {code for code in members if "capital" not in kinds[code]} == same_name


def test_every_name_leads_to_one_code_or_is_flagged() -> None:
    codes: dict[str, set[str]] = {}
    unflagged: set[str] = set()
    for name in state_names():
        codes.setdefault(name.name, set()).add(name.code)
        if "ambiguous" not in name.flags:
            unflagged.add(name.name)
    assert sorted(name for name in unflagged if len(codes[name]) > 1) == []
    assert sorted(name.code for name in state_names() if name.code not in states()) == []


def test_every_row_has_a_source_that_is_listed() -> None:
    sources = {row["id"] for row in shipped_rows("sources.csv")}
    for table in TABLES_WITH_SOURCES:
        for row in shipped_rows(table):
            assert row["source"].split(), row
            assert set(row["source"].split()) <= sources, row
    for row in shipped_rows("sources.csv"):
        assert row["citation"], row
        assert row["licence"], row


def test_successors_are_known_and_follow() -> None:
    former = [known for known in states().values() if known.kind == "former"]
    assert former
    for known in former:
        assert known.valid_to is not None, known.code
        assert known.successors, known.code
        for code in known.successors:
            assert state(code).valid_to is None, code


@pytest.mark.parametrize(
    ("printed", "code"),
    [
        ("Swaziland", "SWZ"),
        ("eSwatini", "SWZ"),
        ("The former Yugoslav Republic of Macedonia", "MKD"),
        ("Bolivia (Plurinational State of)", "BOL"),
        ("Côte d’Ivoire", "CIV"),
        ("COTE D'IVOIRE", "CIV"),
        ("Ivory Coast", "CIV"),
        ("Türkiye", "TUR"),
        ("Turkiye", "TUR"),
        ("  turkey ", "TUR"),
        ("Cape Verde", "CPV"),
        ("Congo", "COG"),
        ("Congo, Dem. Rep.", "COD"),
        ("Zaire", "COD"),
        ("Viet Nam", "VNM"),
        ("Vietnam", "VNM"),
        ("North Vietnam", "VDR"),
        ("South Vietnam", "XVS"),
        ("Yemen Arab Republic (North Yemen)", "XYN"),
        ("South Yemen", "YMD"),
        ("East Germany (GDR)", "DDR"),
        ("German DR", "DDR"),
        ("West Germany", "DEU"),
        ("Soviet Union", "SUN"),
        ("the Netherlands", "NLD"),
        ("ROK", "KOR"),
        ("DPRK", "PRK"),
        ("U.S.", "USA"),
        ("America", "USA"),
        ("Britain", "GBR"),
        ("the Emirates", "ARE"),
        ("Burma", "MMR"),
        ("Hezbollah (Lebanon)*", "Hezbollah (Lebanon)"),
        ("PKK (Turkey)*", "PKK (Turkiye)"),
        ("Libya HoR*", "HoR (Libya)"),
        ("HoR (Libya)*", "HoR (Libya)"),
        ("NATO**", "NATO"),
    ],
)
def test_names_as_tables_print_them(printed: str, code: str) -> None:
    assert code_of(printed) == code


@pytest.mark.parametrize(
    "printed", ["Korea", "Azerbajan", "Israeli", "Moscow", "Persian Gulf", "Arabian Gulf", "", "*"]
)
def test_what_is_no_name_of_one_party_is_not_guessed(printed: str) -> None:
    assert code_of(printed) is None


@pytest.mark.parametrize("printed", ["unknown supplier(s)", "Unknown recipient(s)", "unknown rebel group*"])
def test_parties_the_register_does_not_know(printed: str) -> None:
    assert code_of(printed) == ""
    assert display("") == "unknown"


@pytest.mark.parametrize(("code", "names"), PLACES_WITH_TWO_NAMES.items())
def test_a_place_with_two_names_is_shown_with_both(code: str, names: tuple[str, str]) -> None:
    assert all(name in display(code) for name in names)
    assert {code_of(name) for name in names} == {code}


@pytest.mark.parametrize(
    "names",
    [
        ("Nagorno-Karabakh", "Artsakh", "Republic of Artsakh", "Nagorno Karabakh Republic", "Dağlıq Qarabağ"),
        ("Stepanakert", "Khankendi", "Xankəndi", "Shusha", "Shushi", "Nagorno-Karabakh"),
        ("Taiwan", "Republic of China", "Taiwan, Province of China", "Chinese Taipei"),
        ("Western Sahara", "SADR", "Sahrawi Arab Democratic Republic"),
        ("Northern Cyprus", "TRNC", "Turkish Republic of Northern Cyprus"),
        ("Kosovo", "Kosova", "Kosovo and Metohija"),
        ("Golan Heights", "Syrian Golan", "Israeli Golan"),
        ("West Bank", "Judea and Samaria"),
        ("Crimea", "Republic of Crimea", "Autonomous Republic of Crimea"),
    ],
)
def test_all_names_of_a_contested_place_lead_to_one_identity_of_its_own(names: tuple[str, ...]) -> None:
    codes = {code_of(name) for name in names}
    assert len(codes) == 1
    code = codes.pop()
    assert code is not None
    assert state(code).kind == "contested"
    assert state(code).successors == ()


def test_a_contested_place_is_nobodys_name() -> None:
    parties = {code for code, known in states().items() if known.kind in {"state", "observer"}}
    contested = {name.name for name in state_names() if name.kind == "contested"}
    assert sorted(name.name for name in state_names() if name.code in parties and name.name in contested) == []


def test_former_codes_of_iso_3166_3() -> None:
    assert {"SUN", "YUG", "SCG", "CSK", "DDR", "YMD", "VDR", "ANT"} <= set(states())
    assert state("SUN").successors[:2] == ("ARM", "AZE")


def test_own_codes_begin_with_x_and_say_that_they_are_own() -> None:
    own = [known for code, known in states().items() if known.source == "armstrace" and known.kind != "organisation"]
    assert len(own) > 15
    assert [known.code for known in own if not (known.code.startswith("X") and known.note)] == []


def test_an_unknown_code_is_refused_and_printed_as_it_is() -> None:
    with pytest.raises(UnreadableValue, match="XYZ"):
        state("XYZ")
    assert display("XYZ") == "XYZ"
    assert iso2("XY") is None


def test_suggestions_look_alike_and_are_of_different_parties() -> None:
    assert "Hezbollah (Lebanon)*" in suggest("Hezbolah (Lebanon)")
    assert suggest("qqqqqq") == []
    names = suggest("Congo Republic")
    assert len({code_of(name) for name in names}) == len(names)


@given(
    name=st.sampled_from([name for name in state_names() if name.kind in {"name", "official", "un", "register"}]),
    article=st.sampled_from(["", "the ", "The "]),
    marks=st.sampled_from(["", "*", "**", " *"]),
    space=st.sampled_from(["", " ", "\u00a0", "\t"]),
    shape=st.sampled_from([str, str.upper, str.lower, str.title]),
)
def test_harmless_spelling_never_changes_the_identity(
    name: StateName, article: str, marks: str, space: str, shape: Callable[[str], str]
) -> None:
    dressed = space + article + shape(name.name).replace("'", "’") + marks + space
    assert code_of(dressed) == code_of(name.name)
