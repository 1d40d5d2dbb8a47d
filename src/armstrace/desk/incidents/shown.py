"""The incidents of a case as a page shows them: asked, counted and put into places and months by the database.

Beside the rows lies how each may be drawn: rounded where it is recent, without words where its source forbids handing
them on. Nothing here holds more incidents than one page of them.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import pyarrow as pa

from armstrace.desk.incidents.asked import Wanted
from armstrace.desk.incidents.export import Exporter, changes_said, named_of
from armstrace.desk.incidents.find import ORDER, Seen, condition, laid_out, remarks, seen
from armstrace.desk.incidents.masked import ADDRESSES, ADDRESSES_BESIDE, POSITIONS, masked
from armstrace.desk.intake import Case
from armstrace.records.kinds import Incident
from armstrace.records.leaving import (
    NO_ADDRESSES,
    NO_POSITIONS,
    ROUNDED,
    STAYS,
    TEXTS,
    without_addresses,
    without_positions,
    year_ago,
)
from armstrace.sources.registry import may_leave
from armstrace.tables.ask import Row, literal, literals
from armstrace.tables.by_place import ByPlace

Box = tuple[float, float, float, float]
_COARSE = "precision IN ('exact', 'town')"
_SPOT = "printf('%.4f,%.4f,%s', shown_lat, shown_lon, shown_precision)"
_IN_CELL = "shown_lat >= ? AND shown_lat < ? AND shown_lon >= ? AND shown_lon < ?"
DRAWABLE = "shown_lat IS NOT NULL AND shown_lon IS NOT NULL AND shown_precision <> 'country'"
"""What has a place on a map."""


@dataclass(frozen=True, slots=True)
class Part:
    """Which incidents: those wanted, at one spot as it is drawn ("" for all), in a cell of the map, that may `leave`.

    A cell is south, west, north, east; what is drawn on its north or east side lies in the next one.
    """

    wanted: Wanted
    spot: str = ""
    cell: Box | None = None
    leave: bool = False


class Shown:
    """All incidents that somebody may see, with how each may be drawn; several threads may ask at once."""

    def __init__(self, case: Case, exporter: Exporter) -> None:
        """Lay them out."""
        self.placed: ByPlace[Incident] = laid_out(case)
        self._lay(exporter)
        self.number = int(self.placed.ask("SELECT count(*) FROM placed")[0][0])

    def _lay(self, exporter: Exporter) -> None:
        readers = [str(row[0]) for row in self.placed.ask("SELECT DISTINCT reader FROM placed")]
        stays = literals([each for each in readers if not may_leave(each)])
        recent = f"(when_latest IS NULL OR when_latest > DATE {literal(year_ago(exporter.today).isoformat())})"
        near = f"({recent} AND exhibit NOT IN {literals(sorted(exporter.signed) or [''])})"
        exact = self.placed.ask(
            "SELECT key, lat, lon FROM placed WHERE lat IS NOT NULL AND lon IS NOT NULL "
            f"AND (reader IN {stays} OR {near})"
        )
        # rounded here, not by the database, whose halves go another way
        at = {str(key): (round(lat, 1) + 0.0, round(lon, 1) + 0.0) for key, lat, lon in exact}
        self.placed.beside("moved", _positions(at))
        self.placed.beside("masked", masked(self.placed))
        self.placed.beside_query(
            "drawn",
            "SELECT key AS of, coalesce(moved.lat, placed.lat) AS shown_lat, coalesce(moved.lon, placed.lon) AS "
            f"shown_lon, CASE WHEN moved.lat IS NOT NULL AND {_COARSE} THEN 'district' ELSE precision END AS "
            f"shown_precision, coalesce(reader IN {stays}, FALSE) AS stays, {near} AS near, coalesce(bits, 0) AS bits "
            "FROM placed LEFT JOIN moved USING (key) LEFT JOIN masked USING (key)",
        )

    # ---- which of them

    def ask(self, columns: str, part: Part, tail: str = "") -> list[Row]:
        """Ask of the part, with what each may be drawn as beside it; `tail` comes after the conditions."""
        where, values = condition(part.wanted)
        where, values = f"({where})", [*values]
        if part.spot:
            where, values = f"{where} AND {DRAWABLE} AND {_SPOT} = ?", [*values, part.spot]
        if part.cell:
            south, west, north, east = part.cell
            where, values = f"{where} AND {DRAWABLE} AND {_IN_CELL}", [*values, south, north, west, east]
        if part.leave:
            where = f"{where} AND NOT stays"
        return self.placed.ask(f"SELECT {columns} FROM placed JOIN drawn ON key = of WHERE {where} {tail}", values)

    def count(self, part: Part) -> int:
        """Count them."""
        return int(self.ask("count(*)", part)[0][0])

    def page(self, part: Part, first: int, most: int) -> list[Seen]:
        """Give so many of them from the first-th on, in the order of time."""
        keys = [str(key) for (key,) in self.ask("key", part, f"ORDER BY {ORDER} LIMIT {int(most)} OFFSET {int(first)}")]
        known = self.these(keys)
        return [seen(known[key], part.wanted) for key in keys]

    def first_named(self, part: Part) -> Incident | None:
        """Give the first of them that has a name for its place, and may be told of with it."""
        found = self.ask("key", part, f"AND place_printed <> '' AND NOT stays ORDER BY {ORDER} LIMIT 1")
        return self.these([str(found[0][0])]).get(str(found[0][0])) if found else None

    def all(self, part: Part) -> list[Incident]:
        """Give them, in the order of time: only where they are known to be few."""
        keys = [str(key) for (key,) in self.ask("key", part, f"ORDER BY {ORDER}")]
        known = self.these(keys)
        return [known[key] for key in keys]

    def keys(self, part: Part) -> pa.Array:
        """Give the keys of all of them, in no order."""
        return pa.array((key for (key,) in self.ask("key", part)), pa.string())

    def these(self, keys: Collection[str]) -> dict[str, Incident]:
        """Give incidents by their keys; keys of none, or of what may not be seen, are passed over."""
        if not keys:
            return {}
        return {each.key: each for each in self.placed.records(f"WHERE key IN {literals(sorted(set(keys)))}")}

    # ---- what is told of all of them

    def remarks(self, part: Part) -> tuple[str, ...]:
        """Say in sentences what the question could not be put to."""
        return remarks(self.placed, part.wanted)

    def readers(self, part: Part) -> list[str]:
        """Name the readers of their rows."""
        return sorted(str(reader) for (reader,) in self.ask("DISTINCT reader", part))

    def changed(self, part: Part) -> list[str]:
        """Say what was changed in, or kept back of, what is drawn of them, and whose data it is."""
        bits = {name: f"bits & {bit} > 0" for name, bit in _BITS.items()}
        counted = self.ask(
            "count(*) FILTER (stays), count(*) FILTER (NOT stays AND near), "
            f"count(*) FILTER (NOT stays AND near AND {bits[NO_POSITIONS]}), "
            f"count(*) FILTER (NOT stays AND CASE WHEN near THEN {bits[NO_ADDRESSES]} ELSE {bits['plain']} END), "
            "list(DISTINCT reader)",
            part,
        )[0]
        told = dict(zip((STAYS, ROUNDED, NO_POSITIONS, NO_ADDRESSES), map(int, counted[:4]), strict=True))
        return [*changes_said({why: count for why, count in told.items() if count}), *named_of(counted[4] or ())]

    def most_told(self, column: str, most: int) -> tuple[str, ...]:
        """Give the names of a column that stand most often, as they may leave, none out of rows that are kept back."""
        rows = self.placed.ask(
            f"SELECT {column}, near, count(*) FROM placed JOIN drawn ON key = of WHERE NOT stays AND {column} <> '' "
            "AND (origin <> '' OR actor_printed <> '') GROUP BY ALL"
        )
        return tuple(sorted(_most(column, rows)[:most]))


_BITS: Mapping[str, int] = {NO_POSITIONS: POSITIONS, NO_ADDRESSES: ADDRESSES_BESIDE, "plain": ADDRESSES}


def _most(column: str, rows: Sequence[Row]) -> list[str]:
    counts: dict[str, int] = {}
    for said, near, count in rows:
        words = without_positions(said) if near else said
        words = without_addresses(words) if column in TEXTS else words
        counts[words] = counts.get(words, 0) + int(count)
    return sorted((name for name in counts if len(name) <= 100), key=lambda name: (-counts[name], name))


def _positions(at: Mapping[str, tuple[float, float]]) -> pa.Table:
    lats, lons = ([place[n] for place in at.values()] for n in (0, 1))
    return pa.table(
        {
            "key": pa.array(at.keys(), pa.string()),
            "lat": pa.array(lats, pa.float64()),
            "lon": pa.array(lons, pa.float64()),
        }
    )
