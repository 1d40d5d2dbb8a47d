"""The events of a case as they are looked up again and again: by incident, by key, and those that several tell of."""

from collections.abc import Collection, Iterable
from typing import Any

import pyarrow as pa

from armstrace.desk.incidents.event_rows import SCHEMA, event_of, row_of
from armstrace.desk.incidents.groups import SLOW
from armstrace.desk.incidents.kept_events import grouped_anew, kept_events, number_of_incidents
from armstrace.desk.intake import Case
from armstrace.records.errors import CaseError
from armstrace.records.events import Event
from armstrace.tables.ask import literal, literals
from armstrace.tables.database import database, explained_tables


class Groups:
    """Which incidents are in which event; events stay in their table until they are asked for.

    `remark` says why there are none, "" where there are. Several threads may ask at once.
    """

    def __init__(self, rows: str = "", held: pa.Table | None = None, remark: str = "") -> None:
        """Take the events out of a query; `held` is a table that it may name."""
        self.remark = remark
        self._connection = database()
        self._rows = rows
        with explained_tables():
            if held is not None:
                self._connection.register("given", held)
                self._connection.execute("CREATE TABLE held AS SELECT * FROM given")
                self._connection.unregister("given")
            found = f"SELECT key, inputs FROM {rows}" if rows else "SELECT '' AS key, [''] AS inputs WHERE FALSE"
            self._connection.execute(f"CREATE TABLE event AS {found}")
            self._connection.execute("CREATE TABLE member AS SELECT unnest(inputs) AS incident, key FROM event")

    def event_of(self, incidents: Collection[str]) -> dict[str, str]:
        """Give the key of the event that each of some incidents is in."""
        return dict(self._ask(f"SELECT incident, key FROM member WHERE incident IN {literals(sorted(set(incidents)))}"))

    def inputs_of(self, keys: Collection[str]) -> dict[str, tuple[str, ...]]:
        """Give the incidents of events by the events' keys; keys of none are passed over."""
        found = self._ask(f"SELECT key, inputs FROM event WHERE key IN {literals(sorted(set(keys)))}")
        return {key: tuple(inputs) for key, inputs in found}

    def events(self, keys: Iterable[str]) -> tuple[Event, ...]:
        """Give events by their keys, in that order; keys of none are passed over."""
        wanted = list(dict.fromkeys(keys))
        if not self._rows or not wanted:
            return ()
        rows = self._ask(f"SELECT {', '.join(SCHEMA.names)} FROM {self._rows} WHERE key IN {literals(wanted)}")
        try:
            found = {str(row[0]): event_of(dict(zip(SCHEMA.names, row, strict=True))) for row in rows}
        except (KeyError, TypeError, ValueError) as error:
            todo = "Remove tables/event; it is made anew from the incidents when it is asked for."
            raise CaseError("The table of events is damaged.", where="tables/event", todo=todo) from error
        return tuple(found[key] for key in wanted if key in found)

    def of_several(self, among: pa.Array | None = None) -> list[str]:
        """Give the keys of the events that more than one incident tells of, those with most first.

        Those alone that some incidents are in where these are named.
        """
        cursor = self._connection.cursor()
        some = ""
        with explained_tables():
            if among is not None:
                cursor.register("among", pa.table({"incident": among}))
                some = " AND key IN (SELECT key FROM member SEMI JOIN among USING (incident))"
            rows = cursor.execute(f"SELECT key FROM event WHERE len(inputs) > 1{some} ORDER BY -len(inputs), key")
            return [str(key) for (key,) in rows.fetchall()]

    def _ask(self, sql: str) -> list[tuple[Any, ...]]:
        with explained_tables():
            return self._connection.cursor().execute(sql).fetchall()


def groups_of(case: Case) -> Groups:
    """Group the incidents of a case, or of the part of it that may be seen, as signed judgements put it right."""
    many = number_of_incidents(case) > SLOW
    kept = kept_events(case, most=SLOW if many else None)
    if kept is not None:
        return Groups(f"read_parquet({literal(str(kept.path))})")
    if many:
        return Groups(remark=_NOT_KEPT)
    rows = [dict(row_of(each)) for each in grouped_anew(case).events]
    return Groups("held", pa.Table.from_pylist(rows, schema=SCHEMA))


_NOT_KEPT = (
    "The case is large and its events are not kept yet: no groups are shown. `armstrace why event:` groups the whole "
    "case, once, which may take minutes."
)
