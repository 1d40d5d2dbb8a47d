"""Arms in the trade statistics of customs: UN Comtrade, chapter 93 of the Harmonized System.

Publisher: the UN Statistics Division. Written from the column names of three forms that public programs make and read:
tables of the classic site and its interface ("Trade Value (US$)"), tables of Comtrade Plus, and the JSON answer of its
interface (`primaryValue`); no file of the publisher was at hand. Inferred: that a number of nought beside a value is
one not told, and that partner 0, second partner 0, customs C00, supply 0 and transport 0 are totals over all of them.
Set aside with the reason: months, other chapters, other classifications, and parts of a row that is there as a whole.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from armstrace.gazetteer.states import code_of, states
from armstrace.records.errors import SourceChanged, UnreadableValue
from armstrace.records.exhibits import Exhibit
from armstrace.records.kinds import Readable
from armstrace.records.sources import Leaves, ReadOptions, Source
from armstrace.records.supply import Report
from armstrace.records.values import Count
from armstrace.sources.incidents.header import body, check_shape, columns
from armstrace.sources.incidents.json_files import load, opening, printed
from armstrace.sources.table_files import first_cells
from armstrace.sources.trade.cells import amount, plain, year
from armstrace.sources.trade.making import Sheet, note, sheet_of

SOURCE = Source(
    name="un_comtrade",
    title="UN Comtrade, chapter 93: arms and ammunition as customs count them",
    publisher="United Nations Statistics Division",
    url="https://comtradeplus.un.org/",
    licence="Free to use with attribution; passing files or large parts of the database on needs the UN's permission",
    kinds=("edition", "report"),
    covers=(
        "Exports and imports of arms, their parts and ammunition (chapter 93 of the Harmonized System) by year, partner"
        " and customs code, in US dollars and where told in pieces, as the customs of each reporting state count them"
    ),
    limits=(
        "A customs code is no model of a weapon: most codes of chapter 93 hold hunting guns or other civil goods too.",
        "Tanks, ships, aircraft, radars and most electronics stand in other chapters, which are not read here.",
        "A value in dollars tells neither how many nor how strong the arms are; it compares with no TIV.",
        "Imports are mostly valued with freight and insurance and exports without, so two sides of one trade differ.",
        "An import is told by where the goods were made, an export by where they were last known to go.",
        "Exports hold what was made elsewhere and sent on; some states tell re-exports apart, as a part of them.",
        "Many states keep partners or codes of arms secret, or leave military goods out: no row shows nothing.",
        "What is printed as Other Asia, nes is mostly, not only, trade with Taiwan: it is kept without a partner.",
        "Some states report late or never, and a file holds what was asked for, cut at the most rows of one query.",
        "Codes change with the revisions of the Harmonized System, and figures are converted from one to another.",
        "Numbers and weights may be estimates of the compiler; years are revised, and of some states fiscal years.",
    ),
    leaves=Leaves.AS_SAID,
)  # fmt: skip

# each field by its name in the tables of the classic site, and in the tables and the JSON of Comtrade Plus
_FIELDS: Mapping[str, tuple[str, str]] = {
    "classification": ("Classification", "classificationCode"),
    "year": ("Year", "refYear"),
    "period": ("Period", "period"),
    "flow": ("Trade Flow Code", "flowCode"),
    "reporter": ("Reporter", "reporterDesc"),
    "reporter_iso": ("Reporter ISO", "reporterISO"),
    "partner": ("Partner", "partnerDesc"),
    "partner_iso": ("Partner ISO", "partnerISO"),
    "second partner": ("2nd Partner Code", "partner2Code"),
    "customs procedure": ("Customs Proc. Code", "customsCode"),
    "kind of supply": ("", "mosCode"),
    "transport": ("Mode of Transport Code", "motCode"),
    "code": ("Commodity Code", "cmdCode"),
    "goods": ("Commodity", "cmdDesc"),
    "unit": ("Qty Unit Code", "qtyUnitCode"),
    "items": ("Qty", "qty"),
    "items estimated": ("", "isQtyEstimated"),
    "kg": ("Netweight (kg)", "netWgt"),
    "kg estimated": ("", "isNetWgtEstimated"),
    "value": ("Trade Value (US$)", "primaryValue"),
    "cif": ("CIF Trade Value (US$)", "cifvalue"),
    "fob": ("FOB Trade Value (US$)", "fobvalue"),
    "flag": ("Flag", "legacyEstimationFlag"),
    "original": ("", "isOriginalClassification"),
    "added up": ("", "isAggregate"),
}
_ALSO = (
    ("Period Desc.", "Aggregate Level", "Is Leaf Code", "Trade Flow", "Reporter Code", "Partner Code", "2nd Partner",
     "2nd Partner ISO", "Customs", "Mode of Transport", "Qty Unit", "Alt Qty Unit Code", "Alt Qty Unit", "Alt Qty",
     "Gross weight (kg)"),
    ("typeCode", "freqCode", "refPeriodId", "refMonth", "reporterCode", "flowDesc", "partnerCode", "partner2ISO",
     "partner2Desc", "classificationSearchCode", "aggrLevel", "isLeaf", "customsDesc", "motDesc", "qtyUnitAbbr",
     "altQtyUnitCode", "altQtyUnitAbbr", "altQty", "isAltQtyEstimated", "grossWgt", "isGrossWgtEstimated",
     "isReported"),
)  # fmt: skip
_NEEDED = (
    "classification", "year", "period", "flow", "reporter", "reporter_iso", "partner", "partner_iso", "code", "value",
)  # fmt: skip
# what the classic tables write as numbers, Comtrade Plus as letters
_FLOWS = {
    "1": "import", "2": "export", "3": "re-export", "4": "re-import",
    "M": "import", "X": "export", "RX": "re-export", "RM": "re-import",
}  # fmt: skip
_REVISIONS = {"H0": "1988/92", "H1": "1996", "H2": "2002", "H3": "2007", "H4": "2012", "H5": "2017", "H6": "2022"}
_WHOLE = {"second partner": "0", "customs procedure": "C00", "kind of supply": "0", "transport": "0"}
_WORLD = {"WLD", "W00"}
_NOT_SPECIFIED = {"special categories", "bunkers", "free zones", "neutral zone"}
_PIECES = "5"
_YES = {"true", "1"}
# what the classic tables' one mark of an estimate says of
_ITEMS_GUESSED, _KG_GUESSED = {"2", "6"}, {"4", "6"}

Row = Mapping[str, str]


def recognises(head: bytes, name: str) -> int:  # noqa: ARG001  # known by its columns, whatever its name
    """Tell the tables and the answer by two columns that no other register has together."""
    if opening(head).startswith("{"):
        return 2 if b'"primaryValue"' in head and b'"cmdCode"' in head else 0
    cells = set(first_cells(head))
    return 2 if {"Trade Value (US$)", "Commodity Code"} <= cells or {"primaryValue", "cmdCode"} <= cells else 0


def read(exhibit: Exhibit, options: ReadOptions) -> Iterator[Readable]:
    """Yield the edition, then what each row tells in dollars and in pieces, and what had to be set aside.

    Raises:
        SourceChanged: a column is missing, doubled, new or renamed, or the file is cut short.
    """
    with exhibit.path.open("rb") as file:
        answer = opening(file.read(64)).startswith("{")
    rows = _answered(exhibit) if answer else _tabled(exhibit)
    sheet = sheet_of(exhibit, SOURCE, options, "trade in arms as customs count it")
    yield sheet.edition
    for place, told, shown in rows:
        try:
            yield from list(_reports(sheet, place, _row(told, shown)))
        except UnreadableValue as error:
            yield sheet.aside(place, error, shown)


Told = tuple[str, Mapping[str, int] | Mapping[str, Any], Sequence[str] | str]


def _answered(exhibit: Exhibit) -> Iterator[Told]:
    """Give the entries of an answer in JSON.

    Raises:
        SourceChanged: it is no list of figures, or one of its first entry's names was never heard of.
    """
    entries = load(exhibit).get("data")
    if not isinstance(entries, list):
        raise SourceChanged(
            "The answer holds no list \u201cdata\u201d.", where=repr(exhibit.received_name), todo="Ask for it again."
        )
    if entries and isinstance(entries[0], dict):
        columns(list(entries[0]), exhibit, needed=_names(1, _NEEDED), known=_known(1))
    return ((f"point={number}", _as_mapping(entry), printed(entry)) for number, entry in enumerate(entries, 1))


def _as_mapping(entry: Any) -> Mapping[str, Any]:
    return entry if isinstance(entry, dict) else {}


def _tabled(exhibit: Exhibit) -> Iterator[Told]:
    """Give the rows of a table of either site.

    Raises:
        SourceChanged: its columns are not those of one of them.
    """
    table = body(exhibit)
    _, header = next(table, (1, []))
    form = int("primaryValue" in [name.strip() for name in header])
    where = columns(header, exhibit, needed=_names(form, _NEEDED), known=_known(form))
    return ((f"row={number}", where, _without_last(cells, header)) for number, cells in table)


def _without_last(cells: list[str], header: Sequence[str]) -> list[str]:
    """Leave out the empty cell behind the last comma that rows of Comtrade Plus end with."""
    return cells[:-1] if len(cells) == len(header) + 1 and not cells[-1] else cells


def _names(form: int, fields: Sequence[str]) -> list[str]:
    return [_FIELDS[field][form] for field in fields]


@cache
def _known(form: int) -> frozenset[str]:
    return frozenset({*(names[form] for names in _FIELDS.values()), *_ALSO[form]} - {""})


def _row(told: Mapping[str, Any], shown: Sequence[str] | str) -> Row:
    """Give the fields of a row or an entry by armstrace's names for them; what is not there is empty.

    Raises:
        UnreadableValue: the row has not the cells of its table, or the entry is no list of names and values, or has
            one that was never heard of.
    """
    if isinstance(shown, str):
        if not told:
            raise UnreadableValue("The entry is no figure.")
        strange = next((name for name in told if name not in _known(1)), "")
        if strange:
            raise UnreadableValue(f"The entry has a name that was never heard of: {strange[:60]!r}.")
        return {field: _text(told.get(names[1])) for field, names in _FIELDS.items()}
    check_shape(shown, list(told))
    row = {name: plain(shown[index]) for name, index in told.items()}
    return {field: row.get(names[0]) or row.get(names[1]) or "" for field, names in _FIELDS.items()}


def _text(value: Any) -> str:
    """Write a value of an answer as a table prints it."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else plain(str(value))


def _reports(sheet: Sheet, place: str, row: Row) -> Iterator[Report]:
    """Give what a row tells in dollars, and in pieces where it does.

    Raises:
        UnreadableValue: the row is none of a year and of chapter 93, part of another, or holds what cannot be read.
    """
    _check_whole(row)
    said = {
        "reporter": _state(row["reporter"], row["reporter_iso"]),
        "reporter_printed": row["reporter"],
        "direction": _FLOWS[row["flow"]],
        "year": year(row["year"]),
        "category": row["code"],
        "designation": row["goods"],
        "note": _note(row),
        **_partner(row),
    }
    value, items = amount(row["value"]), _items(row)
    if value is None:
        raise UnreadableValue("The row tells no value.")
    yield sheet.report(place, {**said, "measure": "money", "amount": value, "currency": "USD"}, item="measure=money")
    if items:
        yield sheet.report(place, {**said, "measure": "items", "items": items}, item="measure=items")


def _check_whole(row: Row) -> None:
    """Check that a row is of a year, of arms, and no part of another row.

    Raises:
        UnreadableValue: it is not.
    """
    if not row["classification"].startswith("H"):
        what = f"Goods by {row['classification'] or 'no named classification'}: only the Harmonized System is read."
    elif not (row["code"].startswith("93") and row["code"].isdecimal()):
        what = f"Goods of {row['code']!r}, not of chapter 93: arms and ammunition alone are read."
    elif row["period"] != row["year"]:
        what = f"The period {row['period']!r} is no whole year: ask for yearly figures."
    elif row["flow"] not in _FLOWS:
        what = f"The flow {row['flow']!r} is none of exports, imports, re-exports and re-imports, or part of one."
    else:
        parts = [name for name, whole in _WHOLE.items() if row[name] not in {"", whole}]
        what = f"One {parts[0]} of several: the row of them all is the one to read." if parts else ""
    if what:
        raise UnreadableValue(what)


def _state(name: str, iso: str) -> str:
    """Give the code of a state by its ISO code and name, either of which may be missing.

    Raises:
        UnreadableValue: neither is known, or they are of two states.
    """
    by_iso, by_name = iso if iso in states() else "", code_of(name) if name else ""
    if not name and not iso:
        raise UnreadableValue("No state is named: ask for descriptions (includeDesc=true).")
    if by_iso and by_name and by_iso != by_name:
        raise UnreadableValue(f"{iso!r} and {name[:60]!r} do not go together.")
    if not (by_iso or by_name):
        raise UnreadableValue(f"armstrace does not know {(name or iso)[:80]!r}.")
    return by_iso or by_name or ""


def _partner(row: Row) -> Mapping[str, str]:
    """Give the partner: a state, all of them together ("*"), or none where customs do not specify it."""
    told = {"partner_printed": row["partner"] or row["partner_iso"]}
    name = row["partner"].casefold()
    if row["partner_iso"] in _WORLD or name == "world":
        return {**told, "partner": "*"}
    if name in _NOT_SPECIFIED or name.endswith(", nes") or row["partner_iso"] == "_X":
        return {**told, "partner": "", "status": "withheld"}
    return {**told, "partner": _state(row["partner"], row["partner_iso"])}


def _items(row: Row) -> Count | None:
    """Give the number of pieces; a nought beside a value is one not told, an estimate may have a fraction.

    Raises:
        UnreadableValue: it is no number, or a part of a piece that nobody estimated.
    """
    found = amount(row["items"]) if row["unit"] == _PIECES else None
    if not found:
        return None
    estimate = row["flag"] in _ITEMS_GUESSED or row["items estimated"].lower() in _YES
    if found != int(found) and not estimate:
        raise UnreadableValue(f"{row['items']!r} is no number of pieces.")
    return Count(math.floor(found), math.ceil(found), estimate=estimate, printed=row["items"])


def _note(row: Row) -> str:
    """Say what bears on how a figure is to be read."""
    weight = amount(row["kg"])
    by_guess = row["flag"] in _KG_GUESSED or row["kg estimated"].lower() in _YES
    basis = next((name for name in ("cif", "fob") if row[name] and amount(row[name]) == amount(row["value"])), "")
    return note(
        f"HS {_REVISIONS[row['classification']]}" if row["classification"] in _REVISIONS else row["classification"],
        "converted from another revision" if row["original"].lower() in {"false", "0"} else "",
        f"valued {basis}" if basis else "",
        f"net weight {weight:,.0f} kg{', estimated' if by_guess else ''}" if weight else "",
        "added up by the compiler" if row["added up"].lower() in _YES else "",
    )
