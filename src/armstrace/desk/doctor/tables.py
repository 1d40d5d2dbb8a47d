"""The tables that armstrace ships, and the last day that each knows of."""

import re
from collections.abc import Iterator
from importlib.resources import files

from armstrace.desk.doctor.item import Item, Standing
from armstrace.gazetteer.own_tables import own_rows

FACTS = {
    "treaty_facts.csv": "acts of states towards treaties",
    "embargo_facts.csv": "arms embargoes",
    "licence_facts.csv": "licences",
    "decision_facts.csv": "decisions of courts and governments",
    "offices.csv": "who held which office",
}
_DAY = re.compile(rb"\b(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])\b")
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_YEAR = re.compile(rf"\b(?:(?:{_MONTHS}) )?20\d\d\b")
# data sets that age, by their id in data/sources.csv
_AGEING = ("ourairports", "tar1090_ranges", "designators", "icao_8643", "sipri_deliveries_2024", "geonames")


def tables() -> Iterator[Item]:
    """Tell of each table of facts the newest day in it, and of each data set behind the names how old it is."""
    folder = files("armstrace.gazetteer").joinpath("data")
    for name, what in FACTS.items():
        data = folder.joinpath(name).read_bytes()
        days = max(_DAY.findall(data), default=b"none").decode()
        yield Item("tables", name, Standing.OK, f"{what}: {data.count(10) - 1:,} rows, the last day told of is {days}")
    for row in own_rows("sources.csv"):
        years = _YEAR.findall(row["citation"])
        if row["id"] in _AGEING and years:
            told = f"{row['citation'].partition(',')[0].partition(':')[0]}: as of {years[-1]}"
            yield Item("tables", row["id"], Standing.OK, told)
