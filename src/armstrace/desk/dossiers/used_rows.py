"""The rows behind findings as a page shows them: of an incident what may leave the case, of a claim its incident."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from armstrace.desk.incidents.documents import accepted_incidents
from armstrace.desk.incidents.export import Exporter
from armstrace.desk.intake import Case
from armstrace.dossier.model import Row
from armstrace.records.judgements import KIND as CLAIM
from armstrace.records.kinds import Incident
from armstrace.records.sources import SetAside
from armstrace.tables.ask import literals
from armstrace.tables.schema import KINDS, spread

_HIDDEN = ("key", "exhibit", "place", "item", "reader", "edition", "register", "start", "runs", "boxes")


def rows_shown(case: Case, keys: Iterable[str]) -> dict[str, Row]:
    """Give the rows with these keys, by key."""
    exporter, found = Exporter(case), {}
    for kind, of_kind in _by_kind(keys).items():
        # a claim is an incident that a document tells of
        stored = kind if kind in KINDS else Incident.KIND
        for record in _records(case, kind, of_kind):
            found[str(record["key"])] = _row(exporter.stored(stored, record))
    return found


def exhibits_of(case: Case, keys: Iterable[str]) -> set[str]:
    """Give the exhibits in which the rows with these keys stand."""
    held = _by_kind(keys)
    claims = set(held.pop(CLAIM, ()))
    asked = [
        f"SELECT DISTINCT exhibit FROM {kind} WHERE key IN {literals(of_kind)}"
        for kind, of_kind in held.items()
        if kind in KINDS
    ]
    of_claims = {each.exhibit for each in accepted_incidents(case) if each.key in claims} if claims else set()
    return {row[0] for sql in asked for row in case.tables.ask(sql)} | of_claims


def set_aside_shown(case: Case, most: int) -> tuple[SetAside, ...]:
    """Give the first pieces that were set aside; of a source whose rows stay, without their words."""
    exporter = Exporter(case)
    return tuple(map(exporter.piece, case.tables.records(SetAside, f"ORDER BY exhibit, place LIMIT {most}")))


def _by_kind(keys: Iterable[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for key in keys:
        found.setdefault(key.partition(":")[0], []).append(key)
    return found


def _records(case: Case, kind: str, keys: Sequence[str]) -> Iterable[Mapping[str, Any]]:
    if kind != CLAIM:
        return case.tables.rows(kind, keys)
    wanted = set(keys)
    columns = spread(Incident.KIND, [each for each in accepted_incidents(case) if each.key in wanted])
    return (dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True))


def _row(record: Mapping[str, Any]) -> Row:
    cells = tuple(
        (name.removesuffix("_printed").replace("_", " "), _words(value))
        for name, value in record.items()
        if value not in (None, "") and name not in _HIDDEN and _is_shown(name)
    )
    return Row(
        exhibit=str(record["exhibit"]),
        place=str(record["place"]),
        cells=cells,
        size=record.get("tiv_m") or record.get("value_m"),
        reader=str(record["reader"]),
    )


def _words(value: Any) -> str:
    return "; ".join(map(str, value)) if isinstance(value, list) else str(value)


def _is_shown(column: str) -> bool:
    """Show what was printed, not what it was spread into."""
    ends = ("_earliest", "_latest", "_qualifier", "_low", "_high", "_m", "_estimate")
    return not column.endswith(ends) and column not in {"supplier", "recipient", "state"}
