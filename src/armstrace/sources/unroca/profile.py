"""The answer of unroca.org on one country: which years it reported, and its totals of a year by category.

The matrices by partner in it (hw_imp, salw_exp and their like) are totals over all years: they are set aside as one
piece each, for without a year they can be held against nothing.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from armstrace.records.errors import UnreadableValue
from armstrace.records.sources import SetAside
from armstrace.records.supply import Report
from armstrace.records.values import Count
from armstrace.sources.incidents.json_files import printed
from armstrace.sources.trade.cells import year
from armstrace.sources.trade.making import Sheet, note
from armstrace.sources.trade.parties import EVERYBODY, party
from armstrace.sources.unroca.categories import category

MATRICES = ("hw_imp", "hw_exp", "salw_imp", "salw_exp", "sa_imp", "sa_exp", "lw_imp", "lw_exp")
SERIES: Mapping[str, str] = {
    f"{what}_{short}_time": direction
    for what in ("hw", "sa", "lw", "salw")
    for short, direction in (("imp", "import"), ("exp", "export"))
}
_MOST_YEARS = 200


def is_profile(whole: Any) -> bool:
    """Tell an answer on one country from a list of lines."""
    return isinstance(whole, dict) and isinstance(whole.get("country"), dict)


def reports_of(sheet: Sheet, whole: Mapping[str, Any]) -> Iterator[Report | SetAside]:
    """Yield which years were reported and which not, the country's own totals, and what is set aside."""
    country = whole["country"]
    name = next((str(country[key]) for key in ("name_en", "name", "countryname_slug") if country.get(key)), "")
    place = {key: f"point={number}" for number, key in enumerate(whole, 1)}
    try:
        who = {"reporter": _named(name), "reporter_printed": name[:200]}
    except UnreadableValue as error:
        yield sheet.aside(place["country"], error, printed(country))
        return
    for key, value in whole.items():
        if key == "available_reports":
            yield from _years(sheet, place[key], who, value)
        elif key in SERIES:
            yield from _series(sheet, place[key], {**who, "direction": SERIES[key]}, value)
        elif key in MATRICES:
            yield sheet.aside(place[key], f"{key} holds totals over all years, without a year.", printed(value))
        elif key != "country":
            yield sheet.aside(place[key], f"armstrace was never taught {key[:60]!r}.", printed(value))


def _named(name: str) -> str:
    """Give the code of a country by its name or by the slug of its page ("united-kingdom")."""
    try:
        return party(name)
    except UnreadableValue:
        return party(name.replace("-", " "))


def _years(sheet: Sheet, place: str, who: Mapping[str, str], value: Any) -> Iterator[Report | SetAside]:
    """Yield one line for each year and direction: there is a report, or the register lists none."""
    try:
        told = sorted({year(str(each["year"] if isinstance(each, dict) else each)) for each in value})
    except (UnreadableValue, TypeError, KeyError):
        yield sheet.aside(place, "These are not the years of reports.", printed(value))
        return
    if not told or told[-1] - told[0] > _MOST_YEARS:
        return
    for each in range(told[0], told[-1] + 1):
        there = each in told
        words = "the register lists a report" if there else "the register lists no report between years that it lists"
        for direction in ("export", "import"):
            fields = {
                **who,
                "direction": direction,
                "year": each,
                "status": "reported" if there else "none",
                "partner": EVERYBODY,
                "measure": "items",
                "note": words,
            }
            yield sheet.report(place, fields, item=f"{direction}={each}")


def _series(sheet: Sheet, place: str, who: Mapping[str, str], value: Any) -> Iterator[Report | SetAside]:
    """Yield the country's own totals by category and year; what others reported stands in their own answers."""
    for number, line in enumerate(value if isinstance(value, list) else (), 1):
        try:
            kind = category(str(line["tow"]))
            values: Sequence[Any] = line["own_values"]
            for index, each in enumerate(values, 1):
                yield _total(sheet, (place, f"series={number};value={index}"), {**who, "category": kind}, each)
        except (UnreadableValue, KeyError, TypeError):
            yield sheet.aside(place, "This is no series of the register.", printed(line), item=f"series={number}")


def _total(sheet: Sheet, at: tuple[str, str], who: Mapping[str, Any], each: Mapping[str, Any]) -> Report:
    told, classified, amount = year(str(each["year"])), bool(each.get("contains_classified")), each.get("amount")
    if isinstance(amount, bool) or not (amount is None or (isinstance(amount, int) and 0 <= amount < 10**13)):
        raise UnreadableValue(f"{str(amount)[:40]!r} is no number of items.")
    withheld = classified and not amount
    fields = {
        **who,
        "year": told,
        "status": "withheld" if withheld else "reported",
        "partner": EVERYBODY,
        "measure": "items",
        "items": None if withheld or amount is None else Count(amount, amount, printed=str(amount)),
        "note": note("total over all partners", "some of it is classified" if classified else ""),
    }
    return sheet.report(at[0], fields, item=at[1])
