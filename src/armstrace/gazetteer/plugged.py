"""Names that plug-ins add to the tables of names: checked row by row, and never over a name that is there already.

A plug-in is a package with the attribute `TABLES`, a tuple of names out of OPEN, and those files in its folder `data`,
each with exactly the columns of ours. A row whose name is one of ours adds aliases to it and must agree with it.
"""

import csv
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from io import StringIO
from typing import Any

from armstrace.gazetteer.folding import fold_name
from armstrace.gazetteer.own_tables import own_rows
from armstrace.plug_ins.found import GAZETTEERS, PlugIn, Unfit, admitted, set_aside

STATES = "state_names.csv"
OPEN = (
    "airfields.csv", "armed_groups.csv", "media.csv", "operators.csv", "places.csv", "state_names.csv", "weapons.csv",
)  # fmt: skip
"""The tables that may be added to: names of things. Facts of law, and what a state or class is, may not."""

_MOST_BYTES, _MOST_CELL = 8 << 20, 2_000
# what a row that only adds aliases adds to
_JOINED = frozenset({"aliases", "everyday"})

Row = dict[str, str]
Rows = list[Row]


def added_rows(table: str) -> Rows:
    """Give the rows that plug-ins add to a table, each with the distribution behind its source."""
    return [dict(row) for rows in _accepted().values() for row in rows.get(table, ())] if table in OPEN else []


def with_added(table: str, own: Rows) -> Rows:
    """Give the rows of a table and those that plug-ins add; a row of one of our names joins its aliases to ours."""
    more = added_rows(table)
    if not more or table == STATES:
        return own + more
    at = {row["name"]: index for index, row in enumerate(own)}
    found = list(own)
    for row in more:
        if row["name"] in at:
            ours = found[at[row["name"]]]
            joined = {column: "|".join(filter(None, (ours[column], row[column]))) for column in _JOINED}
            found[at[row["name"]]] = ours | joined | {"source": f"{ours['source']} {row['source']}"}
        else:
            found.append(row)
    return found


def gazetteers() -> tuple[PlugIn, ...]:
    """Give the plug-ins whose names are in use; what was read with them says so."""
    return tuple(_accepted())


@cache
def _accepted() -> Mapping[PlugIn, Mapping[str, Rows]]:
    """Two that clash with one another are both left out: which of them was right is not ours to guess."""
    found = dict(admitted(GAZETTEERS, admit))
    bearers: dict[tuple[str, str], dict[PlugIn, str]] = {}
    for plug_in, tables in found.items():
        for table, rows in tables.items():
            for row in rows:
                for name in _names(row):
                    bearers.setdefault((table, name), {})[plug_in] = _identity(table, row)
    for (table, name), both in bearers.items():
        meant = set(both.values())
        # two may add one name to one entry of ours
        if len(both) > 1 and not (len(meant) == 1 and meant <= _entries(table)):
            told = " and ".join(sorted(each.told for each in both))
            for each in both:
                found.pop(each, None)
                set_aside(each, f"{told} both bring {name!r} for {table}, so neither is used; uninstall one of them")
    return found


def admit(package: Any, plug_in: PlugIn) -> Mapping[str, Rows]:
    """Read and check the tables of a plug-in.

    Raises:
        Unfit: one cell that will not do is enough; it is named.
    """
    tables = getattr(package, "TABLES", None)
    if not isinstance(tables, tuple) or not tables:
        raise Unfit("it has no TABLES, a tuple of the names of tables it adds to")
    wrong = [str(table) for table in tables if table not in OPEN]
    if wrong:
        raise Unfit(f"{', '.join(wrong)}: no table that may be added to; these are: {', '.join(OPEN)}")
    return {table: _checked(table, _read(package.__name__, table), plug_in) for table in tables}


def _read(package: str, table: str) -> Rows:
    data = files(package).joinpath("data", table).read_bytes()
    if len(data) > _MOST_BYTES:
        raise Unfit(f"data/{table} has more than {_MOST_BYTES >> 20} MiB")
    reader = csv.DictReader(StringIO(data.decode("utf-8-sig")), strict=True)
    columns = list(own_rows(table)[0])
    if list(reader.fieldnames or ()) != columns:
        raise Unfit(f"data/{table} must have the columns {','.join(columns)}")
    rows = list(reader)
    short = next((number for number, row in enumerate(rows, 2) if None in row or None in row.values()), None)
    if short is not None:
        raise Unfit(f"data/{table}, row {short}: it has not as many cells as the header")
    return rows


def _checked(table: str, rows: Rows, plug_in: PlugIn) -> Rows:
    ours = {row["name"]: row for row in own_rows(table)}
    known, mine = _known(table), dict[str, str]()
    codes = {row["code"] for name in ("states.csv", "sipri_names.csv") for row in own_rows(name)}
    made = []
    for number, row in enumerate(rows, 2):
        wrong = _wrong(row, codes, {each["weapon_class"] for each in ours.values()} if table == "weapons.csv" else None)
        wrong = wrong or _clash(table, row, ours, known) or _again(table, row, mine)
        if wrong:
            raise Unfit(f"data/{table}, row {number}: {wrong}")
        mine |= dict.fromkeys(_names(row), _identity(table, row))
        made.append(row | {"source": f"{row['source']} {plug_in.stamp}"})
    return made


def _wrong(row: Row, codes: set[str], classes: set[str] | None) -> str:
    if not row["name"].strip() or not row["source"].strip():
        return "a row needs a name and the source it was taken from"
    bad = next((name for name, cell in row.items() if len(cell) > _MOST_CELL or not cell.isprintable()), "")
    if bad:
        return f"its {bad} is too long or has letters that cannot be printed"
    code = row.get("code", row.get("state", row.get("origin", "")))
    if code not in codes and (code or "code" in row):
        return f"{code!r} is no code of data/states.csv"
    if classes is not None and row["weapon_class"] not in classes:
        return f"{row['weapon_class']!r} is the class of no weapon in data/weapons.csv"
    return ""


def _clash(table: str, row: Row, ours: Mapping[str, Row], known: Mapping[str, frozenset[str]]) -> str:
    identity = _identity(table, row)
    own = ours.get(row["name"])
    if own is not None and table != STATES:
        other = next((name for name in own if name not in _JOINED | {"source"} and row[name] != own[name]), "")
        if other:
            return f"armstrace has {row['name']!r} with another {other}: {own[other]!r}"
    taken = next((name for name in _names(row) if name in known and identity not in known[name]), "")
    return f"armstrace already knows {taken!r} as {min(known[taken])!r}" if taken else ""


def _again(table: str, row: Row, mine: Mapping[str, str]) -> str:
    """Say which name stands in a row above too; a state may have its name twice."""
    identity = _identity(table, row)
    taken = next((name for name in _names(row) if name in mine and (table != STATES or mine[name] != identity)), "")
    return f"{taken!r} is a name of {mine[taken]!r} in a row above" if taken else ""


@cache
def _entries(table: str) -> frozenset[str]:
    return frozenset(_identity(table, row) for row in own_rows(table))


@cache
def _known(table: str) -> Mapping[str, frozenset[str]]:
    """Give what the names of a table of ours stand for; names of states are looked up in those of SIPRI too."""
    found: dict[str, frozenset[str]] = {}
    for row in (*own_rows(table), *(own_rows("sipri_names.csv") if table == STATES else ())):
        for name in _names(row):
            found[name] = found.get(name, frozenset()) | {_identity(table, row)}
    return found


def _identity(table: str, row: Row) -> str:
    return row["code"] if table == STATES else row["name"]


def _names(row: Row) -> Iterator[str]:
    """Give the names of a row as they are compared: one that differs in an accent or a capital alone is no other."""
    for name in (row["name"], *row.get("aliases", "").split("|")):
        if name.strip():
            yield fold_name(name)


def forget() -> None:
    """Look again the next time: for a test that installs or removes something."""
    _accepted.cache_clear()
