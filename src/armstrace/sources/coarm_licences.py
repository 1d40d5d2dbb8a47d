"""Licences and exports of EU member states by destination and category, as the Council's group COARM publishes them.

Seen: the printed tables of the EU's annual reports as described by OKFNat/armsScraper on GitHub: per destination and
exporting state the rows a (number of licences issued), b (their value in euros), c (value of arms exports in euros, if
available), for all states together d (number of refusals) and e (numbers of the criteria), under the columns ML1 to
ML22 and a total; that project's list of them (unique-id, year, importing-country, exporting-country, CML-category,
num-licenses-imported, val-licenses-imported, val-arms-imported, total-eu-licenses-refusals-imported,
criteria-numbers-imported); and the tables of caatdata/eu-arms-export-data without a header: `exports.csv` (eleven
columns by its README), its forerunner `totals.csv` (seven), `mission.csv` and `consult.csv` (files).

Inferred: the names of columns in exports of the online database of the European External Action Service, of which no
file was at hand; headings in plain words ("Exporting country", "Destination", "ML category", "Number of licences",
"Value of licences (EUR)", "Value of exports (EUR)") are read, any other is refused. That a row of `exports.csv` without
a source state is of all member states together. That "confidential" and the like withhold a figure, while an empty
cell or "n/a" says nothing.

The printed form can be kept as a table with the columns year, destination, exporter, row (a to e), ML1 ... ML22, total.
"""

from collections.abc import Iterator

from armstrace.records.exhibits import Exhibit
from armstrace.records.kinds import Readable
from armstrace.records.sources import ReadOptions, Source
from armstrace.sources.coarm.bare_tables import bare_table
from armstrace.sources.coarm.headed_tables import known_columns, layout_of, records
from armstrace.sources.incidents.header import body
from armstrace.sources.table_files import first_cells
from armstrace.sources.trade.making import sheet_of

SOURCE = Source(
    name="coarm_licences",
    title="Arms licences and exports of EU member states",
    publisher="European External Action Service and Council of the EU (COARM), from reports of member states",
    url="https://www.eeas.europa.eu/eeas/arms-export-control-arms-trade-treaty_en",
    licence="© European Union, reuse allowed with the source named; the compilations of others: none stated",
    kinds=("edition", "report"),
    covers="Licences issued and refused and, where a state reports them, exports: by year, destination and category",
    limits=(
        "A licence is no delivery: it may lapse, be used in later years, or cover more than is ever ordered.",
        "Some states report no value of actual exports, some only totals: an empty cell says nothing.",
        "Member states count licences and values in different ways; sums over states compare unlike things.",
        "Categories of the EU's military list tell neither the model nor the number of items.",
        "Refusals are told for all member states together, not by state.",
        "What is licensed for a mission in a state is not for that state's forces.",
    ),
)
_HEAD = 65_536


def recognises(head: bytes, name: str) -> int:  # noqa: ARG001  # a table is known by what it holds
    """Tell the tables with a header by their columns, those without by their first row."""
    return 2 if known_columns(first_cells(head)) or bare_table(head) else 0


def read(exhibit: Exhibit, options: ReadOptions) -> Iterator[Readable]:
    """Yield the edition, then one report for each figure in the order of the table, and what had to be set aside.

    Raises:
        SourceChanged: a column is missing, doubled, new or renamed, or the file stops being a table.
    """
    with exhibit.path.open("rb") as file:
        bare = bare_table(file.read(_HEAD))
    if bare:
        sheet = sheet_of(exhibit, SOURCE, options, f"EU arms {bare.name}")
        found = bare.records(sheet)
    else:
        table = body(exhibit)
        layout = layout_of(next(table, (1, []))[1], exhibit)
        sheet = sheet_of(exhibit, SOURCE, options, "EU arms licences and exports")
        found = records(sheet, layout, table)
    yield sheet.edition
    yield from found
